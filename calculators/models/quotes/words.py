"""How terms, values and changes are called in a sentence."""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations

from calculators.core import Number
from calculators.core.words import count, counted, money
from calculators.models.quotes.flips import Flip
from calculators.models.quotes.inputs import Quote, QuotesInputs
from calculators.models.quotes.near import equal

TERMS: Mapping[str, str] = {
    "payment": "payment for labels that fail",
    "rework_billed": "rework billed",
    "minimum_month": "minimum bill",
    "vendor_setup": "set-up",
    "project_fee": "project fee",
    "qa": "the vendor's own checks",
    "qa_price": "price of these checks",
    "tool_month": "the tool",
    "price_rise": "yearly price rise",
    "exit_cost": "leaving",
    "seat_hours": "hours of a seat",
    "price": "price",
    "acceptance": "accepted share",
    "seconds": "time for a label",
    "units_per_label": "units in a label",
    "exchange_rate": "exchange rate",
    "volume": "labels a month",
    "vendor_seconds": "time for a label, where no pilot measured it",
    "vendor_acceptance": "accepted share, where no pilot measured it",
    "objects_per_item": "labels in one item",
}
PAYMENT: Mapping[str, str] = {
    "accepted": "only labels that pass are paid for",
    "delivered": "rejects are paid for too",
}
IF_PAID: Mapping[str, str] = {
    "accepted": "only its labels that pass were paid for",
    "delivered": "its rejects were paid for too",
}
PRICE_UNITS: Mapping[str, str] = {
    "per_label": "a label",
    "per_item": "an item",
    "per_thousand": "for 1,000 units",
    "per_hour": "an hour",
    "per_seat": "a seat and month",
    "per_month": "a month",
}
AMOUNTS = frozenset(["price", "minimum_month", "vendor_setup", "exit_cost", "tool_month", "qa_price"])
SHARES = frozenset(["project_fee", "price_rise", "acceptance", "rework_billed", "vendor_acceptance"])


def amount(quote: Quote, value: float) -> str:
    """Return an amount in the quote's own money: with its code where it names one, else in the reader's currency."""
    written = money(value)
    return written.replace("¤", f"{quote.currency.upper()} ") if quote.currency else written


def written(name: str, value: float, quote: Quote | None = None) -> str:
    """Return the value of a term or of a shared figure, with its unit."""
    if quote and name in AMOUNTS:
        unit = f" {PRICE_UNITS[quote.pricing]}" if name == "price" and quote.pricing != "per_label" else ""
        return f"{amount(quote, value)}{unit}"
    if name in SHARES:
        return f"{_number(value)}%"
    unit = {"seconds": " seconds", "vendor_seconds": " seconds", "seat_hours": " hours"}.get(name, "")
    return f"{_number(value)}{unit}"


def _number(value: float) -> str:
    """Return a number with three digits that count, and without zeros at the end of its decimals."""
    if value == 0 or abs(value) >= 100:
        return count(value)
    text = count(value, min(8, 2 - math.floor(math.log10(abs(value)))))
    return text.rstrip("0").rstrip(".") if "." in text else text


def distance(flip: Flip) -> float:
    """Return how far a change goes, by ratio; beyond any other where one of its ends is nothing or a word."""
    if isinstance(flip.now, str) or isinstance(flip.value, str) or flip.value is None:
        return math.inf
    if flip.now <= 0 or flip.value <= 0:
        return math.inf
    return abs(math.log(flip.value / flip.now))


def nearest(flips: Mapping[str, Flip]) -> list[tuple[str, Flip]]:
    """Return the changes that turn the order round, the nearest by ratio first."""
    found = [(name, flip) for name, flip in flips.items() if flip.value is not None]
    return sorted(found, key=lambda pair: distance(pair[1]))


def nearest_of(flips: Mapping[str, Flip], quote: Quote, reader: str) -> list[tuple[str, Flip]]:
    """Return the changes of a quote's own terms that turn the order round, the nearest by ratio first.

    A quote that names the reader's own money has no exchange rate that anybody could change.
    """
    own = quote.currency.upper() == reader
    return nearest({name: flip for name, flip in flips.items() if name != "exchange_rate" or not own})


def condition(name: str, flip: Flip, quote: Quote) -> str:
    """Return a change of a quote's own term as the end of a sentence with "if"."""
    if isinstance(flip.value, str):
        return IF_PAID[flip.value]
    assert flip.value is not None
    assert not isinstance(flip.now, str)
    rises = flip.value > flip.now
    value = written(name, flip.value, quote)
    if value == written(name, flip.now, quote):
        return f"its {TERMS[name]} {'rose' if rises else 'fell'} slightly"
    end = "to" if at_bound(name, flip.value) else "above" if rises else "below"
    return f"its {TERMS[name]} {'rose' if rises else 'fell'} {end} {value}"


def at_bound(name: str, value: float) -> bool:
    """Return whether a value is the last one that a column accepts."""
    column = Quote.fields()[name]
    assert isinstance(column, Number)
    return value in (column.minimum, column.maximum)


def cell(name: str, value: float | str, quote: Quote | None = None) -> str:
    """Return one end of a change for a table."""
    return PAYMENT[value] if isinstance(value, str) else written(name, value, quote)


def months_of(inputs: QuotesInputs) -> str:
    """Return the time planned for."""
    return "one month" if inputs.months == 1 else f"{inputs.months} months"


def labels_of(inputs: QuotesInputs) -> str:
    """Return the labels wanted in the first month."""
    # A month's mean need not be whole, and is written without its decimals.
    return counted(round(inputs.volume), "label")


def apart(*amounts: float) -> Sequence[str]:
    """Return amounts that are compared, with more decimals where those that differ would read the same."""
    texts = [money(one) for one in amounts]
    for decimals in range(1, 16):
        pairs = combinations(zip(amounts, texts, strict=True), 2)
        if all(equal(one, other) or its != others for (one, its), (other, others) in pairs):
            break
        texts = [f"¤{one:,.{decimals}f}" for one in amounts]
    return texts
