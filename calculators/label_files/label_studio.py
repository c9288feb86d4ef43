"""Reading Label Studio's JSON: one task a record, with everybody's annotations.

The format is described at https://labelstud.io/guide/task_format.html. Regions are in percent of the picture.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.records import finite, mapping, scalar, sequence
from calculators.label_files.request import Found, Reading
from calculators.label_files.shapes import Region
from calculators.label_files.tokens import tokens_around

_STEP = 1_000
# Where a server keeps a file that was uploaded: its project, and eight signs of its own before the name.
_UPLOADED = re.compile(r".*/data/upload/(?:\d+/)?[0-9a-f]{8}-(.+)")
# For each kind of result that labels a whole item, the key of its value.
WHOLE = {name: name for name in ("choices", "rating", "number", "taxonomy", "ranker")} | {"pairwise": "selected"}
_BARE = frozenset(["rectangle", "polygon", "ellipse", "keypoint", "brush", "vector"])
_NO_LABELS = frozenset(["textarea", "datetime", "relation"])
# What a region's value holds that no other has, and what the region then is.
_SHAPES = {
    "sequence": "boxes in video",
    "rle": "brush strokes",
    "imageDataURL": "masks",
    "points": "polygons",
    "radiusX": "ellipses",
    "vertices": "vectors",
    "ranges": "stretches of video",
}
ALONE = (
    "In Label Studio each annotation names who made it in completed_by, so let several people label the same tasks "
    "(where tasks are given out by themselves, raise “Annotations per task minimum” in Settings, under Quality) and "
    "choose Export, JSON."
)


def is_export(records: Sequence[object]) -> bool:
    """Say whether a list of records is a Label Studio export."""
    return any(isinstance(record, dict) and _is_task(record) for record in records)


def _is_task(record: Mapping[str, object]) -> bool:
    if "completions" in record:
        return True
    notes = record.get("annotations")
    known = {"result", "completed_by", "was_cancelled"}
    inside = isinstance(notes, list) and any(isinstance(note, dict) and known & note.keys() for note in notes)
    return inside or ("annotations" in record and "data" in record)


def read_export(tasks: Sequence[object], person: str, collector: Collector) -> Reading:
    """Read an export with its marks.

    Cancelled annotations and predictions are left out. Where several controls label whole items, the reader is asked.

    Raises:
        InputError: a task or annotation lacks what is needed; the task is named.
    """
    collector.place = "task"
    named = collector.shown or collector.request.options.item
    if named == "id" and not any(isinstance(one, dict) and named in (one.get("data") or ()) for one in tasks):
        named = ""
    not_read: dict[str, None] = {}
    for at, task in enumerate(tasks, 1):
        collector.row(at)
        found = 0
        one = mapping(task, collector.where(at), collector.field)
        item = _item(one, named, collector.where(at), collector)
        for note in _annotations(at, one, collector):
            found += 1
            who = item, annotator(note, person, at, collector)
            _take(at, who, note.get("result"), (collector, not_read), one.get("data"))
        if not found:
            collector.skipped += 1
        if at % _STEP == 0:
            yield Progress(share=at / len(tasks), doing=f"Reading task {at:,} of {len(tasks):,}")
    return Found(
        form="Label Studio export",
        columns=(("Item", f"data.{named}" if named else "id"), ("Annotator", "completed_by")),
        not_read=tuple(not_read),
        alone=ALONE,
    )


def _annotations(at: int, task: Mapping[str, object], collector: Collector) -> Iterator[Mapping[str, object]]:
    where, field = collector.where(at), collector.field
    for annotation in sequence(task.get("annotations", task.get("completions")), where, field):
        note = mapping(annotation, where, field)
        if not note.get("was_cancelled") and not note.get("skipped"):
            yield note


def _item(task: Mapping[str, object], named: str, where: str, collector: Collector) -> str:
    if not named:
        return scalar(task.get("id", task.get("inner_id")), where, collector.field)
    value = mapping(task.get("data", {}), where, collector.field).get(named)
    return (content if collector.shown else scalar)(value, where, collector.field)


def content(value: object, where: str, field: str) -> str:
    """Return what a task shows as every server has it: a file that was uploaded, without the place it was given there.

    Raises:
        InputError: it is a list or an object.
    """
    text = scalar(value, where, field).replace("\r\n", "\n")
    uploaded = _UPLOADED.fullmatch(text)
    return uploaded[1] if uploaded else text


def named_in(note: Mapping[str, object]) -> object:
    """Return the name or number of whoever made an annotation; None where it has neither."""
    who = note.get("completed_by", note.get("created_username"))
    if isinstance(who, dict):
        return next((who[key] for key in ("email", "username", "id") if who.get(key)), None)
    return who


def annotator(note: Mapping[str, object], person: str, at: int, collector: Collector) -> str:
    """Return who made an annotation, or whose file it is where it does not say.

    Raises:
        InputError: nobody is named.
    """
    name = scalar(named_in(note), collector.where(at), collector.field) or person
    if not name:
        what = f"completed_by in every annotation of {collector.where(at)}, to tell annotators apart"
        raise InputError(collector.field, what)
    return name


def _take(at: int, who: tuple[str, str], results: object, to: tuple[Collector, dict[str, None]], data: object) -> None:
    """Hand an annotation's labels and marks on, and note what is not read."""
    collector, not_read = to
    where, field = collector.where(at), collector.field
    regions: list[Region] = []
    marked = False
    given = [mapping(one, where, field) for one in sequence(results, where, field)]
    # A drawn shape and its label may stand in two results with one id; the shape alone says nothing then.
    labelled = {str(one.get("id")) for one in given if "labels" in str(one.get("type"))}
    for result in given:
        kind, control = str(result.get("type")), str(result.get("from_name"))
        if kind in _NO_LABELS:
            not_read[control if control != "None" else kind] = None
            continue
        value = mapping(result.get("value"), where, field)
        if kind in _BARE and str(result.get("id")) in labelled:
            continue
        if kind in WHOLE and not {"start", "x", "sequence"} & value.keys():
            collector.answer(at, who, control, whole(value.get(WHOLE[kind]), where, field))
        elif kind in WHOLE:
            not_read[f"{control} (of a region)"] = None
        else:
            marked = True
            regions += regions_of(kind, {**result, **value}, where, field)
    if marked or not given:
        collector.regions(at, who, regions, tokens_around(data, regions))


def whole(value: object, where: str, field: str) -> list[str]:
    """Return the labels of a whole item; a place in a taxonomy or a ranking is one label."""
    if isinstance(value, dict):
        return [" | ".join(f"{key}: {_path(inside, where, field)}" for key, inside in value.items())]
    if not isinstance(value, list):
        return [scalar(value, where, field)]
    return [_path(one, where, field) for one in value]


def _path(value: object, where: str, field: str) -> str:
    if isinstance(value, list):
        return " > ".join(scalar(part, where, field) for part in value)
    return scalar(value, where, field)


def regions_of(kind: str, value: Mapping[str, object], where: str, field: str) -> Iterator[Region]:
    """Yield what a result marks, a region for each of its labels.

    Raises:
        InputError: a place is no number.
    """
    labels = sequence(value.get(kind, value.get("labels")), where, field) or ["(no label)"]
    shape = _shape(kind, value, where, field)
    for label in labels:
        name = scalar(label, where, field)
        if shape == "spans":
            yield Region("spans", *_span(value, name, where, field), words=value.get("text"))
        elif shape == "boxes":
            box = _box(value, where, field)
            if box[0] < box[2] and box[1] < box[3]:
                yield Region("boxes", name, box=box)
            else:
                yield Region("boxes without an area", name)
        else:
            from calculators.label_files.studio_shapes import measured

            yield from measured(shape, value, name, (where, field))


def _shape(kind: str, value: Mapping[str, object], where: str, field: str) -> str:
    for key, shape in _SHAPES.items():
        if key in value:
            return shape
    if {"x", "y", "width", "height"} <= value.keys() and {"start", "end"}.isdisjoint(value):
        turned = finite(value.get("rotation") or "0", "a box's rotation", where, field)
        return "turned boxes" if turned else "key points" if value.get("keypointlabels") else "boxes"
    if {"x", "y"} <= value.keys():
        return "key points"
    if "start" not in value and "globalOffsets" not in value:
        return kind
    if "channel" in value or not _is_whole_number(value.get("start", "")):
        return "stretches of sound" if "globalOffsets" not in value and "startOffset" not in value else "spans"
    return "spans"


def _is_whole_number(value: object) -> bool:
    return not isinstance(value, str) or "." not in value


def _span(value: Mapping[str, object], label: str, where: str, field: str) -> tuple[str, tuple[int, int]]:
    """Return the label and the place of a span; where places count within a paragraph, that joins the label."""
    ends: Mapping[str, object] = value
    if "globalOffsets" in value:
        ends = mapping(value["globalOffsets"], where, field)
    elif "startOffset" in value:
        ends = {"start": value["startOffset"], "end": value.get("endOffset")}
        label = f"{label} in {value.get('start')} to {value.get('end')}"
    start, end = (finite(ends.get(key), f"a span's {key}", where, field) for key in ("start", "end"))
    if not (start.is_integer() and end.is_integer() and (start <= end or ends is not value)):
        raise InputError(field, f"spans with whole numbers as start and end on {where}", f"{start} to {end}")
    if start > end:  # it ends in a later paragraph
        label, start, end = f"{label} turned", end, start
    return label, (int(start), int(end))


def _box(value: Mapping[str, object], where: str, field: str) -> tuple[float, float, float, float]:
    left, top, width, height = (
        finite(value.get(key), f"a box's {key}", where, field) for key in ("x", "y", "width", "height")
    )
    return left, top, left + max(width, 0.0), top + max(height, 0.0)
