"""Reading what tools for pictures export as JSON: COCO and Labelbox, in its old and new form."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.drawn import Box, Drawn, Pixels, Pose, coco_counts, corners, runs_of
from calculators.label_files.records import finite, mapping, scalar, sequence
from calculators.label_files.request import Found, Reading
from calculators.label_files.shapes import Region, drawn
from calculators.label_files.text_tools import place_of

_STEP = 5_000
_OWNER = "the file's owner"


def is_coco(whole: Mapping[str, object]) -> bool:
    """Say whether an object is a COCO file of annotations."""
    return isinstance(whole.get("images"), list) and isinstance(whole.get("annotations"), list)


def read_coco(whole: Mapping[str, object], person: str, collector: Collector) -> Reading:
    """Read COCO, https://cocodataset.org/#format-data. It does not say who drew, so a file is one person's.

    Raises:
        InputError: an annotation lacks what is needed; it is named.
    """
    field = collector.field
    collector.place = "annotation"
    names = {
        str(one["id"]): scalar(one.get("name"), "the categories", field)
        for one in (mapping(each, "the categories", field) for each in sequence(whole.get("categories"), "", field))
        if "id" in one
    }
    points = _point_names(whole, field)
    pictures: dict[str, tuple[str, list[Region]]] = {}
    for each in sequence(whole["images"], "the images", field):
        one = mapping(each, "the images", field)
        pictures[str(one.get("id"))] = scalar(one.get("file_name"), "the images", field) or str(one.get("id")), []
    notes = sequence(whole["annotations"], "the annotations", field)
    crowds = 0
    for at, each in enumerate(notes, 1):
        note = mapping(each, collector.where(at), field)
        collector.row(at)
        crowds += note.get("iscrowd") == "1"
        picture = pictures.setdefault(str(note.get("image_id")), (str(note.get("image_id")), []))
        category = str(note.get("category_id"))
        label = names.get(category, category)
        picture[1].append(_coco_region(note, label, points.get(category, ()), (collector.where(at), field)))
        if at % _STEP == 0:
            yield Progress(share=at / len(notes), doing=f"Reading annotation {at:,} of {len(notes):,}")
    for name, regions in pictures.values():
        collector.regions(0, (name, person or _OWNER), regions)
    return Found(
        form="COCO",
        columns=(("Item", "file_name"), ("Annotator", "the file's name" if person else "not in the file")),
        cautions=(f"{crowds:,} annotations stand for crowds and were read like single ones.",) if crowds else (),
        alone=(
            "COCO does not say who drew a shape, so export once for each person, name each file after its person, and "
            "open them together."
        ),
    )


def _point_names(whole: Mapping[str, object], field: str) -> dict[str, tuple[str, ...]]:
    """Return what each category's key points are called."""
    return {
        str(one.get("id")): tuple(
            scalar(name, "the categories", field) for name in sequence(one.get("keypoints"), "", field)
        )
        for one in (mapping(each, "the categories", field) for each in sequence(whole.get("categories"), "", field))
    }


def _coco_region(note: Mapping[str, object], label: str, points: tuple[str, ...], about: tuple[str, str]) -> Region:
    where, field = about
    if note.get("keypoints") and note.get("num_keypoints") != "0":
        return _posed(note, label, points, about)
    outline = note.get("segmentation")
    if isinstance(outline, dict):
        return drawn(Drawn("masks", label, pixels=_pixels(outline, where, field)))
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


def is_labelbox(record: Mapping[str, object]) -> bool:
    """Say whether a record is Labelbox's: a line of the new export, or an entry of the old one."""
    return ("data_row" in record and "projects" in record) or {"DataRow ID", "Label"} <= record.keys()


def read_labelbox(records: Sequence[tuple[int, Mapping[str, object]]], collector: Collector) -> Reading:
    """Read Labelbox's export, https://docs.labelbox.com/reference/label-export: by person, boxes, spans and answers.

    Raises:
        InputError: a record lacks what is needed; its line is named.
    """
    names = _labelbox_names(records)
    for at, record in records:
        collector.row(at)
        item = names[at]
        found = list(_labels(record, collector.where(at), collector.field))
        collector.skipped += not found
        for who, notes in found:
            _labelbox_label(at, (item, who), notes, collector)
        if at % _STEP == 0:
            yield Progress(share=at / len(records), doing=f"Reading {collector.place} {at:,} of {len(records):,}")
    return Found(
        form="Labelbox export", columns=(("Item", "data row"), ("Annotator", "created by")),
        alone=(
            "In Labelbox set the project's quality mode to consensus, so that several people label a data row, and "
            "export with label details."
        ),
    )  # fmt: skip


def _labelbox_names(records: Sequence[tuple[int, Mapping[str, object]]]) -> dict[int, str]:
    """Return a name for each record's data row: its external one where that is no other's, else its own."""
    own, given = {}, {}
    for at, record in records:
        row = record.get("data_row")
        inside: Mapping[str, object] = row if isinstance(row, dict) else {}
        own[at] = str(inside.get("id") or record.get("DataRow ID") or record.get("ID"))
        given[at] = str(inside.get("global_key") or inside.get("external_id") or record.get("External ID") or own[at])
    rows = Counter(name for name, _ in {(given[at], own[at]) for at in own})
    return {at: own[at] if rows[given[at]] > 1 else given[at] for at in own}


def _labels(record: Mapping[str, object], where: str, field: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield who labelled a data row, and what."""
    if "projects" not in record:
        if str(record.get("Skipped")).lower() != "true" and isinstance(record.get("Label"), dict):
            yield scalar(record.get("Created By"), where, field), mapping(record["Label"], where, field)
        return
    for project in mapping(record["projects"], where, field).values():
        for one in sequence(mapping(project, where, field).get("labels"), where, field):
            label = mapping(one, where, field)
            details = mapping(label.get("label_details", {}), where, field)
            performance = mapping(label.get("performance_details", {}), where, field)
            if performance.get("skipped") is not True:
                who = scalar(details.get("created_by"), where, field)
                yield who, mapping(label.get("annotations", {}), where, field)


def _labelbox_label(at: int, who: tuple[str, str], notes: Mapping[str, object], collector: Collector) -> None:
    where, field = collector.where(at), collector.field
    if not who[1]:
        raise InputError(field, f"created_by in every label of {where}, to tell annotators apart")
    if "frames" in notes:
        raise InputError(field, "labels of pictures and texts; labels of video frames are not read from Labelbox yet")
    objects = [mapping(one, where, field) for one in sequence(notes.get("objects"), where, field)]
    questions = [mapping(one, where, field) for one in sequence(notes.get("classifications"), where, field)]
    for one in questions:
        control = scalar(one.get("name", one.get("title")), where, field)
        collector.answer(at, who, control, list(_answers(one, where, field)))
    if objects or not questions:
        collector.regions(at, who, [_labelbox_region(one, where, field) for one in objects])


def _answers(asked: Mapping[str, object], where: str, field: str) -> Iterator[str]:
    single = asked.get("radio_answer", asked.get("answer"))
    several = asked.get("checklist_answers", asked.get("answers"))
    given = sequence(several, where, field) if several is not None else [single] if single else []
    for one in given:
        if isinstance(one, dict):
            yield scalar(one.get("name", one.get("title", one.get("value"))), where, field)
        else:
            yield scalar(one, where, field)
    if isinstance(asked.get("text_answer"), dict):
        yield scalar(mapping(asked["text_answer"], where, field).get("content"), where, field)


def _labelbox_region(one: Mapping[str, object], where: str, field: str) -> Region:
    label = scalar(one.get("name", one.get("title")), where, field)
    box = one.get("bounding_box", one.get("bbox"))
    if isinstance(box, dict):
        left, top, width, height = (
            finite(box.get(key), f"a box's {key}", where, field) for key in ("left", "top", "width", "height")
        )
        return Region("boxes", label, box=(left, top, left + width, top + height))
    place = one.get("location", one.get("text_location", (one.get("data") or {})))
    if isinstance(place, dict) and {"start", "end"} <= place.keys():
        return Region("spans", label, span=place_of(place, ("start", "end"), where, field))
    ring = one.get("polygon")
    if isinstance(ring, list) and len(ring) > 2:
        places = [mapping(corner, where, field) for corner in ring]
        points = tuple(
            (finite(p.get("x"), "a corner", where, field), finite(p.get("y"), "a corner", where, field)) for p in places
        )
        return drawn(Drawn("polygons", label, outline=(points,)))
    kind = next((key for key in ("polygon", "line", "point", "mask", "composite_mask") if key in one), "other shapes")
    return Region({"mask": "masks", "composite_mask": "masks"}.get(kind, f"{kind}s" if kind in one else kind), label)
