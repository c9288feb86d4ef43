"""Labelbox's exports, old and new: pictures, texts, and videos frame by frame."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.drawn import Drawn
from calculators.label_files.records import finite, mapping, scalar, sequence
from calculators.label_files.request import Found, Reading
from calculators.label_files.shapes import Region, drawn
from calculators.label_files.text_tools import place_of

_STEP = 5_000


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
    for item, labelled in films.items():
        for who, frames in labelled.items():
            for frame in sorted(set().union(*labelled.values()) - frames):
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
    ring = one.get("polygon")
    if isinstance(ring, list) and len(ring) > 2:
        places = [mapping(corner, where, field) for corner in ring]
        points = tuple(
            (finite(p.get("x"), "a corner", where, field), finite(p.get("y"), "a corner", where, field)) for p in places
        )
        return drawn(Drawn("polygons", label, outline=(points,)))
    if str(one.get("annotation_kind")).endswith("Relationship"):
        return Region("relationships", label)
    kind = next((key for key in ("polygon", "line", "point", "mask", "composite_mask") if key in one), "other shapes")
    return Region({"mask": "masks", "composite_mask": "masks"}.get(kind, f"{kind}s" if kind in one else kind), label)
