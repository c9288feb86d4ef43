"""Reading the results of crowd platforms: Mechanical Turk's batches, Toloka's assignments."""

from collections.abc import Iterable, Mapping, Sequence

from calculators.core import InputError, Progress
from calculators.label_files.collect import Collector
from calculators.label_files.names import column as place_of
from calculators.label_files.names import short
from calculators.label_files.request import Found, Reading

type Rows = Iterable[tuple[int, Mapping[str, str]]]

_STEP = 5_000
_TRUE, _FALSE = "true", "false"
# Columns to be filled in by the requester, which Mechanical Turk names in the first row alone.
LEFT_OUT = frozenset(["Approve", "Reject"])


def platform_of(names: Sequence[str]) -> str:
    """Return whose results a table with such columns holds: "mturk", "toloka", "prolific" or nothing known."""
    found = {name.strip() for name in names}
    if {"HITId", "WorkerId"} <= found and any(name.startswith("Answer.") for name in found):
        return "mturk"
    if "ASSIGNMENT:worker_id" in found and any(name.startswith("OUTPUT:") for name in found):
        return "toloka"
    if {"Submission id", "Participant id", "Status"} <= found:
        return "prolific"
    return ""


def read_platform(platform: str, names: Sequence[str], rows: Rows, collector: Collector) -> Reading:
    """Read a platform's results; work that was rejected is left out, and said.

    Raises:
        InputError: a row lacks its worker or task, or there are no answers.
    """
    if platform == "prolific":
        raise InputError(
            collector.field,
            "the answers themselves; this is Prolific's list of submissions, which holds none. Export the answers from "
            "the survey or task that Prolific sent people to, with the participant's id in a column",
        )
    mturk = platform == "mturk"
    prefix = "Answer." if mturk else "OUTPUT:"
    wanted = collector.request.options.gold
    gold = names[place_of(wanted, names, "gold")] if wanted else ""
    questions = _questions([name for name in names if name.strip().startswith(prefix) and name != gold], prefix)
    if not questions:
        raise InputError(
            collector.field,
            "the answers themselves; this batch holds none, only the code that people bring back from a survey. Export "
            "the answers from that survey, with the worker's ID in a column",
        )
    item = "HITId" if mturk else _toloka_item(names)
    who, status = ("WorkerId", "AssignmentStatus") if mturk else ("ASSIGNMENT:worker_id", "ASSIGNMENT:status")
    rejected = 0
    tasks = _Tasks(item, [] if mturk or item.endswith("task_id") else [name for name in names if _is_input(name)])
    for number, (at, row) in enumerate(rows, 1):
        collector.row(at)
        if row.get(status, "").strip().lower() == "rejected":
            rejected += 1
            collector.skipped += 1
            continue
        person = tasks.name(row), row[who].strip()
        if not all(person):
            raise InputError(collector.field, f"{item} and {who} on {collector.where(at)}", "an empty cell")
        for question, columns in questions.items():
            collector.answer(at, person, question, _said(row, columns))
        if gold:
            collector.right(at, person[0], row[gold].strip())
        if number % _STEP == 0:
            yield Progress(share=0.5, doing=f"Reading line {number:,}")
    used = {item, who, status, gold, *(column for columns in questions.values() for column, _ in columns)}
    return Found(
        form="Mechanical Turk batch results" if mturk else "Toloka assignments",
        columns=(("Item", item), ("Annotator", who), *((("Right answer", gold),) if gold else ())),
        names=tuple(names),
        not_read=tuple(name for name in names if name not in used),
        header=True,
        notes=(*([f"Rejected work left out: {rejected:,} rows."] if rejected else []), *tasks.notes()),
        alone="Ask for more assignments of each task than one, and download the results again.",
    )


class _Tasks:
    """The names of tasks, each of which is told by all that it shows: two may well show the same first thing."""

    def __init__(self, item: str, inputs: Sequence[str]) -> None:
        self._item, self._inputs = item, inputs
        self._known: dict[str, dict[tuple[str, ...], int]] = {}

    def name(self, row: Mapping[str, str]) -> str:
        """Return the name of a row's task: what its column says, with a number from the second such task on."""
        name = row[self._item].strip()
        alike = self._known.setdefault(name, {})
        number = alike.setdefault(tuple(row[column].strip() for column in self._inputs), len(alike) + 1)
        return name if number == 1 or not name else f"{name} ({number})"

    def notes(self) -> list[str]:
        """Return in words that tasks were told apart by more than their column."""
        more = next((name for name, alike in self._known.items() if len(alike) > 1), "")
        if not more:
            return []
        both = f"{short(more)} and {short(f'{more} (2)')}"
        return [f"Tasks that differ in any INPUT column are items of their own, as {both}."]


def _is_input(name: str) -> bool:
    """Say whether a column of Toloka's shows a part of the task."""
    return name.startswith("INPUT:")


def _toloka_item(names: Sequence[str]) -> str:
    inputs = [name for name in names if _is_input(name)]
    if "ASSIGNMENT:task_id" in names:
        return "ASSIGNMENT:task_id"
    return inputs[0] if len(inputs) == 1 else next((name for name in names if name.endswith("task_id")), inputs[0])


def _questions(names: Iterable[str], prefix: str) -> dict[str, list[tuple[str, str]]]:
    """Return the columns of each question; a choice of several has a column for each, true where it was chosen."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        question, _, option = name.strip().removeprefix(prefix).partition(".")
        if option == "label":
            option = ""
        found.setdefault(question, []).append((name, option))
    return {
        question: columns
        for question, columns in found.items()
        if question.lower() not in ("comment", "comments", "feedback", "notes", "surveycode")
    }


def _said(row: Mapping[str, str], columns: Sequence[tuple[str, str]]) -> list[str]:
    labels = []
    for column, option in columns:
        said = row.get(column, "").strip()
        if not option or said.lower() not in (_TRUE, _FALSE, ""):
            labels += [part for part in said.split("|") if part] if "|" in said else [said]
        elif said.lower() == _TRUE:
            labels.append(option)
    return [label for label in labels if label]
