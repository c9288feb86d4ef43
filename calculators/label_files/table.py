"""An immutable table of who gave which label to which item."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

# The first and last place, counted as in Python, and the label.
type Span = tuple[int, int, str]
# Left, top, right and bottom, in one unit.
type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LabelledBox:
    """A box and what it shows.

    Attributes:
        box: left, top, right and bottom; in percent of the picture where it comes from Label Studio.
        label: what the box shows.
    """

    box: Box
    label: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What one annotator marked on one item, perhaps nothing.

    Attributes:
        item: the item's place among the table's items.
        annotator: the annotator's place among the table's annotators.
        spans: stretches of text.
        boxes: boxes on a picture.
    """

    item: int
    annotator: int
    spans: tuple[Span, ...]
    boxes: tuple[LabelledBox, ...]


@dataclass(frozen=True, slots=True)
class Detected:
    """How a file was read, to be shown and, through ``ReadOptions``, corrected.

    Attributes:
        encoding: how its bytes stand for text.
        delimiter: what separates its columns; empty for JSON.
        header: whether its first row names the columns.
        form: its form.
        columns: what was used, as (role, column's name).
        missing: the words taken for no label, each with how often it occurs, most often first.
        rows_read: rows of data, those skipped included.
        rows_skipped: rows that gave no label of their own.
        notes: what else the reader should know, a sentence each.
    """

    encoding: str = "text"
    delimiter: str = ""
    header: bool = False
    form: str = "ratings"
    columns: tuple[tuple[str, str], ...] = ()
    missing: tuple[tuple[str, int], ...] = ()
    rows_read: int = 0
    rows_skipped: int = 0
    notes: tuple[str, ...] = ()

    def words(self) -> tuple[tuple[str, str], ...]:
        """Return all of it as pairs of a title and words, for display."""
        missing = ", ".join(f"{word or 'empty'} ({times:,})" for word, times in self.missing)
        lines = [
            ("Form", self.form),
            ("Encoding", self.encoding),
            ("Separator", self.delimiter),
            ("Header", ("yes" if self.header else "no") if self.delimiter else ""),
            *((role, name) for role, name in self.columns),
            ("Taken for no label", missing or "nothing"),
            ("Rows read", f"{self.rows_read:,}"),
            ("Rows skipped", f"{self.rows_skipped:,}"),
            *(("Note", note) for note in self.notes),
        ]
        return tuple((title, words) for title, words in lines if words)


@dataclass(frozen=True)
class LabelTable:
    """Labels by item and annotator; each annotator labels an item at most once.

    Attributes:
        items: the items' names, in the order of the file.
        annotators: the annotators' names, in the order of the file.
        labels: the distinct labels, in scale order: by value where all are numbers, by text otherwise.
        item_of: for each label given, the place of its item.
        annotator_of: for each label given, the place of its annotator.
        label_of: for each label given, its place among the labels.
        marks: spans and boxes by item and annotator; empty where the file has none.
        detected: how the file was read.
    """

    items: tuple[str, ...]
    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    item_of: tuple[int, ...]
    annotator_of: tuple[int, ...]
    label_of: tuple[int, ...]
    marks: tuple[Marks, ...] = ()
    detected: Detected = Detected()

    @property
    def ratings(self) -> Iterable[tuple[str, str, str]]:
        """The labels given, as (item, annotator, label), in the order of the file."""
        for item, annotator, label in zip(self.item_of, self.annotator_of, self.label_of, strict=True):
            yield self.items[item], self.annotators[annotator], self.labels[label]

    @cached_property
    def by_item(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each item its (annotator, label) places, in the order of the annotators."""
        groups: list[list[tuple[int, int]]] = [[] for _ in self.items]
        for item, annotator, label in zip(self.item_of, self.annotator_of, self.label_of, strict=True):
            groups[item].append((annotator, label))
        return tuple(tuple(sorted(group)) for group in groups)
