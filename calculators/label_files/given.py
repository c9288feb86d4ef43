"""The labels given so far, as plain numbers, for there may be a million."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from calculators.label_files import checks
from calculators.label_files.options import Again

PLACE_BITS = 32
_TIMES = ("first time", "second time")
_MET = 20  # chance alone must have so many pairs of people meet before it tells that they do not


class Given:
    """Who gave which label to what: a number for item and annotator together, with the label's place and its row."""

    def __init__(self, again: Again) -> None:
        self._again = again
        self._repeated = self._contradictions = 0
        # The first: item, annotator, the row and the label before, the row and the label after.
        self._contradiction: tuple[str, str, int, str, int, str] | None = None
        self._items: dict[str, int] = {}
        self._annotators: dict[str, int] = {}
        self._labels: dict[str, int] = {}
        self._given: dict[int, int] = {}
        self._twice: dict[int, tuple[int, int]] = {}
        self._row_of = array("Q")
        # Labels as they stand in the file, that need no second look.
        self._known: dict[str, int] = {}

    def take(
        self, rows: Iterable[tuple[int, list[str]]], width: int, columns: tuple[int, int | None, int], person: str
    ) -> tuple[int, tuple[int, list[str]] | None]:
        """Take rows with one label each, as long as each gives a known label by a known person for the first time.

        Args:
            rows: the rows, with their numbers.
            width: how many cells each has.
            columns: the places of the item, the annotator (None where all are one person's) and the label.
            person: whose labels they are, where that has no column.

        Returns how many rows were taken, and the first that needs a second look, if there is one.
        """
        item_at, annotator_at, label_at = columns
        given, items, annotators, known = self._given, self._items, self._annotators, self._known
        number = self._row_of.append
        before = len(given)
        annotator = annotators.get(person)
        for at, row in rows:
            if len(row) != width:
                return len(given) - before, (at, row)
            if annotator_at is not None:
                annotator = annotators.get(row[annotator_at].strip())
            label, item = known.get(row[label_at].strip()), row[item_at].strip()
            if label is None or annotator is None or not item:
                return len(given) - before, (at, row)
            key = items.setdefault(item, len(items)) << PLACE_BITS | annotator
            if key in given:
                return len(given) - before, (at, row)
            given[key] = label
            number(at)
        return len(given) - before, None

    def _add_again(self, at: int, key: int, label: str, known: int) -> None:
        if self._again == "both" and key not in self._twice:
            self._twice[key] = known, self._labels.setdefault(label, len(self._labels))
        if known == self._labels.get(label):
            self._repeated += 1
            return
        self._contradictions += 1
        if self._again == "last":
            self._given[key] = self._labels.setdefault(label, len(self._labels))
        if not self._contradiction:
            item = list(self._items)[key >> PLACE_BITS]
            annotator = list(self._annotators)[key & (1 << PLACE_BITS) - 1]
            line = self._row_of[list(self._given).index(key)]
            self._contradiction = item, annotator, line, list(self._labels)[known], at, label

    def take_apart(self, several: Mapping[str, Sequence[str]]) -> None:
        """Take each part of a label as one that the person gave before, or gave again."""
        places = {self._labels[label]: parts for label, parts in several.items()}
        for row, (key, label) in enumerate(self._given.items() if places else ()):
            if label in places:
                first, *again = places[label]
                self._given[key] = known = self._labels[first]
                for part in again:
                    self._add_again(self._row_of[row], key, part, known)
        self._forget(several)

    def gap(self) -> str:
        """Return a -1 beside a scale from 1 that stands for no label beyond doubt; empty where there is none.

        Two people leave it on an item no more often than chance would have them, though that would be often. Whoever
        chooses a label has a reason in the item that others see too, while a gap says only who was not asked.
        """
        found = "" if self._repeated or self._contradictions else checks.below_scale(self._labels)
        return found if found and self._meets_by_chance(self._labels[found]) else ""

    def _meets_by_chance(self, place: int) -> bool:
        people = Counter(key >> PLACE_BITS for key in self._given)
        same = Counter(key >> PLACE_BITS for key, one in self._given.items() if one == place)
        share = same.total() / people.total()
        expected = sum(number * (number - 1) for number in people.values()) / 2 * share * share
        return expected >= _MET and sum(number * (number - 1) for number in same.values()) / 2 <= expected

    def leave_out(self, label: str) -> tuple[int, int]:
        """Take out a label that stood for none, with the items and people that have no other.

        Rows keep no numbers from then on. Returns how often it stood there, and in how many rows alone.
        """
        place = self._labels[label]
        items, annotators, before = list(self._items), list(self._annotators), self._given
        rows = groupby(zip(self._row_of, before.values(), strict=True), key=itemgetter(0))
        alone = sum(all(one == place for _, one in row) for _, row in rows)
        # In the order in which those who gave another label come, as if nothing had stood there.
        self._items, self._annotators, self._given = {}, {}, {}
        for key, one in before.items():
            if one != place:
                item = self._items.setdefault(items[key >> PLACE_BITS], len(self._items))
                who = annotators[key & (1 << PLACE_BITS) - 1]
                who_at = self._annotators.setdefault(who, len(self._annotators))
                self._given[item << PLACE_BITS | who_at] = one
        self._forget([label])
        return len(before) - len(self._given), alone

    def _forget(self, labels: Iterable[str]) -> None:
        """Take labels out that nobody gave after all."""
        gone = {*labels}
        kept = [label for label in self._labels if label not in gone]
        place = {self._labels[label]: at for at, label in enumerate(kept)}
        if gone:
            self._given = {key: place[label] for key, label in self._given.items()}
            self._twice = {key: (place[one], place[other]) for key, (one, other) in self._twice.items()}
            self._labels = {label: at for at, label in enumerate(kept)}


def compared_with_themselves(
    twice: Mapping[int, tuple[int, int]], items: Sequence[str], annotators: Sequence[str]
) -> tuple[dict[int, int], tuple[str, ...], tuple[str, ...]]:
    """Return the labels given twice as two annotators' who never differ in person, with the items' and their names."""
    given: dict[int, int] = {}
    names: list[str] = []
    for at, (key, both) in enumerate(twice.items()):
        who = annotators[key & (1 << PLACE_BITS) - 1]
        names.append(f"{items[key >> PLACE_BITS]} ({who})" if len(annotators) > 1 else items[key >> PLACE_BITS])
        for time, label in enumerate(both):
            given[at << PLACE_BITS | time] = label
    return given, tuple(names), _TIMES
