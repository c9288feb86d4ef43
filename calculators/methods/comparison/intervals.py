"""Confidence intervals for the difference of two shares."""

import math
from typing import NamedTuple

from calculators.methods.proportions import wilson


class Difference(NamedTuple):
    """A difference of two shares with its confidence interval, all shares of 1."""

    value: float
    low: float
    high: float


def separate_difference(first: int, of_first: int, second: int, of_second: int, confidence: float) -> Difference:
    """Return the first share minus the second with Newcombe's interval, for two samples with items of their own.

    Args:
        first: the successes in the first sample.
        of_first: its size.
        second: the successes in the second sample.
        of_second: its size.
        confidence: as a share, such as 0.95.

    Raises:
        InputError: a sample is empty, or has more successes than items.

    Source: Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in
    Medicine 17:873, method 10.
    """
    return _from_wilson(first, of_first, second, of_second, 0.0, confidence)


def paired_difference(both: int, only_first: int, only_second: int, neither: int, confidence: float) -> Difference:
    """Return the first share minus the second with Newcombe's interval, for two answers to each item.

    Args:
        both: the items on which both succeed.
        only_first: those on which only the first does.
        only_second: those on which only the second does.
        neither: those on which both fail.
        confidence: as a share, such as 0.95.

    Raises:
        InputError: there are no items.

    Source: Newcombe (1998), Improved confidence intervals for the difference between binomial proportions based on
    paired data, Statistics in Medicine 17:2635, method 10.
    """
    items = both + only_first + only_second + neither
    first, second = both + only_first, both + only_second
    root = math.sqrt(first * (items - first)) * math.sqrt(second * (items - second))
    excess: float = both * neither - only_first * only_second
    if excess > 0:
        excess = max(0.0, excess - items / 2)
    return _from_wilson(first, items, second, items, excess / root if root else 0.0, confidence)


def _from_wilson(
    first: int, of_first: int, second: int, of_second: int, correlation: float, confidence: float
) -> Difference:
    low_first, high_first = wilson(first, of_first, confidence)
    low_second, high_second = wilson(second, of_second, confidence)
    share_first, share_second = first / of_first, second / of_second
    value = share_first - share_second
    return Difference(
        value,
        value - _length(share_first - low_first, high_second - share_second, correlation),
        value + _length(high_first - share_first, share_second - low_second, correlation),
    )


def _length(one: float, other: float, correlation: float) -> float:
    """Return the third side of a triangle; the order of the two given sides changes no digit."""
    return math.sqrt(max(0.0, one * one + other * other - 2 * correlation * (one * other)))
