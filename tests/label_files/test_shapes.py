"""Shapes from every tool: the same drawing gives the same overlap, and what is broken is refused."""

import json
import math
from collections.abc import Callable

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycocotools import mask as coco_mask

from calculators.label_files import read
from calculators.label_files.drawn import between, brush_runs, coco_counts, ellipse, runs_of, turned_box, within_box
from calculators.models.agreement.marked import RegionScore, region_cautions, region_scores
from tests.label_files import drawn_files
from tests.label_files.drawn_files import coco, coco_bodies, cvat, studio, studio_result
from tests.label_files.small_files import refused


def score(data: bytes) -> RegionScore:
    """Return the one score of a file."""
    (found,) = region_scores(read(data), 0.5)
    return found


@pytest.mark.parametrize(
    "write",
    [
        drawn_files.studio_polygons,
        drawn_files.studio_turned,
        drawn_files.coco_polygons,
        drawn_files.coco_packed_masks,
        drawn_files.coco_plain_masks,
        drawn_files.cvat_polygons,
        drawn_files.cvat_turned,
        drawn_files.cvat_masks,
        drawn_files.labelbox_polygons,
        drawn_files.prodigy_polygons,
    ],
)
def test_a_square_and_its_half_overlap_by_a_half_from_any_tool(write: Callable[[], bytes]) -> None:
    """One pair of shapes overlaps by a half, whatever tool wrote it, and no caution says that it is left out."""
    found = score(write())
    assert (found.items, found.marked_by_first, found.marked_by_second, found.matched) == (1, 1, 1, 1)
    assert found.mean_overlap == pytest.approx(0.5)
    assert not read(write()).detected.cautions


@pytest.mark.parametrize("write", [drawn_files.cvat_video, drawn_files.studio_video])
def test_the_same_tracks_give_the_same_identities_from_any_tool(write: Callable[[], bytes]) -> None:
    """Of ten frames and seven, seven match: identity F1 is 14/17, and the mean overlap seven tenths."""
    found = score(write())
    assert (found.kind, found.marked_by_first, found.marked_by_second, found.matched) == ("boxes in video", 10, 7, 7)
    assert found.f1 == pytest.approx(14 / 17)
    assert found.mean_overlap == pytest.approx(0.7)


def test_parts_of_a_recording_are_measured_in_time() -> None:
    """Of three parts two meet for two of their four seconds, and two seconds of seven in all are shared."""
    found = score(drawn_files.studio_sound())
    assert (found.kind, found.matched, found.mean_overlap) == ("stretches of sound", 1, pytest.approx(0.25))
    assert found.partial_f1 == pytest.approx(2 / 3)
    assert found.length_f1 == pytest.approx(4 / 7)


def test_bodies_are_compared_by_their_joints() -> None:
    """Joints that COCO does not name have an assumed spread, which is said; COCO's own seventeen have theirs."""
    other = coco_bodies(("front", "back"))
    assert score(other).mean_overlap == pytest.approx(0.75)
    assert any("assumed to be 0.067" in caution for caution in region_cautions(read(other)))
    from calculators.methods.agreement.key_points import COCO_SIGMAS

    assert not list(region_cautions(read(coco_bodies(tuple(COCO_SIGMAS)))))


def test_ellipses_overlap_as_their_areas() -> None:
    """Of two ellipses around one middle the smaller one's share of the larger is their overlap, in both tools."""
    of_cvat = cvat({
        "Eva": '<ellipse label="car" cx="5" cy="5" rx="4" ry="2" rotation="30"/>',
        "Jonas": '<ellipse label="car" cx="5" cy="5" rx="2" ry="1" rotation="30"/>',
    })  # fmt: skip
    value = {"x": 50, "y": 50, "radiusX": 40, "radiusY": 20, "rotation": 30}
    of_studio = studio({
        "Eva": [studio_result("ellipselabels", value)],
        "Jonas": [studio_result("ellipselabels", value | {"radiusX": 20, "radiusY": 10})],
    })  # fmt: skip
    for data in (of_cvat, of_studio):
        assert score(data).mean_overlap == pytest.approx(0.25)


def test_masks_beside_outlines_are_said_to_match_nothing() -> None:
    """A mask and a polygon of the same object are two families, and a caution says so."""
    data = coco({"Eva": {"segmentation": {"size": [10, 10], "counts": [0, 4, 96]}},
                 "Jonas": {"segmentation": [[0, 0, 0, 4, 4, 4]]}})  # fmt: skip
    assert [found.matched for found in region_scores(read(data), 0.5)] == [0, 0]
    assert any("an object that is both matches nothing" in caution for caution in region_cautions(read(data)))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (coco({"Eva": {"segmentation": {"size": [10, 10], "counts": "abc"}}, "Jonas": {}}), "run lengths"),
        (coco({"Eva": {"segmentation": {"size": [10, 10], "counts": [5, -5, 100]}}, "Jonas": {}}), "of 100 pixels"),
        (coco({"Eva": {"segmentation": [["a", 0, 0, 4, 4, 4]]}, "Jonas": {}}), "a corner"),
        (cvat({"Eva": '<polygon label="car" points="1,2;x,3;4,5"/>', "Jonas": ""}), "numbers as points"),
        (cvat({"Eva": '<mask label="car" rle="0, 99" left="0" top="0" width="4" height="4"/>', "Jonas": ""}), "a mask"),
        (studio({"Eva": [studio_result("brushlabels", {"format": "rle", "rle": [1, 2, 3]})]}), "a brush of 10 by 10"),
    ],
)  # fmt: skip
def test_broken_shapes_are_refused_in_words(data: bytes, words: str) -> None:
    """A shape whose numbers do not fit is refused with what was expected."""
    assert words in refused(data)


def test_masks_of_pictures_of_two_sizes_are_refused() -> None:
    """Two people's masks of one picture in unlike sizes cannot be laid over each other."""
    from calculators.core import InputError

    data = coco({"Eva": {"segmentation": {"size": [10, 10], "counts": [0, 4, 96]}},
                 "Jonas": {"segmentation": {"size": [5, 20], "counts": [0, 4, 96]}}})  # fmt: skip
    with pytest.raises(InputError):
        score(data)


@given(st.lists(st.booleans(), min_size=1, max_size=80), st.integers(1, 8))
def test_packed_run_lengths_are_those_of_coco_s_own_tools(pixels: list[bool], height: int) -> None:
    """What COCO's tools pack is unpacked to the same pixels."""
    width = -(-len(pixels) // height)
    matrix = numpy.zeros((height, width), dtype=numpy.uint8, order="F")
    matrix.T.flat[: len(pixels)] = pixels
    runs = runs_of(coco_counts(coco_mask.encode(matrix)["counts"].decode()))
    flat = matrix.ravel(order="F")
    assert [at for start, end in runs for at in range(start, end)] == numpy.flatnonzero(flat).tolist()


@pytest.mark.parametrize("wrong", ["\x10", "P", "0!"])
def test_signs_that_are_none_of_coco_s_are_told(wrong: str) -> None:
    """A sign outside the alphabet, and a text that ends within a number, are no run lengths."""
    with pytest.raises(ValueError):  # noqa: PT011 - it has no words, since the reader says where
        coco_counts(wrong)


def packed_brush(values: list[int]) -> list[int]:
    """Pack values as Label Studio does: alike ones as runs, others one by one, in lengths of four sizes."""
    bits = f"{len(values):032b}{7:05b}" + "".join(f"{size - 1:04b}" for size in (3, 8, 13, 16))
    at = 0
    while at < len(values):
        alike = 1
        while at + alike < len(values) and values[at + alike] == values[at]:
            alike += 1
        count = alike if alike > 1 else min(2, len(values) - at)
        which = next(place for place, size in enumerate((3, 8, 13, 16)) if count - 1 < 2**size)
        bits += ("1" if alike > 1 else "0") + f"{which:02b}" + f"{count - 1:0{(3, 8, 13, 16)[which]}b}"
        bits += f"{values[at]:08b}" if alike > 1 else "".join(f"{value:08b}" for value in values[at : at + count])
        at += count
    bits += "0" * (-len(bits) % 8)
    return [int(bits[place : place + 8], 2) for place in range(0, len(bits), 8)]


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_a_brush_is_unpacked_to_the_pixels_that_were_painted(pixels: list[bool]) -> None:
    """Each pixel has four values of which the last is its mask; in any mixture the same pixels come out."""
    for colour in (0, 255):
        values = [value for painted in pixels for value in (colour, 7, colour, 255 * painted)]
        found = [at for start, end in brush_runs(packed_brush(values), len(pixels)) for at in range(start, end)]
        assert found == [at for at, painted in enumerate(pixels) if painted]
    whole = [255 * painted for painted in pixels for _ in range(4)]
    found = [at for start, end in brush_runs(packed_brush(whole), len(pixels)) for at in range(start, end)]
    assert found == [at for at, painted in enumerate(pixels) if painted]


def test_a_brush_of_label_studio_is_a_mask() -> None:
    """Two brushes on one picture overlap by the pixels they share."""
    rows = [[255 * (row < 4 and column < 4) for column in range(10)] for row in range(10)]
    lower = [[255 * (2 <= row < 4 and column < 4) for column in range(10)] for row in range(10)]
    results = {
        person: [studio_result("brushlabels", {"format": "rle", "rle": packed_brush(
            [value for row in one for painted in row for value in [painted] * 4])})]
        for person, one in (("Eva", rows), ("Jonas", lower))
    }  # fmt: skip
    assert score(studio(results)).mean_overlap == pytest.approx(0.5)


def test_geometry_by_hand() -> None:
    """A quarter turn, a ring's area, runs along the rows of a box, and a track between its given boxes."""
    corners = [end for corner in turned_box((0, 0, 4, 2), 90, (0, 0)) for end in corner]
    assert corners == pytest.approx([0, 0, 0, 4, -2, 4, -2, 0])
    ring = ellipse((1, 2), 3, 2, 40)
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2
    assert area == pytest.approx(math.pi * 6)
    assert within_box([1, 3, 4], left=2, top=1, width=2, picture=10) == ((13, 14), (22, 24))
    keys = [(0, (0.0, 0.0, 2.0, 2.0), True), (2, (4.0, 0.0, 6.0, 2.0), False), (5, (9.0, 0.0, 9.0, 9.0), True)]
    assert list(between(keys, 6)) == [
        (0, (0.0, 0.0, 2.0, 2.0)), (1, (2.0, 0.0, 4.0, 2.0)), (5, (9.0, 0.0, 9.0, 9.0)), (6, (9.0, 0.0, 9.0, 9.0)),
    ]  # fmt: skip


def test_parts_of_a_video_are_read() -> None:
    """Each range of a timeline is a part of its own."""

    def ranges(*parts: tuple[int, int]) -> dict[str, object]:
        return studio_result("timelinelabels", {"ranges": [{"start": start, "end": end} for start, end in parts]})

    found = score(studio({"Eva": [ranges((1, 5), (10, 20))], "Jonas": [ranges((1, 5))]}))
    assert (found.kind, found.marked_by_first, found.matched) == ("stretches of video", 2, 1)
    assert json.dumps(found.f1) == json.dumps(2 / 3)
