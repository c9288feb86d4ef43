"""Tables of counts and confusion matrices, as textbooks and papers print them."""

import pytest

from calculators.label_files import read
from calculators.methods.agreement import cohen_kappa, fleiss_kappa
from calculators.models.agreement.insight import pair_table, ratings
from tests.label_files.small_files import refused

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
