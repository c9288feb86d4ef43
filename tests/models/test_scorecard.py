"""The scorecard agrees with a second computation in exact fractions, and keeps what it promises at its edges."""

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import Progress
from calculators.models.scorecard.criteria import DESCRIBED
from tests.models.scorecard_cases import (
    SCORECARD,
    THREE,
    expected,
    finished,
    first_result,
    gated,
    headline,
    scorecards,
    table,
)

NAMES = [
    "weights", "vendors", "values", "first", "second", "tied", "intervals", "swaps", "smallest_change", "pairwise",
    "dominates", "acceptability", "acceptability_exact", "acceptability_in_order", "second_method", "raters",
    "same_marks", "disagreements", "holds_whatever_unknown", "value_line",
]  # fmt: skip

# --- Against a second computation -----------------------------------------------------------------


@settings(max_examples=400, deadline=None)
@given(scorecards())
def test_it_agrees_with_exact_fractions(inputs: dict[str, Any]) -> None:
    """Weights, gates, scores, values, order, intervals, swaps, dominance, value line and disagreements agree."""
    ours, theirs = first_result(inputs), expected(inputs)
    assert ours["weights"] == pytest.approx([float(weight) for weight in theirs["weights"]])
    for mine, yours in zip(ours["vendors"], theirs["vendors"], strict=True):
        assert {name: mine[name] for name in mine if not name.startswith("score")} == {
            name: yours[name] for name in yours if not name.startswith("score")
        }
        for name in ("score", "score_low", "score_high"):
            assert mine[name] == near(yours[name])
    for mine, yours in zip(ours["values"], theirs["values"], strict=True):
        assert mine == [near(value) for value in yours]
    for name in ("first", "second", "tied", "dominates", "disagreements"):
        assert ours[name] == theirs[name], name
    for mine, yours in zip(ours["intervals"], theirs["intervals"], strict=True):
        assert (mine and [mine["low"], mine["high"]]) == (yours and [near(end) for end in yours])
    assert ours["swaps"] == [near(change) for change in theirs["swaps"]]
    for name in ("frontier", "lowest_bid"):
        assert ours["value_line"][name] == theirs["value_line"][name]
    assert ours["value_line"]["price_of_point"] == [near(price) for price in theirs["value_line"]["price_of_point"]]
    assert ours["value_line"]["extra_unit"] == near(theirs["value_line"]["extra_unit"])


def near(value: Any) -> Any:
    """Return what a number must be close to, or None."""
    return None if value is None else pytest.approx(float(value), rel=1e-9, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(scorecards())
def test_pairs_and_the_rest_of_the_result_are_of_a_piece(inputs: dict[str, Any]) -> None:
    """Pairwise shares add up, dominance is a share of 1, the smallest swap is the smallest, and unknowns hold."""
    card = first_result(inputs)
    eligible = [at for at, vendor in enumerate(card["vendors"]) if vendor["eligible"]]
    for one in range(len(card["vendors"])):
        for other in range(len(card["vendors"])):
            share = card["pairwise"][one][other]
            assert (share is None) == (one == other or one not in eligible or other not in eligible)
            if share is not None:
                both = share + card["pairwise"][other][one]
                assert both == pytest.approx(1) or (
                    both == 0 and card["vendors"][one]["score"] == pytest.approx(card["vendors"][other]["score"])
                )
                assert (share == 1) == ([one, other] in card["dominates"])
    changes = [abs(change) for change in card["swaps"] if change is not None]
    assert (card["smallest_change"] is None) == (not changes)
    if changes:
        assert abs(card["smallest_change"]["percent"]) == pytest.approx(min(changes))
        assert card["swaps"][card["smallest_change"]["criterion"]] == card["smallest_change"]["percent"]
    highs = [card["vendors"][at]["score_high"] for at in eligible if at != card["first"]]
    holds = card["first"] is not None and card["vendors"][card["first"]]["score_low"] >= max(highs, default=0) - 1e-9
    assert card["holds_whatever_unknown"] == holds


@settings(max_examples=40, deadline=None)
@given(scorecards())
def test_the_answer_can_always_be_written(inputs: dict[str, Any]) -> None:
    """Whatever the inputs, an answer has the same sections, first and finished, and names the first or says none is."""
    parsed = SCORECARD.inputs.parse(inputs)
    sections = [
        section.id for section in SCORECARD.present(SCORECARD.inputs(), SCORECARD.first(SCORECARD.inputs())).sections
    ]
    for step in SCORECARD.steps(parsed):
        if not isinstance(step, Progress):
            answer = SCORECARD.present(parsed, step.result)
            assert [section.id for section in answer.sections] == sections
    assert not any(section.pending for section in answer.sections)
    first = first_result(inputs)["first"]
    nobody = any(words in answer.headline for words in ("No vendor", "Nobody is ahead"))
    assert nobody or inputs["vendors"][first]["name"] in answer.headline


# --- The starting example -------------------------------------------------------------------------


def test_the_default_tables_are_those_of_the_model() -> None:
    """17 criteria whose weights add up to 100, ranks 1 to 17, six gates; four vendors, two raters, 17 marks a row."""
    inputs = SCORECARD.inputs()
    assert sum(criterion.weight for criterion in inputs.criteria) == 100
    assert sorted(criterion.rank for criterion in inputs.criteria) == list(range(1, 18))
    assert {c.name: c.gate for c in inputs.criteria if c.gate} == {
        "Security": 2, "Quality process": 2, "Subcontracting": 2, "Ownership and reuse": 3, "Exit": 2,
        "Worker conditions": 2,
    }  # fmt: skip
    assert [(vendor.name, vendor.unit_cost) for vendor in inputs.vendors] == [
        ("Vendor A", 0.081), ("Vendor B", 0.086), ("Vendor C", 0.052), ("Vendor D", 0.069),
    ]  # fmt: skip
    assert [(row.vendor[-1], row.rater) for row in inputs.scores] == [
        (vendor, rater) for vendor in "ABCD" for rater in ("First", "Second")
    ]
    assert all(len(row.levels) == len(row.evidence) == 17 for row in inputs.scores)
    assert all(len(one.levels) == 5 and one.asks for one in DESCRIBED)


def test_the_default_answer() -> None:
    """B leads A by 4.5 points and would lose above 32/218 for worker conditions; C, the cheapest, is out."""
    card = finished({})
    assert list(card) == NAMES
    assert [vendor["score"] for vendor in card["vendors"]] == pytest.approx([79.875, 84.375, 41.0, 56.75])
    assert card["vendors"][2]["gates_failed"] == [9]
    assert card["vendors"][2]["gates_open"] == [10, 11]
    assert card["intervals"][11] == {"low": 0, "high": pytest.approx(32 / 218)}
    assert card["smallest_change"] == {"criterion": 11, "percent": pytest.approx(-900 / 7)}
    assert card["dominates"] == [[0, 3]]
    assert card["value_line"]["frontier"] == [3, 0, 1]
    assert card["value_line"]["lowest_bid"] == 2
    assert card["value_line"]["extra_unit"] == pytest.approx(0.034)
    assert card["value_line"]["extra_month"] == pytest.approx(6_800)
    assert card["value_line"]["extra_total"] == pytest.approx(163_200)
    assert card["raters"][0]["scores"] == [pytest.approx(80), pytest.approx(85.5), None, pytest.approx(56.25)]
    assert card["second_method"]["first"] == 1
    assert card["acceptability"][2] is None
    assert [len(row) for row in card["acceptability"] if row] == [3, 3, 3]
    assert not card["acceptability_exact"]
    assert headline({}) == (
        "Vendor B scores highest of the 3 that pass every gate: 84 against 80 for Vendor A. The weight to watch is "
        "worker conditions, 7% of the total: above 14.7%, Vendor A leads; 5 others would have to move further."
    )


def test_the_score_rests_on_capped_marks() -> None:
    """A's score is 25 times the weighted mean of its levels, each no higher than its evidence carries."""
    criteria = SCORECARD.inputs().criteria
    rows = [row for row in SCORECARD.inputs().scores if row.vendor == "Vendor A"]
    caps = {"A": 4, "B": 3, "C": 2, "D": 1, ".": 4}
    total = 0.0
    for at, criterion in enumerate(criteria):
        marks = [min(int(r.levels[at]), caps[r.evidence[at]]) for r in rows if r.levels[at] != "?"]
        total += criterion.weight * sum(marks) / len(marks)
    assert first_result({})["vendors"][0]["score"] == pytest.approx(25 * total / 100)


# --- Presets --------------------------------------------------------------------------------------


def test_presets_stand_for_what_they_say() -> None:
    """Claims win only where evidence does not cap; the small job is near a tie; the tender puts Bidder 3 first."""
    presets = {name: dict(preset.inputs) for name, preset in SCORECARD.presets.items()}
    assert list(presets) == ["four-vendors", "equal-weights", "claims-only", "small-job", "public-tender"]
    assert first_result(presets["four-vendors"])["first"] == 1
    assert set(first_result(presets["equal-weights"])["weights"]) == {1 / 17}
    assert first_result(presets["claims-only"])["first"] == 1
    assert first_result({**presets["claims-only"], "evidence_use": "show"})["first"] == 0
    assert len(first_result(presets["small-job"])["weights"]) == 5
    tender = first_result(presets["public-tender"])
    assert tender["weights"][6] == pytest.approx(sum(1 / k for k in range(1, 18)) / 17)
    assert tender["first"] == 2


# --- Edges ----------------------------------------------------------------------------------------


def test_nobody_is_eligible() -> None:
    """Where everybody fails a gate, there is no first, no interval and no share, and the headline says so."""
    inputs = table({"A": "440", "B": "330"}, gated(2))
    card = finished(inputs)
    assert [card[name] for name in ("first", "second", "acceptability", "acceptability_in_order", "second_method")] == [
        None
    ] * 5
    assert card["intervals"] == card["swaps"] == [None] * 3
    assert card["tied"] is card["acceptability_exact"] is card["holds_whatever_unknown"] is False
    assert card["value_line"]["frontier"] == []
    assert headline(inputs).startswith("No vendor passes every gate")


def test_one_is_eligible() -> None:
    """Alone, a vendor is first in every weighting, and every interval runs from 0 to 1."""
    inputs = table({"A": "443", "B": "330"}, gated(2))
    card = finished(inputs)
    assert card["first"] == 0
    assert card["second"] is None
    assert card["intervals"] == [{"low": 0, "high": 1}, {"low": 0, "high": 1}, None]
    assert card["swaps"] == [None] * 3
    assert card["smallest_change"] is None
    assert card["acceptability"] == card["acceptability_in_order"] == [[1.0], None]
    assert card["holds_whatever_unknown"]
    assert headline(inputs).startswith("A is the only vendor that passes every gate")


def test_all_weight_on_one_criterion() -> None:
    """With one criterion there is nothing to move: no interval, one order, a swap of at most the whole weight."""
    inputs = table({"A": "340", "B": "430"}, [{**row, "weight": 5 * (at == 0)} for at, row in enumerate(THREE)])
    card = finished(inputs)
    assert card["weights"] == [1, 0, 0]
    assert card["intervals"] == [None] * 3
    assert card["pairwise"] == [[None, 0], [1, None]]
    assert card["acceptability"] == [[0, 1], [1, 0]]
    assert card["swaps"] == [pytest.approx(100), None, None]
    assert "Only one criterion scores" in headline(inputs)


def test_two_vendors_with_the_same_values() -> None:
    """They tie, neither beats the other, both are first in every weighting, and another method is undefined."""
    card = finished(table({"A": "324", "B": "321"}))
    assert card["tied"]
    assert (card["first"], card["second"]) == (0, 1)
    assert card["pairwise"] == [[None, 0], [0, None]]
    assert card["acceptability"] == card["acceptability_in_order"] == [[1, 0], [1, 0]]
    assert card["second_method"] is None
    assert card["intervals"] == [{"low": 0, "high": 1}, {"low": 0, "high": 1}, None]


def test_nobody_scored() -> None:
    """Without a row everything is unknown, every gate open, and scores run from 0 to 100."""
    card = finished({"scores": []})
    assert all(vendor["gate"] == "open" and vendor["eligible"] for vendor in card["vendors"])
    assert all((vendor["score_low"], vendor["score_high"]) == (0, 100) for vendor in card["vendors"])
    assert card["vendors"][0]["unknown"] == list(range(17))
    assert card["raters"] == []
    assert card["same_marks"] is None
    assert "as good as tied" in headline({"scores": []})


def test_a_vendor_to_whom_no_weight_applies() -> None:
    """It has no score, is not eligible, and its values are null where a criterion does not apply."""
    card = finished(table({"A": "--3", "B": "222"}))
    assert card["vendors"][0]["score"] is card["vendors"][0]["score_low"] is card["vendors"][0]["rank"] is None
    assert not card["vendors"][0]["eligible"]
    assert card["vendors"][0]["gate"] == "passed"
    assert card["values"][0] == [None, None, 3]
    assert card["first"] == 1


def test_the_own_score_stands_in_where_a_criterion_does_not_apply() -> None:
    """The value that stands in leaves the score as it is, and the answer says "about"."""
    inputs = table({"A": "4-0", "B": "214"}, criteria=[*THREE[:2], {**THREE[2], "weight": 1}])
    card = finished(inputs)
    assert card["vendors"][0]["score"] == 50
    assert card["values"][0] == [4, 2, 0]
    assert card["vendors"][0]["not_applicable"] == [1]
    parsed = SCORECARD.inputs.parse(inputs)
    answer = SCORECARD.present(parsed, SCORECARD.finished(parsed))
    assert "about " in str(answer.figures[1].value)
    assert any("does not apply to one vendor" in caution for caution in answer.cautions)


@pytest.mark.parametrize(
    ("mark", "grade", "use", "gate"),
    [
        ("1", "A", "cap", "failed"), ("2", "A", "cap", "passed"), ("2", "C", "cap", "passed"),
        ("2", "D", "cap", "open"),
        ("4", "D", "cap", "open"), ("4", "D", "show", "passed"), ("1", "D", "show", "failed"),
        ("?", ".", "cap", "open"), ("-", ".", "cap", "passed"), ("4", ".", "cap", "passed"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_gate(mark: str, grade: str, use: str, gate: str) -> None:
    """A raw level below it fails; a claim that is capped below it, or an unknown, leaves it open."""
    inputs = {
        "criteria": gated(2),
        "vendors": [{"name": "A"}, {"name": "B"}],
        "scores": [{"vendor": "A", "rater": "R", "levels": f"33{mark}", "evidence": f"AA{grade}"}],
        "evidence_use": use,
    }
    card = first_result(inputs)
    assert card["vendors"][0]["gate"] == gate
    assert card["vendors"][0]["gates_open"] == ([2] if gate == "open" else [])


def test_any_rater_fails_a_gate_and_a_level_beats_an_unknown() -> None:
    """One raw level below the gate is enough; a level beside an unknown counts alone."""
    rows = [("A", "One", "432"), ("A", "Two", "?31"), ("B", "One", "4?2"), ("B", "Two", "3-?")]
    inputs = {
        "criteria": gated(2),
        "vendors": [{"name": "A"}, {"name": "B"}],
        "scores": [{"vendor": vendor, "rater": rater, "levels": levels} for vendor, rater, levels in rows],
    }
    card = first_result(inputs)
    assert [vendor["gate"] for vendor in card["vendors"]] == ["failed", "passed"]
    assert card["values"] == [[4, 3, 1.5], [3.5, 0, 2]]
    assert card["vendors"][1]["unknown"] == [1]
    assert [one["marks"] for one in card["disagreements"]] == ["4?", "?-", "2?"]
    assert card["same_marks"] == pytest.approx(1 / 6)


def test_raters_alone() -> None:
    """A rater picks a vendor only with marks for every eligible one; names stand in the order of their first rows."""
    rows = [("A", "Bo", "430"), ("B", "Ada", "340"), ("B", "Bo", "110"), ("C", "Bo", "220")]
    card = first_result(
        {
            "criteria": THREE,
            "vendors": [{"name": name} for name in "ABC"],
            "scores": [{"vendor": vendor, "rater": rater, "levels": levels} for vendor, rater, levels in rows],
        }
    )
    assert card["raters"] == [
        {"name": "Bo", "scores": [87.5, 25, 50], "first": 0},
        {"name": "Ada", "scores": [None, 87.5, None], "first": None},
    ]


def test_the_value_line_leaves_out_what_is_beaten() -> None:
    """A vendor that costs as much and scores less is beaten; equal ones stay; a failed one may be the lowest bid."""
    costs = {"A": 0.05, "B": 0.05, "C": 0.05, "D": 0.01, "E": None}
    inputs = table({"A": "333", "B": "223", "C": "333", "D": "443", "E": "444"}, gated(3))
    inputs["scores"][3]["levels"] = "442"
    inputs["vendors"] = [{"name": name, "unit_cost": cost} for name, cost in costs.items()]
    line = first_result(inputs)["value_line"]
    assert line["frontier"] == [0, 2]
    assert line["price_of_point"] == [None]
    assert line["lowest_bid"] == 3
    assert line["extra_unit"] is line["extra_month"] is line["extra_total"] is None


def test_equal_offers_stand_in_the_order_of_their_rows() -> None:
    """At one cost and with scores that differ by rounding alone, the earlier row comes first on the value line."""
    inputs = table(
        {"A": "3--", "B": "-3-"}, [{**row, "weight": weight} for row, weight in zip(THREE, (3, 5, 7), strict=True)]
    )
    inputs["vendors"] = [{"name": name, "unit_cost": 1} for name in "AB"]
    inputs |= {"evidence_use": "show", "unknown_level": 3}
    card = first_result(inputs)
    scores = [vendor["score"] for vendor in card["vendors"]]
    assert scores[0] == pytest.approx(scores[1], abs=1e-12)
    assert card["value_line"]["frontier"] == [0, 1]


@given(st.integers(0, 3), st.sampled_from(["A", "B"]))
def test_a_better_mark_never_lowers_a_score(level: int, grade: str) -> None:
    """Raising one level raises the score or leaves it, and never closes a gate that was open."""

    def with_level(mark: int) -> Any:
        inputs = table({"A": f"{mark}24", "B": "222"}, gated(1))
        inputs["scores"][0]["evidence"] = f"{grade}AA"
        return first_result(inputs)["vendors"][0]

    below, above = with_level(level), with_level(level + 1)
    assert above["score"] >= below["score"]
    assert not (below["gate"] == "passed" and above["gate"] != "passed")


# --- The command line -----------------------------------------------------------------------------


def test_the_command_line_prints_the_model_names(tmp_path: Path) -> None:
    """``--json --inputs`` prints the result under the model's names, with null for what does not exist."""
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps(table({"A": "440", "B": "3?0"})), "utf-8")
    command = [sys.executable, "-m", "calculators", "scorecard", "--json", "--inputs", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    result = json.loads(done.stdout)["result"]
    assert list(result) == NAMES
    assert result["vendors"][1]["unknown"] == [1]
    assert result["pairwise"][0] == [None, 1.0]
    assert result["intervals"][2] is None
    assert math.isclose(result["vendors"][1]["score_high"], 87.5)
