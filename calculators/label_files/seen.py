"""The first rows of a table, what its columns may be, and what they were taken to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from calculators.core import InputError
from calculators.label_files.columns import Column
from calculators.label_files.names import (
    Role,
    candidates,
    is_content,
    is_nobodys,
)
from calculators.label_files.options import ReadOptions
from calculators.label_files.request import Found, Request, question
from calculators.label_files.table import named


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table are.

    Attributes:
        header: whether the first row names them.
        names: their names.
        kind: "long", "wide", "sets", "turned", "counts" or "confusion".
        item: the column of the item's name; None where items are numbered by row.
        annotator: with a row a label or a set of labels, the column of the annotator's name; None where the file is
            one person's.
        label: in long form, the column of the label.
        people: in wide form, the columns of labels with the annotators' names; in a table of counts or of sets the
            columns with the labels' names, in a table on its side the columns of items.
        gold: the column of the right answer; None where none was named.
        notes: what else the reader should know, a sentence each.
        before: in a confusion matrix, what stands before the label's name in each row.
        question: which of several questions is read; empty where the table answers one.
        questions: all of them with the columns that answer them, in the table's order.
    """

    header: bool
    names: tuple[str, ...]
    kind: str
    item: int | None
    annotator: int | None = None
    label: int = -1
    people: tuple[tuple[int, str], ...] = ()
    gold: int | None = None
    notes: tuple[str, ...] = ()
    before: str = ""
    question: str = ""
    questions: Mapping[str, tuple[int, ...]] = MappingProxyType({})

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.names)

    def found(self, delimiter: str) -> Found:
        """Return how the table is read, in words."""
        used = {self.item, self.annotator, self.label, self.gold, *(place for place, _ in self.people)}
        used.update(chain.from_iterable(self.questions.values()))
        item = "the row's number" if self.item is None else self.names[self.item]
        columns_ = [("Annotator" if self.kind == "turned" else "Item", item)]
        columns_ += [("Annotator", self.names[self.annotator])] if self.annotator is not None else []
        if self.kind == "long":
            columns_.append(("Label", self.names[self.label]))
        else:
            role = {"wide": "Annotators", "turned": "Items"}.get(self.kind, "Labels")
            columns_.append((role, named((name for _, name in self.people), 20)))
        columns_ += [("Right answer", self.names[self.gold])] if self.gold is not None else []
        return Found(
            form=_FORMS[self.kind],
            columns=tuple(columns_),
            names=self.names,
            not_read=tuple(name or f"column {at + 1}" for at, name in enumerate(self.names) if at not in used),
            delimiter=delimiter,
            header=self.header,
            notes=self.notes,
            alone="Open the files of several people together, each named after its person, or a zip of them.",
            question=self.question,
            questions=tuple(self.questions),
        )


_FORMS = {
    "long": "one row a label",
    "wide": "one row an item, one column an annotator",
    "turned": "one row an annotator, one column an item",
    "sets": "one row an item and a person, one column a label",
    "counts": "counts: one row an item, one column a label",
    "confusion": "a confusion matrix: one annotator's labels against another's",
}


@dataclass(frozen=True)
class Seen:
    """The first rows of a table, and what may be used of it."""

    header: bool
    names: tuple[str, ...]
    found: Sequence[Column]
    body: Sequence[Sequence[str]]
    given: dict[Role, int]
    request: Request
    person: str

    @property
    def options(self) -> ReadOptions:
        """What is taken for granted."""
        return self.request.options

    def ask(self, field: str, words: str) -> InputError:
        """Return the error that asks the reader, who may choose any column."""
        return question(field, words, self.names)


def peoples(seen: Seen, item: int | None) -> list[Column]:
    """Return the columns of a wide table that may hold somebody's labels."""
    return [
        one for one in seen.found
        if one.place != item
        and not (seen.header and one.name and (is_nobodys(one.name) or (is_content(one.name) and item is not None)))
        and not (seen.header and not one.name and is_count_up(one))
        and (not one.cells or not one.is_no_label)
    ]  # fmt: skip


def known_item(seen: Seen) -> int | None:
    """Return the column that the reader or its own name makes the item's; None where there is none."""
    if "item" in seen.given:
        return seen.given["item"]
    known = [at for at in candidates("item", seen.names) if seen.names[at] not in seen.options.annotators]
    unique = [at for at in known if not seen.found[at].repeats]
    return next(iter(unique or known), None) if seen.header else None


def is_count_up(one: Column) -> bool:
    """Say whether a column numbers the rows, as pandas and R write them."""
    return [*one.numbers] in ([*range(len(one.cells))], [*range(1, len(one.cells) + 1)])
