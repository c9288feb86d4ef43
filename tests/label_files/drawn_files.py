"""Small files of shapes as each tool writes them, by two people, so that what they share is known by hand."""

import json
from collections.abc import Mapping

from tests.label_files.written_by_tools import zipped

# Eva's square of 4 by 4 at the corner, and the lower half of it, which is Jonas's: they overlap by a half.
WHOLE = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]]
HALF = [[0.0, 2.0], [4.0, 2.0], [4.0, 4.0], [0.0, 4.0]]
RINGS = {"Eva": WHOLE, "Jonas": HALF}


def studio(results: Mapping[str, list[dict[str, object]]]) -> bytes:
    """Return Label Studio's JSON of one task with each person's results."""
    named = {"from_name": "shape", "to_name": "image"}
    notes = [
        {
            "completed_by": {"email": f"{person}@example.org"},
            "result": [{"id": f"r{at}", **named, **one} for at, one in enumerate(found)],
        }
        for person, found in results.items()
    ]
    return json.dumps([{"id": 7, "data": {"image": "1.jpg"}, "annotations": notes}]).encode()


def studio_result(kind: str, value: Mapping[str, object], label: str = "car") -> dict[str, object]:
    """Return one result of Label Studio on a picture of 10 by 10 pixels."""
    return {"type": kind, "original_width": 10, "original_height": 10, "value": {**value, kind: [label]}}


def studio_polygons() -> bytes:
    """Return polygons, in percent of a picture of 10 by 10 pixels."""
    return studio({
        person: [studio_result("polygonlabels", {"points": [[10 * x, 10 * y] for x, y in ring], "closed": True})]
        for person, ring in RINGS.items()
    })  # fmt: skip


def studio_turned() -> bytes:
    """Return a box that is turned a quarter about its corner, and one that is not."""
    turned = {"x": 40, "y": 0, "width": 40, "height": 40, "rotation": 90}
    plain = {"x": 0, "y": 20, "width": 40, "height": 20, "rotation": 0}
    return studio({
        "Eva": [studio_result("rectanglelabels", turned)], "Jonas": [studio_result("rectanglelabels", plain)]
    })  # fmt: skip


def coco(notes: Mapping[str, dict[str, object]], **category: object) -> bytes:
    """Return COCO, a file a person, with one annotation of one picture."""
    return zipped({
        f"{person}.json": json.dumps({
            "info": {}, "images": [{"id": 1, "file_name": "1.jpg", "width": 10, "height": 10}],
            "categories": [{"id": 1, "name": "car", **category}],
            "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 0, "bbox": [0, 0, 4, 4], **note}],
        })
        for person, note in notes.items()
    })  # fmt: skip


def coco_polygons() -> bytes:
    """Return COCO's polygons."""
    return coco(
        {person: {"segmentation": [[end for point in ring for end in point]]} for person, ring in RINGS.items()}
    )


def coco_packed_masks() -> bytes:
    """Return COCO's packed run lengths of a picture of 10 by 10 pixels, as its own tools write them."""
    # Columns of 10: four of them hold rows 0 to 3, or rows 2 to 3.
    return coco({"Eva": {"segmentation": {"size": [10, 10], "counts": "04600000l1"}},
                 "Jonas": {"segmentation": {"size": [10, 10], "counts": "22800000j1"}}})  # fmt: skip


def coco_plain_masks() -> bytes:
    """Return COCO's run lengths as lists of numbers."""
    return coco({"Eva": {"segmentation": {"size": [10, 10], "counts": [0, 4, 6, 4, 6, 4, 6, 4, 66]}},
                 "Jonas": {"segmentation": {"size": [10, 10], "counts": [2, 2, 8, 2, 8, 2, 8, 2, 66]}}})  # fmt: skip


def cvat(shapes: Mapping[str, str]) -> bytes:
    """Return CVAT's XML for images, a file a person."""
    return zipped({
        f"{person}.xml": f'<annotations><image id="0" name="1.jpg" width="10" height="10">{shape}</image></annotations>'
        for person, shape in shapes.items()
    })  # fmt: skip


def cvat_polygons() -> bytes:
    """Return CVAT's polygons."""
    return cvat({
        person: f'<polygon label="car" points="{";".join(f"{x:.2f},{y:.2f}" for x, y in ring)}" z_order="0"/>'
        for person, ring in RINGS.items()
    })  # fmt: skip


def cvat_turned() -> bytes:
    """Return a box turned a quarter about its middle, and a plain one."""
    return cvat({
        "Eva": '<box label="car" xtl="0" ytl="0" xbr="4" ybr="4" rotation="90.0"/>',
        "Jonas": '<box label="car" xtl="0" ytl="2" xbr="4" ybr="4"/>',
    })  # fmt: skip


def cvat_masks() -> bytes:
    """Return CVAT's masks, whose run lengths go along the rows of a box."""
    return cvat({
        "Eva": '<mask label="car" rle="0, 16" left="0" top="0" width="4" height="4"/>',
        "Jonas": '<mask label="car" rle="0, 8" left="0" top="2" width="4" height="2"/>',
    })  # fmt: skip


def labelbox_polygons() -> bytes:
    """Return Labelbox's polygons."""
    labels = [
        {"label_details": {"created_by": person}, "annotations": {"objects": [
            {"name": "car", "polygon": [{"x": x, "y": y} for x, y in ring]}]}}
        for person, ring in RINGS.items()
    ]  # fmt: skip
    return json.dumps({"data_row": {"id": "1.jpg"}, "projects": {"p": {"labels": labels}}}).encode()


def prodigy_polygons() -> bytes:
    """Return Prodigy's polygons of image.manual."""
    return "".join(
        json.dumps({"_input_hash": 1, "_task_hash": 2, "_view_id": "image_manual", "answer": "accept",
                    "_annotator_id": person, "image": "1.jpg",
                    "spans": [{"label": "car", "points": ring, "type": "polygon"}]}) + "\n"
        for person, ring in RINGS.items()
    ).encode()  # fmt: skip


def cvat_video() -> bytes:
    """Return a track of ten frames, and one that stands one frame shorter and was lost in between."""

    def box(frame: int, outside: int = 0) -> str:
        return (f'<box frame="{frame}" keyframe="1" outside="{outside}" xtl="{frame}" ytl="0" xbr="{frame + 4}" '
                'ybr="4" occluded="0"/>')  # fmt: skip

    eva = "".join(map(box, range(10)))
    jonas = "".join(map(box, range(5))) + box(5, 1) + "".join(map(box, range(7, 9))) + box(9, 1)
    return zipped({
        f"{person}.xml": f'<annotations><track id="0" label="car">{boxes}</track></annotations>'
        for person, boxes in (("Eva", eva), ("Jonas", jonas))
    })  # fmt: skip


def studio_video() -> bytes:
    """Return the same in Label Studio: a track by its ends, and one that is hidden in between."""

    def key(frame: int, *, enabled: bool = True) -> dict[str, object]:
        return {"frame": frame, "x": frame, "y": 0, "width": 4, "height": 4, "rotation": 0, "enabled": enabled}

    def result(keys: list[dict[str, object]]) -> dict[str, object]:
        return {"type": "videorectangle", "value": {"sequence": keys, "framesCount": 9, "labels": ["car"]}}

    jonas = [key(0), key(5, enabled=False), key(7), key(9, enabled=False)]
    return studio({"Eva": [result([key(0), key(9)])], "Jonas": [result(jonas)]})


def studio_sound() -> bytes:
    """Return parts of a recording: two that meet for half of both together, and one nobody else heard."""

    def part(start: float, end: float, label: str = "speech") -> dict[str, object]:
        return {"type": "labels", "value": {"start": start, "end": end, "channel": 0, "labels": [label]}}

    return studio({"Eva": [part(0.5, 3.5), part(8.25, 9.25, "noise")], "Jonas": [part(1.5, 4.5)]})


def coco_bodies(names: tuple[str, ...]) -> bytes:
    """Return a body with two joints marked by one, and one joint by the other."""
    rest = [0, 0, 0] * (len(names) - 2)
    return coco(
        {"Eva": {"keypoints": [1, 1, 2, 3, 3, 2, *rest], "num_keypoints": 2, "area": 16},
         "Jonas": {"keypoints": [1, 1, 2, 0, 0, 0, *rest], "num_keypoints": 1, "area": 16}},
        keypoints=list(names),
    )  # fmt: skip
