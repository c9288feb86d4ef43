"""Agreement of two annotators who cut the same text into pieces."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined


@dataclass(frozen=True, slots=True)
class Segmentation:
    """How far two ways of cutting a text differ, from 0 (alike) to 1.

    Attributes:
        pk: the share of windows of which only one of the two cuts is cut at all.
        window_difference: the share of windows in which the two have different numbers of cuts.
        window: the number of places between two units that a window holds.
        windows: the number of windows.
    """

    pk: float
    window_difference: float
    window: int
    windows: int


def segmentation_difference(
    reference: Sequence[int], other: Sequence[int], units: int, window: int | None = None
) -> Segmentation | Undefined:
    """Return Pk and WindowDiff of two ways of cutting a text of so many units.

    A cut is the number of units before it. A window slides over the places between two units, one at a time.

    Args:
        reference: the cuts of the one annotator, who sets the window where none is given.
        other: the cuts of the other.
        units: the number of units, as characters or sentences.
        window: places in a window; without it, half the mean length of the reference's pieces.

    Raises:
        InputError: a cut is not between two units, or the window is below 1.

    Source: Pk: Beeferman, Berger and Lafferty (1999), Statistical models for text segmentation, Machine Learning 34,
    doi:10.1023/A:1007506220214; WindowDiff: Pevzner and Hearst (2002), A critique and improvement of an evaluation
    metric for text segmentation, Computational Linguistics 28(1), doi:10.1162/089120102317341756.
    """
    for field, given in (("reference", reference), ("other", other)):
        if not all(0 < cut < units for cut in given):
            raise InputError(field, f"cuts between 1 and {units - 1}")
    if window is None:
        window = max(1, round(units / (2 * (len(set(reference)) + 1))))
    if window < 1:
        raise InputError("window", "at least 1", str(window))
    places = units - 1
    windows = places - window + 1
    if windows < 1:
        return Undefined("the text is shorter than a window")
    ours, theirs = _so_far(reference, places), _so_far(other, places)
    one_only = different = 0
    for start in range(windows):
        cuts = ours[start + window] - ours[start]
        found = theirs[start + window] - theirs[start]
        one_only += bool(cuts) != bool(found)
        different += cuts != found
    return Segmentation(one_only / windows, different / windows, window, windows)


def _so_far(cuts: Sequence[int], places: int) -> list[int]:
    at = set(cuts)
    return [0, *accumulate(place + 1 in at for place in range(places))]
