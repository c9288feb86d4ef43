"""Outlines, masks and key points against shapely and COCO's own tools."""

import math
from random import Random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from shapely import Polygon, affinity, unary_union
from shapely.geometry import Point

from calculators.core import InputError
from calculators.methods.agreement import Undefined, box_iou
from calculators.methods.agreement.key_points import (
    COCO_SIGMAS,
    Posed,
    object_key_point_similarity,
    pose_overlaps,
)
from calculators.methods.agreement.masks import Mask, mask_iou, mask_overlaps
from calculators.methods.agreement.matching import matched_by
from calculators.methods.agreement.polygons import outline_iou, outline_overlaps

SQUARE = (((0, 0), (4, 0), (4, 4), (0, 4)),)


def star(draw, corners, middle=(0.0, 0.0)):
    """Return a simple polygon with dents: corners at growing angles, at any distance."""
    step = 2 * math.pi / corners
    angles = [step * (at + draw.uniform(0, 0.4)) for at in range(corners)]
    return tuple(
        (middle[0] + (r := draw.uniform(0.5, 5)) * math.cos(angle), middle[1] + r * math.sin(angle)) for angle in angles
    )


def test_outlines_by_hand():
    """A square against its half, a turned square, a square with a dent, two parts, and one far away."""
    assert outline_iou(SQUARE, (((0, 0), (4, 0), (4, 2), (0, 2)),)) == pytest.approx(0.5)
    diamond = (((2, -2), (6, 2), (2, 6), (-2, 2)),)
    assert outline_iou(SQUARE, diamond) == pytest.approx(0.5)
    dented = (((0, 0), (4, 0), (4, 4), (2, 2), (0, 4)),)
    assert outline_iou(SQUARE, dented) == pytest.approx(0.75)
    halves = (((0, 0), (2, 0), (2, 4), (0, 4)), ((2, 0), (4, 0), (4, 4), (2, 4)))
    assert outline_iou(SQUARE, halves) == pytest.approx(1)
    assert outline_iou(SQUARE, (((9, 9), (10, 9), (9, 10)),)) == 0
    bow = (((0, 0), (4, 4), (4, 0), (0, 4)),)
    assert outline_iou(SQUARE, bow) == pytest.approx(0.5)


@pytest.mark.parametrize("seed", range(60))
def test_any_simple_polygons_overlap_as_shapely_says(seed):
    """Dented polygons of up to 40 corners have shapely's intersection over union, whichever comes first."""
    draw = Random(seed)
    one, other = star(draw, draw.randint(3, 40)), star(draw, draw.randint(3, 40), (draw.uniform(-3, 3), 1.0))
    a, b = Polygon(one), Polygon(other)
    assert a.is_valid
    assert b.is_valid
    wanted = a.intersection(b).area / a.union(b).area
    assert outline_iou((one,), (other,)) == pytest.approx(wanted, abs=1e-9)
    assert outline_iou((other,), (one,)) == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_outlines_of_several_parts_overlap_as_shapely_says(seed):
    """Parts that overlap each other count once, as in shapely's union."""
    draw = Random(seed)
    outlines = [
        tuple(star(draw, draw.randint(5, 12), (draw.uniform(-4, 4), draw.uniform(-4, 4))) for _ in range(3))
        for _ in range(2)
    ]
    a, b = (unary_union([Polygon(part).buffer(0) for part in parts]) for parts in outlines)
    assert all(Polygon(part).is_valid for parts in outlines for part in parts)
    assert outline_iou(*outlines) == pytest.approx(a.intersection(b).area / a.union(b).area, abs=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_turned_boxes_overlap_as_shapely_says(seed):
    """Two rectangles turned by any angle have shapely's overlap."""
    draw = Random(seed)
    shapes = []
    for _ in range(2):
        width, height = draw.uniform(1, 5), draw.uniform(1, 5)
        box = Polygon([(0, 0), (width, 0), (width, height), (0, height)])
        shapes.append(affinity.rotate(affinity.translate(box, draw.uniform(-1, 1), draw.uniform(-1, 1)), seed * 17))
    a, b = shapes
    outlines = [(tuple(shape.exterior.coords)[:-1],) for shape in shapes]
    assert outline_iou(*outlines) == pytest.approx(a.intersection(b).area / a.union(b).area, abs=1e-9)


edges = st.tuples(*(st.integers(0, 20) for _ in range(4)))


@given(edges, edges)
def test_outlines_of_boxes_overlap_as_boxes(first, second):
    """A box drawn as a polygon of four corners overlaps as the box does, touching or degenerate ones included."""
    boxes = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in (first, second)]
    corners = [(((a, b), (c, b), (c, d), (a, d)),) for a, b, c, d in boxes]
    found, wanted = outline_iou(*corners), box_iou(*boxes)
    assert isinstance(found, Undefined) == isinstance(wanted, Undefined)
    if not isinstance(wanted, Undefined):
        assert found == pytest.approx(wanted, abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=8))
def test_any_ring_overlaps_itself_fully_and_its_mirror_as_much_both_ways(corners):
    """A ring of any corners, crossing itself or not, overlaps itself by 1 and is symmetric with another."""
    ring, mirror = (tuple(corners),), (tuple((y, x) for x, y in corners),)
    found = outline_iou(ring, ring)
    assert isinstance(found, Undefined) or found == pytest.approx(1)
    if not isinstance(found, Undefined):
        assert outline_iou(ring, mirror) == pytest.approx(outline_iou(mirror, ring), abs=1e-9)


@pytest.mark.parametrize(
    "wrong", [(), (((0, 0), (1, 1)),), (((0, 0), (1, 1), (math.nan, 0)),), (tuple((i, i * i) for i in range(10_001)),)]
)
def test_what_is_no_outline_is_refused(wrong):
    """No part, two corners, a place that is no number, and too many corners are refused."""
    with pytest.raises(InputError):
        outline_iou(SQUARE, wrong)


def test_outlines_that_do_not_meet_are_not_compared():
    """The table of overlaps holds 0 where frames do not meet, and the overlap elsewhere."""
    far = (((50, 50), (51, 50), (50, 51)),)
    assert outline_overlaps([SQUARE, far], [SQUARE]) == [[1.0], [0.0]]
    assert outline_overlaps([], [SQUARE]) == []


def mask_of(pixels, order="columns"):
    """Return the mask of a matrix of pixels."""
    flat = pixels.ravel(order="F" if order == "columns" else "C")
    ends = numpy.flatnonzero(numpy.diff(numpy.concatenate([[0], flat, [0]])))
    return Mask(*pixels.shape, order, tuple((int(a), int(b)) for a, b in zip(ends[::2], ends[1::2], strict=True)))


@pytest.mark.parametrize("seed", range(20))
def test_masks_overlap_as_coco_says(seed):
    """Random masks have the overlap that COCO's own tools give, and the area too."""
    draw = numpy.random.default_rng(seed)
    pixels = [(draw.random((13, 17)) < share).astype(numpy.uint8) for share in (0.3, 0.6)]
    coded = [coco_mask.encode(numpy.asfortranarray(one)) for one in pixels]
    wanted = coco_mask.iou([coded[0]], [coded[1]], [0])[0, 0]
    for order in ("rows", "columns"):
        masks = [mask_of(one, order) for one in pixels]
        assert mask_iou(*masks) == pytest.approx(wanted, abs=1e-12)
        assert [one.area for one in masks] == [int(one.sum()) for one in pixels]
        assert mask_overlaps(masks[:1], masks)[0] == pytest.approx([1, wanted])


def test_masks_of_unlike_pictures_are_refused():
    """Two sizes, or two orders of counting, cannot be compared; two empty masks have no overlap."""
    empty = Mask(2, 3, "rows", ())
    assert isinstance(mask_iou(empty, empty), Undefined)
    assert mask_overlaps([empty], [empty]) == [[0.0]]
    with pytest.raises(InputError):
        mask_iou(empty, Mask(3, 2, "rows", ()))
    with pytest.raises(InputError):
        mask_iou(empty, Mask(2, 3, "columns", ()))


@pytest.mark.parametrize("seed", range(10))
def test_key_points_are_as_similar_as_coco_says(seed):
    """The similarity to a reference is COCO's own, point for point, for bodies with unmarked points."""
    draw = Random(seed)
    reference = [draw.choice([None, *[(draw.uniform(0, 90), draw.uniform(0, 90))] * 4]) for _ in range(17)]
    reference[0] = (20.0, 30.0)
    other = [None if point is None else tuple(end + draw.gauss(0, 3) for end in point) for point in reference]
    area = draw.uniform(200, 3_000)
    assert object_key_point_similarity(
        Posed(tuple(reference), area), Posed(tuple(other), area), tuple(COCO_SIGMAS.values())
    ) == pytest.approx(by_coco(reference, other, area), abs=1e-6)


def by_coco(reference, other, area):
    """Return what COCO's evaluation computes."""

    def flat(points):
        return [value for point in points for value in ((0, 0, 0) if point is None else (*point, 2))]

    known = COCO()
    note = {"id": 1, "image_id": 1, "category_id": 1, "keypoints": flat(reference), "area": area, "iscrowd": 0,
            "num_keypoints": sum(point is not None for point in reference), "bbox": [0, 0, 10, 10]}  # fmt: skip
    known.dataset = {"images": [{"id": 1}], "categories": [{"id": 1}], "annotations": [note]}
    known.createIndex()
    found = COCO()
    found.dataset = known.dataset | {"annotations": [note | {"keypoints": flat(other), "score": 1.0}]}
    found.createIndex()
    evaluation = COCOeval(known, found, "keypoints")
    evaluation._prepare()
    return evaluation.computeOks(1, 1)[0][0]


def test_key_points_of_two_people():
    """Equal objects are alike by 1, a point left out by the other counts 0, and each is the reference in turn."""
    whole, part = Posed(((0.0, 0.0), (4.0, 0.0)), 100.0), Posed(((0.0, 0.0), None), 100.0)
    sigmas = (0.05, 0.05)
    assert object_key_point_similarity(whole, whole, sigmas) == 1
    assert object_key_point_similarity(whole, part, sigmas) == 0.5
    assert object_key_point_similarity(part, whole, sigmas) == 1
    assert pose_overlaps([whole], [whole, part], sigmas) == [[1, 0.75]]
    nothing = Posed((None, None), 1.0)
    assert isinstance(object_key_point_similarity(nothing, whole, sigmas), Undefined)
    assert pose_overlaps([nothing], [whole], sigmas) == [[0]]
    for wrong in (((0.05,)), (0.05, 0.0)):
        with pytest.raises(InputError):
            object_key_point_similarity(whole, whole, wrong)
    with pytest.raises(InputError):
        object_key_point_similarity(Posed(whole.points, 0.0), whole, sigmas)


def test_shapes_are_paired_with_the_largest_total():
    """Nothing at all is undefined, one side alone scores 0, and a bad threshold is refused."""
    assert isinstance(matched_by([], 0), Undefined)
    assert matched_by([], 3).mean_iou == 0
    assert matched_by([[0.5, 0.9], [0.4, 0.8]], 2).mean_iou == pytest.approx(0.65)
    with pytest.raises(InputError):
        matched_by([[1.0]], 1, 0)
    with pytest.raises(InputError):
        matched_by([[0.0]] * 1_001, 1)


def test_an_ellipse_of_many_corners_is_close_to_a_round_one():
    """A ring of 128 corners with an ellipse's area overlaps a much finer circle by more than 0.999."""
    radius = 3 * math.sqrt(2 * math.pi / 128 / math.sin(2 * math.pi / 128))
    ring = tuple(
        (radius * math.cos(2 * math.pi * i / 128), radius * math.sin(2 * math.pi * i / 128)) for i in range(128)
    )
    fine = (tuple(Point(0, 0).buffer(3, 500).exterior.coords)[:-1],)
    assert outline_iou((ring,), fine) > 0.999
