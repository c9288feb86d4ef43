"""Reading what people have, whatever it is, with progress."""

from collections.abc import Iterator
from typing import cast

from calculators.core import Better, InputError, Step
from calculators.core.file_text import decode
from calculators.methods.label_table.collect import MOST_ROWS
from calculators.methods.label_table.grid import read_grid
from calculators.methods.label_table.label_studio import is_export, read_export
from calculators.methods.label_table.options import AS_DETECTED, ReadOptions
from calculators.methods.label_table.records import lines_of, parse, read_records
from calculators.methods.label_table.table import LabelTable


def read(
    data: bytes | str,
    options: ReadOptions = AS_DETECTED,
    *,
    limit: int | None = MOST_ROWS,
    field: str = "data",
) -> LabelTable:
    """Return the labels in a file or a pasted text.

    Args:
        data: CSV or a like table, JSON lines, a JSON list of records, or a Label Studio JSON export.
        options: what to take for granted rather than detect.
        limit: the most rows (or tasks) accepted; None for any number.
        field: the name that errors carry.

    Raises:
        InputError: the data cannot be used; the first line at fault is named. Or an option names no column.
    """
    *_, last = reading(data, options, limit=limit, field=field)
    assert isinstance(last, Better)
    return last.result


def reading(
    data: bytes | str,
    options: ReadOptions = AS_DETECTED,
    *,
    limit: int | None = MOST_ROWS,
    field: str = "data",
) -> Iterator[Step[LabelTable]]:
    """Yield ``Progress`` while reading and, last, what ``read`` returns; all else is the same."""
    text, encoding = decode(data, options.encoding, field)
    start = text.lstrip()[:1]
    if not start:
        raise InputError(field, "rows of labels", "an empty file")
    if options.form in ("json", "label studio") or (options.form == "auto" and start in "[{"):
        yield from _read_json(text, start, encoding, options, limit, field)
    else:
        yield from read_grid(text, encoding, options, limit, field)


def _read_json(
    text: str, start: str, encoding: str, options: ReadOptions, limit: int | None, field: str
) -> Iterator[Step[LabelTable]]:
    if start == "[":
        records = cast("list[object]", parse(text, 1, field))
        if options.form == "label studio" or (options.form == "auto" and is_export(records)):
            yield from read_export(records, encoding, options, limit, field)
        else:
            numbered = enumerate(records, 1)
            yield from read_records(numbered, "record", len(records), encoding, options, limit, field)
    elif options.form == "label studio":
        raise InputError(field, "a list of tasks, as Label Studio exports it", start)
    else:
        total = max(text.count("\n"), text.count("\r"), 1)
        yield from read_records(lines_of(text, field), "line", total, encoding, options, limit, field)
