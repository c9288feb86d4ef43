"""Where one weight, moved alone, puts another vendor first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.models.scorecard.result import Scorecard
from calculators.models.scorecard.weighing import Contest, Interval

# Just past an end of an interval, where the other vendor leads by more than rounding.
STEP = 1e-6


@dataclass(frozen=True, kw_only=True)
class Edge:
    """The nearest end of a weight's interval.

    Attributes:
        criterion: whose weight it is.
        weight: the weight now, as a share of all.
        share: the weight at the end.
        rises: whether the weight has to rise to get there.
        leader: the vendor that leads past it.
    """

    criterion: int
    weight: float
    share: float
    rises: bool
    leader: int

    @property
    def room(self) -> float:
        """How far away the end is."""
        return abs(self.share - self.weight)


def edges(card: Scorecard, contest: Contest) -> list[Edge]:
    """Return the nearest end above 0 or below 1 of each interval that has one, the least room first."""
    found = [
        edge
        for criterion, interval in enumerate(card.intervals)
        if interval is not None and (edge := _nearest(card, contest, criterion, interval))
    ]
    return sorted(found, key=lambda edge: edge.room)


def _nearest(card: Scorecard, contest: Contest, criterion: int, interval: Interval) -> Edge | None:
    weight = card.weights[criterion]
    ends = [end for end in (interval.low, interval.high) if 0 < end < 1]
    if not ends:
        return None
    share = min(ends, key=lambda end: abs(end - weight))
    rises = share == interval.high
    past = min(1.0, share + STEP) if rises else max(0.0, share - STEP)
    leader = _leading_at(contest, criterion, past, [place for place in contest.eligible if place != card.first])
    return Edge(criterion=criterion, weight=weight, share=share, rises=rises, leader=leader)


def _leading_at(contest: Contest, criterion: int, share: float, rivals: Sequence[int]) -> int:
    """Return the rival that scores highest with one weight at a share, the others keeping their proportions."""
    place = contest.scoring.index(criterion)
    others = [0.0 if index == place else weight for index, weight in enumerate(contest.weights)]
    rest = math.fsum(others)

    def total(vendor: int) -> float:
        row = contest.row(vendor)
        return share * row[place] + (1 - share) * math.sumprod(others, row) / rest

    return max(rivals, key=total)
