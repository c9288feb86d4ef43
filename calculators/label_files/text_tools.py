"""Reading what tools for text export as JSON lines: doccano, in its old and new form, and Prodigy."""

from collections.abc import Iterator, Mapping, Sequence

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.drawn import Drawn, corners
from calculators.label_files.records import finite, mapping, scalar, sequence
from calculators.label_files.request import Found, Reading
from calculators.label_files.shapes import Region, drawn
from calculators.label_files.tokens import tokens_of

type Numbered = Sequence[tuple[int, Mapping[str, object]]]

_STEP = 5_000
_NO_OPTION = "no option"


def is_doccano(record: Mapping[str, object]) -> bool:
    """Say whether a record is doccano's: marks with offsets, by people or of one file's owner."""
    notes = record.get("annotations")
    old = isinstance(notes, list) and any(isinstance(one, dict) and {"label", "user"} <= one.keys() for one in notes)
    label = record.get("label", record.get("labels"))
    spans = isinstance(label, list) and bool(label) and isinstance(label[0], list) and len(label[0]) == 3
    new = "id" in record and bool(record.keys() & {"text", "data"})
    return old or (new and (spans or "entities" in record or (isinstance(label, list) and "Comments" in record)))


def read_doccano(records: Numbered, person: str, collector: Collector) -> Reading:
    """Read doccano's export, https://doccano.github.io/doccano/: spans, or categories of whole texts.

    Raises:
        InputError: a record lacks what is needed; its line is named.
    """
    marked = any(_spans_in(record) for _, record in records)
    for at, record in records:
        collector.row(at)
        _doccano_record(at, record, person, collector, marked=marked)
        if at % _STEP == 0:
            yield Progress(share=at / len(records), doing=f"Reading {collector.place} {at:,} of {len(records):,}")
    given = {name for _, record in records for name, value in record.items() if value}
    rest = {"relations", "Comments", "meta", "metadata"} & given
    named = ("Item", collector.shown or "id"), ("Annotator", "user" if not person else "the file's name")
    return Found(
        form="doccano export", columns=named,
        not_read=tuple(sorted(rest)), alone=_DOCCANO_ALONE,
    )  # fmt: skip


_DOCCANO_ALONE = (
    "In doccano untick “Share annotations across all users” in the project's settings, then choose Export Dataset: the "
    "zip holds a file a person, and its name says whose it is. Open the zip as it is."
)


def _doccano_record(at: int, record: Mapping[str, object], person: str, collector: Collector, *, marked: bool) -> None:
    where, field = collector.where(at), collector.field
    item = "" if collector.shown else scalar(record.get("id"), where, field)
    item = item or scalar(record.get("text", record.get("data")), where, field)
    by_person: dict[str, list[Mapping[str, object]]] = {}
    if "annotations" in record:
        for one in sequence(record["annotations"], where, field):
            note = mapping(one, where, field)
            who = scalar(note.get("user"), where, field) or person
            by_person.setdefault(who, []).append(note)
    else:
        by_person[person or _OWNER] = list(_new_notes(record, where, field))
    text = record.get("text", record.get("data"))
    tokens = tokens_of(text) if marked and isinstance(text, str) else []
    for who, notes in by_person.items():
        labels = [scalar(note.get("label"), where, field) for note in notes]
        if not marked:
            collector.answer(at, (item, who), "label", labels)
            continue
        places = [_offsets(note, where, field) for note in notes]
        found = [Region("spans", label, span=place) for label, place in zip(labels, places, strict=True) if place]
        collector.regions(at, (item, who), found, tokens)


_OWNER = "the file's owner"


def _new_notes(record: Mapping[str, object], where: str, field: str) -> Iterator[Mapping[str, object]]:
    for one in sequence(record.get("entities"), where, field):
        yield mapping(one, where, field)
    given = record.get("label", record.get("labels", record.get("cats")))
    for label in sequence(given if isinstance(given, list) or given is None else [given], where, field):
        if isinstance(label, list):
            if len(label) != 3:
                raise InputError(field, f"a start, an end and a label for each span on {where}", str(label))
            yield {"start_offset": label[0], "end_offset": label[1], "label": label[2]}
        else:
            yield {"label": label}


def _spans_in(record: Mapping[str, object]) -> bool:
    notes = record.get("annotations", record.get("entities"))
    label = record.get("label", record.get("labels"))
    inside = isinstance(notes, list) and any(isinstance(one, dict) and "start_offset" in one for one in notes)
    return inside or (isinstance(label, list) and any(isinstance(one, list) for one in label))


def _offsets(note: Mapping[str, object], where: str, field: str) -> tuple[int, int] | None:
    if "start_offset" not in note:
        return None
    return place_of(note, ("start_offset", "end_offset"), where, field)


def place_of(note: Mapping[str, object], keys: tuple[str, str], where: str, field: str) -> tuple[int, int]:
    """Return the place of a span.

    Raises:
        InputError: it is no whole start and an end at or after it.
    """
    start, end = (finite(note.get(key), f"a span's {key}", where, field) for key in keys)
    if not (start.is_integer() and end.is_integer() and start <= end):
        raise InputError(field, f"spans with whole numbers as start and end on {where}", f"{start} to {end}")
    return int(start), int(end)


def is_prodigy(record: Mapping[str, object]) -> bool:
    """Say whether a record is Prodigy's."""
    return "_input_hash" in record and "answer" in record


def read_prodigy(records: Numbered, person: str, collector: Collector) -> Reading:
    """Read Prodigy's ``db-out``, https://prodi.gy/docs/api-interfaces: choices, spans, or accept and reject.

    Raises:
        InputError: a record lacks what is needed; its line is named.
    """
    ignored = rejected = 0
    for at, record in records:
        collector.row(at)
        answer = str(record.get("answer"))
        binary = _is_binary(record)
        if answer == "ignore" or (answer == "reject" and not binary):
            ignored, rejected = ignored + (answer == "ignore"), rejected + (answer == "reject")
            collector.skipped += 1
            continue
        _prodigy_record(at, record, person, collector)
        if at % _STEP == 0:
            yield Progress(share=at / len(records), doing=f"Reading {collector.place} {at:,} of {len(records):,}")
    left_out = [f"{times:,} {words}" for times, words in ((ignored, "ignored"), (rejected, "rejected")) if times]
    return Found(
        form="Prodigy export",
        columns=(("Item", "_input_hash"), ("Annotator", "_annotator_id or _session_id")),
        notes=(f"Examples left out: {', '.join(left_out)}.",) if left_out else (),
        alone="Start Prodigy with a session for each person (?session=name), so that db-out names who answered.",
    )


def _is_binary(record: Mapping[str, object]) -> bool:
    """Say whether accept and reject are the answer themselves, not a verdict on what was marked."""
    manual = "_manual" in str(record.get("_view_id", "")) or "tokens" in record
    asked = "label" in record or "spans" not in record or bool(record.get("_view_id"))
    return "options" not in record and not manual and asked


def _prodigy_record(at: int, record: Mapping[str, object], person: str, collector: Collector) -> None:
    where, field = collector.where(at), collector.field
    name = record.get("_annotator_id") or record.get("_session_id")
    who = scalar(name, where, field) or person or _OWNER
    item = scalar(record.get("_input_hash"), where, field)
    if not item:
        raise InputError(field, f"the number of the text as _input_hash, as Prodigy writes it, on {where}")
    if "options" in record:
        chosen = [scalar(one, where, field) for one in sequence(record.get("accept"), where, field)]
        collector.answer(at, (item, who), "accept", chosen or [_NO_OPTION])
    elif _is_binary(record):
        # The same text is asked about more than once, each time with another label or span.
        task = scalar(record.get("_task_hash"), where, field) or f"{item} {record.get('label', '')}".strip()
        collector.answer(at, (task, who), "answer", [scalar(record.get("answer"), where, field)])
    else:
        spans = [mapping(one, where, field) for one in sequence(record.get("spans"), where, field)]
        text = record.get("text")
        found = [_prodigy_region(one, where, field) for one in spans]
        collector.regions(at, (item, who), found, tokens_of(text) if isinstance(text, str) else [])


def _prodigy_region(span: Mapping[str, object], where: str, field: str) -> Region:
    label = scalar(span.get("label"), where, field)
    if "points" not in span:
        return Region("spans", label, span=place_of(span, ("start", "end"), where, field))
    if {"x", "y", "width", "height"} <= span.keys() and span.get("type", "rect") == "rect":
        left, top, width, height = (finite(span[key], f"a box's {key}", where, field) for key in ("x", "y", "width",
                                                                                                 "height"))  # fmt: skip
        return Region("boxes", label, box=(left, top, left + width, top + height))
    ring = [sequence(point, where, field) for point in sequence(span["points"], where, field)]
    flat = [finite(end, "a corner", where, field) for point in ring for end in point[:2]]
    return drawn(Drawn("polygons", label, outline=(corners(flat),))) if len(ring) > 2 else Region("polygons", label)
