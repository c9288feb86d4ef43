"""Which items to settle first where people marked spans, boxes, shapes, tracks or parts of a recording."""

import json

import pytest

from calculators.core import Better, Progress
from calculators.label_files import read
from calculators.models.agreement.open_marks import open_marked
from calculators.models.agreement.samples import SAMPLES
from tests.label_files import drawn_files
from tests.label_files import written_by_tools as tools
from tests.models.test_agreement_follow_up import download, result, section


def test_of_spans_the_items_with_most_unmatched_marks_come_first() -> None:
    """The sample of entities lists every sentence that was marked differently, and saves it as tasks."""
    found = result(SAMPLES["Label Studio entities"])
    assert [(one.item, one.bits) for one in found.follow_up.first] == [("2", 1.0), ("3", pytest.approx(1 / 3))]
    assert "1 minus F1" in section(found, "adjudicate")
    tasks = json.loads(download("items-to-adjudicate", SAMPLES["Label Studio entities"])[0])
    assert [task["data"]["text"] for task in tasks] == ["Sentence 2", "Sentence 3"]
    assert all(len(task["predictions"]) == 2 for task in tasks)


def test_of_boxes_the_pictures_are_listed_by_name() -> None:
    """Of CVAT's boxes the picture on which one person drew elsewhere is listed, and no other."""
    box = '<box label="car" xtl="{}" ytl="0" xbr="{}" ybr="10"/>'
    people = {"ana": (0, 0), "ben": (0, 50)}
    files = {
        f"{person}.xml": "<annotations>" + "".join(
            f'<image id="{at}" name="{at}.jpg">{box.format(left, left + 10)}</image>' for at, left in enumerate(lefts)
        ) + "</annotations>"
        for person, lefts in people.items()
    }  # fmt: skip
    assert download("items-to-adjudicate", tools.zipped(files))[0] == "1.jpg\n"


def open_bits(data: bytes, threshold: float = 0.5) -> list[float]:
    """Return how much of each item's marks nobody else's matches, of the items on which marks differ."""
    *steps, last = open_marked(read(data), threshold)
    assert all(isinstance(step, Progress) for step in steps)
    assert isinstance(last, Better)
    return [one.bits for one in last.result]


@pytest.mark.parametrize(
    "write",
    [
        drawn_files.studio_polygons, drawn_files.studio_turned, drawn_files.coco_polygons,
        drawn_files.coco_packed_masks, drawn_files.coco_plain_masks, drawn_files.cvat_polygons,
        drawn_files.cvat_turned, drawn_files.cvat_masks, drawn_files.labelbox_polygons,
        drawn_files.prodigy_polygons,
    ],
)  # fmt: skip
def test_of_shapes_those_that_overlap_too_little_are_open(write) -> None:
    """Two shapes that share a half match at that threshold, so nothing is open; just above it the item is."""
    assert open_bits(write(), 0.5) == []
    assert open_bits(write(), 0.51) == [1.0]


def test_of_tracks_the_frames_that_nobody_else_has_are_counted() -> None:
    """Of ten boxes and of seven, seven match: a share of 1 minus 14 / 17 is open."""
    for write in (drawn_files.cvat_video, drawn_files.studio_video):
        assert open_bits(write()) == [pytest.approx(3 / 17)]


def test_of_recordings_and_bodies_unmatched_marks_are_counted() -> None:
    """A stretch matches nothing, nor do two that share a half above that; bodies match where both marked a joint."""
    assert open_bits(drawn_files.studio_sound()) == [pytest.approx(1 / 3)]
    assert open_bits(drawn_files.studio_sound(), 0.51) == [1.0]
    assert open_bits(drawn_files.coco_bodies(("nose", "tail"))) == []


def test_a_polygon_that_another_drew_as_a_box_is_matched() -> None:
    """Boxes beside outlines are counted once, with these, so who drew the same object either way agrees."""
    files = drawn_files.cvat({
        "Eva": '<box label="car" xtl="0" ytl="0" xbr="4" ybr="4"/>',
        "Jonas": '<polygon label="car" points="0,0;4,0;4,4;0,4"/>',
    })  # fmt: skip
    assert open_bits(files) == []


def test_shapes_reach_the_list_and_its_file() -> None:
    """The answer for polygons lists the picture, and saves it for the tool they came from."""
    found = result(drawn_files.cvat_polygons(), overlap_needed=0.75)
    assert [one.words() for one in found.follow_up.first] == ["1 mark: Eva, Jonas"]
    assert "1.jpg" in section(found, "adjudicate")
    assert download("items-to-adjudicate", drawn_files.cvat_polygons(), overlap_needed=0.75)[0] == "1.jpg\n"
