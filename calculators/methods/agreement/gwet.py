"""Gwet's AC1 and AC2: chance agreement that does not collapse where one label dominates."""

import math
from dataclasses import dataclass
from itertools import combinations

from calculators.methods.agreement.exact import ChanceCorrected, Statistic, column, columns, dot
from calculators.methods.agreement.ratings import Pattern, Ratings
from calculators.methods.agreement.undefined import Undefined
from calculators.methods.agreement.weights import Credit, Weights, credit


@dataclass(frozen=True, slots=True)
class GwetAC:
    """Gwet's agreement coefficient.

    Attributes:
        coefficient: agreement beyond chance, at most 1.
        observed: the (weighted) agreement of pairs, averaged over items with two labels or more.
        expected: the agreement expected by chance.
        items_used: the number of items with at least two labels.
        categories: the number of declared labels.
        weights: "none" for AC1, otherwise the weighting of AC2.
    """

    coefficient: float
    observed: float
    expected: float
    items_used: int
    categories: int
    weights: Weights


def gwet_ac1(ratings: Ratings) -> GwetAC | Undefined:
    """Return Gwet's AC1, for labels without an order.

    Chance agreement is sum p_k (1 - p_k) / (q - 1) over the q declared labels, where p_k is the mean share of
    label k over items with at least one label. Where all items got one label of two declared, it is 1.
    Source: Gwet (2008), Computing inter-rater reliability and its variance in the presence of high agreement,
    British Journal of Mathematical and Statistical Psychology 61(1), doi:10.1348/000711006X126600.
    """
    return gwet_ac2(ratings, "none")


def gwet_ac2(ratings: Ratings, weights: Weights = "quadratic") -> GwetAC | Undefined:
    """Return Gwet's AC2, for labels in order, where near misses earn part of the credit.

    As AC1, with pairs credited by their distance on the declared scale, and chance agreement multiplied by
    the sum of all weights over q.

    Raises:
        InputError: the weighting is unknown.

    Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, Advanced Analytics.
    """
    shares = _corrected(ratings, credit(weights, len(ratings.categories))).shares(ratings.frequencies)
    coefficient = shares.coefficient
    if coefficient is None:
        few = len(ratings.categories) < 2
        return Undefined("fewer than two labels are declared" if few else "no item has two labels")
    used = dot(ratings.frequencies, [size >= 2 for size in ratings.sizes])
    return GwetAC(coefficient, shares.observed, shares.expected, used, len(ratings.categories), weights)


def gwet_ac1_statistic(ratings: Ratings) -> Statistic:
    """Return AC1 as a function of how often each pattern occurs, for the bootstrap."""
    return gwet_ac2_statistic(ratings, "none")


def gwet_ac2_statistic(ratings: Ratings, weights: Weights = "quadratic") -> Statistic:
    """Return AC2 as a function of how often each pattern occurs, for the bootstrap.

    Raises:
        InputError: the weighting is unknown.
    """
    return _corrected(ratings, credit(weights, len(ratings.categories))).statistic


def _corrected(ratings: Ratings, scale: Credit) -> ChanceCorrected:
    sizes = ratings.sizes
    pairs = math.lcm(*(size * (size - 1) for size in sizes if size >= 2))
    comparable = [int(size >= 2) for size in sizes]
    agreeing = [
        _credited(pattern, size, scale) * (pairs // (size * (size - 1))) if size >= 2 else 0
        for pattern, size in zip(ratings.patterns, sizes, strict=True)
    ]
    each = math.lcm(*(size for size in sizes if size))
    uses = (
        ratings.uses
        if ratings.labels_per_item
        else columns(
            [
                [(place, n * (each // size)) for place, n in pattern]
                for pattern, size in zip(ratings.patterns, sizes, strict=True)
            ]
        )
    )
    size, weight, full = len(ratings.categories), scale.total, scale.full

    def shares(items: int, agreed: int, *given: int) -> tuple[int, int, int, int]:
        whole = sum(given)
        mixed = whole * whole - dot(given, given)
        return agreed, full * pairs * items, weight * mixed, full * size * (size - 1) * whole * whole

    return ChanceCorrected((column(comparable), column(agreeing), *uses.values()), shares)


def _credited(pattern: Pattern, size: int, scale: Credit) -> int:
    """Return the credit of all ordered pairs of different labels on one item."""
    equal = scale.full * (sum([n * n for _, n in pattern]) - size)
    if scale.name == "none" or len(pattern) < 2:
        return equal
    near = sum([n * m * scale.steps[b - a] for (a, n), (b, m) in combinations(pattern, 2)])
    return equal + 2 * near
