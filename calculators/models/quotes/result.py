"""From inputs to a result: at once what each quote costs and pays, then what would turn the order round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, Progress
from calculators.methods.labour import demand
from calculators.models.quotes.bill import Bill, bill
from calculators.models.quotes.flips import Flips, Pair, flips
from calculators.models.quotes.inputs import Quote, QuotesInputs
from calculators.models.quotes.near import equal, lower
from calculators.models.quotes.pay import Pay, list_price, pay
from calculators.models.quotes.terms import CHEAPEST, DEAREST, MIDDLE, by_work, filled, missing, usual_payment


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one quote comes to, in the reader's money.

    Attributes:
        name: the quote's name.
        total: all months, with what the quote leaves open at ``unknown_terms``.
        unit_cost: total per accepted label.
        unit_cost_low: the same with everything open at its cheapest.
        unit_cost_high: the same with everything open at its dearest.
        components: where the money goes.
        rank: 1 and the number of totals that are lower.
        list_price: what a naive reader compares.
        missing: the terms that are asked for and left open.
        revenue_hour: what the vendor takes in for an hour of work.
        pay_low: what the annotator gets of it at the lowest share.
        pay: the same at the middle share.
        pay_high: the same at the highest share.
        pay_verdict: "not_asked", "below", "above" or "unclear": that pay against the living wage.
        fair_price: the price at which the pay is the living wage, in the quote's money; None where none was entered.
        fair_seconds: the time for one label at which it is; None where the price does not depend on it either.
    """

    name: str
    total: float
    unit_cost: float
    unit_cost_low: float
    unit_cost_high: float
    components: Mapping[str, float]
    rank: int
    list_price: float
    missing: Sequence[str]
    revenue_hour: float
    pay_low: float
    pay: float
    pay_high: float
    pay_verdict: str
    fair_price: float | None
    fair_seconds: float | None


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How far the dearest lies above the cheapest, per accepted label; ``percent`` is None where that is free."""

    absolute: float
    percent: float | None


@dataclass(frozen=True, kw_only=True)
class Quotes:
    """What the quotes really cost, and what would turn their order round.

    Attributes:
        quotes: one a row, in the order given.
        first: the row of the cheapest, from 0; of equal ones the earlier.
        second: the row of the next; None for one quote.
        tied: whether both cost the same.
        spread: how far they lie apart.
        lowest_list_price: the row that looks cheapest.
        firm: whether the first stays first whatever the quotes leave open.
        flips: what would turn the order of the first and the second round; None for one quote, a tie, or not yet
            searched.
    """

    quotes: Sequence[Cost]
    first: int
    second: int | None
    tied: bool
    spread: Spread
    lowest_list_price: int
    firm: bool
    flips: Flips | None = None


def compute(inputs: QuotesInputs) -> Quotes:
    """Return costs, ranges, ranks, open terms and pay."""
    wanted = demand(inputs.volume, inputs.growth, inputs.months)
    bills = [counted(quote, inputs.unknown_terms, inputs, wanted) for quote in inputs.quotes]
    totals = [one.total for one in bills]
    ranks = [1 + sum(lower(other, total) for other in totals) for total in totals]
    costs = [
        _cost(quote, one, rank, inputs, wanted) for quote, one, rank in zip(inputs.quotes, bills, ranks, strict=True)
    ]
    first, *rest = sorted(range(len(costs)), key=lambda row: ranks[row])
    return Quotes(
        quotes=costs,
        first=first,
        second=rest[0] if rest else None,
        tied=bool(rest) and ranks[rest[0]] == 1,
        spread=_spread([cost.unit_cost for cost in costs]),
        lowest_list_price=_lowest([cost.list_price for cost in costs], first),
        firm=all(not lower(costs[row].unit_cost_low, costs[first].unit_cost_high) for row in rest),
    )


def refine(inputs: QuotesInputs, result: Quotes) -> Iterator[Progress | Better[Quotes]]:
    """Add what would turn the order of the first and the second round; yield progress, and each better result."""
    pair = rivals(inputs, result)
    if pair is None:
        return
    for step in flips(pair, inputs):
        yield step if isinstance(step, Progress) else Better(replace(result, flips=step.result))


def rivals(inputs: QuotesInputs, result: Quotes) -> Pair | None:
    """Return the first and the second quote with the terms that counted; None where there is nothing to turn round."""
    if result.second is None or result.tied:
        return None
    wanted = demand(inputs.volume, inputs.growth, inputs.months)
    rows = [inputs.quotes[result.first], inputs.quotes[result.second]]
    first, second = (counted(row, inputs.unknown_terms, inputs, wanted) for row in rows)
    return Pair(quotes=(rows[0], rows[1]), bills=(first, second))


def counted(quote: Quote, end: str, inputs: QuotesInputs, wanted: Sequence[float]) -> Bill:
    """Return what a quote costs with its blanks at one of the three ends.

    A quote that does not say what is paid for is tried both ways at the two outer ends, and the cheaper or the dearer
    counts.
    """
    if quote.payment is not None:
        return bill(filled(quote, end, accepted=quote.payment == "accepted"), inputs, wanted)
    if end == MIDDLE or not by_work(quote):
        return bill(filled(quote, end, accepted=usual_payment(quote)), inputs, wanted)
    accepted, delivered = (bill(filled(quote, end, accepted=paid), inputs, wanted) for paid in (True, False))
    if end == CHEAPEST:
        return delivered if lower(delivered.total, accepted.total) else accepted
    return accepted if lower(delivered.total, accepted.total) else delivered


def _cost(quote: Quote, given: Bill, rank: int, inputs: QuotesInputs, wanted: Sequence[float]) -> Cost:
    labels, gaps = sum(wanted), missing(quote)
    # Without a gap every end is the same quote, and one end is the reading chosen: neither is computed again.
    low, high = (
        (counted(quote, end, inputs, wanted) if gaps and end != inputs.unknown_terms else given).total / labels
        for end in (CHEAPEST, DEAREST)
    )
    middle = filled(quote, MIDDLE, accepted=quote.payment == "accepted" if quote.payment else usual_payment(quote))
    earned: Pay = pay(middle, inputs, wanted[0])
    return Cost(
        name=quote.name,
        total=given.total,
        unit_cost=given.total / labels,
        unit_cost_low=low,
        unit_cost_high=high,
        components=given.components,
        rank=rank,
        list_price=list_price(middle, inputs),
        missing=gaps,
        revenue_hour=earned.revenue_hour,
        pay_low=earned.low,
        pay=earned.middle,
        pay_high=earned.high,
        pay_verdict=earned.verdict,
        fair_price=earned.fair_price,
        fair_seconds=earned.fair_seconds,
    )


def _spread(costs: Sequence[float]) -> Spread:
    cheapest, dearest = min(costs), max(costs)
    return Spread(absolute=dearest - cheapest, percent=100 * (dearest - cheapest) / cheapest if cheapest > 0 else None)


def _lowest(prices: Sequence[float], first: int) -> int:
    equals = [row for row, price in enumerate(prices) if equal(price, min(prices))]
    return first if first in equals else equals[0]
