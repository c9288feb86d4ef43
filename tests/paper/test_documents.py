"""The files of a paper: sheets that its readers have, two for who decides, and no day broken."""

import io
import json
import re
import zipfile
from binascii import a2b_base64
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from calculators.bridge import paper, paper_file
from calculators.catalog import catalog
from scripts.machine.office import converted
from tests.examples import EXAMPLE, QUESTIONS, ROWS, asking
from tests.test_paper import DETAILS, SITE, WORDS, contents, saved

CHECKLIST, PILOT = asking("data_classes", "viewed_from"), asking("pairing", "only_first")
FOUR = (EXAMPLE, QUESTIONS, CHECKLIST, PILOT)
NOTES = "\n".join(
    ["The budget is fixed for this year, and whatever is bought must be ended within a quarter of notice. " * 2] * 2
)
A4, LETTER = ("11906", "16838"), ("12240", "15840")


def word(content: dict[str, Any]) -> bytes:
    """Return a paper as a file for Word."""
    reply = json.loads(paper_file(json.dumps({"paper": content, "site": SITE, "form": "docx"})))
    return a2b_base64(reply["base64"])


def body(content: dict[str, Any]) -> ElementTree.Element:
    """Return what stands in that file."""
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(word(content))).read("word/document.xml"))


@pytest.mark.parametrize(("code", "size"), [("EUR", A4), ("GBP", A4), ("USD", LETTER), ("CAD", LETTER)])
def test_a_file_for_word_has_the_sheets_of_its_money(code: str, size: tuple[str, str]) -> None:
    """Who counts in American or Canadian dollars prints on Letter, everybody else on A4; one euro makes it A4."""
    inputs = {EXAMPLE: {"currency": code}, PILOT: {}}
    (sheet,) = body(contents(EXAMPLE, PILOT, **inputs)).iter(f"{WORDS}pgSz")
    assert (sheet.get(f"{WORDS}w"), sheet.get(f"{WORDS}h")) == size


def test_the_readers_own_words_alone_are_on_a4() -> None:
    """A paper without any money is on the sheets that most of the world has."""
    (sheet,) = body({"details": DETAILS}).iter(f"{WORDS}pgSz")
    assert sheet.get(f"{WORDS}w") == A4[0]


def test_two_pages_for_who_decides_stay_two_in_an_office(tmp_path: Path) -> None:
    """Four answers, names and two paragraphs of notes take two sheets of either size in LibreOffice Writer."""
    for code in ("EUR", "USD"):
        content = contents(*FOUR, **{EXAMPLE: {"volume": "30000", "currency": code}, QUESTIONS: {"volume": "30000"}})
        content["details"] |= {"notes": NOTES, "appendices": "without"}
        (tmp_path / f"{code}.docx").write_bytes(word(content))
    found = converted(tmp_path.glob("*.docx"), tmp_path, "pdf")
    assert {name: len(re.findall(rb"/Type\s*/Page\b", pdf)) for name, pdf in found.items()} == {
        "EUR.pdf": 2, "USD.pdf": 2,
    }  # fmt: skip


def test_columns_of_a_file_for_word_have_the_room_that_they_need() -> None:
    """A column of short amounts is narrower than one of sentences, and each table takes all its width."""
    for table in body(contents(EXAMPLE)).iter(f"{WORDS}tbl"):
        rows = [
            [int(str(cell.get(f"{WORDS}w"))) for cell in row.iter(f"{WORDS}tcW")] for row in table.iter(f"{WORDS}tr")
        ]
        assert all(row == rows[0] for row in rows)
        assert abs(sum(rows[0]) - 5_000) <= len(rows[0])
    words = ["".join(cell.itertext()) for cell in table.iter(f"{WORDS}tc")]
    columns = [max(map(len, words[place :: len(rows[0])])) for place in range(len(rows[0]))]
    assert rows[0].index(max(rows[0])) == columns.index(max(columns))


def test_every_answer_goes_into_a_file_for_word() -> None:
    """The tables of every calculator have as many widths as columns."""
    for name in catalog():
        for row in body(contents(name)).iter(f"{WORDS}tr"):
            assert len(list(row.iter(f"{WORDS}tc"))) == len(list(row.iter(f"{WORDS}tcW"))), name


def test_no_line_breaks_inside_a_day() -> None:
    """On the page, in a saved one, in what is pasted and in a file for Word the days of steps stay on one line."""
    content = contents(EXAMPLE)
    *_, last = paper(json.dumps({"paper": content, "site": SITE}))
    assert '<span class="day">2027-01-20</span>' in json.loads(last)["parts"]["actions"]
    alone = saved(content, "html")
    assert '<span class="day">2027-01-20</span>' in alone
    assert re.search(r"\.day \{ white-space: nowrap", alone)
    assert '<span style="white-space: nowrap">2027-01-20</span>' in saved(content, "pasted")
    (cell,) = (one for one in body(content).iter(f"{WORDS}tc") if "20270120" in "".join(one.itertext()))
    assert len(list(cell.iter(f"{WORDS}noBreakHyphen"))) == 2
    assert "2027-01-20" in saved(content, "markdown")


def test_a_day_in_a_drawing_or_a_tag_is_left_alone() -> None:
    """Only words are marked: an address with a day in it still leads there, and a drawing takes no markup."""
    content = contents(EXAMPLE)
    content["details"]["notes"] = 'See <svg><text>2027-01-20</text></svg> and "2027-03-04"'
    found = re.findall(r"<[^>]*2027-0[^>]*>", saved(content, "html"))
    assert found == []


def test_a_paper_without_a_known_site_has_no_dead_links() -> None:
    """Where nobody knows the address of the handbook, the paper leads nowhere instead of astray."""
    content = contents(EXAMPLE, ROWS)
    reply = json.loads(paper_file(json.dumps({"paper": content, "form": "markdown"})))
    assert "The same inputs in the calculator" not in reply["text"]
    assert f"<{SITE}calculators/" in saved(content, "markdown")
