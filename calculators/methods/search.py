"""Where a difference changes sign."""

import math
from collections.abc import Callable, Iterable, Iterator


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


def false_position(difference: Callable[[float], float], low: float, high: float, steps: int = 60) -> float:
    """Return where a difference without jumps is zero, between two ends of unlike sign.

    A straight line through both ends tells where to look next; an end that stays twice counts for half, so that both
    ends move. On straight lines with a few bends this takes a handful of looks.
    Source: Dowell and Jarratt (1971), A modified regula falsi method for computing the root of an equation, BIT 11.
    """
    at_low, at_high = difference(low), difference(high)
    small = 1e-13 * max(abs(at_low), abs(at_high))
    here, kept = high, 0
    for _ in range(steps):
        here = low + (high - low) * (at_low / (at_low - at_high))
        at_here = difference(here)
        if abs(at_here) <= small:
            break
        if (at_here > 0) == (at_high > 0):
            high, at_high = here, at_here
            at_low /= 2 if kept == 1 else 1
            kept = 1
        else:
            low, at_low = here, at_here
            at_high /= 2 if kept == -1 else 1
            kept = -1
    return here


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


def nearest_change(holds: Callable[[float], bool], given: float, low: float, high: float, points: int) -> float | None:
    """Return the value nearest to a given one, by ratio, from which on something holds that does not hold there.

    ``points`` values from ``low`` to ``high``, evenly spaced by ratio and both ends included, are looked at from the
    given one outward; where it first holds, the step before is halved. None where it holds at none of them. All values
    are positive, and a stretch on which it holds between two neighbouring points goes unseen.
    """
    ratio = (high / low) ** (1 / (points - 1))
    run = [low * ratio**index for index in range(points - 1)] + [high]
    found = [
        change
        for side in ([value for value in run if value > given], [value for value in reversed(run) if value < given])
        if (change := _first_change(holds, given, side)) is not None
    ]
    return min(found, key=lambda value: abs(math.log(value / given)), default=None)


def _first_change(holds: Callable[[float], bool], given: float, values: Iterable[float]) -> float | None:
    before = given
    for value in values:
        if holds(value):
            return bisect(lambda here: -1.0 if holds(here) else 1.0, before, value)
        before = value
    return None


def fewest(enough: Callable[[int], bool], most: int, least: int = 0) -> int | None:
    """Return the smallest whole number from ``least`` to ``most`` that is enough; None if none is.

    Every number above one that is enough must be enough too. Doubling comes before halving, so that a small answer
    takes few looks even where ``most`` is large.
    """
    low = high = least
    while not enough(high):
        if high >= most:
            return None
        low, high = high + 1, min(most, 2 * high + 1)
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return high
