"""Reading what people have, whatever it is, with progress."""

from collections.abc import Iterator
from typing import cast

from calculators.core import Better, InputError, Step
from calculators.core.file_text import decode
from calculators.label_files.collect import MOST_ROWS
from calculators.label_files.grid import read_grid
from calculators.label_files.label_studio import is_export, read_export
from calculators.label_files.options import AS_DETECTED, ReadOptions
from calculators.label_files.records import Records, lines_of, parse, read_records
from calculators.label_files.request import FileText, Request
from calculators.label_files.table import LabelTable


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
    file = FileText(*decode(data, options.encoding, field))
    request = Request(options=options, limit=limit, field=field)
    start = file.text.lstrip()[:1]
    if not start:
        raise InputError(field, "rows of labels", "an empty file")
    if options.form in ("json", "label studio") or (options.form == "auto" and start in "[{"):
        yield from _read_json(file, start, request)
    else:
        yield from read_grid(file, request)


def _read_json(file: FileText, start: str, request: Request) -> Iterator[Step[LabelTable]]:
    form, field = request.options.form, request.field
    if start == "[":
        records = cast("list[object]", parse(file.text, 1, field))
        if form == "label studio" or (form == "auto" and is_export(records)):
            yield from read_export(records, file.encoding, request)
        else:
            yield from read_records(Records(enumerate(records, 1), "record", len(records), file.encoding), request)
    elif form == "label studio":
        raise InputError(field, "a list of tasks, as Label Studio exports it", start)
    else:
        total = max(file.text.count("\n"), file.text.count("\r"), 1)
        yield from read_records(Records(lines_of(file.text, field), "line", total, file.encoding), request)
