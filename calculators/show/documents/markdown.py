"""A document as Markdown."""

from collections.abc import Iterator

from calculators.core.currency import localized
from calculators.core.document import Address, Document, Heading, Piece, Strong
from calculators.show.memos import content, escaped


def markdown(document: Document) -> str:
    """Return the document as Markdown, in which nothing that a reader typed is markup."""
    lines = [f"# {escaped(document.title)}", ""]
    for part in document.parts:
        for piece in part.pieces:
            text = "\n".join(_lines(piece))
            lines += [localized(text, piece.currency) if piece.currency else text, ""]
    return "\n".join(lines)


def _lines(piece: Piece) -> Iterator[str]:
    match piece.content:
        case Heading(words=words, level=level):
            yield f"{'#' * level} {escaped(words)}"
        case Strong(lead=lead, words=words):
            yield f"**{escaped(lead)}** {escaped(words)}" if lead else f"**{escaped(words)}**"
        case Address(words=words, url=url):
            yield f"{escaped(words)}: <{url}>"
        case inner:
            yield from content(inner)
