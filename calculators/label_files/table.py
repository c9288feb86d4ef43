"""An immutable table of who gave which label to which item."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from calculators.label_files.drawn import Box, Drawn

# The first and last place, counted as in Python, and the label.
type Span = tuple[int, int, str]

_NAMED = 5


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
        shapes: what else can be measured: outlines, masks, key points, tracks and parts of a recording.
        tokens: the spans in numbers of tokens, in the order of the spans; empty where the text is not known.
    """

    item: int
    annotator: int
    spans: tuple[Span, ...]
    boxes: tuple[LabelledBox, ...]
    shapes: tuple[Drawn, ...] = ()
    tokens: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Detected:
    """How a file was read, to be shown and, through ``ReadOptions``, corrected.

    Attributes:
        encoding: how its bytes stand for text.
        delimiter: what separates its columns; empty for JSON.
        header: whether its first row names the columns.
        form: its form.
        columns: what was used, as (role, column's name).
        names: every column it has; empty where it has none.
        sheets: the titles of a workbook's sheets that hold tables; empty elsewhere.
        not_read: what it also holds, by name.
        missing: the words taken for no label, each with how often it occurs, most often first.
        rows_read: rows of data, those skipped included.
        rows_skipped: rows that gave no label of their own.
        notes: what else the reader should know, a sentence each.
        cautions: what could mislead in numbers made from it, a sentence each.
        alone: what to do where it holds one person's work, a sentence.
        question: which of several questions is read here; empty where the file answers one.
        questions: all of them, in the file's order; a question is a column, a control, or a layer with its feature.
    """

    encoding: str = "text"
    delimiter: str = ""
    header: bool = False
    form: str = "ratings"
    columns: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    missing: tuple[tuple[str, int], ...] = ()
    rows_read: int = 0
    rows_skipped: int = 0
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    alone: str = ""
    question: str = ""
    questions: tuple[str, ...] = ()

    def words(self) -> tuple[tuple[str, str], ...]:
        """Return all of it as pairs of a title and words, for display."""
        missing = ", ".join(f"{word or 'empty'} ({times:,})" for word, times in self.missing)
        lines = [
            ("Form", self.form),
            ("Encoding", self.encoding),
            ("Separator", self.delimiter),
            ("Header", ("yes" if self.header else "no") if self.delimiter else ""),
            *((role, name) for role, name in self.columns),
            ("Questions", named(self.questions, 20)),
            ("Not read", named(self.not_read, 20)),
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
        marks: spans, boxes and other shapes by item and annotator; empty where the file has none.
        sets: for a label that stands for several at once, each of them, where the file has such labels; a label that
            is not here stands for itself.
        detected: how the file was read.
        unnamed: whether the file does not say who gave which label, as a table of counts; then annotators are places
            within an item, and nothing can be said of a person.
        gold: the right answers by item, where the reader named their column; an item may have none, and an answer may
            be one that nobody gave.
    """

    items: tuple[str, ...]
    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    item_of: tuple[int, ...]
    annotator_of: tuple[int, ...]
    label_of: tuple[int, ...]
    marks: tuple[Marks, ...] = ()
    detected: Detected = Detected()
    unnamed: bool = False
    gold: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, frozenset[str]] = MappingProxyType({})

    @property
    def ratings(self) -> Iterable[tuple[str, str, str]]:
        """The labels given, as (item, annotator, label), in the order of the file."""
        for item, annotator, label in zip(self.item_of, self.annotator_of, self.label_of, strict=True):
            yield self.items[item], self.annotators[annotator], self.labels[label]

    @cached_property
    def by_item(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each item its (annotator, label) places, in the order of the annotators."""
        groups: list[list[tuple[int, int]]] = [[] for _ in self.items]
        # Items are many and what is said of them is little: each pair and each group stands in memory once.
        pairs: dict[tuple[int, int], tuple[int, int]] = {}
        for item, pair in zip(self.item_of, zip(self.annotator_of, self.label_of, strict=True), strict=True):
            groups[item].append(pairs.setdefault(pair, pair))
        known: dict[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] = {}
        found = []
        for group in groups:
            group.sort()
            one = tuple(group)
            found.append(known.setdefault(one, one))
        return tuple(found)

    @property
    def people(self) -> int:
        """The number of people, those included who are not told apart."""
        return len(self.annotators)

    @property
    def item_count(self) -> int:
        """The number of items."""
        return len(self.items)

    @cached_property
    def groups(self) -> Mapping[tuple[tuple[int, int], ...], int]:
        """How many items have each set of (annotator, label) places, as in ``by_item``."""
        return Counter(self.by_item)

    @cached_property
    def answered(self) -> Mapping[tuple[tuple[tuple[int, int], ...], str | None], int]:
        """How many items have each set of places, as in ``groups``, and each right answer, None where there is none."""
        return Counter((group, self.gold.get(item)) for item, group in zip(self.items, self.by_item, strict=True))

    @cached_property
    def people_together(self) -> Mapping[tuple[int, ...], int]:
        """How many items have each set of annotators: who labelled it or, where nobody gave labels, who marked it."""
        together: Counter[tuple[int, ...]] = Counter()
        if self.item_of:
            for group, items in self.groups.items():
                together[tuple(annotator for annotator, _ in group)] += items
            return together
        people: list[set[int]] = [set() for _ in self.items]
        for marks in self.marks:
            people[marks.item].add(marks.annotator)
        together.update(tuple(sorted(some)) for some in people)
        return together

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """The distinct labels of spans and boxes, by text."""
        spans = {label for marks in self.marks for _, _, label in marks.spans}
        shapes = {shape.label for marks in self.marks for shape in marks.shapes}
        return tuple(sorted(spans | shapes | {box.label for marks in self.marks for box in marks.boxes}))

    def sentence(self) -> str:
        """Return what was read, in a sentence: items, people, labels, and what was not."""
        people = f"{_many(len(self.annotators), 'person', 'people')} ({named(self.annotators)})"
        if self.unnamed:
            people = f"up to {_many(len(self.annotators), 'person', 'people')} an item (not named)"
        labels = _many(len(self.labels) or len(self.marked), "label")
        if self.detected.questions:
            labels += f" for “{self.detected.question}”, one of {len(self.detected.questions):,} questions"
        rest = f"; not read: {named(self.detected.not_read, 8)}" if self.detected.not_read else ""
        return f"I read {_many(self.item_count, 'item')}, {people}, {labels}{rest}."

    def preview(self, rows: int = 5) -> tuple[tuple[str, str, str], ...]:
        """Return the first labels or marks as they were read: item, annotator, label."""
        shown = [row for row, _ in zip(self.ratings, range(rows), strict=False)]
        for marks in self.marks[: 0 if shown else rows]:
            spans = [f"{label} {start}–{end}" for start, end, label in marks.spans]
            said = spans + [f"{box.label} at {', '.join(f'{end:g}' for end in box.box)}" for box in marks.boxes]
            said += [f"{shape.label} ({shape.kind})" for shape in marks.shapes]
            shown.append((self.items[marks.item], self.annotators[marks.annotator], named(said) or "nothing marked"))
        return tuple(shown)


def named(names: Iterable[str], most: int = _NAMED) -> str:
    """Return names as a list; of many the first ones and how many more there are."""
    shown = [name if len(name) <= 40 else name[:39] + "…" for name in names]
    return ", ".join(shown[:most]) + (f" and {len(shown) - most:,} more" if len(shown) > most else "")


def _many(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
