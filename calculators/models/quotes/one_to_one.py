"""Quotes in another money that are counted one to one, because no exchange rate but the default was given."""

from collections.abc import Iterator, Sequence

from calculators.core.words import counted, listed
from calculators.models.quotes.inputs import Quote
from calculators.models.quotes.result import Cost
from calculators.models.quotes.terms import QUESTIONS
from calculators.models.quotes.words import TERMS


def one_to_one(quote: Quote, reader: str) -> bool:
    """Return whether a quote names another money than the reader's, and its exchange rate stands at 1."""
    return quote.exchange_rate == 1 and quote.currency.upper() not in ("", reader)


def warnings(quotes: Sequence[Quote], reader: str) -> Iterator[str]:
    """Yield a sentence for each money that counts as if it were the reader's, with the quotes that are in it."""
    for code, names in _by_money(quotes, reader):
        yield (
            f"The amounts of {listed(names)} are in {code} and count one to one as {reader}, because no exchange rate "
            "other than 1 is given, so put in the rate."
        )


def noted(quotes: Sequence[Quote], reader: str) -> Iterator[str]:
    """Yield the same for the file, where it is too late to ask for the rate."""
    for code, names in _by_money(quotes, reader):
        yield (
            f"The amounts of {listed(names)} are in {code} and were counted one to one as {reader}, because no "
            "exchange rate other than 1 was given."
        )


def _by_money(quotes: Sequence[Quote], reader: str) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for quote in quotes:
        if one_to_one(quote, reader):
            found.setdefault(quote.currency.upper(), []).append(quote.name)
    yield from found.items()


def missing(cost: Cost, quote: Quote, reader: str) -> list[str]:
    """Return the names of the terms that a quote leaves open; an exchange rate that nobody gave is one."""
    return [*cost.missing, *(["exchange_rate"] if one_to_one(quote, reader) else [])]


def open_terms(cost: Cost, quote: Quote, reader: str) -> list[str]:
    """Return those terms in words, with what one unit of a quote's money counts as where no rate was given."""
    so = f" (1 {quote.currency.upper()} counted as 1 {reader})"
    return [TERMS[term] + so * (term == "exchange_rate") for term in missing(cost, quote, reader)]


def left_open(cost: Cost, quote: Quote, reader: str) -> str:
    """Return how many terms a quote leaves open, the rate that nobody gave among them as in the table."""
    terms = len(missing(cost, quote, reader))
    return counted(terms, "term") if terms else "no term"


def left_open_note(cost: Cost, quote: Quote, reader: str) -> str:
    """Return the same as a clause, which says what a rate that nobody gave counts as."""
    clause = f"it leaves {left_open(cost, quote, reader)} open"
    if not one_to_one(quote, reader):
        return clause
    which = "one of them the exchange rate" if cost.missing else "the exchange rate"
    return f"{clause}, {which}, so 1 {quote.currency.upper()} is counted as 1 {reader}"


def at_its_dearest(cost: Cost, quote: Quote, reader: str) -> str:
    """Return how the open terms stand at their dearest; a rate that nobody gave has no dearest and stays at 1."""
    several = len(cost.missing) > 1
    if not one_to_one(quote, reader):
        return f"at {'their' if several else 'its'} dearest"
    others = "the other terms at their dearest" if several else "the other term at its dearest"
    return f"with the exchange rate still at 1 and {others}"


def asked(cost: Cost, quote: Quote, reader: str) -> list[tuple[str, str]]:
    """Return what is asked back about a quote: each term in words, and its question."""
    found = [(TERMS[term], QUESTIONS[term]) for term in cost.missing]
    if one_to_one(quote, reader):
        found.append((
            TERMS["exchange_rate"],
            f"Can you quote in {reader}? If not, at what exchange rate from {quote.currency.upper()} do you bill us, "
            "and on which day is it fixed?",
        ))  # fmt: skip
    return found
