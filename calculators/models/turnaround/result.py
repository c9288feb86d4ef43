"""From inputs to a result: at once what is cheap to know, then what takes a search."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from calculators.core import Better, Progress, Step
from calculators.methods.capacity import gross_up_chain, littles_law, workload_fte
from calculators.methods.labour import whole_up
from calculators.models.turnaround.chance import Odds
from calculators.models.turnaround.deadline import Deadline
from calculators.models.turnaround.flow import HORIZON
from calculators.models.turnaround.inflow import InflowWay, Keeping, inflow_ways
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.likely import likely
from calculators.models.turnaround.people import WEEKS_A_MONTH, own_ramp, vendor_hours_a_week
from calculators.models.turnaround.people import hours_a_week as own_hours_a_week
from calculators.models.turnaround.project import ProjectWay, dated, leads, project_ways
from calculators.models.turnaround.promise import Need, Promise, Ways
from calculators.models.turnaround.supply import DAYS_A_WEEK, Plan, Supply
from calculators.models.turnaround.swings import Swing, swings


@dataclass(frozen=True, kw_only=True)
class Work:
    """What the work takes, whoever comes when.

    Attributes:
        label_hours: hours of labelling in one accepted label of your own.
        vendor_label_hours: the same at the vendor.
        review_hours: hours of review that a label of your own brings.
        check_hours: hours of your checks that a label of the vendor's brings.
        hours_a_week: hours that one of your people gives in a week.
        vendor_hours_a_week: the same at the vendor.
        trained_people: your own people if all were trained; None without time.
        gross_up: the shortage of people, the trainees and the hires that it takes; None without ``trained_people``.
        open_posts: posts empty at any time in the long run; None where leavers are not replaced.
        learning_rate: per cent of the time for a label that remains after each doubling; None without a learning curve.
        labels_to_full_speed: labels until a new person is at full speed; None without a learning curve.
    """

    label_hours: float
    vendor_label_hours: float
    review_hours: float
    check_hours: float
    hours_a_week: float
    vendor_hours_a_week: float
    trained_people: int | None
    gross_up: Sequence[int] | None
    open_posts: float | None
    learning_rate: float | None
    labels_to_full_speed: float | None


@dataclass(frozen=True, kw_only=True)
class ProjectNeed(Need):
    """The fewest people who meet the deadline; None where no number that is possible does.

    Attributes:
        leads: team leads of your own, with the people needed.
        latest_start_weeks: the most weeks by which they may come later, with more people; None also if none are needed.
        latest_start_date: the date by which to start then.
        sure: the same people with the wanted confidence; None until it is known.
    """

    leads: int | None
    latest_start_weeks: int | None = None
    latest_start_date: str | None = None
    sure: Need | None = None


@dataclass(frozen=True, kw_only=True)
class InflowNeed(Need):
    """The fewest people who keep the promise; see ``ProjectNeed``.

    Attributes:
        sure: nothing; it is not asked of an inflow.
        idle_share: per cent of your annotators' hours without work after the peak, with the people needed.
    """

    leads: int | None
    latest_start_weeks: int | None = None
    latest_start_date: str | None = None
    sure: None = None
    idle_share: float | None = None


@dataclass(frozen=True, kw_only=True)
class Turnaround:
    """When the work is done, and how many people that takes.

    Attributes:
        work: what the work takes.
        deadline_days: working days until the deadline; None for an inflow.
        in_house: your own people alone.
        outsourced: the vendor alone, or after your present people where there is an inflow.
        hybrid: both at once.
        needed: the people each way needs.
        by_start: what each way needs if everybody comes 0, 1, 2, ... weeks later; None until it is known.
        swings: what each uncertain input does; None until tried.
    """

    work: Work
    deadline_days: int | None
    in_house: ProjectWay | InflowWay
    outsourced: ProjectWay | InflowWay
    hybrid: ProjectWay | InflowWay
    needed: Ways[ProjectNeed] | Ways[InflowNeed]
    by_start: Sequence[Ways[Need]] | None = None
    swings: Sequence[Swing] | None = None


def compute(inputs: TurnaroundInputs) -> Turnaround:
    """Return the three ways and the people needed, as far as no long search is due."""
    plan = Plan.of(inputs)
    if inputs.work_shape == "project":
        deadline, project = project_ways(inputs)
        return Turnaround(
            work=_work(inputs, deadline.supply, inputs.project_labels, deadline.left("in_house") / DAYS_A_WEEK),
            deadline_days=deadline.days,
            **vars(project),
            needed=Ways.of(lambda way: _project_need(deadline, way, plan)),
        )
    keeping, inflow = inflow_ways(inputs)
    return Turnaround(
        work=_work(inputs, keeping.supply, inputs.volume / WEEKS_A_MONTH, 1.0, stays=keeping.weeks),
        deadline_days=None,
        **vars(inflow),
        needed=Ways.of(lambda way: _inflow_need(keeping, way, plan)),
    )


def _work(inputs: TurnaroundInputs, supply: Supply, labels: float, weeks: float, stays: float | None = None) -> Work:
    """Return what the work takes: so many labels in so many weeks, by people who must stay for some weeks."""
    gives, ramp = own_hours_a_week(inputs), own_ramp(inputs)
    trained = workload_fte(labels, supply.label_hours, hours=gives * weeks).headcount if weeks > 0 else None
    learning = ramp.learning and ramp.speed > 0
    return Work(
        label_hours=supply.label_hours,
        vendor_label_hours=supply.vendor_label_hours,
        review_hours=supply.review_hours,
        check_hours=supply.check_hours,
        hours_a_week=gives,
        vendor_hours_a_week=vendor_hours_a_week(inputs),
        trained_people=trained,
        gross_up=None if trained is None else _gross_up(inputs, supply, trained, weeks if stays is None else stays),
        open_posts=_open_posts(inputs, supply) if inputs.leavers_replaced == "yes" else None,
        learning_rate=100 * 2 ** (ramp.speed - 1) if learning else None,
        labels_to_full_speed=ramp.speed * ramp.length * gives * 3600 / inputs.seconds if learning else None,
    )


def _gross_up(inputs: TurnaroundInputs, supply: Supply, trained: int, weeks: float) -> tuple[int, ...]:
    shortage = max(0, trained - inputs.annotators_now)
    factors = [1.0, 100 / inputs.training_pass, supply.stay**-weeks]
    return tuple(int(step) for step in gross_up_chain(shortage, factors))


def _open_posts(inputs: TurnaroundInputs, supply: Supply) -> float:
    """Return the posts empty in the long run: those who leave in a week, times the weeks until a post is filled."""
    posts = inputs.annotators_now + inputs.hires
    leaving, wait = 1 - supply.stay, whole_up(inputs.hiring_weeks)
    return littles_law(rate=leaving * posts / (1 + leaving * wait), wait=wait)


def _leads_needed(promise: Promise, way: str, people: int | None) -> int | None:
    return None if people is None else leads(promise.inputs, way, people if way == "in_house" else promise.inputs.hires)


def _project_need(promise: Deadline, way: str, plan: Plan) -> ProjectNeed:
    found = promise.need(way, plan)
    return ProjectNeed(
        people=found.people, reviewer_hires=found.reviewer_hires, leads=_leads_needed(promise, way, found.people)
    )


def _inflow_need(promise: Keeping, way: str, plan: Plan) -> InflowNeed:
    found = promise.need(way, plan)
    idle = promise.idle_share(way, plan.with_people(way, found.people)) if found.people is not None else None
    return InflowNeed(
        people=found.people,
        reviewer_hires=found.reviewer_hires,
        leads=_leads_needed(promise, way, found.people),
        idle_share=idle if found.found else None,
    )


def refine(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[Step[Turnaround]]:
    """Add what is needed by week of start, the chances and what makes them sure, the swings, and last the hybrid's."""
    project = inputs.work_shape == "project"
    promise = Deadline(inputs, Supply(inputs, HORIZON)) if project else Keeping(inputs)
    odds = Odds(promise) if isinstance(promise, Deadline) else None
    parts: list[Callable[[Turnaround], Iterator[Step[Turnaround]]]] = [partial(_by_start, promise)]
    if odds:
        parts.append(partial(_chances, odds, ("in_house", "outsourced")))
    parts.append(partial(_swings, inputs))
    if odds:
        parts.append(partial(_chances, odds, ("hybrid",)))
    for part in parts:
        for step in part(result):
            result = step.result if isinstance(step, Better) else result
            yield step


def _swings(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[Step[Turnaround]]:
    for step in swings(inputs):
        yield step if isinstance(step, Progress) else Better(replace(result, swings=step.result))


def _by_start(promise: Promise, result: Turnaround) -> Iterator[Step[Turnaround]]:
    found: list[Ways[Need]] = []
    for week, needs in enumerate(promise.needs_by_start(Plan.of(promise.inputs))):
        found.append(needs)
        if week % 10 == 9:
            yield Progress(share=week / (promise.weeks + 1), doing="Trying later weeks of start")

    def dated_need[Kind: (ProjectNeed, InflowNeed)](way: str, need: Kind) -> Kind:
        latest = latest_start([getattr(needs, way) for needs in found])
        day = None if latest is None else DAYS_A_WEEK * latest + 1
        return replace(need, latest_start_weeks=latest, latest_start_date=dated(promise.inputs, day))

    needed = Ways.of(lambda way: dated_need(way, getattr(result.needed, way)))
    yield Better(replace(result, needed=needed, by_start=tuple(found)))


def latest_start(by_start: Sequence[Need]) -> int | None:
    """Return the latest week of start for which there is an answer; None if there is none, or nobody is needed."""
    if by_start[0] == Need(people=0, reviewer_hires=0):
        return None
    return max((week for week, need in enumerate(by_start) if need.found), default=None)


def _chances(odds: Odds, ways: Sequence[str], result: Turnaround) -> Iterator[Step[Turnaround]]:
    plan = Plan.of(odds.inputs)
    for way in ways:
        for step in odds.chance(way, plan):
            if isinstance(step, Progress):
                yield step
            else:
                result = replace(result, **{way: replace(getattr(result, way), chance=step.result)})
        for around in likely(odds, way, plan, len(getattr(result, way).accepted) - 1):
            if isinstance(around, Progress):
                yield around
            else:
                result = replace(result, **{way: replace(getattr(result, way), likely=around.result)})
        yield Progress(share=0.9, doing="Looking for the people who make it sure")
        need = replace(getattr(result.needed, way), sure=odds.sure(way, plan))
        result = replace(result, needed=replace(result.needed, **{way: need}))
    yield Better(result)
