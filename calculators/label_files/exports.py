"""What an export of Label Studio or doccano says of people and tasks, as far as several are compared by it."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from calculators.core import InputError
from calculators.label_files.label_studio import content, is_export, named_in
from calculators.label_files.records import lines_of, parse
from calculators.label_files.request import File
from calculators.label_files.studio_records import controls_of, is_flat, shown_in
from calculators.label_files.text_tools import is_doccano

_START = 2_000
# The time of day to the microsecond, since a copy was found whose day alone had been changed. Whole seconds are none:
# two people's often are the same.
_MOMENT = re.compile(r"\d\d:\d\d:\d\d\.(?!000000)\d{6}")
# Scores, dates, times and numbers of rows, which may be the same in two files whose tasks are not.
_NUMBER = re.compile(r"[-+]?[\d.][-+\d\s.,:/%TZe]*")


@dataclass(slots=True)
class Export:
    """What one export says of people and tasks.

    Attributes:
        at: its place among all files.
        people: who annotated.
        made: for each task, when it was annotated first.
        moments: how many annotations were made at each moment.
        annotations: how many there are.
        tasks: the numbers of those that were annotated.
        shown: for each key of the tasks' data, what the task of each number shows.
        lists: the keys of lists and objects, which name no item.
    """

    at: int
    name: str
    people: set[str] = field(default_factory=set)
    made: dict[str, str] = field(default_factory=dict)
    moments: Counter[str] = field(default_factory=Counter)
    annotations: int = 0
    tasks: set[str] = field(default_factory=set)
    shown: dict[str, dict[str, str]] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)

    @property
    def person(self) -> str:
        """Who everything was annotated by; empty where nobody is named or there are several."""
        return next(iter(self.people)) if len(self.people) == 1 else ""

    @property
    def number(self) -> str:
        """The one number that everything was annotated by; empty where it is none or there are several."""
        return self.person if self.person.isdecimal() else ""

    def names(self, key: str) -> Mapping[str, str]:
        """Return what each task is called: what it shows under a key, or its number where that is empty."""
        return self.shown[key] if key else {task: task for task in self.tasks}

    def take(self, task: str, note: Mapping[str, object]) -> None:
        """Count an annotation of a task."""
        who = named_in(note)
        said = "" if who is None else str(who).strip()
        self.people.add(said.removesuffix(".0") if said.removesuffix(".0").isdecimal() else said)
        self.tasks.add(task)
        self.annotations += 1
        if moment := _MOMENT.search(str(note.get("created_at"))):
            self.moments[moment[0]] += 1
            self.made.setdefault(task, moment[0])

    def show(self, task: str, data: Mapping[str, object]) -> None:
        """Keep what a task shows."""
        for key, value in data.items():
            if isinstance(value, str) and (text := content(value, "", "")):
                self.shown.setdefault(key, {})[task] = text
            elif isinstance(value, dict | list) and value:
                self.lists.add(key)
                self.shown.setdefault(key, {})[task] = f"a list {hash(json.dumps(value, sort_keys=True)):x}"

    def words(self) -> dict[str, dict[str, str]]:
        """Return what most tasks show in words, and seldom two the same."""
        return {
            key: shown for key, shown in self.shown.items()
            if 2 * len(shown) >= len(self.tasks) and 2 * len({*shown.values()}) >= len(shown)
            and 2 * sum(bool(_NUMBER.fullmatch(text)) for text in shown.values()) <= len(shown)
        }  # fmt: skip

    def telling(self) -> dict[str, dict[str, str]]:
        """Return what tells tasks apart: words that each of them shows, and hardly two the same."""
        return {
            key: shown for key, shown in self.words().items()
            if key not in self.lists and len(shown) == len(self.tasks) < 2 * len({*shown.values()})
        }  # fmt: skip


def export_in(at: int, file: File, label: str) -> Export | None:
    """Return what a file says of people and tasks; None where it is no export of such a tool.

    Args:
        at: its place among all files.
        file: the file.
        label: the column of the answers, where the reader chose it.
    """
    start, export = file.text[:_START].lstrip(), Export(at, file.name)
    if start[:1] not in ("[", "{"):
        sign = max(",\t;", key=start.partition("\n")[0].count)
        rows = csv.DictReader(io.StringIO(file.text, newline=""), delimiter=sign)
        try:
            return _flat([*rows], export, label) if is_flat(rows.fieldnames or ()) else None
        except csv.Error:
            return None
    studio = '"completed_by"' in file.text or '"annotation_id"' in file.text
    if not studio and ('"id"' not in start or not ('"text"' in start or '"data"' in start)):
        return None
    try:
        records = parse(file.text, 1, "") if start[:1] == "[" else [one for _, one in lines_of(file.text, "")]
    except InputError:
        return None  # whoever reads it says where
    objects = [one for one in records if isinstance(one, dict)] if isinstance(records, list) else []
    if is_export(objects):
        return _tasks(objects, export)
    if objects and is_flat(objects[0]):
        return _flat(objects, export, label)
    return _texts(objects, export) if any(map(is_doccano, objects)) else None


def _texts(records: Sequence[Mapping[str, object]], export: Export) -> Export:
    for record in records:
        number = str(record.get("id"))
        export.tasks.add(number)
        notes = record.get("annotations")
        for note in notes if isinstance(notes, list) else ():
            if isinstance(note, dict) and "user" in note:
                export.take(number, {"completed_by": note["user"], "created_at": note.get("created_at")})
        export.show(number, {key: record[key] for key in ("text", "data") if key in record})
    return export


def _tasks(tasks: Sequence[Mapping[str, object]], export: Export) -> Export:
    for at, task in enumerate(tasks):
        number = str(task.get("id", task.get("inner_id", f"{at} of {export.name}")))
        notes = task.get("annotations", task.get("completions"))
        for note in notes if isinstance(notes, list) else ():
            if isinstance(note, dict) and not note.get("was_cancelled") and not note.get("skipped"):
                export.take(number, note)
        if number in export.tasks and isinstance(data := task.get("data"), dict):
            export.show(number, data)
    return export


def _flat(records: Sequence[Mapping[str, object]], export: Export, label: str) -> Export:
    rows = [record for record in records if record.get("annotator") not in (None, "")]
    controls = [*controls_of([*enumerate(rows)], "id"), label]
    for record in rows:
        number = str(record.get("id"))
        export.take(number, {"completed_by": record["annotator"], "created_at": record.get("created_at")})
        export.show(number, shown_in(record, controls))
    return export
