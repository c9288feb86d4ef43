"""The answer to a reader's question, as data: sentences, figures, tables and charts, never markup."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from calculators.core.charts import Amount, Chart
from calculators.core.strips import Strip


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number that matters, with its name.

    Attributes:
        name: what the number is.
        value: the number, or words where there is none.
        note: one short sentence under it.
        style: the way of working it belongs to ("in-house", "outsourced", "hybrid"), or empty.
        why: the id of the section that shows where it comes from.
    """

    name: str
    value: Amount | str
    note: str = ""
    style: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A table: column names, then one tuple a row; the first cell names the row."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Amount | str]]


@dataclass(frozen=True, kw_only=True)
class BulletList:
    """A list of sentences."""

    items: Sequence[str]
    ordered: bool = False


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file the reader may keep; its rows are made when it is asked for, see ``Calculator.downloads``.

    Attributes:
        name: the download's name.
        words: what is in it.
    """

    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where to go next.

    Attributes:
        words: why to go there.
        page: the page's source path under ``docs/``, with an anchor where one helps ("cost/break-even.md#price").
        calculator: the id of the calculator on that page, where known inputs travel along.
        inputs: the inputs that travel along, by field name.
    """

    words: str
    page: str
    calculator: str = ""
    inputs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Known:
    """A value of another calculator's input that an answer worked out, to be offered and carried there.

    Attributes:
        name: the input's name.
        text: its value as text.
        label: how a reader calls it.
    """

    name: str
    text: str
    label: str


type Content = str | BulletList | Rows | Chart | Download


@dataclass(frozen=True, kw_only=True)
class Section:
    """A headed part of the answer.

    Attributes:
        id: a stable name in plain words, used to show the part alone and to update it alone.
        title: its heading, the same whatever the inputs: only the content is replaced when an input changes.
        content: sentences, lists, tables and charts in order.
        folded: whether it starts closed.
        pending: whether better content is on its way; what is shown meanwhile may stay.
        to_copy: whether it is a text to take along, with a button that copies it.
        on_paper: whether it is printed too; what a reader looks up on the screen need not fill pages.

    An answer has the same sections whatever the inputs; one without content is not shown.
    """

    id: str
    title: str
    content: Sequence[Content]
    folded: bool = False
    pending: bool = False
    to_copy: bool = False
    on_paper: bool = True


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Everything a calculator says.

    Attributes:
        headline: the answer in one or two sentences, with what would flip it.
        figures: the few numbers that matter.
        strips: where the inputs stand that may flip it; as many wherever they are dragged to, so that nothing moves.
        sections: the parts that explain it.
        cautions: what the reader must not forget.
        next_steps: where to go from here.
        rows: for a table of fixed rows, by its field, the keys of those that count for these inputs.
        offers: for a field of words, by its name, answers to choose from, such as the columns of an opened file.
        known: what the answer adds to the reader's scenario, beside the calculator's own inputs.
    """

    headline: str
    figures: Sequence[Figure] = ()
    strips: Sequence[Strip] = ()
    sections: Sequence[Section] = ()
    cautions: Sequence[str] = ()
    next_steps: Sequence[Link] = ()
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    known: Sequence[Known] = ()
