"""Where the time allowed and the people of either side stand, and where a way of working comes to be in time."""

from collections.abc import Sequence
from functools import lru_cache

from calculators.core import Stretch, Strip
from calculators.methods.ranges import reaching, strip_of
from calculators.methods.search import fewest
from calculators.models.turnaround.deadline import Deadline, deadline_days
from calculators.models.turnaround.inflow import InflowWay, Keeping
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.promise import Promise, searched
from calculators.models.turnaround.result import Turnaround
from calculators.models.turnaround.supply import DAYS_A_WEEK, Plan, Supply

NEITHER, BOTH = ("neither alone", "3"), ("both ways", "2")
OWN, BOUGHT = ("your own team", "in-house"), ("outsourcing", "outsourced")
SIDES = {"in_house": OWN, "outsourced": BOUGHT}
PEOPLE = {"in_house": "hires", "outsourced": "vendor_annotators"}


def strips(inputs: TurnaroundInputs, result: Turnaround) -> list[Strip]:
    """Return the strips of your hires and of the vendor's people, and then that of the time allowed.

    A deadline that is given as a date has no strip, because the field of weeks counts for nothing then.
    """
    found = [_by_people(inputs, result, way) for way in PEOPLE]
    if not (inputs.work_shape == "project" and inputs.deadline_date):
        found.append(_by_time(inputs, result))
    return found


def in_time(result: Turnaround) -> tuple[str, str]:
    """Return which of the two keeps the deadline or the promise, with its style."""
    return _kept(in_house=result.in_house.meets, outsourced=result.outsourced.meets)


def _kept(*, in_house: bool, outsourced: bool) -> tuple[str, str]:
    if in_house == outsourced:
        return BOTH if in_house else NEITHER
    return OWN if in_house else BOUGHT


def _outcome(inputs: TurnaroundInputs) -> str:
    return "would be in time" if inputs.work_shape == "project" else "would keep the promise"


def _by_people(inputs: TurnaroundInputs, result: Turnaround, way: str) -> Strip:
    """Return the strip of the people that one way adds, as far as their number was searched."""
    name, most = PEOPLE[way], searched(inputs, way)
    others = {other: getattr(result, other).meets for other in PEOPLE if other != way}
    short, enough = (_kept(**others, **{way: kept}) for kept in (False, True))
    flip = as_planned(inputs, result, way)
    changes = [(0, short), (flip, enough)] if flip else [(0, short if flip is None else enough)]
    return strip_of(inputs, name, _stretches(changes, most), (0, most), _outcome(inputs))


def as_planned(inputs: TurnaroundInputs, result: Turnaround, way: str) -> int | None:
    """Return the fewest people who keep the promise with the reviewers planned; None where none that are tried do."""
    need = getattr(result.needed, way)
    if need.found and need.reviewer_hires <= inputs.reviewer_hires:
        return int(need.people)
    return _with_few_reviewers(inputs, way, need.people or 0)


@lru_cache(maxsize=8)
def _with_few_reviewers(inputs: TurnaroundInputs, way: str, least: int) -> int | None:
    """Return the same where reviewers are short; it is asked for again while the rest of the answer gets better."""
    promise: Promise
    if inputs.work_shape == "project":
        promise = Deadline(inputs, Supply(inputs, deadline_days(inputs) // DAYS_A_WEEK + 1))
    else:
        promise = Keeping(inputs)
    plan = Plan.of(inputs)
    return fewest(
        lambda number: promise.kept(way, plan.with_people(way, number), reviewed=True), searched(inputs, way), least
    )


def _by_time(inputs: TurnaroundInputs, result: Turnaround) -> Strip:
    """Return the strip of the deadline, or of the longest wait that is accepted."""
    name = "deadline_weeks" if inputs.work_shape == "project" else "turnaround_weeks"
    field = inputs.number(name)
    takes = {way: _takes(result, way) for way in PEOPLE}
    flips = sorted({weeks for weeks in takes.values() if weeks is not None and field.minimum < weeks < field.maximum})
    changes = [
        (at, _kept(**{way: weeks is not None and weeks <= at for way, weeks in takes.items()}))
        for at in (field.minimum, *flips)
    ]
    ends = reaching(field, getattr(inputs, name), *flips)
    return strip_of(inputs, name, _stretches(changes, field.maximum), ends, _outcome(inputs))


def _takes(result: Turnaround, way: str) -> float | None:
    """Return the weeks that would be enough for a way; None where no time is."""
    here = getattr(result, way)
    if isinstance(here, InflowWay):
        return here.longest_wait_weeks
    return None if here.finish_days is None else here.finish_days / DAYS_A_WEEK


def _stretches(changes: Sequence[tuple[float, tuple[str, str]]], end: float) -> list[Stretch]:
    ends = [*(at for at, _ in changes[1:]), end]
    return [
        Stretch(low=at, high=high, name=name, style=style)
        for (at, (name, style)), high in zip(changes, ends, strict=True)
    ]
