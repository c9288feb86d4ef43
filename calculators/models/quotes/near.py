"""When two amounts of money count as equal: rounding noise decides no order."""

# The largest part of an amount that is taken for noise.
PART = 1e-9


def lower(one: float, other: float) -> bool:
    """Return whether an amount is lower than another by more than noise."""
    return other - one > PART * max(abs(one), abs(other))


def equal(one: float, other: float) -> bool:
    """Return whether two amounts differ by noise at most."""
    return not lower(one, other) and not lower(other, one)
