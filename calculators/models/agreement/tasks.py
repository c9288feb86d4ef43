"""The list to adjudicate as a file that the tool opens which the labels came from.

The texts stand in the reader's own file, so they are taken from there once more; whatever a tool adds to a label stays
behind, so that nobody's label counts as the settled one before it is. Names stay behind too, because a difference is
settled without knowing who said what.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculators.core import InputError, OpenedFiles, TextFile
from calculators.label_files import LabelTable
from calculators.label_files.label_studio import content
from calculators.models.agreement.adjudicate import OpenItem

type _Record = Mapping[str, object]

# What a Prodigy answer holds beyond its question, https://prodi.gy/docs/api-interfaces.
_PRODIGY_ANSWER = frozenset(["answer", "accept", "_annotator_id", "_session_id", "_timestamp"])

# Where doccano's importer looks for answers instead of in "label", by the kind of project; it wants each to be there.
_DOCCANO_ANSWERS = ("entities", "relations", "cats")


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool that labels come from.

    Attributes:
        form: what the reader of its files calls them; they may stand in a zip.
        words: what the list is, as on a button.
        how: how to open it in the tool, in a sentence.
    """

    form: str
    words: str
    how: str


LABEL_STUDIO = Tool(
    form="Label Studio export",
    words="the items to adjudicate as Label Studio tasks (JSON)",
    how="In Label Studio choose Import in a project with the same labelling interface. Each task holds its own data, "
    "and each answer as a prediction with a letter in the place of a name, given by the answer and not by the person.",
)
DOCCANO = Tool(
    form="doccano export",
    words="the items to adjudicate for doccano (JSONL)",
    how="In doccano choose Dataset, Import dataset, JSONL. Each text comes without a label. What was said, and by "
    "how many but not by whom, stands in its metadata.",
)
PRODIGY = Tool(
    form="Prodigy export",
    words="the items to adjudicate for Prodigy (JSONL)",
    how="Give the file to your recipe as its source, and let it save into a new dataset, since Prodigy passes over "
    "what a dataset holds already. Do not bring it in by db-in, which counts what has no answer as accepted. What was "
    "said, and by how many but not by whom, stands below each card.",
)
PICTURES = Tool(
    form="CVAT",
    words="the names of the pictures to adjudicate (TXT)",
    how="Make a new task of these pictures, in this order. The pictures themselves are not in your file.",
)
COCO = Tool(form="COCO", words=PICTURES.words, how=PICTURES.how)
TABLE = Tool(
    form="",
    words="the items to adjudicate (CSV)",
    how="Open it beside your data: it holds each item's name, what was said and by how many but not by whom, "
    "and an empty column for the settled label. What was labelled is not repeated in it.",
)
_RECORDS = "Label Studio export, one record an annotation"


def tool_of(table: LabelTable) -> Tool:
    """Return the tool that the labels come from; a table where none is known that opens such a list."""
    form = table.detected.form.rpartition(": ")[2]
    if form == _RECORDS:
        return TABLE
    return next(
        (tool for tool in (LABEL_STUDIO, DOCCANO, PRODIGY, PICTURES, COCO) if form.startswith(tool.form)), TABLE
    )


def adjudication_file(
    table: LabelTable, source: str | bytes | OpenedFiles, items: Sequence[OpenItem]
) -> TextFile | list[list[object]]:
    """Return the items to adjudicate, in their order, as the tool of the labels opens them; else as rows.

    Args:
        table: the labels.
        source: the reader's file, from which the labels came.
        items: the items.

    Raises:
        InputError: the file can no longer be read.

    Source: https://labelstud.io/guide/predictions (a task's data and predictions), doccano's importer,
    backend/data_import/datasets.py of its repository (text, answers, and all else as metadata), and
    https://prodi.gy/docs/api-interfaces (a task without its answer).
    """
    tool = tool_of(table)
    if tool is TABLE:
        return _rows(items)
    if tool in (PICTURES, COCO):
        return TextFile(text="".join(f"{one.item}\n" for one in items), ending="txt", media_type="text/plain")
    tasks = list(_tasks(tool, source, items, _key(table)))
    if tool is LABEL_STUDIO:
        return TextFile(
            text=json.dumps(tasks, ensure_ascii=False, indent=1), ending="json", media_type="application/json"
        )
    lines = "".join(json.dumps(task, ensure_ascii=False) + "\n" for task in tasks)
    return TextFile(text=lines, ending="jsonl", media_type="application/jsonl")


def _key(table: LabelTable) -> str:
    """Return the key of what a task shows, where that names the items of the tool's export; empty where its id does."""
    name = dict(table.detected.columns).get("Item", "")
    return "" if name == "id" else name.removeprefix("data.")


def _rows(items: Sequence[OpenItem]) -> list[list[object]]:
    rows: list[list[object]] = [
        ["item", "likely_label", "chance_it_is_wrong", "uncertainty", "what_was_said", "settled_label"]
    ]
    for one in items:
        doubt = "" if one.doubt is None else f"{one.doubt:.4f}"
        rows.append([one.item, one.likely, doubt, f"{one.bits:.4f}", one.blind(), ""])
    return rows


def _tasks(tool: Tool, source: str | bytes | OpenedFiles, items: Sequence[OpenItem], shown: str) -> Iterator[_Record]:
    """Yield each item as the tool's own record, made of those in the reader's file."""
    names, make = _MAKERS[tool.form]
    wanted = {one.item for one in items}
    found: dict[str, _Record] = {}
    for record in _records(source):
        for name in wanted.intersection(names(record, shown)):
            found[name] = _joined(found[name], record) if name in found else record
    for one in items:
        if one.item not in found:
            raise InputError("table", "each item to adjudicate as a record of its own in the file", one.item)
        yield make(found[one.item], one)


def _records(source: str | bytes | OpenedFiles) -> Iterator[_Record]:
    # Only who saves such a list needs to open archives.
    from calculators.label_files.archives import files_of

    for file in files_of(source, "table"):
        text = file.text.strip()
        # Not splitlines, which also divides at signs that may stand inside a text.
        lines = text.split("\n" if "\n" in text else "\r")
        try:
            whole = json.loads(text) if text.startswith("[") else [json.loads(line) for line in lines if line.strip()]
        except json.JSONDecodeError as error:
            raise InputError("table", f"one JSON record a line, or a list of them ({error.msg})") from None
        yield from (record for record in whole if isinstance(record, dict))


def _joined(one: _Record, other: _Record) -> _Record:
    """Return a task with the annotations of two exports; anything else as it was first."""
    if "data" not in one or not (more := _notes(other)):
        return one
    return {**one, "annotations": [*_notes(one), *more]}


def _notes(task: _Record) -> list[_Record]:
    return _list(task.get("annotations", task.get("completions")))


def _task_names(record: _Record, shown: str) -> list[str]:
    data = record.get("data")
    if not shown or not isinstance(data, dict):
        return [_text(record.get("id", record.get("inner_id")))]
    name = _text(data.get(shown))
    # Of several servers' files the items are named by what each server shows.
    return [name, content(name, "", "table")]


def _doccano_names(record: _Record, shown: str) -> list[str]:
    return [("" if shown else _text(record.get("id"))) or _text(record.get("text", record.get("data")))]


def _prodigy_names(record: _Record, _: str) -> list[str]:
    # Where a text is asked about more than once, its question is the item.
    text, question = _text(record.get("_input_hash")), _text(record.get("_task_hash"))
    return [text, question or f"{text} {record.get('label', '')}".strip()]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _task(record: _Record, _: OpenItem) -> _Record:
    notes = _notes(record)
    answers = [note.get("result") for note in notes if not note.get("was_cancelled") and not note.get("skipped")]
    # By what was answered, since the order of the file may be the same people's in every task.
    answers.sort(key=lambda answer: json.dumps(answer, sort_keys=True))
    predictions = [{"model_version": _letter(at), "result": answer} for at, answer in enumerate(answers)]
    return {"data": record.get("data"), "predictions": predictions}


def _letter(at: int) -> str:
    """Return A to Z, and AA and so on after them."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _list(value: object) -> list[_Record]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _doccano_line(record: _Record, one: OpenItem) -> _Record:
    text = record.get("text", record.get("data"))
    empty: _Record = {key: [] for key in _DOCCANO_ANSWERS if key in record} or {"label": []}
    return {"text": text, **empty, "item": one.item, "what_was_said": one.blind()}


def _prodigy_line(record: _Record, one: OpenItem) -> _Record:
    meta = record.get("meta")
    # Spans are the answer where people marked them, and part of the question where they chose a label.
    answer = _PRODIGY_ANSWER if one.likely else _PRODIGY_ANSWER | {"spans"}
    kept = {key: value for key, value in record.items() if key not in answer}
    return {**kept, "meta": {**(meta if isinstance(meta, dict) else {}), "said": one.blind()}}


_MAKERS: dict[str, tuple[Callable[[_Record, str], list[str]], Callable[[_Record, OpenItem], _Record]]] = {
    LABEL_STUDIO.form: (_task_names, _task),
    DOCCANO.form: (_doccano_names, _doccano_line),
    PRODIGY.form: (_prodigy_names, _prodigy_line),
}
