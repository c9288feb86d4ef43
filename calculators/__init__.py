"""Calculators for deciding how to get training data labelled.

Everything in this package but ``extras`` and the command line also runs in the reader's browser, so it uses the
standard library only, opens no file but its own data, reads no clock, and draws no random number without a seed.

Who may import whom stands in CONTRIBUTING.md, and ``tests/house.py`` holds it.
"""
