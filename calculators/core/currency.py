"""Currencies: how an amount's mark is read and written. Every text of ours says "¤" until a writer puts the mark in."""

from collections.abc import Mapping
from dataclasses import dataclass

PLACEHOLDER = "¤"


@dataclass(frozen=True)
class Currency:
    """A currency.

    Attributes:
        code: its three letters (ISO 4217).
        name: its name in the plural, as in "an amount in euros".
        mark: what stands in front of an amount; letters keep a blank that does not break.
        scale: how many times larger than in dollars the amounts may be that a field accepts: a yen is worth less than
            a cent, and a wage of 1,200 of them is a low one.
    """

    code: str
    name: str
    mark: str
    scale: int = 1


_GAP = "\u00a0"
CURRENCIES: Mapping[str, Currency] = {
    one.code: one
    for one in (
        Currency("USD", "US dollars", "$"),
        Currency("EUR", "euros", "€"),
        Currency("GBP", "pounds sterling", "£"),
        Currency("CAD", "Canadian dollars", "CA$"),
        Currency("AUD", "Australian dollars", "A$"),
        Currency("CHF", "Swiss francs", f"CHF{_GAP}"),
        Currency("INR", "Indian rupees", "₹", 100),
        Currency("PHP", "Philippine pesos", "₱", 100),
        Currency("KES", "Kenyan shillings", f"KES{_GAP}", 1000),
        Currency("PLN", "Polish zloty", f"PLN{_GAP}", 10),
        Currency("JPY", "Japanese yen", "¥", 1000),
        Currency("BRL", "Brazilian reais", "R$", 10),
        Currency("CNY", "Chinese yuan", "CN¥", 10),
        Currency("MXN", "Mexican pesos", "MX$", 100),
        Currency("ZAR", "South African rand", f"ZAR{_GAP}", 100),
    )
}
DEFAULT = "USD"
# What people type for more than one currency counts for each of them.
_SHARED_MARKS = {
    "$": ("USD", "CAD", "AUD", "MXN"),
    "¥": ("JPY", "CNY"),
    "US$": ("USD",),
    "C$": ("CAD",),
    "Fr.": ("CHF",),
}


def _marks() -> list[tuple[str, tuple[str, ...]]]:
    """Return every mark with the currencies it may mean, the longest first."""
    found: dict[str, tuple[str, ...]] = {}
    for one in CURRENCIES.values():
        found[one.code] = (one.code,)
        found.setdefault(one.mark.strip(), (one.code,))
    found |= _SHARED_MARKS
    return sorted(found.items(), key=lambda item: -len(item[0]))


_MARKS = _marks()


def mark_of(text: str) -> str:
    """Return the mark of a currency in front of a typed amount or behind it; empty where there is none."""
    bare = text.strip().lstrip("+-\u2212").upper()
    marks = (mark for mark, _ in _MARKS if bare.startswith(mark.upper()) or bare.endswith(mark.upper()))
    return next(marks, "")


def without_mark(text: str) -> str:
    """Return a typed amount without the mark that ``mark_of`` finds."""
    mark = mark_of(text)
    bare = text.strip()
    sign = bare[:1] if bare[:1] in ("+", "-", "\u2212") else ""
    rest = bare[len(sign) :]
    rest = rest[len(mark) :] if rest.upper().startswith(mark.upper()) else rest[: len(rest) - len(mark)]
    return sign + rest.strip()


def may_mean(mark: str, code: str) -> bool:
    """Say whether a mark can stand for the currency of that code."""
    return code in dict(_MARKS)[mark]


def localized(text: str, code: str) -> str:
    """Return a text with the currency's mark in place of each "¤"; before a blank a mark stands without its own."""
    if PLACEHOLDER not in text:
        return text
    mark = CURRENCIES[code].mark
    return text.replace(f"{PLACEHOLDER} ", f"{mark.strip()} ").replace(PLACEHOLDER, mark)


def currency_of(inputs: object) -> str:
    """Return the code of the currency that a calculator's inputs are in."""
    return str(getattr(inputs, "currency", DEFAULT))
