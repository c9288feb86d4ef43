"""Comma-separated files that a spreadsheet opens without running anything."""

import csv
import dataclasses
import io
from collections.abc import Iterator, Mapping, Sequence

from calculators.core import Inputs
from calculators.core.currency import currency_of, localized

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def comma_separated(rows: Sequence[Sequence[object]]) -> str:
    """Return the rows as comma-separated text; a text that a spreadsheet would run is quoted with an apostrophe.

    Source: OWASP, CSV Injection.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([[_safe(cell) for cell in row] for row in rows])
    return text.getvalue()


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_DANGEROUS):
        return f"'{cell}"
    return cell


def result_table(inputs: Inputs, result: object) -> str:
    """Return inputs and result as rows of kind, name, value and unit; nested names are joined by dots."""
    rows: list[list[object]] = [["kind", "name", "value", "unit"]]
    for name, field in inputs.fields().items():
        if field.travels:
            unit = localized(field.unit, currency_of(inputs))
            found = flat(field.plain(getattr(inputs, name)), name)
            rows += [["input", path, value, unit] for path, value in found]
    rows += [["result", name, value, ""] for name, value in flat(plain(result))]
    return comma_separated(rows)


def flat(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every leaf of nested mappings and lists with its path."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from flat(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for index, inner in enumerate(value, 1):
            yield from flat(inner, f"{path}.{index}")
    else:
        yield path, "" if value is None else value


def plain(value: object) -> object:
    """Return a result as mappings, lists, texts and numbers."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    return value
