"""Agreement of two annotators who mark stretches, where nearly the same is not nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

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
    one overlaps all the others too, so nothing is lost. What ended before is settled, so of those that are left each
    that starts before this one ends overlaps it.
    """
    sides = one, other
    queue = sorted((end, start, side, at) for side in (0, 1) for at, (start, end) in enumerate(sides[side]))
    # Those still to start, the next one last, and those that have started, by their end.
    ahead = tuple(
        sorted(((start, end, at) for at, (start, end) in enumerate(places)), reverse=True) for places in sides
    )
    started: tuple[list[tuple[float, int]], list[tuple[float, int]]] = [], []
    settled: tuple[set[int], set[int]] = set(), set()
    pairs = 0
    for end, start, side, at in queue:
        if at in settled[side] or start == end:
            continue
        settled[side].add(at)
        there = 1 - side
        while ahead[there] and ahead[there][-1][0] < end:
            begun, its_end, place = ahead[there].pop()
            if begun < its_end:
                heappush(started[there], (its_end, place))
        while started[there] and started[there][0][1] in settled[there]:
            heappop(started[there])
        if started[there]:
            settled[there].add(heappop(started[there])[1])
            pairs += 1
    return pairs


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
