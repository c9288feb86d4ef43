"""Workbooks that spreadsheet programs open and calculate on: XLSX, Office Open XML, ECMA-376.

A text is always written as a text, so one that begins like a formula is never run, neither when the file is opened nor
when the cell is edited. Formulas are our own, and their results stand beside them for readers that do not calculate.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from calculators.core.currency import DEFAULT, localized
from calculators.core.words import plain
from calculators.core.workbook import Cell, Look, Sheet, Value, Workbook, column_name
from calculators.show.archives import zipped
from calculators.show.markup import Markup, tag

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What a spreadsheet would run if it were typed.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")

# For each look its font, fill and border, by their places in the lists below.
_LOOKS: Mapping[Look, tuple[int, int, int]] = {
    "": (0, 0, 0), "title": (2, 0, 0), "heading": (1, 2, 1), "note": (3, 0, 0), "entry": (0, 3, 1), "result": (1, 0, 1),
}  # fmt: skip
_FONTS = ("", "<b/>", "<b/>", "<i/>")
_SIZES = (11, 11, 16, 11)
_COLOURS = ("FFE3E8EF", "FFFFF7DB")
_EDGE = "FFB6BECB"
_FIRST_OWN_FORMAT = 164
_LETTERS = "Calibri"
_BOLD = ("heading", "result")
# Heights in points; no row of a spreadsheet may be higher than the last.
_LINE, _TITLE_LINE, _HIGHEST = 15.0, 24.0, 405.0
_DIGITS = (None, *range(7))
_NO_XML = {code: None for code in range(32) if code not in (9, 10, 13)}


def workbook(sheets: Workbook, currency: str = DEFAULT) -> bytes:
    """Return a workbook as a file, with amounts in a currency; the same sheets give the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            {"styles": "styles.xml"}, [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
        ),
        "xl/styles.xml": _styles(),
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet, currency)
    return zipped({name: _HEAD + text for name, text in parts.items()})


def _content_types(sheets: int) -> str:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    kinds |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, sheets + 1)}
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return tag(
        "Types",
        tag("Default", Extension="rels", ContentType=relations),
        tag("Default", Extension="xml", ContentType="application/xml"),
        *(tag("Override", PartName=name, ContentType=f"{_CONTENT}.{kind}+xml") for name, kind in kinds.items()),
        xmlns=f"{_PACKAGE}/content-types",
    )


def _relations(named: Mapping[str, str], sheets: Sequence[str] = ()) -> str:
    listed = [("worksheet", target, f"s{number}") for number, target in enumerate(sheets, 1)]
    listed += [(kind, target, kind) for kind, target in named.items()]
    return tag(
        "Relationships",
        *(tag("Relationship", Id=name, Type=f"{_KINDS}/{kind}", Target=target) for kind, target, name in listed),
        xmlns=f"{_PACKAGE}/relationships",
    )


def _book(sheets: Workbook) -> str:
    listed = [
        tag("sheet", **{"name": sheet.title, "sheetId": number, "state": _state(sheet), "r:id": f"s{number}"})
        for number, sheet in enumerate(sheets, 1)
    ]
    return tag(
        "workbook",
        tag("bookViews", tag("workbookView")),
        tag("sheets", *listed),
        tag("calcPr", fullCalcOnLoad="1"),
        **{"xmlns": _MAIN, "xmlns:r": _KINDS},
    )


def _state(sheet: Sheet) -> str | None:
    return "hidden" if sheet.hidden else None


def _styles() -> str:
    """Return every look with every number of decimals, each once more for texts that would run if they were typed."""
    formats = [tag("numFmt", numFmtId=_format(digits), formatCode=_code(digits)) for digits in _DIGITS[1:]]
    fonts = [
        tag("font", Markup(bold), tag("sz", val=size), tag("name", val=_LETTERS))
        for bold, size in zip(_FONTS, _SIZES, strict=True)
    ]
    patterns = [tag("patternFill", patternType=kind) for kind in ("none", "gray125")]
    patterns += [tag("patternFill", tag("fgColor", rgb=colour), patternType="solid") for colour in _COLOURS]
    edges = [tag(side, tag("color", rgb=_EDGE), style="thin") for side in ("left", "right", "top", "bottom")]
    cells = [_cell_style(look, digits, quoted) for look in _LOOKS for digits in _DIGITS for quoted in (False, True)]
    return tag(
        "styleSheet",
        _counted("numFmts", formats),
        _counted("fonts", fonts),
        _counted("fills", [tag("fill", pattern) for pattern in patterns]),
        _counted("borders", [tag("border"), tag("border", *edges)]),
        _counted("cellStyleXfs", [tag("xf")]),
        # The first stands where no style is named, and some programs take only its font from it.
        _counted("cellXfs", [tag("xf"), *cells]),
        xmlns=_MAIN,
    )


def _cell_style(look: Look, digits: int | None, quoted: bool) -> Markup:
    font, fill, border = _LOOKS[look]
    return tag(
        "xf",
        tag("alignment", vertical="top", wrapText=None if look == "title" else 1),
        numFmtId=_format(digits), fontId=font, fillId=fill, borderId=border, xfId=0, quotePrefix=1 if quoted else None,
        applyNumberFormat=1, applyFont=1, applyFill=1, applyBorder=1, applyAlignment=1,
    )  # fmt: skip


def _style(look: Look, digits: int | None, quoted: bool) -> int:
    """Return the place of a style in the list."""
    return 1 + (list(_LOOKS).index(look) * len(_DIGITS) + _DIGITS.index(digits)) * 2 + quoted


def _format(digits: int | None) -> int:
    return 0 if digits is None else _FIRST_OWN_FORMAT + digits


def _code(digits: int | None) -> str:
    return f"#,##0.{'0' * digits}" if digits else "#,##0"


def _counted(name: str, children: Sequence[Markup]) -> Markup:
    return tag(name, *children, count=len(children))


def _sheet(sheet: Sheet, currency: str) -> str:
    columns = max(map(len, sheet.rows), default=1)
    widths = [*sheet.widths, *[sheet.widths[-1]] * (columns - len(sheet.widths))]
    rows = [
        tag(
            "row",
            *(_cell(place, number, cell, currency) for place, cell in enumerate(row)),
            r=number, ht=_height(row, widths), customHeight=1,
        )
        for number, row in enumerate(sheet.rows, 1)
    ]  # fmt: skip
    choices = [
        tag("dataValidation", tag("formula1", source), type="list", allowBlank=1, showErrorMessage=1, sqref=place)
        for place, source in sheet.choices.items()
    ]
    return tag(
        "worksheet",
        tag("sheetPr", tag("pageSetUpPr", fitToPage=1)),
        tag("sheetViews", tag("sheetView", *_frozen(*sheet.fixed), workbookViewId=0)),
        tag("cols", *(
            tag("col", min=place, max=place, width=width, customWidth=1) for place, width in enumerate(widths, 1)
        )),
        tag("sheetData", *rows),
        *([_counted("dataValidations", choices)] if choices else []),
        tag("pageSetup", orientation="landscape", fitToHeight=0),
        xmlns=_MAIN,
    )  # fmt: skip


def _height(row: Sequence[Value | Cell], widths: Sequence[float]) -> float:
    """Return a row's height in points, so that the longest of its texts is seen: programs differ in doing it alone."""
    highest = _LINE
    for given, width in zip(row, widths, strict=False):
        cell = given if isinstance(given, Cell) else Cell(given)
        if isinstance(cell.value, str):
            room = width / 1.15 if cell.look in _BOLD else width
            lines = sum(max(1, math.ceil(len(line) / room)) for line in cell.value.split("\n"))
            highest = max(highest, _TITLE_LINE if cell.look == "title" else _LINE * lines)
    return min(highest, _HIGHEST)


def _frozen(rows: int, columns: int) -> Iterator[Markup]:
    if rows or columns:
        pane = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
        yield tag(
            "pane", xSplit=columns or None, ySplit=rows or None, topLeftCell=f"{column_name(columns)}{rows + 1}",
            activePane=pane, state="frozen",
        )  # fmt: skip


def _cell(column: int, row: int, given: Value | Cell, currency: str) -> Markup:
    place = f"{column_name(column)}{row}"
    cell = given if isinstance(given, Cell) else Cell(given)
    text = localized(cell.value, currency) if isinstance(cell.value, str) else ""
    style = _style(cell.look, cell.digits, text.startswith(_DANGEROUS))
    if cell.formula:
        kind = "str" if isinstance(cell.value, str) else None
        result = tag("v", text if kind else plain(float(cell.value or 0)))
        return tag("c", tag("f", cell.formula), result, r=place, s=style, t=kind)
    if text:
        said = tag("is", tag("t", text.translate(_NO_XML), **{"xml:space": "preserve"}))
        return tag("c", said, r=place, s=style, t="inlineStr")
    if isinstance(cell.value, int | float):
        return tag("c", tag("v", plain(float(cell.value))), r=place, s=style)
    return tag("c", r=place, s=style)
