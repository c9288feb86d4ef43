"""Where to go from the quotes, with the numbers that travel along."""

from collections.abc import Iterator

from calculators.core import Link
from calculators.core.fields.row_text import write_rows
from calculators.core.words import listed, plain
from calculators.methods.labour import demand
from calculators.models.quotes.bill import acceptance_of, one_label, passes, seconds_of
from calculators.models.quotes.inputs import QuotesInputs
from calculators.models.quotes.result import Quotes, counted
from calculators.models.quotes.terms import UNITS, Terms
from calculators.vocabulary import shared_number

# The scorecard takes two to eight vendors.
SCORED = range(2, 9)
# The digits that travel: a unit cost to read, and elsewhere all but the dust that sums of binary fractions leave.
READ, EXACT = 6, 10


def next_steps(inputs: QuotesInputs, result: Quotes) -> Iterator[Link]:
    """Yield the next steps; the cost calculator takes the first quote's terms along, the scorecard all unit costs."""
    first = result.quotes[result.first].name
    wanted = demand(inputs.volume, inputs.growth, inputs.months)
    # Its blanks are filled as they counted.
    terms = counted(inputs.quotes[result.first], inputs.unknown_terms, inputs, wanted).terms
    left_out = _left_out(terms)
    yield Link(
        words=f"Compare {first} with a team of your own{f', without {listed(left_out)}' if left_out else ''}",
        page="calculators/cost.md", calculator="cost", inputs=_for_cost(terms, inputs),
    )  # fmt: skip
    yield Link(
        words="Weigh quality and gates beside these costs",
        page="calculators/scorecard.md", calculator="scorecard", inputs=for_scorecard(result),
    )  # fmt: skip
    yield Link(words="See what every quote must say", page="cost/reading-a-quote.md#ten-lines")
    yield Link(words="See how vendors price, and what the price pays", page="cost/how-vendors-price.md")
    yield Link(words="Ask how people are paid and treated", page="vendors/responsible-sourcing.md")


def _for_cost(terms: Terms, inputs: QuotesInputs) -> dict[str, str]:
    """Return a quote's terms in the words of the cost calculator, in the reader's money.

    It knows labels, hours and seats: an item and a thousand units become labels, a month becomes a minimum bill.
    Checks at a price of their own join the price of a label or of an hour. See ``_left_out`` for what has no place.
    """
    values = {
        "vendor_acceptance": acceptance_of(terms, inputs),
        "vendor_seconds": seconds_of(terms, inputs),
        "rework_billed": _rework_billed(terms, inputs),
        "minimum_month": terms.minimum_month * terms.exchange_rate,
        "vendor_setup": terms.vendor_setup * terms.exchange_rate,
        "project_fee": terms.project_fee,
        "price_rise": terms.price_rise,
        "exit_cost": terms.exit_cost * terms.exchange_rate,
        **_price(terms, inputs),
    }
    form = terms.pricing if terms.pricing in {"per_hour", "per_seat"} else "per_label"
    return {"pricing": form, **{name: _text(name, value, inputs.currency) for name, value in values.items()}}


def _left_out(terms: Terms) -> list[str]:
    """Return what a quote costs and the cost calculator has no place for."""
    found = []
    if terms.tool_month or terms.tool_seat:
        found.append("its tool")
    if terms.qa_price and terms.pricing in {"per_seat", "per_month"}:
        found.append("the price of its checks")
    if terms.price_rise and terms.pricing == "per_month":
        found.append("the yearly rise of its fee")
    return found


def _price(terms: Terms, inputs: QuotesInputs) -> dict[str, float]:
    rate, paid = terms.exchange_rate * (1 + terms.qa_share / 100), passes(terms, inputs)
    checks = terms.qa_price * terms.exchange_rate
    if terms.pricing in UNITS:
        # What is paid for rework there ends at all of it, and the price of a label takes up what goes beyond.
        beyond = paid.labels / (1 + _rework_billed(terms, inputs) / 100 * paid.again)
        return {"label_price": (one_label(terms, inputs) * rate + checks) * beyond}
    if terms.pricing == "per_hour":
        labels_an_hour = 3600 / seconds_of(terms, inputs) * paid.labels / paid.hours
        return {"hour_rate": terms.price * rate + checks * labels_an_hour}
    if terms.pricing == "per_seat":
        return {"seat_fee": terms.price * rate, "seat_hours": terms.seat_hours}
    return {"label_price": 0, "minimum_month": max(terms.price * rate, terms.minimum_month * terms.exchange_rate)}


def _rework_billed(terms: Terms, inputs: QuotesInputs) -> float:
    """Return the share of rework that costs as much as paying for all that is delivered."""
    if terms.accepted:
        return terms.rework_billed
    if terms.pricing == "per_hour" or inputs.rework_effort == 0:
        return 100
    return min(100, 10_000 / inputs.rework_effort)


def _text(name: str, value: float, code: str) -> str:
    field = shared_number(name, code)
    return field.text(min(field.maximum, max(field.minimum, _rounded(value, EXACT))))


def _rounded(value: float, digits: int) -> float:
    """Return a number with so many digits that count."""
    return float(f"{value:.{digits}g}")


def for_scorecard(result: Quotes) -> dict[str, str]:
    """Return the vendors with their unit costs, without scores, which belong to other names."""
    if len(result.quotes) not in SCORED:
        return {}
    rows = [[one.name, plain(min(100_000, _rounded(one.unit_cost, READ)))] for one in result.quotes]
    return {"vendors": write_rows(rows), "scores": ""}
