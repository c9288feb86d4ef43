"""The decision paper: the answers of several calculators as one document, with the reader's own words.

It computes nothing of its own. The first pages are for whoever decides; an appendix a calculator is for whoever doubts.
"""

from collections.abc import Sequence

from calculators.core.document import Document
from calculators.paper.answering import Answered, LeftOut, Results, answers
from calculators.paper.appendices import AddressOf, appendices
from calculators.paper.contents import Entry, Paper, plain, read
from calculators.paper.details import WITH, Details
from calculators.paper.first_pages import UNTITLED, first_pages

__all__ = [
    "Answered",
    "Details",
    "Entry",
    "LeftOut",
    "Paper",
    "Results",
    "answers",
    "document",
    "plain",
    "read",
]


def document(paper: Paper, found: Sequence[Answered | LeftOut], address_of: AddressOf) -> Document:
    """Return the paper as a document, from what its calculators say."""
    parts = list(first_pages(paper.details, found))
    if paper.details.appendices == WITH:
        parts += appendices([one for one in found if isinstance(one, Answered)], address_of)
    return Document(title=paper.details.title or UNTITLED, parts=parts)
