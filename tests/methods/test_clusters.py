"""Labels that hang together: the chance of a sum over images, and what a sample shows of it."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from calculators.methods import clusters as implementation
from calculators.methods.clusters import clusters_at_most, design_effect, measured_design_effect
from calculators.methods.proportions import beta_binomial_pmf

# Weil's litters under treatment: pups that lived and pups born (Weil 1970, as Rao and Scott 1992 use them).
LITTERS = "12/12 11/11 10/10 9/9 10/11 9/10 9/10 8/9 8/9 4/5 7/9 4/7 5/10 3/6 3/10 0/7"


def test_the_published_design_effect_of_litters() -> None:
    """R's package PF prints 3.952861 for Weil's treated litters."""
    lived, born = zip(*[map(int, litter.split("/")) for litter in LITTERS.split()], strict=True)
    assert measured_design_effect(lived, born) == pytest.approx(3.952861, abs=5e-7)


@pytest.mark.parametrize(("wrong", "sizes"), [([2], [5]), ([0, 0], [5, 5]), ([5, 5], [5, 5])])
def test_nothing_that_varies_shows_no_design_effect(wrong: list[int], sizes: list[int]) -> None:
    """One cluster, none wrong and all wrong say nothing."""
    assert measured_design_effect(wrong, sizes) is None


@given(st.integers(1, 1000), st.floats(0, 1))
def test_equal_clusters_that_agree_have_the_design_effect_of_their_size(size: int, correlation: float) -> None:
    """Without correlation it is 1, with full correlation the size."""
    assert design_effect(size, 0) == 1
    assert design_effect(size, 1) == size
    assert 1 <= design_effect(size, correlation) <= size


def convolved(most: int, clusters: int, size: int, rate: float, correlation: float) -> float:
    """Return the chance by convolving the clusters one after the other."""
    a, b = rate * (1 - correlation) / correlation, (1 - rate) * (1 - correlation) / correlation
    one = [beta_binomial_pmf(wrong, size, a, b) for wrong in range(size + 1)]
    total = np.array([1.0])
    for _ in range(clusters):
        total = np.convolve(total, one)
    return float(total[: most + 1].sum())


@settings(deadline=None)
@given(st.integers(1, 80), st.integers(2, 30), st.floats(1e-4, 1 - 1e-4), st.floats(1e-4, 1 - 1e-4), st.floats(-3, 3))
def test_the_sum_over_clusters_agrees_with_convolution(
    clusters: int, size: int, rate: float, correlation: float, off: float
) -> None:
    """Both ways of computing it, and whichever is taken, give what convolving cluster by cluster gives."""
    spread = math.sqrt(clusters * size * rate * (1 - rate) * design_effect(size, correlation))
    most = min(clusters * size, max(0, int(clusters * size * rate + off * spread)))
    expected = convolved(most, clusters, size, rate, correlation)
    assert clusters_at_most(most, clusters, size, rate, correlation) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("case", [(1010, 31, 1000, 0.02, 0.1), (300, 1000, 12, 0.02, 0.2), (900, 31, 1000, 0.02, 0.9)])
def test_the_recursion_and_the_transform_agree(case: tuple[int, int, int, float, float]) -> None:
    """Where both are safe, two methods that share no step give the same chance, with and without rescaling."""
    most, clusters, size, rate, correlation = case
    a, b = rate * (1 - correlation) / correlation, (1 - rate) * (1 - correlation) / correlation
    chances = [beta_binomial_pmf(wrong, size, a, b) for wrong in range(size + 1)]
    first, points = implementation._window(clusters, chances)
    by_transform = implementation._by_transform(most, clusters, chances, first, points)
    assert implementation._by_recursion(most, clusters, chances) == pytest.approx(by_transform, abs=1e-11)


def test_small_cases_by_listing_every_outcome() -> None:
    """Three clusters of four, outcome by outcome."""
    rate, correlation = 0.3, 0.25
    a, b = rate * 3, (1 - rate) * 3
    one = stats.betabinom(4, a, b).pmf(range(5))
    for most in range(-1, 14):
        expected = sum(math.prod(one[list(w)]) for w in itertools.product(range(5), repeat=3) if sum(w) <= most)
        assert clusters_at_most(most, 3, 4, rate, correlation) == pytest.approx(expected, abs=1e-12)


@given(st.integers(-1, 60), st.integers(1, 12), st.integers(1, 5), st.floats(0, 1))
def test_the_ends_of_correlation(most: int, clusters: int, size: int, rate: float) -> None:
    """Without correlation every label is on its own; with full correlation every cluster is."""
    independent = stats.binom.cdf(most, clusters * size, rate)
    together = stats.binom.cdf(most // size, clusters, rate)
    assert clusters_at_most(most, clusters, size, rate, 0) == pytest.approx(independent, abs=1e-10)
    assert clusters_at_most(most, clusters, size, rate, 1) == pytest.approx(together, abs=1e-10)
    assert clusters_at_most(most, clusters, size, rate, 1e-9) == pytest.approx(independent, abs=1e-6)


def test_rates_of_nothing_and_everything() -> None:
    """A rate of 0 always passes; a rate of 1 only where everything may be wrong."""
    assert clusters_at_most(0, 5, 4, 0, 0.2) == 1
    assert clusters_at_most(19, 5, 4, 1, 0.2) == 0
    assert clusters_at_most(20, 5, 4, 1, 0.2) == 1
    assert clusters_at_most(-1, 5, 4, 0, 0.2) == 0


def test_far_from_the_mean_it_is_certain() -> None:
    """Hundreds of deviations away nothing has to be summed."""
    assert clusters_at_most(10, 20_000, 1_000, 0.5, 0.5) == 0
    assert clusters_at_most(19_999_990, 20_000, 1_000, 0.5, 0.5) == 1
