"""A steady inflow with a peak: how long items wait, and what keeps them from waiting too long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from calculators.methods.capacity import littles_law
from calculators.models.turnaround.flow import ENOUGH, Flow
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.people import WEEKS_A_MONTH
from calculators.models.turnaround.project import leads
from calculators.models.turnaround.promise import Promise, Ways
from calculators.models.turnaround.supply import Plan, Supply

# Weeks after the peak whose arrivals count, and weeks after those in which they may still be accepted.
_AFTER = 13
_UNTIL = 52
# The factors on all times that are tried, and how many steps lie between them.
_LEAST, _MOST, _STEPS = 0.1, 10.0, 24
# A peak of open labels is reached once within this part of it.
_SAME = 1e-6
_CLEARED = 0.5


@dataclass(frozen=True, kw_only=True)
class InflowWay:
    """What a way of working makes of an inflow; None where there is no such week or wait.

    Attributes:
        meets: whether nothing waits longer than is accepted.
        longest_wait_weeks: the longest wait of what arrives from the peak's start to some weeks after it.
        average_wait_weeks: the mean wait in that time.
        peak_backlog: the most labels open at the end of a week in that time.
        peak_backlog_week: the first week with so many.
        cleared_week: the first week after the peak with nothing left open.
        idle_share: per cent of your annotators' hours without work in a normal week after the peak.
        margin: the largest factor on all times that keeps the promise; None below 0.1.
        slack_weeks: whole weeks by which everybody may come later; None if the promise is broken now.
        leads: team leads of your own.
        open: labels that have arrived and are not accepted, at the end of week 0, 1, 2, ...
        accepted: labels accepted so far.
        arrived: labels that have arrived so far.
        people: annotators in post in week 1, 2, ...
        chance: nothing; it is not asked of an inflow.
    """

    meets: bool
    longest_wait_weeks: int | None
    average_wait_weeks: float
    peak_backlog: float
    peak_backlog_week: int
    cleared_week: int | None
    idle_share: float | None
    margin: float | None
    slack_weeks: int | None
    leads: int
    open: Sequence[float]
    accepted: Sequence[float]
    arrived: Sequence[float]
    people: Sequence[float]
    chance: None = None


class Keeping(Promise):
    """The promise that nothing waits longer than is accepted.

    Attributes:
        last: the last week whose arrivals count.
    """

    def __init__(self, inputs: TurnaroundInputs) -> None:
        self.inputs = inputs
        self.weeks = inputs.peak_start + inputs.peak_weeks
        self.last = self.weeks + _AFTER
        self.supply = Supply(inputs, self.last + _UNTIL)
        normal = inputs.volume / WEEKS_A_MONTH
        peak = range(inputs.peak_start + 1, self.weeks + 1)
        self.new = [normal * (inputs.peak_factor if week in peak else 1) for week in range(1, self.supply.weeks + 1)]
        self.arrived = list(accumulate(self.new, initial=float(inputs.backlog)))

    def flow(self, way: str, plan: Plan) -> Flow:
        """Return what a way of working makes and reviews."""
        return self.supply.flow(way, plan, self.supply.weeks)

    def kept(self, way: str, plan: Plan, *, reviewed: bool) -> bool:
        """Say whether nothing waits too long; without review, as if review took no time."""
        flow = self.flow(way, plan)
        if not reviewed:
            flow = Flow(flow.made, [0.0] * len(flow.made), flow.reviewing)
        return self._in_time(flow, 1.0)

    def _in_time(self, flow: Flow, factor: float) -> bool:
        """Say whether nothing waits too long, and no longer than it takes to see that something does."""
        for week, accepted in enumerate(worked_off(flow, self.new, self.inputs.backlog, factor)):
            asked = week - self.inputs.turnaround_weeks
            if asked >= self.inputs.peak_start and accepted < self.arrived[asked] * ENOUGH:
                return False
            if asked == self.last:
                break
        return True

    def longest_wait(self, accepted: Sequence[float]) -> int | None:
        """Return the most weeks until as many are accepted as had arrived; None if that takes too long to see."""
        longest, week = 0, self.inputs.peak_start
        for asked in range(self.inputs.peak_start, self.last + 1):
            week = max(week, asked)
            while accepted[week] < self.arrived[asked] * ENOUGH:
                week += 1
                if week == len(accepted):
                    return None
            longest = max(longest, week - asked)
        return longest

    def margin(self, flow: Flow) -> float | None:
        """Return the largest factor on all times that keeps the promise, within 0.1 to 10; None if none does."""
        ratio = (_MOST / _LEAST) ** (1 / _STEPS)
        above = None
        for step in range(_STEPS, -1, -1):
            factor = _MOST if step == _STEPS else _LEAST * ratio**step
            if self._in_time(flow, factor):
                return factor if above is None else self._between(flow, factor, above)
            above = factor
        return None

    def _between(self, flow: Flow, kept: float, broken: float) -> float:
        while broken - kept > 1e-7 * kept:
            middle = (kept + broken) / 2
            kept, broken = (middle, broken) if self._in_time(flow, middle) else (kept, middle)
        return kept

    def idle_share(self, way: str, plan: Plan) -> float | None:
        """Return the per cent of your annotators' hours without work in a normal week; None without such hours."""
        own = self.supply.own(way, plan, self.last)
        labels = (own[-1] - own[-2]) / self.supply.label_hours
        return 100 * max(0.0, 1 - self.inputs.volume / WEEKS_A_MONTH / labels) if labels > 0 else None


def worked_off(flow: Flow, new: Sequence[float], backlog: float, factor: float = 1.0) -> Iterator[float]:
    """Yield the labels accepted by the end of week 0, 1, 2, ... when all times are multiplied by a factor.

    In a week, labels are made of what waits as far as the hours go, then reviewed; all that wait for review are
    reviewed alike, so the share of their review hours that is worked off is the share of them that is accepted.
    """
    waiting, queued, hours, total = factor * backlog, 0.0, 0.0, 0.0
    yield total
    for week, arriving in enumerate(new):
        waiting += factor * arriving
        possible = flow.made[week + 1] - flow.made[week]
        made = min(waiting, possible)
        if made > 0:
            waiting -= made
            queued += made
            hours += made * (flow.brought[week + 1] - flow.brought[week]) / possible
        # Running sums may fall by a rounding error where nobody works any more.
        given = max(0.0, flow.reviewing[week + 1] - flow.reviewing[week])
        done = queued if hours <= given else queued * given / hours
        queued -= done
        hours -= min(hours, given)
        total += done
        yield total / factor


def inflow_ways(inputs: TurnaroundInputs) -> tuple[Keeping, Ways[InflowWay]]:
    """Return the promise and what each way makes of the inflow."""
    promise, plan = Keeping(inputs), Plan.of(inputs)
    return promise, Ways.of(lambda way: _way(promise, way, plan))


def _way(promise: Keeping, way: str, plan: Plan) -> InflowWay:
    inputs, last = promise.inputs, promise.last
    flow = promise.flow(way, plan)
    accepted = list(worked_off(flow, promise.new, inputs.backlog))
    waiting = [max(0.0, there - done) for there, done in zip(promise.arrived, accepted, strict=True)]
    longest = promise.longest_wait(accepted)
    watched = range(inputs.peak_start, last + 1)
    highest = max(waiting[week] for week in watched)
    nearly = highest - _SAME * max(1.0, highest)
    after = range(inputs.peak_start + 1, last + 1)
    return InflowWay(
        meets=longest is not None and longest <= inputs.turnaround_weeks,
        longest_wait_weeks=longest,
        average_wait_weeks=littles_law(
            number=sum(waiting[week] for week in after) / len(after),
            rate=sum(promise.new[week - 1] for week in after) / len(after),
        ),
        peak_backlog=highest,
        peak_backlog_week=next(week for week in watched if waiting[week] >= nearly),
        cleared_week=next((week for week in range(promise.weeks, len(waiting)) if waiting[week] <= _CLEARED), None),
        idle_share=promise.idle_share(way, plan),
        margin=promise.margin(flow),
        slack_weeks=promise.slack(way, plan),
        leads=leads(inputs, way, inputs.hires),
        open=waiting[: last + 1],
        accepted=accepted[: last + 1],
        arrived=promise.arrived[: last + 1],
        people=promise.supply.people(way, plan, last),
    )
