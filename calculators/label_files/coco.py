"""Reading COCO: boxes, polygons, masks and key points of pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as field_of
from typing import cast

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.drawn import Box, Drawn, Pixels, Pose, coco_counts, corners, runs_of
from calculators.label_files.names import short
from calculators.label_files.records import finite, mapping, scalar, sequence
from calculators.label_files.request import Found, Reading
from calculators.label_files.shapes import Region, drawn

_STEP = 5_000
_OWNER = "the file's owner"
# COCO has no key for people. These are the ones that studies of agreement add, to annotations or to pictures.
_WHO = ("annotator", "annotator_id", "rater", "rater_id")
_SEEN_BY = "rater_list"
_NOT_SEEN = (
    "The file names who drew each shape and not who looked at a picture and drew nothing, so only pictures on which "
    "somebody drew count as theirs."
)


def is_coco(whole: Mapping[str, object]) -> bool:
    """Say whether an object is a COCO file of annotations."""
    return isinstance(whole.get("images"), list) and isinstance(whole.get("annotations"), list)


def read_coco(whole: Mapping[str, object], person: str, collector: Collector) -> Reading:
    """Read COCO, https://cocodataset.org/#format-data. Where it does not say who drew, the file is one person's.

    Raises:
        InputError: an annotation lacks what is needed, or only some say who drew; one is named.
    """
    field = collector.field
    collector.place = "annotation"
    names = {
        str(one["id"]): scalar(one.get("name"), "the categories", field)
        for one in (mapping(each, "the categories", field) for each in sequence(whole.get("categories"), "", field))
        if "id" in one
    }
    points = _point_names(whole, field)
    images = sequence(whole["images"], "the images", field)
    pictures = _pictures(images, field)
    notes = sequence(whole["annotations"], "the annotations", field)
    crowds = 0
    for at, each in enumerate(notes, 1):
        note = mapping(each, collector.where(at), field)
        collector.row(at)
        crowds += note.get("iscrowd") == "1"
        picture = pictures.setdefault(str(note.get("image_id")), _Picture(str(note.get("image_id"))))
        drawn_here = picture.drawn.setdefault(_who(note, collector.where(at), field) or picture.who, [])
        for part in _parts(note, collector.where(at), field):
            category = str(part.get("category_id"))
            label, about = names.get(category, category), (collector.where(at), field)
            drawn_here.append(_coco_region(part, label, points.get(category, ()), about))
        if at % _STEP == 0:
            yield Progress(share=at / len(notes), doing=f"Reading annotation {at:,} of {len(notes):,}")
    people = list(dict.fromkeys(who for picture in pictures.values() for who in picture.drawn))
    if len(people) > 1 and "" in people:
        raise InputError(
            field, f"who drew it in every annotation, since some say {short(max(people))} and others nobody"
        )
    # A file of one person is that of whom it is named after, so that everybody's own number 1 is not one person.
    alone = (person or "".join(people) or _OWNER) if len(people) < 2 else ""
    for picture in pictures.values():
        for who in [alone] if alone else picture.drawn:
            collector.regions(0, (picture.name, who), picture.drawn.get("".join(people) if alone else who, []))
    told = next(
        (key for one in (*notes[:1], *images[:1]) for key in _WHO if key in cast("Mapping[str, object]", one)), ""
    )
    return Found(
        form="COCO",
        columns=(("Item", "file_name"), ("Annotator", told or ("the file's name" if person else "not in the file"))),
        cautions=(f"{crowds:,} annotations stand for crowds and were read like single ones.",) if crowds else (),
        notes=(_NOT_SEEN,) if not (alone or any(picture.told for picture in pictures.values())) else (),
        alone=(
            "COCO does not say who drew a shape, so export once for each person, name each file after its person, and "
            "open them together."
        ),
    )


@dataclass
class _Picture:
    """A picture, and what each person drew on it; ``told`` says whether the file names those who looked at it."""

    name: str
    who: str = ""
    told: bool = False
    drawn: dict[str, list[Region]] = field_of(default_factory=dict)


def _pictures(images: Sequence[object], field: str) -> dict[str, _Picture]:
    found = {}
    for each in images:
        one = mapping(each, "the images", field)
        number, who = str(one.get("id")), _who(one, "the images", field)
        looked = [scalar(name, "the images", field) for name in sequence(one.get(_SEEN_BY), "the images", field)]
        drawn_by: dict[str, list[Region]] = {name: [] for name in (looked or [who]) if name}
        name = scalar(one.get("file_name"), "the images", field) or number
        found[number] = _Picture(name, who, bool(drawn_by), drawn_by)
    return found


def _who(one: Mapping[str, object], where: str, field: str) -> str:
    """Return whose an annotation or a picture is; empty where it does not say so."""
    return next((scalar(one[key], where, field) for key in _WHO if one.get(key) is not None), "")


def _point_names(whole: Mapping[str, object], field: str) -> dict[str, tuple[str, ...]]:
    """Return what each category's key points are called."""
    return {
        str(one.get("id")): tuple(
            scalar(name, "the categories", field) for name in sequence(one.get("keypoints"), "", field)
        )
        for one in (mapping(each, "the categories", field) for each in sequence(whole.get("categories"), "", field))
    }


def _parts(note: Mapping[str, object], where: str, field: str) -> Iterator[Mapping[str, object]]:
    """Yield what an annotation marks: itself, or in a panoptic file each of its segments, which are masks.

    Raises:
        InputError: it is a caption.
    """
    if "caption" in note:
        raise InputError(
            field,
            f"shapes or labels of pictures, not captions as on {where}, since whether two sentences agree is not a "
            "matter of being equal. Open the file of instances, which COCO keeps beside that of captions",
        )
    if "segments_info" not in note:
        yield note
    for one in sequence(note.get("segments_info"), where, field):
        yield {**mapping(one, where, field), "segmentation": {}}


def _coco_region(note: Mapping[str, object], label: str, points: tuple[str, ...], about: tuple[str, str]) -> Region:
    where, field = about
    if note.get("keypoints") and note.get("num_keypoints") != "0":
        return _posed(note, label, points, about)
    outline = note.get("segmentation")
    if isinstance(outline, dict):
        return (
            drawn(Drawn("masks", label, pixels=_pixels(outline, where, field))) if outline else Region("masks", label)
        )
    if "bbox" not in note and not outline:
        return Region("labels of a whole picture", label)
    left, top, width, height = (
        finite(end, "a box's edge", where, field) for end in (sequence(note.get("bbox"), where, field) + [None] * 4)[:4]
    )
    box = left, top, left + width, top + height
    if outline and not _is_box(sequence(outline, where, field), box):
        rings = [
            corners([finite(end, "a corner", where, field) for end in sequence(part, where, field)])
            for part in sequence(outline, where, field)
        ]
        rings = [ring for ring in rings if len(ring) > 2]
        return (
            drawn(Drawn("polygons", label, outline=tuple(rings)))
            if rings
            else Region("polygons without an area", label)
        )
    return Region("boxes", label, box=box) if width > 0 and height > 0 else Region("boxes without an area", label)


def _pixels(mask: Mapping[str, object], where: str, field: str) -> Pixels:
    """Return a mask from COCO's run lengths, packed or not, which go down the columns."""
    height, width = (
        int(finite(end, "a mask's size", where, field))
        for end in (sequence(mask.get("size"), where, field) + [None] * 2)[:2]
    )
    counts = mask.get("counts")
    try:
        lengths = (
            coco_counts(counts) if isinstance(counts, str) else [int(str(n)) for n in sequence(counts, where, field)]
        )
    except ValueError:
        lengths = [-1]
    if any(length < 0 for length in lengths) or sum(lengths) != height * width:
        raise InputError(field, f"run lengths of {height * width:,} pixels in all, as COCO writes them, on {where}")
    return Pixels(height, width, "columns", runs_of(lengths))


def _posed(note: Mapping[str, object], label: str, names: tuple[str, ...], about: tuple[str, str]) -> Region:
    where, field = about
    flat = [finite(end, "a key point", where, field) for end in sequence(note["keypoints"], where, field)]
    box = [finite(end, "a box's edge", where, field) for end in sequence(note.get("bbox"), where, field)]
    points = tuple((x, y) if seen else None for x, y, seen in zip(flat[::3], flat[1::3], flat[2::3], strict=False))
    area = (
        finite(note["area"], "an area", where, field) if "area" in note else box[2] * box[3] if len(box) == 4 else 0.0
    )
    if area <= 0:
        return Region("key points of an object without an area", label)
    return drawn(Drawn("key points", label, pose=Pose(names, points, area)))


def _is_box(outline: list[object], box: Box) -> bool:
    """Say whether an outline is the box itself, as some tools write beside it."""
    if len(outline) != 1 or not isinstance(outline[0], list) or len(outline[0]) not in (8, 10):
        return False
    ends = [str(end) for end in outline[0]]
    try:
        corners = {(float(x), float(y)) for x, y in zip(ends[::2], ends[1::2], strict=True)}
    except ValueError:
        return False
    left, top, right, bottom = box
    return corners == {(left, top), (right, top), (left, bottom), (right, bottom)}
