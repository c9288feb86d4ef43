"""Rows from a file or from the clipboard: a workbook, CSV as any spreadsheet saves it, or JSON."""

import csv
import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from calculators.core.errors import InputError
from calculators.core.field import Field
from calculators.core.fields.numeric import Number
from calculators.core.fields.typed_numbers import unmistakable
from calculators.core.file_text import decode
from calculators.core.json_text import json_text

WORKBOOK = b"PK\3\4"
_SEPARATORS = "\t;,|"
# How many decimals show beyond doubt which mark a file uses for them: any but three, or a nought in front.
_DECIMALS = {mark: re.compile(rf"\s*[+-]?(0{mark}\d+|\d+{mark}(\d{{1,2}}|\d{{4,}}))\s*") for mark in (",", r"\.")}
_THOUSANDS_OR_DECIMALS = re.compile(r"\s*[1-9]\d{0,2},\d{3}\s*")
_ONE_MARK = {mark: re.compile(rf"\s*[+-]?\d+{mark}\d+\s*") for mark in _DECIMALS}
# A cell of ours that a spreadsheet would run bears this in front.
_QUOTED = re.compile(r"'(?=[=+\-@\t\r])")
_KINDS = "an Excel workbook (.xlsx), CSV or JSON; a spreadsheet program can save as either"
# So many rows tell whether a table without a heading is of our kind; a file of another kind may have a million.
_TOLD = 100

# Whether cells by column make a row.
type _IsRow = Callable[[Mapping[str, object]], bool]


def cells_of(
    name: str, contents: bytes, columns: Mapping[str, Field], is_row: _IsRow
) -> Sequence[Mapping[str, object]]:
    """Return the cells by column of each row in a file's bytes: a workbook, CSV, TSV or a JSON list of objects.

    A first row that names columns, by name or by label, says what stands where, and so does a first column; without
    either the columns stand in their own order. Empty rows are passed over. Of a workbook, the sheet that is called
    as the table is read, or the only one with cells.

    Raises:
        InputError: the bytes are no text, no table, a cell of the first row names no column, or it is another table:
            one that names no column that must be filled, or names none and has no row that ``is_row`` takes.
    """
    if contents.startswith(WORKBOOK):
        # Only who opens a workbook needs what reads one.
        from calculators.core.spreadsheet import table_of

        return _table(name, table_of(name, contents, [name.replace("_", " ").capitalize()]), ",", columns, is_row)
    text = _decoded(name, contents)
    if text.lstrip()[:1] in ("[", "{"):
        return _known(name, _objects(name, text), columns)
    return _table(name, *_separated(name, text), columns, is_row)


def _known(
    name: str, rows: Sequence[Mapping[str, object]], columns: Mapping[str, Field]
) -> Sequence[Mapping[str, object]]:
    """Return the rows of a JSON list, unless they are those of another table."""
    needed = _needed(columns)
    if rows and needed and not any(column in row for row in rows for column in needed):
        raise InputError(name, f"rows with the columns {', '.join(needed)}", ", ".join(rows[0]))
    return rows


def _needed(columns: Mapping[str, Field]) -> list[str]:
    """Return the columns that every row must fill."""
    return [column for column, field in columns.items() if field.basis.value is dataclasses.MISSING]


def _table(
    name: str, cells: Sequence[Sequence[str]], separator: str, columns: Mapping[str, Field], is_row: _IsRow
) -> list[dict[str, object]]:
    rows = [list(row) for row in cells if any(cell.strip() for cell in row)]
    if not rows:
        return []
    if _named_sideways(rows, columns):
        rows = _turned(rows)
    header = _header(name, rows[0], columns)
    body = rows[1:] if header else rows
    reader = _Cells(columns, _decimal_mark(body, separator), separator)
    if len(rows) > 1 and not header and not any(_reads(row, reader, is_row) for row in rows[:_TOLD]):
        raise InputError(name, _expected(columns), ", ".join(rows[0]))
    return _by_column(name, header or list(columns), body, reader)


def _reads(row: Sequence[str], reader: "_Cells", is_row: _IsRow) -> bool:
    """Return whether cells in the order of the columns make a row, or would if what is wrong in it were right.

    That is where a number has two readings, or where a cell gives one of its column's answers.
    """
    try:
        (cells,) = _by_column("", list(reader.columns), [row], reader)
    except InputError as error:
        return bool(error.question)
    answers = (getattr(field, "options", {}) for field in reader.columns.values())
    return is_row(cells) or any(cell in known for cell, known in zip(cells.values(), answers, strict=False))


def _expected(columns: Mapping[str, Field]) -> str:
    labels = [field.label for field in columns.values()]
    needed = " and ".join(", ".join(columns[column].label for column in _needed(columns)).rsplit(", ", 1))
    among = f", {needed} among them," if needed else ""
    return f"a first row that names the columns{among} or rows with their cells in this order: {', '.join(labels)}"


def _named_sideways(rows: Sequence[Sequence[str]], columns: Mapping[str, Field]) -> bool:
    """Return whether the first column names the table's columns, as in a form, and not the first row."""
    known = {_key(words) for column, field in columns.items() for words in (column, field.label)}
    across, down = ([_key(cell) in known for cell in cells] for cells in (rows[0], [row[0] for row in rows]))
    return len(down) > 1 and all(down) and (len(across) == 1 or not all(across))


def _turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the columns of a table as rows, without those that are empty."""
    turned = [list(cells) for cells in zip_longest(*rows, fillvalue="")]
    return [row for row in turned if any(cell.strip() for cell in row)]


def _decoded(name: str, contents: bytes) -> str:
    try:
        return decode(contents, "auto", name)[0]
    except InputError as error:
        # Of another kind of file, such as "a PDF", the refusal leaves out that a table may well be a workbook.
        if error.got.startswith("a"):
            raise InputError(name, _KINDS, error.got) from None
        # What is no UTF-8 is, from a spreadsheet, the alphabet of Western Windows; what is no text stays refused.
        if b"\0" in contents:
            raise
        return decode(contents, "windows-1252", name)[0]


def _objects(name: str, text: str) -> Sequence[Mapping[str, object]]:
    content = json_text(name, text, "JSON that is complete")
    if isinstance(content, dict):
        # What a page saves, and the command line prints, has the rows among its inputs.
        saved = content.get("inputs")
        content = (saved if isinstance(saved, dict) else content).get(name, content)
    if not isinstance(content, list):
        raise InputError(name, "a list of rows, each with its cells by column", type(content).__name__)
    for place, row in enumerate(content, 1):
        if not isinstance(row, dict):
            raise InputError(f"{name}[{place}]", "a row as an object of cells by column", type(row).__name__)
    return content


def separator_of(line: str) -> str:
    """Return what stands between the cells of a line; a comma where nothing does."""
    return max(_SEPARATORS, key=line.count) if any(sign in line for sign in _SEPARATORS) else ","


def _separated(name: str, text: str) -> tuple[list[list[str]], str]:
    """Return the rows of cells of a text, and what stands between its cells."""
    lines = text.splitlines()
    if lines and re.fullmatch(r"sep=[\t;,|]", lines[0].strip("\ufeff ")):
        separator, text = lines[0].strip("\ufeff ")[4], "\n".join(lines[1:])
    else:
        first = next((line for line in lines if line.strip()), "")
        separator = separator_of(first)
    try:
        return list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)), separator
    except csv.Error as error:
        raise InputError(name, f"rows with complete quotation marks ({error})") from None


def _decimal_mark(rows: Sequence[Sequence[str]], separator: str) -> str:
    """Return the mark that a file shows beyond doubt to use for decimals; empty where it shows none, or both."""
    marks = (",", r"\.") if separator in "\t;" else (r"\.",)
    shown = [mark for mark in marks if any(_DECIMALS[mark].fullmatch(cell) for row in rows for cell in row)]
    return shown[0] if len(shown) == 1 else ""


def _header(name: str, cells: Sequence[str], columns: Mapping[str, Field]) -> list[str]:
    """Return the column that each cell of a first row names; nothing where the row holds data.

    Raises:
        InputError: some cells name columns and others do not, a column is named twice, or none that must be filled is.
    """
    known = {_key(column): column for column in columns}
    known |= {_key(field.label): column for column, field in columns.items()}
    found = [known.get(_key(cell), "") for cell in cells]
    named = [column for column in found if column]
    if not named or (named[0] != found[0] and len(named) == 1 and len(cells) > 2):
        return []
    labels = ", ".join(field.label for field in columns.values())
    for place, (cell, column) in enumerate(zip(cells, found, strict=True), 1):
        if not column:
            merged = " (a merged heading leaves its other cells empty: split it)" if not cell.strip() else ""
            raise InputError(name, f"a column's name in cell {place} of the first row: one of {labels}{merged}", cell)
        if named.count(column) > 1:
            raise InputError(
                name, f"each column once in the first row; {columns[column].label} stands there twice", cell
            )
    if (needed := _needed(columns)) and not set(needed) & set(found):
        raise InputError(name, _expected(columns), ", ".join(cells))
    return found


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.split("(")[0]).strip().casefold()


class _Cells(NamedTuple):
    """How the cells of a file are read: its columns, its decimal mark, and what stands between cells."""

    columns: Mapping[str, Field]
    mark: str
    separator: str

    def read(self, place: str, name: str, cell: str) -> str:
        """Return a cell as its field reads it.

        Raises:
            InputError: it is a number with two readings.
        """
        column = self.columns[name]
        if isinstance(column, Number):
            return self._number(place, name, cell)
        bare = _QUOTED.sub("", cell, count=1)
        options = getattr(column, "options", {}).items()
        said = bare.strip().casefold()
        # Some answers go on behind a colon with what they mean.
        spoken = (
            (key, {key.casefold(), words.casefold(), words.partition(":")[0].casefold()}) for key, words in options
        )
        return next((key for key, ways in spoken if said in ways), bare)

    def _number(self, place: str, name: str, cell: str) -> str:
        if self.mark and _ONE_MARK[self.mark].fullmatch(cell):
            return unmistakable(cell.strip().replace(",", "."))
        # Between semicolons a comma may well be decimal, and nothing in this file says whether it is.
        if not self.mark and self.separator == ";" and _THOUSANDS_OR_DECIMALS.fullmatch(cell):
            thousands, decimals = cell.strip(), cell.strip().replace(",", ".") + "0"
            question = f"Did you mean {thousands} or {decimals}?"
            raise InputError(f"{place}.{name}", self.columns[name].expected, cell.strip(), question)
        return cell


def _by_column(
    name: str, header: Sequence[str], rows: Sequence[Sequence[str]], reader: _Cells
) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for number, row in enumerate(rows, 1):
        cells, place = list(row), f"{name}[{number}]"
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(header):
            raise InputError(place, f"at most {len(header)} cells", f"{len(cells)} cells")
        pairs = zip(header, cells, strict=False)
        found.append({column: reader.read(place, column, cell) for column, cell in pairs})
    return found
