"""When two values count as equal: means of a few levels differ by far more, rounding by far less."""

ALIKE = 1e-12


def beyond(difference: float) -> float:
    """Return a difference, or zero where it is no more than rounding."""
    return difference if abs(difference) > ALIKE else 0.0
