"""How far two annotators agree on shapes, tracks and parts of recordings, over all items that both worked on.

Loaded when a file holds such marks.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from calculators.label_files.drawn import Drawn, Pixels, Pose
from calculators.label_files.table import LabelTable, Marks
from calculators.methods.agreement.key_points import ASSUMED_SIGMA, COCO_SIGMAS, Posed, pose_overlaps
from calculators.methods.agreement.masks import Mask, mask_overlaps
from calculators.methods.agreement.matching import MatchedIou, matched_by
from calculators.methods.agreement.polygons import Outline, outline_overlaps
from calculators.methods.agreement.span_overlap import NOTHING, SpanOverlap, span_overlap
from calculators.methods.agreement.tracks import TrackAgreement, track_agreement
from calculators.methods.agreement.undefined import Undefined
from calculators.models.agreement.regions import marks_of_pairs, pooled

_BODY = tuple(COCO_SIGMAS)


@dataclass(frozen=True, slots=True)
class ShapeAgreement:
    """The shapes of one family that two annotators drew.

    Attributes:
        kind: what they are, in the plural.
        first: the one annotator.
        second: the other.
        items: the number of items that both worked on.
        found: how they fit; for tracks frame by frame.
        stretches: what stretches share, where they are some.
    """

    kind: str
    first: str
    second: str
    items: int
    found: MatchedIou | TrackAgreement | Undefined
    stretches: SpanOverlap | None = None


def shape_agreement(table: LabelTable, threshold: float = 0.5) -> Iterator[ShapeAgreement]:
    """Yield how far each two annotators who share an item agree on each family of shapes, in the annotators' order.

    Boxes, polygons, turned boxes and ellipses are one family, for people draw the same object either way. Shapes match
    only within an item and a label. The mean overlap is the total overlap over the larger number of shapes, both summed
    over items and labels.

    Raises:
        InputError: masks of one item are of pictures of unlike sizes, or a limit of ``matched_by`` is passed.
    """
    kinds = {shape.kind for marks in table.marks for shape in marks.shapes}
    pairs = sorted(marks_of_pairs(table).items())
    for name, part, overlaps in _families(kinds, table):
        for (one, other), shared in pairs:
            found = [
                matched_by(overlaps(first, second), len(second), threshold)
                for a, b in shared
                for first, second in by_label(part(a), part(b))
            ]
            known = [each for each in found if isinstance(each, MatchedIou)]
            stretches = _stretched(shared, name) if name.startswith("stretches") else None
            yield ShapeAgreement(
                name, table.annotators[one], table.annotators[other], len(shared), pooled(known), stretches
            )
    if "boxes in video" in kinds:
        for (one, other), shared in pairs:
            tracked = [_tracks(a, b, threshold) for a, b in shared]
            yield ShapeAgreement(
                "boxes in video", table.annotators[one], table.annotators[other], len(shared), _summed(tracked)
            )


def shapes_of_two(table: LabelTable, threshold: float) -> Callable[[Marks, Marks], list[MatchedIou | TrackAgreement]]:
    """Return what says, of two people's marks on one item, how each family of shapes fits, label by label.

    Boxes are among them only where the table has other outlines too, as in ``shape_agreement``; tracks are counted
    frame by frame.
    """
    families = list(_families({shape.kind for marks in table.marks for shape in marks.shapes}, table))

    def fits(a: Marks, b: Marks) -> list[MatchedIou | TrackAgreement]:
        found = [
            matched_by(overlaps(first, second), len(second), threshold)
            for _, part, overlaps in families
            for first, second in by_label(part(a), part(b))
        ]
        return [*(one for one in found if isinstance(one, MatchedIou)), *_tracks(a, b, threshold)]

    return fits


type _Part = Callable[[Marks], Sequence[Drawn]]
type _Overlaps = Callable[[Sequence[Drawn], Sequence[Drawn]], list[list[float]]]


def _families(kinds: set[str], table: LabelTable) -> Iterator[tuple[str, _Part, _Overlaps]]:
    outlined = {shape.kind for marks in table.marks for shape in marks.shapes if shape.outline}
    if outlined:
        boxes = {"boxes"} if any(marks.boxes for marks in table.marks) else set()
        yield _in_words(outlined | boxes), outlines_of, _outline_overlaps
    painted = {shape.kind for marks in table.marks for shape in marks.shapes if shape.pixels}
    if painted:
        yield _in_words(painted), _of(lambda shape: shape.pixels is not None), _mask_overlaps
    if "key points" in kinds:
        yield "key points", _of(lambda shape: shape.pose is not None), _pose_overlaps
    for kind in sorted(kinds):
        if kind.startswith("stretches"):
            yield kind, _of(lambda shape, kind=kind: shape.kind == kind), _stretch_overlaps  # type: ignore[misc]


def assumed_sigmas(table: LabelTable) -> bool:
    """Say whether some key points are none of COCO's, so that how far careful people stray is assumed."""
    return any(shape.pose and shape.pose.names != _BODY for marks in table.marks for shape in marks.shapes)


def outlines_of(marks: Marks) -> Sequence[Drawn]:
    """Return all outlines of somebody on an item, boxes included."""
    boxes = [
        Drawn("boxes", one.label, outline=(((left, top), (right, top), (right, bottom), (left, bottom)),))
        for one in marks.boxes
        for left, top, right, bottom in [one.box]
    ]
    return [*boxes, *(shape for shape in marks.shapes if shape.outline)]


def _of(wanted: Callable[[Drawn], bool]) -> _Part:
    return lambda marks: [shape for shape in marks.shapes if wanted(shape)]


def by_label(one: Sequence[Drawn], other: Sequence[Drawn]) -> Iterator[tuple[list[Drawn], list[Drawn]]]:
    """Yield what two people drew of each label."""
    for label in sorted({shape.label for shape in (*one, *other)}):
        yield [shape for shape in one if shape.label == label], [shape for shape in other if shape.label == label]


def _outline_overlaps(one: Sequence[Drawn], other: Sequence[Drawn]) -> list[list[float]]:
    first: list[Outline] = [shape.outline for shape in one]
    return outline_overlaps(first, [shape.outline for shape in other])


def _mask_overlaps(one: Sequence[Drawn], other: Sequence[Drawn]) -> list[list[float]]:
    return mask_overlaps(*([_mask(shape.pixels) for shape in shapes if shape.pixels] for shapes in (one, other)))


def _mask(pixels: Pixels) -> Mask:
    return Mask(pixels.height, pixels.width, pixels.order, pixels.runs)


def _pose_overlaps(one: Sequence[Drawn], other: Sequence[Drawn]) -> list[list[float]]:
    poses = [[shape.pose for shape in shapes if shape.pose] for shapes in (one, other)]
    every = [*poses[0], *poses[1]]
    longest = max((len(pose.points) for pose in every), default=0)
    body = all(pose.names == _BODY for pose in every)
    sigmas = tuple(COCO_SIGMAS.values()) if body and longest == len(_BODY) else (ASSUMED_SIGMA,) * longest
    first, second = ([_posed(pose, longest) for pose in part] for part in poses)
    return pose_overlaps(first, second, sigmas)


def _posed(pose: Pose, longest: int) -> Posed:
    return Posed((*pose.points, *[None] * (longest - len(pose.points))), pose.area)


def _stretch_overlaps(one: Sequence[Drawn], other: Sequence[Drawn]) -> list[list[float]]:
    return [[_share(a.stretch or (0, 0), b.stretch or (0, 0)) for b in other] for a in one]


def _share(one: tuple[float, float], other: tuple[float, float]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    both = one[1] - one[0] + other[1] - other[0] - max(shared, 0.0)
    return max(shared, 0.0) / both if both > 0 else 0.0


def _stretched(shared: Sequence[tuple[Marks, Marks]], kind: str) -> SpanOverlap:
    found = NOTHING
    for a, b in shared:
        one, other = (
            [(*shape.stretch, shape.label) for shape in marks.shapes if shape.stretch and shape.kind == kind]
            for marks in (a, b)
        )
        found += span_overlap(one, other)
    return found


def _tracks(a: Marks, b: Marks, threshold: float) -> list[TrackAgreement]:
    one, other = ([shape for shape in marks.shapes if shape.track] for marks in (a, b))
    return [
        track_agreement([dict(shape.track) for shape in first], [dict(shape.track) for shape in second], threshold)
        for first, second in by_label(one, other)
    ]


def _summed(parts: Sequence[Sequence[TrackAgreement]]) -> TrackAgreement | Undefined:
    """Return the agreement over all videos and labels, where a frame counts as much as any other."""
    every = [one for part in parts for one in part]
    first, second = sum(one.first for one in every), sum(one.second for one in every)
    if not first + second:
        return Undefined("neither annotator followed an object")
    matched, either = sum(one.matched for one in every), sum(one.either for one in every)
    total = sum(one.mean_iou * one.either for one in every)
    return TrackAgreement(2 * matched / (first + second), total / either, matched, first, second, either)


def _in_words(kinds: set[str]) -> str:
    *most, last = sorted(kinds)
    return f"{', '.join(most)} and {last}" if most else last
