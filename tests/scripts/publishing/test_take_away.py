"""Files to take away: forms and documents with the same bytes each time, and one text for each document."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.machine.environment import ROOT
from scripts.machine.errors import BuildError
from scripts.publishing.documents import document, paragraphs
from scripts.publishing.take_away import files

TEXT = """TITLE [name]
Reply by [date],
in writing.

1  HEADING
   a  First item that goes
      on here
   b  Second
   A price    [..]
"""
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_block_of_text_is_read_as_it_looks() -> None:
    """Titles, headings, marked paragraphs and lines whose words stand apart are told from each other."""
    assert [tuple(one) for one in paragraphs(TEXT)] == [
        ("Title", "", "TITLE [name]"),
        ("Normal", "", "Reply by [date], in writing."),
        ("Heading1", "", "1 HEADING"),
        ("Normal", "a", "First item that goes on here"),
        ("Normal", "b", "Second"),
        ("Normal", "", "A price\t[..]"),
    ]


def test_a_document_holds_every_word_and_marks_its_blanks() -> None:
    """The document's text is that of the block, and what is to be filled in is highlighted."""
    body = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(document(TEXT))).read("word/document.xml"))
    said = "".join(text.text or "" for text in body.iter(f"{WORDS}t"))
    assert "".join(said.split()) == "".join(TEXT.split())
    marked = [run for run in body.iter(f"{WORDS}r") if run.find(f"{WORDS}rPr/{WORDS}highlight") is not None]
    assert ["".join(text.text or "" for text in run.iter(f"{WORDS}t")) for run in marked] == [
        "[name]",
        "[date]",
        "[..]",
    ]


def test_the_guides_files_are_the_same_each_time() -> None:
    """The handbook has six files to take away, byte for byte the same in two builds."""
    first, second = files(ROOT / "docs"), files(ROOT / "docs")
    assert first == second
    assert set(first) == {
        "quote-form.xlsx", "scorecard.xlsx", "security-questionnaire.xlsx", "request-for-proposal.docx",
        "statement-of-work.docx", "data-processing-clauses.docx",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        (["[x](site:files/a.docx)\n"], "No page has a block of text for a.docx"),
        (
            ["[x](site:files/a.docx)\n\n```text\nA\n```\n", "[x](site:files/a.docx)\n\n```text\nB\n```\n"],
            "another page",
        ),
    ],
)
def test_a_document_has_one_text(tmp_path: Path, pages: list[str], words: str) -> None:
    """A document without a text, and one with two, stop the build."""
    for number, text in enumerate(pages):
        (tmp_path / f"{number}.md").write_text(text)
    with pytest.raises(BuildError, match=words):
        files(tmp_path)
