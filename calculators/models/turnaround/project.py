"""A project with an end: when each way is done, and what meets the deadline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from calculators.methods.calendar import working_day
from calculators.methods.capacity import littles_law
from calculators.methods.labour import whole_up
from calculators.models.turnaround.chance import Chance
from calculators.models.turnaround.deadline import Deadline, deadline_days
from calculators.models.turnaround.flow import ENOUGH, HORIZON, Flow, between
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.likely import Likely
from calculators.models.turnaround.promise import Ways
from calculators.models.turnaround.supply import DAYS_A_WEEK, Plan, Supply

# More labels made than wanted by this part say that labels wait for review, and not the other way round.
_WAITING = 1e-6


@dataclass(frozen=True, kw_only=True)
class ProjectWay:
    """When a way of working is done with a project; None where it never is, or where a date would need a start.

    Attributes:
        finish_weeks: working weeks until all labels are accepted, the last batch's rounds aside.
        finish_days: the working day on which it is done, with the last batch's rounds.
        finish_date: the date of that day.
        late_days: working days after the deadline; below zero before it.
        meets: whether it is done by the deadline.
        capacity: labels that are accepted by the deadline.
        margin: the same as a multiple of the project: times may all grow by so much.
        slack_weeks: whole weeks by which everybody may come later; None if it is late now.
        bottleneck: "review" where labels wait for reviewers, else "labelling".
        tail_days: working days of the last batch's rounds.
        review_wait_days: mean working days that a label waits for review.
        leads: team leads of your own.
        accepted: labels accepted by the end of week 0, 1, 2, ...
        people: annotators in post in week 1, 2, ...
        chance: how likely it is on time; None until it is known.
        likely: the range of accepted labels by week; None until it is known.
    """

    finish_weeks: float | None
    finish_days: int | None
    finish_date: str | None
    late_days: int | None
    meets: bool
    capacity: float
    margin: float
    slack_weeks: int | None
    bottleneck: str
    tail_days: int
    review_wait_days: float | None
    leads: int
    accepted: Sequence[float]
    people: Sequence[float]
    chance: Chance | None = None
    likely: Likely | None = None


def dated(inputs: TurnaroundInputs, day: int | None) -> str | None:
    """Return the date of a working day; None without one, or without the date of the decision."""
    if day is None or not inputs.start_date:
        return None
    return working_day(inputs.start_date, day)


def leads(inputs: TurnaroundInputs, way: str, hires: int) -> int:
    """Return the team leads that your own people need."""
    return 0 if way == "outsourced" else whole_up((inputs.annotators_now + hires) / inputs.span)


def project_ways(inputs: TurnaroundInputs) -> tuple[Deadline, Ways[ProjectWay]]:
    """Return the deadline and what each way makes of it."""
    plan = Plan.of(inputs)
    for promise in _looking_ahead(inputs):
        flows = Ways.of(partial(promise.supply.flow, plan=plan, weeks=promise.supply.weeks))
        ends = {way: flow.first_time(inputs.project_labels) for way, flow in flows.items()}
        shown = _shown_weeks(promise, ends)
        if shown <= promise.supply.weeks and None not in ends.values():
            break
    shown = min(HORIZON, shown)
    return promise, Ways.of(lambda way: _way(promise, way, plan, getattr(flows, way), ends[way], shown))


def finish_days(inputs: TurnaroundInputs, way: str) -> int | None:
    """Return the working day on which a way is done; None if it never is."""
    for promise in _looking_ahead(inputs):
        days = promise.supply.flow(way, Plan.of(inputs), promise.supply.weeks).days(inputs.project_labels)
        if days is not None:
            return days + int(getattr(promise.tails, way))
    return None


def _looking_ahead(inputs: TurnaroundInputs) -> Iterator[Deadline]:
    """Yield the deadline with hours known for some weeks after it, then for ten years, which few projects take."""
    soon = 2 * (deadline_days(inputs) // DAYS_A_WEEK) + 26
    return (Deadline(inputs, Supply(inputs, weeks)) for weeks in (min(HORIZON, soon), HORIZON))


def _shown_weeks(promise: Deadline, ends: dict[str, float | None]) -> int:
    last = max([promise.days / DAYS_A_WEEK, *(end for end in ends.values() if end is not None)])
    return whole_up(last) + 2


def _way(promise: Deadline, way: str, plan: Plan, flow: Flow, end: float | None, shown: int) -> ProjectWay:
    inputs, labels = promise.inputs, promise.inputs.project_labels
    tail, left = getattr(promise.tails, way), promise.left(way)
    days = None if end is None else flow.days(labels)
    finish = None if days is None else days + tail
    capacity = flow.accepted(left / DAYS_A_WEEK) if left > 0 else 0.0
    accepted = [min(float(labels), flow.accepted(week)) for week in range(shown + 1)]
    return ProjectWay(
        finish_weeks=end,
        finish_days=finish,
        finish_date=dated(inputs, finish),
        late_days=None if finish is None else finish - promise.days,
        meets=left > 0 and capacity >= labels * ENOUGH,
        capacity=capacity,
        margin=capacity / labels,
        slack_weeks=promise.slack(way, plan),
        bottleneck="review" if _review_binds(flow, labels, end) else "labelling",
        tail_days=tail,
        review_wait_days=None if end is None else _review_wait(flow, labels, end, accepted),
        leads=leads(inputs, way, inputs.hires),
        accepted=accepted,
        people=promise.supply.people(way, plan, shown),
    )


def _review_binds(flow: Flow, labels: float, end: float | None) -> bool:
    if end is None:
        return flow.made[-1] >= labels * ENOUGH
    return between(flow.made, end) > labels * (1 + _WAITING)


def _review_wait(flow: Flow, labels: float, end: float, accepted: Sequence[float]) -> float:
    """Return the mean wait for review in working days: labels waiting at the ends of weeks over labels a day."""
    weeks = whole_up(end)
    if weeks == 0:
        return 0.0
    waiting = sum(min(labels, flow.made[week]) - accepted[week] for week in range(1, weeks + 1))
    return DAYS_A_WEEK * littles_law(number=waiting / weeks, rate=labels / weeks)
