"""Similarity of objects that are marked by key points, as joints of a body."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined

# How far careful people stray at each of COCO's points, over the square root of the object's area.
COCO_SIGMAS: Mapping[str, float] = {
    "nose": 0.026, "left_eye": 0.025, "right_eye": 0.025, "left_ear": 0.035, "right_ear": 0.035,
    "left_shoulder": 0.079, "right_shoulder": 0.079, "left_elbow": 0.072, "right_elbow": 0.072,
    "left_wrist": 0.062, "right_wrist": 0.062, "left_hip": 0.107, "right_hip": 0.107,
    "left_knee": 0.087, "right_knee": 0.087, "left_ankle": 0.089, "right_ankle": 0.089,
}  # fmt: skip
# What is assumed of a point that COCO does not name: the mean of those it names.
ASSUMED_SIGMA = 0.067


@dataclass(frozen=True, slots=True)
class Posed:
    """An object's key points.

    Attributes:
        points: the place of each point, None where it was not marked.
        area: the object's area, in the square of the places' unit.
    """

    points: tuple[tuple[float, float] | None, ...]
    area: float


def object_key_point_similarity(reference: Posed, other: Posed, sigmas: Sequence[float]) -> float | Undefined:
    """Return how near an object's key points lie to a reference's, from 0 to 1.

    The mean over the points that the reference marked of exp(-d² / (2 area (2 sigma)²)), where d is the distance; a
    point that the other did not mark counts 0.

    Raises:
        InputError: the numbers of points and sigmas differ, or a sigma or the reference's area is not above 0.

    Source: Lin et al. (2014), Microsoft COCO: common objects in context, ECCV, doi:10.1007/978-3-319-10602-1_48; the
    sigmas and the formula: Ruggero Ronchi and Perona (2017), Benchmarking and error diagnosis in multi-instance pose
    estimation, ICCV, doi:10.1109/ICCV.2017.48.
    """
    if not len(reference.points) == len(other.points) == len(sigmas):
        raise InputError("other", f"{len(sigmas)} points, one a sigma, in both objects", str(len(other.points)))
    if not all(sigma > 0 for sigma in sigmas) or not reference.area > 0:
        raise InputError("reference", "an area and sigmas above 0")
    near = [
        _nearness(point, found, sigma, reference.area)
        for point, found, sigma in zip(reference.points, other.points, sigmas, strict=True)
        if point is not None
    ]
    return math.fsum(near) / len(near) if near else Undefined("the reference marked no point")


def pose_overlaps(first: Sequence[Posed], second: Sequence[Posed], sigmas: Sequence[float]) -> list[list[float]]:
    """Return the similarity of each object of the first annotator with each of the second.

    Neither of two people is the reference, so each is taken for it in turn, and the mean is used; an object without a
    marked point is like none.

    Raises:
        InputError: as for ``object_key_point_similarity``.
    """
    return [[(_like(one, other, sigmas) + _like(other, one, sigmas)) / 2 for other in second] for one in first]


def _like(reference: Posed, other: Posed, sigmas: Sequence[float]) -> float:
    found = object_key_point_similarity(reference, other, sigmas)
    return 0.0 if isinstance(found, Undefined) else found


def _nearness(point: tuple[float, float], found: tuple[float, float] | None, sigma: float, area: float) -> float:
    if found is None:
        return 0.0
    distance = (point[0] - found[0]) ** 2 + (point[1] - found[1]) ** 2
    return math.exp(-distance / (2 * area * (2 * sigma) ** 2))
