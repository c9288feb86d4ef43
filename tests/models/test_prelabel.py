"""The pre-label model agrees with a second computation, keeps its promise over many samples, and refuses bad tables."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.core import InputErrors
from calculators.models.prelabel.inputs import EXAMPLE
from tests.models.prelabel_cases import (
    PRELABEL,
    TABLED,
    finished,
    first,
    rows,
    situations,
    smallest_proof,
    way,
    wrong_and_bound,
)

VECTORS = Path(__file__).parent.parent / "vectors"
FIRST = [
    "volume", "seconds", "review_seconds", "wage", "correct_seconds", "undercorrection", "model_price",
    "calibration_items", "calibration_right", "error_limit", "risk_coverage",
]  # fmt: skip


def answered(file: str, method: str) -> list[Any]:
    """Return the published cases of a method that have an answer."""
    cases = json.loads((VECTORS / f"{file}.json").read_text("utf-8"))
    found = [case for case in cases if case["method"] == method]
    assert found, f"{file}.json holds no {method}"
    return [case for case in found if not case["expected"].keys() & {"error", "undefined"}]


# --- Inputs ---------------------------------------------------------------------------------------


def test_the_inputs_are_those_of_the_model() -> None:
    """Every input exists with its name and default, the ten and the table first."""
    values = PRELABEL.inputs().values()
    assert {name: values[name] for name in TABLED} == TABLED
    assert values.keys() - TABLED.keys() == {"risk_coverage", "currency"}
    assert [(row.threshold, row.items, row.errors) for row in values["risk_coverage"]] == [
        (0.99, 180, 0), (0.95, 270, 2), (0.9, 330, 5), (0.8, 395, 13), (0.5, 465, 34),
    ]  # fmt: skip
    assert [name for name, field in PRELABEL.inputs.fields().items() if field.first] == FIRST


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"calibration_right": 501}, "calibration_right"),
        ({"volume": 100}, "audit_items"),
        ({"audit_items": 200_001}, "audit_items"),
        ({"risk_coverage": rows((0.9, 501, 0))}, "risk_coverage[1].items"),
        ({"risk_coverage": rows((0.9, 100, 101))}, "risk_coverage[1].errors"),
        ({"risk_coverage": rows((0.9, 100, 51))}, "risk_coverage[1].errors"),
        ({"risk_coverage": rows((0.9, 451, 0))}, "risk_coverage[1].errors"),
        ({"risk_coverage": rows((0.5, 300, 9), (0.9, 301, 3))}, "risk_coverage[1].items"),
        ({"risk_coverage": rows((0.5, 300, 9), (0.9, 200, 10))}, "risk_coverage[1].errors"),
        ({"risk_coverage": rows((0.9, 200, 1), (0.5, 210, 12))}, "risk_coverage[2].errors"),
        ({"risk_coverage": rows((0.9, 200, 1), (0.5, 150, 0))}, "risk_coverage[2].items"),
        ({"risk_coverage": rows((0.9, 1, 0), (0.5, 2, 0), (0.9, 3, 0))}, "risk_coverage[3].threshold"),
        ({"risk_coverage": [{"threshold": 0.9, "items": 3}]}, "risk_coverage[1].errors"),
        ({"risk_coverage": rows((0.9, 1.5, 0))}, "risk_coverage[1].items"),  # type: ignore[arg-type]
        ({"risk_coverage": rows(*((index, index, 0) for index in range(41)))}, "risk_coverage"),
    ],
)
def test_refusals_name_the_field_and_the_row_as_typed(changes: dict[str, Any], field: str) -> None:
    """What no sample can hold is refused at the row as typed: of two the looser, its items before its errors."""
    with pytest.raises(InputErrors) as refusal:
        first(**changes)
    assert [error.field for error in refusal.value.errors] == [field]


@pytest.mark.parametrize(
    "cells",
    [
        [(0.9, 500, 50)],
        [(0.9, 450, 0)],
        [(0.9, 50, 50)],
        [(0.9, 0, 0)],
        [(0.9, 200, 2), (0.5, 200, 2)],
        [(-1e15, 5, 1)],
    ],
)
def test_the_edges_of_a_table_are_accepted(cells: list[tuple[float, int, int]]) -> None:
    """All items, all right ones, all wrong ones, none, two thresholds with the same items, and any score are fine."""
    assert len(first(risk_coverage=rows(*cells)).thresholds) == len(cells)


def test_the_examples_rows_count_for_the_examples_sample_alone() -> None:
    """With another sample the example's five rows count as no table, in any order; a changed cell makes them yours."""
    turned = [row.plain() for row in reversed(EXAMPLE)]
    assert len(first(risk_coverage=turned).thresholds) == 5
    other, empty = first(risk_coverage=turned, calibration_right=20), first(risk_coverage=[], calibration_right=20)
    assert (other.thresholds, other.threshold, other.ways.threshold) == ((), None, None)
    assert other.ways.review_all.wrong_bound == empty.ways.review_all.wrong_bound
    turned[0]["errors"] = 33
    assert len(first(risk_coverage=turned, calibration_right=455).thresholds) == 5
    with pytest.raises(InputErrors):
        first(risk_coverage=turned, calibration_right=480)


# --- A second computation -------------------------------------------------------------------------


def close(value: float) -> Any:
    """Return what counts as the same number."""
    return pytest.approx(value, rel=1e-8, abs=1e-9)


@settings(deadline=None, max_examples=150)
@given(situations())
def test_the_ways_agree_with_a_second_computation(x: dict[str, Any]) -> None:
    """Money, hours, errors and limits of each way and each threshold are those of the second computation."""
    result = first(**x)
    loosening = sorted(x["risk_coverage"], key=lambda row: -row["threshold"])
    n, wrong = x["calibration_items"], x["calibration_items"] - x["calibration_right"]
    passing = {"people": (0, 0), "review_all": (0, 0), "model_only": (n, wrong)}
    keeps = x["error_limit"] / 100 + 1e-9
    certified = True
    for ours, row in zip(result.thresholds, loosening, strict=True):
        theirs = way(x, "threshold", row["items"], row["errors"])
        certified = certified and theirs["wrong_bound"] / 100 <= keeps
        assert ours.threshold == row["threshold"]
        assert ours.passed == close(100 * row["items"] / n)
        assert (ours.passed_wrong is None) == (row["items"] == 0)
        if row["items"]:
            assert ours.passed_wrong == close(100 * row["errors"] / row["items"])
        for name in ("wrong", "wrong_bound", "unit_cost", "hours"):
            assert getattr(ours, name) == close(theirs[name]), name
        if abs(theirs["wrong_bound"] / 100 - keeps) > 1e-8:
            assert ours.certified == certified
        certified = ours.certified
        if row["threshold"] == result.threshold:
            passing["threshold"] = (row["items"], row["errors"])
    for name, ours in result.ways.given().items():
        theirs = way(x, name, *passing[name])
        for part, value in theirs["parts"].items():
            assert getattr(ours.parts, part) == close(value), (name, part)
        for key in theirs.keys() - {"parts"}:
            assert getattr(ours, key) == close(theirs[key]), (name, key)


@settings(deadline=None, max_examples=60)
@given(situations())
def test_states_and_choices_follow_from_the_limits(x: dict[str, Any]) -> None:
    """A way is within, unproven or over by its own figures, and the cheapest of each kind is named."""
    result = first(**x)
    limit = x["error_limit"]
    for name, one in result.ways.given().items():
        if name != "threshold" and abs(one.wrong_bound - limit) > 1e-6 and abs(one.wrong - limit) > 1e-6:
            expected = "within" if one.wrong_bound < limit else "unproven" if one.wrong < limit else "over"
            assert one.state == expected
    for states, named in ((("within",), result.cheapest), (("within", "unproven"), result.cheapest_hoped)):
        among = {name: one.unit_cost for name, one in result.ways.given().items() if one.state in states}
        if named is None:
            assert among == {}
        else:
            assert among[named] == pytest.approx(min(among.values()), rel=1e-11)
            assert all(among[other] > among[named] for other in list(among)[: list(among).index(named)])
    if result.ways.threshold:
        chosen = next(one for one in result.thresholds if one.threshold == result.threshold)
        assert chosen.certified == (result.ways.threshold.state == "within")
        certified = [one for one in result.thresholds if one.certified]
        hoped = [one for one in result.thresholds if one.wrong <= limit + 1e-7]
        among = certified or hoped or [result.thresholds[0]]
        assert chosen.unit_cost == pytest.approx(min(one.unit_cost for one in among), rel=1e-11)


# --- Published ------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", answered("proportions", "ci_clopper_pearson"), ids=lambda case: case["id"])
def test_the_models_accuracy_has_the_published_interval(case: dict[str, Any]) -> None:
    """The interval of the accuracy is that of Clopper and Pearson, two-sided."""
    x, n, confidence = case["inputs"]["x"], case["inputs"]["n"], case["inputs"].get("conf", 0.95)
    found = first(calibration_items=n, calibration_right=x, confidence_level=100 * confidence).accuracy
    assert found.estimate == pytest.approx(100 * x / n)
    assert found.low / 100 == pytest.approx(case["expected"]["lo"], abs=1e-9)
    assert found.high / 100 == pytest.approx(case["expected"]["hi"], abs=1e-9)


@pytest.mark.parametrize("case", answered("zero_failure_upper", "zero_failure_upper"), ids=lambda case: case["id"])
def test_no_error_at_all_has_the_published_upper_limit(case: dict[str, Any]) -> None:
    """A model without an error in n items is wrong on at most 1 - alpha^(1/n)."""
    n = case["inputs"]["n"]
    found = first(
        calibration_items=n, calibration_right=n, risk_coverage=[], confidence_level=100 * case["inputs"]["conf"]
    )
    assert found.ways.model_only.wrong_bound / 100 == pytest.approx(case["expected"]["upper"], abs=1e-9)


ZERO_FAILURES = [
    case for case in answered("acceptance", "n_zero_failures") if not case["inputs"].get("failures_allowed")
]


@pytest.mark.parametrize("case", ZERO_FAILURES, ids=lambda case: case["id"])
def test_no_error_at_all_needs_the_published_number(case: dict[str, Any]) -> None:
    """Without an error both the sample and the check of finished labels are the published zero-failure size."""
    found = finished(
        calibration_items=50, calibration_right=50, risk_coverage=[], error_limit=100 * case["inputs"]["p"],
        confidence_level=100 * case["inputs"]["conf"],
    ).ways.model_only  # fmt: skip
    assert found.items_needed == case["expected"]["n"]
    assert (found.proof.items, found.proof.allowed) == (case["expected"]["n"], 0)


@pytest.mark.parametrize("case", answered("acceptance", "single_plan"), ids=lambda case: case["id"])
def test_the_check_of_finished_labels_is_the_published_plan(case: dict[str, Any]) -> None:
    """Where the expected share and the limit are those of a published plan, so is the check."""
    given_ = case["inputs"]
    found = finished(
        inhouse_escape=100 * given_["aql"], error_limit=100 * given_["ltpd"], power=100 * (1 - given_["alpha"]),
        confidence_level=100 * (1 - given_["beta"]),
    ).ways.people  # fmt: skip
    assert (found.proof.items, found.proof.allowed) == (case["expected"]["n"], case["expected"]["c"])


# --- How many items -------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(situations(most_items=400))
def test_the_sample_needed_is_the_smallest(x: dict[str, Any]) -> None:
    """One item fewer would not do, that many do, and where there is none the expected share is at the limit."""
    result = finished(**x)
    limit, n = x["error_limit"] / 100, x["calibration_items"]
    wrong = n - x["calibration_right"]
    passing = {"review_all": (0, 0), "model_only": (n, wrong)}
    for row in x["risk_coverage"]:
        if row["threshold"] == result.threshold:
            passing["threshold"] = (row["items"], row["errors"])
    assert result.ways.people.items_needed is None
    for name, (passed, errors) in passing.items():
        needed = getattr(result.ways, name).items_needed
        expected, _ = wrong_and_bound(x, passed, errors)
        if needed is None:
            assert expected >= limit - 1e-3
            continue
        assert wrong_and_bound(x, passed, errors, needed + 1)[1] <= limit * (1 + 1e-9)
        if needed > 1:
            assert wrong_and_bound(x, passed, errors, needed - 1)[1] > limit * (1 - 1e-9)


@settings(deadline=None, max_examples=25)
@given(st.floats(0, 4), st.floats(5, 30), st.sampled_from([50, 80, 95]), st.sampled_from([80, 95, 99]))
def test_the_check_is_the_smallest(wrong: float, limit: float, power: float, confidence: float) -> None:
    """Going through every number of items and of errors finds the same check."""
    expected = smallest_proof(wrong / 100, limit / 100, power / 100, (100 - confidence) / 100)
    assume(expected)
    found = finished(
        inhouse_escape=wrong, error_limit=limit, power=power, confidence_level=confidence
    ).ways.people.proof
    assert (found.items, found.allowed) == expected


@pytest.mark.parametrize(
    ("changes", "way_name"),
    [
        ({"error_limit": 0}, "review_all"),
        ({"error_limit": 100}, "review_all"),
        ({"error_limit": 3}, "people"),
        ({"inhouse_escape": 4.99}, "people"),
    ],
)
def test_no_check_where_there_can_be_none(changes: dict[str, Any], way_name: str) -> None:
    """A limit of none or all, work at the limit, and work too near it have no check."""
    assert getattr(finished(**changes).ways, way_name).proof is None


def test_numbers_of_items_come_after_the_first_answer() -> None:
    """The first result waits for both; then the samples are there; last the checks."""
    inputs = PRELABEL.inputs()
    seen = [step.result.ways.review_all for step in PRELABEL.steps(inputs) if hasattr(step, "result")]
    assert [(type(one.items_needed), one.proof is None or one.proof == "not yet") for one in seen] == [
        (str, True), (int, True), (int, False),
    ]  # fmt: skip
