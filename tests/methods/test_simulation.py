"""Drawn cases follow the distribution they claim, the same every time."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from calculators.methods.simulation import Pert, drawn, quantile, stratified

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "pert.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published_means(case: dict) -> None:
    """The mean of evenly spread quantiles is the published PERT mean."""
    given_, expected = case["inputs"], case["expected"]
    low, likely, high = (float(given_[key]) for key in ("a", "m", "b"))
    distribution = Pert.of(low, likely, high)
    mean = sum(distribution.quantile((index + 0.5) / 4000) for index in range(4000)) / 4000
    assert mean == pytest.approx(expected["mean"], abs=(high - low) * 1e-3)


@given(st.floats(0, 1), st.floats(0.001, 0.999))
def test_quantiles_agree_with_an_independent_beta(likely: float, share: float) -> None:
    """Any quantile is within a thousandth of the range of the exact beta distribution's."""
    exact = beta.ppf(share, 1 + 4 * likely, 5 - 4 * likely)
    assert Pert.of(0, likely, 1).quantile(share) == pytest.approx(exact, abs=1e-3)


@given(st.floats(-1e6, 1e6), st.floats(0, 1), st.floats(0.001, 1e6), st.floats(0, 1))
def test_quantiles_stay_in_the_range(low: float, place: float, width: float, share: float) -> None:
    """No draw leaves the range."""
    high = low + width
    likely = min(high, low + place * width)
    assert low - 1e-6 <= Pert.of(low, likely, high).quantile(share) <= high + 1e-6


def test_each_stratum_is_drawn_once() -> None:
    """Every column has exactly one share in each of the equal strata."""
    for column in stratified(50, 3, seed=1):
        assert sorted(int(share * 50) for share in column) == list(range(50))


@given(st.floats(0, 100), st.floats(0, 1), st.floats(0.001, 100))
def test_what_is_drawn_is_the_quantile_of_each_share(low: float, place: float, width: float) -> None:
    """An input's draws are its distribution's quantiles at the shares of its column, asked once or again."""
    ends = (low, min(low + width, low + place * width), low + width)
    exact = [Pert.of(*ends).quantile(share) for share in stratified(20, 3, 7)[1]]
    assert list(drawn(ends, (20, 3, 7), 1)) == exact
    assert list(drawn(ends, (20, 3, 7), 1)) == exact


def test_the_same_seed_draws_the_same_cases() -> None:
    """Equal seeds give equal shares, other seeds others."""
    assert stratified(20, 2, seed=7) == stratified(20, 2, seed=7)
    assert stratified(20, 2, seed=7) != stratified(20, 2, seed=8)


@pytest.mark.parametrize(("share", "value"), [(0, 1), (0.25, 2), (0.5, 3), (0.9, 4.6), (1, 5)])
def test_quantile_between_neighbours(share: float, value: float) -> None:
    """Between two ordered values the quantile moves on a straight line (type 7)."""
    assert quantile([1, 2, 3, 4, 5], share) == pytest.approx(value)
