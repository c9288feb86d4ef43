"""Reading Excel workbooks: the cells of their sheets, as text."""

import re
from collections.abc import Iterator, Mapping

from calculators.core import InputError
from calculators.core.file_text import decode
from calculators.label_files.grid import Row
from calculators.label_files.xml import Element, each
from calculators.label_files.zipped import Archive

_WORKBOOK = "xl/workbook.xml"
_WIDEST = 1_000
_MOST_CELLS = 5_000_000
# Formats of dates and times that Excel numbers without writing them down.
# https://learn.microsoft.com/dotnet/api/documentformat.openxml.spreadsheet.numberingformat
_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])


def is_workbook(archive: Archive) -> bool:
    """Say whether an archive is an Excel workbook."""
    return _WORKBOOK in archive.entries or "xl/workbook.bin" in archive.entries


def sheets(archive: Archive, field: str) -> dict[str, list[Row]]:
    """Return the rows of each visible sheet that has any, with their numbers, by its name.

    Raises:
        InputError: the workbook holds macros, or is in Excel's binary form, or is damaged or too large.
    """
    if any(name.endswith(("vbaProject.bin", ".xlm")) or "/macrosheets/" in name for name in archive.entries):
        raise InputError(field, "a workbook without macros; save it in Excel as “Excel Workbook (.xlsx)” or as CSV")
    if _WORKBOOK not in archive.entries:
        raise InputError(field, "an Excel workbook in the .xlsx form; save this .xlsb as “Excel Workbook (.xlsx)”")
    texts = _shared_texts(archive, field)
    dates = _date_styles(archive, field)
    found = {}
    for name, path in _paths(archive, field):
        if path in archive.entries:
            rows = list(_rows(_xml(archive, path, field), texts, dates, field))
            if rows:
                found[name] = rows
    if not found:
        raise InputError(field, "rows of labels in a sheet", "an empty workbook")
    return found


def _xml(archive: Archive, path: str, field: str) -> str:
    return decode(archive.read(path), "auto", field)[0]


def _paths(archive: Archive, field: str) -> Iterator[tuple[str, str]]:
    links: dict[str, str] = {}
    relations = "xl/_rels/workbook.xml.rels"

    def link(one: Element) -> None:
        target = one.attributes.get("Target", "")
        links[one.attributes.get("Id", "")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"

    if relations in archive.entries:
        each(_xml(archive, relations, field), frozenset(["Relationship"]), link, field)
    found: list[Element] = []
    each(_xml(archive, _WORKBOOK, field), frozenset(["sheet"]), found.append, field)
    for sheet in found:
        if sheet.attributes.get("state", "visible") == "visible":
            yield sheet.attributes.get("name", "sheet"), links.get(sheet.attributes.get("id", ""), "")


def _shared_texts(archive: Archive, field: str) -> list[str]:
    texts: list[str] = []
    path = "xl/sharedStrings.xml"
    if path in archive.entries:
        each(_xml(archive, path, field), frozenset(["si"]), lambda one: texts.append(_text(one)), field)
    return texts


def _text(one: Element) -> str:
    """Return the text of a string; how a word is to be pronounced stands beside it and is left out."""
    inside = "".join(_text(child) for child in one.children if child.name in ("t", "r", "is"))
    return (one.text if one.name == "t" else "") + inside


def _date_styles(archive: Archive, field: str) -> frozenset[str]:
    """Return the numbers of the styles that show a number as a date or time."""
    path = "xl/styles.xml"
    if path not in archive.entries:
        return frozenset()
    own: dict[str, str] = {}
    styles: list[str] = []

    def take(one: Element) -> None:
        if one.name == "numFmt":
            own[one.attributes.get("numFmtId", "")] = one.attributes.get("formatCode", "")
        else:
            styles.extend(child.attributes.get("numFmtId", "0") for child in one.children)

    each(_xml(archive, path, field), frozenset(["numFmt", "cellXfs"]), take, field)
    return frozenset(str(at) for at, number in enumerate(styles) if _is_date(number, own))


def _is_date(number: str, own: Mapping[str, str]) -> bool:
    if number in own:
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", own[number].lower())
        return bool(re.search(r"[ydhs]", code))
    return number.isdigit() and int(number) in _DATES


def _rows(text: str, texts: list[str], dates: frozenset[str], field: str) -> Iterator[Row]:
    found: list[tuple[int, dict[int, str]]] = []

    def take(row: Element) -> None:
        number = row.attributes.get("r", "")
        at = int(number) if number.isdigit() and len(number) < 9 else (found[-1][0] if found else 0) + 1
        cells: dict[int, str] = {}
        place = -1
        for cell in row.children:
            letters = re.match(r"[A-Z]{1,3}", cell.attributes.get("r", ""))
            place = _place(letters[0]) if letters else place + 1
            said = _cell(cell, texts, dates)
            if said and place >= _WIDEST:
                raise InputError(field, f"at most {_WIDEST:,} columns in a sheet; row {at:,} has more")
            if said:
                cells[place] = said
        if cells:
            found.append((at, cells))

    each(text, frozenset(["row"]), take, field)
    width = max((max(cells) for _, cells in found), default=-1) + 1
    if width * len(found) > _MOST_CELLS:
        raise InputError(field, f"at most {_MOST_CELLS:,} cells in a sheet", f"{width * len(found):,}")
    for at, cells in found:
        yield at, [cells.get(place, "") for place in range(width)]


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - ord("A") + 1
    return place - 1


def _cell(cell: Element, texts: list[str], dates: frozenset[str]) -> str:
    kind = cell.attributes.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(child) for child in cell.children)
    value = next((child.text for child in cell.children if child.name == "v"), "")
    if kind == "s":
        return texts[int(value)] if value.isdigit() and int(value) < len(texts) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind == "n" and value and cell.attributes.get("s") in dates:
        return _date(value)
    return value


def _date(value: str) -> str:
    """Return a day that Excel counts from the end of 1899 as year, month and day.

    Source: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days.
    """
    try:
        days = int(float(value)) - 25_569 + 719_468
    except (ValueError, OverflowError):
        return value
    era, of_era = divmod(days, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return f"{year + era * 400 + (month <= 2):04}-{month:02}-{day:02}"
