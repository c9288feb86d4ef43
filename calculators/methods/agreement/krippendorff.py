"""Krippendorff's alpha: any number of annotators, missing labels, four levels of measurement."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from calculators.core import InputError
from calculators.core.scale_order import Label, number_in
from calculators.methods.agreement.exact import dot, totals
from calculators.methods.agreement.ratings import Pattern, Ratings, Statistic
from calculators.methods.agreement.undefined import Undefined

type Level = Literal["nominal", "ordinal", "interval", "ratio"]

# Sum of squared differences over all ordered pairs of labels, in whole numbers.
type _Spread = Callable[[Iterable[tuple[int, int]]], int]

_RATIO_BITS = 96  # a ratio difference, from 0 to 1, is kept in steps of 2^-96


@dataclass(frozen=True, slots=True)
class KrippendorffAlpha:
    """Krippendorff's alpha.

    Attributes:
        alpha: 1 minus observed over expected disagreement: at most 1, 0 for chance, and it can be negative.
        observed_disagreement: the mean squared difference of labels on the same item, in the level's own
            metric.
        expected_disagreement: the same between all labels, whichever item they belong to.
        pairable: the number of labels on items with at least two.
        level: the level of measurement.
    """

    alpha: float
    observed_disagreement: float
    expected_disagreement: float
    pairable: int
    level: Level


@dataclass(frozen=True, slots=True)
class _Disagreement:
    """Sums of squared differences within items and between all labels, both in one unit."""

    within: int  # each item's sum divided by its labels less one, times ``common``
    between: int
    labels: int
    common: int
    unit: int  # what one stands for in the level's own metric

    @property
    def alpha(self) -> float | None:
        whole = self.common * self.between
        return (whole - (self.labels - 1) * self.within) / whole if whole else None


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
    found = _disagreement(ratings, level)(ratings.frequencies)
    if not found.labels:
        return Undefined("no item has two labels")
    alpha = found.alpha
    if alpha is None:
        return Undefined("every label is the same, so there is no disagreement to expect")
    return KrippendorffAlpha(
        alpha=alpha,
        observed_disagreement=found.within / (found.common * found.labels * found.unit),
        expected_disagreement=found.between / (found.labels * (found.labels - 1) * found.unit),
        pairable=found.labels,
        level=level,
    )


def krippendorff_alpha_statistic(ratings: Ratings, level: Level = "nominal") -> Statistic:
    """Return alpha as a function of how often each pattern occurs, for the bootstrap.

    Raises:
        InputError: as for ``krippendorff_alpha``.
    """
    disagreement = _disagreement(ratings, level)
    return lambda frequencies: disagreement(frequencies).alpha


def _disagreement(ratings: Ratings, level: Level) -> Callable[[Sequence[int]], _Disagreement]:
    if level not in get_args(Level.__value__):
        raise InputError("level", "nominal, ordinal, interval or ratio", str(level))
    sizes = ratings.sizes
    common = math.lcm(*(size - 1 for size in sizes if size >= 2))
    parts = [common // (size - 1) if size >= 2 else 0 for size in sizes]
    places = sorted({place for pattern in ratings.patterns for place, _ in pattern})
    # How often each category occurs on items with at least two labels.
    counted = totals([pattern if part else () for pattern, part in zip(ratings.patterns, parts, strict=True)])
    fixed, unit = _fixed_spread(ratings.categories, level) if level != "ordinal" else (None, 4)
    fixed_within = _within(ratings.patterns, parts, fixed) if fixed else []

    def disagreement(frequencies: Sequence[int]) -> _Disagreement:
        margins = counted(frequencies)
        spread = fixed or _squares(_middle_ranks(margins, places))
        within = fixed_within if fixed else _within(ratings.patterns, parts, spread)
        labels = sum(margins.values())
        return _Disagreement(dot(frequencies, within), spread(margins.items()), labels, common, unit)

    return disagreement


def _within(patterns: Sequence[Pattern], parts: Sequence[int], spread: _Spread) -> list[int]:
    """Return the disagreement within an item of each pattern."""
    return [part and part * spread(pattern) for pattern, part in zip(patterns, parts, strict=True)]


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
    return _ratios(whole), 2**_RATIO_BITS


def _differing(counts: Iterable[tuple[int, int]]) -> int:
    numbers = [n for _, n in counts]
    return sum(numbers) ** 2 - sum([n * n for n in numbers])


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
    known: dict[tuple[int, int], int] = {}

    def squared(a: int, b: int) -> int:
        if (a, b) not in known:
            one, other = values[a], values[b]
            both = (one + other) ** 2
            known[a, b] = ((one - other) ** 2 << _RATIO_BITS) // both if both else 0
        return known[a, b]

    def spread(counts: Iterable[tuple[int, int]]) -> int:
        pairs = sorted(counts)
        return 2 * sum(n * m * squared(a, b) for at, (a, n) in enumerate(pairs) for b, m in pairs[at + 1 :])

    return spread


def _middle_ranks(margins: Mapping[int, int], places: Iterable[int]) -> dict[int, int]:
    """Return twice the middle rank of each category, from how often each occurs."""
    ranks: dict[int, int] = {}
    below = 0
    for place in places:
        n = margins.get(place, 0)
        ranks[place] = 2 * below + n
        below += n
    return ranks
