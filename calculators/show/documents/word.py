"""A document as a file of Office Open XML (DOCX), which Word, Pages, Google Docs and LibreOffice open."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from calculators.core import Amount, BulletList, Rows
from calculators.core.currency import localized
from calculators.core.document import Address, Document, Heading, Part, Piece, Strong
from calculators.show.chart_tables import table_of
from calculators.show.documents.office import A4, LETTER, link, packed, paragraph, run, sheet, spacing, table
from calculators.show.markup import Markup, tag

_HANGING = tag("w:ind", **{"w:left": 360, "w:hanging": 240})
# As the page prints, so that what takes two sheets there takes two here: small, so in letters that are large for it.
_LETTERS = "Arial"
_ENDS, _SIDES = 680, 794
_HEADINGS = {2: spacing(120, 30), 3: spacing(90, 20)}
_BETWEEN = spacing(0, 0, line=90)
_NEW_SHEET = tag("w:pageBreakBefore")
# Who counts in these prints on Letter, and everybody else on A4.
_ON_LETTER = frozenset(["USD", "CAD"])


@dataclass
class _Body:
    """What is written so far.

    Attributes:
        addresses: the addresses that are linked to, in the order of their places.
    """

    addresses: list[str] = field(default_factory=list)

    def part(self, part: Part) -> Iterator[Markup]:
        """Yield the paragraphs and tables of a part."""
        for number, piece in enumerate(part.pieces):
            starts = part.new_sheet and number == 0
            for written in self.piece(piece, new_sheet=starts):
                yield Markup(localized(written, piece.currency)) if piece.currency else written

    def piece(self, piece: Piece, *, new_sheet: bool) -> Iterator[Markup]:
        """Yield the paragraphs and tables of a piece; its charts become tables of their numbers."""
        match piece.content:
            case Heading(words=words, level=level):
                properties = [*([_NEW_SHEET] if new_sheet else []), _HEADINGS[min(level, 3)]]
                yield paragraph(f"Heading{min(level - 1, 2)}", run(words), properties=properties)
            case Strong(lead=lead, words=words):
                runs = [run(f"{lead} ", bold=True), run(words)] if lead else [run(words, bold=True)]
                yield paragraph("Body", *runs)
            case Address(words=words, url=url):
                self.addresses.append(url)
                yield paragraph("Body", run(f"{words}: "), link(url, len(self.addresses) - 1))
            case str() as words:
                yield paragraph("Body", run(words))
            case BulletList(items=items, ordered=ordered):
                for number, item in enumerate(items, 1):
                    mark = f"{number}." if ordered else "•"
                    yield paragraph("Body", run(f"{mark}\t{item}"), properties=[_HANGING])
            case Rows() as rows:
                yield from _table(rows)
            case chart:
                yield from _table(table_of(chart))


def word(document: Document) -> bytes:
    """Return the document as a file; the same document gives the same bytes.

    Its sheets are A4, unless all its money is that of a country that prints on Letter.
    """
    body = _Body()
    codes = {piece.currency for part in document.parts for piece in part.pieces} - {""}
    size = LETTER if codes and codes <= _ON_LETTER else A4
    written = [paragraph("Title", run(document.title))]
    for part in document.parts:
        written += body.part(part)
    return packed([*written, sheet(size, ends=_ENDS, sides=_SIDES)], body.addresses, _LETTERS)


def _table(rows: Rows) -> Iterator[Markup]:
    if rows.title:
        yield paragraph("Body", run(rows.title), properties=[tag("w:keepNext")])
    cells = [[(str(cell), isinstance(cell, Amount)) for cell in row] for row in rows.rows]
    yield table(rows.columns, cells)
    # Two tables with nothing between them would be one.
    yield paragraph("Cell", properties=[_BETWEEN])
