"""Reading CVAT's XML for images and for video."""

import math

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.drawn import Box, Drawn, Pixels, between, corners, ellipse, turned_box, within_box
from calculators.label_files.request import File, Found, Reading
from calculators.label_files.shapes import Region, drawn
from calculators.label_files.xml import Element, each

# https://docs.cvat.ai/docs/manual/advanced/xml_format/
_KINDS = {
    "polygon": "polygons", "polyline": "lines", "points": "points", "ellipse": "ellipses", "mask": "masks",
    "cuboid": "cuboids", "skeleton": "skeletons",
}  # fmt: skip
_EDGES = ("xtl", "ytl", "xbr", "ybr")
_OWNER = "the file's owner"
_APART = (
    "Pictures that stand in several tasks or subsets of the project were kept apart, as different ones. Where each "
    "task is another person's work, export the tasks one by one, name each file after its person, and open them "
    "together."
)


def read_cvat(file: File, collector: Collector) -> Reading:
    """Read pictures with tags and shapes, or tracks of a video. CVAT does not say who drew a shape.

    Raises:
        InputError: a shape lacks what is needed; the picture is named.
    """
    collector.place = "picture"
    who = file.person or _OWNER
    tracks: list[Region] = []
    not_read: dict[str, None] = {}
    parts: dict[str, str] = {}
    apart: list[str] = []

    def take(one: Element) -> None:
        if one.name == "track":
            label = one.attributes.get("label", "")
            tracks.append(_track(one, label, collector.field))
            return
        collector.row(collector.rows + 1)
        name = one.attributes.get("name") or one.attributes.get("id", "")
        part = " ".join(filter(None, (one.attributes.get(key, "") for key in ("subset", "task_id"))))
        if parts.setdefault(name, part) != part:
            name = f"{name} ({part})"
            apart.append(name)
        _picture(one, (name, who), collector, not_read)

    each(file.text, frozenset(["image", "track"]), take, collector.field)
    yield Progress(share=1, doing="Reading the export")
    if tracks:
        collector.row(collector.rows + 1)
        collector.regions(collector.rows, ("the video", who), tracks)
    return Found(
        form="CVAT for video" if tracks else "CVAT for images",
        columns=(("Item", "image"), ("Annotator", "the file's name" if file.person else "not in the file")),
        not_read=tuple(not_read),
        notes=(_APART,) if apart else (),
        alone=(
            "CVAT's XML does not say who drew a shape, so give each person a job of their own on the same pictures, "
            "choose Actions, Export job dataset, CVAT for images or for video for each, name each file after its "
            "person, and open them together."
        ),
    )


def _picture(one: Element, who: tuple[str, str], collector: Collector, not_read: dict[str, None]) -> None:
    item, _ = who
    tags = [child.attributes.get("label", "") for child in one.children if child.name == "tag"]
    shapes = [child for child in one.children if child.name != "tag"]
    for child in one.children:
        for inner in child.children:
            if inner.name == "attribute":
                not_read[inner.attributes.get("name", "attribute")] = None
    if tags:
        collector.answer(collector.rows, who, "tag", tags)
    if shapes or not tags:
        where = f"picture {item}"
        size = _whole(one, "height"), _whole(one, "width")
        found = [_region(shape, size, where, collector.field) for shape in shapes]
        collector.regions(collector.rows, who, found)


def _whole(one: Element, name: str) -> int:
    """Return an attribute that is a whole number; 0 where it is missing, for not every picture says its size."""
    said = one.attributes.get(name, "")
    return int(said) if said.isdigit() and len(said) < 10 else 0


def _region(shape: Element, size: tuple[int, int], where: str, field: str) -> Region:
    label, kind = shape.attributes.get("label", ""), _KINDS.get(shape.name, shape.name)
    if shape.name == "box":
        return _boxed(shape, label, where, field)
    if shape.name == "polygon":
        places = _numbers(shape.attributes.get("points", "").replace(";", ","), "points", where, field)
        ring = corners(places)
        return (
            drawn(Drawn(kind, label, outline=(ring,))) if len(ring) > 2 else Region("polygons without an area", label)
        )
    if shape.name == "ellipse":
        across, down, wide, high, turned = (
            _numbers(shape.attributes.get(name, "0"), name, where, field)[0]
            for name in ("cx", "cy", "rx", "ry", "rotation")
        )
        return drawn(Drawn(kind, label, outline=(ellipse((across, down), wide, high, turned),)))
    if shape.name == "mask" and all(size):
        return drawn(Drawn(kind, label, pixels=_mask(shape, size, where, field)))
    return Region(kind, label)


def _mask(shape: Element, size: tuple[int, int], where: str, field: str) -> Pixels:
    counts = [int(count) for count in _numbers(shape.attributes.get("rle", ""), "rle", where, field)]
    left, top, width, height = (_whole(shape, name) for name in ("left", "top", "width", "height"))
    inside = left + width <= size[1] and top + height <= size[0]
    if not inside or any(count < 0 for count in counts) or sum(counts) > width * height:
        raise InputError(field, f"a mask within its picture, with run lengths within its box, on {where}")
    return Pixels(*size, "rows", within_box(counts, left, top, width, size[1]))


def _numbers(text: str, name: str, where: str, field: str) -> list[float]:
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = [math.nan]
    if not all(math.isfinite(number) for number in found):
        raise InputError(field, f"numbers as {name} of each shape on {where}", text[:40])
    return found


def _boxed(shape: Element, label: str, where: str, field: str) -> Region:
    box = _box(shape, where, field)
    if not (box[0] < box[2] and box[1] < box[3]):
        return Region("boxes without an area", label)
    turned = _numbers(shape.attributes.get("rotation", "0"), "rotation", where, field)[0]
    if turned:
        return drawn(Drawn("turned boxes", label, outline=(turned_box(box, turned),)))
    return Region("boxes", label, box=box)


def _box(shape: Element, where: str, field: str) -> Box:
    try:
        left, top, right, bottom = (float(shape.attributes[edge]) for edge in _EDGES)
    except (KeyError, ValueError):
        raise InputError(field, f"numbers as xtl, ytl, xbr and ybr of each box on {where}") from None
    return left, top, right, bottom


def _track(one: Element, label: str, field: str) -> Region:
    """Return a track of boxes frame by frame; CVAT writes the frames between keyframes out, and gaps are filled."""
    kind = next((child.name for child in one.children), "box")
    if kind != "box" or any(float(child.attributes.get("rotation", "0")) for child in one.children):
        return Region(f"tracks of {_KINDS.get(kind, 'turned boxes')}", label)
    where = f"the track of {label}"
    keys = sorted(
        (_whole(child, "frame"), _box(child, where, field), child.attributes.get("outside") != "1")
        for child in one.children
    )
    return drawn(Drawn("boxes in video", label, track=tuple(between(keys, 0))))
