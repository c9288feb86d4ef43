"""How likely a plan is on time, when times, waits and leavers vary.

Nothing is drawn: every delay and every number of leavers is counted with its probability.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import sub

from calculators.core import Better, Progress, Step
from calculators.methods.labour import whole_up
from calculators.methods.pert import PertTable, pert_share
from calculators.methods.proportions import binomial_pmf
from calculators.methods.search import fewest
from calculators.models.turnaround.deadline import Deadline
from calculators.models.turnaround.flow import ENOUGH, HORIZON, SPARE, between
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.people import Curve
from calculators.models.turnaround.promise import REVIEWERS, Need, possible
from calculators.models.turnaround.supply import DAYS_A_WEEK, Plan

# Up to this many people, who leaves is counted one by one; beyond, the expected number is close enough.
ONE_BY_ONE = 50
LAST_DAY = DAYS_A_WEEK * HORIZON
# What is less likely than this is left out: all such cases together move no probability by a tenth of a point.
_UNLIKELY = 1e-7

# A delay in weeks, or a date, with its probability.
type Weighted = list[tuple[int, float]]


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


@dataclass(frozen=True)
class _Side:
    """What one side has given: hours at the time that is asked about and at whole weeks before it.

    Attributes:
        weight: how likely this case is.
        hours: hours of labelling by week.
        at_time: hours of labelling at the time.
    """

    weight: float
    hours: Curve
    at_time: float


class Odds:
    """How likely plans meet a deadline; ``left`` is always the working days before the last batch's rounds."""

    def __init__(self, promise: Deadline) -> None:
        inputs = promise.inputs
        self.promise, self.supply, self.inputs = promise, promise.supply, inputs
        self.times = PertTable.of(inputs.optimistic_time / 100, 1, inputs.pessimistic_time / 100)
        self.hiring = _delays(inputs, inputs.hiring_weeks)
        self.starting = _delays(inputs, inputs.vendor_start_weeks)

    def on_time(self, way: str, plan: Plan, left: int, *, reviewed: bool = True, at_best: bool = False) -> float:
        """Return the probability that a plan is done in time; without review, as if it took no time.

        At best, as if nobody left and every label were as light to review as the lightest: never less likely.
        """
        if left <= 0:
            return 0.0
        total = weights = 0.0
        for joining, hired in self._joinings(way, plan, reviewed=reviewed):
            case = replace(plan, joining=joining)
            station = _Station(self, way, case, left, reviewed=reviewed)
            teams = self._teams(way, case, left, leaving=not at_best)
            rooms = [[] if at_best else station.room(team) for team in teams]
            for start, started in self._starts(way, plan):
                bench = self._bench(way, replace(case, start=start), left)
                checks = station.checks(bench)
                for team, room in zip(teams, rooms, strict=True):
                    weight = hired * started * team.weight
                    if weight > _UNLIKELY:
                        labels = (
                            station.at_best(team, bench) if at_best else station.accepted(team, bench, room, checks)
                        )
                        total += weight * self.times.share(labels / (self.inputs.project_labels * ENOUGH))
                        weights += weight
        return min(1.0, total / weights)

    def _joinings(self, way: str, plan: Plan, *, reviewed: bool) -> Weighted:
        """Return the weeks in which the first hires may join, as far as they matter to a way."""
        if way == "outsourced" and not (reviewed and plan.reviewer_hires):
            return [(plan.joining, 1.0)]
        return _merged((max(0, plan.joining + later), weight) for later, weight in self.hiring)

    def _starts(self, way: str, plan: Plan) -> Weighted:
        """Return the days on which the vendor may start, as far as they matter to a way."""
        if way == "in_house":
            return [(plan.start, 1.0)]
        return _merged((max(0, plan.start + DAYS_A_WEEK * later), weight) for later, weight in self.starting)

    def _bench(self, way: str, plan: Plan, left: int) -> _Side:
        time = left / DAYS_A_WEEK
        hours = self.supply.bought(way, plan, math.ceil(time))
        return _Side(1.0, hours, between(hours, time))

    def one_by_one(self, way: str, plan: Plan) -> bool:
        """Say whether it is counted one by one who leaves."""
        people = self.inputs.annotators_now + plan.hires
        return way != "outsourced" and 0 < people <= ONE_BY_ONE and self.supply.stay < 1

    def _teams(self, way: str, plan: Plan, left: int, *, leaving: bool) -> list[_Side]:
        """Return your own people's hours for every number who leave, each leaver costing the average loss."""
        time = left / DAYS_A_WEEK
        weeks = math.ceil(time)
        if way == "outsourced":
            return [_Side(1.0, [0.0] * (weeks + 1), 0.0)]
        if not leaving or self.one_by_one(way, plan):
            lasting = self.supply.team(self.supply.lasting_seat, plan, weeks)
            mean = self._leavers(plan, weeks - 1) if leaving else 0.0
            if mean or not leaving:
                return list(self._by_leavers(plan, lasting, mean, time))
        hours = self.supply.team(self.supply.seat, plan, weeks)
        return [_Side(1.0, hours, between(hours, time))]

    def _by_leavers(self, plan: Plan, lasting: Curve, mean: float, time: float) -> Iterator[_Side]:
        if not mean:
            yield _Side(1.0, lasting, between(lasting, time))
            return
        people = self.inputs.annotators_now + plan.hires
        expected = self.supply.team(self.supply.seat, plan, len(lasting) - 1)
        loss = [(full - hours) / mean for full, hours in zip(lasting, expected, strict=True)]
        for leavers in range(people + 1):
            weight = binomial_pmf(leavers, people, mean / people)
            if weight > _UNLIKELY:
                # Both start at nothing, so what is made never to fall is never below nothing either.
                hours = list(accumulate([full - leavers * lost for full, lost in zip(lasting, loss, strict=True)], max))
                yield _Side(weight, hours, between(hours, time))

    def _leavers(self, plan: Plan, weeks: int) -> float:
        """Return how many are expected to leave in some weeks, of those there are and those who have joined."""
        stay, size = self.supply.stay, self.inputs.hires_a_week
        leavers = self.inputs.annotators_now * (1 - stay**weeks)
        for group, first in enumerate(range(0, plan.hires, size)):
            there = weeks - plan.joining - group
            if there > 0:
                leavers += min(size, plan.hires - first) * (1 - stay**there)
        return leavers

    def first_days(self, way: str, plan: Plan) -> Iterator[Step[list[int | None]]]:
        """Look for the first working days with a chance of 50, 80 and 90%; yield progress, and last the days.

        Within a week a later deadline is never less likely. From one week to the next it may be, as more people are
        counted among those who leave, so weeks are looked at one after the other, from the first that can be right.
        """
        tail = int(getattr(self.promise.tails, way))
        days = range(1, LAST_DAY - tail + 1)
        wanted, found = [0.5 - 1e-9, 0.8 - 1e-9, 0.9 - 1e-9], []
        if not self.one_by_one(way, plan):
            for share in wanted:
                place = bisect_left(days, share, key=lambda left: self.on_time(way, plan, left))
                found.append(days[place] + tail if place < len(days) else None)
            yield Better(found)
            return
        place = bisect_left(days, wanted[0], key=lambda left: self.on_time(way, plan, left, at_best=True))
        for week in range(place // DAYS_A_WEEK, -(-len(days) // DAYS_A_WEEK)):
            here = days[DAYS_A_WEEK * week : DAYS_A_WEEK * (week + 1)]
            chance = self.on_time(way, plan, here[-1])
            while len(found) < len(wanted) and chance >= wanted[len(found)]:
                first = bisect_left(here, wanted[len(found)], key=lambda left: self.on_time(way, plan, left))
                found.append(here[first] + tail)
            if len(found) == len(wanted):
                break
            if week % 10 == 0:
                yield Progress(share=week / HORIZON, doing="Looking for the day that is safe enough")
        yield Better(found + [None] * (len(wanted) - len(found)))

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


class _Station:
    """Review in one case of hiring: how many of the labels made are accepted at a time."""

    def __init__(self, odds: Odds, way: str, plan: Plan, left: int, *, reviewed: bool) -> None:
        supply, self.time = odds.supply, left / DAYS_A_WEEK
        hours = {"in_house": supply.review_hours, "outsourced": supply.check_hours}
        self.lightest = hours.get(way, min(hours.values())) if reviewed else 0.0
        self.label, self.bought_label = supply.label_hours, supply.vendor_label_hours
        self.review = supply.review_hours / self.label if reviewed else 0.0
        self.check = supply.check_hours / self.bought_label if reviewed else 0.0
        curve = supply.reviewing(plan, math.ceil(self.time))
        self.given = between(curve, self.time)
        self.given += SPARE * (1 + self.given)
        self.known = curve[: int(self.time) + 1]

    def room(self, team: _Side) -> Curve:
        """Return the review hours that your own labels leave, by week."""
        return [given - self.review * hours for given, hours in zip(self.known, team.hours, strict=False)]

    def checks(self, bench: _Side) -> Curve:
        """Return the review hours that the vendor's labels bring, by week."""
        return [self.check * hours for hours in bench.hours]

    def at_best(self, team: _Side, bench: _Side) -> float:
        """Return more labels than could be accepted, whatever order they come in."""
        made = team.at_time / self.label + bench.at_time / self.bought_label
        return min(made, self.given / self.lightest) if self.lightest else made

    def accepted(self, team: _Side, bench: _Side, room: Curve, checks: Curve) -> float:
        """Return the labels that are accepted."""
        made = team.at_time / self.label + bench.at_time / self.bought_label
        brought = self.review * team.at_time + self.check * bench.at_time
        if not brought:
            return made
        fits: float = self.given - max(map(sub, room, checks))
        if brought <= fits:
            return made
        own = team.hours
        week = bisect_right(range(len(checks)), fits, key=lambda week: self.review * own[week] + checks[week]) - 1
        first, then = (self.review * own[at] + checks[at] for at in (week, week + 1))
        share = (fits - first) / (then - first)
        mine, theirs = (side[week] + share * (side[week + 1] - side[week]) for side in (own, bench.hours))
        return mine / self.label + theirs / self.bought_label


def _delays(inputs: TurnaroundInputs, wait: float) -> Weighted:
    """Return by how many whole weeks a wait may be longer than planned, or shorter, with probabilities."""
    if not wait:
        return [(0, 1.0)]
    low, high = inputs.optimistic_lead / 100, inputs.pessimistic_lead / 100
    step = max(1, whole_up(wait * (high - low) / 8))

    def by(steps: float) -> float:
        return pert_share(1 + steps * step / wait, low, 1, high)

    first = math.floor((low - 1) * wait / step - 0.5)
    last = math.ceil((high - 1) * wait / step + 0.5)
    return [(number * step, by(number + 0.5) - by(number - 0.5)) for number in range(first, last + 1)]


def _merged(cases: Iterator[tuple[int, float]]) -> Weighted:
    """Return each case once, without the unlikely."""
    found: dict[int, float] = {}
    for case, weight in cases:
        found[case] = found.get(case, 0.0) + weight
    return [(case, weight) for case, weight in found.items() if weight > _UNLIKELY]
