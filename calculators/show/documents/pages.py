"""A document as markup: part by part for a page of ours, and as a page that stands alone."""

import re

from calculators.core import BulletList, Rows
from calculators.core.currency import localized
from calculators.core.document import Address, Document, Heading, Part, Piece, Strong
from calculators.show import answers
from calculators.show.chart_tables import table_of
from calculators.show.markup import Markup, joined, tag

# Read alone and printed alone, so it brings what little look it needs.
_STYLES = """
body { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; color: #111;
  font: 10.5pt/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.7em; margin: 0 0 .4em; line-height: 1.2; }
h2 { font-size: 1.2em; margin: .8em 0 .15em; } h3 { font-size: 1em; margin: .8em 0 .2em; }
h1, h2, h3 { break-after: avoid; } p, ul, ol { margin: .2em 0; } p, li, tr { break-inside: avoid; }
.table-holder { overflow-x: auto; } .day { white-space: nowrap; }
table { width: 100%; border-collapse: collapse; margin: .3em 0; font-size: .84em; }
caption { text-align: left; font-weight: 600; break-after: avoid; }
th, td { border: 1px solid #bbb; padding: .05em .4em; text-align: left; vertical-align: top; }
tbody th { font-weight: 400; } td.number, th.number { text-align: right; }
a { color: #1f5f8b; overflow-wrap: anywhere; }
@page { margin: 12mm 14mm; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9.75pt; line-height: 1.32; }
  h2 { margin-top: .6em; } p, ul, ol { margin: .15em 0; } table { margin: .2em 0; line-height: 1.28; }
  .new-sheet { break-before: page; } .table-holder { overflow: visible; } }
"""
# A drawing takes no markup of a page, and neither does what stands inside a tag.
_DAYS = re.compile(r"<svg.*?</svg>|<[^>]*>|\b(\d{4}-\d{2}-\d{2})\b", re.DOTALL)


def parts(document: Document) -> dict[str, Markup]:
    """Return the markup of each part by its id, with drawn charts, for a page whose own heading is above them."""
    title = Part(id="title", pieces=[Piece(content=Heading(words=document.title, level=1))])
    return {part.id: _part(part, drawn=True) for part in (title, *document.parts)}


def alone(document: Document) -> str:
    """Return a whole page that asks for nothing: the numbers of its charts stand in tables."""
    body = [
        tag("section", _part(part, drawn=False), class_="new-sheet" if part.new_sheet else None)
        for part in document.parts
    ]
    head = tag(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", document.title),
        tag("style", Markup(_STYLES)),
    )
    inner = tag("body", tag("h1", document.title), *body)
    return f"<!doctype html>\n{tag('html', head, inner, lang='en')}\n"


def pasted(document: Document) -> str:
    """Return the body of such a page, as word processors and wikis take it from the clipboard."""
    body = joined(tag("h1", document.title), *(_part(part, drawn=False) for part in document.parts))
    # What is pasted leaves the styles of a page behind.
    return body.replace('<span class="day">', '<span style="white-space: nowrap">')


def _part(part: Part, *, drawn: bool) -> Markup:
    pieces = (
        Markup(localized(written, piece.currency)) if piece.currency else written
        for number, piece in enumerate(part.pieces)
        if (written := _piece(piece, f"{part.id}-{number}", drawn=drawn))
    )
    return Markup(_DAYS.sub(_whole, joined(*pieces)))


def _whole(found: re.Match[str]) -> str:
    """Return a day so that no line breaks at its hyphens, and markup as it is."""
    return tag("span", found[1], class_="day") if found[1] else found[0]


def _piece(piece: Piece, id: str, *, drawn: bool) -> Markup:  # noqa: A002 - it is an HTML id
    match piece.content:
        case Heading(words=words, level=level):
            return tag(f"h{level + drawn}", words)
        case Strong(lead=lead, words=words):
            return tag("p", *([tag("strong", lead), " ", words] if lead else [tag("strong", words)]))
        case Address(words=words, url=url):
            return tag("p", f"{words}: ", tag("a", url, href=url))
        case content if drawn:
            return answers.content(content, id)
        case str() as words:
            return tag("p", words)
        case BulletList(items=items, ordered=ordered):
            return tag("ol" if ordered else "ul", *(tag("li", item) for item in items))
        case Rows() as rows:
            return _table(rows)
        case chart:
            return _table(table_of(chart))


def _table(table: Rows) -> Markup:
    """Return a table whose lines are seen wherever it is pasted."""
    inner = answers.rows(table)
    return Markup(inner.replace("<table", '<table border="1" cellpadding="3"', 1))
