"""Other browsers' engines, driven by the protocols that they speak themselves."""
