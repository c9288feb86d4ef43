"""What would flip the answer: break-evens, and the swing of each input."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from calculators.core import Better, Progress, Step
from calculators.methods.search import false_position, sign_changes
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.ranges import ranges
from calculators.models.cost.ways import demand, difference, in_house, outsourced

PRICE_FIELDS = {"per_label": "label_price", "per_hour": "hour_rate", "per_seat": "seat_fee"}
VOLUME_POINTS = 161
# The break-even volume is searched from a hundredth of the given one to a hundred times it.
SEARCHED = 100


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """Where in-house and outsourced cost the same; None where they never do.

    Attributes:
        price: the vendor's price, in the unit of the quote.
        wage: the annotator's wage.
        error_cost: the cost of one wrong label.
        months: the months, counted from 1, in which the cheaper way so far changes.
        volume: every volume at which the sign changes; None until it has been searched.
    """

    price: float | None
    wage: float | None
    error_cost: float | None
    months: Sequence[int]
    volume: Sequence[float] | None = None


@dataclass(frozen=True, kw_only=True)
class Swing:
    """What one input does to in-house minus outsourced between the ends of its range."""

    name: str
    low: float
    high: float
    difference_at_low: float
    difference_at_high: float


def quick_break_evens(inputs: CostInputs, own: Sequence[float], bought: Sequence[float]) -> BreakEven:
    """Return the break-evens that need no long search, from the monthly totals of both ways.

    Only one side moves with the price and only the other with the wage, so the side that stands still is not
    computed again.
    """
    wanted, total_own, total_bought = demand(inputs), sum(own), sum(bought)

    def by_wage(value: float) -> float:
        varied = inputs.varied({"wage": value})
        return in_house(varied, wanted).total() - total_bought

    return BreakEven(
        price=break_even_price(inputs, total_own),
        wage=_crossing(by_wage, inputs, "wage"),
        error_cost=_error_cost(inputs, sum(wanted), total_own - total_bought),
        months=tuple(_crossing_months(own, bought)),
    )


def break_even_price(inputs: CostInputs, total_own: float) -> float | None:
    """Return the vendor's price at which buying all labels costs as much as making them; None where there is none."""
    name, wanted = PRICE_FIELDS[inputs.pricing], demand(inputs)
    return _crossing(lambda value: total_own - outsourced(inputs.varied({name: value}), wanted).total(), inputs, name)


def _crossing(function: Callable[[float], float], inputs: CostInputs, name: str) -> float | None:
    field = inputs.number(name)
    low, high = field.minimum, field.maximum
    at_low, at_high = function(low), function(high)
    if (at_low > 0) == (at_high > 0):
        return None
    return false_position(function, low, high)


def _error_cost(inputs: CostInputs, labels: float, gap: float) -> float | None:
    """Return the error cost at which both ways meet: the gap is a straight line in it."""
    slope = labels * (inputs.inhouse_escape - inputs.vendor_escape) / 100
    if slope == 0:
        return None
    value = inputs.error_cost - gap / slope
    field = inputs.number("error_cost")
    return value if field.minimum <= value <= field.maximum else None


def _crossing_months(own: Sequence[float], bought: Sequence[float]) -> Iterator[int]:
    gap, was_positive = 0.0, None
    for month, (made, paid) in enumerate(zip(own, bought, strict=True), 1):
        gap += made - paid
        if was_positive is not None and (gap > 0) != was_positive:
            yield month
        was_positive = gap > 0


def volume_break_evens(inputs: CostInputs) -> Iterator[Step[tuple[float, ...]]]:
    """Search volumes from 1 % to 10,000 % of the given one; yield progress, and last the volumes found.

    People are whole, so the costs move in steps and the sign may change more than once.
    """
    found = []
    looked = 0
    low, high = inputs.volume / SEARCHED, inputs.volume * SEARCHED
    for change in sign_changes(lambda volume: difference(inputs.varied({"volume": volume})), low, high, VOLUME_POINTS):
        if change is not None:
            found.append(change)
            continue
        looked += 1
        if looked % 20 == 0:
            yield Progress(share=looked / VOLUME_POINTS, doing="Looking for the break-even volume")
    yield Better(tuple(found))


def swings(inputs: CostInputs) -> Iterator[Step[tuple[Swing, ...]]]:
    """Set each uncertain input to its low and its high end, the rest as given; yield progress, and last the swings.

    The largest swing comes first; inputs that change nothing are left out.
    """
    varied = ranges(inputs)
    found = []
    for index, (name, (low, _, high)) in enumerate(varied.items(), 1):
        at_low, at_high = (difference(inputs.varied({name: end})) for end in (low, high))
        if at_low != at_high:
            found.append(Swing(name=name, low=low, high=high, difference_at_low=at_low, difference_at_high=at_high))
        if index % 10 == 0:
            yield Progress(share=index / len(varied), doing="Trying each input at its low and high end")
    found.sort(key=lambda swing: (-abs(swing.difference_at_high - swing.difference_at_low), swing.name))
    yield Better(tuple(found))
