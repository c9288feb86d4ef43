"""Which items to settle first where people marked: those with most marks that no one else's matches."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Protocol

from calculators.core import Better, Progress, Step
from calculators.core.scale_order import in_scale_order
from calculators.label_files import LabelTable, Marks
from calculators.methods.agreement import MatchedIou, SpanF1, matched_iou, span_f1
from calculators.models.agreement.adjudicate import OpenItem

_STEP = 200


class _Fit(Protocol):
    """How many marks two people made, and how many of them match."""

    @property
    def matched(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def second(self) -> int: ...


def open_marked(table: LabelTable, threshold: float) -> Iterator[Step[list[OpenItem]]]:
    """Yield progress and, last, the items on which marks differ, those with most unmatched marks first.

    Between two people it is 1 minus the F1 of all their marks: spans match where they are the same; boxes and other
    shapes within a label where they overlap by the threshold, tracks frame by frame. An item has the mean over all two
    people who marked anything on it.
    """
    by_item: dict[int, list[Marks]] = {}
    for marks in table.marks:
        by_item.setdefault(marks.item, []).append(marks)
    order = {name: at for at, name in enumerate(in_scale_order(table.items))}
    fits = _fits(table, threshold)
    found = []
    for number, (at, group) in enumerate(by_item.items(), 1):
        shares = [share for a, b in combinations(group, 2) if (share := _unmatched(a, b, fits)) is not None]
        if any(shares):
            found.append((sum(shares) / len(shares), at, group))
        if number % _STEP == 0:
            yield Progress(share=number / len(by_item), doing="Putting the items in order")
    found.sort(key=lambda one: (-one[0], order[table.items[one[1]]]))
    yield Better([_open(table, at, share, group) for share, at, group in found])


def _fits(table: LabelTable, threshold: float) -> Callable[[Marks, Marks], Iterator[_Fit]]:
    """Return what says how two people's boxes and shapes on an item fit."""
    shapes = [shape for marks in table.marks for shape in marks.shapes]
    if not shapes:
        return lambda a, b: _boxes(a, b, threshold)
    # Geometry is loaded when a file has shapes.
    from calculators.models.agreement.shapes import shapes_of_two

    of_two, outlined = shapes_of_two(table, threshold), any(shape.outline for shape in shapes)

    def fits(a: Marks, b: Marks) -> Iterator[_Fit]:
        yield from of_two(a, b)
        if not outlined:
            yield from _boxes(a, b, threshold)

    return fits


def _boxes(a: Marks, b: Marks, threshold: float) -> Iterator[_Fit]:
    for label in sorted({box.label for box in (*a.boxes, *b.boxes)}):
        first, second = ([box.box for box in marks.boxes if box.label == label] for marks in (a, b))
        found = matched_iou(first, second, threshold)
        if isinstance(found, MatchedIou):
            yield found


def _unmatched(a: Marks, b: Marks, fits: Callable[[Marks, Marks], Iterator[_Fit]]) -> float | None:
    """Return the share of two people's marks that the other's do not match; None where neither marked anything."""
    spans, found = span_f1(a.spans, b.spans), list(fits(a, b))
    matched, marked = sum(one.matched for one in found), sum(one.first + one.second for one in found)
    if isinstance(spans, SpanF1):
        matched, marked = matched + spans.shared, marked + spans.first + spans.second
    return 1 - 2 * matched / marked if marked else None


def _open(table: LabelTable, at: int, share: float, group: Sequence[Marks]) -> OpenItem:
    said: dict[str, list[str]] = {}
    for marks in group:
        number = len(marks.spans) + len(marks.boxes) + len(marks.shapes)
        said.setdefault(f"{number:,} mark{'s' * (number != 1)}", []).append(table.annotators[marks.annotator])
    votes = [(words, len(who)) for words, who in said.items()]
    return OpenItem(item=table.items[at], likely="", doubt=None, bits=share, said=list(said.items()), votes=votes)
