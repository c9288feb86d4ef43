"""Reading what tools for pictures export as JSON: COCO and Labelbox, in its old and new form."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.records import finite, mapping, scalar, sequence
from calculators.label_files.request import Found, Reading
from calculators.label_files.shapes import Region
from calculators.label_files.table import Box
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
        for part in _parts(note, collector.where(at), field):
            category = str(part.get("category_id"))
            picture[1].append(_coco_region(part, names.get(category, category), collector.where(at), field))
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
            "open a zip of them."
        ),
    )


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


def _coco_region(note: Mapping[str, object], label: str, where: str, field: str) -> Region:
    if note.get("keypoints") and note.get("num_keypoints") != "0":
        return Region("key points", label)
    outline = note.get("segmentation")
    if isinstance(outline, dict):
        return Region("masks", label)
    if "bbox" not in note and not outline:
        return Region("labels of a whole picture", label)
    left, top, width, height = (
        finite(end, "a box's edge", where, field) for end in (sequence(note.get("bbox"), where, field) + [None] * 4)[:4]
    )
    box = left, top, left + width, top + height
    if outline and not _is_box(sequence(outline, where, field), box):
        return Region("polygons", label)
    return Region("boxes", label, box=box) if width > 0 and height > 0 else Region("boxes without an area", label)


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
    films: dict[str, dict[str, set[str]]] = {}
    for at, record in records:
        collector.row(at)
        item = names[at]
        found = list(_labels(record, collector.where(at), collector.field))
        collector.skipped += not found
        for who, frame, notes in _by_frame(found, collector.where(at), collector.field):
            _labelbox_label(at, (_frame_of(item, frame), who), notes, collector)
            if frame and notes.get("objects"):
                films.setdefault(item, {}).setdefault(who, set()).add(frame)
        if at % _STEP == 0:
            yield Progress(share=at / len(records), doing=f"Reading {collector.place} {at:,} of {len(records):,}")
    for item, drawn in films.items():
        for who, frames in drawn.items():
            for frame in sorted(set().union(*drawn.values()) - frames):
                collector.regions(0, (_frame_of(item, frame), who), [])
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
        label = record.get("Label")
        if isinstance(label, list):  # the frames of a video
            frames = [mapping(one, where, field) for one in label]
            label = {"frames": {str(one.get("frameNumber")): one for one in frames}}
        if str(record.get("Skipped")).lower() != "true" and isinstance(label, dict):
            yield scalar(record.get("Created By"), where, field), mapping(label, where, field)
        return
    for project in mapping(record["projects"], where, field).values():
        for one in sequence(mapping(project, where, field).get("labels"), where, field):
            label = mapping(one, where, field)
            details = mapping(label.get("label_details", {}), where, field)
            performance = mapping(label.get("performance_details", {}), where, field)
            if performance.get("skipped") is not True:
                who = scalar(details.get("created_by"), where, field)
                yield who, mapping(label.get("annotations", {}), where, field)


def _by_frame(
    found: Sequence[tuple[str, Mapping[str, object]]], where: str, field: str
) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Yield who, the frame and what was labelled there; of a video each frame that somebody labelled is an item.

    Raises:
        InputError: the frames lie behind a link.
    """
    for who, notes in found:
        if "frames" not in notes or notes.get("classifications"):
            yield who, "", {name: value for name, value in notes.items() if name != "frames"}
    for who, notes in found:
        frames = notes.get("frames", {})
        if isinstance(frames, str):
            raise InputError(
                field,
                f"the labels of the frames themselves; {where} holds a link to them. In Labelbox export the project "
                "again with Export, which writes them into the file",
            )
        for frame, labelled in mapping(frames, where, field).items():
            inside = dict(mapping(labelled, where, field))
            if isinstance(inside.get("objects"), dict):
                inside["objects"] = list(mapping(inside["objects"], where, field).values())
            yield who, frame, inside


def _frame_of(item: str, frame: str) -> str:
    return f"{item}, frame {frame}" if frame else item


def _labelbox_label(at: int, who: tuple[str, str], notes: Mapping[str, object], collector: Collector) -> None:
    where, field = collector.where(at), collector.field
    if not who[1]:
        raise InputError(field, f"created_by in every label of {where}, to tell annotators apart")
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
    if several is None and isinstance(single, list):
        several = single
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
    kind = next((key for key in ("polygon", "line", "point", "mask", "composite_mask") if key in one), "other shapes")
    return Region({"mask": "masks", "composite_mask": "masks"}.get(kind, f"{kind}s" if kind in one else kind), label)
