"""The weighted sum, the ranks it gives, and weights from an order of importance."""

import math
from bisect import bisect_left
from collections.abc import Sequence


def weighted_sum(scores: Sequence[Sequence[float]], weights: Sequence[float], normalise: bool = True) -> list[float]:
    """Return the total of each option: its scores times the weights, divided by the sum of the weights.

    With ``normalise`` false, the weights are taken as they are.

    Raises:
        ValueError: a weight is negative, or none is above 0.

    Source: Fishburn (1967), Additive utilities with incomplete product sets, Operations Research 15(3).
    """
    if min(weights, default=0.0) < 0:
        raise ValueError("negative weight")
    if not any(weights):
        raise ValueError("no positive weight")
    whole = math.fsum(weights) if normalise else 1.0
    return [math.sumprod(row, weights) / whole for row in scores]


def ranks(totals: Sequence[float], equal: float = 1e-9) -> list[int]:
    """Return the rank of each total: 1 and the number of totals that are higher by more than ``equal``."""
    ordered = sorted(-total for total in totals)
    return [1 + bisect_left(ordered, -total - equal) for total in totals]


def rank_order_centroid(given: Sequence[float]) -> list[float]:
    """Return the weights, adding up to 1, that ranks of importance stand for; 1 is the most important.

    It is the middle of all weight vectors that keep the order: the option in position r of n has the weight
    ``(1/n) * (1/r + ... + 1/n)``. Equal ranks share the mean of their positions.

    Source: Barron and Barrett (1996), Decision quality using ranked attribute weights, Management Science 42(11).
    """
    size = len(given)
    by_position = [0.0] * size
    tail = 0.0
    for position in range(size, 0, -1):
        tail += 1 / position
        by_position[position - 1] = tail / size
    ordered = sorted(given)
    weights = {}
    for rank in dict.fromkeys(ordered):
        start = bisect_left(ordered, rank)
        shared = by_position[start : start + ordered.count(rank)]
        weights[rank] = sum(shared) / len(shared)
    return [weights[rank] for rank in given]
