"""How far one weight may move before another option leads."""

import math
from collections.abc import Sequence

from calculators.methods.ranking.alike import beyond


def weight_sensitivity(first: Sequence[float], second: Sequence[float], weights: Sequence[float]) -> list[float | None]:
    """Return for each criterion the change of its weight, in per cent of it, that makes both sums equal.

    Above 0 the weight is cut, below 0 raised; the other weights stay as they are, so the sum of the weights changes.
    None where the two values are equal, where the cut would be more than the whole weight, and for a weight of 0.
    Where both sums are equal already, it is 0 for every weight above 0.

    Source: Triantaphyllou and Sánchez (1997), A sensitivity analysis approach for some deterministic multi-criteria
    decision-making methods, Decision Sciences 28(1).
    """
    differences = [beyond(one - other) for one, other in zip(first, second, strict=True)]
    lead = beyond(math.sumprod(weights, differences))
    return [_change(lead, difference, weight) for difference, weight in zip(differences, weights, strict=True)]


def _change(lead: float, difference: float, weight: float) -> float | None:
    if weight == 0:
        return None
    if lead == 0:
        return 0.0
    if difference == 0:
        return None
    change = 100 * lead / (difference * weight)
    return None if change > 100 + 1e-9 else change


def stable_interval(
    leads: Sequence[Sequence[float]], weights: Sequence[float], criterion: int
) -> tuple[float, float] | None:
    """Return from where to where one weight may move, as a share of all, while the option ahead stays ahead.

    ``leads`` holds, for each rival, by how much the option ahead is better on each criterion. While the weight moves
    from 0 to 1, the others keep their proportions. None where no other weight is above 0.

    Source: Mareschal (1988), Weight stability intervals in multicriteria decision aid, European Journal of
    Operational Research 33(1).
    """
    others = [0.0 if index == criterion else weight for index, weight in enumerate(weights)]
    rest = math.fsum(others)
    if rest == 0:
        return None
    low, high = 0.0, 1.0
    for lead in leads:
        here, elsewhere = beyond(lead[criterion]), beyond(math.sumprod(others, lead) / rest)
        if here > 0 > elsewhere:
            low = max(low, elsewhere / (elsewhere - here))
        elif here < 0 < elsewhere:
            high = min(high, elsewhere / (elsewhere - here))
    # A lead of less than rounding may leave the given weight just outside.
    given = weights[criterion] / (rest + weights[criterion])
    return min(low, given), max(high, given)
