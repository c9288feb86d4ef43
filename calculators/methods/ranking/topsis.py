"""A second way to rank: nearness to the best of everything, and distance from the worst."""

import math
from collections.abc import Collection, Sequence

from calculators.methods.ranking.alike import ALIKE


def topsis(
    matrix: Sequence[Sequence[float]],
    weights: Sequence[float],
    lower_is_better: Collection[int] = (),
    normalise: bool = True,
) -> list[float] | None:
    """Return each option's closeness to the ideal, from 0 to 1, or None where it is undefined.

    Each column is divided by its length, the root of its sum of squares (unless ``normalise`` is false), and
    multiplied by its weight, divided by the sum of the weights. The ideal takes the best of every column, the
    anti-ideal the worst; closeness is the distance from the anti-ideal over the sum of both distances.
    A column of zeros adds nothing. It is undefined where all options are alike, and for one option.
    ``lower_is_better`` names columns to be lowered.

    Source: Hwang and Yoon (1981), Multiple Attribute Decision Making, Springer.
    """
    whole = math.fsum(weights)
    best, worst = [0.0] * len(matrix), [0.0] * len(matrix)
    for index, (column, weight) in enumerate(zip(zip(*matrix, strict=True), weights, strict=True)):
        low, high = min(column), max(column)
        if weight == 0 or high - low <= ALIKE:
            continue
        length = math.sqrt(math.sumprod(column, column)) if normalise else 1.0
        factor = weight / whole / length
        ideal, opposite = (low, high) if index in lower_is_better else (high, low)
        for option, value in enumerate(column):
            best[option] += ((value - ideal) * factor) ** 2
            worst[option] += ((value - opposite) * factor) ** 2
    if not any(best):
        return None
    return [math.sqrt(away) / (math.sqrt(near) + math.sqrt(away)) for near, away in zip(best, worst, strict=True)]
