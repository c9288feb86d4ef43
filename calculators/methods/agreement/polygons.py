"""Overlap of outlines: any polygons, also with dents, several parts or crossing edges."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined

type Point = tuple[float, float]
# Closed parts, each a list of corners; what lies within any of them belongs to the shape.
type Outline = tuple[tuple[Point, ...], ...]

MOST_CORNERS = 10_000
_FURTHEST = 1e100


@dataclass(frozen=True, slots=True)
class _Edge:
    """An edge that is not level, from its end with the smaller y."""

    top: float
    bottom: float
    x: float  # at the top
    slope: float
    part: int
    second: bool

    def at(self, y: float) -> float:
        return self.x + self.slope * (y - self.top)


def outline_iou(first: Outline, second: Outline) -> float | Undefined:
    """Return the area that two outlines share over the area of both together, from 0 to 1.

    Areas are exact but for rounding: the plane is cut at every corner and every crossing of edges into strips, in which
    all edges are straight and keep their order. Where edges of one part cross each other, a point lies within if a line
    from it crosses the part's edges an odd number of times.

    Raises:
        InputError: a part has fewer than three corners, a corner is not two finite numbers, or there are more than
            10,000 corners.

    Source: the measure: Everingham et al. (2010), The PASCAL visual object classes (VOC) challenge, International
    Journal of Computer Vision 88(2), doi:10.1007/s11263-009-0275-4; the strips: Shamos and Hoey (1976), Geometric
    intersection problems, FOCS, doi:10.1109/SFCS.1976.16.
    """
    for field, outline in (("first", first), ("second", second)):
        _check(field, outline)
    one, other, shared = _areas(first, second)
    union = one + other - shared
    return min(shared / union, 1.0) if union > 0 else Undefined("neither outline has an area")


def outline_overlaps(first: Sequence[Outline], second: Sequence[Outline]) -> list[list[float]]:
    """Return the overlap of each outline of the first annotator with each of the second, 0 where none has an area.

    Raises:
        InputError: as for ``outline_iou``.
    """
    frames = [[_frame(outline) for outline in outlines] for outlines in (first, second)]
    return [
        [_overlap(one, other) if _touch(frames[0][at], frames[1][place]) else 0.0 for place, other in enumerate(second)]
        for at, one in enumerate(first)
    ]


def _overlap(one: Outline, other: Outline) -> float:
    found = outline_iou(one, other)
    return 0.0 if isinstance(found, Undefined) else found


def _check(field: str, outline: Outline) -> None:
    if not outline or any(len(part) < 3 for part in outline):
        raise InputError(field, "an outline of parts with three corners or more")
    if sum(map(len, outline)) > MOST_CORNERS:
        raise InputError(field, f"at most {MOST_CORNERS:,} corners", f"{sum(map(len, outline)):,}")
    if not all(abs(x) <= _FURTHEST and abs(y) <= _FURTHEST for part in outline for x, y in part):
        raise InputError(field, "corners of two finite numbers")


def _frame(outline: Outline) -> tuple[float, float, float, float]:
    xs = [x for part in outline for x, _ in part]
    ys = [y for part in outline for _, y in part]
    return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 0.0, 0.0)


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _areas(first: Outline, second: Outline) -> tuple[float, float, float]:
    """Return the area of each outline and the one they share."""
    edges = sorted([*_edges(first, second=False), *_edges(second, second=True)], key=lambda edge: edge.top)
    heights = sorted({edge.top for edge in edges} | {edge.bottom for edge in edges})
    one = other = shared = 0.0
    active: list[_Edge] = []
    waiting = 0
    for top, bottom in pairwise(heights):
        active = [edge for edge in active if edge.bottom > top]
        while waiting < len(edges) and edges[waiting].top <= top:
            active.append(edges[waiting])
            waiting += 1
        cuts = _cuts(active, top, bottom)
        for low, high in pairwise(cuts):
            a, b, both = _widths(active, (low + high) / 2)
            one, other, shared = one + a * (high - low), other + b * (high - low), shared + both * (high - low)
    return one, other, shared


def _edges(outline: Outline, *, second: bool) -> Iterator[_Edge]:
    for part, corners in enumerate(outline):
        for (x, y), (to_x, to_y) in zip(corners, (*corners[1:], *corners[:1]), strict=True):
            if y != to_y:
                (left, top), (right, bottom) = ((x, y), (to_x, to_y)) if y < to_y else ((to_x, to_y), (x, y))
                yield _Edge(top, bottom, left, (right - left) / (bottom - top), part, second)


def _cuts(active: Sequence[_Edge], top: float, bottom: float) -> list[float]:
    """Return the heights between which no two edges of a strip cross, both ends included."""
    ends = sorted((edge.at(top), edge.at(bottom)) for edge in active)
    passed: list[tuple[float, float]] = []
    cuts = {top, bottom}
    for start, end in ends:
        # Those that start further left and end further right cross this edge.
        for before, beyond in passed[bisect_left(passed, (end, start)) :]:
            if beyond < start and before > end:
                cuts.add(top + (bottom - top) * (start - beyond) / ((start - beyond) + (before - end)))
        passed.insert(bisect_left(passed, (end, start)), (end, start))
    return sorted(cuts)


def _widths(active: Iterable[_Edge], height: float) -> tuple[float, float, float]:
    """Return how much of a level line lies within the first outline, within the second, and within both."""
    inside: tuple[set[int], set[int]] = set(), set()
    one = other = both = last = 0.0
    for x, second, part in sorted((edge.at(height), edge.second, edge.part) for edge in active):
        width = x - last
        one += width if inside[0] else 0.0
        other += width if inside[1] else 0.0
        both += width if inside[0] and inside[1] else 0.0
        inside[second].symmetric_difference_update({part})
        last = x
    return one, other, both
