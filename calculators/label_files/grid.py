"""Reading tables with separated columns."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from calculators.core import Better, InputError, Progress, Step
from calculators.label_files.collect import Collector
from calculators.label_files.layout import Layout, best_delimiter, layout
from calculators.label_files.options import DELIMITERS
from calculators.label_files.request import FileText, Request
from calculators.label_files.table import Detected, LabelTable

_SAMPLE_ROWS = 200
_SAMPLE_TEXT = 200_000
_STEP = 5_000


def read_grid(file: FileText, request: Request) -> Iterator[Step[LabelTable]]:
    """Yield progress and, last, the table.

    Raises:
        InputError: the text is not a table of labels; the line is named.
    """
    text, options, field = file.text, request.options, request.field
    name = options.delimiter if options.delimiter != "auto" else _detected_delimiter(text, field)
    delimiter = DELIMITERS[name]
    sample = _sample(text, delimiter)
    if not sample:
        next(_records(text, delimiter, field), None)  # it says what is wrong where something is
        raise InputError(field, "rows of labels", "an empty file")
    if len(sample[0]) < 2:
        raise _one_column(text, delimiter, field)
    form = layout(sample, options, field)
    collector = Collector(request, "line")
    total = max(text.count("\n"), text.count("\r"), 1)
    add = _add_wide if form.annotators else _add_long
    records = _records(text, delimiter, field)
    if form.header:
        next(row for _, row in records if any(cell.strip() for cell in row))
    for at, row in records:
        if len(row) != form.width:
            _check_blank(at, row, form, collector)
            continue
        add(at, row, form, collector)
        if collector.rows % _STEP == 0:
            share = min(at / total, 1.0)
            yield Progress(share=share, doing=f"Reading row {collector.rows:,} of about {total:,}")
    if form.header and not collector.rows:
        raise InputError(field, "rows of labels below the header", "none")
    yield Better(
        collector.table(
            Detected(
                encoding=file.encoding,
                delimiter=name,
                header=form.header,
                form="one row an item, one column an annotator" if form.annotators else "one row a label",
                columns=form.columns,
                notes=(f"Columns not used: {', '.join(form.ignored)}.",) if form.ignored else (),
            )
        )
    )


def _records(text: str, delimiter: str, field: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank, with the number of the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise _broken(error, line, reader.line_num, field) from None


def _broken(error: csv.Error, start: int, end: int, field: str) -> InputError:
    if "end of data" in str(error):
        return InputError(field, f"the quote that opens on line {start:,} to be closed")
    if "field limit" in str(error):
        return InputError(
            field,
            f"cells of at most {csv.field_size_limit():,} characters; is a quote open since line {start:,}?",
        )
    return InputError(
        field, f"after a closing quote on line {end:,} the end of the cell (a quote inside a cell is doubled)"
    )


def _sample(text: str, delimiter: str) -> list[list[str]]:
    """Return the first rows that are not blank, forgiving what the real reading will not."""
    cut = len(text) > _SAMPLE_TEXT
    reader = csv.reader(io.StringIO(text[:_SAMPLE_TEXT], newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in islice(reader, 2 * _SAMPLE_ROWS):
            if any(cell.strip() for cell in row):
                rows.append(row)
    except csv.Error:
        cut = False
    return rows[: len(rows) - (cut and len(rows) > 1)][:_SAMPLE_ROWS]


def _detected_delimiter(text: str, field: str) -> str:
    found = best_delimiter({name: _sample(text, delimiter) for name, delimiter in DELIMITERS.items()})
    if found is None:
        if not text.strip(" \t\r\n" + "".join(DELIMITERS.values())):
            raise InputError(field, "rows of labels", "an empty file")
        raise _one_column(text, ",", field)
    return found


def _one_column(text: str, delimiter: str, field: str) -> InputError:
    line, _ = next(_records(text, delimiter, field), (1, []))  # an open quote is said first
    return InputError(
        field, f"two or more columns, separated by commas, tabs, semicolons or pipes; line {line:,} has one"
    )


def _check_blank(at: int, row: list[str], form: Layout, collector: Collector) -> None:
    """Let a row without content pass, whatever its width."""
    if any(cell.strip() for cell in row):
        raise InputError(
            collector.field,
            f"{form.width} columns on line {at:,}, as on the first",
            f"{len(row)} column" + "s" * (len(row) != 1),
        )


def _add_long(at: int, row: list[str], form: Layout, collector: Collector) -> None:
    item = row[form.item or 0].strip()
    if not item and not any(cell.strip() for cell in row):
        return
    collector.row(at)
    if not collector.add(at, item, row[form.annotator].strip(), row[form.label].strip()):
        collector.skipped += 1


def _add_wide(at: int, row: list[str], form: Layout, collector: Collector) -> None:
    item = f"row {collector.rows + 1}" if form.item is None else row[form.item].strip()
    if not any(cell.strip() for cell in row):
        return
    collector.row(at)
    added = 0
    for place, annotator in form.annotators:
        added += collector.add(at, item, annotator, row[place].strip())
    if not added:
        collector.skipped += 1
