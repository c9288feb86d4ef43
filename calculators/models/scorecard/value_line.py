"""Price beside the score: who is beaten on neither, and what the points cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from calculators.models.scorecard.inputs import ScorecardInputs
from calculators.models.scorecard.scoring import EQUAL_SCORES, Standing


@dataclass(frozen=True, kw_only=True)
class ValueLine:
    """Cost against score; vendors are named by their place in the table.

    Attributes:
        frontier: the eligible vendors that none beats on both, cheapest first.
        price_of_point: between neighbours on it, what one more point of score costs an accepted label.
        lowest_bid: the vendor with the lowest cost of all, one that fails a gate included.
        extra_unit: what the first costs above the lowest bid, for one accepted label.
        extra_month: the same for a month.
        extra_total: the same for all months.
    """

    frontier: Sequence[int]
    price_of_point: Sequence[float | None]
    lowest_bid: int | None
    extra_unit: float | None
    extra_month: float | None
    extra_total: float | None


def value_line(inputs: ScorecardInputs, standings: Sequence[Standing], first: int | None) -> ValueLine:
    """Return how cost and score go together."""
    costs = {place: vendor.unit_cost for place, vendor in enumerate(inputs.vendors) if vendor.unit_cost is not None}
    offers = [
        (cost, standing.score, place)
        for place, cost in costs.items()
        if (standing := standings[place]).eligible and standing.score is not None
    ]
    unbeaten = (offer for offer in offers if not any(_beats(other, offer) for other in offers))
    # Not by score: at one cost all scores are equal but for rounding, and then the row counts.
    frontier = sorted(unbeaten, key=lambda offer: (offer[0], offer[2]))
    lowest = min(costs, key=lambda place: costs[place], default=None)
    extra = None
    if lowest is not None and first is not None and first in costs:
        extra = costs[first] - costs[lowest]
    return ValueLine(
        frontier=[place for _, _, place in frontier],
        price_of_point=[_price(one, other) for one, other in pairwise(frontier)],
        lowest_bid=lowest,
        extra_unit=extra,
        extra_month=None if extra is None else extra * inputs.volume,
        extra_total=None if extra is None else extra * inputs.volume * inputs.months,
    )


type Offer = tuple[float, float, int]


def _beats(other: Offer, one: Offer) -> bool:
    """Return whether an offer costs no more and scores no less than another, and is better in one of them."""
    if other[0] > one[0] or other[1] < one[1] - EQUAL_SCORES:
        return False
    return other[0] < one[0] or other[1] > one[1] + EQUAL_SCORES


def _price(one: Offer, other: Offer) -> float | None:
    gain = other[1] - one[1]
    return None if abs(gain) <= EQUAL_SCORES else (other[0] - one[0]) / gain
