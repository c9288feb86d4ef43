"""Would another weighting change it? What can be said exactly."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from calculators.methods import ranking

type Row = Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Interval:
    """From where to where a weight may move, as a share of all, while the first stays first."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of one weight, in per cent of it: above 0 the weight is cut, below 0 raised."""

    criterion: int
    percent: float


@dataclass(frozen=True, kw_only=True)
class SecondMethod:
    """What another method says.

    Attributes:
        closeness: each vendor's closeness to the ideal, from 0 to 1; None for one that is not eligible.
        first: the vendor that is closest.
    """

    closeness: Sequence[float | None]
    first: int


@dataclass(frozen=True, kw_only=True)
class Contest:
    """The eligible vendors on the criteria that score.

    Attributes:
        vendors: the number of vendors, eligible or not.
        eligible: the eligible vendors, by their place in the table.
        rows: their values on the criteria that score.
        criteria: the number of criteria, scoring or not.
        scoring: the criteria that score, by their place in the table.
        weights: the weights of those.
    """

    vendors: int
    eligible: Sequence[int]
    rows: Sequence[Row]
    criteria: int
    scoring: Sequence[int]
    weights: Row

    def row(self, vendor: int) -> Row:
        """Return the values of an eligible vendor."""
        return self.rows[self.eligible.index(vendor)]

    def for_vendors[Value](self, values: Sequence[Value]) -> list[Value | None]:
        """Return one entry for each vendor from one for each that is eligible; None for the others."""
        found: list[Value | None] = [None] * self.vendors
        for vendor, value in zip(self.eligible, values, strict=True):
            found[vendor] = value
        return found

    def for_criteria[Value](self, values: Sequence[Value]) -> list[Value | None]:
        """Return one entry for each criterion from one for each that scores; None for the others."""
        found: list[Value | None] = [None] * self.criteria
        for criterion, value in zip(self.scoring, values, strict=True):
            found[criterion] = value
        return found


def differences(one: Row, other: Row) -> list[float]:
    """Return by how much one vendor is better than another on each criterion."""
    return [left - right for left, right in zip(one, other, strict=True)]


def intervals(contest: Contest, first: int | None) -> list[Interval | None]:
    """Return the interval of each weight in which the first stays first."""
    if first is None:
        return [None] * contest.criteria
    leads = [differences(contest.row(first), contest.row(rival)) for rival in contest.eligible if rival != first]
    found = [ranking.stable_interval(leads, contest.weights, place) for place in range(len(contest.scoring))]
    return contest.for_criteria([None if ends is None else Interval(low=ends[0], high=ends[1]) for ends in found])


def swaps(contest: Contest, first: int | None, second: int | None, tied: bool) -> list[float | None]:
    """Return the change of each weight that makes the first and the second equal."""
    if first is None or second is None:
        return [None] * contest.criteria
    if tied:
        return contest.for_criteria([0.0] * len(contest.scoring))
    found = ranking.weight_sensitivity(contest.row(first), contest.row(second), contest.weights)
    # The change of a weight of next to nothing can be more than a float holds, and then there is no number to give.
    return contest.for_criteria([None if one is None or not math.isfinite(one) else one for one in found])


def smallest_change(swaps: Sequence[float | None]) -> Change | None:
    """Return the change of least size; of two equal ones that of the earlier criterion."""
    changes = [Change(criterion=place, percent=percent) for place, percent in enumerate(swaps) if percent is not None]
    if not changes:
        return None
    least = min(abs(change.percent) for change in changes)
    return next(change for change in changes if abs(change.percent) <= least + 1e-9)


def pairwise(contest: Contest) -> list[list[float | None]]:
    """Return the share of all weightings in which each vendor is strictly better than each other."""
    found: list[list[float | None]] = [[None] * contest.vendors for _ in range(contest.vendors)]
    for (one, row), (other, its) in combinations(zip(contest.eligible, contest.rows, strict=True), 2):
        found[one][other], found[other][one] = better_shares(differences(row, its))
    return found


def better_shares(lead: Row) -> tuple[float, float]:
    """Return the shares of all weightings in which each of two vendors is strictly better than the other.

    The one behind on balance is worked out and the other is the rest, so that a tiny share keeps its digits.
    """
    if not any(map(ranking.beyond, lead)):
        return 0.0, 0.0
    if math.fsum(lead) < 0:
        share = ranking.better_share(lead)
        return share, 1 - share
    share = ranking.better_share([-difference for difference in lead])
    return 1 - share, share


def dominating(contest: Contest) -> list[tuple[int, int]]:
    """Return the pairs of vendors of which the one is as good everywhere and better somewhere."""
    found = []
    for one, row in zip(contest.eligible, contest.rows, strict=True):
        for other, its in zip(contest.eligible, contest.rows, strict=True):
            lead = differences(row, its)
            if not ranking.beyond(min(0.0, *lead)) and ranking.beyond(max(0.0, *lead)):
                found.append((one, other))
    return found


def exact_ranks(contest: Contest) -> list[list[float]] | None:
    """Return how often each eligible vendor takes each rank, where that needs no drawing."""
    if len(contest.eligible) == 1:
        return [[1.0]]
    if len(contest.eligible) == 2:
        ahead, behind = better_shares(differences(*contest.rows))
        return [[1 - behind, behind], [1 - ahead, ahead]]
    if len(contest.scoring) <= 2:
        kinds, rows = distinct(contest)
        return ranking.rank_shares(ranking.orders_on_a_line(rows), kinds)
    return None


def distinct(contest: Contest) -> tuple[list[int], list[Row]]:
    """Return the kind of each eligible vendor, and one row of values for each kind."""
    kinds = ranking.kinds(contest.rows)
    return kinds, [contest.rows[kinds.index(kind)] for kind in range(max(kinds) + 1)]


def second_method(contest: Contest) -> SecondMethod | None:
    """Return the closeness of the eligible vendors to the ideal, or None where it is undefined."""
    closeness = ranking.topsis(contest.rows, contest.weights) if len(contest.eligible) > 1 else None
    if closeness is None:
        return None
    first = ranking.ranks(closeness, 1e-12).index(1)
    return SecondMethod(closeness=contest.for_vendors(closeness), first=contest.eligible[first])
