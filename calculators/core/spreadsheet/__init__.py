"""Tables from a workbook as spreadsheet programs save it (XLSX), without running anything that is in it.

Only what a table needs is read: texts, numbers with the meaning that their format gives them, and the results that
formulas had when the file was saved. Source: ECMA-376, Office Open XML, part 1, chapter 18 (SpreadsheetML).
"""

from collections.abc import Callable, Sequence

from calculators.core.errors import InputError
from calculators.core.fields.typed_numbers import unmistakable
from calculators.core.spreadsheet.archive import Archive, Room
from calculators.core.spreadsheet.cells import MOST_CELLS, Cells, Meaning, Row, kind_of_format
from calculators.core.spreadsheet.parts import Relation, Texts, elements, read, relations, whole

# More than any table that people fill in.
MOST_OF_A_FORM = 64_000_000
# Where the main part of a workbook stands if nothing else is said; the second is of a form that only Excel reads.
_MAIN_PARTS = ("xl/workbook.xml", "xl/workbook.bin")
_MACROS = ("vbaProject.bin", ".xlm")
# From the calendar that begins in 1904, which old files for the Mac have, to the usual one.
_TO_1904 = 1_462


def table_of(field: str, contents: bytes, titles: Sequence[str] = ()) -> list[list[str]]:
    """Return the rows of cells of a workbook's sheet as a text file would have them, without rows that are empty.

    The sheet is the one that bears one of the titles, whatever its capitals; else the only one that is seen and has
    cells. A percentage is written with its sign, a date as 2027-01-04, and a number so that it has one reading.

    Raises:
        InputError: it is no workbook, holds macros, is damaged or too large, has several sheets that could be meant,
            or a formula whose result was not saved; the sentence says what to do.
    """
    book = _Workbook(field, Archive(field, contents, Room(MOST_OF_A_FORM)), unmistakable)
    wanted = {title.casefold() for title in titles}
    named = next((title for title in book.sheets if title.strip().casefold() in wanted), None)
    if named is not None:
        return [cells for _, cells in book.rows(named)]
    filled = {title: rows for title in book.seen if (rows := book.rows(title))}
    if len(filled) > 1:
        called = f" called {titles[0]}" if titles else ""
        raise InputError(field, f"a sheet{called}, or one sheet alone; this workbook has {', '.join(filled)}")
    return [cells for _, cells in next(iter(filled.values()), [])]


def is_workbook(field: str, archive: Archive) -> bool:
    """Return whether an archive is a workbook of Excel, in whatever form.

    Raises:
        InputError: its list of parts is damaged.
    """
    return bool(_main_part(field, archive))


def sheets_of(field: str, archive: Archive) -> dict[str, list[Row]]:
    """Return the rows of each sheet that is seen and has cells, by its title; all rows of a sheet are as wide.

    Each row comes with its number; those that are empty are left out. Percentages and dates are written as by
    ``table_of``, other numbers as a calculation would write them.

    Raises:
        InputError: it is no workbook, holds macros, is damaged or too large, or has a formula whose result was not
            saved; the sentence says what to do.
    """
    book = _Workbook(field, archive, str)
    filled = {title: rows for title in book.seen if (rows := book.rows(title))}
    for rows in filled.values():
        width = max(len(cells) for _, cells in rows)
        for _, cells in rows:
            cells.extend([""] * (width - len(cells)))
    return filled


def _main_part(field: str, archive: Archive) -> str:
    """Return the name of the part that lists the sheets; empty where an archive is no workbook.

    Other archives have none below xl, such as a text, or one of OpenDocument.
    """
    roots = [one.part for one in relations(field, archive, "") if one.kind == "officeDocument"]
    return next((part for part in (*roots, *_MAIN_PARTS) if part.startswith("xl/") and part in archive), "")


class _Workbook:
    """A workbook's sheets, and what their cells refer to.

    Attributes:
        sheets: the file of each sheet by its title.
        seen: the titles of the sheets that are not hidden.
    """

    def __init__(self, field: str, archive: Archive, number: Callable[[str], str]) -> None:
        self._field, self._archive = field, archive
        self._left = MOST_CELLS
        main = self._main()
        related = list(relations(field, archive, main))
        parts = {one.name: one.part for one in related}
        found = elements(field, archive, main, ("sheets/sheet", "workbook/workbookPr"))
        sheets = [one for name, one in found if name == "sheets/sheet" and one.get("id") in parts and "name" in one]
        self.sheets = {one["name"]: parts[one["id"]] for one in sheets}
        self.seen = [one["name"] for one in sheets if one.get("state", "visible") == "visible"]
        late = any(one.get("date1904") in ("1", "true") for _, one in found)
        self._meaning = Meaning(self._texts(related), self._kinds(related), _TO_1904 if late else 0, number)

    def _main(self) -> str:
        main = _main_part(self._field, self._archive)
        if not main:
            raise InputError(
                self._field, "an Excel workbook (.xlsx), CSV or JSON; a spreadsheet program can save as either"
            )
        if any(name.endswith(_MACROS) or "/macrosheets/" in name for name in self._archive):
            raise InputError(self._field, "a workbook without macros; save it as “Excel Workbook (.xlsx)” or as CSV")
        if main.endswith(".bin"):
            raise InputError(
                self._field, "an Excel workbook in the .xlsx form; save this .xlsb as “Excel Workbook (.xlsx)”"
            )
        return main

    def _texts(self, related: Sequence[Relation]) -> list[str]:
        texts = Texts(self._field, "si")
        for one in related:
            if one.kind == "sharedStrings":
                read(self._field, self._archive, one.part, texts)
        return texts.found

    def _kinds(self, related: Sequence[Relation]) -> list[str]:
        """Return what each format of cells makes of a number."""
        kinds: list[str] = []
        for one in related:
            if one.kind == "styles":
                found = elements(self._field, self._archive, one.part, ("numFmts/numFmt", "cellXfs/xf"))
                formats = [(name, one.get("numFmtId", "0"), one.get("formatCode", "")) for name, one in found]
                codes = {number: code for name, number, code in formats if name == "numFmts/numFmt"}
                numbers = [number for name, number, _ in formats if name == "cellXfs/xf"]
                kinds += [kind_of_format(whole(number), codes.get(number, "")) for number in numbers]
        return kinds

    def rows(self, title: str) -> list[Row]:
        """Return the rows of a sheet, with their numbers."""
        cells = Cells(self._field, self._meaning, self._left)
        read(self._field, self._archive, self.sheets[title], cells)
        self._left -= cells.size
        return cells.rows
