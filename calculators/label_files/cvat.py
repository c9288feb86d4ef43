"""Reading CVAT's XML for images and for video."""

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.request import File, Found, Reading
from calculators.label_files.shapes import Region
from calculators.label_files.xml import Element, each

# https://docs.cvat.ai/docs/manual/advanced/xml_format/
_KINDS = {
    "polygon": "polygons", "polyline": "lines", "points": "points", "ellipse": "ellipses", "mask": "masks",
    "cuboid": "cuboids", "skeleton": "skeletons",
}  # fmt: skip
_EDGES = ("xtl", "ytl", "xbr", "ybr")
_OWNER = "the file's owner"


def read_cvat(file: File, collector: Collector) -> Reading:
    """Read pictures with tags and shapes, or tracks of a video. CVAT does not say who drew a shape.

    Raises:
        InputError: a shape lacks what is needed; the picture is named.
    """
    collector.place = "picture"
    who = file.person or _OWNER
    tracks: list[Region] = []
    not_read: dict[str, None] = {}

    def take(one: Element) -> None:
        if one.name == "track":
            label = one.attributes.get("label", "")
            kind = next((child.name for child in one.children), "box")
            tracks.append(Region(f"tracks of {_KINDS.get(kind, 'boxes')}", label))
            return
        collector.row(collector.rows + 1)
        _picture(one, who, collector, not_read)

    each(file.text, frozenset(["image", "track"]), take, collector.field)
    yield Progress(share=1, doing="Reading the export")
    if tracks:
        collector.row(collector.rows + 1)
        collector.regions(collector.rows, ("the video", who), tracks)
    return Found(
        form="CVAT for video" if tracks else "CVAT for images",
        columns=(("Item", "image"), ("Annotator", "the file's name" if file.person else "not in the file")),
        not_read=tuple(not_read),
        alone=(
            "CVAT's XML does not say who drew a shape, so give each person a job of their own on the same pictures, "
            "choose Actions, Export annotations for each, name each file after its person, and open them together."
        ),
    )


def _picture(one: Element, who: str, collector: Collector, not_read: dict[str, None]) -> None:
    item = one.attributes.get("name") or one.attributes.get("id", "")
    tags = [child.attributes.get("label", "") for child in one.children if child.name == "tag"]
    shapes = [child for child in one.children if child.name != "tag"]
    for child in one.children:
        for inner in child.children:
            if inner.name == "attribute":
                not_read[inner.attributes.get("name", "attribute")] = None
    if tags:
        collector.answer(collector.rows, (item, who), "tag", tags)
    if shapes or not tags:
        where = f"picture {item}"
        collector.regions(collector.rows, (item, who), [_region(shape, where, collector.field) for shape in shapes])


def _region(shape: Element, where: str, field: str) -> Region:
    label = shape.attributes.get("label", "")
    if shape.name != "box":
        return Region(_KINDS.get(shape.name, shape.name), label)
    try:
        left, top, right, bottom = (float(shape.attributes[edge]) for edge in _EDGES)
        turned = float(shape.attributes.get("rotation", "0"))
    except (KeyError, ValueError):
        raise InputError(field, f"numbers as xtl, ytl, xbr and ybr of each box on {where}") from None
    if turned:
        return Region("turned boxes", label)
    if not (left < right and top < bottom):
        return Region("boxes without an area", label)
    return Region("boxes", label, box=(left, top, right, bottom))
