"""The values of inputs as people read them: a number with its thousands, an option by its label, rows by cells."""

from collections.abc import Sequence
from typing import Any

from calculators.core.answer import Rows
from calculators.core.charts import Amount
from calculators.core.declared import Row
from calculators.core.field import Field
from calculators.core.fields import Choice, Choices, Number, Records
from calculators.core.words import counted


def written(field: Field, value: Any) -> str:
    """Return an input's value in words; nothing where it was left open."""
    match field:
        case _ if value is None:
            return ""
        case Number():
            return str(Amount(value=value, digits=_digits(value)))
        case Choice():
            return field.options[value]
        case Choices():
            return ", ".join(field.options[one] for one in value)
        case Records():
            return counted(len(value), field.row_name)
        case _:
            return str(value)


def record_table(field: Records, rows: Sequence[Row]) -> Rows:
    """Return a table of typed rows as a table of an answer: a heading a column, with its unit."""
    columns = field.row.fields()
    heads = [f"{column.label} ({column.unit})" if column.unit else column.label for column in columns.values()]
    cells = [[written(column, getattr(row, name)) for name, column in columns.items()] for row in rows]
    return Rows(title=field.label, columns=heads, rows=cells)


def _digits(value: float) -> int:
    return min(6, len(f"{value:.6f}".rstrip("0").partition(".")[2]))
