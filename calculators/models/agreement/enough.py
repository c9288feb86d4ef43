"""Whether the agreement is enough: by whose rule, with what chance, and after how many more items that is certain."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core import Source
from calculators.facts import fact
from calculators.models.agreement.measures import Measure

# What is shown has two decimals, so a value this near to the mark is on it.
ON_THE_MARK = 0.005


@dataclass(frozen=True, kw_only=True)
class Enough:
    """Where the agreement stands against what the reader needs.

    Attributes:
        needed: the agreement that the reader needs.
        reached: the measure that fits.
        below: the share of drawings of the items that came out below what is needed (0 to 1); None where every
            drawing is alike, or none was made.
        certain: whether the 95 % interval lies on one side of it.
        more_items: how many more items with two labels would take the interval off it; None where it is off already,
            where the value lies on it, or where there is no interval.
        on_the_mark: whether the value lies on it, so that no number of items would do.
    """

    needed: float
    reached: float
    below: float | None
    certain: bool
    more_items: int | None
    on_the_mark: bool


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Somebody's rule of what is enough.

    Attributes:
        author: whose it is.
        year: when it was published.
        field: for whom it was made.
        bands: the lowest value of each band and its name, the highest band first.
        rest: what is below all of them.
        source: the publication.
    """

    author: str
    year: str
    field: str
    bands: Sequence[tuple[float, str]]
    rest: str
    source: Source

    def verdict(self, value: float) -> str:
        """Return the name of the band that a value falls into."""
        return next((name for least, name in self.bands if value >= least), self.rest)


def how_enough(main: Measure | None, items: int, needed: float) -> Enough | None:
    """Return where the agreement stands against what is needed; None where there is no value.

    The width of an interval shrinks with the square root of the number of items, so the part of it that reaches from
    the value past the mark must shrink by a factor whose square says how many items that takes.

    Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 6 and 13, for the interval.
    """
    if main is None or main.value is None:
        return None
    value, low, high = main.value, main.low, main.high
    away = abs(value - needed)
    wide = low is not None and high is not None and high > low
    certain = low is not None and high is not None and wide and not low <= needed <= high
    on_the_mark = away < ON_THE_MARK
    more = None
    if low is not None and high is not None and wide and not certain and not on_the_mark:
        reach = value - low if value > needed else high - value
        more = max(1, math.ceil(items * ((reach / away) ** 2 - 1)))
    return Enough(
        needed=needed,
        reached=value,
        below=main.below if wide else None,
        certain=certain,
        more_items=more,
        on_the_mark=on_the_mark and wide and not certain,
    )


def rules() -> list[Rule]:
    """Return the rules that are quoted most, each with its source."""
    alpha = fact("alpha_reliable_min")
    return [
        Rule(
            author="Krippendorff",
            year=alpha.year,
            field="content analysis, for alpha",
            bands=[(_mark("alpha_reliable_min"), "firm conclusions"), (float(alpha.low), "tentative conclusions")],
            rest="no conclusions",
            source=alpha.cited,
        ),
        _rule(
            "Landis and Koch",
            "health research, for kappa",
            [
                ("kappa_almost_perfect_min", "almost perfect"),
                ("kappa_substantial_min", "substantial"),
                ("kappa_moderate_min", "moderate"),
                ("kappa_fair_min", "fair"),
            ],
            "slight or poor",
        ),
        _rule(
            "Fleiss",
            "health statistics, for kappa",
            [("kappa_fleiss_excellent_min", "excellent"), ("kappa_fleiss_fair_min", "fair to good")],
            "poor",
        ),
        _rule(
            "Cicchetti",
            "psychological assessment, for kappa",
            [
                ("kappa_cicchetti_excellent_min", "excellent"),
                ("kappa_cicchetti_good_min", "good"),
                ("kappa_cicchetti_fair_min", "fair"),
            ],
            "poor",
        ),
    ]


def _rule(author: str, field: str, keys: Sequence[tuple[str, str]], rest: str) -> Rule:
    first = fact(keys[0][0])
    bands = [(_mark(key), name) for key, name in keys]
    return Rule(author=author, year=first.year, field=field, bands=bands, rest=rest, source=first.cited)


def _mark(key: str) -> float:
    return float(fact(key).value)
