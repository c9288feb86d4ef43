"""Tables from a workbook as spreadsheet programs save it (XLSX), without running anything that is in it.

Only what a table needs is read: texts, numbers with the meaning that their format gives them, and the results that
formulas had when the file was saved. Source: ECMA-376, Office Open XML, part 1, chapter 18 (SpreadsheetML).
"""

from collections.abc import Sequence

from calculators.core.errors import InputError
from calculators.core.spreadsheet.archive import Archive
from calculators.core.spreadsheet.cells import Cells, kind_of_format
from calculators.core.spreadsheet.parts import Texts, elements, read, relations

_MACROS = "vbaProject.bin"
# From the calendar that begins in 1904, which old files for the Mac have, to the usual one.
_TO_1904 = 1_462

type Rows = list[list[str]]


def table_of(field: str, contents: bytes, titles: Sequence[str] = ()) -> Rows:
    """Return the rows of cells of a workbook's sheet as a text file would have them, without rows that are empty.

    The sheet is the one that bears one of the titles, whatever its capitals; else the only one that is seen and has
    cells. A percentage is written with its sign, and a date as 2027-01-04.

    Raises:
        InputError: it is no workbook, holds macros, is damaged or too large, has several sheets that could be meant,
            or a formula whose result was not saved; the sentence says what to do.
    """
    book = _Workbook(field, contents)
    wanted = {title.casefold() for title in titles}
    named = next((title for title in book.sheets if title.strip().casefold() in wanted), None)
    if named is not None:
        return book.rows(named)
    filled = {title: rows for title in book.seen if (rows := book.rows(title))}
    if len(filled) > 1:
        called = f" called {titles[0]}" if titles else ""
        raise InputError(field, f"a sheet{called}, or one sheet alone; this workbook has {', '.join(filled)}")
    return next(iter(filled.values()), [])


class _Workbook:
    """A workbook's sheets, and what their cells refer to.

    Attributes:
        sheets: the file of each sheet by its title.
        seen: the titles of the sheets that are not hidden.
    """

    def __init__(self, field: str, contents: bytes) -> None:
        self._field, self._archive = field, Archive(field, contents)
        main = self._main_part()
        related = list(relations(field, self._archive, main))
        parts = {one.name: one.part for one in related}
        found = elements(field, self._archive, main)
        sheets = [one for name, one in found if name == "sheets/sheet" and one.get("id") in parts and "name" in one]
        self.sheets = {one["name"]: parts[one["id"]] for one in sheets}
        self.seen = [one["name"] for one in sheets if one.get("state", "visible") == "visible"]
        late = any(one.get("date1904") in ("1", "true") for name, one in found if name == "workbook/workbookPr")
        self._day_0 = _TO_1904 if late else 0
        texts = Texts("si")
        for one in related:
            if one.kind == "sharedStrings":
                read(field, self._archive, one.part, texts)
        self._texts = texts.found
        self._kinds = [kind for one in related if one.kind == "styles" for kind in self._kinds_in(one.part)]

    def _main_part(self) -> str:
        roots = [one.part for one in relations(self._field, self._archive, "") if one.kind == "officeDocument"]
        if not roots or not roots[0].startswith("xl/"):
            # Such as an OpenDocument file, a text, or any other archive.
            raise InputError(
                self._field, "an Excel workbook (.xlsx), CSV or JSON; a spreadsheet program can save as either"
            )
        if any(name.endswith(_MACROS) for name in self._archive):
            raise InputError(self._field, "a workbook without macros: save it as .xlsx")
        return roots[0]

    def _kinds_in(self, styles: str) -> list[str]:
        """Return what each format of cells makes of a number."""
        found = elements(self._field, self._archive, styles)
        codes = {one.get("numFmtId"): one.get("formatCode", "") for name, one in found if name == "numFmts/numFmt"}
        numbers = [one.get("numFmtId", "0") for name, one in found if name == "cellXfs/xf"]
        return [kind_of_format(int(each) if each.isdecimal() else 0, codes.get(each, "")) for each in numbers]

    def rows(self, title: str) -> Rows:
        """Return the cells of a sheet's rows."""
        cells = Cells(self._field, self._texts, self._kinds, self._day_0)
        read(self._field, self._archive, self.sheets[title], cells)
        return cells.rows
