"""Collecting labels row by row, under limits, into a table."""

from collections import Counter
from collections.abc import Iterable

from calculators.core import InputError
from calculators.core.scale_order import in_scale_order
from calculators.label_files.request import Request
from calculators.label_files.table import Detected, LabelledBox, LabelTable, Marks, Span

MOST_ROWS = 200_000
MOST_LABELS = 1_000
_PLACE_BITS = 32
_LABELS_A_ROW = 5  # a wide row holds several labels: so many a row, on average, before it is too much


class Collector:
    """Labels so far.

    Attributes:
        field: the parameter that errors are about.
        place: what a row's number counts: "line", "record" or "task".
        rows: rows of data so far.
        skipped: rows that gave no label of their own.
    """

    def __init__(self, request: Request, place: str) -> None:
        limit = request.limit
        self.field = request.field
        self.place = place
        self.rows = 0
        self.skipped = 0
        self._limit = limit
        self._most = None if limit is None else _LABELS_A_ROW * limit
        self._missing = {word.strip() for word in request.options.missing} | {""}
        self._missed: Counter[str] = Counter()
        self._repeated = 0
        self._items: dict[str, int] = {}
        self._annotators: dict[str, int] = {}
        self._labels: dict[str, int] = {}
        # A label given has a number for item and annotator together, its label and its line: plain numbers,
        # for there may be a million.
        self._given: dict[int, int] = {}
        self._label_of: list[int] = []
        self._line_of: list[int] = []
        self._marks: dict[tuple[int, int], tuple[int, Marks]] = {}

    def row(self, at: int) -> None:
        """Count a row.

        Raises:
            InputError: it is one too many.
        """
        if self.rows == self._limit:
            raise InputError(
                self.field,
                f"at most {self._limit:,} rows; {self.place} {at:,} is past that. "
                "Take a sample of whole items, or use the command line, where the limit can be lifted",
            )
        self.rows += 1

    def add(self, at: int, item: str, annotator: str, label: str) -> bool:
        """Take a label, and say whether it was new; a missing or repeated one is only counted.

        Raises:
            InputError: the item or annotator has no name, the annotator gave the item another label before,
                or there are too many labels.
        """
        if label in self._missing:
            self._missed[label] += 1
            return False
        item_at, annotator_at = self.name(at, item, annotator)
        labels, count = self._labels, len(self._label_of)
        before = self._given.setdefault(item_at << _PLACE_BITS | annotator_at, count)
        if before < count:
            self._refuse_other_label(at, item, annotator, label, before)
            self._repeated += 1
            return False
        self._label_of.append(labels.setdefault(label, len(labels)))
        self._line_of.append(at)
        if count == self._most or len(labels) > MOST_LABELS:
            self._refuse_more(at, label)
        return True

    def name(self, at: int, item: str, annotator: str) -> tuple[int, int]:
        """Return the places of an item and an annotator, which are known from now on.

        Raises:
            InputError: one of them has no name.
        """
        if not item or not annotator:
            raise InputError(
                self.field, f"an {'annotator' if item else 'item'} on {self.place} {at:,}", "an empty name"
            )
        items, annotators = self._items, self._annotators
        return items.setdefault(item, len(items)), annotators.setdefault(annotator, len(annotators))

    def mark(self, at: int, item: str, annotator: str, spans: tuple[Span, ...], boxes: tuple[LabelledBox, ...]) -> None:
        """Take what an annotator marked on an item, perhaps nothing.

        Raises:
            InputError: the annotator marked the item otherwise before.
        """
        key = self.name(at, item, annotator)
        marks = Marks(*key, spans, boxes)
        before, known = self._marks.setdefault(key, (at, marks))
        if known != marks:
            raise InputError(
                self.field,
                f"one annotation of item {short(item)} by annotator {short(annotator)}; "
                f"{self.place} {before:,} holds one and {self.place} {at:,} another",
            )

    def table(self, detected: Detected) -> LabelTable:
        """Return what was collected.

        Raises:
            InputError: there is no label and no mark, or a name is not valid text.
        """
        marks = tuple(marks for _, marks in self._marks.values())
        if not any(mark.spans or mark.boxes for mark in marks):
            marks = ()
        if not self._given and not marks:
            raise InputError(self.field, "at least one label", f"{self.rows:,} rows without any")
        for names in (self._items, self._annotators, self._labels):
            if not _valid("".join(names)):
                name = next((name for name in names if not _valid(name)), "")
                raise InputError(self.field, "valid text in every name", ascii(name))
        labels = in_scale_order(self._labels)
        place = {label: at for at, label in enumerate(labels)}
        scale = [place[label] for label in self._labels]
        return LabelTable(
            items=tuple(self._items),
            annotators=tuple(self._annotators),
            labels=tuple(labels),
            item_of=tuple([key >> _PLACE_BITS for key in self._given]),
            annotator_of=tuple([key & (1 << _PLACE_BITS) - 1 for key in self._given]),
            label_of=tuple([scale[label] for label in self._label_of]),
            marks=marks,
            detected=self._described(detected),
        )

    def _described(self, detected: Detected) -> Detected:
        notes = list(detected.notes)
        if self._repeated:
            notes.append(f"{self._repeated:,} labels repeat one given before and were counted once.")
        alike = _alike(self._labels)
        if alike:
            notes.append(f"Some labels differ only in capitals or spaces and were kept apart: {alike}.")
        return Detected(
            encoding=detected.encoding,
            delimiter=detected.delimiter,
            header=detected.header,
            form=detected.form,
            columns=detected.columns,
            missing=tuple(sorted(self._missed.items(), key=lambda word: (-word[1], word[0]))),
            rows_read=self.rows,
            rows_skipped=self.skipped,
            notes=tuple(notes),
        )

    def _refuse_other_label(self, at: int, item: str, annotator: str, label: str, before: int) -> None:
        known = list(self._labels)[self._label_of[before]]
        if known != label:
            raise InputError(
                self.field,
                f"one label for item {short(item)} by annotator {short(annotator)}; "
                f"{self.place} {self._line_of[before]:,} says {short(known)} "
                f"and {self.place} {at:,} says {short(label)}",
            )

    def _refuse_more(self, at: int, label: str) -> None:
        if len(self._labels) <= MOST_LABELS:
            raise InputError(self.field, f"at most {self._most:,} labels; {self.place} {at:,} is past that")
        raise InputError(
            self.field,
            f"at most {MOST_LABELS:,} distinct labels; {self.place} {at:,} brings one more. "
            "If these are texts, names or times, say which columns hold the labels; "
            "if they are measurements, round them or put them into classes",
            label,
        )


def short(text: str) -> str:
    """Return a name in quotes, cut where it is long."""
    return repr(text if len(text) <= 30 else text[:29] + "…")


def _valid(text: str) -> bool:
    """Say whether a text can be written out again; JSON can spell NUL and halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _alike(labels: Iterable[str]) -> str:
    groups: dict[str, list[str]] = {}
    for label in labels:
        groups.setdefault("".join(label.casefold().split()), []).append(label)
    return "; ".join(" and ".join(map(short, sorted(group))) for group in groups.values() if len(group) > 1)
