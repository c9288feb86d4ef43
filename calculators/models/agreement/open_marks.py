"""Which items to settle first where people marked spans or boxes: those with most marks that no one else's matches."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from calculators.core import Better, Progress, Step
from calculators.core.scale_order import in_scale_order
from calculators.label_files import LabelTable, Marks
from calculators.methods.agreement import MatchedIou, SpanF1, matched_iou, span_f1
from calculators.models.agreement.adjudicate import OpenItem

_STEP = 200


def open_marked(table: LabelTable, threshold: float) -> Iterator[Step[list[OpenItem]]]:
    """Yield progress and, last, the items on which marks differ, those with most unmatched marks first.

    Between two people it is 1 minus the F1 of their spans, matched exactly, and boxes, matched within a label at the
    threshold; an item has the mean over all two people who marked anything on it.
    """
    by_item: dict[int, list[Marks]] = {}
    for marks in table.marks:
        by_item.setdefault(marks.item, []).append(marks)
    order = {name: at for at, name in enumerate(in_scale_order(table.items))}
    found = []
    for number, (at, group) in enumerate(by_item.items(), 1):
        shares = [share for a, b in combinations(group, 2) if (share := _unmatched(a, b, threshold)) is not None]
        if any(shares):
            found.append((sum(shares) / len(shares), at, group))
        if number % _STEP == 0:
            yield Progress(share=number / len(by_item), doing="Putting the items in order")
    found.sort(key=lambda one: (-one[0], order[table.items[one[1]]]))
    yield Better([_open(table, at, share, group) for share, at, group in found])


def _unmatched(a: Marks, b: Marks, threshold: float) -> float | None:
    """Return the share of two people's marks that the other's do not match; None where neither marked anything."""
    parts: list[object] = [span_f1(a.spans, b.spans)]
    for label in sorted({box.label for box in (*a.boxes, *b.boxes)}):
        first, second = ([box.box for box in marks.boxes if box.label == label] for marks in (a, b))
        parts.append(matched_iou(first, second, threshold))
    matched = marked = 0
    for part in parts:
        if isinstance(part, SpanF1 | MatchedIou):
            matched += part.shared if isinstance(part, SpanF1) else part.matched
            marked += part.first + part.second
    return 1 - 2 * matched / marked if marked else None


def _open(table: LabelTable, at: int, share: float, group: Sequence[Marks]) -> OpenItem:
    said: dict[str, list[str]] = {}
    for marks in group:
        number = len(marks.spans) + len(marks.boxes)
        said.setdefault(f"{number:,} mark{'s' * (number != 1)}", []).append(table.annotators[marks.annotator])
    return OpenItem(item=table.items[at], likely="", doubt=None, bits=share, said=list(said.items()))
