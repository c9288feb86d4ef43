"""What every document of Office Open XML (DOCX) is made of: its parts, its styles, paragraphs, tables and links.

Source: ECMA-376, Office Open XML File Formats.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from calculators.show.archives import zipped
from calculators.show.markup import Markup, tag

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Half points, the space above in twentieths of a point, whether it is bold, and the outline level of a heading.
_STYLES = {
    "Title": (36, 0, True, None),
    "Heading1": (26, 240, True, 0),
    "Heading2": (23, 160, True, 1),
    "Normal": (22, 80, False, None),
    "Body": (19, 0, False, None),
    "Cell": (17, 0, False, None),
}
# Twentieths of a point below a paragraph, where they are not the usual ones.
_AFTER = {"Cell": 0, "Body": 40}
_NAMES = {"Heading1": "heading 1", "Heading2": "heading 2"}
_LANGUAGE = tag("w:lang", **{"w:val": "en-GB"})
# Of longer words than these only a part counts: a column takes several lines rather than the room of the others.
_LINE, _PART, _LONGEST_LINE = 44, 6, 80
# What the edges of a cell take beside its words, as so many letters.
_EDGES = 4
_DAY = re.compile(r"(\b\d{4}-\d{2}-\d{2}\b)")
# XML 1.0 has no way to hold these, however they are written.
_NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


class Size(NamedTuple):
    """The size of a sheet, in twentieths of a point."""

    width: int
    height: int


A4, LETTER = Size(11_906, 16_838), Size(12_240, 15_840)


def packed(body: Iterable[Markup], addresses: Sequence[str] = (), letters: str = "Calibri") -> bytes:
    """Return a document with that body as a file; the same body gives the same bytes.

    ``addresses`` are those that ``link`` names by their place; ``letters`` is the name of the font.
    """
    parts = {
        "[Content_Types].xml": tag(
            "Types",
            tag("Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"),
            tag("Default", Extension="xml", ContentType="application/xml"),
            tag("Override", PartName="/word/document.xml", ContentType=f"{_CONTENT}.document.main+xml"),
            tag("Override", PartName="/word/styles.xml", ContentType=f"{_CONTENT}.styles+xml"),
            xmlns=f"{_PACKAGE}/content-types",
        ),
        "_rels/.rels": _relations({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": tag("w:document", tag("w:body", *body), **{"xmlns:w": _MAIN, "xmlns:r": _KINDS}),
        "word/_rels/document.xml.rels": _relations({"r1": ("styles", "styles.xml")}, addresses),
        "word/styles.xml": tag("w:styles", *(_style(name, letters) for name in _STYLES), **{"xmlns:w": _MAIN}),
    }
    return zipped({name: HEAD + part for name, part in parts.items()})


def sheet(size: Size, *, ends: int, sides: int) -> Markup:
    """Return what closes a body: the size of its sheets, and their margins, in twentieths of a point."""
    margins = {"w:top": ends, "w:right": sides, "w:bottom": ends, "w:left": sides}
    return tag(
        "w:sectPr",
        tag("w:pgSz", **{"w:w": size.width, "w:h": size.height}),
        tag("w:pgMar", **margins, **{"w:header": 400, "w:footer": 400, "w:gutter": 0}),
    )


def spacing(before: int, after: int, line: int = 0) -> Markup:
    """Return a paragraph's own room above and below, and the exact height of its lines; in twentieths of a point."""
    exact = {"w:line": line, "w:lineRule": "exact"} if line else {}
    return tag("w:spacing", **{"w:before": before, "w:after": after, **exact})


def paragraph(style: str, *runs: Markup, properties: Sequence[Markup] = ()) -> Markup:
    """Return a paragraph of a style, with more properties where they are given."""
    return tag("w:p", tag("w:pPr", tag("w:pStyle", **{"w:val": style}), *properties), *runs)


def run(words: str, *, bold: bool = False, properties: Sequence[Markup] = ()) -> Markup:
    """Return words in a row; a tab in them is a tab, and no line breaks inside a day such as 2027-01-15."""
    looks = [*([tag("w:b")] if bold else []), *properties]
    texts = _joined(tag("w:tab"), [_unbroken(words_) for words_ in words.split("\t")])
    return tag("w:r", *([tag("w:rPr", *looks)] if looks else []), *texts)


def _unbroken(words: str) -> list[Markup]:
    texts: list[Markup] = []
    for piece in _DAY.split(words):
        if _DAY.fullmatch(piece):
            texts += _joined(tag("w:noBreakHyphen"), [[_text(part)] for part in piece.split("-")])
        elif piece or not words:
            texts.append(_text(piece))
    return texts


def _joined(between: Markup, parts: Sequence[Sequence[Markup]]) -> list[Markup]:
    first, *others = parts
    return [*first, *(one for part in others for one in (between, *part))]


def link(words: str, place: int) -> Markup:
    """Return words that lead to the address of that place."""
    look = [tag("w:color", **{"w:val": "1F5F8B"}), tag("w:u", **{"w:val": "single"})]
    return tag("w:hyperlink", run(words, properties=look), **{"r:id": f"a{place}"})


def table(head: Sequence[str], rows: Sequence[Sequence[tuple[str, bool]]]) -> Markup:
    """Return a table: names of columns, then rows of words, each with whether it is a number."""
    edges = [
        tag(f"w:{side}", **{"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "AAAAAA"})
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    width = tag("w:tblW", **{"w:w": 5000, "w:type": "pct"})
    shares = _shares([list(head), *([words for words, _ in row] for row in rows)])
    grid = tag("w:tblGrid", *(tag("w:gridCol", **{"w:w": 2 * share}) for share in shares))
    names = _row([(name, False) for name in head], shares, tag("w:tblHeader"), bold=True)
    looks = tag("w:tblPr", width, tag("w:tblBorders", *edges))
    return tag("w:tbl", looks, grid, names, *(_row(row, shares) for row in rows))


def _shares(rows: Sequence[Sequence[str]]) -> Sequence[int]:
    """Return the width of each column, in fiftieths of a per cent: some offices give all the same, and rows grow high.

    Each has its part of what the columns would take with their longest words in one line, within reason.
    """
    longest = [max(map(len, column)) for column in zip(*rows, strict=True)]
    needed = [_EDGES + min(one, _LINE + max(0, one - _LINE) // _PART, _LONGEST_LINE) for one in longest]
    return [round(5000 * one / sum(needed)) for one in needed]


def _row(cells: Sequence[tuple[str, bool]], shares: Sequence[int], *properties: Markup, bold: bool = False) -> Markup:
    written = [_cell(words, number, share, bold) for (words, number), share in zip(cells, shares, strict=True)]
    return tag("w:tr", tag("w:trPr", tag("w:cantSplit"), *properties), *written)


def _cell(words: str, number: bool, share: int, bold: bool) -> Markup:
    aligned = [tag("w:jc", **{"w:val": "right"})] if number else []
    width = tag("w:tcPr", tag("w:tcW", **{"w:w": share, "w:type": "pct"}))
    return tag("w:tc", width, paragraph("Cell", run(words, bold=bold), properties=aligned))


def _text(words: str) -> Markup:
    return tag("w:t", words.translate(_NO_XML), **{"xml:space": "preserve"})


def _relations(inside: Mapping[str, tuple[str, str]], addresses: Sequence[str] = ()) -> str:
    links = [tag("Relationship", Id=name, Type=f"{_KINDS}/{kind}", Target=to) for name, (kind, to) in inside.items()]
    links += [
        tag("Relationship", Id=f"a{place}", Type=f"{_KINDS}/hyperlink", Target=address, TargetMode="External")
        for place, address in enumerate(addresses)
    ]
    return tag("Relationships", *links, xmlns=f"{_PACKAGE}/relationships")


def _style(name: str, letters: str) -> Markup:
    size, above, bold, level = _STYLES[name]
    spacing = tag("w:spacing", **{"w:before": above, "w:after": _AFTER.get(name, 80)})
    heading = level is not None
    outline = [tag("w:keepNext"), spacing, tag("w:outlineLvl", **{"w:val": level})] if heading else [spacing]
    strong = [tag("w:b")] if bold else []
    font = tag("w:rFonts", **{"w:ascii": letters, "w:hAnsi": letters})
    return tag(
        "w:style",
        tag("w:name", **{"w:val": _NAMES.get(name, name)}),
        *([] if name == "Normal" else [tag("w:basedOn", **{"w:val": "Normal"}), tag("w:next", **{"w:val": "Normal"})]),
        tag("w:qFormat"),
        tag("w:pPr", *outline),
        tag("w:rPr", font, *strong, tag("w:sz", **{"w:val": size}), _LANGUAGE),
        **{"w:type": "paragraph", "w:styleId": name, "w:default": 1 if name == "Normal" else None},
    )
