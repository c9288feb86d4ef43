"""The pre-label model keeps its promise over many samples, and its break-evens are where both ways cost the same."""

from typing import Any

import numpy
import pytest
from hypothesis import given, settings

from tests.models.prelabel_cases import PRELABEL, TABLED, WAYS, first, rows, situation, situations

# --- The promise ----------------------------------------------------------------------------------


def false_claims(
    shares: list[float], error_rates: list[float], limit: float, samples: int, **changes: Any
) -> tuple[float, float]:
    """Draw samples of 300 from a known truth; return how often some claim is false, and how often one is made.

    ``shares`` are the parts of the items in bands of falling score, ``error_rates`` the model's in each. The threshold
    is chosen after the errors are seen.
    """
    generator = numpy.random.default_rng(20261126)
    bands = list(zip(shares, error_rates, strict=True))
    cells = [part for share, rate in bands for part in (share * rate, share * (1 - rate))]
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


SHARES, RATES = [0.3, 0.2, 0.15, 0.15, 0.2], [0.01, 0.03, 0.06, 0.12, 0.25]


def truth(band: int, missed: float) -> float:
    """Return the share that ends wrong if all bands down to one pass unseen and none is ever spoiled."""
    errors = [share * rate for share, rate in zip(SHARES, RATES, strict=True)]
    passed = sum(errors[: band + 1])
    return passed + (missed + (1 - missed) * 0.03) * (sum(errors) - passed)


@pytest.mark.parametrize("band", [1, 3, 4])
@pytest.mark.parametrize("missed", [0, 36])
def test_few_claims_are_false_though_the_threshold_is_chosen_after_looking(band: int, missed: float) -> None:
    """Over many samples from one truth, at most one in ten holds a false claim of any way at 90% confidence.

    The limit lies a hair below the truth at one of the thresholds, where false claims are as frequent as can be.
    """
    limit = truth(band, missed / 100) * (1 - 1e-6)
    share, _ = false_claims(SHARES, RATES, limit, 600, undercorrection=missed)
    assert share <= 0.1 + 3 * (0.09 / 600) ** 0.5


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
        least = x["audit_items"] if name == "volume" else field.minimum
        if value is None or not max(least, field.minimum) <= value <= field.maximum:
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
    {"review_seconds": 0, "correct_seconds": 0, "model_price": 0},
    {"model_setup": 0, "model_upkeep": 0, "audit_items": 0},
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
