"""Several exports of Label Studio or doccano, whose numbers mean something else on each server and in each project.

People who each set up a Label Studio of their own are all number 1 there, and a task has the number that the import
happened to give it. Who a file's labels are by, and which tasks are the same, is told by comparing the files.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field

from calculators.core import InputError, Progress
from calculators.label_files.label_studio import content, is_export, named_in
from calculators.label_files.records import lines_of, parse
from calculators.label_files.request import File
from calculators.label_files.studio_records import controls_of, is_flat, shown_in
from calculators.label_files.table import named
from calculators.label_files.text_tools import is_doccano

_START = 2_000
# The time of day to the microsecond, which hardly two annotations share by chance.
_MOMENT = re.compile(r"\d\d:\d\d:\d\d\.\d{6}")
_BY_CHANCE = 3  # so many are none


@dataclass(frozen=True, kw_only=True)
class Told:
    """What several files say of each other.

    Attributes:
        by_file: whether each file is another person's, whatever number it calls them.
        shown: for each file, the key of what a task shows where that tells the item; empty where its number does.
        notes: why, a sentence each.
        cautions: what could mislead in numbers made from them, a sentence each.
    """

    by_file: bool = False
    shown: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Export:
    """What one export says of people and tasks.

    Attributes:
        people: who annotated.
        moments: when annotations were made.
        shown: for each key of the tasks' data, what the task of each number shows.
    """

    name: str
    people: set[str] = field(default_factory=set)
    moments: set[str] = field(default_factory=set)
    tasks: set[str] = field(default_factory=set)
    shown: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The one number that everything was annotated by; empty where it is none or there are several."""
        said = next(iter(self.people)) if len(self.people) == 1 else ""
        return said if said.isdecimal() else ""

    def named(self, key: str) -> set[str]:
        """Return the tasks by what they show under a key, or by their numbers where it is empty."""
        return {*self.shown[key].values()} if key else self.tasks

    def take(self, task: str, note: Mapping[str, object]) -> None:
        who = named_in(note)
        self.people.add("" if who is None else str(who).strip())
        self.tasks.add(task)
        if moment := _MOMENT.search(str(note.get("created_at"))):
            self.moments.add(moment[0])

    def show(self, task: str, data: Mapping[str, object]) -> None:
        for key, value in data.items():
            if isinstance(value, str) and (text := content(value, "", "")):
                self.shown.setdefault(key, {})[task] = text

    def telling(self) -> dict[str, dict[str, str]]:
        """Return what could tell tasks apart: what each of them shows, and hardly two the same."""
        return {
            key: shown for key, shown in self.shown.items()
            if len(shown) == len(self.tasks) < 2 * len({*shown.values()})
        }  # fmt: skip


def compared(files: Sequence[File], item: str, field: str) -> Generator[Progress, None, Told]:
    """Return what several files of one such tool say of each other; nothing of any others.

    Args:
        files: the files.
        item: the key that the reader chose for the items; empty where none.
        field: what errors are about.

    Raises:
        InputError: two files hold the same annotations, or their tasks have the same numbers and show other things.
    """
    exports: list[_Export] = []
    for at, file in enumerate(files):
        yield Progress(share=at / len(files), doing=f"Comparing file {at + 1:,} of {len(files):,}")
        if len(files) == 1 or (export := _export(file)) is None or not export.tasks:
            return Told()
        exports.append(export)
    copied = _copied(files, exports, field)
    shown, why = _items(exports, item)
    by_file, who = _people(exports, shown)
    return Told(by_file=by_file, shown=shown, notes=tuple(filter(None, [who, why])), cautions=copied)


def _copied(files: Sequence[File], exports: Sequence[_Export], field: str) -> tuple[str, ...]:
    """Return in words which files have a few annotations in common.

    An annotation keeps the moment at which it was first saved, whoever changes it.

    Raises:
        InputError: two files of one person each have most in common, whether or not labels were changed later.
    """
    texts: dict[str, str] = {}
    made: dict[str, list[int]] = {}
    for at, (file, one) in enumerate(zip(files, exports, strict=True)):
        if not one.number:
            continue
        if (before := texts.setdefault(file.text, file.name)) != file.name:
            raise InputError(field, f"another export for each person; {file.name} is the same as {before}")
        for moment in one.moments:
            made.setdefault(moment, []).append(at)
    pairs = Counter((first, other) for first, *others in made.values() for other in others)
    few: list[str] = []
    for (first, second), same in pairs.items():
        fewer = min(len(exports[first].moments), len(exports[second].moments))
        if 2 * same > fewer:
            raise InputError(
                field,
                f"an export of each person's own annotations; {exports[second].name} holds those of "
                f"{exports[first].name}, since {same:,} of {fewer:,} were first saved at the same moment, so one is a "
                "copy in which labels may have been changed later. Whoever goes over another's labels keeps most of "
                "them, so how far the two agree would say nothing of people who label by themselves; leave one out",
            )
        if same >= _BY_CHANCE:
            few.append(
                f"{exports[second].name} and {exports[first].name} have {same:,} annotations in common, first saved at "
                "the same moments, so there one person's label counts as two people's."
            )
    return tuple(few)


def _items(exports: Sequence[_Export], item: str) -> tuple[dict[str, str], str]:
    """Return for each file the key of what tells its items, with why; nothing where their numbers do.

    Raises:
        InputError: numbers are shared and what the tasks show is not; then the reader is asked.
    """
    if item == "id":
        return {}, ""
    keys = [{key: shown for key, shown in one.telling().items() if item in ("", key)} for one in exports]
    files = Counter(text for one in keys for text in {text for shown in one.values() for text in shown.values()})
    best = [max(one, key=lambda key: _rank(one[key], files), default="") for one in keys]
    shown = [one[key] for one, key in zip(keys, best, strict=True) if key]
    if len(shown) < len(exports) or not (item or _differ(shown)):
        return {}, ""
    used, found = named(map(repr, dict.fromkeys(best))), {one.name: key for one, key in zip(exports, best, strict=True)}
    if item:
        return found, ""
    if any(files[text] > 1 for one in shown for text in one.values()):
        return found, f"Tasks have other numbers in each file, so they were matched by what they show: {used}."
    raise InputError(
        "item",
        f"what names an item to be chosen: the files use the same numbers for their tasks, and yet what a task shows "
        f"({used}) is never the same in two of them. If tasks of one number are the same nevertheless, choose 'id'",
        offers={"item": ("id", *dict.fromkeys(best))},
    )


def _rank(shown: Mapping[str, str], files: Mapping[str, int]) -> tuple[bool, bool, int, int]:
    """Return how well a key tells tasks apart across files: by words rather than numbers, shared by most, and long."""
    texts = {*shown.values()}
    shared = sum(files[text] > 1 for text in texts)
    return shared > 0, not all(map(str.isdecimal, texts)), shared, sum(map(len, texts))


def _differ(exports: Sequence[Mapping[str, str]]) -> bool:
    """Say whether a number stands for two things in two files, or a thing has two numbers."""
    things: dict[str, str] = {}
    first: dict[str, set[str]] = {}
    for shown in exports:
        numbers: dict[str, set[str]] = {}
        for number, text in shown.items():
            if things.setdefault(number, text) != text:
                return True
            numbers.setdefault(text, set()).add(number)
        if any(first.setdefault(text, mine).isdisjoint(mine) for text, mine in numbers.items()):
            return True
    return False


def _people(exports: Sequence[_Export], shown: Mapping[str, str]) -> tuple[bool, str]:
    """Return whether each file is another person's, and in words why; False where the numbers tell people apart.

    Where each file holds one person and two of them say the same number of the same tasks, these can only have been
    labelled on servers of their own.
    """
    numbers = {one.number for one in exports}
    if "" in numbers:
        return False, ""
    tasks = Counter((one.number, task) for one in exports for task in one.named(shown.get(one.name, "")))
    if len(numbers) > 1 and max(tasks.values()) == 1:
        return False, ""
    said = "and two files say the same number of the same tasks" if len(numbers) > 1 else f"number {numbers.pop()}"
    return True, (
        f"In each file everything was labelled by {'one number, ' * (len(numbers) > 1)}{said}, as happens where people "
        "have a Label Studio of their own each, so every file was taken for another person's and named after it."
    )


def _export(file: File) -> _Export | None:
    """Return what a file says of people and tasks; None where it is no export of such a tool."""
    start, export = file.text[:_START].lstrip(), _Export(file.name)
    if start[:1] not in ("[", "{"):
        sign = max(",\t;", key=start.partition("\n")[0].count)
        rows = csv.DictReader(io.StringIO(file.text, newline=""), delimiter=sign)
        try:
            return _flat([*rows], export) if is_flat(rows.fieldnames or ()) else None
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
        return _flat(objects, export)
    if not any(map(is_doccano, objects)):
        return None
    for record in objects:
        export.tasks.add(str(record.get("id")))
        export.show(str(record.get("id")), {key: record[key] for key in ("text", "data") if key in record})
    return export


def _tasks(tasks: Sequence[Mapping[str, object]], export: _Export) -> _Export:
    for task in tasks:
        number = str(task.get("id", task.get("inner_id")))
        notes = task.get("annotations", task.get("completions"))
        for note in notes if isinstance(notes, list) else ():
            if isinstance(note, dict) and not note.get("was_cancelled") and not note.get("skipped"):
                export.take(number, note)
        if number in export.tasks and isinstance(data := task.get("data"), dict):
            export.show(number, data)
    return export


def _flat(records: Sequence[Mapping[str, object]], export: _Export) -> _Export:
    rows = [record for record in records if record.get("annotator") not in (None, "")]
    controls = controls_of([*enumerate(rows)], "id")
    for record in rows:
        number = str(record.get("id"))
        export.take(number, {"completed_by": record["annotator"], "created_at": record.get("created_at")})
        export.show(number, shown_in(record, controls))
    return export
