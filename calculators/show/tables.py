"""Comma-separated files that a spreadsheet opens without running anything."""

import csv
import dataclasses
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calculators.core import Amount, Answer, BulletList, Download, Field, Inputs, Number, Records, Rows
from calculators.core.answer import Content
from calculators.core.currency import PLACEHOLDER, currency_of, localized
from calculators.core.values import mark_in, written
from calculators.show.chart_tables import table_of

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
# A label of -1 must come back as it was, and a spreadsheet runs nothing in it.
_PLAIN_NUMBER = re.compile(r"[+-]\d+(\.\d+)?")


def comma_separated(rows: Sequence[Sequence[object]]) -> str:
    """Return the rows as comma-separated text; a text that a spreadsheet would run is quoted with an apostrophe.

    Source: OWASP, CSV Injection.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([[_safe(cell) for cell in row] for row in rows])
    return text.getvalue()


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_DANGEROUS) and not _PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


COLUMNS = ("Part", "Name", "Detail", "Value", "Unit")


def answer_table(inputs: Inputs, answer: Answer) -> str:
    """Return everything asked and answered as rows that a person reads: where it stands, its name, value and unit.

    Numbers keep all their digits; their units stand beside them. A table takes a row for each of its cells, whose name
    is its row's and whose detail is its column's.
    """
    rows = [COLUMNS, *_inputs(inputs), ("Answer", "In a sentence", "", answer.headline, "")]
    rows += [("Answer", one.name, one.note, *_value(one.value)) for one in answer.figures]
    for section in answer.sections:
        rows += [row for item in section.content for row in _content(section.title, item)]
    rows += [("Keep in mind", "", "", words, "") for words in answer.cautions]
    return localized(comma_separated(rows), currency_of(inputs))


def _inputs(inputs: Inputs) -> Iterator[tuple[object, ...]]:
    for name, field in inputs.fields().items():
        value = getattr(inputs, name)
        if isinstance(field, Records):
            for number, row in enumerate(value, 1):
                for key, column in field.row.fields().items():
                    cell, unit = _input(column, getattr(row, key))
                    # A row's amounts are in the currency that the row names.
                    unit = unit.replace(PLACEHOLDER, mark_in(row).strip())
                    yield field.label, f"{field.row_name} {number}", column.label, cell, unit
        elif field.travels:
            yield ("Inputs", field.label, "", *_input(field, value))


def _input(field: Field, value: Any) -> tuple[object, str]:
    """Return an input's value, a number as a number, with its unit."""
    if isinstance(field, Number) and value is not None:
        return int(value) if value == int(value) else value, field.unit
    return written(field, value), field.unit


def _content(part: str, item: Content) -> Iterator[tuple[object, ...]]:
    match item:
        case str():
            yield part, "", "", item, ""
        case BulletList():
            yield from ((part, "", "", words, "") for words in item.items)
        case Download():
            return
        case Rows():
            yield from _table(part, item)
        case _:
            yield from _table(part, table_of(item))


def _table(part: str, table: Rows) -> Iterator[tuple[object, ...]]:
    where = part if table.title == part or not table.title else f"{part}: {table.title}"
    for first, *rest in table.rows:
        for column, cell in zip(table.columns[1:], rest, strict=True):
            yield (where, str(first), column, *_value(cell))


_UNITS = {"money": "¤", "percent": "%", "count": ""}


def _value(value: Amount | str) -> tuple[object, str]:
    return (value.value, _UNITS[value.kind]) if isinstance(value, Amount) else (value, "")


def plain(value: object) -> object:
    """Return a result as mappings, lists, texts and numbers."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    return value
