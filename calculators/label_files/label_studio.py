"""Reading Label Studio's JSON export: choices, ratings, text spans and boxes.

The format is described at https://labelstud.io/guide/task_format.html. Regions are in percent of the picture.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from calculators.core import Better, InputError, Progress, Step
from calculators.label_files.collect import Collector, short
from calculators.label_files.options import ReadOptions
from calculators.label_files.records import label_in, scalar
from calculators.label_files.request import Request
from calculators.label_files.table import Detected, LabelledBox, LabelTable, Span

_STEP = 1_000
# For each kind of result that labels a whole item, the key of its value.
_WHOLE = {"choices": "choices", "rating": "rating", "number": "number", "pairwise": "selected"}
_SPANS = ("labels", "hypertextlabels", "paragraphlabels")
_BOXES = ("rectanglelabels",)


@dataclass(frozen=True, slots=True)
class _Annotation:
    at: int
    item: str
    annotator: str
    results: tuple[Mapping[str, object], ...]


def is_export(records: Sequence[object]) -> bool:
    """Say whether a list of records is a Label Studio export."""
    return any(isinstance(record, dict) and ("annotations" in record or "completions" in record) for record in records)


def read_export(tasks: Sequence[object], encoding: str, request: Request) -> Iterator[Step[LabelTable]]:
    """Yield progress and, last, the table with its marks.

    Cancelled annotations and predictions are left out. Where several controls label whole items, one is read:
    the one that ``options.label`` names, or the one most used.

    Raises:
        InputError: a task or annotation lacks what is needed, or a box is turned; the task is named.
    """
    options, field = request.options, request.field
    collector = Collector(request, "task")
    annotations: list[_Annotation] = []
    for at, task in enumerate(tasks, 1):
        collector.row(at)
        annotations += _annotations(at, _mapping(task, at, field), options, collector)
    kinds = Counter(str(result.get("type")) for note in annotations for result in note.results)
    controls = Counter(
        str(result.get("from_name")) for note in annotations for result in note.results if _is_whole(result)
    )
    control = _control(controls, options)
    marked = any(kinds[kind] for kind in (*_SPANS, *_BOXES))
    empty = 0
    for done, note in enumerate(annotations, 1):
        empty += _take(note, control, marked, collector)
        if done % _STEP == 0:
            share = done / len(annotations)
            yield Progress(share=share, doing=f"Reading annotation {done:,} of {len(annotations):,}")
    yield Better(
        collector.table(
            Detected(
                encoding=encoding,
                form="Label Studio export",
                columns=(
                    ("Item", f"data.{options.item}" if options.item else "id"),
                    ("Annotator", "completed_by"),
                    *((("Label", control),) if control else ()),
                ),
                notes=tuple(_notes(kinds, controls, control, empty)),
            )
        )
    )


def _annotations(
    at: int, task: Mapping[str, object], options: ReadOptions, collector: Collector
) -> Iterator[_Annotation]:
    field = collector.field
    source = _mapping(task.get("data", {}), at, field) if options.item else task
    item = scalar(source.get(options.item or "id", task.get("inner_id")), "task", at, field)
    given = task.get("annotations", task.get("completions")) or []
    found = 0
    for annotation in _list(given, at, field):
        note = _mapping(annotation, at, field)
        if note.get("was_cancelled"):
            continue
        results = tuple(_mapping(result, at, field) for result in _list(note.get("result") or [], at, field))
        yield _Annotation(at, item, _annotator(note, at, field), results)
        found += 1
    if not found:
        collector.skipped += 1


def _annotator(note: Mapping[str, object], at: int, field: str) -> str:
    who = note.get("completed_by")
    if isinstance(who, dict):
        who = next((who[key] for key in ("email", "username", "id") if who.get(key)), None)
    name = scalar(who, "task", at, field)
    if not name:
        raise InputError(field, f"completed_by in every annotation of task {at:,}, to tell annotators apart")
    return name


def _take(note: _Annotation, control: str, marked: bool, collector: Collector) -> int:
    """Hand an annotation's labels and marks on; return how many boxes without an area were left out."""
    field = collector.field
    for result in note.results:
        if control and _is_whole(result) and str(result.get("from_name")) == control:
            value = _value(result, note.at, field).get(_WHOLE[str(result["type"])])
            collector.add(note.at, note.item, note.annotator, label_in(value, "task", note.at, field))
    if not marked:
        return 0
    spans = sorted(span for result in note.results for span in _spans(result, note.at, field))
    boxes = [box for result in note.results for box in _boxes(result, note.at, field)]
    real = [box for box in boxes if box.box[0] < box.box[2] and box.box[1] < box.box[3]]
    real.sort(key=lambda box: (box.box, box.label))
    collector.mark(note.at, note.item, note.annotator, tuple(spans), tuple(real))
    return len(boxes) - len(real)


def _is_whole(result: Mapping[str, object]) -> bool:
    """Say whether a result labels the whole item: its kind does so, and it is not tied to a region."""
    value = result.get("value")
    return result.get("type") in _WHOLE and isinstance(value, dict) and not {"start", "x"} & value.keys()


def _control(controls: Counter[str], options: ReadOptions) -> str:
    if options.label and options.label not in controls:
        names = ", ".join(sorted(controls)) or "none"
        raise InputError("label", f"one of the controls that label whole items: {names}", options.label)
    most = max(controls.values(), default=0)
    return options.label or min((name for name, n in controls.items() if n == most), default="")


def _spans(result: Mapping[str, object], at: int, field: str) -> Iterator[Span]:
    kind = str(result.get("type"))
    if kind in _SPANS:
        value = _value(result, at, field)
        ends = value.get("globalOffsets", value)
        start, end = (
            _number(_mapping(ends, at, field).get(key), f"a span's {key}", at, field) for key in ("start", "end")
        )
        if not (start.is_integer() and end.is_integer() and start <= end):
            raise InputError(field, f"spans with whole numbers as start and end on task {at:,}", f"{start} to {end}")
        for label in _list(value.get(kind) or [], at, field):
            yield int(start), int(end), scalar(label, "task", at, field)


def _boxes(result: Mapping[str, object], at: int, field: str) -> Iterator[LabelledBox]:
    kind = str(result.get("type"))
    if kind in _BOXES:
        value = _value(result, at, field)
        if _number(value.get("rotation") or "0", "a box's rotation", at, field):
            raise InputError(field, f"boxes that are not turned on task {at:,}: overlap is defined for upright ones")
        left, top, width, height = (
            _number(value.get(key), f"a box's {key}", at, field) for key in ("x", "y", "width", "height")
        )
        box = left, top, left + max(width, 0.0), top + max(height, 0.0)
        for label in _list(value.get(kind) or [], at, field):
            yield LabelledBox(box, scalar(label, "task", at, field))


def _notes(kinds: Counter[str], controls: Counter[str], control: str, empty: int) -> Iterator[str]:
    others = sorted(name for name in controls if name != control)
    if others:
        yield f"Other controls that label whole items, not read: {', '.join(map(short, others))}."
    unread = sorted(kind for kind in kinds if kind not in (*_WHOLE, *_SPANS, *_BOXES))
    if unread:
        listed = ", ".join(f"{kind} ({kinds[kind]:,})" for kind in unread)
        yield f"Kinds of result that are not read: {listed}."
    if empty:
        yield f"{empty:,} boxes without an area were left out."


def _value(result: Mapping[str, object], at: int, field: str) -> Mapping[str, object]:
    return _mapping(result.get("value"), at, field)


def _mapping(value: object, at: int, field: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise InputError(field, f"an object, as Label Studio exports it, in task {at:,}", str(value))
    return cast("Mapping[str, object]", value)


def _list(value: object, at: int, field: str) -> list[object]:
    if not isinstance(value, list):
        raise InputError(field, f"a list, as Label Studio exports it, in task {at:,}", str(value))
    return value


def _number(value: object, what: str, at: int, field: str) -> float:
    try:
        number = float(value) if isinstance(value, str) else math.nan
    except ValueError:
        number = math.nan
    if not abs(number) <= 1e9:
        raise InputError(field, f"a number as {what} on task {at:,}", str(value))
    return number
