"""What the pilot says of its sizes: no number is denied that does it, and nouns and digits fit their numbers."""

from typing import Any

import pytest

from calculators.catalog import find
from calculators.core import Answer, Lines, Ranges, Rows
from calculators.models.pilot.phrases import accuracy_digits, spread, times

PILOT = find("pilot")
CLOSE = {"question": "floor", "floor_accuracy": 99.9, "expected_accuracy": 99.95, "power": 90, "pilot_items": 30_000}
CLUSTERS = {"cluster_size": 5, "intraclass_correlation": 0.2}


def told(**given: object) -> Answer:
    """Return the finished answer for inputs given as a reader gives them."""
    inputs = PILOT.inputs.parse(given)
    return PILOT.present(inputs, PILOT.finished(inputs))


def counts(*rows: tuple[str, int, int]) -> list[dict[str, object]]:
    """Return a result in counts."""
    return [{"vendor": name, "right": right, "checked": checked} for name, right, checked in rows]


def table(answer: Answer, title: str) -> dict[str, list[str]]:
    """Return the rows of a table by their first cell."""
    (found,) = (item for one in answer.sections for item in one.content if isinstance(item, Rows)
                and item.title == title)  # fmt: skip
    return {str(row[0]): [str(cell) for cell in row[1:]] for row in found.rows}


def figures(answer: Answer) -> dict[str, str]:
    """Return the figures by name."""
    return {one.name: str(one.value) for one in answer.figures}


CHANGED = "Items for each vendor with one thing changed"
PLANS = "Independent items for each vendor, question by question"


def test_a_size_beyond_the_search_is_not_denied() -> None:
    """Where the search for a floor ends, the answer says more than 20,000, and what the reader's own number does."""
    answer = told(**CLOSE)
    assert answer.headline == (
        "To show that 99.95% clears a floor of 99.9% takes more than 20,000 items, where the search for the smallest "
        "number ends. Your 30,000 pass with up to 20 errors, and a vendor at 99.95% does so 92 times in 100. If you "
        "expect 100%, 2,995 are enough."
    )
    assert figures(answer)["Items needed, for each vendor"] == "more than 20,000"
    assert figures(answer)["Your 30,000 answer the question"] == "92 times in 100"
    assert table(answer, PLANS)["A vendor clears the floor"] == ["more than 20,000", "-"]
    assert table(answer, CHANGED)["Accuracy of the vendor you hope for: 100%"] == ["2,995"]
    assert table(answer, CHANGED)["Confidence of every claim: 90%"] == ["more than 20,000"]
    assert "no number does it" not in str(answer)


def test_clusters_count_in_what_is_beyond_the_search() -> None:
    """Twenty thousand independent items are more of those that hang together, but not in the table of independent ones.

    What the reader's own number allows is told in independent items, and says so.
    """
    answer = told(**CLOSE, **CLUSTERS)
    assert figures(answer)["Items needed, for each vendor"] == "more than 36,000"
    assert table(answer, PLANS)["A vendor clears the floor"] == ["more than 20,000", "-"]
    assert "Your 30,000, worth 16,666 independent items, pass with up to 9 errors in those" in answer.headline


def test_what_no_number_can_do_is_still_said() -> None:
    """At the floor, and between equals, no size can show it; the same vendor above the floor is only out of reach."""
    assert figures(told(question="floor", expected_accuracy=95))["Items needed, for each vendor"] == "no number does it"
    rows = table(told(question="floor", expected_accuracy=95), CHANGED)
    assert rows["Chance that good work passes the proof: 90%"] == ["no number does it"]
    assert table(told(question="floor", expected_accuracy=94.2, floor_accuracy=95.1), CHANGED)[
        "Accuracy of the vendor you hope for: 95.2%"
    ] == ["more than 20,000"]
    assert figures(told(other_accuracy=97))["Your 500 answer the question"] == "no difference to show"
    worse = told(question="not_worse", expected_accuracy=92)
    assert figures(worse)["Your 500 answer the question"].endswith(", by luck alone")


def test_a_change_that_changes_nothing_has_no_row() -> None:
    """At 100% there is nothing above to hope for, and whoever asks for 90% already is not told what 90% would take."""
    assert len(table(told(), CHANGED)) == 4
    assert "Accuracy of the vendor you hope for: 100%" not in table(told(expected_accuracy=100), CHANGED)
    assert "Confidence of every claim: 90%" not in table(told(confidence_level=90), CHANGED)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"question": "not_worse", "noninferiority_margin": 1, "pilot_items": 1},
         "it is at most 1 point worse; your 1 item would show it 3 times in 100."),
        ({"question": "not_worse", "noninferiority_margin": 1, "expected_accuracy": 94}, "taken to be 1 point worse"),
        ({"question": "floor", "pilot_items": 1}, "With 1 item nobody can pass."),
        ({"question": "floor", "floor_accuracy": 1, "expected_accuracy": 98, "pilot_items": 1},
         "Score 1 and pass with no error: a vendor at 98% passes 98 times in 100, one at the floor once. Your 1 item "
         "passes with no error, and that vendor does so 98 times in 100."),
        ({"question": "not_worse", "other_accuracy": 99, "expected_accuracy": 99}, "If you expect 100%, "),
        ({"counts": counts(("A", 59, 59), ("B", 57, 59), ("C", 80, 100)), "question": "floor"},
         "A passes: no error in 59, and not one is allowed. B is not decided: 2 errors in 59, and not one is allowed."),
        ({"counts": counts(("A", 940, 1000), ("B", 985, 1000)), "question": "not_worse", "noninferiority_margin": 1},
         "better even at worst, and you would give up 1 point."),
        ({"counts": counts(("A", 3000, 3000), ("B", 2999, 3000), ("C", 10, 1000))},
         "A and B pass, and the scorecard goes before price"),
    ],
)  # fmt: skip
def test_the_headline_counts_in_singular_and_plural(given: dict[str, object], words: str) -> None:
    """One item, one point and no error are said as people say them."""
    assert words in told(**given).headline


def test_one_item_stays_one_everywhere() -> None:
    """Figure, chart, record and the words about clusters count one item in the singular."""
    answer = told(pilot_items=1, question="not_worse", **CLUSTERS)
    assert figures(answer)["Your 1 item answers the question"] == "never"
    (chart,) = (item for one in answer.sections for item in one.content if isinstance(item, Lines))
    assert chart.description.startswith("1 item, never; 50 items, ")
    result = PILOT.finished(PILOT.inputs.parse({"pilot_items": 1, **CLUSTERS}))
    assert "Pass: not possible with 1 item, not even with none wrong." in result.record
    assert "1 item counts as 0, too few for any vendor to pass" in result.record
    assert "of which none may be wrong" in PILOT.finished(PILOT.inputs.parse({"pilot_items": 120, **CLUSTERS})).record


def test_tables_about_a_margin_of_one_point_say_point() -> None:
    """The title of the table and the words of the chart name the margin as it was typed."""
    answer = told(counts=counts(("A", 96, 100), ("B", 95, 100)), question="not_worse", noninferiority_margin=1)
    assert "B" in table(answer, "No worse by more than 1 point?")
    charts = [item.description for one in answer.sections for item in one.content if isinstance(item, Ranges)]
    assert "Each difference with its interval, and the margin of 1 point below 0" in charts


def test_nearly_faultless_work_does_not_read_as_faultless() -> None:
    """One error in 3,000 is 99.97%, in words, tables and charts, and an interval is told apart from its own ends."""
    answer = told(counts=counts(("A", 2_999, 3_000), ("B", 59, 59)), question="floor")
    rows = table(answer, "Each vendor against the floor")
    assert rows["A"][2:4] == ["99.97%", "99.814% to 99.999%"]
    assert rows["B"][2:4] == ["100.0%", "93.9% to 100.0%"]
    (chart,) = (item for one in answer.sections for item in one.content if isinstance(item, Ranges)
                and item.kind == "percent")  # fmt: skip
    assert chart.digits == 3
    assert spread(0.9991, 0.9997) == "99.91% to 99.97%"
    assert spread(0.0, 1.0) == "0.0% to 100.0%"
    assert accuracy_digits(1e-12) == 6


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.0, "never"), (1e-300, "less than once in 100"), (0.012, "once in 100"), (1.0, "more than 99 times in 100")],
)
def test_only_what_cannot_happen_never_does(chance: float, words: Any) -> None:
    """A gate that not even faultless work passes is never passed; a small chance is no never."""
    assert times(chance) == words
