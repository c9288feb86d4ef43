"""Where a difference changes sign."""

from collections.abc import Callable, Iterator


def bisect(difference: Callable[[float], float], low: float, high: float, steps: int = 60) -> float:
    """Return the point between two ends of unlike sign where the sign changes, by halving.

    Where the difference jumps over zero, the point of the jump is returned.
    Source: Press et al., Numerical Recipes, 3rd edition (2007), section 9.1.
    """
    at_low = difference(low) > 0
    for _ in range(steps):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (difference(middle) > 0) == at_low:
            low = middle
        else:
            high = middle
    return high


def sign_changes(difference: Callable[[float], float], low: float, high: float, points: int) -> Iterator[float | None]:
    """Look along a run of positive values, evenly spaced by ratio, and yield each point where the sign changes.

    None is yielded after every value looked at, so that the caller can say how far the search is.
    Two changes between neighbouring values go unseen. Zero counts as not positive.
    """
    ratio = (high / low) ** (1 / (points - 1))
    before, was_positive = low, difference(low) > 0
    yield None
    for index in range(1, points):
        here = high if index == points - 1 else low * ratio**index
        positive = difference(here) > 0
        if positive != was_positive:
            yield bisect(difference, before, here, steps=40)
        before, was_positive = here, positive
        yield None
