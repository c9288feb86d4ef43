"""The kinds of input: a number, a choice, words, a day, a file of rows, a table of typed rows.

One declaration gives the form, the parsing, the messages, the link, the command line's flags and the schema.
"""

from collections.abc import Mapping
from typing import Any

from calculators.core.declared import Row
from calculators.core.field import declared
from calculators.core.fields.numeric import Number
from calculators.core.fields.options import Choice, Choices
from calculators.core.fields.raw_table import OpenedFiles, Table
from calculators.core.fields.text import Day, Text
from calculators.core.fields.typed_rows import FixedRow, LinkForm, Records
from calculators.core.sources import Basis

__all__ = [
    "Choice",
    "Choices",
    "Day",
    "FixedRow",
    "LinkForm",
    "Number",
    "OpenedFiles",
    "Records",
    "Table",
    "Text",
    "choice",
    "choices",
    "day",
    "number",
    "records",
    "table",
    "words",
]


def number(label: str, unit: str, minimum: float, maximum: float, basis: Basis[Any], **more: Any) -> Any:
    """Declare a number in a class of inputs or a row; see ``Number``. It starts at the basis's value."""
    return declared(Number(label=label, unit=unit, minimum=minimum, maximum=maximum, basis=basis, **more))


def choice(label: str, options: Mapping[str, str], basis: Basis[Any], **more: Any) -> Any:
    """Declare a choice in a class of inputs or a row; see ``Choice``. It starts at the basis's value."""
    return declared(Choice(label=label, options=options, basis=basis, **more))


def choices(label: str, options: Mapping[str, str], basis: Basis[Any], **more: Any) -> Any:
    """Declare a choice of one or more in a class of inputs; see ``Choices``. It starts at the basis's value."""
    return declared(Choices(label=label, options=options, basis=basis, **more))


def words(label: str, basis: Basis[Any], **more: Any) -> Any:
    """Declare a few words in a class of inputs or a row; see ``Text``. They start at the basis's value."""
    return declared(Text(label=label, basis=basis, **more))


def day(label: str, basis: Basis[Any], **more: Any) -> Any:
    """Declare a day in a class of inputs or a row; see ``Day``. It starts at the basis's value."""
    return declared(Day(label=label, basis=basis, **more))


def table(label: str, basis: Basis[Any], **more: Any) -> Any:
    """Declare raw rows in a class of inputs; see ``Table``. They start at the basis's value."""
    return declared(Table(label=label, basis=basis, **more))


def records(label: str, row: type[Row], basis: Basis[Any], **more: Any) -> Any:
    """Declare a table of typed rows in a class of inputs; see ``Records``. It starts at the basis's value."""
    return declared(Records(label=label, row=row, basis=basis, **more))
