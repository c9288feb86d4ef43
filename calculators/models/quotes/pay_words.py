"""What a price may pay the annotator, in words."""

from collections.abc import Iterator

from calculators.core import Amount, Rows, Section
from calculators.core.words import count, money, percent
from calculators.models.quotes.inputs import Quote, QuotesInputs
from calculators.models.quotes.result import Cost, Quotes
from calculators.models.quotes.words import PRICE_UNITS, amount

VERDICTS = {
    "not_asked": "no living wage entered",
    "below": "below, even at the highest share",
    "unclear": "unclear: it depends on the share",
    "above": "reached, even at the lowest share",
}


def pay_section(inputs: QuotesInputs, result: Quotes) -> Section:
    """Return what an hour of work brings the vendor and may bring the annotator, for each quote."""
    first = result.first
    columns = ["", "Vendor takes in, an hour", "Pay, lowest", "Pay", "Pay, highest", "Against the living wage"]
    rows: list[list[Amount | str]] = [
        [
            one.name,
            *(Amount(value=value, kind="money") for value in (one.revenue_hour, one.pay_low, one.pay, one.pay_high)),
            VERDICTS[one.pay_verdict],
        ]
        for one in result.quotes
    ]
    return Section(
        id="pay",
        title="What an hour of work is paid",
        content=[
            " ".join(_sentences(inputs, result.quotes[first], inputs.quotes[first])),
            Rows(title="What the price may pay, an hour", columns=columns, rows=rows),
        ],
    )


def _sentences(inputs: QuotesInputs, cost: Cost, quote: Quote) -> Iterator[str]:
    yield (
        f"At the price of {cost.name} the vendor takes in {money(cost.revenue_hour)} for an hour of work; at "
        f"{count(inputs.pass_through_low)} to {percent(inputs.pass_through_high)} of it the annotator gets "
        f"{money(cost.pay_low)} to {money(cost.pay_high)}."
    )
    wage = money(inputs.living_wage)
    match cost.pay_verdict:
        case "not_asked":
            yield "Enter the living wage of the city where the people sit to see whether that reaches it."
        case "below":
            yield f"That is below the living wage of {wage}, even at the highest share."
        case "above":
            yield f"That reaches the living wage of {wage}, even at the lowest share."
        case _:
            yield f"Whether that reaches the living wage of {wage} is unclear, because it depends on the share."
    if cost.fair_price is not None:
        yield _fair(inputs, cost, quote)
    yield "A low figure is a question, not a verdict: ask what an hour is paid, and how fast a label is made."


def _fair(inputs: QuotesInputs, cost: Cost, quote: Quote) -> str:
    assert cost.fair_price is not None
    sentence = (
        f"At a share of {percent(inputs.pass_through)} a price of {amount(quote, cost.fair_price)} "
        f"{PRICE_UNITS[quote.pricing]} would carry it"
    )
    if cost.fair_seconds is None:
        return f"{sentence}."
    return (
        f"{sentence}, or a label in {count(cost.fair_seconds, 1)} seconds at the price as it stands. Both hold for the "
        "mean time: whoever is paid by the piece and needs longer earns less, so enter the time of slower people to "
        "see the price that reaches them too."
    )
