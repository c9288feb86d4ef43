"""From inputs to a result: at once what is cheap to know, then what takes a search or a simulation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, Progress, Step
from calculators.models.cost.flips import PRICE_FIELDS, BreakEven, Swing, quick_break_evens, swings, volume_break_evens
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.ranges import field_with_range, kind_of_label
from calculators.models.cost.uncertainty import Uncertainty, uncertainty
from calculators.models.cost.ways import Staff, Way, demand, hybrid_costs, in_house, outsourced, staffing, way
from calculators.vocabulary.exchange import worth_of_a_dollar


@dataclass(frozen=True, kw_only=True)
class AtPrice:
    """What outsourcing costs at another price than the one given.

    Attributes:
        price: the price, in the unit of the quote.
        total: what all months cost, undiscounted.
        unit_cost: total per accepted label.
    """

    price: float
    total: float
    unit_cost: float


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What the three ways cost, who is needed, and what would flip the answer.

    Attributes:
        in_house: all work by own people.
        outsourced: all work bought.
        hybrid: a share bought, the rest made.
        people: the in-house staff of each month, if all work is made in-house.
        break_even: where in-house and outsourced meet.
        at_prices: outsourcing at the lowest and the highest price published for such a label or hour, in the unit of
            the quote; empty where the given price, or the time of a label priced by itself, lies outside of what is
            published, for then they are about something else.
        swings: what each uncertain input does; None until tried.
        uncertainty: how sure the answer is; None until drawn.
    """

    in_house: Way
    outsourced: Way
    hybrid: Way
    people: Sequence[Staff]
    break_even: BreakEven
    at_prices: Sequence[AtPrice] = ()
    swings: Sequence[Swing] | None = None
    uncertainty: Uncertainty | None = None


def compute(inputs: CostInputs) -> Cost:
    """Return the cost of the three ways and the break-evens that need no long search."""
    wanted = demand(inputs)
    made, taken = in_house(inputs, wanted), outsourced(inputs, wanted)
    own, bought = way(inputs, wanted, made.by_month()), way(inputs, wanted, taken.by_month())
    return Cost(
        in_house=own,
        outsourced=bought,
        hybrid=way(inputs, wanted, hybrid_costs(inputs, made, taken)),
        people=tuple(staffing(inputs, wanted)),
        break_even=quick_break_evens(inputs, own.monthly, bought.monthly),
        at_prices=tuple(at_prices(inputs, wanted)),
    )


def at_prices(inputs: CostInputs, wanted: Sequence[float]) -> Iterator[AtPrice]:
    """Yield what outsourcing costs at both ends of the published prices, so that neither half is left unseen.

    These are in US dollars; in another currency they are worth what the dated rate says, and without one nothing is
    yielded.
    """
    name = PRICE_FIELDS[inputs.pricing]
    if worth_of_a_dollar(inputs.currency) is None:
        return
    published = field_with_range(inputs, name).basis
    if not published.low <= getattr(inputs, name) <= published.high:
        return
    if inputs.pricing == "per_label" and not (kind_of_label(inputs) or _takes_a_boxs_time(inputs)):
        return
    for price in (published.low, published.high):
        costs = outsourced(inputs.varied({name: price}), list(wanted)).by_month()
        total = sum(map(sum, costs.values()))
        yield AtPrice(price=price, total=total, unit_cost=total / sum(wanted))


def _takes_a_boxs_time(inputs: CostInputs) -> bool:
    """Return whether a label takes as long as a box does, whose prices go for every label of which no more is known."""
    published = inputs.fields()["vendor_seconds"].basis
    return bool(published.low <= inputs.vendor_seconds <= published.high)


def refine(inputs: CostInputs, cost: Cost) -> Iterator[Step[Cost]]:
    """Add the swings, the break-even volume and the uncertainty; yield progress on the way, and each better result."""
    for step in swings(inputs):
        if isinstance(step, Progress):
            yield step
        else:
            cost = replace(cost, swings=step.result)
    for found in volume_break_evens(inputs):
        if isinstance(found, Progress):
            yield found
        else:
            cost = replace(cost, break_even=replace(cost.break_even, volume=found.result))
    yield Better(cost)
    for drawn in uncertainty(inputs):
        if isinstance(drawn, Progress):
            yield drawn
        else:
            cost = replace(cost, uncertainty=drawn.result)
    yield Better(cost)
