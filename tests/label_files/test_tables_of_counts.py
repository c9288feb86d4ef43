"""Tables of counts and confusion matrices, as textbooks and papers print them."""

from collections import Counter
from collections.abc import Sequence

import pytest

from calculators.label_files import ReadOptions, read
from calculators.methods.agreement import cohen_kappa, fleiss_kappa
from calculators.models.agreement.insight import pair_table, ratings
from tests.label_files.small_files import refused
from tests.label_files.written_by_tools import csv_text

# Fleiss (1971), Measuring nominal scale agreement among many raters, the worked example of 14 raters that many reprint.
FLEISS = """,1,2,3,4,5
1,0,0,0,0,14
2,0,2,6,4,2
3,0,0,3,5,6
4,0,3,9,2,0
5,2,2,8,1,1
6,7,7,0,0,0
7,3,2,6,3,0
8,2,5,3,2,2
9,6,5,2,1,0
10,0,2,2,3,7
"""
# A two by two table with 20, 5, 10 and 15 of fifty items: kappa is 0.4.
MATRIX = ",yes,no\nyes,20,5\nno,10,15\n"


def test_a_published_table_of_counts_gives_the_published_kappa() -> None:
    """Ten subjects, fourteen raters and five categories have a Fleiss' kappa of 0.210."""
    table = read(FLEISS)
    assert table.unnamed
    assert table.detected.form == "counts: one row an item, one column a label"
    assert fleiss_kappa(ratings(table)).kappa == pytest.approx(0.210, abs=5e-4)
    assert table.sentence() == "I read 10 items, up to 14 people an item (not named), 5 labels."


def test_a_confusion_matrix_gives_cohens_kappa() -> None:
    """Fifty items in a matrix have the kappa that is worked out from its margins."""
    table = read(MATRIX)
    assert len(table.items) == 50
    assert cohen_kappa(pair_table(table, "rows", "columns")).kappa == pytest.approx(0.4)


def test_what_may_be_counts_or_labels_is_asked() -> None:
    """Whole numbers whose rows do not add up alike may be counts or one person a column, so the reader is asked."""
    few = "item,good,bad,ugly\na,3,0,0\nb,0,2,1\nc,0,3,0\n"
    assert "the form to be chosen" in refused(few)
    more = "item,good,bad,ugly\na,3,0,0\nb,0,2,0\nc,0,3,0\nd,1,0,0\ne,0,0,4\n"
    assert "the form to be chosen" in refused(more)
    assert read(more.replace("good,bad,ugly", "rater 1,rater 2,rater 3")).annotators == (
        "rater 1",
        "rater 2",
        "rater 3",
    )
    assert "the form to be chosen" in refused("20,5\n10,15\n")
    assert len(read_as(more, "counts").item_of) == 3 + 2 + 3 + 1 + 4
    assert read_as(more, "wide").annotators == ("good", "bad", "ugly")
    assert len(read_as("20,5\n10,15\n", "confusion").items) == 50


def read_as(text: str, form: str) -> object:
    """Read a table in a form that is said."""
    from calculators.label_files import ReadOptions

    return read(text, ReadOptions(form=form))


def test_counts_that_are_no_counts_are_refused() -> None:
    """A share, a negative number or an absurd one in a table of counts is named with its line."""
    assert "line 3" in refused("item,good,bad\na,3,0\nb,1,2000\n", form="counts")
    assert "whole numbers for each of two or more labels" in refused("item,good,bad\na,0.5,0.5\n", form="counts")
    assert "as many rows as columns" in refused(",yes,no\nyes,1,2\n", form="confusion")


PAIRS = {("cat", "cat"): 5, ("cat", "dog"): 2, ("dog", "cat"): 1, ("dog", "dog"): 4, (".", "."): 3}
NAMES = ("cat", "dog", ".")


def matrix(down: Sequence[str], across: Sequence[str], before: tuple[str, str] = ("", ""), corner: str = "") -> str:
    """Return a confusion matrix with its rows and columns in some order, and with words before their names."""
    head = [corner, *(before[1] + name for name in across)]
    rows = [[before[0] + name, *(str(PAIRS.get((name, other), 0)) for other in across)] for name in down]
    return csv_text([head, *rows])


def pairs(text: str) -> dict[tuple[str, str], int]:
    """Return how often one side gave a label where the other gave another."""
    said: dict[str, dict[str, str]] = {}
    for item, who, label in read(text).ratings:
        said.setdefault(item, {})[who] = label
    return dict(Counter((both["rows"], both["columns"]) for both in said.values()))


@pytest.mark.parametrize(
    "text",
    [
        matrix(NAMES, NAMES),
        matrix(NAMES[::-1], NAMES),
        matrix(NAMES, NAMES[::-1], corner="true"),
        matrix(NAMES, NAMES, ("predicted ", "actual ")),
        matrix(NAMES, NAMES, ("", "predicted.as.")),
        matrix(NAMES, NAMES, ("true_", "pred_")),
    ],
)
def test_a_matrix_in_any_order(text: str) -> None:
    """Its names make it one, in any order and whatever stands before them; "." is a label there, not a missing one."""
    assert pairs(text) == PAIRS


def test_a_matrix_with_its_sums() -> None:
    """A row and a column of sums are no label."""
    rows = [["", *NAMES, "Total"]]
    rows += [[name, *(str(PAIRS.get((name, other), 0)) for other in NAMES)] for name in NAMES]
    for row in rows[1:]:
        row.append(str(sum(map(int, row[1:]))))
    rows.append(["Total", *(str(sum(int(row[at]) for row in rows[1:])) for at in range(1, 5))])
    assert pairs(csv_text(rows)) == PAIRS


def test_raters_and_items_of_the_same_numbers_are_no_matrix() -> None:
    """Rater 1 and item 1 share a number, which makes no label of it."""
    rows = [["", "rater 1", "rater 2", "rater 3"], *([f"item {at}", "2", "1", str(at)] for at in (1, 2, 3))]
    assert read(csv_text(rows)).annotators == ("rater 1", "rater 2", "rater 3")


def test_a_matrix_of_too_many_pairs_says_what_to_do() -> None:
    """Half a million pairs are the most; more are refused with the way out."""
    text = matrix(NAMES, NAMES).replace("5", "499985")
    assert len(read(text).items) == 499_995
    assert "Divide every cell by the same number" in refused(matrix(NAMES, NAMES).replace("5", "499991"))


def test_a_label_that_is_called_like_a_missing_one_counts() -> None:
    """A column called NA or None in a table of counts is a label that people gave."""
    rows = [["id", "NA", "yes"], *([str(at), str(at % 4), str(3 - at % 4)] for at in range(12))]
    table = read(csv_text(rows), ReadOptions(form="counts"))
    assert len(table.item_of) == 36
    assert set(table.labels) == {"NA", "yes"}
