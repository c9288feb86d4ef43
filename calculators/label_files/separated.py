"""Reading text whose columns are set apart by commas, tabs, semicolons, pipes or spaces."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from calculators.core import InputError
from calculators.label_files import crowd, studio_records
from calculators.label_files.collect import Collector
from calculators.label_files.grid import Grid, Row, ragged, read_grid
from calculators.label_files.names import candidates, recognised
from calculators.label_files.options import DELIMITERS, SPACE
from calculators.label_files.request import File, Reading

_SAMPLE_ROWS = 1_000

_SAMPLE_TEXT = 200_000

_PART = 1_000_000
_MOST_ABOVE = 10


def read_text(file: File, collector: Collector) -> Reading:
    """Read a table with separated columns.

    Raises:
        InputError: the text is not a table of labels; the line is named.
    """
    text, first_line, said = _without_separator_line(file.text)
    options, field = collector.request.options, collector.field
    name = options.delimiter if options.delimiter != "auto" else said
    name, sample = (name, _sample(text, name)) if name else _detected(text, field)
    if not sample:
        next((row for _, row in _records(text, name, field) if row), None)  # it says what is wrong where something is
        raise InputError(field, "rows of labels", "an empty file")
    above = _lines_above(sample)
    if len(sample[above]) < 2:
        raise _one_column(text, name, field)
    rows = _with_row_names(_records(text, name, field, 1 + first_line), sample[above:])
    total = max(text.count("\n"), text.count("\r"), 1)
    names = [cell.strip() for cell in sample[above]]
    if options.form == "auto" and (platform := crowd.platform_of(names)):
        return (
            yield from crowd.read_platform(platform, names, _named(_below(rows, above), names, collector), collector)
        )
    if options.form == "auto" and studio_records.is_flat(names):
        return (yield from studio_records.read_flat([*_named(_below(rows, above), names, collector)], collector))
    return (yield from read_grid(Grid(rows=rows, total=total, delimiter=name, person=file.person), collector))


def read_as_one(files: Sequence[File], collector: Collector) -> Reading | None:
    """Read tables of the same columns, a file a person, as one with a column for the person; None where they differ.

    Only together do they tell what goes with an item, as its topic does, from what people decided.

    Raises:
        InputError: see ``read_text``.
    """
    options, field = collector.request.options, collector.field
    heads, tables = set(), []
    for file in files:
        text, first_line, said = _without_separator_line(file.text)
        name = options.delimiter if options.delimiter != "auto" else said or _detected(text, field)[0]
        rows = ((at, row) for at, row in _records(text, name, field, 1 + first_line) if any(map(str.strip, row)))
        heads.add(tuple(cell.strip() for cell in next(rows, (0, []))[1]))
        tables.append((file.person, rows))
    head = heads.pop()
    if heads or not head or candidates("annotator", head):
        return None
    every = ((at, [*row, person]) for person, rows in tables for at, row in rows)
    total = sum(file.text.count("\n") for file in files)
    return read_grid(Grid(rows=every, total=total, names=(*head, "annotator"), delimiter=name), collector)


def _named(rows: Iterable[Row], names: Sequence[str], collector: Collector) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows below the header with their cells by name."""
    below = iter(rows)
    next(row for _, row in below if any(cell.strip() for cell in row))
    for at, row in below:
        # Toloka sets the pages that people saw apart by rows of nothing.
        if not any(map(str.strip, row)):
            continue
        if len(row) < len(names) and set(names[len(row) :]) <= crowd.LEFT_OUT:
            row = row + [""] * (len(names) - len(row))
        if len(row) == len(names):
            yield at, dict(zip(names, row, strict=True))
        else:
            raise ragged(at, row, len(names), collector)


def _lines_above(sample: Sequence[Sequence[str]]) -> int:
    """Return how many lines stand above a table that are no rows: a title, or a comment; 0 where there is no table."""
    above = next((at for at, row in enumerate(sample[:_MOST_ABOVE]) if len(row) > 1), 0)
    return above if len({len(row) for row in sample[above:]}) == 1 else 0


def _below(rows: Iterator[Row], above: int) -> Iterator[Row]:
    """Return the rows without so many that hold something."""
    for _ in range(above):
        next(row for _, row in rows if any(map(str.strip, row)))
    return rows


def _without_separator_line(text: str) -> tuple[str, int, str]:
    """Return a text without a first line such as "sep=;", how many lines that took, and the separator it names."""
    said = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if not said:
        return text, 0, ""
    name = next((name for name, sign in DELIMITERS.items() if sign == said[1]), "")
    return text[said.end() :], 1, name


def _records(text: str, delimiter: str, field: str, first_line: int = 1) -> Iterator[Row]:
    """Yield each row, with the number of the line on which it starts; blank lines may give empty rows."""
    if delimiter == SPACE:
        yield from _by_spaces(text, first_line)
        return
    reader = csv.reader(_lines(text), delimiter=DELIMITERS[delimiter], strict=True)
    line = first_line
    try:
        if '"' not in text:
            # Every line is a row, so that they need not be counted one by one.
            yield from enumerate(reader, first_line)
            return
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + first_line
    except csv.Error as error:
        end = reader.line_num + first_line - 1
        raise _broken(error, line if '"' in text else end, end, field) from None


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text with what ends them, out of one part of it after the other.

    To have a text read line by line as a whole, Python copies it into four bytes a character.
    """
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PART) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def _by_spaces(text: str, first_line: int = 1) -> Iterator[Row]:
    for at, line in enumerate(io.StringIO(text, newline=None), first_line):
        cells = [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)]
        if cells:
            yield at, cells


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
    part = text[:_SAMPLE_TEXT]
    rows: list[list[str]] = []
    try:
        if delimiter == SPACE:
            found: Iterator[list[str]] = (row for _, row in _by_spaces(part))
        else:
            found = csv.reader(io.StringIO(part, newline=""), delimiter=DELIMITERS[delimiter])
        for row in islice(found, 2 * _SAMPLE_ROWS):
            if any(map(str.strip, row)):
                rows.append(row)
    except csv.Error:
        cut = False
    return rows[: len(rows) - (cut and len(rows) > 1)][:_SAMPLE_ROWS]


def _with_row_names(rows: Iterator[Row], sample: Sequence[Sequence[str]]) -> Iterator[Row]:
    """Return rows, the first with an empty name added where R left out the name of the row numbers."""
    width = len(sample[0])
    short = len(sample) > 1 and {len(row) for row in sample[1:]} == {width + 1}
    if short:
        numbers = [row[0].strip() for row in sample[1:]]
        short = numbers == [str(at) for at in range(1, len(numbers) + 1)]
    return _after_first(rows) if short else rows


def _after_first(rows: Iterator[Row]) -> Iterator[Row]:
    for at, row in rows:
        if any(map(str.strip, row)):
            yield at, ["", *row]
            break
    yield from rows


def _detected(text: str, field: str) -> tuple[str, list[list[str]]]:
    """Return the name of what separates cells, and the first rows."""
    start = text[:_SAMPLE_TEXT]
    samples = {name: _sample(text, name) if sign in start else [] for name, sign in DELIMITERS.items()}
    found = best_delimiter(samples)
    if found is None and not text.strip(" \t\r\n" + "".join(DELIMITERS.values())):
        raise InputError(field, "rows of labels", "an empty file")
    if found is None:
        rows = _sample(text, SPACE)
        widths = {len(row) for row in rows[1:]}
        width = max(widths, default=0)
        # R leaves out the name of the row numbers.
        if len(widths) == 1 and width > 1 and len(rows[0]) in (width, width - 1):
            return SPACE, rows
        raise _one_column(text, "comma", field)
    return found, samples[found]


def best_delimiter(samples: dict[str, list[list[str]]]) -> str | None:
    """Return the name of the delimiter that gives the most rows of one width; None where all give one column.

    Between equals, the one whose first row is best recognised wins, then the one with more columns.
    """
    ranked: list[tuple[float, int, int, int, str]] = []
    for order, name in enumerate(DELIMITERS):
        rows = samples[name]
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        if usual > 1:
            known = len(recognised(rows[0]))
            ranked.append((widths.count(usual) / len(widths), known, usual, -order, name))
    return max(ranked)[-1] if ranked else None


def _one_column(text: str, delimiter: str, field: str) -> InputError:
    rows = [*islice(((at, row) for at, row in _records(text, delimiter, field) if row), _SAMPLE_ROWS)]
    line, cells = next(((at, row) for at, row in rows if len(row) == 1), (1, [""]))  # an open quote is said first
    sign, most = DELIMITERS.get(delimiter, ","), max((len(row) for _, row in rows), default=0)
    if most > 1 and sign in cells[0]:
        return InputError(
            field,
            f"quotes around single cells and not around whole rows; line {line:,} is one cell, which holds what "
            f"belongs into {most}. Export the file again from the tool, since what wrote this one lost where cells end",
        )
    return InputError(
        field, f"two or more columns, separated by commas, tabs, semicolons, pipes or spaces; line {line:,} has one"
    )
