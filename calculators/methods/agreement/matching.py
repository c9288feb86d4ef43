"""Pairing what one annotator drew with what another drew, each with at most one."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined

MOST_DRAWN = 1_000


@dataclass(frozen=True, slots=True)
class MatchedIou:
    """How well two annotators' shapes on one item fit, each shape matched to at most one.

    Attributes:
        mean_iou: the total overlap of the best matching over the larger number of shapes (0 to 1); an
            unmatched shape scores 0.
        matched: the number of matched shapes that overlap by the threshold or more.
        f1_at_threshold: 2 x matched / (first + second), from 0 to 1.
        first: the number of shapes of the first annotator.
        second: the number of shapes of the second.
    """

    mean_iou: float
    matched: int
    f1_at_threshold: float
    first: int
    second: int


def matched_by(overlaps: Sequence[Sequence[float]], second: int, threshold: float = 0.5) -> MatchedIou | Undefined:
    """Return the fit of two annotators' shapes under the one-to-one matching with the largest total overlap.

    Among matchings of equal total, one with the most pairs at the threshold is taken.

    Args:
        overlaps: one row a shape of the first annotator, one column a shape of the second, from 0 to 1.
        second: the number of shapes of the second annotator, which no row tells where the first drew nothing.
        threshold: the overlap from which on two shapes match.

    Raises:
        InputError: there are more than 1,000 shapes, or the threshold is not above 0 and at most 1.

    Source: the measure is our own; the matching is the assignment problem of Kuhn (1955), The Hungarian
    method for the assignment problem, Naval Research Logistics Quarterly 2(1-2), doi:10.1002/nav.3800020109.
    """
    check_threshold(threshold)
    for field, drawn in (("first", len(overlaps)), ("second", second)):
        if drawn > MOST_DRAWN:
            raise InputError(field, f"at most {MOST_DRAWN:,} shapes of a label on an item", f"{drawn:,}")
    if not overlaps and not second:
        return Undefined("neither annotator drew a shape")
    found = _best(overlaps, threshold)
    matched = sum(overlap >= threshold for overlap in found)
    return MatchedIou(
        mean_iou=math.fsum(found) / max(len(overlaps), second),
        matched=matched,
        f1_at_threshold=2 * matched / (len(overlaps) + second),
        first=len(overlaps),
        second=second,
    )


def check_threshold(threshold: float) -> None:
    """Refuse a threshold that no overlap or every overlap would reach.

    Raises:
        InputError: it is not above 0 and at most 1.
    """
    if not 0 < threshold <= 1:
        raise InputError("threshold", "a number above 0 and at most 1", str(threshold))


def assigned(gains: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Return the one-to-one pairs of rows and columns whose total gain is largest; pairs without gain are left out.

    Source: Kuhn (1955), The Hungarian method for the assignment problem, Naval Research Logistics Quarterly 2(1-2),
    doi:10.1002/nav.3800020109.
    """
    pairs = []
    for rows, columns in _clusters(gains):
        turned = len(rows) > len(columns)
        ours, theirs = (columns, rows) if turned else (rows, columns)
        costs = [[-(gains[other][one] if turned else gains[one][other]) for other in theirs] for one in ours]
        for place, chosen in enumerate(_assign(costs)):
            one, other = ours[place], theirs[chosen]
            pairs.append((other, one) if turned else (one, other))
    return sorted((row, column) for row, column in pairs if gains[row][column])


def _best(overlaps: Sequence[Sequence[float]], threshold: float) -> list[float]:
    """Return the overlaps of the best matching, leaving out pairs without overlap."""
    # Whole numbers keep the search exact; the last places hold the tie-break.
    base = len(overlaps) + 1
    gains = [[int(value * 2**53) * base + (value >= threshold) for value in row] for row in overlaps]
    return [overlaps[row][column] for row, column in assigned(gains)]


def _clusters(overlaps: Sequence[Sequence[float]]) -> Iterator[tuple[list[int], list[int]]]:
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
