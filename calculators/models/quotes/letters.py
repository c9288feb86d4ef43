"""Texts to copy: the questions that go back to each vendor, and the sentence for the file."""

from collections.abc import Iterator, Sequence

from calculators.core.words import counted, listed
from calculators.models.quotes.flips import Flip
from calculators.models.quotes.inputs import Quote, QuotesInputs
from calculators.models.quotes.one_to_one import asked, missing, noted, open_terms
from calculators.models.quotes.result import Cost, Quotes
from calculators.models.quotes.terms import by_work
from calculators.models.quotes.words import TERMS, apart, condition, labels_of, nearest_of, written

# What stands in square brackets is for the reader to fill in: the same words go to everybody.
SAME_FOR_ALL = (
    "Please answer by [date], in writing. We compare all quotes in one unit, the label that passes our own check, and "
    "at one pass mark: [metric, sample, who checks]."
)
READINGS = {"low": "their cheapest reading", "middle": "a middle reading", "high": "their dearest reading"}


def question_rows(inputs: QuotesInputs, result: Quotes) -> Sequence[Sequence[object]]:
    """Return every question with the quote and the term it is about, as a file."""
    rows = [
        [cost.name, *question]
        for cost, quote in zip(result.quotes, inputs.quotes, strict=True)
        for question in asked(cost, quote, inputs.currency)
    ]
    return [["quote", "term", "question"], *rows, ["all", "", SAME_FOR_ALL]]


def comparison_rows(inputs: QuotesInputs, result: Quotes) -> Sequence[Sequence[object]]:
    """Return one line a quote with its list price, cost, range, components and pay, as a file."""
    parts = list(result.quotes[0].components)
    names = ["quote", "rank", "list price", "per accepted label", "lowest", "highest", "total", *parts]
    names += ["revenue an hour", "lowest pay", "pay", "highest pay", "living wage", "terms open"]
    rows: list[list[object]] = [list(names)]
    for one, quote in zip(result.quotes, inputs.quotes, strict=True):
        rows.append([
            one.name, one.rank, one.list_price, one.unit_cost, one.unit_cost_low, one.unit_cost_high, one.total,
            *one.components.values(), one.revenue_hour, one.pay_low, one.pay, one.pay_high,
            inputs.living_wage or "", "; ".join(open_terms(one, quote, inputs.currency)),
        ])  # fmt: skip
    return rows


def file_note(inputs: QuotesInputs, result: Quotes) -> str:
    """Return why the cheapest by the label was not taken; empty where it was."""
    if result.lowest_list_price == result.first:
        return ""
    rows = [result.first, result.lowest_list_price]
    if result.second is not None and result.second not in rows:
        rows.append(result.second)
    return " ".join(_note(inputs, result, rows))


def _note(inputs: QuotesInputs, result: Quotes, rows: Sequence[int]) -> Iterator[str]:
    costs = [result.quotes[row] for row in rows]
    quotes = [inputs.quotes[row] for row in rows]
    chosen, cheapest = costs[:2]
    yield f"We chose {chosen.name}, although {cheapest.name} has the lowest price by the label."
    amounts = apart(*(one.unit_cost for one in costs))
    each = [f"{one.name} costs {amount}" for one, amount in zip(costs, amounts, strict=True)]
    yield f"In one unit, the label that passes our own check, {_work(inputs)}, {listed(each)}."
    yield from noted(quotes, inputs.currency)
    yield from _passed(inputs, quotes)
    yield f"Labels that fail: {'; '.join(f'{quote.name} {_paid(quote)}' for quote in quotes)}."
    opens = [_open(*pair, inputs.currency) for pair in zip(costs, quotes, strict=True)]
    yield f"Terms left open: {'; '.join(opens)}{_reading(inputs, costs)}."
    yield _flip(inputs, result)


def _work(inputs: QuotesInputs) -> str:
    if inputs.months == 1:
        return f"for {labels_of(inputs)} in one month"
    return f"over {inputs.months} months with {labels_of(inputs)} in the first"


def _passed(inputs: QuotesInputs, quotes: Sequence[Quote]) -> Iterator[str]:
    """Yield the shares that our check accepts, and apart from them those that nobody measured or typed."""
    shared = QuotesInputs.fields()["vendor_acceptance"].basis.value
    untouched = inputs.vendor_acceptance == shared
    shares: dict[bool, list[str]] = {True: [], False: []}
    for quote in quotes:
        share = written("acceptance", _accepted(quote, inputs))
        shares[untouched and quote.acceptance is None].append(f"{share} of first passes from {quote.name}")
    if shares[False]:
        yield f"Our check accepts {listed(shares[False])}."
    if shares[True]:
        check = "it" if shares[False] else "our check"
        yield f"We assume that {check} accepts {listed(shares[True])}, because no pilot has measured that yet."


def _accepted(quote: Quote, inputs: QuotesInputs) -> float:
    return inputs.vendor_acceptance if quote.acceptance is None else quote.acceptance


def _paid(quote: Quote) -> str:
    if not by_work(quote):
        return "is paid by time, whatever passes"
    if quote.payment is None:
        return "does not say who pays"
    return "is paid for labels that pass only" if quote.payment == "accepted" else "is paid for all that is delivered"


def _open(cost: Cost, quote: Quote, reader: str) -> str:
    """Return what a quote leaves open; the rate that nobody gave is one, and the note has said what it counts as."""
    terms = missing(cost, quote, reader)
    if not terms:
        return f"{cost.name} none"
    return f"{cost.name} {counted(len(terms), 'term')} ({listed([TERMS[term] for term in terms])})"


def _reading(inputs: QuotesInputs, costs: Sequence[Cost]) -> str:
    return f", priced at {READINGS[inputs.unknown_terms]}" if any(cost.missing for cost in costs) else ""


def _flip(inputs: QuotesInputs, result: Quotes) -> str:
    if result.second is None or result.flips is None:
        return ""
    second = inputs.quotes[result.second]
    found: list[tuple[str, Flip]] = nearest_of(result.flips.second, second, inputs.currency)
    if not found:
        return f"No single term of {second.name} would turn the choice round."
    return f"The choice would flip if, for {second.name}, {condition(*found[0], second)}."
