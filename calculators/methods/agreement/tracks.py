"""Agreement of two annotators who follow objects through a video."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculators.methods.agreement.boxes import Box, box_iou
from calculators.methods.agreement.matching import assigned, check_threshold
from calculators.methods.agreement.undefined import Undefined

# Where an object is, by frame.
type Track = Mapping[int, Box]


@dataclass(frozen=True, slots=True)
class TrackAgreement:
    """How well two annotators' tracks of one video fit, each track paired with at most one.

    Attributes:
        identity_f1: 2 x matched / (first + second), from 0 to 1.
        mean_iou: the overlap of paired tracks, frame by frame, over all frames in which either has its object.
        matched: frames in which the boxes of two paired tracks overlap by the threshold or more.
        first: boxes of the first annotator, frame by frame.
        second: those of the second.
        either: boxes of either, where those of paired tracks in one frame count once.
    """

    identity_f1: float
    mean_iou: float
    matched: int
    first: int
    second: int
    either: int


def track_agreement(first: Sequence[Track], second: Sequence[Track], threshold: float = 0.5) -> TrackAgreement:
    """Return the identity F1 (IDF1) of two annotators' tracks, and their mean overlap.

    Tracks are paired one to one so that as many frames as possible match, over the whole video: who follows one object
    as two has only the longer part matched.

    Raises:
        InputError: a box is no box, or the threshold is not above 0 and at most 1.

    Source: Ristani et al. (2016), Performance measures and a data set for multi-target, multi-camera tracking, ECCV
    Workshops, doi:10.1007/978-3-319-48881-3_2.
    """
    check_threshold(threshold)
    overlaps = [[_overlaps(one, other) for other in second] for one in first]
    matches = [[sum(overlap >= threshold for overlap in cell) for cell in row] for row in overlaps]
    # Of pairings that match as many frames, the one with the largest overlap; a share of a frame never outweighs one.
    sums = [[math.fsum(cell) for cell in row] for row in overlaps]
    scale = 1 + math.ceil(sum(map(sum, sums)))
    gains = [
        [(n * scale << 30) + int(sums[at][place] * 2**30) for place, n in enumerate(row)]
        for at, row in enumerate(matches)
    ]
    pairs = assigned(gains)
    ours, theirs = sum(map(len, first)), sum(map(len, second))
    matched = sum(matches[one][other] for one, other in pairs)
    both = sum(len(overlaps[one][other]) for one, other in pairs)
    total = math.fsum(sums[one][other] for one, other in pairs)
    frames = ours + theirs
    return TrackAgreement(
        identity_f1=2 * matched / frames if frames else 0.0,
        mean_iou=total / (frames - both) if frames else 0.0,
        matched=matched,
        first=ours,
        second=theirs,
        either=frames - both,
    )


def _overlaps(one: Track, other: Track) -> list[float]:
    """Return the overlap in each frame that both tracks have."""
    found = [box_iou(one[frame], other[frame]) for frame in sorted(one.keys() & other.keys())]
    return [0.0 if isinstance(overlap, Undefined) else overlap for overlap in found]
