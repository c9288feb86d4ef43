"""Comparisons of two shares agree with published answers, with scipy, and with every table listed one by one."""

import json
import math
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from calculators.core import InputError
from calculators.methods.comparison import (
    PairedPower,
    SeparateDesign,
    fisher,
    holm,
    hypergeometric_tail,
    margin_items,
    margin_power,
    mcnemar,
    paired_difference,
    paired_items,
    separate_difference,
    separate_power,
    smallest,
)

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "comparison.json").read_text("utf-8"))
COUNTS = st.integers(0, 60)
LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.975, 0.99, 0.999])


def answers(method: str, x: dict) -> dict[str, object]:
    """Return what our functions say in the names of the published answers."""
    match method:
        case "newcombe_diff":
            found = separate_difference(x["x1"], x["n1"], x["x2"], x["n2"], 0.95)
            return {"diff": found.value, "lo": found.low, "hi": found.high}
        case "noninferiority":
            found = separate_difference(x["x1"], x["n1"], x["x2"], x["n2"], 1 - 2 * x["alpha"])
            return {"diff": found.value, "lower": found.low, "noninferior": found.low > -x["margin"]}
        case "fisher_exact":
            (a, b), (c, d) = x["table"]
            return {"p_two_sided": fisher(a, a + b, c, c + d)}
        case "mcnemar":
            exact, middle = mcnemar(x["b"], x["c"])
            return {"p_exact": exact, "p_midp": middle}
        case "n_mcnemar":
            raw = paired_items(x["p10"] + x["p01"], abs(x["p10"] - x["p01"]), x["alpha"], x["power"])
            return {"n_raw": raw, "n_pairs": math.ceil(raw)}
        case "n_two_proportions":
            raw = SeparateDesign(x["p1"], x["p2"], x["alpha"] * (2 / x.get("sides", 2))).items(x["power"])
            return {"n_raw": raw, "n_per_group": math.ceil(raw)}
        case "power_two_proportions":
            return {"power": SeparateDesign(x["p1"], x["p2"], x["alpha"]).power(x["n"])}
        case _:
            variance = x["p_new"] * (1 - x["p_new"]) + x["p_std"] * (1 - x["p_std"])
            raw = margin_items(variance, round(x["p_new"] - x["p_std"] + x["margin"], 12), x["alpha"], x["power"])
            return {"n_raw": raw, "n_per_group": math.ceil(raw)}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_published_answers(vector: dict) -> None:
    """Each published interval, p value, size and power is met; what has no answer is refused."""
    if {"error", "undefined"} & vector["expected"].keys():
        with pytest.raises(InputError):
            answers(vector["method"], vector["inputs"])
        return
    for name, value in answers(vector["method"], vector["inputs"]).items():
        assert value == pytest.approx(vector["expected"][name], abs=min(vector["tolerance"], 1e-9)), name


def test_newcombes_paired_interval_is_the_published_one() -> None:
    """Newcombe 1998 (paired), pairs 36, 12, 2, 0; Fagerland, Lydersen and Laake 2014, pairs 59, 6, 16, 80."""
    assert paired_difference(36, 12, 2, 0, 0.95) == pytest.approx((0.2, 0.056929584, 0.340427603), abs=1e-9)
    found = paired_difference(59, 6, 16, 80, 0.95)
    assert found == pytest.approx((-10 / 161, -0.1186211956, -0.004625113933), abs=1e-9)
    assert mcnemar(6, 16) == pytest.approx((0.05247879028, 0.03468966484), abs=1e-10)


@given(COUNTS, COUNTS, COUNTS, COUNTS, LEVELS)
def test_exchanging_the_two_turns_the_interval_round(
    both: int, first: int, second: int, neither: int, level: float
) -> None:
    """The difference lies within its interval, inside -1 and 1; exchanged, signs and ends change places exactly."""
    if both + first + second + neither == 0:
        return
    found, turned = (paired_difference(both, *pair, neither, level) for pair in ((first, second), (second, first)))
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert turned == (-found.value, -found.high, -found.low)
    if both + first and second + neither:
        one, other = (both, both + first), (second, second + neither)
        found, turned = separate_difference(*one, *other, level), separate_difference(*other, *one, level)
        assert -1 <= found.low <= found.value <= found.high <= 1
        assert turned == (-found.value, -found.high, -found.low)
        assert fisher(*one, *other) == pytest.approx(fisher(*other, *one), rel=1e-12)


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 400), st.integers(1, 400))
def test_fisher_agrees_with_scipy(first: int, of_first: int, second: int, of_second: int) -> None:
    """The two-sided p is scipy's, ties counted."""
    first, second = min(first, of_first), min(second, of_second)
    table = [[first, of_first - first], [second, of_second - second]]
    assert fisher(first, of_first, second, of_second) == pytest.approx(stats.fisher_exact(table)[1], rel=1e-9)


def test_fisher_keeps_its_digits_far_out_and_for_large_samples() -> None:
    """A p value of 1e-300 and one for samples of a million keep twelve digits; one table alone has p 1."""
    assert fisher(500, 500, 0, 500) == pytest.approx(2 / math.comb(1000, 500), rel=1e-11)
    expected = stats.fisher_exact([[950_000, 50_000], [949_000, 51_000]])[1]
    assert fisher(950_000, 1_000_000, 949_000, 1_000_000) == pytest.approx(expected, rel=1e-6)
    assert fisher(0, 6, 0, 9) == fisher(6, 6, 9, 9) == 1.0


@given(st.integers(0, 300), st.integers(0, 300))
def test_mcnemar_agrees_with_the_binomial_test(only_first: int, only_second: int) -> None:
    """The exact p is the two-sided binomial test at a half, the mid-p takes the chance of the count seen off once."""
    exact, middle = mcnemar(only_first, only_second)
    if only_first + only_second == 0:
        assert (exact, middle) == (1.0, None)
        return
    assert exact == pytest.approx(stats.binomtest(only_first, only_first + only_second).pvalue, rel=1e-9)
    assert middle is not None
    assert exact - middle == pytest.approx(stats.binom.pmf(only_first, only_first + only_second, 0.5), rel=1e-6)


@given(st.integers(1, 80), st.data())
def test_the_hypergeometric_tail_agrees_with_scipy(population: int, data: st.DataObject) -> None:
    """So many or more of the marked ones, for every count that can be asked."""
    marked, drawn = data.draw(st.integers(0, population)), data.draw(st.integers(0, population))
    least = data.draw(st.integers(-2, population + 2))
    expected = stats.hypergeom.sf(least - 1, population, marked, drawn)
    assert hypergeometric_tail(least, marked, drawn, population) == pytest.approx(expected, rel=1e-9, abs=1e-300)


@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm_agrees_with_its_definition(chances: list[float]) -> None:
    """In rising order each p counts as often as there are tests left, never less than the one before, at most 1."""
    adjusted = holm(chances)
    before = 0.0
    for rank, place in enumerate(sorted(range(len(chances)), key=lambda place: chances[place])):
        before = max(before, min(1.0, (len(chances) - rank) * chances[place]))
        assert adjusted[place] == before


def test_holm_of_the_published_kind() -> None:
    """Four tests, worked by hand."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def listed_paired_power(items: int, first: float, second: float, alpha: float) -> float:
    """Sum the chance of every table on which the exact test rejects."""
    total = 0.0
    for b in range(items + 1):
        for c in range(items + 1 - b):
            if b + c and mcnemar(b, c)[0] <= alpha + 1e-12:
                total += stats.multinomial.pmf([b, c, items - b - c], items, [first, second, 1 - first - second])
    return total


@pytest.mark.parametrize(
    ("items", "first", "second", "alpha"),
    [(5, 0.5, 0.2, 0.2), (12, 0.4, 0.1, 0.05), (20, 0.3, 0.05, 0.05), (30, 0.2, 0.5, 0.01), (9, 0.6, 0.0, 0.05),
     (9, 0.0, 0.6, 0.05), (25, 0.3, 0.3, 0.5), (14, 0.9, 0.1 - 1e-15, 0.05)],
)  # fmt: skip
def test_the_paired_power_is_the_sum_over_all_tables(items: int, first: float, second: float, alpha: float) -> None:
    """For small numbers of items every table is listed and judged by the test itself."""
    power = PairedPower(alpha, first / (first + second))
    assert power(items, first + second) == pytest.approx(listed_paired_power(items, first, second, alpha), abs=1e-12)


def test_the_paired_power_does_not_depend_on_what_was_asked_before() -> None:
    """Asked in any order, each number of items has the power it has when asked alone."""
    asked = [1287, 40, 5000, 1, 1286]
    together = PairedPower(0.05, 0.66)
    assert [together(items, 0.062) for items in asked] == [PairedPower(0.05, 0.66)(items, 0.062) for items in asked]


def test_the_paired_power_stays_exact_for_many_items() -> None:
    """At 20,000 items that often differ, a fresh sum over the binomial gives the same."""
    items, first, second = 20_000, 0.265, 0.25
    differing = first + second
    numbers = range(int(items * differing) - 700, int(items * differing) + 700)
    expected = 0.0
    for number in numbers:
        most = int(stats.binom.ppf(0.025, number, 0.5))
        most -= 2 * stats.binom.cdf(most, number, 0.5) > 0.05 + 1e-12
        seen = stats.binom.cdf(most, number, first / differing) + stats.binom.cdf(most, number, second / differing)
        expected += stats.binom.pmf(number, items, differing) * seen
    assert PairedPower(0.05, first / differing)(items, differing) == pytest.approx(expected, abs=1e-9)


def listed_separate_power(items: int, first: float, second: float, alpha: float) -> float:
    """Sum the chance of every pair of counts on which the exact test rejects."""
    one, other = (stats.binom.pmf(range(items + 1), items, share) for share in (first, second))
    return sum(
        one[a] * other[b]
        for a, b in product(range(items + 1), repeat=2)
        if stats.fisher_exact([[a, items - a], [b, items - b]])[1] <= alpha + 1e-12
    )


@pytest.mark.parametrize(
    ("items", "first", "second", "alpha"),
    [(1, 0.9, 0.5, 0.5), (7, 0.5, 0.9, 0.5), (12, 0.9, 0.5, 0.05), (15, 0.7, 0.6, 0.3), (20, 1.0, 0.5, 0.05),
     (25, 0.97, 0.6, 0.05 / 3), (18, 0.2, 0.7, 0.1)],
)  # fmt: skip
def test_the_separate_power_is_the_sum_over_all_tables(items: int, first: float, second: float, alpha: float) -> None:
    """For small samples every pair of counts is listed and judged by scipy's test."""
    found = separate_power(items, first, second, alpha)
    assert found == pytest.approx(listed_separate_power(items, first, second, alpha), abs=1e-12)
    assert separate_power(items, second, first, alpha) == pytest.approx(found, abs=1e-12)


@settings(max_examples=40)
@given(st.floats(0.5, 1), st.floats(0.5, 1), st.sampled_from([0.01, 0.05, 0.1]), st.sampled_from([0.5, 0.8, 0.95]))
def test_the_size_found_reaches_the_power_and_one_item_fewer_does_not(
    first: float, second: float, alpha: float, target: float
) -> None:
    """Wherever the exact search ends, it stands on an edge of the power."""
    if abs(first - second) < 0.05:
        return
    both = 0.3 * min(1 - first, 1 - second)
    only_first, only_second = 1 - second - both, 1 - first - both
    differing = only_first + only_second
    power = PairedPower(alpha, only_first / differing)
    start = math.ceil(paired_items(differing, abs(only_first - only_second), alpha, target))
    items = smallest(lambda number: power(number, differing), target, start)
    assert power(items, differing) >= target - 1e-12
    assert items == 1 or power(items - 1, differing) < target - 1e-12


@given(st.floats(0.51, 0.99), st.floats(0.51, 0.99), st.floats(0.01, 0.2), st.floats(0.5, 0.95))
def test_stricter_wishes_never_make_a_size_smaller(first: float, second: float, alpha: float, power: float) -> None:
    """More power, more confidence, or more comparisons at once only ever take more items."""
    if abs(first - second) < 1e-3:
        return
    design = SeparateDesign(first, second, alpha)
    stricter = SeparateDesign(first, second, alpha / 3)
    assert design.items(power) <= design.items(power + 0.04) <= stricter.items(power + 0.04)
    assert design.items(power) < design.corrected_items(power)
    assert design.power(math.ceil(design.items(power))) >= power - 1e-9


def test_without_variance_a_margin_is_seen_at_once() -> None:
    """Two faultless vendors: no worse within any margin, and not better without one."""
    assert margin_items(0.0, 0.02, 0.025, 0.8) == 0.0
    assert margin_power(0.0, 0.02, 0.025, 1) == 1.0
    assert margin_power(0.0, 0.0, 0.025, 1_000) == 0.0
