"""Agreement of two annotators who draw boxes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined

# Left, top, right and bottom, in one unit.
type Box = tuple[float, float, float, float]

MOST_BOXES = 1_000
_FURTHEST = 1e150


@dataclass(frozen=True, slots=True)
class MatchedIou:
    """How well two annotators' boxes on one picture fit, each box matched to at most one.

    Attributes:
        mean_iou: the total overlap of the best matching over the larger number of boxes (0 to 1); an
            unmatched box scores 0.
        matched: the number of matched boxes that overlap by the threshold or more.
        f1_at_threshold: 2 x matched / (first + second), from 0 to 1.
        first: the number of boxes of the first annotator.
        second: the number of boxes of the second.
    """

    mean_iou: float
    matched: int
    f1_at_threshold: float
    first: int
    second: int


def box_iou(first: Box, second: Box, *, pixel_inclusive: bool = False) -> float | Undefined:
    """Return the intersection of two boxes over their union, from 0 to 1.

    A box is (left, top, right, bottom). By default coordinates are continuous, width = right - left, as in
    COCO. With ``pixel_inclusive`` the right and bottom pixels belong to the box, width = right - left + 1, as
    in PASCAL VOC.

    Raises:
        InputError: a box is not four finite numbers, or its corners are reversed.

    Source: Everingham et al. (2010), The PASCAL visual object classes (VOC) challenge, International Journal
    of Computer Vision 88(2), doi:10.1007/s11263-009-0275-4; Lin et al. (2014), Microsoft COCO: common objects
    in context, ECCV, doi:10.1007/978-3-319-10602-1_48.
    """
    _check("first", first)
    _check("second", second)
    overlap = _iou(first, second, 1 if pixel_inclusive else 0)
    return Undefined("neither box has an area") if overlap is None else overlap


def matched_iou(first: Sequence[Box], second: Sequence[Box], threshold: float = 0.5) -> MatchedIou | Undefined:
    """Return the fit of two annotators' boxes under the one-to-one matching with the largest total overlap.

    Boxes are in continuous coordinates; what they show is not looked at. Among matchings of equal total, one
    with the most pairs at the threshold is taken.

    Raises:
        InputError: a box is not four finite numbers or its corners are reversed, there are more than 1,000,
            or the threshold is not above 0 and at most 1.

    Source: the measure is our own; the matching is the assignment problem of Kuhn (1955), The Hungarian
    method for the assignment problem, Naval Research Logistics Quarterly 2(1-2), doi:10.1002/nav.3800020109.
    """
    if not 0 < threshold <= 1:
        raise InputError("threshold", "a number above 0 and at most 1", str(threshold))
    for field, boxes in (("first", first), ("second", second)):
        if len(boxes) > MOST_BOXES:
            raise InputError(field, f"at most {MOST_BOXES:,} boxes", f"{len(boxes):,}")
        for box in boxes:
            _check(field, box)
    if not first and not second:
        return Undefined("neither annotator drew a box")
    overlaps = [[_iou(one, other, 0) for other in second] for one in first]
    if any(overlap is None for row in overlaps for overlap in row):
        return Undefined("both annotators drew a box without an area")
    found = _best([[overlap or 0.0 for overlap in row] for row in overlaps], threshold)
    matched = sum(overlap >= threshold for overlap in found)
    return MatchedIou(
        mean_iou=math.fsum(found) / max(len(first), len(second)),
        matched=matched,
        f1_at_threshold=2 * matched / (len(first) + len(second)),
        first=len(first),
        second=len(second),
    )


def _check(field: str, box: Box) -> None:
    if len(box) != 4 or not all(isinstance(side, int | float) and abs(side) <= _FURTHEST for side in box):
        raise InputError(field, "a box of four finite numbers", str(box))
    left, top, right, bottom = box
    if right < left or bottom < top:
        raise InputError(field, "left, top, right and bottom with right >= left and bottom >= top", str(box))


def _iou(one: Box, other: Box, edge: int) -> float | None:
    width = min(one[2], other[2]) - max(one[0], other[0]) + edge
    height = min(one[3], other[3]) - max(one[1], other[1]) + edge
    shared = width * height if width > 0 and height > 0 else 0.0
    areas = [(box[2] - box[0] + edge) * (box[3] - box[1] + edge) for box in (one, other)]
    union = areas[0] + areas[1] - shared
    return min(shared / union, 1.0) if union > 0 else None


def _best(overlaps: list[list[float]], threshold: float) -> list[float]:
    """Return the overlaps of the best matching, leaving out pairs without overlap."""
    found: list[float] = []
    for rows, columns in _clusters(overlaps):
        part = [[overlaps[row][column] for column in columns] for row in rows]
        if len(rows) > len(columns):
            part = [list(column) for column in zip(*part, strict=True)]
        # Whole numbers keep the search exact; the last places hold the tie-break.
        base = len(part) + 1
        costs = [[-(int(value * 2**53) * base + (value >= threshold)) for value in row] for row in part]
        found += [part[row][column] for row, column in enumerate(_assign(costs))]
    return found


def _clusters(overlaps: list[list[float]]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the rows and columns that hang together by overlaps; most boxes of a picture do not."""
    columns_of = [[column for column, value in enumerate(row) if value] for row in overlaps]
    rows_of: dict[int, list[int]] = {}
    for row, columns in enumerate(columns_of):
        for column in columns:
            rows_of.setdefault(column, []).append(row)
    seen: set[int] = set()
    for start in range(len(overlaps)):
        rows, columns_here, waiting = [], set[int](), [start] if start not in seen and columns_of[start] else []
        seen.add(start)
        while waiting:
            row = waiting.pop()
            rows.append(row)
            for column in columns_of[row]:
                if column not in columns_here:
                    columns_here.add(column)
                    waiting += [other for other in rows_of[column] if other not in seen]
                    seen.update(rows_of[column])
        if rows:
            yield sorted(rows), sorted(columns_here)


def _assign(costs: list[list[int]]) -> list[int]:
    """Return for each row its column, so that the total cost is least; there are no more rows than columns.

    The Hungarian method with potentials, one shortest augmenting path a row.
    """
    columns = len(costs[0])
    row_price = [0] * len(costs)
    column_price = [0] * (columns + 1)
    holder = [-1] * (columns + 1)  # which row holds a column; the last column is where a new row starts
    for row in range(len(costs)):
        holder[columns] = row
        column, came_from = _path(costs, row_price, column_price, holder)
        while column != columns:
            holder[column] = holder[came_from[column]]
            column = came_from[column]
    chosen = [-1] * len(costs)
    for column, row in enumerate(holder[:columns]):
        if row >= 0:
            chosen[row] = column
    return chosen


def _path(
    costs: list[list[int]], row_price: list[int], column_price: list[int], holder: list[int]
) -> tuple[int, list[int]]:
    """Grow the tree of tight pairs from the new row to a free column; return that column and the way back."""
    columns = len(costs[0])
    slack: list[int | None] = [None] * columns
    came_from = [columns] * columns
    visited: list[int] = []
    unseen = set(range(columns))
    here = columns
    while holder[here] >= 0:
        row = holder[here]
        visited.append(here)
        unseen.discard(here)
        best, nearest = None, -1
        for column in sorted(unseen):
            reduced = costs[row][column] - row_price[row] - column_price[column]
            held = slack[column]
            if held is None or reduced < held:
                slack[column], came_from[column], held = reduced, here, reduced
            if best is None or held < best:
                best, nearest = held, column
        step = best or 0
        for column in visited:
            row_price[holder[column]] += step
            column_price[column] -= step
        for column in unseen:
            slack[column] = (slack[column] or 0) - step
        here = nearest
    return here, came_from
