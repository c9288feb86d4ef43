"""What a table of labels says at a glance, against counting by hand and the published votes."""

import itertools
import json
import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import InputError
from calculators.label_files import read
from calculators.methods.agreement import (
    PairTable,
    Ratings,
    Undefined,
    cohen_kappa,
    matched_iou,
    observed_agreement,
    span_f1,
)
from calculators.models.agreement.insight import (
    DisputedItem,
    Vote,
    label_agreement,
    majority_votes,
    matrix,
    most_disputed,
    pair_agreement,
    pair_table,
    ratings,
)
from calculators.models.agreement.regions import box_agreement, span_agreement

# crowd-kit's toy data for majority votes (tests/data_mv.py): a tie, a close vote, ..., a landslide.
VOTES = {"t1": "yn", "t2": "yyynn", "t3": "nnnyy", "t4": "yyyyy", "t5": "nnnny"}


def table_of(rows):
    """Read items by annotators, None where there is no label."""
    lines = ["item,annotator,label"]
    for at, row in enumerate(rows):
        lines += [f"i{at},a{by},{label}" for by, label in enumerate(row) if label is not None]
    return read("\n".join(lines))


def random_rows(seed, labels="xyz", annotators=4):
    """Return items by annotators with gaps."""
    draw = Random(seed)
    return [[draw.choice([*labels, None]) for _ in range(annotators)] for _ in range(draw.randint(3, 25))]


rows_of = st.lists(
    st.lists(st.none() | st.sampled_from("xyz"), min_size=3, max_size=3), min_size=1, max_size=15
).filter(lambda rows: any(label for row in rows for label in row))


@settings(deadline=None)
@given(rows_of)
def test_ratings_and_matrix_are_the_data(rows):
    """The folded ratings and the matrix hold what the table was made of, unlabelled items left out."""
    table = table_of(rows)
    kept = [row for row in rows if any(row)]
    assert ratings(table, "xyz") == Ratings.from_units(kept, "xyz")
    assert sorted(map(sorted, [[label or "" for label in row if label] for row in matrix(table)])) == sorted(
        sorted(label for label in row if label) for row in kept
    )


@settings(deadline=None)
@given(rows_of, st.permutations(range(3)))
def test_the_order_of_a_file_changes_no_answer(rows, order):
    """Items and annotators in another order give the same disputed items, votes and figures by label."""
    lines = [(f"i{at}", f"a{by}", label) for at, row in enumerate(rows) for by, label in enumerate(row) if label]
    texts = [
        "item,annotator,label\n" + "\n".join(map(",".join, each))
        for each in (lines, sorted(lines, key=lambda line: (order[int(line[1][1])], line[0]), reverse=True))
    ]
    one, other = map(read, texts)
    assert most_disputed(one) == most_disputed(other)
    assert most_disputed(one, by="entropy") == most_disputed(other, by="entropy")
    assert sorted(majority_votes(one), key=str) == sorted(majority_votes(other), key=str)
    assert label_agreement(one) == label_agreement(other)
    assert ratings(one) == ratings(other)


def test_a_scale_can_be_declared():
    """Categories set the order and may hold labels nobody used; a label they lack is refused."""
    table = table_of([["low", "high"], ["mid", "mid"]])
    scale = ("low", "mid", "high", "top")
    assert ratings(table, scale).categories == scale
    assert pair_table(table, "a0", "a1", scale) == PairTable.from_pairs([("low", "high"), ("mid", "mid")], scale)
    with pytest.raises(InputError, match="every label that is used, got 'high'"):
        ratings(table, ("low", "mid"))


def test_confusion_of_a_pair():
    """The table of two annotators counts the items that both labelled, the first one's labels as rows."""
    table = table_of([["x", "y"], ["x", "y"], ["y", "y"], ["x", None], [None, "y"]])
    assert pair_table(table, "a0", "a1").rows == ((0, 2), (0, 1))
    assert pair_table(table, "a1", "a0").rows == ((0, 0), (2, 1))
    with pytest.raises(InputError, match="second: expected an annotator"):
        pair_table(table, "a0", "eve")


@pytest.mark.parametrize("seed", range(10))
def test_pairs_of_annotators(seed):
    """Each pair that shares an item has its share of equal labels and its kappa; others are not listed."""
    rows = random_rows(seed)
    table = table_of(rows)
    found = {(pair.first, pair.second): pair for pair in pair_agreement(table)}
    for one, other in itertools.combinations(sorted(table.annotators, key=table.annotators.index), 2):
        columns = int(one[1:]), int(other[1:])
        pairs = [(row[columns[0]], row[columns[1]]) for row in rows]
        both = PairTable.from_pairs(pairs, "xyz")
        if not both.items:
            assert (one, other) not in found
            continue
        kappa = cohen_kappa(both)
        pair = found[one, other]
        assert pair.items == both.items
        assert pair.observed == observed_agreement(Ratings.from_pairs(both)).pairwise
        assert type(pair.kappa) is type(kappa) or pair.kappa == kappa.kappa


def test_pairs_of_a_crowd_are_limited():
    """An item with thousands of annotators is refused with the number of pairs, not counted for minutes."""
    crowd = "item,annotator,label\n" + "".join(f"i,a{at},x\n" for at in range(3_164))
    with pytest.raises(InputError, match="5,000,000 pairs"):
        pair_agreement(read(crowd))
    few = "item,annotator,label\n" + "".join(f"i,a{at},x\n" for at in range(40))
    assert len(pair_agreement(read(few))) == 780


def test_a_matrix_is_limited():
    """Five million cells of items by annotators are laid out; one more row is refused."""
    lines = [f"i{at},a{at % 2_000},x\n" for at in range(2_501)]
    with pytest.raises(InputError, match=r"5,000,000 cells.*5,002,000"):
        matrix(read("item,annotator,label\n" + "".join(lines)))
    assert len(matrix(read("item,annotator,label\n" + "".join(lines[:-1])))) == 2_500


@pytest.mark.parametrize("seed", range(10))
def test_agreement_by_label_pair_by_pair(seed):
    """Counting ordered pairs one by one gives the same specific agreement."""
    rows = random_rows(seed)
    for found in label_agreement(table_of(rows)):
        said, same = 0, 0
        for row in rows:
            labels = [label for label in row if label]
            for one, other in itertools.permutations(labels, 2):
                said += one == found.label
                same += one == other == found.label
        if said:
            assert found.agreement == pytest.approx(same / said)
        else:
            assert isinstance(found.agreement, Undefined)


def test_agreement_by_label_of_two_annotators():
    """For two annotators it is 2a / (2a + b + c), the positive and negative agreement of the textbooks."""
    table = table_of([["x", "x"]] * 40 + [["x", "y"]] * 5 + [["y", "x"]] * 4 + [["y", "y"]] * 51)
    x, y = label_agreement(table)
    assert (x.label, x.used, x.items, x.agreement) == ("x", 89, 49, 80 / 89)
    assert (y.label, y.used, y.items, y.agreement) == ("y", 111, 60, 102 / 111)


def test_most_disputed():
    """Items stand by the share of disagreeing pairs, ties by name; items without dispute are not listed."""
    table = table_of([["x", "x", "y"], ["x", "y", "z"], ["x", "x", "x"], ["y", "x", "x"], ["z", None, None]])
    assert most_disputed(table) == (
        DisputedItem("i1", (("x", 1), ("y", 1), ("z", 1)), 1.0, pytest.approx(math.log2(3))),
        DisputedItem("i0", (("x", 2), ("y", 1)), pytest.approx(2 / 3), pytest.approx(0.918296, abs=1e-6)),
        DisputedItem("i3", (("x", 2), ("y", 1)), pytest.approx(2 / 3), pytest.approx(0.918296, abs=1e-6)),
    )
    assert [found.item for found in most_disputed(table, top=1)] == ["i1"]
    assert most_disputed(table, top=0) == ()
    with pytest.raises(InputError, match="pairs or entropy"):
        most_disputed(table, by="noise")


def test_disputed_by_entropy_or_by_pairs():
    """An even split of many is the most entropy; a split of two is the most disagreeing pairs."""
    table = table_of([["x", "y", None, None], ["x", "x", "y", "z"]])
    assert [found.item for found in most_disputed(table)] == ["i0", "i1"]
    assert [found.item for found in most_disputed(table, by="entropy")] == ["i1", "i0"]


def test_disputed_items_that_are_numbers_stand_by_value():
    """Item 9 comes before item 10 where all items are numbers."""
    rows = "item,annotator,label\n" + "".join(f"{item},a,x\n{item},b,y\n" for item in (10, 9, 100))
    assert [found.item for found in most_disputed(read(rows))] == ["9", "10", "100"]


def test_majority_votes():
    """Votes are those of crowd-kit's data; a tie has every winner and no label."""
    lines = [f"{task},w{at},{label}" for task, labels in VOTES.items() for at, label in enumerate(labels)]
    votes = majority_votes(read("task,worker,label\n" + "\n".join(lines)))
    assert votes == (
        Vote("t1", ("n", "y"), 1, 2),
        Vote("t2", ("y",), 3, 5),
        Vote("t3", ("n",), 3, 5),
        Vote("t4", ("y",), 5, 5),
        Vote("t5", ("n",), 4, 5),
    )
    assert [vote.label for vote in votes] == [None, "y", "n", "y", "n"]


def marked(*annotations):
    """Return a table read from a Label Studio export: (task, annotator, spans, boxes) each."""
    tasks = {}
    for task, who, spans, boxes in annotations:
        results = [
            {"type": "labels", "value": {"start": start, "end": end, "labels": [label]}} for start, end, label in spans
        ] + [
            {
                "type": "rectanglelabels",
                "value": {"x": x, "y": y, "width": 10, "height": 10, "rectanglelabels": [label]},
            }
            for x, y, label in boxes
        ]
        tasks.setdefault(task, []).append({"completed_by": who, "result": results})
    return read(json.dumps([{"id": task, "annotations": notes} for task, notes in tasks.items()]))


def test_spans_of_pairs():
    """Spans are pooled over the items that both worked on; marking nothing counts."""
    table = marked(
        (1, "ann", [(0, 2, "A"), (3, 5, "B")], []),
        (1, "bob", [(0, 2, "A")], []),
        (2, "ann", [], []),
        (2, "bob", [(1, 2, "A")], []),
        (3, "ann", [(0, 9, "A")], []),
    )
    (pair,) = span_agreement(table)
    assert (pair.first, pair.second, pair.items) == ("ann", "bob", 2)
    assert pair.f1 == span_f1([(0, 2, "A"), (3, 5, "B")], [(0, 2, "A"), (1, 2, "A")])


def test_boxes_of_pairs():
    """Boxes match within an item and a label; totals are pooled over items."""
    table = marked(
        (1, "ann", [], [(0, 0, "car"), (50, 50, "car")]),
        (1, "bob", [], [(0, 0, "car"), (50, 50, "dog")]),
        (2, "ann", [], [(5, 0, "car")]),
        (2, "bob", [], [(0, 0, "car")]),
    )
    (pair,) = box_agreement(table, 0.5)
    shifted = matched_iou([(5, 0, 15, 10)], [(0, 0, 10, 10)]).mean_iou
    assert pair.items == 2
    assert pair.iou.mean_iou == pytest.approx((1 + 0 + 0 + shifted) / 4)
    assert (pair.iou.matched, pair.iou.first, pair.iou.second) == (1, 3, 3)
    assert pair.iou.f1_at_threshold == 2 / 6
    assert box_agreement(table, 0.3)[0].iou.matched == 2
    with pytest.raises(InputError, match="threshold"):
        box_agreement(table, 0)


def test_marks_of_nothing_are_undefined():
    """Two annotators who marked nothing on what they share have no F1, though another marked something."""
    table = marked((1, "ann", [], []), (1, "bob", [], []), (2, "eve", [(0, 1, "A")], [(0, 0, "car")]))
    assert isinstance(span_agreement(table)[0].f1, Undefined)
    assert isinstance(box_agreement(table)[0].iou, Undefined)
