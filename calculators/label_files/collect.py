"""Collecting labels row by row, under limits, into a table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from calculators.core import InputError
from calculators.core.scale_order import in_scale_order
from calculators.label_files import checks, repeats
from calculators.label_files.answers import Answers
from calculators.label_files.given import PLACE_BITS, Given, compared_with_themselves
from calculators.label_files.gold import Gold
from calculators.label_files.names import alike, short, valid
from calculators.label_files.request import Found, Request
from calculators.label_files.shapes import Region, Shapes
from calculators.label_files.table import Detected, LabelledBox, LabelTable, Marks
from calculators.label_files.tokens import Place, touched

MOST_ROWS = 1_000_000
MOST_WITHOUT_LIMIT = 10**12
_LABELS_A_ROW = 5  # a wide row holds several labels: so many a row, on average, before it is too much
_MOST_GIVEN = 2_000_000  # what a page has memory for, however wide its rows


class Collector(Given):
    """Labels so far.

    Attributes:
        request: what is to be read, and how.
        field: the parameter that errors are about.
        place: what a row's number counts: "line", "record" or "task".
        file: the file that is read, where there are several.
        instead: whose all answers and marks of that file are, whatever it says; empty where it is to be believed.
        shown: the key of what a task of that file shows, where that and not its number tells the item; else empty.
        rows: rows of data so far.
        skipped: rows that gave no label of their own.
        unnamed: whether nobody knows who gave which label.
    """

    def __init__(self, request: Request, place: str = "line") -> None:
        super().__init__(request.options.again)
        self.request = request
        self.field = request.field
        self.place = place
        self.file = self.instead = self.shown = ""
        self.rows = self.skipped = 0
        self.unnamed = False
        self._chosen = False  # whether labels are known to come from a list
        self._certain = False  # whether labels are columns' names, which never stand for none
        self._limit = limit = request.limit
        self._most = None if limit is None else min(_LABELS_A_ROW * limit, max(limit, _MOST_GIVEN))
        self._missing = {word.strip() for word in request.options.missing} | {""}
        if request.options.minus_one == "missing":
            self._missing |= {"-1", "-1.0"}
        self._missed: Counter[str] = Counter()
        self._spelled = checks.Spelling()
        self._gold = Gold()
        self._marks: dict[tuple[int, int], tuple[int, Marks]] = {}
        self._answers = Answers()
        self._shapes = Shapes()

    def where(self, at: int) -> str:
        """Return the place of a row in words, as "line 3" or "line 3 of eva.csv"."""
        return f"{self.place} {at:,}" + (f" of {self.file}" if self.file else "")

    def row(self, at: int) -> None:
        """Count a row.

        Raises:
            InputError: it is one too many.
        """
        if self.rows == self._limit:
            raise InputError(
                self.field,
                f"at most {self._limit:,} rows; {self.where(at)} is past that. "
                "Take a sample of whole items, or raise the most rows to read, best on the command line",
            )
        self.rows += 1

    def room(self) -> int:
        """Return how many rows may still come; a great many where there is no limit."""
        return MOST_WITHOUT_LIMIT if self._limit is None else self._limit - self.rows

    def add(self, at: int, item: str, annotator: str, label: str, *, certain: bool = False) -> bool:
        """Take a label, and say whether it was new; a missing or repeated one is only counted.

        One that is ``certain`` is a label even where it is written as a missing one is, as the name of a column may be.

        Raises:
            InputError: the item or annotator has no name, or there are too many labels.
        """
        self._certain = self._certain or certain
        if label in self._missing and not certain:
            self._missed[label] += 1
            return False
        written, label = label, self._spelled.one(label)
        item_at, annotator_at = self.name(at, item, annotator)
        labels, given = self._labels, self._given
        key = item_at << PLACE_BITS | annotator_at
        before = given.get(key)
        if before is not None:
            self._add_again(at, key, label, before)
            return False
        given[key] = self._known[written] = labels.setdefault(label, len(labels))
        self._row_of.append(at)
        if len(given) - 1 == self._most or len(labels) > checks.MOST_LABELS:
            checks.refuse_more(len(labels), self._most, (self.field, self.where(at)), label)
        return True

    def answer(self, at: int, who: tuple[str, str], control: str, labels: Sequence[str]) -> None:
        """Take the answer of somebody on an item (``who``: item and annotator) to one of several questions.

        Which question counts is settled at the end; several labels at once become one, "a + b".
        """
        self._answers.add(at, self._who(who), control, {label for label in labels if label not in self._missing})

    def right(self, at: int, item: str, label: str) -> None:
        """Take the right answer of an item; an empty one says that there is none.

        Raises:
            InputError: another one was right before.
        """
        self._gold.asked = True
        if label not in self._missing:
            self._gold.add(self.where(at), item, self._spelled.one(label))

    def regions(self, at: int, who: tuple[str, str], found: Iterable[Region], tokens: Sequence[Place] = ()) -> None:
        """Take what somebody marked on an item (``who``: item and annotator), perhaps nothing, in a text of tokens.

        Raises:
            InputError: the same person marked the item otherwise before.
        """
        marked, who = [*found], self._who(who)
        spans = sorted((*region.span, region.label) for region in marked if region.span)
        boxes = [LabelledBox(region.box, region.label) for region in marked if region.box]
        boxes.sort(key=lambda box: (box.box, box.label))
        shapes = sorted((region.drawn for region in marked if region.drawn), key=repr)
        self._shapes.add(at, who, marked)
        in_tokens = [(*touched((start, end), tokens), label) for start, end, label in spans] if tokens else []
        self._mark(at, who, Marks(*self.name(at, *who), tuple(spans), tuple(boxes), tuple(shapes), tuple(in_tokens)))

    def _who(self, who: tuple[str, str]) -> tuple[str, str]:
        item, annotator = who
        return item, self.instead or annotator

    def name(self, at: int, item: str, annotator: str) -> tuple[int, int]:
        """Return the places of an item and an annotator, which are known from now on.

        Raises:
            InputError: one of them has no name.
        """
        if not item or not annotator:
            raise InputError(self.field, f"an {'annotator' if item else 'item'} on {self.where(at)}", "an empty name")
        items, annotators = self._items, self._annotators
        return items.setdefault(item, len(items)), annotators.setdefault(annotator, len(annotators))

    def _mark(self, at: int, who: tuple[str, str], marks: Marks) -> None:
        (item, annotator), key = who, (marks.item, marks.annotator)
        before, known = self._marks.setdefault(key, (at, marks))
        if known == marks:
            return
        if self._again == "last":
            self._marks[key] = at, marks
        elif self._again != "first":
            raise InputError(
                "again",
                f"the first or the last to be chosen, where one annotation of an item is expected: {short(annotator)} "
                f"marked {short(item)} twice, on {self.place} {before:,} and on {self.where(at)}",
            )

    def table(self, found: Found, encoding: str) -> LabelTable:
        """Return what was collected.

        Raises:
            InputError: there is no label and no mark, a name is not valid text, or the labels cannot be compared.
        """
        control, asked = self._answers.question(self.request.options.label)
        if asked:
            found = replace(found, question=control, questions=asked, alone=self._answers.apart() or found.alone)
        for at, (item, annotator), label in self._answers.to(control):
            self.add(at, item, annotator, label)
        marks = tuple(marks for _, marks in self._marks.values())
        cautions, sets = [*found.cautions, *checks.no_people(self._annotators)], self._answers.sets
        if not any(mark.spans or mark.boxes or mark.shapes for mark in marks):
            marks = ()
            if self._shapes and not self._given:
                for at, (item, annotator), label in self._shapes.labels():
                    self.add(at, item, annotator, label)
                sets = self._shapes.sets()
                cautions.append(self._shapes.compared_as_labels())
                self._chosen = True
        elif self._shapes:
            cautions.append(self._shapes.left_out())
        several = {} if sets else repeats.in_cells(self._labels)
        self.take_apart(several)
        found = replace(found, notes=(*found.notes, *filter(None, [repeats.note(several)])))
        if not self._given and not marks:
            raise InputError(self.field, "at least one label", f"{self.rows:,} rows without any")
        if not (marks or sets or control):
            found = replace(found, notes=(*found.notes, *self._leave_out_gap()))
        self._check(sets)
        self._gold.refuse_unread(self.request.options.gold)
        sets = checks.sets(self._labels, sets, ours=not control)
        cautions += filter(None, [checks.joined(sets), checks.records(self._labels)])
        return self._table(marks, sets, self._described(found, encoding, (control, cautions)))

    def _leave_out_gap(self) -> list[str]:
        """Take out a -1 that stands for no label beyond doubt, and return in words that it does."""
        gap = self.gap() if self.request.options.minus_one == "ask" and not self._certain else ""
        if not gap or gap in self._gold.answers.values():
            return []
        self._missed[gap], alone = self.leave_out(gap)
        self.skipped += alone
        return [checks.gap(gap, self._labels)]

    def _table(self, marks: tuple[Marks, ...], sets: dict[str, frozenset[str]], detected: Detected) -> LabelTable:
        labels = in_scale_order(self._labels)
        place = {label: at for at, label in enumerate(labels)}
        scale = [place[label] for label in self._labels]
        given, items, annotators = self._given, tuple(self._items), tuple(self._annotators)
        if self._again == "both" and self._twice:
            given, items, annotators = compared_with_themselves(self._twice, items, annotators)
        # One number an item, however many labels it has.
        numbers = [*range(len(items))]
        return LabelTable(
            items=items,
            annotators=annotators,
            labels=tuple(labels),
            item_of=tuple([numbers[key >> PLACE_BITS] for key in given]),
            annotator_of=tuple([key & (1 << PLACE_BITS) - 1 for key in given]),
            label_of=tuple([scale[label] for label in given.values()]),
            marks=marks,
            detected=detected,
            unnamed=self.unnamed,
            gold=self._gold.answers,
            sets=sets,
        )

    def _check(self, sets: Mapping[str, frozenset[str]]) -> None:
        for names in (self._items, self._annotators, self._labels):
            if not valid("".join(names)):
                name = next((name for name in names if not valid(name)), "")
                raise InputError(self.field, "valid text in every name", ascii(name))
        if self._contradiction and self._again == "ask":
            more = f", and {self._contradictions - 1:,} more such" if self._contradictions > 1 else ""
            item, annotator, line, before, at, label = self._contradiction
            twice = (
                f"{short(annotator)} labelled {short(item)} twice: {self.place} {line:,} says {short(before)} and "
                f"{self.where(at)} says {short(label)}"
            )
            raise InputError(
                "again",
                "one label for an item by a person, so choose the first, the last, or both as a test of how far "
                f"people agree with themselves. {twice}{more}",
            )
        if self._again == "both" and not self._twice:
            raise InputError("again", "the first or the last label, since nobody labelled an item twice")
        checks.refuse_errors(self._labels, self.field)
        if self.request.options.form == "auto":
            checks.refuse_marks(self._labels, self._missed[""], self.field)
        if not self._chosen:
            checks.refuse_free_text(Counter(self._given.values()), list(self._labels), self.field, sets)
        if self.request.options.minus_one == "ask":
            checks.ask_about_minus_one(self._labels)

    def _described(self, found: Found, encoding: str, settled: tuple[str, list[str]]) -> Detected:
        control, cautions = settled
        notes = [*found.notes, *self._spelled.notes()]
        if self._repeated and self._again != "both":
            notes.append(f"{self._repeated:,} labels repeat one given before and were counted once.")
        if self._contradictions and self._again in ("first", "last"):
            cautions.append(
                f"{self._contradictions:,} labels were given twice by one person; the {self._again} counts."
            )
        if self._again == "both" and self._twice:
            cautions.append(
                f"What is compared is the first label with the second that one person gave the same item, "
                f"{len(self._twice):,} times; labels given once say nothing of that and are left out."
            )
        for what, names in (("labels", self._labels), ("people", self._annotators)):
            if same := alike(names):
                notes.append(f"Some {what} differ only in capitals or spaces and were kept apart: {same}.")
        return Detected(
            encoding=encoding,
            delimiter=found.delimiter,
            header=found.header,
            form=found.form,
            columns=(*found.columns, *((("Label", control),) if control else ())),
            names=found.names,
            sheets=found.sheets,
            not_read=found.not_read,
            missing=tuple(sorted(self._missed.items(), key=lambda word: (-word[1], word[0]))),
            rows_read=self.rows,
            rows_skipped=self.skipped,
            notes=tuple(notes),
            cautions=tuple(cautions),
            alone=found.alone,
            question=found.question,
            questions=found.questions,
        )
