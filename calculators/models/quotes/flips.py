"""What would turn the order of the cheapest and the next quote round, one change at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from calculators.core import Better, Number, Progress
from calculators.methods.labour import demand
from calculators.methods.search import bisect, nearest_change
from calculators.models.quotes.bill import Bill, acceptance_of, bill, seconds_of
from calculators.models.quotes.inputs import Quote, QuotesInputs
from calculators.models.quotes.near import PART, equal, lower
from calculators.models.quotes.terms import Terms, by_work

SHARED = ("volume", "vendor_seconds", "vendor_acceptance", "objects_per_item")
POINTS = 201
REACH = 100
PAID = {True: "accepted", False: "delivered"}
# Halvings until two neighbouring numbers are left, however far the bound.
HALVINGS = 120


@dataclass(frozen=True, kw_only=True)
class Flip:
    """One change: the value now, and the nearest that turns the order round; None where none within bounds does."""

    now: float | str
    value: float | str | None


@dataclass(frozen=True, kw_only=True)
class Flips:
    """The changes by name.

    Attributes:
        second: terms of the second quote that would make it no dearer than the first.
        first: terms of the first that would make it no cheaper than the second.
        shared: what both face, where the second becomes cheaper.
    """

    second: Mapping[str, Flip] = field(default_factory=dict)
    first: Mapping[str, Flip] = field(default_factory=dict)
    shared: Mapping[str, Flip] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The first and the second quote, each with what it costs."""

    quotes: tuple[Quote, Quote]
    bills: tuple[Bill, Bill]


@dataclass(frozen=True, kw_only=True)
class Lever:
    """A term that can be changed.

    Attributes:
        name: the column.
        cheaper: 1 where a higher value makes a quote cheaper, -1 where a lower one does.
        applies: whether it counts for a quote, with the terms that counted.
    """

    name: str
    cheaper: int = -1
    applies: Callable[[Quote, Terms], bool] = lambda _quote, _terms: True


LEVERS = (
    Lever(name="price"),
    Lever(name="minimum_month"),
    Lever(name="vendor_setup"),
    Lever(name="project_fee"),
    Lever(name="price_rise"),
    Lever(name="exit_cost"),
    Lever(name="tool_month", applies=lambda quote, _: quote.tool_month is not None),
    Lever(name="acceptance", cheaper=1),
    Lever(name="rework_billed", applies=lambda quote, terms: by_work(quote) and terms.accepted),
    Lever(name="qa_price", applies=lambda quote, _: quote.qa == "extra" and quote.qa_price is not None),
    Lever(name="seconds", applies=lambda quote, _: quote.pricing in {"per_hour", "per_seat"}),
    Lever(name="seat_hours", cheaper=1, applies=lambda quote, _: quote.pricing == "per_seat"),
    Lever(name="units_per_label", applies=lambda quote, _: quote.pricing == "per_thousand"),
    Lever(name="exchange_rate", applies=lambda quote, _: quote.currency != ""),
)


def flips(pair: Pair, inputs: QuotesInputs) -> Iterator[Progress | Better[Flips]]:
    """Try one change at a time; yield progress, and the flips as far as they are known."""
    wanted = demand(inputs.volume, inputs.growth, inputs.months)
    first, second = pair.bills
    yield Progress(share=0, doing="Looking for what would turn the order round")
    found = Flips(second=_terms(pair.quotes[1], second.terms, first.total, inputs, wanted, down=True))
    yield Better(found)
    yield Progress(share=0.3, doing="Looking for what would turn the order round")
    found = Flips(
        second=found.second, first=_terms(pair.quotes[0], first.terms, second.total, inputs, wanted, down=False)
    )
    shared = {}
    for place, name in enumerate(SHARED, 1):
        yield Progress(share=0.5 + place / 10, doing="Looking for what would turn the order round")
        shared[name] = _shared(name, pair, inputs)
    yield Better(Flips(second=found.second, first=found.first, shared=shared))


def _terms(
    quote: Quote, terms: Terms, target: float, inputs: QuotesInputs, wanted: Sequence[float], *, down: bool
) -> dict[str, Flip]:
    """Return, for each term that applies, the nearest value that brings a quote down, or up, to a total."""

    def total(name: str, value: float) -> float:
        return bill(terms.but(**{name: value}), inputs, wanted).total

    def reached(name: str, value: float) -> bool:
        return total(name, value) <= target if down else total(name, value) >= target

    def equal_there(name: str, value: float) -> bool:
        return equal(total(name, value), target)

    found: dict[str, Flip] = {}
    for lever in LEVERS:
        if lever.applies(quote, terms):
            now = _now(lever.name, terms, inputs)
            bound = _bound(lever.name, highest=(lever.cheaper > 0) == down)
            value = _nearest(partial(reached, lever.name), partial(equal_there, lever.name), now, bound)
            found[lever.name] = Flip(now=now, value=value)
    if by_work(quote):
        other = not terms.accepted
        turns = reached("accepted", other) or equal_there("accepted", other)
        found["payment"] = Flip(now=PAID[terms.accepted], value=PAID[other] if turns else None)
    return found


def _nearest(
    reached: Callable[[float], bool], equal_there: Callable[[float], bool], now: float, bound: float
) -> float | None:
    """Return the value nearest to the present one at which the target is reached; at the bound, equal counts."""
    if now == bound:
        return None
    if not reached(bound):
        return bound if equal_there(bound) else None
    value = bisect(lambda here: -1.0 if reached(here) else 1.0, now, bound, steps=HALVINGS)
    # A total swallows the last trace of a small amount; what is left of the way to an equal bound is then noise.
    return bound if abs(value - bound) <= PART * abs(now - bound) and equal_there(bound) else value


def _now(name: str, terms: Terms, inputs: QuotesInputs) -> float:
    if name == "acceptance":
        return acceptance_of(terms, inputs)
    return seconds_of(terms, inputs) if name == "seconds" else float(getattr(terms, name))


def _bound(name: str, *, highest: bool) -> float:
    column = Quote.fields()[name]
    assert isinstance(column, Number)
    return column.maximum if highest else column.minimum


def _shared(name: str, pair: Pair, inputs: QuotesInputs) -> Flip:
    if name == "objects_per_item" and all(quote.pricing != "per_item" for quote in pair.quotes):
        return Flip(now=inputs.objects_per_item, value=None)
    field_ = inputs.number(name)
    given = getattr(inputs, name)

    def turned(value: float) -> bool:
        varied = inputs.varied({name: value})
        wanted = demand(varied.volume, varied.growth, varied.months)
        first, second = (bill(one.terms, varied, wanted).total for one in pair.bills)
        return lower(second, first)

    low, high = max(given / REACH, field_.minimum), min(given * REACH, field_.maximum)
    return Flip(now=given, value=nearest_change(turned, given, low, high, POINTS))
