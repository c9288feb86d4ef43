"""Calculators for deciding how to get training data labelled.

Everything in this package also runs in the reader's browser, so it uses the standard library only,
opens no file but its own data, reads no clock, and draws no random number without a seed.

Who may import whom (held by ``tests/test_house.py``):

- ``core`` imports nothing of ours: it is the vocabulary.
- ``facts`` and ``methods`` import ``core``.
- ``models`` import ``core``, ``facts`` and ``methods``.
- ``show`` imports ``core``.
- ``catalog`` imports ``core`` and ``models``.
- ``arrivals`` imports ``core``; ``paper`` imports ``core`` and ``catalog``.
- ``bridge`` imports ``arrivals``, ``core``, ``catalog``, ``paper`` and ``show``.
- ``command`` imports ``bridge``, ``core``, ``catalog`` and ``paper``; ``__main__`` imports what these do and ``show``.
"""
