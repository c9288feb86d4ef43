"""Ranking by several criteria agrees with published answers, with brute force and with numerical integration."""

import itertools
import json
import math
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from calculators.methods import ranking

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "ranking.json").read_text("utf-8"))
LEVELS = st.integers(0, 8).map(lambda half: half / 2)
WEIGHTS = st.integers(1, 40)


def cases(method: str) -> pytest.MarkDecorator:
    """Return the published cases of one method, as a parameter."""
    found = [case for case in CASES if case["method"] == method]
    return pytest.mark.parametrize("case", found, ids=[case["id"] for case in found])


def numbers(given: list[float | str]) -> list[float]:
    """Return numbers that may be written as fractions."""
    return [float(Fraction(value)) for value in given]


@st.composite
def tables(draw: st.DrawFn, least_columns: int = 2) -> tuple[list[list[float]], list[float]]:
    """Return rows of levels and weights that add up to 1."""
    columns = draw(st.integers(least_columns, 6))
    rows = draw(st.lists(st.lists(LEVELS, min_size=columns, max_size=columns), min_size=2, max_size=5))
    weights = draw(st.lists(WEIGHTS, min_size=columns, max_size=columns))
    return rows, [weight / sum(weights) for weight in weights]


@cases("wsm")
def test_published_weighted_sums(case: dict) -> None:
    """Totals and ranks are the published ones; a negative weight, or none above 0, is refused."""
    given_, expected = case["inputs"], case["expected"]
    weights, normalise = numbers(given_["weights"]), given_.get("normalise_weights", True)
    if expected.get("error"):
        with pytest.raises(ValueError, match=expected["reason"]):
            ranking.weighted_sum(given_["scores"], weights, normalise=normalise)
        return
    totals = ranking.weighted_sum(given_["scores"], weights, normalise=normalise)
    assert totals == pytest.approx(expected["totals"], abs=case["tolerance"])
    assert ranking.ranks(totals) == expected["rank"]


@cases("topsis")
def test_published_closeness(case: dict) -> None:
    """Closeness and ranks are the published ones, whichever way a column is to be moved; alike options have none."""
    given_, expected = case["inputs"], case["expected"]
    found = ranking.topsis(
        given_["matrix"],
        given_["weights"],
        lower_is_better=[index for index, way in enumerate(given_["directions"]) if way == "min"],
        normalise=given_.get("normalization") != "none",
    )
    if expected.get("undefined"):
        assert found is None
        return
    assert found == pytest.approx(expected["closeness"], abs=case["tolerance"])
    assert ranking.ranks(found) == expected["rank"]


@cases("weight_sensitivity")
def test_published_changes_of_weights(case: dict) -> None:
    """The change of a weight that makes a pair equal is the published one for every pair and criterion."""
    scores, weights = case["inputs"]["scores"], numbers(case["inputs"]["weights"])
    smallest = []
    for pair, expected in case["expected"]["relative_change_pct"].items():
        one, other = (scores[int(number) - 1] for number in pair.split("-"))
        found = ranking.weight_sensitivity(one, other, weights)
        assert found == [None if value is None else pytest.approx(value, rel=1e-6) for value in expected]
        smallest += [abs(change) for change in found if change is not None]
    least = case["expected"]["min_abs_change_pct"]
    assert min(smallest, default=None) == (None if least is None else pytest.approx(least, rel=1e-6))


def test_one_option_and_a_column_of_zeros() -> None:
    """One option has no closeness; a column of zeros adds nothing to it."""
    assert ranking.topsis([[1, 2]], [1, 1]) is None
    assert ranking.topsis([[3, 1, 0], [1, 3, 0]], [2, 1, 4]) == pytest.approx(ranking.topsis([[3, 1], [1, 3]], [2, 1]))


def test_the_centroid_of_four_ranks() -> None:
    """Four criteria in order weigh 0.5208, 0.2708, 0.1458 and 0.0625, whatever the numbers of the ranks."""
    expected = pytest.approx([0.5208, 0.2708, 0.1458, 0.0625], abs=5e-5)
    assert ranking.rank_order_centroid([1, 2, 3, 4]) == expected
    assert ranking.rank_order_centroid([20, 12, 7, 3])[::-1] == expected


def test_equal_ranks_share_the_mean_of_their_positions() -> None:
    """Two criteria ranked 2 of four share the positions 2 and 3, and all of one rank weigh the same."""
    assert ranking.rank_order_centroid([1, 2, 2, 9]) == pytest.approx([25 / 48, 10 / 48, 10 / 48, 3 / 48])
    assert ranking.rank_order_centroid([5, 5, 5]) == pytest.approx([1 / 3] * 3)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=20))
def test_the_centroid_is_the_mean_of_the_ends_of_its_region(given_ranks: list[int]) -> None:
    """With no ties it is the mean of (1,0,..), (1/2,1/2,0,..), ...; with ties it adds up to 1 and keeps the order."""
    weights = ranking.rank_order_centroid(given_ranks)
    assert math.fsum(weights) == pytest.approx(1, abs=1e-12)
    for (rank, weight), (other, its) in itertools.combinations(zip(given_ranks, weights, strict=True), 2):
        assert (weight > its) == (rank < other)
    if len(set(given_ranks)) == len(given_ranks):
        size = len(given_ranks)
        ends = np.tril(np.ones((size, size))) / np.arange(1, size + 1)[:, None]
        assert sorted(weights, reverse=True) == pytest.approx(list(ends.mean(axis=0)))


def test_a_change_is_null_only_above_the_whole_weight() -> None:
    """A cut of exactly the whole weight is possible, one of more is not; a tie needs no change at all."""
    assert ranking.weight_sensitivity([3, 2], [1, 2], [0.5, 0.5]) == [pytest.approx(100), None]
    assert ranking.weight_sensitivity([3, 2.1], [1, 2], [0.5, 0.5]) == [None, None]
    assert ranking.weight_sensitivity([3, 1], [1, 3], [0.5, 0.5]) == [0.0, 0.0]
    assert ranking.weight_sensitivity([3, 1, 2], [1, 3, 2], [0.5, 0.5, 0]) == [0.0, 0.0, None]


@given(tables())
def test_the_change_makes_the_pair_equal(table: tuple[list[list[float]], list[float]]) -> None:
    """Cutting the weight by the change, or raising it, makes both weighted sums equal."""
    (first, second, *_), weights = table
    for index, change in enumerate(ranking.weight_sensitivity(first, second, weights)):
        if change is not None:
            moved = [weight * (1 - change / 100) if at == index else weight for at, weight in enumerate(weights)]
            assert math.sumprod(moved, first) == pytest.approx(math.sumprod(moved, second), abs=1e-9)


@given(tables())
def test_inside_the_interval_the_first_leads_and_outside_it_does_not(
    table: tuple[list[list[float]], list[float]],
) -> None:
    """Moved within its interval a weight leaves the first ahead; moved out of it, another leads."""
    rows, weights = table
    totals = ranking.weighted_sum(rows, weights)
    first = totals.index(max(totals))
    leads = [[one - other for one, other in zip(rows[first], row, strict=True)] for row in rows]
    for index, weight in enumerate(weights):
        low, high = ranking.stable_interval(leads, weights, index)
        assert 0 <= low <= weight <= high <= 1

        def lead(share: float, index: int = index, weight: float = weight) -> float:
            moved = [share if at == index else own * (1 - share) / (1 - weight) for at, own in enumerate(weights)]
            return min(math.sumprod(moved, differences) for differences in leads)

        for inside in (low, high, (low + high) / 2):
            assert lead(inside) >= -1e-9
        if low > 1e-6:
            assert lead(low - 1e-6) < 0
        if high < 1 - 1e-6:
            assert lead(high + 1e-6) < 0


def test_a_single_criterion_has_no_interval() -> None:
    """Where no other weight is above 0, there is nothing to move against."""
    assert ranking.stable_interval([[1.0, 2.0]], [1.0, 0.0], 0) is None
    assert ranking.stable_interval([], [0.5, 0.5], 0) == (0.0, 1.0)


def test_better_shares_that_can_be_worked_out_by_hand() -> None:
    """4-0 against 0-4 is half and half; with one gain and one loss the share is the gain's part of both."""
    assert ranking.better_share([4, -4]) == pytest.approx(0.5)
    assert ranking.better_share([3, -1]) == pytest.approx(0.75)
    assert ranking.better_share([0, 0]) == 0
    assert ranking.better_share([0, 1]) == 1
    assert ranking.better_share([0, -1]) == 0
    # Three weights: the share of the triangle above the line is 1 less (1/2)(1/2).
    assert ranking.better_share([1, 1, -1]) == pytest.approx(0.75)
    assert ranking.better_share([1, -1, -1]) == pytest.approx(0.25)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-8, 8).map(lambda half: half / 2), min_size=1, max_size=6))
def test_better_shares_agree_with_integration(differences: list[float]) -> None:
    """The share is the chance that a sum of exponentials is above zero, by inverting its characteristic function."""
    real = [difference for difference in differences if difference]
    if not real:
        assert ranking.better_share(differences) == 0
        return

    def integrand(t: float) -> float:
        value = complex(1)
        for difference in real:
            value /= 1 - 1j * difference * t
        return value.imag / t

    if len(real) == 1:
        expected = float(real[0] > 0)
    else:
        area, _ = integrate.quad(integrand, 0, np.inf, limit=400)
        expected = 0.5 + area / math.pi
    assert ranking.better_share(differences) == pytest.approx(expected, abs=1e-6)


@given(st.lists(st.integers(-160, 160).map(lambda part: part / 40), min_size=1, max_size=20))
def test_one_of_two_is_better_unless_they_are_alike(differences: list[float]) -> None:
    """The shares of a pair add up to 1, and both are 0 where no difference is left."""
    both = ranking.better_share(differences) + ranking.better_share([-one for one in differences])
    assert both == pytest.approx(1.0 if any(differences) else 0.0)


def test_a_share_too_small_for_subtraction_is_kept() -> None:
    """With 19 losses against one gain the share is 2 to the power of -19, exactly."""
    assert ranking.better_share([1] + [-1] * 19) == pytest.approx(2**-19, rel=1e-12)


def test_options_on_a_line() -> None:
    """4-0, 3-3 and 0-4 on two criteria are first in 25, 50 and 25 of 100 weightings."""
    shares = ranking.rank_shares(ranking.orders_on_a_line([[4, 0], [3, 3], [0, 4]]), [0, 1, 2])
    assert [row[0] for row in shares] == pytest.approx([0.25, 0.5, 0.25])
    assert [sum(row) for row in shares] == pytest.approx([1, 1, 1])


def test_one_criterion_has_one_order() -> None:
    """With a single column, the order is that of its values in every weighting."""
    assert ranking.orders_on_a_line([[2], [4], [3]]) == {(1, 2, 0): 1.0}


def test_options_that_are_alike_share_the_better_rank() -> None:
    """Two equal vendors are both first, and the third is third."""
    rows = [[3, 3], [1, 1], [3, 3 + 1e-13]]
    kinds = ranking.kinds(rows)
    assert kinds == [0, 1, 0]
    assert ranking.rank_shares(ranking.orders_on_a_line([[3, 3], [1, 1]]), kinds) == [[1, 0, 0], [0, 0, 1], [1, 0, 0]]


@settings(max_examples=20, deadline=None)
@given(tables())
def test_draws_agree_with_exact_shares(table: tuple[list[list[float]], list[float]]) -> None:
    """Among drawn weightings one option is better than another as often as the exact share says."""
    rows = [row for index, row in enumerate(table[0]) if row not in table[0][:index]]
    orders = Counter(ranking.drawn_orders(rows, [1] * len(rows[0]), 4000, seed=7))
    for one, other in itertools.permutations(range(len(rows)), 2):
        exact = ranking.better_share([a - b for a, b in zip(rows[one], rows[other], strict=True)])
        before = sum(times for order, times in orders.items() if order.index(one) < order.index(other))
        assert before / 4000 == pytest.approx(exact, abs=0.045)


def kept(weights: np.ndarray, importance: list[int]) -> np.ndarray:
    """Return those weight vectors that never give the less important of two more."""
    inside = np.ones(len(weights), dtype=bool)
    for (at, one), (beside, other) in itertools.permutations(enumerate(importance), 2):
        if one > other:
            inside &= weights[:, at] >= weights[:, beside]
    return weights[inside]


@pytest.mark.parametrize("importance", [[3, 2, 1], [2, 1, 2, 1], [1, 5, 5, 5], [7, 7, 7, 2], [1, 1, 1, 1]])
def test_draws_in_order_agree_with_rejecting_the_rest(importance: list[int]) -> None:
    """Drawing within the order of importance gives what drawing everything and keeping what fits gives."""
    source = np.random.default_rng(11)
    rows = source.uniform(0, 4, (4, len(importance)))
    fitting = kept(source.dirichlet(np.ones(len(importance)), 400_000), importance)
    firsts = np.bincount((fitting @ rows.T).argmax(axis=1), minlength=4) / len(fitting)
    orders = Counter(ranking.drawn_orders(rows.tolist(), importance, 20_000, seed=3))
    shares = ranking.rank_shares(orders, range(4))
    assert [row[0] for row in shares] == pytest.approx(list(firsts), abs=0.015)


def test_the_same_seed_gives_the_same_draws() -> None:
    """A second run repeats the first; another seed does not."""
    rows = [[4, 0, 1], [0, 4, 1], [2, 2, 2]]
    first, again, other = (list(ranking.drawn_orders(rows, [3, 2, 2], 500, seed)) for seed in (1, 1, 2))
    assert first == again != other
