"""The seeded bootstrap: the same everywhere, right on average, and quick."""

import math
import random
from collections import Counter
from importlib import import_module
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import InputError
from calculators.methods.agreement import (
    PairTable,
    Ratings,
    Undefined,
    bootstrap,
    bootstrap_exact,
    cohen_kappa_statistic,
    krippendorff_alpha_statistic,
    observed_agreement_statistic,
    scott_pi_statistic,
)
from calculators.methods.agreement.exact import Statistic, columns, sums
from calculators.methods.agreement.resampling import _binomial, resampler


def last(steps):
    """Return the last of the steps."""
    *_, final = steps
    return final


@pytest.mark.parametrize(
    ("frequencies", "samples"),
    [
        ([5, 0, 3, 12], [(8, 0, 3, 9), (7, 0, 4, 9), (4, 0, 2, 14)]),
        ([50, 0, 30, 120], [(61, 0, 31, 108), (49, 0, 30, 121), (58, 0, 26, 116)]),
    ],
)
def test_a_seed_gives_the_same_numbers_everywhere(frequencies, samples):
    """The resamples of a seed are these and no others: a change here changes what readers have seen."""
    draw = resampler(frequencies, seed=7)
    assert [draw() for _ in range(3)] == samples


def test_steps_report_progress_and_improve():
    """Each step says how far it is and holds results; the last is complete, whatever the size of a step."""
    table = PairTable.from_rows([[20, 5], [10, 15]])
    statistics = {"kappa": cohen_kappa_statistic(table), "pi": scott_pi_statistic(table)}
    steps = list(bootstrap(table.frequencies, statistics, resamples=250, every=100))
    assert [(step.done, step.total) for step in steps] == [(100, 250), (200, 250), (250, 250)]
    assert all(set(step.results) == {"kappa", "pi"} for step in steps)
    coarse = last(bootstrap(table.frequencies, statistics, resamples=250, every=10_000))
    assert coarse == steps[-1]


def test_order_of_items_never_matters():
    """The same data in another order gives the same interval, to the last bit."""
    units = [["a", "b"], ["a", "a"], ["b", "b"], ["c", "b"], ["c", "c"], [None, "c"]] * 3
    results = []
    for rows in (units, [row[::-1] for row in units[::-1]]):
        ratings = Ratings.from_units(rows)
        results.append(last(bootstrap(ratings.frequencies, {"alpha": krippendorff_alpha_statistic(ratings)})))
    assert results[0] == results[1]


@pytest.mark.parametrize("rows", [[[7, 1], [2, 5]], [[3, 2, 0], [1, 4, 0], [0, 1, 2]]])
def test_many_resamples_come_near_all_resamples(rows):
    """With 10,000 resamples the error is within 3 % of the exact one and the limits within one step of it."""
    table = PairTable.from_rows(rows)
    statistic = observed_agreement_statistic(Ratings.from_pairs(table))
    frequencies = Ratings.from_pairs(table).frequencies
    exact = bootstrap_exact(frequencies, statistic)
    found = last(bootstrap(frequencies, {"share": statistic}, resamples=10_000)).results["share"]
    assert found.standard_error == pytest.approx(exact.standard_error, rel=0.03)
    assert found.mean == pytest.approx(exact.mean, abs=4 * exact.standard_error / 100)
    for limit, truth in ((found.low, exact.low), (found.high, exact.high)):
        assert abs(limit - truth) <= 1 / table.items + 1e-12


def test_resamples_without_an_answer_are_counted_not_scored():
    """A resample that holds one label only is left out, and its share reported."""
    table = PairTable.from_pairs([("a", "a"), ("b", "b")])
    exact = bootstrap_exact(table.frequencies, cohen_kappa_statistic(table))
    assert (exact.undefined_share, exact.mean, exact.low, exact.high) == (0.5, 1, 1, 1)
    one = PairTable.from_pairs([("a", "a")] * 4)
    assert isinstance(bootstrap_exact(one.frequencies, cohen_kappa_statistic(one)), Undefined)
    none = PairTable.from_pairs([])
    assert isinstance(bootstrap_exact(none.frequencies, cohen_kappa_statistic(none)), Undefined)
    steps = bootstrap(none.frequencies, {"kappa": cohen_kappa_statistic(none)}, resamples=10)
    assert isinstance(last(steps).results["kappa"], Undefined)


def test_limits_of_the_bootstrap():
    """Levels, numbers and sizes are refused outside their range, before the first step is asked for."""
    statistic = Statistic((((0, 1), (1, 1)),), lambda items: items)
    for confidence in (0, 1, math.nan):
        with pytest.raises(InputError, match="confidence"):
            bootstrap([1, 2], {"sum": statistic}, confidence=confidence)
    for name in ("resamples", "every"):
        with pytest.raises(InputError, match=name):
            bootstrap([1, 2], {"sum": statistic}, **{name: 0})
    (only,) = bootstrap([1, 2], {"sum": statistic}, resamples=1, every=1)
    assert (only.results["sum"].mean, only.results["sum"].resamples) == (3, 1)
    for frequencies in ([-1], [0.5]):
        with pytest.raises(InputError, match="whole numbers"):
            bootstrap_exact(frequencies, sum)
    assert bootstrap_exact([1, 1, 1], sum, most=10).resamples == 10
    with pytest.raises(InputError, match="at most 9 distinct"):
        bootstrap_exact([1, 1, 1], sum, most=9)


@settings(deadline=None)
@given(st.lists(st.integers(0, 40) | st.integers(0, 2), max_size=12), st.integers(0, 5))
def test_a_resample_keeps_the_number_of_items(frequencies, seed):
    """Every resample has as many items as the data, and none of a pattern that the data do not have."""
    sample = resampler(frequencies, seed)()
    assert sum(sample) == sum(frequencies)
    assert all(n >= 0 and (there or not n) for n, there in zip(sample, frequencies, strict=True))


@pytest.mark.parametrize(("trials", "weight", "total"), [(1, 1, 3), (7, 2, 5), (40, 1, 2), (3, 5, 6), (9, 1, 1)])
def test_binomial_draws_follow_the_binomial_law(trials, weight, total):
    """In 20,000 draws each count comes up as often as the binomial law says, within five standard errors."""
    coins, draws, chance = Random(1).getrandbits, 20_000, weight / total
    seen = Counter(_binomial(trials, weight, total, coins) for _ in range(draws))
    for successes in range(trials + 1):
        law = math.comb(trials, successes) * chance**successes * (1 - chance) ** (trials - successes)
        assert abs(seen[successes] / draws - law) <= 5 * math.sqrt(law * (1 - law) / draws) + 1e-12


@pytest.mark.parametrize("times", [1, 10])
def test_resamples_follow_the_multinomial_law(times):
    """Each pattern's count has the mean and variance of a multinomial draw, and each pair its covariance.

    Few and many items a pattern are drawn in two ways, which must follow one law.
    """
    frequencies, draws = [n * times for n in (5, 1, 9, 0, 3, 2)], 20_000
    items, draw = sum(frequencies), resampler(frequencies, 3)
    samples = [draw() for _ in range(draws)]
    means = [sum(sample[at] for sample in samples) / draws for at in range(6)]
    for one in range(6):
        assert means[one] == pytest.approx(frequencies[one], abs=0.1 * times**0.5)
        for other in range(6):
            found = sum((s[one] - means[one]) * (s[other] - means[other]) for s in samples) / draws
            product = frequencies[one] * frequencies[other] / items
            assert found == pytest.approx((frequencies[one] if one == other else 0) - product, abs=0.2 * times)


@given(st.integers(1, 2**70), st.integers(1, 2**70), st.integers(0, 9))
def test_the_digits_that_are_kept_draw_as_those_worked_out(one: int, other: int, seed: int) -> None:
    """Splitting items by kept binary digits gives what working out every digit gives, whatever their number."""
    weights = [16 + one % 1000, 16 + other % 1000]
    coins = random.Random(seed).getrandbits
    assert resampler(weights, seed)()[0] == _binomial(sum(weights), weights[0], sum(weights), coins)


@given(
    st.lists(st.dictionaries(st.integers(0, 30), st.integers(0, 2**70), max_size=4), max_size=30),
    st.randoms(use_true_random=False),
)
def test_sums_over_patterns_do_not_depend_on_how_they_are_taken(parts: list[dict[int, int]], rng) -> None:
    """Places that many patterns have and places that few have are summed as one pattern after the other would be."""
    frequencies = [rng.randrange(5) for _ in parts]
    by_place = columns([[*part.items()] for part in parts])
    found = dict(zip(by_place, sums(by_place.values(), frequencies), strict=True))
    for place in range(31):
        assert found.get(place, 0) == sum(n * part.get(place, 0) for n, part in zip(frequencies, parts, strict=True))


UNITS = st.lists(st.lists(st.none() | st.integers(1, 4), min_size=2, max_size=4), max_size=12)


@settings(deadline=None)
@given(UNITS, st.integers(1, 5), st.integers(0, 3))
def test_many_resamples_at_a_time_are_as_one_after_the_other(units: list, every: int, seed: int) -> None:
    """Each statistic of each resample is that of its frequencies, whatever else is asked of the resample."""
    ratings = Ratings.from_units(units)
    levels = ("nominal", "ordinal", "interval", "ratio")
    statistics = {level: krippendorff_alpha_statistic(ratings, level) for level in levels}
    statistics["share"] = observed_agreement_statistic(ratings)
    draw = resampler(ratings.frequencies, seed)
    samples = [draw() for _ in range(7)]
    step = last(bootstrap(ratings.frequencies, statistics, resamples=7, seed=seed, every=every))
    assert step._found == {name: [one(sample) for sample in samples] for name, one in statistics.items()}


def test_resamples_that_are_kept_are_those_drawn_anew(monkeypatch) -> None:
    """Asked again, asked for more, asked by two at a time or for more than are kept: the resamples stay the same."""
    table = PairTable.from_rows([[20, 5], [10, 15]])

    def steps(resamples: int):
        statistics = {"kappa": cohen_kappa_statistic(table)}
        return bootstrap(table.frequencies, statistics, resamples=resamples, seed=99, every=10)

    with monkeypatch.context() as patch:
        patch.setattr(import_module("calculators.methods.agreement.bootstrap"), "_KEPT", 0)
        anew = [last(steps(number)).results for number in (40, 60)]
    one, other = steps(40), steps(60)
    next(one)
    assert last(other).results == anew[1]
    assert last(one).results == anew[0]
    assert last(steps(60)).results == anew[1]


def test_a_statistic_of_nothing_is_the_same_in_all_resamples() -> None:
    """Without an item, and so without a sum to take, alpha of ordered labels does not exist in any resample."""
    none = Ratings.from_units([])
    statistics = {"alpha": krippendorff_alpha_statistic(none, "ordinal")}
    assert isinstance(last(bootstrap(none.frequencies, statistics, resamples=10)).results["alpha"], Undefined)


@pytest.mark.parametrize(("labels", "items"), [(3, 60), (40, 15)])
def test_ordered_labels_differ_by_the_labels_between_them(labels: int, items: int) -> None:
    """Alpha is what going through all pairs of labels gives, be they few that meet often or many that do not."""
    rng = Random(labels)
    units = [[rng.randrange(labels) for _ in range(rng.randrange(2, 5))] for _ in range(items)]
    said = [label for unit in units for label in unit]
    rank = {label: sum(other < label for other in said) + said.count(label) / 2 for label in said}

    def apart(some: list[int]) -> float:
        return sum((rank[a] - rank[b]) ** 2 for a in some for b in some)

    observed = sum(apart(unit) / (len(unit) - 1) for unit in units) / len(said)
    expected = apart(said) / (len(said) * (len(said) - 1))
    rows = [unit + [None] * (4 - len(unit)) for unit in units]
    found = krippendorff_alpha_statistic(ratings := Ratings.from_units(rows), "ordinal")(ratings.frequencies)
    assert found == pytest.approx(1 - observed / expected, rel=1e-12)
