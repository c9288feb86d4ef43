"""What to do about the labels: which border to settle, which items first, and who needs help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.core import Better, Progress, Step
from calculators.label_files import LabelTable
from calculators.models.agreement.adjudicate import SHOWN_FIRST, OpenItem, open_count, open_items
from calculators.models.agreement.confused import ConfusedPair, confused_labels
from calculators.models.agreement.measures import Folded
from calculators.models.agreement.open_marks import open_marked
from calculators.models.agreement.people import People, estimated, people_of
from calculators.models.agreement.tasks import Tool, tool_of


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What to do about the labels.

    Attributes:
        differing: how many pairs of labels on one item differ.
        confused: the pairs of labels that stand against each other most often.
        people: how often each person is right; None where people marked spans or shapes.
        open_items: how many items people differ on that have no right answer yet.
        first: those to settle first.
        tool: the tool that the list of all of them is for.
    """

    differing: int
    confused: Sequence[ConfusedPair]
    people: People | None
    open_items: int
    first: Sequence[OpenItem]
    tool: Tool


def marks_to_settle(table: LabelTable, threshold: float) -> Iterator[Step[FollowUp]]:
    """Yield progress and, last, which items to settle first where people marked spans or shapes."""
    for step in open_marked(table, threshold):
        if isinstance(step, Progress):
            yield step
        else:
            first, tool = step.result[:SHOWN_FIRST], tool_of(table)
            yield Better(
                FollowUp(differing=0, confused=(), people=None, open_items=len(step.result), first=first, tool=tool)
            )


def follow_up(table: LabelTable, folded: Folded) -> Iterator[Step[FollowUp]]:
    """Yield progress and, last, what to do about the labels."""
    yield Progress(share=0, doing="Counting which labels are confused")
    differing, confused = confused_labels(table, folded)
    for step in estimated(table, folded.level):
        if isinstance(step, Progress):
            yield step
            continue
        yield Progress(share=1, doing="Counting everybody's mistakes")
        people = people_of(table, step.result)
        yield Progress(share=1, doing="Putting the items in order")
        yield Better(
            FollowUp(
                differing=differing,
                confused=confused,
                people=people,
                open_items=open_count(table),
                first=open_items(table, step.result, SHOWN_FIRST),
                tool=tool_of(table),
            )
        )
