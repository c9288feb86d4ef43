"""Agreement of two annotators who mark stretches, where nearly the same is not nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined

# Start, end (exclusive) and label; both ends in one unit, as characters or seconds.
type Stretch = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class SpanOverlap:
    """What two annotators' stretches share.

    Attributes:
        overlapping: pairs of stretches of one label that overlap, each stretch in one pair at most.
        first: the number of stretches of the first annotator.
        second: that of the second.
        shared_length: the length that both marked with the same label.
        first_length: the length that the first marked, label by label.
        second_length: that of the second.
    """

    overlapping: int
    first: int
    second: int
    shared_length: float
    first_length: float
    second_length: float

    @property
    def partial_f1(self) -> float | Undefined:
        """The F1 where any overlap is a match."""
        return _f1(self.overlapping, self.first + self.second)

    @property
    def length_f1(self) -> float | Undefined:
        """The F1 by length: by character in a text, by second in a recording."""
        return _f1(self.shared_length, self.first_length + self.second_length)

    def __add__(self, other: "SpanOverlap") -> "SpanOverlap":
        return SpanOverlap(
            self.overlapping + other.overlapping,
            self.first + other.first,
            self.second + other.second,
            self.shared_length + other.shared_length,
            self.first_length + other.first_length,
            self.second_length + other.second_length,
        )


NOTHING = SpanOverlap(0, 0, 0, 0, 0, 0)


def span_overlap(first: Sequence[Stretch], second: Sequence[Stretch]) -> SpanOverlap:
    """Return what two annotators' stretches of one item share, label by label.

    Pairs are as many as can be made. What somebody marked twice with one label has its length once. A stretch without
    a length overlaps nothing.

    Raises:
        InputError: a stretch ends before it starts.

    Source: partial and exact matches: Chinchor and Sundheim (1993), MUC-5 evaluation metrics, MUC-5,
    doi:10.3115/1072017.1072026; by length: our own, the Dice coefficient of the places marked.
    """
    found = NOTHING
    for label in sorted({label for *_, label in (*first, *second)}):
        one, other = (_places(field, marked, label) for field, marked in (("first", first), ("second", second)))
        merged = [_merged(places) for places in (one, other)]
        found += SpanOverlap(
            _pairs(one, other), len(one), len(other), _shared(*merged), *(_length(places) for places in merged)
        )
    return found


def _f1(shared: float, total: float) -> float | Undefined:
    return 2 * shared / total if total else Undefined("neither annotator marked anything")


def _places(field: str, marked: Iterable[Stretch], label: str) -> list[tuple[float, float]]:
    places = sorted((start, end) for start, end, said in marked if said == label)
    if any(end < start for start, end in places):
        raise InputError(field, "stretches that end at or after their start")
    return places


def _pairs(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> int:
    """Return how many pairs of overlapping stretches can be made.

    The stretch that ends first is paired with the one among those it overlaps that ends first: whatever overlaps that
    one overlaps all the others too, so nothing is lost.
    """
    free = (sorted(one, key=_end), sorted(other, key=_end))
    queue = sorted([(end, start, 0) for start, end in one] + [(end, start, 1) for start, end in other])
    pairs = 0
    taken: tuple[list[tuple[float, float]], list[tuple[float, float]]] = [], []
    for end, start, side in queue:
        if (start, end) in taken[side]:
            taken[side].remove((start, end))
            continue
        free[side].remove((start, end))
        partner = next((place for place in free[1 - side] if max(start, place[0]) < min(end, place[1])), None)
        if partner is not None:
            free[1 - side].remove(partner)
            taken[1 - side].append(partner)
            pairs += 1
    return pairs


def _end(place: tuple[float, float]) -> tuple[float, float]:
    return place[1], place[0]


def _merged(places: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start, end in places:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _shared(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> float:
    shared, at, place = 0.0, 0, 0
    while at < len(one) and place < len(other):
        shared += max(0.0, min(one[at][1], other[place][1]) - max(one[at][0], other[place][0]))
        if one[at][1] < other[place][1]:
            at += 1
        else:
            place += 1
    return shared


def _length(places: Iterable[tuple[float, float]]) -> float:
    return sum(end - start for start, end in places)
