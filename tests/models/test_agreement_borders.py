"""Which border the agreement answer asks to settle: several as frequent are all named, and one of them throughout."""

import re
from typing import Any

import pytest

from calculators.catalog import find
from calculators.core import Rows
from calculators.models.agreement.samples import SAMPLES

AGREEMENT = find("agreement")
EXAMPLE = SAMPLES["One row a label (CSV)"]
# Ana and Ben share most items and mix up b and c; over all three people a and b differ as often.
OTHERS_DIFFER = "item,Ana,Ben,Chi\n" + "".join(
    f"{number},{row}\n"
    for number, row in enumerate(["b,c,", "b,c,", "c,b,", "b,c,", "c,b,", "a,a,b", "a,a,b", "b,b,a", "a,a,b", "b,b,a"])
)


def shown(table: str) -> dict[str, Any]:
    """Return the content of each section of the finished answer."""
    inputs = AGREEMENT.inputs.parse({"table": table})
    answer = AGREEMENT.present(inputs, AGREEMENT.finished(inputs))
    return {section.id: section.content for section in answer.sections}


def wide(*rows: str) -> str:
    """Return a table of two people from the labels of each item."""
    return "item,Ana,Ben\n" + "".join(f"{number},{row}\n" for number, row in enumerate(rows))


def test_borders_that_are_confused_as_often_are_all_named() -> None:
    """The example's two borders of 7 pairs stand in one sentence, and what a rule would bring is of the drafted one."""
    words = shown(EXAMPLE)["confused"][0]
    assert words.startswith(
        "Of 15 pairs of labels on one item that differ, none are more frequent than negative against neutral and "
        "neutral against positive, with 7 each. If everybody agreed on the border between neutral and positive,"
    )
    one = shown(SAMPLES["Right answers in a column"])["confused"][0]
    assert one.startswith("Of 68 pairs of labels on one item that differ, 74% are bug against feature.")


def test_many_borders_as_frequent_are_not_all_listed() -> None:
    """Of more than four the first three are named, and that there are others."""
    pairs = ["a,b", "b,c", "c,d", "d,e", "a,e", "a,a", "b,b", "c,c"]
    words = shown(wide(*pairs))["confused"][0]
    assert "a against b, a against e, b against c and others, with 1 each." in words


@pytest.mark.parametrize("table", [EXAMPLE, OTHERS_DIFFER, SAMPLES["Right answers in a column"]])
def test_advice_and_sentence_to_copy_ask_for_one_rule(table: str) -> None:
    """The border of the advice is that of the drafted sentence, be it the one that two people mix up or another."""
    parts = shown(table)
    advice = next(
        words for words in parts["advice"][0].items if "Write one rule with examples for that border" in words
    )
    assert re.findall("“(.+?)”", advice) == re.findall("“(.+?)”", parts["rule"][0])[:2]
    assert advice.startswith("No two labels stand against each other more often") == (table == OTHERS_DIFFER)


def test_the_advice_says_most_of_nothing_that_is_not_most() -> None:
    """Two of five pairs are much of a disagreement, and not most of it."""
    rows = ["a,b", "a,b", "a,c", "b,c", "c,d", "d,d", "a,a"]
    advice = shown(wide(*rows))["advice"][0].items
    assert advice[0].startswith("Much of the disagreement between Ana and Ben is about “a” against “b”.")


def test_rounded_shares_that_do_not_add_up_say_so() -> None:
    """Where the column comes to 101 % the reader is told why, and where it comes to 100 % nothing is said."""
    for table, total in ((EXAMPLE, 101), (SAMPLES["Right answers in a column"], 100)):
        content = shown(table)["confused"]
        rows = next(item for item in content if isinstance(item, Rows)).rows
        assert sum(int(str(row[2]).rstrip("%")) for row in rows) == total
        said = [words for words in content if isinstance(words, str) and "rounded" in words]
        assert said == (["The shares are rounded, so they add up to 101% and not to 100%."] if total != 100 else [])


def test_two_labels_alone_cannot_be_taken_for_one() -> None:
    """Without a third label the reason is that, and all pairs that differ are of the one kind."""
    words = shown(SAMPLES["One label dominates"])["confused"][0]
    assert "all are no against yes." in words
    assert words.endswith("There is no third label, so the two cannot be taken for one.")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["a,a", "b,b"], "A majority was found for 2 items, and no item is tied."),
        (["a,a", "a,b"],
         "A majority was found for 1 item, and 1 item is tied, which is marked and left for you to settle."),
        (["a,b", "b,a"],
         "No item has a majority, and 2 items are tied, which are marked and left for you to settle."),
    ],
)  # fmt: skip
def test_majorities_are_told_in_whole_sentences(rows: list[str], words: str) -> None:
    """Items with a majority and items that are tied are counted in singular and plural."""
    assert shown(wide(*rows))["votes"][0] == words


def test_what_a_settled_border_brings_and_its_example_read_as_sentences() -> None:
    """A share stands instead of another, and people call an item something."""
    parts = shown(EXAMPLE)
    assert re.search(r"of the time at most, instead of \d+%\.", parts["confused"][0])
    assert re.search(r"alpha would be 0\.\d+ instead of 0\.\d+", parts["confused"][0])
    assert re.search(
        r"Example: item \S+, which 1 person called “neutral” and 2 people called “positive”, is", parts["rule"][0]
    )
