"""A -1 below a scale: no label where people leave it as by chance, and asked about everywhere else."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from calculators.label_files import ReadOptions, read
from tests.label_files.small_files import refused
from tests.label_files.written_by_tools import csv_text

PARTS = ("items", "annotators", "labels", "item_of", "annotator_of", "label_of", "gold", "sets")


def with_gaps(steps: Sequence[int], *, by_item: bool = False) -> list[list[str]]:
    """Return ratings of sixty items by six people, a third of them -1: by lot, or all those of an item."""
    chance = random.Random(2)
    rows = [["item", *"ABCDEF"]]
    for at in range(60):
        gaps = range(6) if by_item and at % 3 == 0 else () if by_item else chance.sample(range(6), 2)
        rows.append([str(at), *("-1" if who in gaps else str(steps[(at + who // 4) % len(steps)]) for who in range(6))])
    return [*rows, ["nobody's", *["-1"] * 6]]


@pytest.mark.parametrize("long", [False, True])
def test_a_gap_below_a_scale_is_a_missing_label(*, long: bool) -> None:
    """A -1 below a scale from 1, left on items as by chance, is no label, said, and the table is as without it."""
    head, *body = with_gaps((1, 2, 3, 4, 5))
    cells = [[item, who, said] for item, *given in body for who, said in zip(head[1:], given, strict=True)]
    text = csv_text([["item", "annotator", "label"], *cells] if long else [head, *body])
    table, told = read(text), read(text, ReadOptions(minus_one="missing"))
    assert [getattr(table, name) for name in PARTS] == [getattr(told, name) for name in PARTS]
    assert replace(table.detected, notes=()) == replace(told.detected, notes=())
    assert table.labels == ("1", "2", "3", "4", "5")
    assert dict(table.detected.missing) == {"-1": 126}
    assert table.detected.notes[0].startswith("-1 counts as no label: it stands below a scale from 1 to 5")
    assert read(text, ReadOptions(minus_one="label")).labels[0] == "-1"


@pytest.mark.parametrize(
    "rows",
    [
        with_gaps((1, 2, 3, 4, 5), by_item=True),
        with_gaps((0, 1, 2, 3)),
        with_gaps((2, 3, 4)),
        with_gaps((1, 2)),
        with_gaps((1, 2, 30)),
        with_gaps((1, 2, 3, 4, 5))[:7],
        [*with_gaps((1, 2, 3)), ["0", *["1"] * 6]],
    ],
    ids=["people meet in it", "from 0", "from 2", "two codes", "numbers", "few", "an item twice"],
)
def test_a_minus_one_that_may_be_a_label_is_asked_about(rows: list[list[str]]) -> None:
    """It may where people choose it together, where no scale begins at 1, and where too little is told."""
    assert refused(csv_text(rows), again="first").startswith("minus_one: expected an answer")


def test_a_right_answer_of_minus_one_is_asked_about() -> None:
    """Where it is the right answer of an item, it is a label."""
    head, *body = with_gaps((1, 2, 3))
    text = csv_text([[*head, "right"], *([*row, "-1" if at % 2 else "1"] for at, row in enumerate(body))])
    assert refused(text, gold="right").startswith("minus_one: expected an answer")


def test_a_minus_one_in_a_matrix_is_a_label() -> None:
    """The name of a row and a column is nobody's gap, so that it is asked about as before."""
    names = ["-1", "1", "2", "3"]
    rows = [["", *names], *([name, *("0" if name == other == "-1" else "40" for other in names)] for name in names)]
    assert refused(csv_text(rows)).startswith("minus_one: expected an answer")
