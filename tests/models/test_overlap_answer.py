"""A team that is known, the answer in words, and what the command line prints."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from calculators.catalog import presented
from calculators.core import Lines
from calculators.models.overlap.flips import flips
from calculators.models.overlap.wording import decimals, in_thousand, share
from calculators.show.chart_tables import table_of
from calculators.vocabulary.exchange import worth_of_a_dollar
from tests.models.overlap_cases import OVERLAP, near, option, result, situations

ROOT = Path(__file__).parent.parent.parent


# --- A team ---------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.floats(0, 98).map(lambda value: round(value, 6)), st.integers(2, 9))
def test_a_team_of_equals_is_the_plain_vote(accuracy: float, people: int) -> None:
    """Equal people make the vote of as many, or, if they are even and ties drawn, of one fewer."""
    text = " ".join([f"{accuracy:.6f}"] * people)
    found = result(accuracies=text, annotator_accuracy=accuracy, wrong_answers="one", tie_rule="random", most_overlap=9)
    odd = people if people % 2 else people - 1
    assert found.panel.accuracy == pytest.approx(option(found, f"vote_{odd}").accuracy, abs=1e-9)
    assert found.panel.people == people
    assert found.panel.best_alone == near(accuracy / 100)


def test_a_team_agrees_with_the_binomial() -> None:
    """Five people right 49 times in 98 are a binomial; no shared mistakes are left out of it."""
    found = result(accuracies="49 49 49 49", shared_mistakes=2, annotator_accuracy=49)
    assert found.panel.tied == near(0.98 * binom.pmf(2, 4, 0.5))
    assert found.panel.accuracy == near(0.98 * (binom.sf(2, 4, 0.5) + binom.pmf(2, 4, 0.5) * 0.97))


# --- The answer -----------------------------------------------------------------------------------


def answer(**changes: Any) -> Any:
    """Return the answer with some inputs changed."""
    inputs = OVERLAP.inputs.parse(changes)
    return OVERLAP.present(inputs, OVERLAP.compute(inputs))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["One person is best while a wrong label costs", "90.0% right", "Above",
              "two people and a third where they differ cost less", "For 95% you need two people and a third"]),
        ({"error_cost": 0}, ["while a wrong label costs nothing"]),
        ({"error_cost": 50, "target_accuracy": 90}, ["A majority of 7 people is best", "5 people would do", "Above"]),
        ({"error_cost": 5000}, ["However much a wrong label costs, nothing here is better."]),
        ({"annotator_accuracy": 42, "shared_mistakes": 6, "target_accuracy": 98, "error_cost": 0.25, "most_overlap": 5},
         ["Voting makes this worse: three people are right 39.5%",
          "Nothing here reaches 98%: the most is 97.0%, and no vote can pass 94.0%."]),
    ],
)  # fmt: skip
def test_the_headline_says(changes: dict[str, Any], words: list[str]) -> None:
    """The best option, where that changes, what the target takes, and that a vote can hurt."""
    for part in words:
        assert part in answer(**changes).headline


def test_a_target_that_is_met_is_not_mentioned() -> None:
    """Where the best option reaches the target, nothing more is needed."""
    assert "For 90%" not in answer(target_accuracy=90).headline


@pytest.mark.parametrize(
    ("value", "below", "words"),
    [
        (0.9, 1, "90.0%"), (0, 1, "0%"), (1, 1, "100%"), (1e-17, 1, "0%"), (1 - 1e-16, 1, "100%"),
        (3e-6, 1, "0.0003%"), (0.9996, 1, "99.96%"), (0.9999999999, 1, "over 99.99999%"), (1e-9, 1, "under 0.00001%"),
        (0.9496, 0.95, "94.96%"), (0.95, 0.95, "95.0%"), (0.9504, 0.95, "95.0%"), (0.97973, 0.98, "97.97%"),
        (0.98 - 1e-9, 0.98, "just under 98.0%"), (0.489999999, 0.49, "just under 49.0%"),
    ],
)  # fmt: skip
def test_a_share_is_not_read_as_what_it_is_not(value: float, below: float, words: str) -> None:
    """A share has the digits it takes to be told from none, from all, and from a share that it is below."""
    assert share(value, below) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"annotator_accuracy": 94.96}, "94.96% right. Above"),
        ({"target_accuracy": 99.9}, "Nothing here reaches 99.9%: the most is 97.97%, and no vote can pass 98.0%."),
        ({"annotator_accuracy": 0.1, "error_cost": 0}, "three people are right 0.0003% of the time, one person 0.1%."),
    ],
)
def test_what_misses_a_mark_is_read_as_missing_it(changes: dict[str, Any], words: str) -> None:
    """What is just below the target, below what a vote can reach, or below one person is not read as being there."""
    assert words in answer(**changes).headline


@pytest.mark.parametrize("given", [95, 99.9, 99.95, 99.5])
def test_the_target_is_drawn_as_it_was_typed(given: float) -> None:
    """The chart's numbers keep the target's digits, and what is not all is not written as all."""
    content = next(one.content for one in answer(target_accuracy=given).sections if one.id == "more-people")
    (lines,) = (one for one in content if isinstance(one, Lines))
    for row in table_of(lines).rows:
        assert float(str(row[4]).rstrip("%")) == given
        assert "100" not in "".join(str(cell) for cell in row[1:])


def test_a_charts_decimals() -> None:
    """One at least, as many as what was typed has, and as many as tell a share from none and from all."""
    assert [decimals(drawn, (97,)) for drawn in ([90], [0, 100], [99.96], [0.0004], [1e-9])] == [1, 1, 2, 4, 6]
    assert [decimals([50], given) for given in ((97, 95), (99.9,), (99.95,), (1 / 3,))] == [1, 1, 2, 6]


def test_wrong_labels_in_a_thousand() -> None:
    """Next to none is not none, and next to all is not all."""
    assert [str(in_thousand(one)) for one in (1, 0.99996, 0.9, 0.00004, 0)] == [
        "0.0", "less than 0.1", "100.0", "more than 999.9", "1,000.0",
    ]  # fmt: skip
    (figure,) = (one for one in answer(annotator_accuracy=99.999, shared_mistakes=0).figures if "1,000" in one.name)
    assert (figure.value, figure.note) == ("less than 0.1", "99.999% are right.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("97 60 60", "Person 1 (97.0%) alone is at least as good as the majority of all 3"),
        ("90 90 90", "The majority of your 3 people is right"),
        ("90 0", "They split evenly on"),
    ],
)
def test_a_team_is_compared_with_its_best(text: str, words: str) -> None:
    """A member as good as the majority is named first; else the majority stands against the best."""
    assert words in str(answer(accuracies=text))


def test_a_member_who_ties_with_the_majority_is_named_whatever_the_rounding() -> None:
    """Two equal people under a draw are as good together as alone, although sums may say a little more."""
    for each in (79, 80.2, 46.65):
        said = str(answer(accuracies=f"{each} {each}", tie_rule="random"))
        assert "alone are each at least as good as the majority of all 2" in said


@settings(deadline=None, max_examples=40)
@given(situations())
def test_every_answer_can_be_shown(x: dict[str, Any]) -> None:
    """No inputs within bounds raise, and all answers have the same sections."""
    shown = answer(**x)
    assert shown.headline
    assert [section.id for section in shown.sections] == [section.id for section in answer().sections]


def test_flips_change_the_best() -> None:
    """Each flip listed is another best option at an end of the range, and no end that would be refused is tried."""
    inputs = OVERLAP.inputs.parse({"annotator_accuracy": 96, "shared_mistakes": 2})
    best = OVERLAP.compute(inputs).best
    found = list(flips(inputs, best))
    assert ("error_cost", 20, "two_then_third") in [(flip.field, flip.value, flip.best) for flip in found]
    for flip in found:
        assert OVERLAP.compute(inputs.varied({flip.field: flip.value})).best == flip.best != best
    full = OVERLAP.inputs.parse({"annotator_accuracy": 90, "shared_mistakes": 5})
    assert ("annotator_accuracy", 97) not in {(flip.field, flip.value) for flip in flips(full, "none")}
    assert ("annotator_accuracy", 80) in {(flip.field, flip.value) for flip in flips(full, "none")}


def test_flips_are_the_same_in_another_currency() -> None:
    """With all amounts converted, the same ends flip the answer; without a rate no amount is tried."""
    dollars = {"label_price": 0.06, "expert_price": 0.5, "error_cost": 1}
    inputs = OVERLAP.inputs.parse(dollars)
    worth = worth_of_a_dollar("JPY")
    assert worth
    yen = OVERLAP.inputs.parse({"currency": "JPY", **{name: value * worth for name, value in dollars.items()}})
    best = OVERLAP.compute(inputs).best
    expected = [(flip.field, flip.best) for flip in flips(inputs, best)]
    assert {"error_cost", "label_price"} <= {field for field, _ in expected}
    assert [(flip.field, flip.best) for flip in flips(yen, best)] == expected
    assert "converted (" in str(OVERLAP.present(yen, OVERLAP.compute(yen)))
    francs = OVERLAP.inputs.parse({"currency": "CHF", **dollars})
    assert {flip.field for flip in flips(francs, best)}.isdisjoint(dollars)
    assert "Amounts were not tried" in str(OVERLAP.present(francs, OVERLAP.compute(francs)))


@pytest.mark.parametrize("changes", [{"shared_mistakes": 5}, {"annotator_accuracy": 93}])
def test_a_lower_agreement_means_less_accurate_or_fewer_shared_mistakes(changes: dict[str, Any]) -> None:
    """Both raise what two people agree on, so who measures less typed too much of one, as page and answer say."""
    assert result(**changes).agreement > result().agreement
    page = (ROOT / "docs/calculators/overlap.md").read_text("utf-8")
    assert "or they err less alike, so the share of items that mislead everybody is lower too" in page
    assert "then fewer items mislead everybody than typed" in str(OVERLAP.present(OVERLAP.inputs(), result()).cautions)


def test_the_cost_page_gets_the_people_of_the_best() -> None:
    """The link to the cost page carries the price, the cost of a mistake and, unless an expert is best, the people."""
    (carried,) = [link.inputs for link in answer(error_cost=50).next_steps if link.calculator == "cost"]
    assert carried == {"error_cost": "50", "overlap": "7"}
    (carried,) = [link.inputs for link in answer(expert_price=0).next_steps if link.calculator == "cost"]
    assert "overlap" not in carried


# --- The command line -----------------------------------------------------------------------------


def run(*arguments: str) -> str:
    """Return what the command line prints."""
    command = [sys.executable, "-m", "calculators", "overlap", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_command_line_prints_the_result() -> None:
    """Flags give the same result as Python, with names and order of the model."""
    printed = json.loads(run("--annotator-accuracy", "85", "--accuracies", "92, 88, 85", "--json"))["result"]
    assert list(printed) == [
        "own_accuracy", "ceiling", "agreement", "error_correlation", "options", "best", "best_vote",
        "cheapest_reaching", "highest_accuracy", "switches", "sureness", "expert_break_even_price",
        "three_match_expert", "panel",
    ]  # fmt: skip
    assert list(printed["options"][0]) == [
        "name", "people", "accuracy", "expert_share", "cost", "cost_per_correct", "total",
    ]  # fmt: skip
    found = result(annotator_accuracy=85, accuracies="92, 88, 85")
    assert printed["panel"]["accuracy"] == found.panel.accuracy
    assert printed["options"][1]["total"] == found.options[1].total


def test_the_options_can_be_kept() -> None:
    """The file of options has full precision and an empty cell where there is no number."""
    lines = run("--download", "options", "--annotator-accuracy", "0").splitlines()
    assert lines[0] == "name,people,accuracy,expert_share,cost,cost_per_correct,total"
    assert lines[1] == "vote_1,1,0.0,0.0,0.06,,1.06"
    assert len(lines) == 1 + len(result(annotator_accuracy=0).options)


def test_one_amount_is_no_plural() -> None:
    """A single default left is told in the singular."""
    inputs = OVERLAP.inputs.parse({"currency": "JPY", "label_price": 9, "expert_price": 80})
    told = " ".join(presented(OVERLAP, inputs, OVERLAP.compute(inputs)).cautions)
    assert "1 amount still stands at a default that was" in told
    assert "and counts here" in told
