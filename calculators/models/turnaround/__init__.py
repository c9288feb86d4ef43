"""When labelling will be done, and how many people that takes."""
