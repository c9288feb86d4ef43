"""Agreement of two annotators who draw boxes."""

from collections.abc import Sequence

from calculators.core import InputError
from calculators.methods.agreement.matching import MatchedIou, check_threshold, matched_by
from calculators.methods.agreement.undefined import Undefined

# Left, top, right and bottom, in one unit.
type Box = tuple[float, float, float, float]

MOST_BOXES = 1_000
_FURTHEST = 1e150


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
    check_threshold(threshold)
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
    return matched_by([[overlap or 0.0 for overlap in row] for row in overlaps], len(second), threshold)


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
