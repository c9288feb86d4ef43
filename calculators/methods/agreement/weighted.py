"""Sums of numbers that stand for several alike, with the digits of a sum that goes through them one by one."""

from collections.abc import Iterable

# Every finite number is a whole multiple of one part in this many.
_PARTS = 1 << 1074


def weighted_sum(weighed: Iterable[tuple[float, int]]) -> float:
    """Return the sum of numbers, each as often as it says: as ``math.fsum`` of all of them, rounded once at the end."""
    total = 0
    for number, times in weighed:
        above, below = float(number).as_integer_ratio()
        total += times * above * (_PARTS // below)
    return total / _PARTS
