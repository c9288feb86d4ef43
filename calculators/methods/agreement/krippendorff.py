"""Krippendorff's alpha: any number of annotators, missing labels, four levels of measurement."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, sumprod
from typing import Literal, NamedTuple, get_args

from calculators.core import InputError
from calculators.core.scale_order import Label, number_in
from calculators.methods.agreement.exact import Column, Statistic, column, columns, dot, sums
from calculators.methods.agreement.ratings import Pattern, Ratings
from calculators.methods.agreement.undefined import Undefined

type Level = Literal["nominal", "ordinal", "interval", "ratio"]

# How far two categories differ, from 0 on; it stands where a level has its squared difference.
type Distance = Callable[[Label, Label], float]

# Sum of squared differences over all ordered pairs of labels, in whole numbers but for a distance of one's own.
type _Spread = Callable[[Iterable[tuple[int, int]]], float]

# Sums of squared differences, within items and between all labels, and the number of labels.
type _Sums = tuple[float, float, int]

_FEW = 10  # of more categories the sum over a row is taken in one go
_FINE_BITS = 96  # a difference that is no whole number is kept in steps of 2^-96


@dataclass(frozen=True, slots=True)
class KrippendorffAlpha:
    """Krippendorff's alpha.

    Attributes:
        alpha: 1 minus observed over expected disagreement: at most 1, 0 for chance, and it can be negative.
        observed_disagreement: the mean squared difference of labels on the same item, in the level's own
            metric.
        expected_disagreement: the same between all labels, whichever item they belong to.
        pairable: the number of labels on items with at least two.
        level: the level of measurement, or "distance" where a distance was given.
    """

    alpha: float
    observed_disagreement: float
    expected_disagreement: float
    pairable: int
    level: Level | Literal["distance"]


class _Disagreement(NamedTuple):
    """How the disagreement is worked out from sums over the items."""

    columns: tuple[Column, ...]
    of: Callable[..., _Sums]  # within: each item's sum divided by its labels less one, times ``common``
    common: int
    unit: int  # what one stands for in the level's own metric

    def statistic(self) -> Statistic:
        of, common = self.of, self.common

        def alpha(*found: int) -> float | None:
            within, between, labels = of(*found)
            whole = common * between
            return (whole - (labels - 1) * within) / whole if whole else None

        return Statistic(self.columns, alpha)


def krippendorff_alpha(ratings: Ratings, level: Level = "nominal") -> KrippendorffAlpha | Undefined:
    """Return Krippendorff's alpha.

    Items with fewer than two labels are dropped before anything is counted. The difference of two labels is,
    squared: nominal, 1 where they differ; interval, their difference; ratio, their difference over their sum;
    ordinal, the number of labels between their middle ranks, for which only the order of the categories
    matters.

    Raises:
        InputError: the level is unknown, a category is not a number at interval or ratio level, or is
            negative at ratio level.

    Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability, Annenberg School for
    Communication; Krippendorff (2004), Content Analysis, 2nd edition, chapter 11.
    """
    return _alpha(ratings, _disagreement(ratings, level), level)


def krippendorff_alpha_by_distance(ratings: Ratings, distance: Distance) -> KrippendorffAlpha | Undefined:
    """Return Krippendorff's alpha with a distance of one's own, as for labels that are sets.

    The distance takes two categories and is symmetric and 0 for equal ones; it is used as it is, not squared.

    Raises:
        InputError: a distance is below 0.

    Source: Passonneau (2006), Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation,
    LREC 2006; Krippendorff (2004), Content Analysis, 2nd edition, chapter 11.
    """
    return _alpha(ratings, _counted(ratings, *_distances(ratings.categories, distance)), "distance")


def krippendorff_alpha_by_distance_statistic(ratings: Ratings, distance: Distance) -> Statistic:
    """Return the same as a function of how often each pattern occurs, for the bootstrap.

    Raises:
        InputError: as for ``krippendorff_alpha_by_distance``.
    """
    return _counted(ratings, *_distances(ratings.categories, distance)).statistic()


def _alpha(
    ratings: Ratings, disagreement: _Disagreement, level: Level | Literal["distance"]
) -> KrippendorffAlpha | Undefined:
    within, between, labels = disagreement.of(*sums(disagreement.columns, ratings.frequencies))
    if not labels:
        return Undefined("no item has two labels")
    alpha = disagreement.statistic()(ratings.frequencies)
    if alpha is None:
        return Undefined("every label is the same, so there is no disagreement to expect")
    return KrippendorffAlpha(
        alpha=alpha,
        observed_disagreement=within / (disagreement.common * labels * disagreement.unit),
        expected_disagreement=between / (labels * (labels - 1) * disagreement.unit),
        pairable=labels,
        level=level,
    )


def krippendorff_alpha_statistic(ratings: Ratings, level: Level = "nominal") -> Statistic:
    """Return alpha as a function of how often each pattern occurs, for the bootstrap.

    Raises:
        InputError: as for ``krippendorff_alpha``.
    """
    return _disagreement(ratings, level).statistic()


def _disagreement(ratings: Ratings, level: Level) -> _Disagreement:
    if level not in get_args(Level.__value__):
        raise InputError("level", "nominal, ordinal, interval or ratio", str(level))
    return _in_order(ratings) if level == "ordinal" else _counted(ratings, *_fixed_spread(ratings.categories, level))


def _counted(ratings: Ratings, spread: _Spread, unit: int) -> _Disagreement:
    """Return the disagreement where labels differ by as much whatever the data are."""
    common, parts = _parts(ratings)
    margins = _margins(ratings, parts)
    within = [part and part * spread(pattern) for pattern, part in zip(ratings.patterns, parts, strict=True)]

    def of(within: float, *totals: int) -> _Sums:
        return within, spread(zip(margins, totals, strict=True)), sum(totals)

    return _Disagreement((column(within), *margins.values()), of, common, unit)


def _in_order(ratings: Ratings) -> _Disagreement:
    """Return the disagreement of ordered labels, which differ by the labels between their middle ranks."""
    common, parts = _parts(ratings)
    margins = _margins(ratings, parts)
    wanted, within = _within(ratings.patterns, parts, {place: rank for rank, place in enumerate(margins)})

    def of(*found: int) -> _Sums:
        totals = found[: len(margins)]
        labels, ranks = 0, []
        for n in totals:
            ranks.append(2 * labels + n)  # twice the middle rank
            labels += n
        weighed = [n * rank for n, rank in zip(totals, ranks, strict=True)]
        between = labels * dot(weighed, ranks) - sum(weighed) ** 2
        return within(ranks, found[len(margins) :]), 2 * between, labels

    return _Disagreement((*margins.values(), *wanted), of, common, 4)


def _within(
    patterns: Sequence[Pattern], parts: Sequence[int], rank_of: Mapping[int, int]
) -> tuple[list[Column], Callable[[Sequence[int], Sequence[int]], float]]:
    """Return sums, and what gives the disagreement within items from the categories' ranks and those.

    Two labels of an item differ by their ranks alone, so the sums are how often each two come together; where more come
    together than there are patterns, how often each pattern comes up.
    """
    if len(rank_of) * (len(rank_of) - 1) > 2 * len(patterns):

        def by_patterns(ranks: Sequence[int], numbers: Sequence[int]) -> float:
            spread = _squares({place: ranks[at] for place, at in rank_of.items()})
            asked = zip(patterns, parts, numbers, strict=True)
            return sum(n * part * spread(pattern) for pattern, part, n in asked if n and part)

        return [((at, 1),) for at in range(len(patterns))], by_patterns

    pairs = columns(
        [((rank_of[a], rank_of[b]), part * n * m) for (a, n), (b, m) in combinations(pattern, 2) if part]
        for pattern, part in zip(patterns, parts, strict=True)
    )

    def by_pairs(ranks: Sequence[int], numbers: Sequence[int]) -> float:
        return 2 * sum([n * (apart := ranks[a] - ranks[b]) * apart for (a, b), n in zip(pairs, numbers, strict=True)])

    return [*pairs.values()], by_pairs


def _parts(ratings: Ratings) -> tuple[int, list[int]]:
    """Return what every number of labels less one divides, and its part for each pattern; 0 for a single label."""
    sizes = ratings.sizes
    common = math.lcm(*(size - 1 for size in sizes if size >= 2))
    return common, [common // (size - 1) if size >= 2 else 0 for size in sizes]


def _margins(ratings: Ratings, parts: Sequence[int]) -> dict[int, Column]:
    """Return for each category the sum that says how often it occurs on items with at least two labels."""
    if all(parts):
        return ratings.uses
    return columns(pattern if part else () for pattern, part in zip(ratings.patterns, parts, strict=True))


def _fixed_spread(categories: Sequence[Label], level: Level) -> tuple[_Spread, int]:
    """Return a spread that does not depend on the data, and what one unit of it stands for."""
    if level == "nominal":
        return _differing, 1
    values = [number_in(category) for category in categories]
    for value, category in zip(values, categories, strict=True):
        if value is None or (level == "ratio" and value < 0):
            kind = "numbers" if level == "interval" else "numbers of at least 0"
            raise InputError("categories", f"{kind} at {level} level", str(category))
    ratios = [(value or 0.0).as_integer_ratio() for value in values]
    unit = max((below for _, below in ratios), default=1)
    whole = dict(enumerate(above * (unit // below) for above, below in ratios))
    if level == "interval":
        return _squares(whole), unit * unit
    return _ratios(whole), 2**_FINE_BITS


def _differing(counts: Iterable[tuple[int, int]]) -> int:
    numbers = [n for _, n in counts]
    return sum(numbers) ** 2 - dot(numbers, numbers)


def _squares(values: dict[int, int]) -> _Spread:
    """Return the spread of values on a line: sum over pairs of (a - b)² is 2 (n sum a² - (sum a)²)."""

    def spread(counts: Iterable[tuple[int, int]]) -> int:
        labels = total = squares = 0
        for place, n in counts:
            value = values[place]
            labels += n
            total += n * value
            squares += n * value * value
        return 2 * (labels * squares - total * total)

    return spread


def _ratios(values: dict[int, int]) -> _Spread:
    def squared(a: int, b: int) -> int:
        one, other = values[a], values[b]
        both = (one + other) ** 2
        return ((one - other) ** 2 << _FINE_BITS) // both if both else 0

    return _pair_by_pair(squared)


def _distances(categories: Sequence[Label], distance: Distance) -> tuple[_Spread, int]:
    known: dict[float, float] = {}  # few distances differ, so that a large table holds each of them once
    table = [[0.0] * len(categories) for _ in categories]
    for (a, one), (b, other) in combinations(enumerate(categories), 2):
        apart = distance(one, other)
        if apart < 0:
            raise InputError("distance", "distances of at least 0", str(apart))
        table[a][b] = table[b][a] = known.setdefault(apart, float(apart))

    def spread(counts: Iterable[tuple[int, int]]) -> float:
        given = [*counts]
        if len(given) <= _FEW:
            return 2 * fsum(n * m * table[a][b] for (a, n), (b, m) in combinations(given, 2))
        numbers = [0] * len(table)
        for place, n in given:
            numbers[place] = n
        return fsum(n * sumprod(table[place], numbers) for place, n in given)

    return spread, 1


def _pair_by_pair(difference: Callable[[int, int], int]) -> _Spread:
    known: dict[tuple[int, int], int] = {}

    def looked_up(a: int, b: int) -> int:
        if (a, b) not in known:
            known[a, b] = difference(a, b)
        return known[a, b]

    def spread(counts: Iterable[tuple[int, int]]) -> int:
        pairs = sorted(counts)
        return 2 * sum(n * m * looked_up(a, b) for at, (a, n) in enumerate(pairs) for b, m in pairs[at + 1 :])

    return spread
