"""What people marked within items: the score of each two of them, by kind of mark."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.label_files import LabelTable
from calculators.methods.agreement import MatchedIou, SpanF1, Undefined
from calculators.models.agreement.regions import box_agreement, marks_of_pairs, span_agreement


@dataclass(frozen=True, kw_only=True)
class RegionScore:
    """Two annotators' marks: how many each marked, how many match, and the F1 (None: not defined).

    For boxes in video all are counted frame by frame, and the F1 is that of identities.
    ``partial_f1`` and ``length_f1`` are those of spans and stretches alone: with any overlap as a match, and by length.
    ``token_f1`` is that of spans by token, where the text is known.
    """

    kind: str
    first: str
    second: str
    items: int
    marked_by_first: int
    marked_by_second: int
    matched: int
    f1: float | None
    mean_overlap: float | None
    partial_f1: float | None = None
    length_f1: float | None = None
    token_f1: float | None = None


def region_scores(table: LabelTable, threshold: float) -> tuple[RegionScore, ...]:
    """Return the scores of spans, then of boxes and shapes; boxes beside other outlines are scored with these."""
    found = list(_spans(table))
    shapes = [shape for marks in table.marks for shape in marks.shapes]
    if not any(shape.outline for shape in shapes):
        found += _boxes(table, threshold)
    if shapes:
        found += _shapes(table, threshold)
    return tuple(found)


def region_cautions(table: LabelTable) -> Iterator[str]:
    """Yield what could mislead in the scores of shapes."""
    shapes = [shape for marks in table.marks for shape in marks.shapes]
    outlined = any(shape.outline for shape in shapes) or any(marks.boxes for marks in table.marks)
    if outlined and any(shape.pixels for shape in shapes):
        yield "Masks are compared with masks and outlines with outlines, so an object that is both matches nothing."
    if any(shape.pose for shape in shapes):
        from calculators.models.agreement.shapes import assumed_sigmas

        if assumed_sigmas(table):
            yield (
                "Some key points are not the 17 of a body that COCO names. How far careful people stray at them is "
                "assumed to be 0.067 of the object's size, the mean of COCO's (an assumption)."
            )


def _spans(table: LabelTable) -> Iterator[RegionScore]:
    if not any(marks.spans for marks in table.marks):
        return
    from calculators.methods.agreement.span_overlap import NOTHING, span_overlap

    shared = [pair for _, pair in sorted(marks_of_pairs(table).items())]
    for exact, both in zip(span_agreement(table), shared, strict=True):
        f1 = exact.f1 if isinstance(exact.f1, SpanF1) else None
        found = sum((span_overlap(a.spans, b.spans) for a, b in both), NOTHING)
        yield RegionScore(
            kind="spans",
            first=exact.first,
            second=exact.second,
            items=exact.items,
            marked_by_first=f1.first if f1 else 0,
            marked_by_second=f1.second if f1 else 0,
            matched=f1.shared if f1 else 0,
            f1=f1.f1 if f1 else None,
            mean_overlap=None,
            partial_f1=_or_none(found.partial_f1),
            length_f1=_or_none(found.length_f1),
            token_f1=exact.tokens.f1 if isinstance(exact.tokens, SpanF1) else None,
        )


def _boxes(table: LabelTable, threshold: float) -> Iterator[RegionScore]:
    if any(marks.boxes for marks in table.marks):
        for pair in box_agreement(table, threshold):
            iou = pair.iou if isinstance(pair.iou, MatchedIou) else None
            yield RegionScore(
                kind="boxes",
                first=pair.first,
                second=pair.second,
                items=pair.items,
                marked_by_first=iou.first if iou else 0,
                marked_by_second=iou.second if iou else 0,
                matched=iou.matched if iou else 0,
                f1=iou.f1_at_threshold if iou else None,
                mean_overlap=iou.mean_iou if iou else None,
            )


def _shapes(table: LabelTable, threshold: float) -> Iterator[RegionScore]:
    # Geometry is loaded when a file has shapes.
    from calculators.models.agreement.shapes import shape_agreement

    for pair in shape_agreement(table, threshold):
        found = None if isinstance(pair.found, Undefined) else pair.found
        yield RegionScore(
            kind=pair.kind,
            first=pair.first,
            second=pair.second,
            items=pair.items,
            marked_by_first=found.first if found else 0,
            marked_by_second=found.second if found else 0,
            matched=found.matched if found else 0,
            f1=None if found is None else found.f1_at_threshold if isinstance(found, MatchedIou) else found.identity_f1,
            mean_overlap=found.mean_iou if found else None,
            partial_f1=_or_none(pair.stretches.partial_f1) if pair.stretches else None,
            length_f1=_or_none(pair.stretches.length_f1) if pair.stretches else None,
        )


def _or_none(value: float | Undefined) -> float | None:
    return None if isinstance(value, Undefined) else value
