"""Shapes as people drew them, whatever tool wrote them down; each tool's own way of writing is undone here."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

type Point = tuple[float, float]
type Box = tuple[float, float, float, float]

_CORNERS = 128  # of a ring that stands for an ellipse
_BITS = 8


@dataclass(frozen=True, slots=True)
class Pixels:
    """A mask: which pixels of a picture belong to a shape.

    Attributes:
        height: of the picture.
        width: of the picture.
        order: whether pixels are counted along rows or down columns.
        runs: the first pixel of each run and the first one after it, in order.
    """

    height: int
    width: int
    order: Literal["rows", "columns"]
    runs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pose:
    """An object's key points.

    Attributes:
        names: what the points are called; empty where the file does not say.
        points: the place of each, None where it was not marked.
        area: the object's area.
    """

    names: tuple[str, ...]
    points: tuple[Point | None, ...]
    area: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape whose overlap can be measured; one of its parts is filled.

    Attributes:
        kind: what it is, in the plural, as "polygons".
        label: what it shows.
        outline: closed parts, each a list of corners.
        pixels: a mask.
        pose: key points.
        track: a box in each frame of a video.
        stretch: the start and end of a part of a recording.
    """

    kind: str
    label: str
    outline: tuple[tuple[Point, ...], ...] = ()
    pixels: Pixels | None = None
    pose: Pose | None = None
    track: tuple[tuple[int, Box], ...] = ()
    stretch: tuple[float, float] | None = None


def corners(flat: Sequence[float]) -> tuple[Point, ...]:
    """Return numbers that stand for x and y in turn as corners."""
    return tuple(zip(flat[::2], flat[1::2], strict=False))


def turned_box(box: Box, degrees: float, about: Point | None = None) -> tuple[Point, ...]:
    """Return the corners of a box turned clockwise, as pictures count, about a point or its own middle."""
    left, top, right, bottom = box
    middle = about or ((left + right) / 2, (top + bottom) / 2)
    return tuple(
        _turned(corner, degrees, middle) for corner in ((left, top), (right, top), (right, bottom), (left, bottom))
    )


def ellipse(middle: Point, across: float, down: float, degrees: float = 0.0) -> tuple[Point, ...]:
    """Return an ellipse as a ring of 128 corners with the same area, turned clockwise about its middle."""
    step = 2 * math.pi / _CORNERS
    wider = math.sqrt(step / math.sin(step))
    ring = [
        (middle[0] + wider * across * math.cos(step * at), middle[1] + wider * down * math.sin(step * at))
        for at in range(_CORNERS)
    ]
    return tuple(_turned(corner, degrees, middle) for corner in ring)


def _turned(corner: Point, degrees: float, middle: Point) -> Point:
    if not degrees:
        return corner
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y = corner[0] - middle[0], corner[1] - middle[1]
    return middle[0] + x * cosine - y * sine, middle[1] + x * sine + y * cosine


def runs_of(counts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return runs from lengths that stand for pixels outside and inside in turn, outside first."""
    runs: list[tuple[int, int]] = []
    at = 0
    for place, count in enumerate(counts):
        if place % 2 and count:
            if runs and runs[-1][1] == at:
                runs[-1] = runs[-1][0], at + count
            else:
                runs.append((at, at + count))
        at += count
    return tuple(runs)


def coco_counts(text: str) -> list[int]:
    """Return the lengths of COCO's packed run lengths: five bits a sign, each from the third on less the one before.

    Raises:
        ValueError: a sign is none of COCO's, or the text ends within a number.
    """
    counts: list[int] = []
    value = shift = 0
    for sign in text:
        bits = ord(sign) - 48
        if not 0 <= bits < 64:
            raise ValueError
        value |= (bits & 31) << shift
        shift += 5
        if not bits & 32:
            if bits & 16:
                value -= 1 << shift
            counts.append(value + (counts[-2] if len(counts) > 2 else 0))
            value = shift = 0
    if shift or any(count < 0 for count in counts):
        raise ValueError
    return counts


def within_box(counts: Sequence[int], left: int, top: int, width: int, picture: int) -> tuple[tuple[int, int], ...]:
    """Return the runs, counted along a picture's rows, of run lengths along the rows of a box in it."""
    found: list[tuple[int, int]] = []
    for start, end in runs_of(counts):
        while start < end:
            row, column = divmod(start, width)
            stop = min(end, (row + 1) * width)
            place = (top + row) * picture + left + column
            found.append((place, place + stop - start))
            start = stop
    return tuple(found)


def brush_runs(packed: Sequence[int], most: int) -> tuple[tuple[int, int], ...]:
    """Return the runs of Label Studio's brush, which packs the four colours of each pixel; the last one is the mask.

    A stream of bits: the number of values, the size of a value, four sizes of lengths; then runs, each either of one
    value or of values one by one.

    Raises:
        ValueError: it ends too early, or holds another number of values than four a pixel.
    """
    bits = _Bits(bytes(packed))
    total, word = bits.take(32), bits.take(5) + 1
    sizes = [bits.take(4) + 1 for _ in range(4)]
    if total != 4 * most:
        raise ValueError
    at, inside = 0, []
    while at < total:
        alike = bits.take(1)
        end = min(at + 1 + bits.take(sizes[bits.take(2)]), total)
        if alike:
            if bits.take(word):
                inside.append((_pixel(at), _pixel(end)))
        else:
            inside += [(_pixel(place), _pixel(place + 1)) for place in range(at, end) if bits.take(word)]
        at = end
    return _joined(inside)


def _pixel(value: int) -> int:
    """Return how many pixels' masks, every fourth value from the fourth on, stand before a value."""
    return value // 4


def _joined(runs: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in runs:
        if start < end:
            if found and found[-1][1] == start:
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
    return tuple(found)


class _Bits:
    """A stream of bits, read from the front."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> int:
        """Return the number that the next bits stand for."""
        start, self._at = self._at, self._at + count
        if self._at > _BITS * len(self._data):
            raise ValueError
        first, last = start // _BITS, -(-self._at // _BITS)
        whole = int.from_bytes(self._data[first:last])
        return whole >> (_BITS * last - self._at) & ((1 << count) - 1)


def between(keys: Sequence[tuple[int, Box, bool]], last: int) -> Iterator[tuple[int, Box]]:
    """Yield a box for each frame of a track, moving evenly from one given box to the next.

    Args:
        keys: frame, box, and whether the object is to be seen from there on, in the order of the frames.
        last: the last frame to which the final box is held, where it is to be seen.
    """
    for place, (frame, box, seen) in enumerate(keys):
        if not seen:
            continue
        if place + 1 == len(keys):
            yield from ((at, box) for at in range(frame, max(last, frame) + 1))
            return
        following, target, _ = keys[place + 1]
        for at in range(frame, following):
            share = (at - frame) / (following - frame)
            left, top, right, bottom = (one + share * (other - one) for one, other in zip(box, target, strict=True))
            yield at, (left, top, right, bottom)
