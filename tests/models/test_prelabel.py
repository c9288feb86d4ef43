"""The pre-label model agrees with a second computation, keeps its promise over many samples, and refuses bad tables."""

import json
from pathlib import Path
from typing import Any

import numpy
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.core import InputErrors
from calculators.models.prelabel.inputs import EXAMPLE
from tests.models.prelabel_cases import (
    PRELABEL,
    WAYS,
    finished,
    first,
    situation,
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
TABLED = {
    "volume": 200_000, "seconds": 26.5, "review_seconds": 9, "wage": 17.5, "correct_seconds": 21,
    "undercorrection": 36, "model_price": 0.003, "calibration_items": 500, "calibration_right": 450, "error_limit": 5,
    "overlap": 1, "inhouse_acceptance": 95, "rework_effort": 100, "review_share": 20, "reviewer_wage": 25,
    "benefit_load": 34.6, "paid_hours": 173.33, "utilisation": 70, "inhouse_escape": 3, "error_cost": 0, "months": 24,
    "person_overhead": 2_000, "overcorrection": 0, "model_setup": 10_000, "model_upkeep": 1_000, "audit_items": 200,
    "confidence_level": 95, "power": 80,
}  # fmt: skip


def published(*methods: str) -> list[Any]:
    """Return published cases of some methods."""
    files = [json.loads(path.read_text("utf-8")) for path in VECTORS.glob("*.json")]
    cases = [case for file in files if isinstance(file, list) for case in file]
    return [case for case in cases if isinstance(case, dict) and case.get("method") in methods]


def answered(*methods: str) -> list[Any]:
    """Return published cases that have an answer."""
    return [case for case in published(*methods) if not case["expected"].keys() & {"error", "undefined"}]


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


def rows(*cells: tuple[float, int, int]) -> list[dict[str, float]]:
    """Return rows of the table."""
    return [{"threshold": threshold, "items": items, "errors": errors} for threshold, items, errors in cells]


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
    """What cannot be true of one sample is refused at the row as typed: of two the looser, its items before its errors."""
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
        [(-1e20, 5, 1)],
    ],
)
def test_the_edges_of_a_table_are_accepted(cells: list[tuple[float, int, int]]) -> None:
    """All items, all right ones, all wrong ones, none, two thresholds with the same items, and any score are fine."""
    assert len(first(risk_coverage=rows(*cells)).thresholds) == len(cells)


def test_the_examples_rows_count_for_the_examples_sample_alone() -> None:
    """With another sample the example's five rows, in any order, count as no table; one cell changed makes them yours."""
    turned = [row.plain() for row in reversed(EXAMPLE)]
    assert len(first(risk_coverage=turned).thresholds) == 5
    other = first(risk_coverage=turned, calibration_right=20)
    assert (other.thresholds, other.threshold, other.ways.threshold) == ((), None, None)
    assert (
        other.ways.review_all.wrong_bound == first(risk_coverage=[], calibration_right=20).ways.review_all.wrong_bound
    )
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
    """A way is within, unproven or over by its own figures, and the cheapest of each kind is named, earlier ones first."""
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


@pytest.mark.parametrize("case", answered("ci_clopper_pearson"), ids=lambda case: case["id"])
def test_the_models_accuracy_has_the_published_interval(case: dict[str, Any]) -> None:
    """The interval of the accuracy is that of Clopper and Pearson, two-sided."""
    x, n, confidence = case["inputs"]["x"], case["inputs"]["n"], case["inputs"].get("conf", 0.95)
    found = first(calibration_items=n, calibration_right=x, confidence_level=100 * confidence).accuracy
    assert found.estimate == pytest.approx(100 * x / n)
    assert found.low / 100 == pytest.approx(case["expected"]["lo"], abs=1e-9)
    assert found.high / 100 == pytest.approx(case["expected"]["hi"], abs=1e-9)


@pytest.mark.parametrize("case", answered("zero_failure_upper"), ids=lambda case: case["id"])
def test_no_error_at_all_has_the_published_upper_limit(case: dict[str, Any]) -> None:
    """A model without an error in n items is wrong on at most 1 - alpha^(1/n)."""
    n = case["inputs"]["n"]
    found = first(
        calibration_items=n, calibration_right=n, risk_coverage=[], confidence_level=100 * case["inputs"]["conf"]
    )
    assert found.ways.model_only.wrong_bound / 100 == pytest.approx(case["expected"]["upper"], abs=1e-9)


ZERO_FAILURES = [case for case in answered("n_zero_failures") if not case["inputs"].get("failures_allowed")]


@pytest.mark.parametrize("case", ZERO_FAILURES, ids=lambda case: case["id"])
def test_no_error_at_all_needs_the_published_number(case: dict[str, Any]) -> None:
    """Without an error both the sample and the check of finished labels are the published zero-failure size."""
    found = finished(
        calibration_items=50, calibration_right=50, risk_coverage=[], error_limit=100 * case["inputs"]["p"],
        confidence_level=100 * case["inputs"]["conf"],
    ).ways.model_only  # fmt: skip
    assert found.items_needed == case["expected"]["n"]
    assert (found.proof.items, found.proof.allowed) == (case["expected"]["n"], 0)


@pytest.mark.parametrize("case", answered("single_plan"), ids=lambda case: case["id"])
def test_the_check_of_finished_labels_is_the_published_plan(case: dict[str, Any]) -> None:
    """Where the expected share and the limit are those of a published plan, so is the check."""
    given_ = case["inputs"]
    found = finished(
        inhouse_escape=100 * given_["aql"], error_limit=100 * given_["ltpd"], power=100 * (1 - given_["alpha"]),
        confidence_level=100 * (1 - given_["beta"]),
    ).ways.people  # fmt: skip
    assert (found.proof.items, found.proof.allowed) == (case["expected"]["n"], case["expected"]["c"])


def test_there_are_published_cases() -> None:
    """The published cases are found; a lost file would pass everything above by testing nothing."""
    assert len(answered("ci_clopper_pearson")) >= 5
    assert len(ZERO_FAILURES) >= 3
    assert len(answered("single_plan")) >= 3
    assert answered("zero_failure_upper")


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


# --- The promise ----------------------------------------------------------------------------------


def false_claims(
    shares: list[float], error_rates: list[float], limit: float, samples: int, **changes: Any
) -> tuple[float, float]:
    """Draw samples of 300 from a known truth; return how often some claim is false, and how often one is made.

    ``shares`` are the parts of the items in bands of falling score, ``error_rates`` the model's in each. The threshold
    is chosen after the errors are seen.
    """
    generator = numpy.random.default_rng(20261126)
    cells = [
        part for share, rate in zip(shares, error_rates, strict=True) for part in (share * rate, share * (1 - rate))
    ]
    q = sum(cells[::2])
    false = claimed = 0
    for _ in range(samples):
        counts = generator.multinomial(300, cells)
        wrong, right = counts[::2].cumsum(), counts[1::2].cumsum()
        table = rows(
            *((1 - band / 10, int(wrong[band] + right[band]), int(wrong[band])) for band in range(len(shares) - 1))
        )
        x = {
            **TABLED, "calibration_items": 300, "calibration_right": int(right[-1]), "risk_coverage": table,
            "error_limit": 100 * limit, "confidence_level": 90, **changes,
        }  # fmt: skip
        s, result = situation(x), first(**x)
        truths = {
            "review_all": s["k"] * q + s["o"] * (1 - q),
            "model_only": q,
        }
        for band, one in enumerate(result.thresholds):
            if one.certified:
                passed, a = sum(shares[: band + 1]), sum(cells[::2][: band + 1])
                truths[f"certified {band}"] = a + s["k"] * (q - a) + s["o"] * (1 - passed - q + a)
        within = {name for name in ("review_all", "model_only") if getattr(result.ways, name).state == "within"}
        claims = [truth for name, truth in truths.items() if name in within or name.startswith("certified")]
        claimed += bool(claims)
        false += any(truth > limit for truth in claims)
    return false / samples, claimed / samples


@pytest.mark.parametrize("limit", [0.0329, 0.04, 0.055])
@pytest.mark.parametrize("missed", [10, 36])
def test_few_claims_are_false_though_the_threshold_is_chosen_after_looking(limit: float, missed: float) -> None:
    """Over many samples from one truth, at most one in ten holds a false claim of any way at 90% confidence."""
    bands = [0.3, 0.2, 0.15, 0.15, 0.2]
    share, made = false_claims(bands, [0.01, 0.03, 0.06, 0.12, 0.25], limit, 600, undercorrection=missed)
    assert share <= 0.1 + 3 * (0.09 / 600) ** 0.5
    assert made > 0 or limit < 0.05


def test_few_claims_are_false_where_reviewers_spoil_more_than_they_miss() -> None:
    """The third statement and the walk hold the promise where a review spoils more than it misses."""
    bands = [0.4, 0.2, 0.2, 0.2]
    share, made = false_claims(
        bands, [0.005, 0.02, 0.05, 0.15], 0.041, 600, undercorrection=0, overcorrection=4, inhouse_escape=0
    )
    assert share <= 0.1 + 3 * (0.09 / 600) ** 0.5
    assert made > 0


@settings(deadline=None, max_examples=60)
@given(situations())
def test_above_a_certified_row_every_row_is_certified(x: dict[str, Any]) -> None:
    """The walk stops at the first row that breaks the limit."""
    certified = [one.certified for one in first(**x).thresholds]
    assert certified == sorted(certified, reverse=True)


# --- What would flip it ---------------------------------------------------------------------------


@settings(deadline=None, max_examples=80)
@given(situations(risk_coverage=[], error_cost=1.0))
def test_a_break_even_put_back_gives_equal_cost(x: dict[str, Any]) -> None:
    """At each break-even people alone and a review of everything cost the same."""
    flips = first(**x).break_even
    for name in ("model_price", "review_seconds", "volume"):
        value, field = getattr(flips, name), PRELABEL.inputs.fields()[name]
        if (
            value is None
            or not field.minimum <= value <= field.maximum
            or (name == "volume" and value < x["audit_items"])
        ):
            continue
        met = first(**{**x, name: value}).ways
        assert met.people.unit_cost == pytest.approx(met.review_all.unit_cost, rel=1e-6), name


@settings(deadline=None, max_examples=60)
@given(situations(risk_coverage=[], calibration_items=1_000_000, calibration_right=900_000, error_cost=2.0))
def test_the_accuracy_at_which_both_cost_the_same(x: dict[str, Any]) -> None:
    """A model as accurate as the break-even says makes both ways cost the same; without one the sign never changes."""
    value = first(**x).break_even.accuracy
    gaps = []
    for right in (0, 1_000_000) if value is None else (round(10_000 * value),):
        met = first(**{**x, "calibration_right": right}).ways
        gaps.append((met.review_all.unit_cost - met.people.unit_cost, met.people.unit_cost + met.review_all.unit_cost))
    if value is None:
        assert gaps[0][0] * gaps[1][0] >= -1e-9
    else:
        assert gaps[0][0] == pytest.approx(0, abs=1e-5 * gaps[0][1] + 1e-5)


@settings(deadline=None, max_examples=80)
@given(situations(risk_coverage=[], calibration_items=1_000_000, calibration_right=900_000))
def test_what_the_limit_needs_is_the_edge(x: dict[str, Any]) -> None:
    """At the accuracy and the share of misses needed, a review of everything just keeps the limit."""
    needs, limit = first(**x).needed, x["error_limit"]
    if needs.accuracy:
        at_edge = first(**{**x, "calibration_right": round(10_000 * needs.accuracy)})
        assert at_edge.ways.review_all.wrong == pytest.approx(limit, abs=1e-3)
    if needs.undercorrection is None:
        assert first(**{**x, "undercorrection": 0}).ways.review_all.wrong > limit - 1e-6
    else:
        assert first(**{**x, "undercorrection": needs.undercorrection}).ways.review_all.wrong <= limit + 1e-6
        if needs.undercorrection < 99.9:
            assert first(**{**x, "undercorrection": needs.undercorrection + 0.1}).ways.review_all.wrong > limit - 1e-6


@pytest.mark.parametrize(
    ("changes", "accuracy", "missed"),
    [
        ({"overcorrection": 6}, None, None),
        ({"undercorrection": 2, "error_limit": 5, "inhouse_escape": 3}, 0, 48.45360824742268),
        ({"calibration_right": 500}, 86.81434599156118, 100),
        ({"calibration_right": 500, "overcorrection": 5}, 100, 100),
        ({"calibration_right": 500, "overcorrection": 5.1}, None, None),
        ({"inhouse_escape": 100, "error_limit": 10}, 90, 100),
        ({"inhouse_escape": 100, "error_limit": 9}, 91, None),
        ({"error_limit": 0}, 100, None),
        ({"error_limit": 100}, 0, 100),
    ],
)
def test_the_edges_of_what_the_limit_needs(changes: dict[str, Any], accuracy: Any, missed: Any) -> None:
    """A review that spoils too much breaks the limit with a perfect model; one that misses little needs no accuracy."""
    needs = first(risk_coverage=[], **changes).needed
    assert needs.accuracy == (accuracy if accuracy is None else pytest.approx(accuracy, abs=1e-9))
    assert needs.undercorrection == (missed if missed is None else pytest.approx(missed, abs=1e-9))


@pytest.mark.parametrize("changes", [
    {"calibration_items": 1, "calibration_right": 0},
    {"calibration_items": 1, "calibration_right": 1},
    {"calibration_right": 0, "risk_coverage": []},
    {"calibration_right": 500, "risk_coverage": []},
    {"error_limit": 0},
    {"error_limit": 100},
    {"risk_coverage": []},
    {"risk_coverage": rows((0.9, 0, 0), (0.1, 500, 50))},
    {"wage": 0, "person_overhead": 0, "reviewer_wage": 0},
    {"review_seconds": 0, "correct_seconds": 0, "model_price": 0, "model_setup": 0, "model_upkeep": 0, "audit_items": 0},
    {"undercorrection": 0, "overcorrection": 100, "inhouse_escape": 0},
    {"undercorrection": 100, "inhouse_escape": 100},
    {"volume": 200},
])  # fmt: skip
def test_edge_cases_work(changes: dict[str, Any]) -> None:
    """A sample of one, none or all right, a limit of none or all, an empty table and free work all give an answer."""
    inputs = PRELABEL.inputs.parse(changes)
    result = PRELABEL.finished(inputs)
    assert PRELABEL.present(inputs, result).headline
    assert [name for name in WAYS if getattr(result.ways, name)] == list(result.ways.given())


def test_labour_that_costs_nothing_has_no_break_even_in_seconds() -> None:
    """Where an hour costs nothing, no time for a review makes both ways cost the same."""
    assert first(wage=0, person_overhead=0).break_even.review_seconds is None
