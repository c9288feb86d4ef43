"""Columns whose names say nothing: a label is told by differing between items and people, or is asked about."""

import random

import pytest

from calculators.label_files import ReadOptions, read
from tests.label_files.small_files import found, refused
from tests.label_files.written_by_tools import csv_text

chance = random.Random(3)
PEOPLE = [f"w{at}" for at in range(6)]
ITEMS = [f"u{at}" for at in range(60)]
SAID = {(item, who): chance.choice(["yes", "no", "unsure"]) for item in ITEMS for who in chance.sample(PEOPLE, 4)}
ALL = sorted((*key, label) for key, label in SAID.items())


def results(*more: str) -> list[list[str]]:
    """Return rows as a crowd's results: what belongs to the item, to the person, and to neither."""
    rows = [["_unit_id", "_worker_id", "_country", "sentence", "length", "age", "q7", *more]]
    for number, ((item, who), label) in enumerate(SAID.items()):
        at, age = int(item[1:]), str(20 + 7 * int(who[1:]))
        rows.append([item, who, "NA", f"Sentence number {at}", str(at % 7), age, label,
                     *(str((number * 7 + at) % 3) for _ in more)])  # fmt: skip
    return rows


def test_the_one_column_that_differs_is_the_label() -> None:
    """What is the same for an item or for a person is nobody's label, whatever it is called."""
    assert found(csv_text(results())) == ALL


def test_two_columns_that_differ_are_asked_about() -> None:
    """A second column of answers makes it a question, which the reader's choice answers."""
    rows = csv_text(results("q8"))
    assert "several could be: 'q7', 'q8'" in refused(rows)
    assert found(rows, label="q7") == ALL


def test_a_label_by_name_that_describes_the_item_is_asked_about() -> None:
    """A column called category that never differs within an item may be the item's own, where another differs."""
    rows = [[*row[:4], "category" if not at else f"c{row[0][-1]}", *row[5:]] for at, row in enumerate(results())]
    message = refused(csv_text(rows))
    assert "'category' is always the same for an item or a person" in message
    assert "'q7'" in message
    # Nobody doubts it where no other column could be meant.
    assert len(found(csv_text([[row[0], row[1], row[4]] for row in rows]))) == len(ALL)


def test_what_is_left_over_is_no_person_where_no_item_comes_again() -> None:
    """A county beside a label that each item has once does not say who gave it."""
    rows = [["id", "label", "county"], *([str(at), "ab"[at % 2], f"c{at % 5}"] for at in range(60))]
    assert refused(csv_text(rows)).startswith("annotator: expected a column that names the annotator")


def one_hot(*, several: bool) -> str:
    """Return a table with a column a label; where ``several`` a row may give two labels, or none."""
    names = ["yes", "no", "unsure"]
    rows = [["item", "rater_id", *names]]
    for number, ((item, who), label) in enumerate(SAID.items()):
        given = {label} if not several or number % 5 else {"yes", "no"} if number % 2 else set()
        rows.append([item, who, *(str(int(name in given)) for name in names)])
    return csv_text(rows)


def test_one_label_a_row_in_columns_of_0_and_1() -> None:
    """Where each row gives exactly one label, the table has only one meaning."""
    assert found(one_hot(several=False)) == ALL


def test_several_labels_a_row_are_asked_about() -> None:
    """They may be a set of labels or a question each; either choice is taken."""
    message = refused(one_hot(several=True))
    assert message.startswith("form: expected the form to be chosen, or the column of the label: yes, no, unsure")
    table = read(one_hot(several=True), ReadOptions(form="sets"))
    assert table.sets["no + yes"] == {"yes", "no"}
    assert "none of them" in table.labels
    assert len(table.item_of) == len(ALL)
    assert any("several at once" in caution for caution in table.detected.cautions)
    assert read(one_hot(several=True), ReadOptions(label="yes")).labels == ("0", "1")


def test_sets_need_two_columns_of_0_and_1() -> None:
    """A table without them is refused when they are asked for."""
    assert "two or more columns of 0 and 1" in refused(csv_text(results()), form="sets")


def rated(**more: list[str]) -> str:
    """Return forty items rated by two people, with further columns."""
    rows = [["observation", "kind", "Rater_1", "Rater_2", *more]]
    for at in range(40):
        low = 1 + at % 4
        rows.append([f"o{at % 20}", "AB"[at % 2], str(low), str(low + at % 3 // 2), *(more[name][at] for name in more)])
    return csv_text(rows)


def test_people_called_by_number_are_the_people() -> None:
    """A scale of the same numbers beside Rater 1 and Rater 2 is no third person, nor is a category their label."""
    told = read(rated(steps=["5"] * 40, Kategorie=["x", "y"] * 20))
    assert told.annotators == ("Rater_1", "Rater_2")
    assert {"steps", "Kategorie"} <= {*told.detected.not_read}


def test_another_that_is_called_a_person_is_asked_about() -> None:
    """An expert beside them may be the third, or what was settled."""
    assert "'expert' may be a person beside 'Rater_1', 'Rater_2'" in refused(rated(expert=["1", "2"] * 20))


def four(last: str) -> str:
    """Return votes of three people with a fourth column: a person's, or the majority."""
    chance_ = random.Random(9)
    rows = [["id", "Eva", "Jonas", "Mia", last]]
    for at in range(80):
        right = "ab"[at % 2]
        said = [right if chance_.random() < 0.7 else chance_.choice("ab") for _ in range(3)]
        whole = max("ab", key=said.count) if last == "outcome" else right
        rows.append([str(at), *said, whole])
    return csv_text(rows)


def test_a_majority_beside_the_people_is_asked_about() -> None:
    """A column that always says what most others do is no person, whatever its name; a person is."""
    assert "'outcome' says in every row what most of the others do" in refused(four("outcome"))
    assert len(read(four("Nora")).annotators) == 4


def test_columns_that_share_no_label_are_asked_about() -> None:
    """Conditions of a study beside experts' votes are no people, though a third column has numbers of both."""
    rows = [["graph", "Eva", "Jonas", "points", "effect"]]
    rows += [[str(at), str(at % 2), str(at // 2 % 2), str(3 + 2 * (at % 2)), str(at % 6)] for at in range(60)]
    assert "hardly have a label in common" in refused(csv_text(rows))


@pytest.mark.parametrize("name", ["agg", "reconciliation", "True", "adjudication", "wahrheit"])
def test_what_was_settled_is_nobodys(name: str) -> None:
    """A column of settled labels is left out, and said."""
    rows = [
        ["id", "Eva", "Jonas", name],
        *([str(at), "ab"[at % 2], "ab"[at % 2 * (at % 5 > 0)], "a"] for at in range(40)),
    ]
    table = read(csv_text(rows))
    assert table.annotators == ("Eva", "Jonas")
    assert name in table.detected.not_read
