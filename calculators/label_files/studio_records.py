"""Reading Label Studio's JSON-MIN, CSV and TSV: one record an annotation."""

from collections.abc import Iterable, Mapping, Sequence

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.label_studio import ALONE, WHOLE, annotator, content, regions_of, whole
from calculators.label_files.names import is_nobodys
from calculators.label_files.records import mapping, parse, scalar
from calculators.label_files.request import Found, Reading
from calculators.label_files.shapes import Region
from calculators.label_files.tokens import tokens_around

_FLAT = frozenset(["annotator", "annotation_id"])
# What a record holds beside the task's data and the answers.
_ABOUT = _FLAT | {"id", "created_at", "updated_at", "lead_time", "agreement", "history", "inner_id"}


def is_flat(names: Iterable[str]) -> bool:
    """Say whether columns or keys are those of JSON-MIN, CSV and TSV."""
    found = set(names)
    return found >= _FLAT and bool(found & {"lead_time", "created_at"})


def read_flat(records: Sequence[tuple[int, Mapping[str, object]]], collector: Collector) -> Reading:
    """Read JSON-MIN, or the rows of CSV and TSV with names as keys: one record an annotation.

    Which columns people filled in is told by what they hold, or by their differing between the annotations of a task.

    Raises:
        InputError: no column differs; then the reader is asked.
    """
    field, wanted = collector.field, collector.request.options.label
    shown = collector.shown
    item_key = shown or collector.request.options.item or "id"
    controls = controls_of(records, item_key)
    if wanted and wanted not in controls and any(wanted in record for _, record in records):
        controls.append(wanted)
    if not controls:
        names = tuple(dict.fromkeys(name for _, record in records for name in record if name not in _ABOUT))
        raise InputError("label", "the column of the label to be chosen", offers={"label": names, "item": names})
    not_read: dict[str, None] = {}
    for at, record in records:
        collector.row(at)
        where = collector.where(at)
        item = (content if shown else scalar)(record.get(item_key), where, field)
        who = item, annotator({"completed_by": record.get("annotator")}, "", at, collector)
        regions: list[Region] = []
        marked = False
        for control in controls:
            value = loaded(record.get(control))
            if isinstance(value, list) and any(isinstance(one, dict) for one in value):
                marked = True
                for inside in (mapping(one, where, field) for one in value):
                    kind = next((key for key in inside if key.endswith("labels")), "labels")
                    regions += regions_of(kind, inside, where, field)
            elif isinstance(value, dict):
                key = next((key for key in (*WHOLE.values(), "choices") if key in value), next(iter(value), ""))
                collector.answer(at, who, control, whole(value.get(key), where, field))
            else:
                collector.answer(at, who, control, whole(value, where, field))
        if marked:
            collector.regions(at, who, regions, tokens_around(record, regions))
    yield Progress(share=1, doing="Reading the export")
    names = tuple(dict.fromkeys(name for _, record in records for name in record))
    rest = [name for name in names if name not in {item_key, "annotator", *controls}]
    return Found(
        form="Label Studio export, one record an annotation",
        columns=(("Item", item_key), ("Annotator", "annotator")),
        names=names,
        not_read=(*rest, *not_read), alone=ALONE,
    )  # fmt: skip


def controls_of(records: Sequence[tuple[int, Mapping[str, object]]], item_key: str) -> list[str]:
    """Return the columns that people filled in; where they always agree, the one that holds words of a list.

    Such a column is filled in most records and repeats between tasks; a note is none, though people's notes differ.
    """
    found: dict[str, None] = {}
    first: dict[tuple[str, str], object] = {}
    for _, record in records:
        for name, value in record.items():
            if name in _ABOUT or name == item_key or name.endswith(("_at", "_time")):
                continue
            if is_shaped(loaded(value)) or first.setdefault((str(record.get(item_key)), name), value) != value:
                found[name] = None
    if not all(map(is_nobodys, found)):
        return list(found)
    by_name: dict[str, list[str]] = {}
    for (_, name), value in first.items():
        by_name.setdefault(name, []).append(str(value or ""))
    repeating = {name: [*filter(None, values)] for name, values in by_name.items() if len({*values}) < len(values)}
    if len(repeating) > 1:
        listed = {name for name, filled in repeating.items() if 2 * len(filled) > len(by_name[name])}
        repeating = {name: filled for name, filled in repeating.items()
                     if name in listed and 2 * len({*filled}) <= len(filled) and not is_nobodys(name)}  # fmt: skip
    return [*repeating] if len(repeating) == 1 else [*found]


def is_shaped(value: object) -> bool:
    """Say whether a cell holds marks or choices as Label Studio writes them."""
    inside = value[0] if isinstance(value, list) and value else value
    return isinstance(inside, dict) and any(key.endswith("labels") or key in WHOLE.values() for key in inside)


def loaded(value: object) -> object:
    """Return the value of a cell: what its JSON holds, where it is JSON, else the text."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return parse(value, 1, "")
        except InputError:
            return value
    return value


def shown_in(record: Mapping[str, object], controls: Sequence[str]) -> dict[str, object]:
    """Return what a record holds of its task's data, without the answers and what Label Studio says of them."""
    return {
        name: value for name, value in record.items()
        if name not in _ABOUT and name not in controls and not str(name).endswith(("_at", "_time"))
        and not isinstance(loaded(value), list | dict)
    }  # fmt: skip
