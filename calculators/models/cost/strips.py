"""Where price, wage, volume and the cost of an error stand, and where the cheaper of making and buying changes."""

import itertools

from calculators.core import Stretch, Strip
from calculators.methods.ranges import around, reaching, strip_of
from calculators.models.cost import sections
from calculators.models.cost.flips import PRICE_FIELDS, SEARCHED
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.ranges import field_with_range
from calculators.models.cost.result import Cost

OWN, BOUGHT = "in_house", "outsourced"
NAMES = {OWN: "in-house", BOUGHT: "outsourcing"}


def strips(inputs: CostInputs, cost: Cost) -> list[Strip]:
    """Return one strip for each input whose break-evens the model knows.

    They are four, whatever the inputs: the quote's price, the wage, the volume and the cost of a wrong label. An input
    that flips nothing keeps its strip, which then says so: a row that came and went while another is dragged would
    move what the reader holds. Each is drawn over its published range, or over that range moved along with a value that
    lies outside it, and up to a break-even that lies within half the lower end or twice the upper one; what flips
    further out is told in words. Neither depends on where on its strip the value stands.
    """
    met, price = cost.break_even, PRICE_FIELDS[inputs.pricing]
    dearer_in_house = inputs.inhouse_escape > inputs.vendor_escape
    meetings = {
        price: (met.price, (BOUGHT, OWN)),
        "wage": (met.wage, (OWN, BOUGHT)),
        "error_cost": (met.error_cost, (OWN, BOUGHT) if dearer_in_house else (BOUGHT, OWN)),
    }
    drawn = {name: _meeting(inputs, name, flip, sides, cost) for name, (flip, sides) in meetings.items()}
    volume = strip_of(inputs, "volume", _by_volume(inputs, cost), around(inputs.number("volume"), inputs.volume))
    return [drawn[price], drawn["wage"], volume, drawn["error_cost"]]


def cheaper(cost: Cost) -> str:
    """Return which of the two ways costs less; in-house where they cost the same."""
    return BOUGHT if cost.outsourced.total < cost.in_house.total else OWN


def _meeting(inputs: CostInputs, name: str, flip: float | None, below_and_above: tuple[str, str], cost: Cost) -> Strip:
    """Return the strip of an input with one break-even, or with none."""
    field = field_with_range(inputs, name)
    ends = reaching(field, getattr(inputs, name), flip)
    if flip is None:
        return strip_of(inputs, name, [_stretch(field.minimum, field.maximum, cheaper(cost))], ends)
    below, above = below_and_above
    stretches = [_stretch(field.minimum, flip, below), _stretch(flip, field.maximum, above)]
    return strip_of(inputs, name, stretches, ends)


def _by_volume(inputs: CostInputs, cost: Cost) -> list[Stretch]:
    """Return the ways by volume: known at the given one, changing at each break-even. Empty until these are found."""
    flips = cost.break_even.volume
    if flips is None:
        return []
    ends = [inputs.volume / SEARCHED, *flips, inputs.volume * SEARCHED]
    now, below = cheaper(cost), sum(flip <= inputs.volume for flip in flips)
    other = BOUGHT if now == OWN else OWN
    return [
        _stretch(low, high, now if (place - below) % 2 == 0 else other)
        for place, (low, high) in enumerate(itertools.pairwise(ends))
    ]


def _stretch(low: float, high: float, way: str) -> Stretch:
    return Stretch(low=low, high=high, name=NAMES[way], style=sections.STYLES[way])
