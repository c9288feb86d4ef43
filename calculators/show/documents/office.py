"""What every document of Office Open XML (DOCX) is made of: its parts, its styles, paragraphs, tables and links.

Source: ECMA-376, Office Open XML File Formats.
"""

from collections.abc import Iterable, Mapping, Sequence

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
    "Body": (20, 0, False, None),
    "Cell": (18, 0, False, None),
}
# Twentieths of a point below a paragraph, where they are not the usual ones.
_AFTER = {"Cell": 0, "Body": 60}
_NAMES = {"Heading1": "heading 1", "Heading2": "heading 2"}
_LANGUAGE = tag("w:lang", **{"w:val": "en-GB"})
_LETTERS = tag("w:rFonts", **{"w:ascii": "Calibri", "w:hAnsi": "Calibri"})
# XML 1.0 has no way to hold these, however they are written.
_NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def packed(body: Iterable[Markup], addresses: Sequence[str] = ()) -> bytes:
    """Return a document with that body as a file; the same body gives the same bytes.

    ``addresses`` are those that ``link`` names by their place.
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
        "word/styles.xml": tag("w:styles", *map(_style, _STYLES), **{"xmlns:w": _MAIN}),
    }
    return zipped({name: HEAD + part for name, part in parts.items()})


def sheet(margin: int) -> Markup:
    """Return what closes a body: the margins of its sheets on all sides, in twentieths of a point."""
    sides = {f"w:{side}": margin for side in ("top", "right", "bottom", "left")}
    return tag("w:sectPr", tag("w:pgMar", **sides, **{"w:header": 400, "w:footer": 400, "w:gutter": 0}))


def paragraph(style: str, *runs: Markup, properties: Sequence[Markup] = ()) -> Markup:
    """Return a paragraph of a style, with more properties where they are given."""
    return tag("w:p", tag("w:pPr", tag("w:pStyle", **{"w:val": style}), *properties), *runs)


def run(words: str, *, bold: bool = False, properties: Sequence[Markup] = ()) -> Markup:
    """Return words in a row; a tab in them is a tab."""
    looks = [*([tag("w:b")] if bold else []), *properties]
    first, *others = words.split("\t")
    texts = [_text(first)]
    for other in others:
        texts += [tag("w:tab"), _text(other)]
    return tag("w:r", *([tag("w:rPr", *looks)] if looks else []), *texts)


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
    grid = tag("w:tblGrid", *(tag("w:gridCol") for _ in head))
    repeated = tag("w:trPr", tag("w:cantSplit"), tag("w:tblHeader"))
    whole = tag("w:trPr", tag("w:cantSplit"))
    return tag(
        "w:tbl",
        tag("w:tblPr", width, tag("w:tblBorders", *edges)),
        grid,
        tag("w:tr", repeated, *(_cell(name, number=False, bold=True) for name in head)),
        *(tag("w:tr", whole, *(_cell(words, number=number) for words, number in row)) for row in rows),
    )


def _cell(words: str, *, number: bool, bold: bool = False) -> Markup:
    aligned = [tag("w:jc", **{"w:val": "right"})] if number else []
    return tag("w:tc", paragraph("Cell", run(words, bold=bold), properties=aligned))


def _text(words: str) -> Markup:
    return tag("w:t", words.translate(_NO_XML), **{"xml:space": "preserve"})


def _relations(inside: Mapping[str, tuple[str, str]], addresses: Sequence[str] = ()) -> str:
    links = [tag("Relationship", Id=name, Type=f"{_KINDS}/{kind}", Target=to) for name, (kind, to) in inside.items()]
    links += [
        tag("Relationship", Id=f"a{place}", Type=f"{_KINDS}/hyperlink", Target=address, TargetMode="External")
        for place, address in enumerate(addresses)
    ]
    return tag("Relationships", *links, xmlns=f"{_PACKAGE}/relationships")


def _style(name: str) -> Markup:
    size, above, bold, level = _STYLES[name]
    spacing = tag("w:spacing", **{"w:before": above, "w:after": _AFTER.get(name, 80)})
    heading = level is not None
    outline = [tag("w:keepNext"), spacing, tag("w:outlineLvl", **{"w:val": level})] if heading else [spacing]
    strong = [tag("w:b")] if bold else []
    return tag(
        "w:style",
        tag("w:name", **{"w:val": _NAMES.get(name, name)}),
        *([] if name == "Normal" else [tag("w:basedOn", **{"w:val": "Normal"}), tag("w:next", **{"w:val": "Normal"})]),
        tag("w:qFormat"),
        tag("w:pPr", *outline),
        tag("w:rPr", _LETTERS, *strong, tag("w:sz", **{"w:val": size}), _LANGUAGE),
        **{"w:type": "paragraph", "w:styleId": name, "w:default": 1 if name == "Normal" else None},
    )
