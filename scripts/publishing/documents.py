"""Writes a page's block of text as a document of Office Open XML (DOCX), so that it can be filled in and sent.

The block is plain text, as it stands on the page: its first line is the title, and a line at the margin that begins
with a number is a heading. All other lines are paragraphs; a mark such as "a", "Q1" or "2.3" with two blanks behind it
begins a new one, and a line whose words stand apart is one. What stands in square brackets is to be filled in, so it
is marked.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from calculators.show.documents.office import packed, paragraph, run
from calculators.show.markup import Markup, tag

_HEADING = re.compile(r"\d+\s+\S.*")
_MARKED = re.compile(r"\s+(?P<mark>[a-z]|[A-Z]\d+|\d+(?:\.\d+)*)\s{2,}(?P<words>.*)")
_APART = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_BLANK = re.compile(r"(\[[^\]]*\])")
_HANGING = tag("w:ind", **{"w:left": 567, "w:hanging": 567})
_TO_FILL_IN = tag("w:highlight", **{"w:val": "yellow"})


class Paragraph(NamedTuple):
    """One paragraph: its style, the mark in front of it, and its words."""

    style: str
    mark: str
    words: str


def document(text: str) -> bytes:
    """Return a block of text as a document; the same text gives the same bytes."""
    return packed(_written(one) for one in paragraphs(text))


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a block of text."""
    lines = text.splitlines()
    yield Paragraph("Title", "", lines[0])
    mark, words = "", ""
    for line in [*lines[1:], ""]:
        marked, heading = _MARKED.fullmatch(line), _HEADING.fullmatch(line)
        apart = _APART.search(line.strip())
        if words and (marked or heading or apart or not line.strip()):
            yield Paragraph("Normal", mark, words)
            mark, words = "", ""
        if heading:
            yield Paragraph("Heading1", "", " ".join(line.split()))
        elif marked:
            mark, words = marked["mark"], _APART.sub("\t", marked["words"])
        elif apart:
            yield Paragraph("Normal", "", _APART.sub("\t", line.strip()))
        else:
            words = f"{words} {line.strip()}".strip()


def _written(one: Paragraph) -> Markup:
    front = [run(f"{one.mark}\t")] if one.mark else []
    runs = [
        run(piece, properties=[_TO_FILL_IN] if _BLANK.fullmatch(piece) else [])
        for piece in _BLANK.split(one.words)
        if piece
    ]
    return paragraph(one.style, *front, *runs, properties=[_HANGING] if one.mark else [])
