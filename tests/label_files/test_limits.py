"""Files meant to do harm, and files too large: refused in words, in bounded memory and time."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import InputError
from calculators.core.spreadsheet import archive as unzip
from calculators.core.spreadsheet.cells import DATE, Meaning, number_text
from calculators.label_files import LabelTable, ReadOptions, read
from tests.label_files.small_files import LONG, RATINGS, found, refused
from tests.label_files.written_by_tools import WRITERS, cells, workbook, zipped

MEGABYTE = 1_000_000


def declared(size: int, content: bytes) -> bytes:
    """Return a zip of one packed file that says it is of another size than it is."""
    data = bytearray(zipped({"a.csv": content}))
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, size)
    return bytes(data)


@pytest.mark.parametrize("size", [10, 250 * MEGABYTE])
def test_a_zip_bomb_is_refused_in_bounded_memory(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """A small file that unpacks to a huge one stops at the limit, whatever it says of its size."""
    monkeypatch.setattr(unzip, "MOST_IN_ALL", 5 * MEGABYTE)
    bomb = declared(size, b"x" * (50 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    tracemalloc.start()
    message = refused(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to at most 5 MB" in message
    assert most < 40 * MEGABYTE


def test_both_sides_of_what_a_zip_may_unpack_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that together unpack to the limit are read; one byte more is not."""
    content = ("item,annotator,label\n" + "".join(f"{at},a,x\n{at},b,y\n" for at in range(50))).encode()
    monkeypatch.setattr(unzip, "MOST_IN_ALL", len(content))
    assert len(read(zipped({"a.csv": content})).items) == 50
    monkeypatch.setattr(unzip, "MOST_IN_ALL", len(content) - 1)
    assert "unpacks to at most" in refused(zipped({"a.csv": content}))
    assert "unpacks to at most" in refused(zipped({"a.csv": content}, stored=True))


def test_a_zip_in_a_zip_counts_with_the_outer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in inner zips, as in INCEpTION's projects, is counted together; both sides of the limit."""
    inner = {f"{who}.zip": zipped({f"{who}.csv": LONG.replace("ann", who)}) for who in ("Eva", "Jo")}
    size = sum(len(data) for data in inner.values()) + sum(len(LONG.replace("ann", who)) for who in ("Eva", "Jo"))
    monkeypatch.setattr(unzip, "MOST_IN_ALL", size)
    assert "at most" not in _said(zipped(inner))
    monkeypatch.setattr(unzip, "MOST_IN_ALL", size - 1)
    assert "unpacks to at most" in _said(zipped(inner))


def _said(data: bytes) -> str:
    try:
        read(data)
    except InputError as error:
        return str(error)
    return ""


def test_a_changed_file_in_a_zip_is_refused_by_its_name() -> None:
    """Contents that are not those that were packed are not taken for labels."""
    whole = zipped({"Eva.csv": "id,label\n1,x\n", "Jo.csv": "id,label\n1,y\n"}, stored=True)
    message = refused(whole.replace(b"1,y", b"1,x"))
    assert "damaged" in message
    assert "Jo.csv" in message


def test_too_many_files_and_damaged_zips(monkeypatch: pytest.MonkeyPatch) -> None:
    """More files than the limit, a cut zip, a locked one and one packed otherwise are refused in words."""
    monkeypatch.setattr(unzip, "MOST_FILES", 2)
    assert found(zipped({"a.csv": LONG, "b.txt": ""})) == RATINGS
    assert "at most 2 files" in refused(zipped({"a.csv": LONG, "b.txt": "", "c.txt": ""}))
    whole = zipped({"a.csv": LONG})
    assert "damaged" in refused(whole[:-30])
    assert "damaged" in refused(whole.replace(b"PK\x01\x02", b"PK\x09\x09"))
    locked = bytearray(whole)
    struct.pack_into("<H", locked, locked.rfind(b"PK\x01\x02") + 8, 1)
    assert "without a password" in refused(bytes(locked))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.csv", LONG * 50)
    assert "packed in the usual way" in refused(out.getvalue())
    assert "files of labels in the zip" in refused(zipped({"photo.jpg": b"x", "readme.md": "hello"}))


LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{LAUGHS}<annotations><image name='&b;'/></annotations>", "document type of its own"),
        ("<annotations>" + "<image>" * 200, "nested at most 100 deep"),
        ("<annotations><image name='a'></annotations>", "well-formed XML; line 1"),
        ("<annotations><image name='a'><box label='x' xtl='wide'/></image></annotations>", "xtl, ytl, xbr and ybr"),
        ("<annotations></annotations>", "at least one label"),
    ],
)
def test_hostile_xml(text: str, words: str) -> None:
    """Definitions that grow, depth without end and broken XML are refused with the reason."""
    assert words in refused(text)


GROWING = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">{GROWING}]>'
SHEET = [["item", "Eva", "Jo"], ["1", "x", "y"], ["2", "y", "y"]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (f"{BILLION}<annotations><image name='&l9;'/></annotations>".encode(), "document type of its own"),
        (f"{BILLION}<annotations><image name='&l9;'/></annotations>".encode("utf-16"), "document type of its own"),
        (zipped({"eva.xml": f"{BILLION}<annotations>&l9;</annotations>"}), "document type of its own"),
        (
            workbook({"A": SHEET}, {"xl/sharedStrings.xml": f"{BILLION}<sst><si><t>&l9;</t></si></sst>"}),
            "document type",
        ),
        (workbook({"A": SHEET}, {"xl/styles.xml": f"{BILLION}<styleSheet>&l9;</styleSheet>"}), "document type"),
        (
            workbook({"A": SHEET}, {"xl/sharedStrings.xml": b"<sst>" + b" " * (60 * MEGABYTE)}),
            "unpacks to at most 5 MB",
        ),
        (workbook({"A": SHEET}, {"xl/vbaProject.bin": b"x" * (60 * MEGABYTE)}), "without macros"),
        (zipped({"inner.zip": zipped({"a.csv": b"x" * (60 * MEGABYTE)})}), "unpacks to at most 5 MB"),
    ],
)
def test_what_is_made_to_grow_is_refused_in_bounded_memory(
    monkeypatch: pytest.MonkeyPatch, data: bytes, words: str
) -> None:
    """A billion laughs in any encoding or in a workbook, bombs within bombs, and macros cost little to refuse."""
    monkeypatch.setattr(unzip, "MOST_IN_ALL", 5 * MEGABYTE)
    tracemalloc.start()
    message = refused(data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert words in message
    assert most < 40 * MEGABYTE


def test_hostile_xml_in_a_workbook() -> None:
    """The same holds for the parts of a workbook."""
    rows = [["item", "Eva", "Jo"], ["1", "x", "y"], ["2", "y", "y"]]
    assert "document type" in refused(workbook({"A": rows}, {"xl/sharedStrings.xml": f"{LAUGHS}<sst/>"}))
    assert len(read(workbook({"A": rows})).items) == 2


def test_workbooks_that_are_refused() -> None:
    """Macros, a binary workbook, an empty one and absurd widths are refused in words."""
    rows = [["item", "Eva", "Jo"], ["1", "x", "y"], ["2", "y", "y"]]
    assert "without macros" in refused(workbook({"A": rows}, {"xl/vbaProject.bin": b"x"}))
    assert ".xlsb" in refused(zipped({"xl/workbook.bin": b"x"}))
    unsaved = cells(rows).replace("<is><t>x</t></is>", "<f>A1</f>").replace('r="B2" t="inlineStr"', 'r="B2"')
    assert "B2 has a formula alone" in refused(_with_sheet(rows, unsaved))
    assert "an empty workbook" in refused(workbook({"A": []}))
    wide = cells(rows).replace('r="A1"', 'r="ZZZ1"')
    assert "at most 1,000 columns" in refused(workbook({"A": rows}, {}) if not wide else _with_sheet(rows, wide))
    assert "OpenDocument" in refused(zipped({"content.xml": "<x/>", "mimetype": "x"}))
    assert "Word" in refused(zipped({"word/document.xml": "<x/>"}))


def _with_sheet(rows: list[list[str]], sheet: str) -> bytes:
    data = io.BytesIO(workbook({"A": rows}))
    with zipfile.ZipFile(data) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | {"xl/worksheets/sheet1.xml": sheet})


def test_cells_of_a_workbook() -> None:
    """Shared texts, truth values, numbers and dates are read as a person sees them; dates are nobody's labels."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = (
        f'<sst xmlns="{space}"><si><t>item</t></si><si><r><t>E</t></r><r><t>va</t></r></si><si><t>Jo</t></si></sst>'
    )
    styles = (f'<styleSheet xmlns="{space}"><numFmts><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts>'
              '<cellXfs><xf numFmtId="0"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs></styleSheet>')  # fmt: skip
    head = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
    head += '<c r="D1" t="inlineStr"><is><t>when</t></is></c>'
    body = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="B{at}" t="b"><v>{at % 2}</v></c>'
        f'<c r="C{at}" t="b"><v>1</v></c><c r="D{at}" s="{at % 2 + 1}"><v>{45_000 + at}.5</v></c></row>'
        for at in range(2, 9)
    )
    sheet = f'<worksheet xmlns="{space}"><sheetData><row r="1">{head}</row>{body}</sheetData></worksheet>'
    files = {"xl/sharedStrings.xml": shared, "xl/styles.xml": styles}
    data = io.BytesIO(workbook({"A": []}, files))
    with zipfile.ZipFile(data) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    table = read(zipped(packed | {"xl/worksheets/sheet1.xml": sheet}))
    assert table.annotators == ("Eva", "Jo")
    assert table.labels == ("FALSE", "TRUE")
    assert table.detected.not_read == ("when",)


def test_dates_are_those_of_the_calendar() -> None:
    """The days that Excel counts are the calendar's, as the standard library works them out."""
    from datetime import date, timedelta

    for days in (61, 366, 36_526, 44_620, 45_351, 45_352, 73_050):
        assert number_text(days, DATE, Meaning([], [], 0, str)) == str(date(1899, 12, 30) + timedelta(days=days))


def test_row_limits_hold_for_exports() -> None:
    """The limit of rows holds for tasks and files in a zip too, both sides."""
    labels = {(f"i{at}", person): "xy"[at % 2] for at in range(10) for person in ("Eva", "Jo")}
    data = WRITERS["a file a person"](labels)
    assert len(read(data, limit=20).item_of) == 20
    assert "at most 19 rows; line 11 of labels/Jo.csv" in refused(data, limit=19)


def test_the_zip_reader_agrees_with_the_standard_library() -> None:
    """Names, contents and sizes are those that zipfile gives."""
    files = {"a.csv": LONG, "folder/b.txt": "ä" * 1000, "日本.txt": "x"}
    data = zipped(files)
    archive = unzip.Archive("data", data)
    assert {name: archive.read(name).decode() for name in archive} == files


@settings(deadline=None, max_examples=150)
@given(st.sampled_from([*WRITERS]), st.integers(0, 10**6), st.binary(min_size=1, max_size=3))
def test_any_damage_is_read_or_refused(name: str, place: int, bytes_: bytes) -> None:
    """Whatever becomes of a file's bytes, the answer is a table or one InputError."""
    labels = {(f"i{at}", person): "xyz"[at % 3] for at in range(6) for person in ("Eva", "Jo")}
    data = WRITERS[name](labels)
    at = place % len(data)
    with suppress(InputError):
        assert isinstance(read(data[:at] + bytes_ + data[at + len(bytes_) :]), LabelTable)


TAGS = ("annotations", "image", "box", "tag", "track", "polygon", "attribute", "x:XMI")


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(TAGS), st.sampled_from(["label", "name", "xtl", "ytl", "id"]), st.text(max_size=3)),
        max_size=8,
    )
)
def test_any_xml_is_read_or_refused(parts: list[tuple[str, str, str]]) -> None:
    """Whatever elements and attributes an XML file holds, the answer is a table or one InputError."""
    inside = "".join(f'<{tag} {key}="{zlib.crc32(value.encode("utf-8", "ignore"))}"/>' for tag, key, value in parts)
    with suppress(InputError):
        assert isinstance(read(f"<annotations>{inside}</annotations>"), LabelTable)


def test_texts_that_would_take_a_careless_reader_for_ever() -> None:
    """Thousands of comments, of tabs and of labels given twice take no longer than their length."""
    assert "XML with the root" in refused("<!-- -->" * 2_000 + "!")
    assert "looks like" in refused("<!-- -->" * 2_000 + "<!DOCTYPE html><html>")
    assert refused("T1\t" + "T\t" * 900 + "\n!\n")
    again = "item,annotator,label\n" + "".join(
        f"{at % 10},a,l{at % 10}\n{at % 10},b,l{at % 10}\n" for at in range(40_000)
    )
    assert len(read(again).item_of) == 20


def test_options_of_the_new_kinds_are_checked() -> None:
    """An unknown way of taking labels given twice is refused under its own name."""
    with pytest.raises(InputError, match="again: expected one of ask, first, last, both"):
        ReadOptions(again="middle")  # type: ignore[arg-type]
