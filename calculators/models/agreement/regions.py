"""How far two annotators agree on spans and boxes, over all items that both worked on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from calculators.label_files.table import LabelledBox, LabelTable, Marks
from calculators.methods.agreement import (
    Box,
    MatchedIou,
    SpanF1,
    Undefined,
    matched_iou,
    span_f1,
    span_f1_from_counts,
    token_f1,
)


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """The spans of two annotators.

    Attributes:
        first: the one annotator, the reference.
        second: the other.
        items: the number of items that both worked on.
        f1: exact-match F1 of the spans of all those items together.
        tokens: F1 of the tokens that they cover; None where the text of some item is not known.
    """

    first: str
    second: str
    items: int
    f1: SpanF1 | Undefined
    tokens: SpanF1 | Undefined | None


@dataclass(frozen=True, slots=True)
class BoxAgreement:
    """The boxes of two annotators.

    Attributes:
        first: the one annotator.
        second: the other.
        items: the number of items that both worked on.
        iou: overlap and F1 of the boxes of all those items together, matched within each item and label.
    """

    first: str
    second: str
    items: int
    iou: MatchedIou | Undefined


def span_agreement(table: LabelTable) -> tuple[SpanAgreement, ...]:
    """Return how far each two annotators who share an item agree on spans, in the annotators' order."""
    found = []
    for (one, other), shared in sorted(marks_of_pairs(table).items()):
        f1 = _together([span_f1(a.spans, b.spans) for a, b in shared])
        known = all(len(marks.tokens) == len(marks.spans) for both in shared for marks in both)
        tokens = _together([token_f1(a.tokens, b.tokens) for a, b in shared]) if known else None
        found.append(SpanAgreement(table.annotators[one], table.annotators[other], len(shared), f1, tokens))
    return tuple(found)


def _together(parts: Sequence[SpanF1 | Undefined]) -> SpanF1 | Undefined:
    """Return the F1 of all items together, where each mark counts as much as any other."""
    known = [part for part in parts if isinstance(part, SpanF1)]
    return span_f1_from_counts(*(sum(getattr(part, name) for part in known) for name in ("shared", "first", "second")))


def box_agreement(table: LabelTable, threshold: float = 0.5) -> tuple[BoxAgreement, ...]:
    """Return how far each two annotators who share an item agree on boxes, in the annotators' order.

    Boxes match only within an item and a label. The mean overlap is the total overlap over
    the larger number of boxes, both summed over items and labels.

    Raises:
        InputError: the threshold is not above 0 and at most 1, or an item has more than 1,000 boxes of a
            label.
    """
    found = []
    for (one, other), shared in sorted(marks_of_pairs(table).items()):
        parts = [matched_iou(a, b, threshold) for marks in shared for a, b in _by_label(*marks)]
        known = [part for part in parts if not isinstance(part, Undefined)]
        found.append(BoxAgreement(table.annotators[one], table.annotators[other], len(shared), pooled(known)))
    return tuple(found)


def marks_of_pairs(table: LabelTable) -> dict[tuple[int, int], list[tuple[Marks, Marks]]]:
    """Return what each two annotators marked on the items that both worked on, by their places."""
    by_item: dict[int, list[Marks]] = {}
    for marks in table.marks:
        by_item.setdefault(marks.item, []).append(marks)
    pairs: dict[tuple[int, int], list[tuple[Marks, Marks]]] = {}
    for group in by_item.values():
        for a, b in combinations(sorted(group, key=lambda marks: marks.annotator), 2):
            pairs.setdefault((a.annotator, b.annotator), []).append((a, b))
    return pairs


def _by_label(a: Marks, b: Marks) -> Iterator[tuple[list[Box], list[Box]]]:
    for label in sorted(Counter(box.label for box in (*a.boxes, *b.boxes))):
        yield _of(a.boxes, label), _of(b.boxes, label)


def _of(boxes: tuple[LabelledBox, ...], label: str) -> list[Box]:
    return [box.box for box in boxes if box.label == label]


def pooled(parts: list[MatchedIou]) -> MatchedIou | Undefined:
    """Return the fit over all items and labels, where a shape counts as much as any other."""
    first, second = sum(part.first for part in parts), sum(part.second for part in parts)
    if not first + second:
        return Undefined("neither annotator drew a box")
    matched = sum(part.matched for part in parts)
    larger = sum(max(part.first, part.second) for part in parts)
    return MatchedIou(
        mean_iou=sum(part.mean_iou * max(part.first, part.second) for part in parts) / larger,
        matched=matched,
        f1_at_threshold=2 * matched / (first + second),
        first=first,
        second=second,
    )
