"""The answer in a few sentences: which way makes it, what would turn that, and how sure it is."""

from collections.abc import Iterator

from calculators.core.words import count, counted, listed, percent
from calculators.methods.labour import whole_up
from calculators.models.turnaround.deadline import breaking_delay
from calculators.models.turnaround.inflow import InflowWay
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.present.words import (
    adds,
    done_on,
    in_cases,
    longer,
    part,
    said_date,
    said_day,
    team,
    vendors,
    whole_cases,
)
from calculators.models.turnaround.project import ProjectWay, dated
from calculators.models.turnaround.promise import possible
from calculators.models.turnaround.result import InflowNeed, ProjectNeed, Turnaround
from calculators.models.turnaround.supply import DAYS_A_WEEK

MAKES = {"in_house": "Your team", "outsourced": "Outsourcing", "hybrid": "The hybrid"}
# From this many times as long on, there is room for longer times that a sentence can name.
LEAST_ROOM = 1.001
PLANS = {"in_house": "in-house", "outsourced": "outsourced", "hybrid": "hybrid"}


def headline(inputs: TurnaroundInputs, result: Turnaround) -> str:
    """Return the answer in a few sentences."""
    verdict = project_verdict if inputs.work_shape == "project" else inflow_verdict
    return " ".join(
        [
            *nobody(inputs, result),
            verdict(inputs, result),
            *turns(inputs, result),
            *sureness(inputs, result),
            *decide_by(inputs, result),
            *nearest(result),
        ]
    )


def nobody(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[str]:
    """Say first that somebody is missing without whom nothing is ever done."""
    if not inputs.annotators_now + inputs.hires + inputs.vendor_annotators:
        yield "Nobody labels, so nothing is ever made."
    if inputs.reviewers_now + inputs.reviewer_hires:
        return
    reviewed, checked = result.work.review_hours > 0, result.work.check_hours > 0
    if reviewed and checked:
        yield "Nobody reviews, so nothing is ever accepted."
    elif reviewed:
        yield "Nobody reviews, so no label of your own is ever accepted."
    elif checked:
        yield "Nobody checks deliveries, so no label of the vendor's is ever accepted."


def deadline_words(inputs: TurnaroundInputs, result: Turnaround) -> str:
    """Return the deadline as a day or a date."""
    return said_day(result.deadline_days, inputs.deadline_date or dated(inputs, result.deadline_days))


def project_verdict(inputs: TurnaroundInputs, result: Turnaround) -> str:
    """Say which of in-house and outsourced meets the deadline."""
    own, bought, both = result.in_house, result.outsourced, result.hybrid
    assert isinstance(own, ProjectWay)
    assert isinstance(bought, ProjectWay)
    assert isinstance(both, ProjectWay)
    limit = f"the deadline is {deadline_words(inputs, result)}"
    if own.meets == bought.meets:
        if not own.meets and both.meets:
            return f"Neither meets the deadline alone; together they {done_on(both.finish_days, both.finish_date, 2)}."
        if not own.meets:
            return f"No way meets the deadline as planned: {_ends(inputs, own, bought)}; {limit}."
        first = _first(own, bought)
        return f"Both meet the deadline, {first}: {_ends(inputs, own, bought)}; {limit}."
    winner, loser = ("Outsourcing", "your own team") if bought.meets else ("Your own team", "outsourcing")
    return f"{winner} meets the deadline and {loser} does not: {_ends(inputs, own, bought)}; {limit}."


def _first(own: ProjectWay, bought: ProjectWay) -> str:
    assert own.finish_days is not None
    assert bought.finish_days is not None
    if own.finish_days == bought.finish_days:
        return "on the same day"
    return "in-house first" if own.finish_days < bought.finish_days else "outsourcing first"


def _ends(inputs: TurnaroundInputs, own: ProjectWay, bought: ProjectWay) -> str:
    """Return when each side is done, the earlier first."""
    ends = [
        (own, team(inputs), inputs.annotators_now + inputs.hires),
        (bought, vendors(inputs.vendor_annotators), inputs.vendor_annotators),
    ]
    ends = sorted((end for end in ends if end[1]), key=lambda end: end[0].finish_days or float("inf"))
    if not ends:
        return "there is nobody to label"
    early, those, people = ends[0]
    first = f"{those} {done_on(early.finish_days, early.finish_date, people)}"
    if len(ends) == 1:
        return f"{first}, and nobody else labels"
    late, others, _ = ends[1]
    if late.finish_days is None:
        return f"{first}, {others} neither" if early.finish_days is None else f"{first}, {others} not within ten years"
    return f"{first}, {others} on {said_day(late.finish_days, late.finish_date)}"


def inflow_verdict(inputs: TurnaroundInputs, result: Turnaround) -> str:
    """Say which of in-house and outsourced keeps the promise of an inflow."""
    own, bought, both = result.in_house, result.outsourced, result.hybrid
    limit = f"that nothing waits longer than {counted(inputs.turnaround_weeks, 'week')}"
    own_people, bench = team(inputs) or "nobody of your own", vendors(inputs.vendor_annotators) or "no vendor people"
    waits = f"with {own_people} the longest wait is {waiting(own)}, with {bench} {waiting(bought)}"
    if own.meets and bought.meets:
        return f"Both keep the promise {limit}: {waits}."
    if own.meets or bought.meets:
        winner, loser = ("Outsourcing", "your own team") if bought.meets else ("Your own team", "outsourcing")
        return f"{winner} keeps the promise {limit} and {loser} does not: {waits}."
    if both.meets:
        return f"Neither keeps the promise {limit} alone; together they do: the longest wait is {waiting(both)}."
    return f"No way keeps the promise {limit} as planned: {waits}."


def waiting(way: ProjectWay | InflowWay) -> str:
    """Return the longest wait."""
    assert isinstance(way, InflowWay)
    return "more than a year" if way.longest_wait_weeks is None else counted(way.longest_wait_weeks, "week")


def best(result: Turnaround) -> str:
    """Return the way that is spoken of first: one that meets alone, the sooner of two, or else the hybrid."""
    ways = [way for way in ("in_house", "outsourced") if getattr(result, way).meets]
    if not ways:
        return "hybrid"
    return min(ways, key=lambda way: getattr(getattr(result, way), "finish_days", 0))


def decide_by(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[str]:
    """Yield by when a project's people must be hired or booked, where the plan needs any and makes it."""
    way = best(result)
    here = getattr(result, way)
    waits = inputs.hires + inputs.reviewer_hires if way == "in_house" else inputs.vendor_annotators
    if not isinstance(here, ProjectWay) or here.slack_weeks is None or not waits:
        return
    if breaking_delay(inputs, way, here.slack_weeks) is None:
        return
    act = {"in_house": "Start hiring", "outsourced": "Book the vendor", "hybrid": "Hire and book"}[way]
    day = dated(inputs, DAYS_A_WEEK * here.slack_weeks + 1)
    within = f"within {counted(here.slack_weeks, 'week')}" if here.slack_weeks else "now"
    yield f"{act} {f'by {said_date(day)}' if day else within}: a week later the same people are too late."


def nearest(result: Turnaround) -> Iterator[str]:
    """Yield the nearest deadline that the plan makes, where no way makes the one given."""
    ways = [(way, getattr(result, way)) for way in ("in_house", "outsourced", "hybrid")]
    if any(here.meets or not isinstance(here, ProjectWay) for _, here in ways):
        return
    ends = [(here.finish_days, way, here.finish_date) for way, here in ways if here.finish_days is not None]
    if ends:
        day, way, date = min(ends)
        with_whom = "with both at once" if way == "hybrid" else PLANS[way]
        yield f"The nearest deadline this plan makes is {said_day(day, date)}, {with_whom}."


def turns(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[str]:
    """Yield what would turn the answer: the people that a way lacks, or how much longer a label may take."""
    failing = [way for way in ("in_house", "outsourced") if not getattr(result, way).meets]
    for way in failing[:1]:
        yield people_turn(inputs, result, way)
    if inputs.work_shape == "inflow":
        yield from _idle(result)
    elif not failing:
        way = best(result)
        margin = getattr(result, way).margin
        yield (
            f"{MAKES[way]} still makes it if every label {longer(margin)}."
            if margin >= LEAST_ROOM
            else f"{MAKES[way]} makes it only if no label takes longer than you gave."
        )


def people_turn(inputs: TurnaroundInputs, result: Turnaround, way: str) -> str:
    """Say how many people would make a way succeed that does not, or why none do."""
    need = getattr(result.needed, way)
    if need.people is None:
        return _no_number(inputs, result, way)
    if need.reviewer_hires is None:
        who = adds(way, need.people) if need.people else "The people you have"
        return f"{who} could make the labels, but no number of reviewers hired now reviews them in time."
    found = list(changes(inputs, way, need))
    now = ", if hiring starts now" if way == "in_house" else ""
    return f"{MAKES[way]} makes it with {listed(found)}{now}{_to_be_sure(inputs, way, need)}."


def changes(inputs: TurnaroundInputs, way: str, need: ProjectNeed | InflowNeed) -> Iterator[str]:
    """Yield how many people, and reviewers beside them, a way takes in place of those that are planned."""
    planned = inputs.hires if way == "in_house" else inputs.vendor_annotators
    assert need.people is not None
    assert need.reviewer_hires is not None
    instead = f" instead of {count(planned)}" if need.people != planned else ""
    yield f"{adds(way, need.people)}{instead}"
    if need.reviewer_hires != inputs.reviewer_hires:
        reviewers = counted(need.reviewer_hires, "reviewer") if need.reviewer_hires else "no reviewers"
        yield f"{reviewers} hired instead of {count(inputs.reviewer_hires)}"


def _to_be_sure(inputs: TurnaroundInputs, way: str, need: ProjectNeed | InflowNeed) -> str:
    if need.sure is None:
        return ""
    sure = f"; to be {percent(inputs.confidence)} sure, "
    if need.sure.people is None:
        return f"{sure}no number up to {count(possible(inputs, way))} is enough"
    return f"{sure}it takes {count(need.sure.people) if need.sure.people else 'none'}"


def _no_number(inputs: TurnaroundInputs, result: Turnaround, way: str) -> str:
    """Say that no number of people would make a way succeed, and why."""
    most = possible(inputs, way)
    does = "meet the deadline" if inputs.work_shape == "project" else "keep the promise"
    if not most:
        nobody = "you could hire nobody" if way == "in_house" else "the vendor could give nobody"
        return f"{MAKES[way]} alone cannot {does}, because {nobody}."
    lets = "your team alone" if way == "in_house" else "outsourcing"
    why = _why_none(inputs, result, way)
    return f"No number of {_who(way)} up to {count(most)} would let {lets} {does}, because {why}."


def _who(way: str) -> str:
    return "hires" if way == "in_house" else "vendor people"


def _why_none(inputs: TurnaroundInputs, result: Turnaround, way: str) -> str:
    here = getattr(result, way)
    if isinstance(here, ProjectWay) and result.deadline_days is not None and here.tail_days >= result.deadline_days:
        return f"the last batch's rounds alone take {counted(here.tail_days, 'working day')}"
    if way == "in_house":
        week = int(whole_up(inputs.hiring_weeks) + inputs.training_weeks) + 1
        return f"somebody hired today makes the first label in week {count(week)}"
    week = whole_up(5 * inputs.vendor_start_weeks) // 5 + 1
    return f"the vendor's first label comes in week {count(week)}"


def _idle(result: Turnaround) -> Iterator[str]:
    """Say what hiring for the peak leaves idle after it, and what the vendor would take instead."""
    own, both = result.needed.in_house, result.needed.hybrid
    if not isinstance(own, InflowNeed) or not own.people or not own.idle_share or own.idle_share < 1:
        return
    sentence = (
        f"Hiring {counted(own.people, 'person', 'people')} for the peak leaves {part(own.idle_share)} of your team's "
        "hours idle after it"
    )
    if both.people and both.reviewer_hires is not None:
        sentence += f"; {vendors(both.people)} on top of your team meet the same promise"
    yield f"{sentence}."


def sureness(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[str]:
    """Yield how sure the plan is, once that is known."""
    way = best(result)
    here, need = getattr(result, way), getattr(result.needed, way)
    if not isinstance(here, ProjectWay) or here.chance is None or need.sure is None:
        return
    if not here.meets and here.chance.probability < 1:
        return
    sentence = f"The {PLANS[way]} plan is on time in {in_cases(here.chance.probability)}"
    wanted = whole_cases(inputs.confidence)
    if here.chance.probability >= inputs.confidence:
        yield f"{sentence}, and you want {wanted}."
    elif not need.sure.found:
        yield f"{sentence}; no number of {_who(way)} up to {count(possible(inputs, way))} would make that {wanted}."
    else:
        reviewers = need.sure.reviewer_hires - inputs.reviewer_hires
        with_them = f" and {counted(reviewers, 'more reviewer')}" if reviewers > 0 else ""
        yield f"{sentence}; {adds(way, need.sure.people)}{with_them} would make that {wanted}."
