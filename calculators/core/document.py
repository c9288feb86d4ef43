"""A document as data: headed parts in order, each of them headings, sentences, lists, tables and charts."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core.answer import BulletList, Rows
from calculators.core.charts import Chart


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading below the document's title.

    Attributes:
        words: what it says.
        level: 2 for a part of the document, 3 and 4 for what stands in it.
    """

    words: str
    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Strong:
    """A sentence that stands out, with what leads up to it.

    Attributes:
        lead: a few words in bold in front.
        words: the sentence.
    """

    lead: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Address:
    """An address that is readable where it cannot be followed.

    Attributes:
        words: what is there.
        url: the address.
    """

    words: str
    url: str


type Written = str | BulletList | Rows | Chart


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece of a part.

    Attributes:
        content: what stands there.
        currency: the code of the currency whose mark takes the place of "¤"; empty where the words are the reader's
            own, which are left as they are.
    """

    content: Written | Heading | Strong | Address
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a document, which can be replaced alone when it changes.

    Attributes:
        id: a stable name.
        pieces: what it holds, in order.
        new_sheet: whether it starts on a sheet of its own when it is printed.
    """

    id: str
    pieces: Sequence[Piece]
    new_sheet: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document.

    Attributes:
        title: its title.
        parts: its parts in order.
    """

    title: str
    parts: Sequence[Part]
