"""Exchange rates, dated and sourced: what a default in another currency is worth. Nothing is converted in silence."""

from collections.abc import Iterator

from calculators.core import Inputs, Number
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


def rounded(value: float) -> float:
    """Return a converted amount to three digits, as the button of a page rounds what a default is worth."""
    return float(f"{value:.3g}")


def converted(dollars: float, code: str) -> float:
    """Return what an amount in US dollars is worth in a currency, at the dated rate; the same where we hold none."""
    worth = worth_of_a_dollar(code)
    return dollars if code == DEFAULT or worth is None else rounded(dollars * worth)


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
    left = at_default(inputs) if code != DEFAULT else {}
    if not left:
        return
    names = [field.label.lower() for field in left.values()]
    known = rate(code)
    worth = (
        f"One dollar was {count(float(known.value), 4)} {CURRENCIES[code].name} ({known.publisher}, {known.year})."
        if known
        else f"We hold no dated rate for {CURRENCIES[code].name}, so take one from your bank."
    )
    yield (
        f"{len(names)} amounts still stand at defaults that were published or assumed in US dollars, and count here "
        f"as {CURRENCIES[code].name} without being converted: {listed(names)}. {worth}"
    )
