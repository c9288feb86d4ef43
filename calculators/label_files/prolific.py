"""Reading the responses of Prolific's Task Builder, as its interface gives them: one record an answer."""

from collections.abc import Iterator, Mapping, Sequence

from calculators.core import Progress
from calculators.label_files.collect import Collector
from calculators.label_files.records import mapping, scalar, sequence
from calculators.label_files.request import Found, Reading

_STEP = 5_000
_CHOSEN = frozenset(["multiple_choice", "multiple_choice_with_free_text"])


def is_response(record: Mapping[str, object]) -> bool:
    """Say whether a record is a participant's answer to one instruction of a task."""
    return {"participant_id", "task_id"} <= record.keys() and isinstance(record.get("response"), dict)


def read_responses(records: Sequence[tuple[int, Mapping[str, object]]], collector: Collector) -> Reading:
    """Read responses, https://docs.prolific.com/api-reference/task-builder: choices, each instruction a question.

    Raises:
        InputError: a record lacks what is needed.
    """
    not_read: dict[str, None] = {}
    for at, record in records:
        collector.row(at)
        where, field = collector.where(at), collector.field
        response = mapping(record.get("response"), where, field)
        kind = scalar(response.get("type"), where, field)
        if kind not in _CHOSEN:
            not_read[f"answers of the type {kind}"] = None
            collector.skipped += 1
            continue
        who = scalar(record.get("task_id"), where, field), scalar(record.get("participant_id"), where, field)
        question = scalar(response.get("instruction_id"), where, field)
        collector.answer(at, who, question, list(_chosen(response, where, field)))
        if at % _STEP == 0:
            yield Progress(share=at / len(records), doing=f"Reading {collector.place} {at:,} of {len(records):,}")
    return Found(
        form="Prolific Task Builder responses",
        columns=(("Item", "task_id"), ("Annotator", "participant_id")),
        not_read=tuple(not_read),
        alone="Publish the study with more annotators per task than one, and export the responses again.",
    )


def _chosen(response: Mapping[str, object], where: str, field: str) -> Iterator[str]:
    for one in sequence(response.get("answer"), where, field):
        yield scalar(mapping(one, where, field).get("value"), where, field)
