"""The values of inputs as people read them: a number with its thousands, an option by its label, rows by cells."""

import re
from collections.abc import Sequence
from typing import Any

from calculators.core.answer import Rows
from calculators.core.charts import Amount
from calculators.core.currency import CURRENCIES, PLACEHOLDER
from calculators.core.declared import Row
from calculators.core.field import Field
from calculators.core.fields import Choice, Choices, Number, Records
from calculators.core.words import counted, decimals


def written(field: Field, value: Any) -> str:
    """Return an input's value in words; nothing where it was left open."""
    match field:
        case _ if value is None:
            return ""
        case Number():
            return str(Amount(value=value, digits=decimals(value)))
        case Choice():
            return field.options[value]
        case Choices():
            return ", ".join(field.options[one] for one in value)
        case Records():
            return counted(len(value), field.row_name)
        case _:
            return str(value)


# The noun that a unit begins with, with one word in front of it at most.
_MANY = re.compile(r"^((?:\w+ )?\w*[^\Ws])s\b")


def unit_of(field: Field, value: Any) -> str:
    """Return a field's unit as it stands beside a value: nobody has "1 people"."""
    return singular(field.unit) if isinstance(field, Number) and value == 1 else field.unit


def singular(unit: str) -> str:
    """Return a unit as it stands behind 1; a multiple stays as it is.

    >>> [singular(unit) for unit in ("people a week", "working days", "labels an item", "% of wages", "times the norm")]
    ['person a week', 'working day', 'label an item', '% of wages', 'times the norm']
    """
    if unit.startswith("times"):
        return unit
    return _MANY.sub(r"\1", re.sub("^people\\b", "person", unit))


def with_unit(field: Field, value: Any) -> str:
    """Return a value with its unit behind it, or with "¤" in front of an amount; nothing where it was left open."""
    words = written(field, value)
    if not words:
        return ""
    if field.unit.startswith(PLACEHOLDER):
        # Nobody writes a wage as 17.5.
        cents = "0" if len(words.partition(".")[2]) == 1 else ""
        return f"{PLACEHOLDER}{words}{cents}{field.unit.removeprefix(PLACEHOLDER)}"
    unit = unit_of(field, value)
    return f"{words}{'' if unit.startswith('%') else ' '}{unit}".strip()


def mark_in(row: Row) -> str:
    """Return the mark of the currency that a row says its amounts are in; "¤" where it says none."""
    code = str(getattr(row, "currency", "")).upper()
    return CURRENCIES[code].mark if code in CURRENCIES else f"{code} " if code else PLACEHOLDER


def record_table(field: Records, rows: Sequence[Row]) -> Rows:
    """Return a table of typed rows as a table of an answer: a heading a column, with its unit.

    Where rows are in currencies of their own, each amount has its mark, since no heading fits them all.
    """
    columns = field.row.fields()
    apart = any(mark_in(row) != PLACEHOLDER for row in rows)
    heads = [_head(column, apart=apart) for column in columns.values()]
    cells = [
        [_cell(column, getattr(row, name), mark_in(row) if apart else "") for name, column in columns.items()]
        for row in rows
    ]
    return Rows(title=field.label, columns=heads, rows=cells)


def _head(column: Field, *, apart: bool) -> str:
    unit = column.unit.removeprefix(PLACEHOLDER).strip() if apart else column.unit
    return f"{column.label} ({unit})" if unit else column.label


def _cell(column: Field, value: Any, mark: str) -> str:
    words = written(column, value)
    return f"{mark}{words}" if words and mark and column.unit.startswith(PLACEHOLDER) else words
