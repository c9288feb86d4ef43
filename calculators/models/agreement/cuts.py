"""Texts that people cut into pieces without gaps: how far they cut at the same places."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from calculators.label_files.table import LabelTable, Marks, Span
from calculators.methods.agreement.segmentation import segmentation_difference
from calculators.methods.agreement.undefined import Undefined
from calculators.models.agreement.regions import marks_of_pairs

# Between two pieces there may be a space or a line's end.
_GAP = 2


@dataclass(frozen=True, kw_only=True)
class CutScore:
    """Two annotators who cut the same texts: the share of windows in which they differ (0 to 1).

    Attributes:
        first: the one annotator.
        second: the other.
        items: the texts that both cut from the same start to the same end.
        left_out: the texts where start or end differ, or that are shorter than a window.
        pk: Pk, with each of the two as the reference in turn, averaged over all windows.
        window_difference: WindowDiff, likewise.
    """

    first: str
    second: str
    items: int
    left_out: int
    pk: float
    window_difference: float


def cut_agreement(table: LabelTable) -> tuple[CutScore, ...]:
    """Return how far each two annotators cut texts at the same places; empty where marks are no pieces of a whole."""
    if not all(is_cut(marks.spans) and not marks.boxes and not marks.shapes for marks in table.marks):
        return ()
    if not any(len(marks.spans) > 1 for marks in table.marks):
        return ()
    found = []
    for (one, other), shared in sorted(marks_of_pairs(table).items()):
        parts = [part for a, b in shared for part in [_compared(a, b)] if part]
        windows = sum(part[2] for part in parts)
        if windows:
            found.append(
                CutScore(
                    first=table.annotators[one],
                    second=table.annotators[other],
                    items=len(parts),
                    left_out=len(shared) - len(parts),
                    pk=sum(part[0] for part in parts) / windows,
                    window_difference=sum(part[1] for part in parts) / windows,
                )
            )
    return tuple(found)


def is_cut(spans: Sequence[Span]) -> bool:
    """Say whether spans are the pieces of one stretch of text, one beginning where the other ends, but for a space."""
    ordered = sorted(spans)
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(ordered)]
    return bool(ordered) and all(0 <= gap <= _GAP for gap in gaps)


def _compared(a: Marks, b: Marks) -> tuple[float, float, int] | None:
    """Return the windows that Pk and WindowDiff count, and all windows; None where the texts are not the same."""
    pieces = [sorted(marks.spans) for marks in (a, b)]
    start, end = pieces[0][0][0], pieces[0][-1][1]
    if (start, end) != (pieces[1][0][0], pieces[1][-1][1]):
        return None
    first, second = ([span[0] - start for span in part[1:] if span[0] > start] for part in pieces)
    found = [segmentation_difference(*both, end - start) for both in ((first, second), (second, first))]
    known = [one for one in found if not isinstance(one, Undefined)]
    if len(known) < len(found):
        return None
    windows = sum(one.windows for one in known)
    return (
        sum(one.pk * one.windows for one in known),
        sum(one.window_difference * one.windows for one in known),
        windows,
    )
