"""Workbooks: the table in them is read as it was meant, and what is damaged, hidden or hostile is refused."""

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import InputError, spreadsheet
from calculators.core.spreadsheet import parts, sheets_of, table_of
from calculators.core.spreadsheet.archive import Archive
from calculators.core.spreadsheet.cells import DATE, DURATION, Meaning, kind_of_format, number_text
from tests.throwaway import PEOPLE, SurveyInputs

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TEXTS = ["Name", "Fee", "Ann & <Bo>", "a_x000A_b"]
# Plain, a percentage, a day, a day of one's own, no date although it has letters, a percentage of one's own.
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0&quot; days&quot;"/>'
    '<numFmt numFmtId="166" formatCode="[Red]0.0%"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>'
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 9, 14, 164, 165, 166))
    + "</cellXfs>"
)


def packed(parts: Mapping[str, str]) -> bytes:
    """Return files as a ZIP file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in parts.items():
            written.writestr(name, text)
    return target.getvalue()


def relations(*links: tuple[str, str, str]) -> str:
    """Return a file of relations."""
    inner = "".join(f'<Relationship Id="{name}" Type="{KINDS}/{kind}" Target="{to}"/>' for name, kind, to in links)
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def workbook(*rows: str, sheets: Mapping[str, str] | None = None, settings: str = "", more: str = "") -> bytes:
    """Return a workbook of one sheet with rows of cells as XML, or of several sheets."""
    inner = sheets or {"Sheet1": "".join(f"<row>{row}</row>" for row in rows)}
    names = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="s{number}" {"state='hidden'" if "hidden" in name else ""}/>'
        for number, name in enumerate(inner, 1)
    )
    links = [(f"s{number}", "worksheet", f"worksheets/{number}.xml") for number, _ in enumerate(inner, 1)]
    texts = "".join(f"<si><t>{text.replace('&', '&amp;').replace('<', '&lt;')}</t></si>" for text in TEXTS)
    texts += "<si><r><t>東</t></r><r><t>京</t></r><rPh><t>トウ</t></rPh></si>"
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}">{settings}<sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *links, ("t", "sharedStrings", "/xl/texts.xml"), ("f", "styles", "styles.xml")
        ),
        "xl/texts.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
    } | {
        f"xl/worksheets/{number}.xml": f'{more}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        for number, rows in enumerate(inner.values(), 1)
    }
    return packed(parts)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<v>5</v>", "5"),
        ("<v>5.9999999999999998E-2</v>", "0.06"),
        ("<v>1.234</v>", "1.2340"),
        ("<v>-1E-9</v>", "-1e-09"),
        ('" s="1"><v>0.1</v>', "10%"),
        ('" s="1"><v>0.28999999999999998</v>', "29%"),
        ('" s="5"><v>0.075</v>', "7.5%"),
        ('" s="2"><v>46391</v>', "2027-01-04"),
        ('" s="3"><v>45351.5</v>', "2024-02-29 12:00:00"),
        ('" s="2"><v>0.25</v>', "06:00:00"),
        ('" s="4"><v>7</v>', "7"),
        ('" t="s"><v>2</v>', "Ann & <Bo>"),
        ('" t="s"><v>3</v>', "a\nb"),
        ('" t="s"><v>4</v>', "東京"),
        ('" t="inlineStr"><is><t>=1+1</t></is>', "=1+1"),
        ('" t="str"><f>A1</f><v>done</v>', "done"),
        ("<f>1+1</f><v>2</v>", "2"),
        ("<v>1234567890123456789</v>", "1234567890123456789"),
        ("<v>-0</v>", "0"),
        ('" s="99999999999"><v>1</v>', "1"),
        ('" t="inlineStr"><is><t>_xD800_</t></is>', "_xD800_"),
        ('" t="str"><f>A1</f><v></v></c><c r="C1"><v>1</v>', ""),
        ('" t="b"><v>1</v>', "TRUE"),
        ('" t="b"><v>false</v>', "FALSE"),
        ('" t="b"></c><c r="C1"><v>1</v>', ""),
        ('" t="e"><v>#DIV/0!</v>', "#DIV/0!"),
        ('" t="n"><v>1e999</v>', "1e999"),
    ],
)
def test_a_cell_is_what_its_format_makes_of_it(cell: str, text: str) -> None:
    """Numbers have one reading, percentages their sign, days their date; texts are whole, and formulas results."""
    opening = f'<c r="B1{cell}</c>' if cell.startswith('"') else f'<c r="B1">{cell}</c>'
    assert table_of("people", workbook(opening))[0][:2] == ["", text]


def test_the_other_calendar_and_cells_without_a_place() -> None:
    """A workbook whose calendar begins in 1904 gives the same day; cells without a place stand side by side."""
    rows = '<c s="2"><v>44929</v></c><c/><c><v>1</v></c>'
    assert table_of("x", workbook(rows, settings='<workbookPr date1904="1"/>')) == [["2027-01-04", "", "1"]]
    assert table_of("x", workbook('<c r="B1"><v>2</v></c><c r="A1"><v>1</v></c>')) == [["1", "2"]]


def test_all_sheets_that_are_seen_have_rows_with_numbers() -> None:
    """Rows bear the number that they have in the program, all are as wide, and a plain number is not marked."""
    rows = '<row r="2"><c><v>1.234</v></c></row><row><c/></row><row><c s="1"><v>0.5</v></c><c><v>2</v></c></row>'
    whole = workbook(sheets={"A": rows, "B": "", "hidden": rows, "C": '<row r="7"><c><v>1</v></c></row>'})
    found = sheets_of("x", Archive("x", whole))
    assert found == {"A": [(2, ["1.234", ""]), (4, ["50%", "2"])], "C": [(7, ["1"])]}


def test_both_sides_of_what_a_workbook_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells count over all sheets, as wide as the widest row; formats and texts are counted too."""
    assert len(table_of("x", workbook("<c r='ALL1'><v>1</v></c>"))[0]) == 1_000
    wide = "<row><c><v>1</v></c></row><row><c r='C2'><v>1</v></c></row>"
    whole = workbook(sheets={"A": wide, "B": wide})
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 12)
    assert [len(rows) for rows in sheets_of("x", Archive("x", whole)).values()] == [2, 2]
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 11)
    with pytest.raises(InputError, match="a workbook of at most"):
        sheets_of("x", Archive("x", whole))
    for limit, words, needed in (("MOST_ELEMENTS", "formats", 9), ("MOST_TEXTS", "texts", len(TEXTS) + 1)):
        monkeypatch.setattr(parts, limit, needed)
        assert table_of("x", workbook("<c><v>1</v></c>")) == [["1"]]
        monkeypatch.setattr(parts, limit, needed - 1)
        with pytest.raises(InputError, match=words):
            table_of("x", workbook("<c><v>1</v></c>"))
        monkeypatch.undo()


def test_the_sheet_that_bears_the_tables_name_is_read() -> None:
    """A sheet of the table's name wins; else the only one that is seen and filled; of two, neither is guessed."""
    one, two = "<row><c><v>1</v></c></row>", "<row><c><v>2</v></c></row>"
    assert table_of("people", workbook(sheets={"Notes": one, "PEOPLE ": two}), ["People"]) == [["2"]]
    assert table_of("people", workbook(sheets={"A": one, "B": "", "hidden": two})) == [["1"]]
    with pytest.raises(InputError, match="a sheet called People, or one sheet alone; this workbook has A, B"):
        table_of("people", workbook(sheets={"A": one, "B": two}), ["People"])


def test_a_workbook_is_a_table_of_rows_upright_or_on_its_side() -> None:
    """The names of the columns may stand in the first row or in the first column; the rows are the same."""
    cells = [["Name", "Fee (a note)", "Language", "Answers"], ["Ann", "5", "", ""], ["Bo", "7.5", "German", "3"]]
    for table in (cells, list(map(list, zip(*cells, strict=True)))):
        rows = [
            "".join(
                f'<c r="{"ABCD"[place]}1" t="inlineStr"><is><t>{cell}</t></is></c>' for place, cell in enumerate(row)
            )
            for row in table
        ]
        assert SurveyInputs.parse({"people": workbook(*rows)}).people == PEOPLE


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"PK\3\4 no archive", "damaged"),
        (packed({"notes.txt": "x"}), "an Excel workbook"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "an Excel workbook"),
        (packed({"_rels/.rels": relations(("r", "officeDocument", "word/document.xml"))}), "an Excel workbook"),
        (workbook("<c><v>1</v></c>")[:-30], "damaged"),
        (workbook("<c><v>1</c>"), "damaged"),
        (workbook("<c r='A1'><f>1+1</f></c>"), "A1 has a formula alone"),
        (workbook("<c r='A1'><f>1+1</f><v/></c>"), "A1 has a formula alone"),
        (workbook("<c r='XFD1'><v>1</v></c>"), "at most 1,000 columns; row 1 has more"),
        (workbook("<c r='ALM1'><v>1</v></c>"), "at most 1,000 columns"),
        (workbook("<c r='A1'><v>1</v></c><c r='A1'><v>2</v></c>"), "row 1 has two in one"),
        (packed({"xl/workbook.bin": ""}), "save this .xlsb as"),
        (workbook("<c/>", more='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "definitions"),
    ],
)
def test_what_is_no_table_says_why(contents: bytes, words: str) -> None:
    """Other archives, damage, formulas without results and definitions are refused with what to do instead."""
    with pytest.raises(InputError, match=words):
        table_of("people", contents)


def test_hours_past_a_day_are_counted_on() -> None:
    """A format with hours in brackets means a duration, so a day and a half are 36 hours and no date in 1900."""
    for number, code in ((46, ""), (170, "[h]:mm"), (171, "[HH]:mm:ss;@"), (172, "[$-409][h]:mm"), (173, "[mm]:ss")):
        assert kind_of_format(number, code) == DURATION
    for code in ("h:mm", "[$-409]h:mm", '"[h]" h:mm', "[Red]h:mm"):
        assert kind_of_format(170, code) == DATE
    assert number_text(1.5, DURATION, Meaning([], [], 0, str)) == "36:00:00"
    assert number_text(0.25, DURATION, Meaning([], [], 1_462, str)) == "06:00:00"
    assert number_text(1.5, DATE, Meaning([], [], 0, str)) == "1899-12-31 12:00:00"


@pytest.mark.parametrize("macros", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/old.xlm"])
def test_a_workbook_with_macros_is_refused(macros: str) -> None:
    """Nothing is read out of a workbook that could run something."""
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": "<workbook/>", macros: "",
    }  # fmt: skip
    with pytest.raises(InputError, match="without macros"):
        table_of("people", packed(parts))


def test_a_file_that_unpacks_for_ever_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than the limit stops there; the limit itself is accepted."""
    row = "<c><v>1</v></c>"
    whole = workbook(*[row] * 2_000)
    size = len(zipfile.ZipFile(io.BytesIO(whole)).read("xl/worksheets/1.xml"))
    monkeypatch.setattr(spreadsheet, "MOST_OF_A_FORM", size)
    assert len(table_of("people", whole)) == 2_000
    monkeypatch.setattr(spreadsheet, "MOST_OF_A_FORM", size - 1)
    with pytest.raises(InputError, match="unpack to at most"):
        table_of("people", whole)


def test_a_protected_or_changed_file_is_refused() -> None:
    """A file with a password, and one whose contents are not those that were packed, say so."""
    whole = workbook("<c><v>1</v></c>")
    listed = whole.index(b"PK\1\2")
    with pytest.raises(InputError, match="without a password"):
        table_of("people", whole[: listed + 8] + b"\1" + whole[listed + 9 :])
    with pytest.raises(InputError, match="damaged"):
        table_of("people", whole[: listed + 16] + b"\0\0\0\0" + whole[listed + 20 :])


@given(st.binary(max_size=300), st.integers(0, 400))
def test_nothing_but_a_refusal_comes_of_broken_bytes(noise: bytes, place: int) -> None:
    """Whatever bytes stand in a workbook, it is read or refused in a sentence."""
    whole = workbook("<c><v>1</v></c>")
    for contents in (b"PK\3\4" + noise, whole[:place] + noise + whole[place + len(noise) :]):
        with suppress(InputError):
            table_of("people", contents)
