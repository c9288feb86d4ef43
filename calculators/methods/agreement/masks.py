"""Overlap of masks, kept as runs of pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined


@dataclass(frozen=True, slots=True)
class Mask:
    """The pixels of a picture that belong to a shape.

    Attributes:
        height: of the picture, in pixels.
        width: of the picture.
        order: whether pixels are counted along rows or down columns.
        runs: the first pixel of each run and the first one after it, in order, none touching.
    """

    height: int
    width: int
    order: Literal["rows", "columns"]
    runs: tuple[tuple[int, int], ...]

    @property
    def area(self) -> int:
        """The number of pixels."""
        return sum(end - start for start, end in self.runs)


def mask_iou(first: Mask, second: Mask) -> float | Undefined:
    """Return the pixels that two masks share over the pixels of both together, from 0 to 1.

    Raises:
        InputError: they are not of pictures of one size, counted in one order.

    Source: Lin et al. (2014), Microsoft COCO: common objects in context, ECCV, doi:10.1007/978-3-319-10602-1_48.
    """
    ours = first.height, first.width, first.order
    if ours != (second.height, second.width, second.order):
        raise InputError(
            "second",
            f"masks of one picture, {first.width} by {first.height} pixels",
            f"{second.width} by {second.height} pixels",
        )
    shared = _shared(first.runs, second.runs)
    union = first.area + second.area - shared
    return shared / union if union else Undefined("neither mask has a pixel")


def mask_overlaps(first: Sequence[Mask], second: Sequence[Mask]) -> list[list[float]]:
    """Return the overlap of each mask of the first annotator with each of the second, 0 where none has a pixel.

    Raises:
        InputError: as for ``mask_iou``.
    """
    return [[_overlap(one, other) for other in second] for one in first]


def _overlap(one: Mask, other: Mask) -> float:
    found = mask_iou(one, other)
    return 0.0 if isinstance(found, Undefined) else found


def _shared(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> int:
    shared = at = place = 0
    while at < len(one) and place < len(other):
        start, end = max(one[at][0], other[place][0]), min(one[at][1], other[place][1])
        shared += max(end - start, 0)
        if one[at][1] < other[place][1]:
            at += 1
        else:
            place += 1
    return shared
