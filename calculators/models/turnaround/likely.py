"""How many labels are accepted by the end of each week in most cases: the range around a way's expected line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from calculators.core import Better, Progress, Step
from calculators.models.turnaround.chance import Odds
from calculators.models.turnaround.supply import DAYS_A_WEEK, Plan

# In per cent: four cases in five lie between the two.
LOW, HIGH = 10, 90
# More weeks than these are looked at in steps, with straight lines between them.
_MOST_WEEKS = 40
# Halvings of the project: its 250,000th part is nothing that a chart shows.
_HALVINGS = 18


@dataclass(frozen=True, kw_only=True)
class Likely:
    """Labels accepted by the end of week 0, 1, 2, ..., as times, waits and leavers vary.

    Attributes:
        low: below it lie 10 of 100 cases.
        high: above it lie 10 of 100 cases.
    """

    low: Sequence[float]
    high: Sequence[float]


def likely(odds: Odds, way: str, plan: Plan, weeks: int) -> Iterator[Step[Likely]]:
    """Yield progress, and last the range of accepted labels by the end of each week, the last batch's rounds aside.

    In a case whose labels take f times as long as given, the labels made by then are divided by f: the same reading
    of a case as in ``Odds.on_time``.
    """
    step = -(-weeks // _MOST_WEEKS) or 1
    at = [*range(0, weeks, step), weeks]
    ends: list[tuple[float, float]] = []
    for week in at:
        if len(ends) % 5 == 4:
            yield Progress(share=len(ends) / len(at), doing="Looking at how many labels are likely by each week")
        # Once all is done in nearly all cases, it stays done.
        finished = ends and ends[-1][0] == odds.inputs.project_labels
        ends.append(ends[-1] if finished else _ends(odds, way, plan, week))
    low, high = ([*accumulate(side, max)] for side in zip(*ends, strict=True))
    yield Better(Likely(low=_filled(at, low), high=_filled(at, high)))


def _ends(odds: Odds, way: str, plan: Plan, week: int) -> tuple[float, float]:
    cases = list(odds.cases(way, plan, DAYS_A_WEEK * week))
    low, high = (_below(odds, cases, share / 100) for share in (LOW, HIGH))
    return low, high


def _below(odds: Odds, cases: Sequence[tuple[float, float]], share: float) -> float:
    """Return the labels, at most the project's, at or below which a share of all cases lies."""
    wanted = share * sum(weight for weight, _ in cases)
    low, high = 0.0, float(odds.inputs.project_labels)
    times = odds.times
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        reached = sum(weight * (1 - times.share(labels / middle)) for weight, labels in cases)
        low, high = (low, middle) if reached >= wanted else (middle, high)
    # What stays below the last halving is none: before the first label is made nothing else is true.
    return high if low else 0.0


def _filled(at: Sequence[int], values: Sequence[float]) -> list[float]:
    """Return a value for every week, by straight lines between those that are known."""
    found = [values[0]]
    for (first, then), (before, after) in zip(pairwise(at), pairwise(values), strict=True):
        found += [before + (after - before) * (week - first) / (then - first) for week in range(first + 1, then + 1)]
    return found
