"""What a price pays: the list price that a naive reader compares, and what an hour of work brings the annotator."""

from dataclasses import dataclass

from calculators.models.quotes.bill import hours_worked, one_label, price_parts, seconds_of
from calculators.models.quotes.inputs import QuotesInputs
from calculators.models.quotes.terms import Terms


@dataclass(frozen=True, kw_only=True)
class Pay:
    """What the vendor takes in for an hour of work, and what the annotator may get of it.

    Attributes:
        revenue_hour: the price part of month 1 for each hour worked, before minimum, rise and checks.
        low: the annotator's part at the lowest share.
        middle: the same at the middle share.
        high: the same at the highest share.
        verdict: "not_asked", "below", "above" or "unclear", against the living wage.
        fair_price: the price at which the middle pay is the living wage; None where no wage or no pay is known.
        fair_seconds: the time for one label at which it is; None too where the price is for time.
    """

    revenue_hour: float
    low: float
    middle: float
    high: float
    verdict: str
    fair_price: float | None
    fair_seconds: float | None


def list_price(terms: Terms, inputs: QuotesInputs) -> float:
    """Return the price of one label as the quote's first line reads, with nothing redone, in the reader's money."""
    return _list_price(terms, inputs) * terms.exchange_rate


def _list_price(terms: Terms, inputs: QuotesInputs) -> float:
    if terms.pricing == "per_month":
        return terms.price / (inputs.volume * inputs.overlap)
    if terms.pricing == "per_hour":
        return terms.price * seconds_of(terms, inputs) / 3600
    if terms.pricing == "per_seat":
        return terms.price * seconds_of(terms, inputs) / 3600 / terms.seat_hours
    return one_label(terms, inputs)


def pay(terms: Terms, inputs: QuotesInputs, labels: float) -> Pay:
    """Return what an hour of work brings, for the labels wanted in the first month."""
    revenue = _revenue_hour(terms, inputs, labels)
    shares = (inputs.pass_through_low, inputs.pass_through, inputs.pass_through_high)
    low, middle, high = (revenue * share / 100 for share in shares)
    asked = inputs.living_wage > 0 and middle > 0
    by_time = terms.pricing in {"per_hour", "per_seat"}
    return Pay(
        revenue_hour=revenue,
        low=low,
        middle=middle,
        high=high,
        verdict=_verdict(inputs.living_wage, low, high),
        fair_price=terms.price * inputs.living_wage / middle if asked else None,
        fair_seconds=seconds_of(terms, inputs) * middle / inputs.living_wage if asked and not by_time else None,
    )


def _revenue_hour(terms: Terms, inputs: QuotesInputs, labels: float) -> float:
    if terms.pricing == "per_seat":
        # A seat is paid by its hours, used or not.
        return terms.price * terms.exchange_rate / terms.seat_hours
    return price_parts(terms, inputs, [labels])[0] * terms.exchange_rate / hours_worked(terms, inputs, [labels])[0]


def _verdict(living_wage: float, low: float, high: float) -> str:
    if living_wage == 0:
        return "not_asked"
    if high < living_wage:
        return "below"
    return "above" if low >= living_wage else "unclear"
