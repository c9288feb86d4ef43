"""Writes a page's block of text as a document of Office Open XML (DOCX), so that it can be filled in and sent.

The block is plain text, as it stands on the page: its first line is the title, and a line at the margin that begins
with a number is a heading. All other lines are paragraphs; a mark such as "a", "Q1" or "2.3" with two blanks behind it
begins a new one, and a line whose words stand apart is one. What stands in square brackets is to be filled in, so it
is marked.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from calculators.show.archives import zipped
from calculators.show.markup import Markup, tag

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEADING = re.compile(r"\d+\s+\S.*")
_MARKED = re.compile(r"\s+(?P<mark>[a-z]|[A-Z]\d+|\d+(?:\.\d+)*)\s{2,}(?P<words>.*)")
_APART = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_BLANK = re.compile(r"(\[[^\]]*\])")
# Title, headings and paragraphs: half points, and the space above in twentieths of a point.
_STYLES = {"Title": (36, 0, True), "Heading1": (26, 240, True), "Normal": (22, 80, False)}
_HANGING = tag("w:ind", **{"w:left": 567, "w:hanging": 567})
_LANGUAGE = tag("w:lang", **{"w:val": "en-GB"})


class Paragraph(NamedTuple):
    """One paragraph: its style, the mark in front of it, and its words."""

    style: str
    mark: str
    words: str


def document(text: str) -> bytes:
    """Return a block of text as a document; the same text gives the same bytes."""
    body = [_paragraph(one) for one in paragraphs(text)]
    parts = {
        "[Content_Types].xml": tag(
            "Types",
            tag("Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"),
            tag("Default", Extension="xml", ContentType="application/xml"),
            tag("Override", PartName="/word/document.xml", ContentType=f"{_CONTENT}.document.main+xml"),
            tag("Override", PartName="/word/styles.xml", ContentType=f"{_CONTENT}.styles+xml"),
            xmlns=f"{_PACKAGE}/content-types",
        ),
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/document.xml": tag("w:document", tag("w:body", *body), **{"xmlns:w": _MAIN}),
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/styles.xml": tag("w:styles", *map(_style, _STYLES), **{"xmlns:w": _MAIN}),
    }
    return zipped({name: _HEAD + part for name, part in parts.items()})


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


def _relation(kind: str, target: str) -> str:
    link = tag("Relationship", Id="r1", Type=f"{_KINDS}/{kind}", Target=target)
    return tag("Relationships", link, xmlns=f"{_PACKAGE}/relationships")


def _paragraph(one: Paragraph) -> Markup:
    style = tag("w:pStyle", **{"w:val": one.style})
    front = [tag("w:r", tag("w:t", one.mark), tag("w:tab"))] if one.mark else []
    runs = [_run(piece) for piece in _BLANK.split(one.words) if piece]
    return tag("w:p", tag("w:pPr", style, *([_HANGING] if one.mark else [])), *front, *runs)


def _run(piece: str) -> Markup:
    marked = [tag("w:rPr", tag("w:highlight", **{"w:val": "yellow"}))] if _BLANK.fullmatch(piece) else []
    first, *others = piece.split("\t")
    texts = [_text(first)]
    for other in others:
        texts += [tag("w:tab"), _text(other)]
    return tag("w:r", *marked, *texts)


def _text(words: str) -> Markup:
    return tag("w:t", words, **{"xml:space": "preserve"})


def _style(name: str) -> Markup:
    size, above, bold = _STYLES[name]
    spacing = tag("w:spacing", **{"w:before": above, "w:after": 80})
    outline = [tag("w:keepNext"), spacing, tag("w:outlineLvl", **{"w:val": 0})] if name == "Heading1" else [spacing]
    letters = tag("w:rFonts", **{"w:ascii": "Calibri", "w:hAnsi": "Calibri"})
    strong = [tag("w:b")] if bold else []
    return tag(
        "w:style",
        tag("w:name", **{"w:val": "heading 1" if name == "Heading1" else name}),
        *([] if name == "Normal" else [tag("w:basedOn", **{"w:val": "Normal"}), tag("w:next", **{"w:val": "Normal"})]),
        tag("w:qFormat"),
        tag("w:pPr", *outline),
        tag("w:rPr", letters, *strong, tag("w:sz", **{"w:val": size}), _LANGUAGE),
        **{"w:type": "paragraph", "w:styleId": name, "w:default": 1 if name == "Normal" else None},
    )
