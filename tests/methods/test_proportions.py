"""Chances of counts and limits of rates agree with published answers and with independent computations."""

import json
import math
from collections.abc import Iterator
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from calculators.core import InputError
from calculators.methods.proportions import (
    beta_binomial_cdf,
    beta_binomial_pmf,
    beta_cdf,
    beta_quantile,
    binomial_cdf,
    binomial_pmf,
    binomial_tail,
    clopper_pearson,
    clopper_pearson_high,
    clopper_pearson_low,
    hypergeometric_cdf,
    hypergeometric_pmf,
    normal_cdf,
    normal_quantile,
    wilson,
)

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "proportions.json").read_text("utf-8"))
SHARES = st.floats(1e-6, 1 - 1e-6)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_published_intervals(vector: dict) -> None:
    """Wilson's and Clopper and Pearson's intervals meet every published one; nothing observed is refused."""
    interval = {"ci_wilson": wilson, "ci_clopper_pearson": clopper_pearson}[vector["method"]]
    given, expected = vector["inputs"], vector["expected"]
    arguments = given["x"], given["n"], given.get("conf", 0.95)
    if "error" in expected or "undefined" in expected:
        with pytest.raises(InputError):
            interval(*arguments)
        return
    low, high = interval(*arguments)
    assert (low, high) == pytest.approx((expected["lo"], expected["hi"]), abs=1e-12)
    for found, key in ((low, "lo"), (high, "hi")):
        if key in vector.get("published", {}):
            printed, rounding = vector["published"][key]
            assert abs(found - printed) <= rounding


@given(st.floats(-30, 8), SHARES)
def test_the_normal_distribution_agrees_with_scipy(value: float, share: float) -> None:
    """The distribution function keeps its digits far below; the quantile is its inverse."""
    assert normal_cdf(value) == pytest.approx(stats.norm.cdf(value), rel=1e-11)
    assert normal_quantile(share) == pytest.approx(stats.norm.ppf(share), rel=1e-11, abs=1e-14)
    assert normal_quantile(normal_cdf(value)) == pytest.approx(value, abs=1e-6) if value < 6 else True


@given(st.floats(1e-2, 1e6), st.floats(1e-2, 1e6), SHARES)
def test_the_beta_distribution_agrees_with_scipy(a: float, b: float, share: float) -> None:
    """The distribution function and its inverse are those of an independent library, for small and large shapes."""
    assert beta_cdf(share, a, b) == pytest.approx(special.betainc(a, b, share), abs=1e-10)
    found = beta_quantile(share, a, b)
    assert found == pytest.approx(special.betaincinv(a, b, share), rel=1e-7, abs=1e-10)
    if 1e-3 < found < 1 - 1e-3:
        assert beta_cdf(found, a, b) == pytest.approx(share, abs=1e-10)


def test_the_ends_of_the_beta_distribution() -> None:
    """Outside 0 to 1 the distribution function is 0 or 1, and so is the quantile."""
    assert [beta_cdf(share, 2, 3) for share in (-1, 0, 1, 2)] == [0, 0, 1, 1]
    assert [beta_quantile(share, 2, 3) for share in (0, 1)] == [0, 1]
    assert beta_quantile(0.5, 1e-3, 1e-3) == pytest.approx(0.5)


@st.composite
def draws(draw: st.DrawFn) -> tuple[int, int, float]:
    """Return a count within some deviations of its mean, the number of draws and the rate."""
    checked = draw(st.integers(1, 1_000_000))
    rate = draw(st.one_of(st.floats(1e-6, 1e-2), st.floats(0.01, 0.99), st.floats(0.99, 1 - 1e-6)))
    mean, deviation = checked * rate, math.sqrt(checked * rate * (1 - rate))
    count = int(mean + draw(st.floats(-6, 6)) * deviation)
    return min(checked, max(0, count)), checked, rate


@given(draws())
def test_binomial_chances_agree_with_scipy(case: tuple[int, int, float]) -> None:
    """One count, at most and at least so many: all as an independent library has them."""
    count, checked, rate = case
    assert binomial_pmf(count, checked, rate) == pytest.approx(stats.binom.pmf(count, checked, rate), rel=1e-9)
    assert binomial_cdf(count, checked, rate) == pytest.approx(stats.binom.cdf(count, checked, rate), rel=1e-8)
    assert binomial_tail(count, checked, rate) == pytest.approx(stats.binom.sf(count - 1, checked, rate), rel=1e-8)
    assert binomial_cdf(count, checked, rate) + binomial_tail(count + 1, checked, rate) == pytest.approx(1, abs=1e-13)


@pytest.mark.parametrize("chance", [binomial_pmf, binomial_cdf, binomial_tail])
@pytest.mark.parametrize("rate", [0.0, 0.5, 1.0])
def test_the_ends_of_the_binomial_distribution(chance, rate: float) -> None:
    """Rates of 0 and 1, counts below 0 and above the draws, and no draw at all are what the words say."""
    oracle = {
        binomial_pmf: lambda count, n: stats.binom.pmf(count, n, rate),
        binomial_cdf: lambda count, n: stats.binom.cdf(count, n, rate),
        binomial_tail: lambda count, n: stats.binom.sf(count - 1, n, rate),
    }[chance]
    for checked in (0, 1, 5):
        for count in range(-2, 8):
            assert chance(count, checked, rate) == pytest.approx(oracle(count, checked), abs=1e-15), (count, checked)


@st.composite
def lots(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Return a count within some deviations of its mean, the bad ones, the checked ones and the lot."""
    lot = draw(st.integers(1, 1_000_000))
    bad, checked = draw(st.integers(0, lot)), draw(st.integers(0, lot))
    mean = bad * checked / lot
    count = int(mean + draw(st.floats(-6, 6)) * math.sqrt(mean * (lot - bad) / lot + 1))
    return min(checked, max(0, count)), bad, checked, lot


@given(lots())
def test_hypergeometric_chances_agree_with_scipy(case: tuple[int, int, int, int]) -> None:
    """Without replacement, one count and at most so many are as an independent library has them."""
    count, bad, checked, lot = case
    expected = stats.hypergeom(lot, bad, checked)
    assert hypergeometric_pmf(count, bad, checked, lot) == pytest.approx(expected.pmf(count), abs=1e-9)
    assert hypergeometric_cdf(count, bad, checked, lot) == pytest.approx(expected.cdf(count), abs=1e-9)


def test_small_lots_are_exact() -> None:
    """Every chance of every lot of up to 12 is the ratio of the numbers of ways."""
    for lot in range(1, 13):
        for bad in range(lot + 1):
            for checked in range(lot + 1):
                ways = [
                    math.comb(bad, count) * math.comb(lot - bad, checked - count) if count <= checked else 0
                    for count in range(lot + 1)
                ]
                for most in range(-1, lot + 1):
                    expected = sum(ways[: most + 1]) / math.comb(lot, checked)
                    assert hypergeometric_cdf(most, bad, checked, lot) == pytest.approx(expected, abs=1e-15)


@given(st.integers(0, 400), st.integers(0, 400), st.floats(1e-2, 1e4), st.floats(1e-2, 1e4))
def test_beta_binomial_chances_agree_with_scipy(count: int, more: int, a: float, b: float) -> None:
    """With a rate that varies, one count and at most so many are as an independent library has them."""
    checked = count + more
    expected = stats.betabinom(checked, a, b)
    assert beta_binomial_pmf(count, checked, a, b) == pytest.approx(expected.pmf(count), rel=1e-8, abs=1e-300)
    assert beta_binomial_cdf(count, checked, a, b) == pytest.approx(expected.cdf(count), abs=1e-9)


def exact_binomial(checked: int, rate: Decimal) -> Iterator[Decimal]:
    """Yield the chances of at most 0, 1, 2, ... to sixty digits."""
    term = total = (1 - rate) ** checked
    for count in range(checked):
        yield total
        term *= (checked - count) * rate / ((count + 1) * (1 - rate))
        total += term


def exact_lot(bad: int, checked: int, lot: int) -> Iterator[Decimal]:
    """Yield the chances of at most 0, 1, 2, ... without replacement, to sixty digits."""
    term = Decimal(1)
    for index in range(checked):
        term *= Decimal(lot - bad - index) / (lot - index)
    total = term
    for count in range(bad):
        yield total
        term *= Decimal((bad - count) * (checked - count)) / ((count + 1) * (lot - bad - checked + count + 1))
        total += term


def test_a_million_items_lose_no_digits() -> None:
    """Where differences of logarithms of factorials are off in the ninth digit, these chances hold thirteen."""
    with localcontext() as context:
        context.prec = 60
        rate = 0.02
        for count, exact in zip(range(1_051), exact_binomial(50_000, Decimal(rate)), strict=False):
            if count % 50 == 0:
                assert abs(Decimal(binomial_cdf(count, 50_000, rate)) - exact) < Decimal("1e-14")
                assert abs(Decimal(binomial_tail(count + 1, 50_000, rate)) - (1 - exact)) < Decimal("1e-14")
        for count, exact in zip(range(131), exact_lot(50_000, 2_000, 1_000_000), strict=False):
            assert abs(Decimal(hypergeometric_cdf(count, 50_000, 2_000, 1_000_000)) - exact) < Decimal("1e-14")


@given(st.integers(1, 3000), st.data(), st.floats(0.001, 0.5))
def test_a_limit_is_the_rate_at_which_the_count_is_that_unlikely(
    checked: int, data: st.DataObject, risk: float
) -> None:
    """At the lower limit so many or more have the chance asked for, at the upper limit so many or fewer."""
    wrong = data.draw(st.integers(0, checked))
    low, high = clopper_pearson_low(wrong, checked, risk), clopper_pearson_high(wrong, checked, risk)
    assert low <= wrong / checked <= high
    assert low == 0 if wrong == 0 else binomial_tail(wrong, checked, low) == pytest.approx(risk, rel=1e-8)
    assert high == 1 if wrong == checked else binomial_cdf(wrong, checked, high) == pytest.approx(risk, rel=1e-8)
    assert clopper_pearson(wrong, checked, 1 - 2 * risk) == pytest.approx((low, high), abs=1e-12)


@given(st.floats(1e-3, 1e5), st.just(0.0) | st.floats(1e-12, 1), st.floats(0.001, 0.499))
def test_counts_need_not_be_whole(checked: float, share: float, risk: float) -> None:
    """Counts divided by a design effect have limits too: the quantiles of their beta distributions."""
    wrong = min(checked, checked * share)
    low, high = clopper_pearson(wrong, checked, 1 - 2 * risk)
    assert low <= high
    if 1e-9 < wrong < checked * (1 - 1e-9):
        assert low == pytest.approx(special.betaincinv(wrong, checked - wrong + 1, risk), abs=1e-9)
        assert high == pytest.approx(special.betaincinv(wrong + 1, checked - wrong, 1 - risk), abs=1e-9)


@pytest.mark.parametrize("limit", [clopper_pearson_low, clopper_pearson_high])
@pytest.mark.parametrize(("wrong", "checked"), [(0, 0), (-1, 5), (6, 5)])
def test_impossible_samples_are_refused(limit, wrong: int, checked: int) -> None:
    """Nothing checked, fewer than none wrong or more wrong than checked have no limits."""
    with pytest.raises(InputError):
        limit(wrong, checked, 0.05)
