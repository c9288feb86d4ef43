"""How likely a plan is on time, when times, waits and leavers vary.

Nothing is drawn: every delay and every number of leavers is counted with its probability.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from calculators.core import Better, Progress, Step
from calculators.methods.pert import PertTable
from calculators.methods.search import fewest
from calculators.models.turnaround.cases import ONE_BY_ONE, UNLIKELY, Leaving, Weighted, delays, merged, one_by_one
from calculators.models.turnaround.deadline import Deadline
from calculators.models.turnaround.flow import ENOUGH, HORIZON
from calculators.models.turnaround.people import Curve
from calculators.models.turnaround.promise import REVIEWERS, Need, possible
from calculators.models.turnaround.station import Side, Station
from calculators.models.turnaround.supply import DAYS_A_WEEK, Plan

LAST_DAY = DAYS_A_WEEK * HORIZON
# The chances whose days are looked for; the last digits of a sum are forgiven.
_SHARES = [share - 1e-9 for share in (0.5, 0.8, 0.9)]


@dataclass(frozen=True, kw_only=True)
class Chance:
    """How likely a way is on time.

    Attributes:
        probability: in per cent, by the deadline.
        days_50: the first working day that would be met, as the deadline, with a chance of 50%; None if none is.
        days_80: the same for 80%.
        days_90: the same for 90%.
    """

    probability: float
    days_50: int | None
    days_80: int | None
    days_90: int | None


class Odds:
    """How likely plans meet a deadline; ``left`` is always the working days before the last batch's rounds."""

    def __init__(self, promise: Deadline) -> None:
        inputs = promise.inputs
        self.promise, self.supply, self.inputs = promise, promise.supply, inputs
        self.times = PertTable.of(inputs.optimistic_time / 100, 1, inputs.pessimistic_time / 100)
        self.hiring = delays(inputs, inputs.hiring_weeks)
        self.starting = delays(inputs, inputs.vendor_start_weeks)
        # Deadline after deadline is looked at with the same people.
        self._own_curves = lru_cache(maxsize=64)(self._own)
        self._bought_curve = lru_cache(maxsize=64)(self._bought)

    def _own(self, plan: Plan) -> tuple[Curve, Curve]:
        """Return your own people's hours over ten years, if nobody left and as people are expected to leave."""
        supply = self.supply
        lasting, expected = (supply.team(one, plan, supply.weeks) for one in (supply.lasting_seat, supply.seat))
        return lasting, expected

    def _bought(self, way: str, plan: Plan) -> Curve:
        """Return the vendor's hours over ten years."""
        return self.supply.bought(way, plan, self.supply.weeks)

    def on_time(self, way: str, plan: Plan, left: int, *, reviewed: bool = True) -> float:
        """Return the probability that a plan is done in time; without review, as if it took no time."""
        return self._summed(way, plan, left, reviewed=reviewed, at_best=False)

    def at_best(self, way: str, plan: Plan, left: int) -> float:
        """Return a probability that ``on_time`` does not exceed, where who leaves is counted one by one.

        As if nobody left, and as if all left as far as the review of their labels goes.
        """
        return self._summed(way, plan, left, reviewed=True, at_best=True)

    def _summed(self, way: str, plan: Plan, left: int, *, reviewed: bool, at_best: bool) -> float:
        total = weights = 0.0
        for weight, labels in self.cases(way, plan, left, reviewed=reviewed, at_best=at_best):
            total += weight * self.times.share(labels / (self.inputs.project_labels * ENOUGH))
            weights += weight
        return min(1.0, total / weights) if weights else 0.0

    def cases(
        self, way: str, plan: Plan, left: int, *, reviewed: bool = True, at_best: bool = False
    ) -> Iterator[tuple[float, float]]:
        """Yield the probability of each case of waits and leavers, and the labels accepted in it at the given times."""
        if left <= 0:
            return
        for joining, hired in self._joinings(way, plan, reviewed=reviewed):
            case, weeks = replace(plan, joining=joining), math.ceil(left / DAYS_A_WEEK)
            station = Station(self.supply, case, left, reviewed=reviewed)
            teams = self._best_team(station, case, weeks) if at_best else self._teams(station, way, case, weeks)
            for start, started in self._starts(way, plan):
                bench = station.bought(self._bought_curve(way, replace(plan, start=start))[: weeks + 1])
                for share, team, room in teams:
                    weight = hired * started * share
                    if weight > UNLIKELY:
                        yield weight, station.accepted(team, room, bench)

    def _joinings(self, way: str, plan: Plan, *, reviewed: bool) -> Weighted:
        """Return the weeks in which the first hires may join, as far as they matter to a way."""
        if way == "outsourced" and not (reviewed and plan.reviewer_hires):
            return [(plan.joining, 1.0)]
        return merged((max(0, plan.joining + later), weight) for later, weight in self.hiring)

    def _starts(self, way: str, plan: Plan) -> Weighted:
        """Return the days on which the vendor may start, as far as they matter to a way."""
        if way == "in_house":
            return [(plan.start, 1.0)]
        return merged((max(0, plan.start + DAYS_A_WEEK * later), weight) for later, weight in self.starting)

    def _teams(self, station: Station, way: str, plan: Plan, weeks: int) -> list[tuple[float, Side, Curve]]:
        """Return your own people's side and the room it leaves to review, with the probability of each case."""
        if one_by_one(self.supply, way, plan):
            cases = Leaving(self.supply, plan, self._own_curves(plan), weeks).cases()
        else:
            cases = [(1.0, self.supply.own(way, plan, weeks))]
        sides = [(weight, station.own(hours)) for weight, hours in cases]
        return [(weight, side, station.room(side)) for weight, side in sides]

    def _best_team(self, station: Station, plan: Plan, weeks: int) -> list[tuple[float, Side, Curve]]:
        leaving = Leaving(self.supply, plan, self._own_curves(plan), weeks)
        most = station.own(leaving.lasting)
        least = station.own(leaving.hours(leaving.people)) if leaving.mean else most
        best = replace(most, reviews=least.reviews, reviews_at_time=least.reviews_at_time)
        return [(1.0, best, station.room(most))]

    def first_days(self, way: str, plan: Plan) -> Iterator[Step[Sequence[int | None]]]:
        """Look for the first working days with a chance of 50, 80 and 90%; yield progress, and last the days."""
        tail = int(getattr(self.promise.tails, way))
        days = range(1, LAST_DAY - tail + 1)
        if one_by_one(self.supply, way, plan):
            search = self._week_by_week(way, plan, days)
        else:
            search = iter([Better([self._first(way, plan, days, share) for share in _SHARES])])
        for step in search:
            yield (
                step
                if isinstance(step, Progress)
                else Better([None if day is None else day + tail for day in step.result])
            )

    def _first(self, way: str, plan: Plan, days: range, share: float) -> int | None:
        """Return the first of some days with a chance, where a later day is never less likely."""
        place = bisect_left(days, share, key=lambda left: self.on_time(way, plan, left))
        return days[place] if place < len(days) else None

    def _week_by_week(self, way: str, plan: Plan, days: range) -> Iterator[Step[Sequence[int | None]]]:
        """Look at one week after the other: only within a week is a later deadline never less likely.

        From one week to the next it may be, as more people are counted among those who leave.
        """
        found: list[int | None] = []
        for first in range(0, len(days), DAYS_A_WEEK):
            week = days[first : first + DAYS_A_WEEK]
            while len(found) < len(_SHARES) and self._reached(way, plan, week[-1], _SHARES[len(found)]):
                found.append(self._first(way, plan, week, _SHARES[len(found)]))
            if len(found) == len(_SHARES):
                break
            if first % 100 == 0:
                yield Progress(share=first / LAST_DAY, doing="Looking for the day that is safe enough")
        yield Better(found + [None] * (len(_SHARES) - len(found)))

    def _reached(self, way: str, plan: Plan, left: int, share: float) -> bool:
        """Say whether a chance is reached, looking closely only where it can be."""
        return self.at_best(way, plan, left) >= share and self.on_time(way, plan, left) >= share

    def chance(self, way: str, plan: Plan) -> Iterator[Step[Chance]]:
        """Yield progress, and last how likely a way is on time."""
        probability = 100 * self.on_time(way, plan, self.promise.left(way))
        for step in self.first_days(way, plan):
            if isinstance(step, Progress):
                yield step
            else:
                days_50, days_80, days_90 = step.result
                yield Better(Chance(probability=probability, days_50=days_50, days_80=days_80, days_90=days_90))

    def sure(self, way: str, plan: Plan) -> Need:
        """Return the fewest people, and with them the fewest reviewers, who are on time with the wanted confidence."""
        left, wanted = self.promise.left(way), self.inputs.confidence / 100 - 1e-9

        def enough(tried: Plan, *, reviewed: bool) -> bool:
            return self.on_time(way, tried, left, reviewed=reviewed) >= wanted

        # Leavers are counted one by one up to here and by their expected number beyond, which may be a small step.
        step = ONE_BY_ONE - self.inputs.annotators_now if way == "in_house" else -1
        most, people = possible(self.inputs, way), None
        for low, high in ((0, min(step, most)), (max(0, step + 1), most)):
            if people is None and low <= high:
                people = fewest(lambda number: enough(plan.with_people(way, number), reviewed=False), high, low)
        if people is None:
            return Need(people=None, reviewer_hires=None)
        staffed = plan.with_people(way, people)
        reviewers = fewest(lambda number: enough(replace(staffed, reviewer_hires=number), reviewed=True), REVIEWERS)
        return Need(people=people, reviewer_hires=reviewers)
