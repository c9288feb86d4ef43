"""Exchange rates, dated and sourced: what a default in another currency is worth. Nothing is converted in silence."""

from collections.abc import Iterator

from calculators.core import Inputs, Number, Records
from calculators.core.currency import CURRENCIES, DEFAULT, currency_of
from calculators.core.words import count, listed, plain
from calculators.facts import Fact, figures


def rate(code: str) -> Fact | None:
    """Return the figure that says how much of a currency one US dollar bought; None where we hold none."""
    return figures("exchange_rates").get(f"fx_{code.lower()}_per_usd")


def worth_of_a_dollar(code: str) -> float | None:
    """Return how much of a currency one US dollar bought; None where we hold no rate."""
    known = rate(code)
    return 1.0 if code == DEFAULT else float(known.value) if known else None


def dollar_in(code: str) -> float:
    """Return what the ranges of amounts, which are in US dollars, are multiplied by; 1 where we hold no rate."""
    return worth_of_a_dollar(code) or 1.0


def rounded(value: float) -> float:
    """Return a converted amount to three digits, as the button of a page rounds what a default is worth."""
    return float(f"{value:.3g}")


def converted(dollars: float, code: str) -> float:
    """Return what an amount in US dollars is worth in a currency, at the dated rate; the same where we hold none."""
    worth = worth_of_a_dollar(code)
    return dollars if code == DEFAULT or worth is None else rounded(dollars * worth)


def defaults_in(inputs: type[Inputs], code: str) -> dict[str, float]:
    """Return the defaults of all amounts among some inputs as ``converted`` has them, by name."""
    return {
        name: converted(field.basis.value, code)
        for name, field in inputs.fields().items()
        if isinstance(field, Number) and field.is_money
    }


def details(code: str) -> dict[str, str]:
    """Return what a page needs to write amounts in a currency, and to say what a default in dollars is worth in it."""
    known = rate(code)
    mark = {"mark": CURRENCIES[code].mark}
    return {**mark, "rate": plain(float(known.value)), "source": f"{known.publisher}, {known.year}"} if known else mark


def at_default(inputs: Inputs) -> dict[str, Number]:
    """Return the amounts above nothing that still stand at their defaults, by name, in the order of the form."""
    return {
        name: field
        for name, field in inputs.fields().items()
        if isinstance(field, Number) and field.is_money and getattr(inputs, name) == field.basis.value != 0
        if not field.when or getattr(inputs, field.when[0]) == field.when[1]
    }


def unconverted(inputs: Inputs) -> Iterator[str]:
    """Yield what to say of defaults in US dollars that count as amounts of the reader's own currency."""
    code = currency_of(inputs)
    if code == DEFAULT:
        return
    names = [field.label.lower() for field in at_default(inputs).values()]
    tables = [f"all in “{label}”" for label in rows_at_default(inputs)]
    if names or tables:
        one = len(names) == 1 and not tables
        start = "1 amount still stands at a default that was" if one else "Amounts still stand at defaults that were"
        yield (
            f"{start} published or assumed in US dollars, and {'counts' if one else 'count'} here as "
            f"{CURRENCIES[code].name} without being converted: {listed([*names, *tables])}. {worth_told(code)}"
        )


def worth_told(code: str) -> str:
    """Return in a sentence what a US dollar was worth in another currency, or that we do not know."""
    known = rate(code)
    if known is None:
        return f"We hold no dated rate for {CURRENCIES[code].name}, so take one from your bank."
    return f"One dollar was {count(float(known.value), 4)} {CURRENCIES[code].name} ({known.publisher}, {known.year})."


def rows_at_default(inputs: Inputs) -> Iterator[str]:
    """Yield the label of each table whose rows are still those of the default and hold amounts."""
    for name, field in inputs.fields().items():
        if not isinstance(field, Records) or getattr(inputs, name) != field.basis.value:
            continue
        columns = [key for key, column in field.row.fields().items() if isinstance(column, Number) and column.is_money]
        if any(getattr(row, key) for row in field.basis.value for key in columns):
            yield field.label
