"""Quotes as a sheet with one column for each, which a vendor fills in and the table of quotes reads back."""

from collections.abc import Collection, Iterator, Sequence

from calculators.core import Cell, Choice, Field, Number, Sheet
from calculators.core.workbook import Value, column_name
from calculators.models.quotes.inputs import Quote
from calculators.models.quotes.terms import QUESTIONS

SHEET, LISTS = "Quotes", "Lists"
COLUMNS = Quote.fields()
# What only the buyer can know: what its own checks passed, and what the money is worth.
BUYERS_OWN = frozenset(["exchange_rate", "acceptance", "seconds"])
_MOST = 12
# What the questions for open terms do not ask, in words to whoever fills the form in.
ASKED = {
    "name": "What this offer is called. Use one column for each offer, and leave empty what you do not offer.",
    "pricing": "The form of your price. Choose from the list.",
    "price": "For one unit of that form.",
    "currency": "Three letters, such as EUR.",
    "units_per_label": "Tokens, seconds or other billed units in one label, for a price per 1,000 of them.",
}


def choice_cells(name: str, option: str = "") -> str:
    """Return the cells of the lists that hold the answers of a column, or the one that holds an answer."""
    options = _choices()[name]
    column = column_name(list(_choices()).index(name))
    if option:
        return f"{LISTS}!${column}${options.index(option) + 1}"
    return f"{LISTS}!${column}$1:${column}${len(options)}"


def _choices() -> dict[str, list[str]]:
    return {name: list(field.options) for name, field in COLUMNS.items() if isinstance(field, Choice)}


def lists() -> Sheet:
    """Return the answers that may stand in a cell, in words, on a sheet that is not shown."""
    words = [[COLUMNS[name].options[key] for key in keys] for name, keys in _choices().items()]  # type: ignore[attr-defined]
    longest = max(map(len, words))
    rows: list[list[Value | Cell]] = [
        [column[place] if place < len(column) else None for column in words] for place in range(longest)
    ]
    return Sheet(title=LISTS, rows=rows, widths=(60,), hidden=True)


class Form:
    """The sheet of quotes, and where each of its terms stands.

    Attributes:
        columns: the terms that it asks for.
        places: how many quotes there is room for.
    """

    def __init__(self, quotes: Sequence[Quote], left_out: Collection[str] = ()) -> None:
        self.columns = {name: field for name, field in COLUMNS.items() if name not in left_out}
        self._quotes = quotes
        self.places = min(_MOST, max(3, len(quotes)))

    def cell(self, place: int, name: str) -> str:
        """Return the address of a quote's term from another sheet."""
        return f"{SHEET}!{column_name(place + 1)}{list(self.columns).index(name) + 1}"

    def sheet(self) -> Sheet:
        """Return the sheet: a row for each term, its name in front, and a column for each quote."""
        last = column_name(self.places)
        choices = {
            f"B{row}:{last}{row}": choice_cells(name)
            for row, (name, field) in enumerate(self.columns.items(), 1)
            if isinstance(field, Choice)
        }
        rows = [[Cell(_asks(name, field), "heading"), *self._row(name, field)] for name, field in self.columns.items()]
        return Sheet(title=SHEET, rows=rows, widths=(58, 26), fixed=(1, 1), choices=choices)

    def _row(self, name: str, field: Field) -> Iterator[Cell]:
        for place in range(self.places):
            given: Value = getattr(self._quotes[place], name) if place < len(self._quotes) else None
            # What is a column's default is left to be filled in, as on the page.
            shown = None if given == field.basis.value else given
            if isinstance(field, Choice) and isinstance(shown, str):
                shown = field.options[shown]
            yield Cell(shown, "entry")


def _asks(name: str, field: Field) -> str:
    """Return what a term is called, and between brackets, which whoever reads it back passes over, what is asked."""
    said = [QUESTIONS.get(name) or ASKED.get(name) or field.help]
    if isinstance(field, Number):
        said.append(_unit(field.unit))
    return f"{field.label} ({' '.join(filter(None, said))})"


def _unit(unit: str) -> str:
    if unit.startswith("%"):
        return f"In {unit}: write 10 for 10%."
    if not unit.startswith("¤"):
        return f"In {unit}." if unit else ""
    return f"An amount{unit.removeprefix('¤')}, in the quote's own money."
