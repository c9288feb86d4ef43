"""A project's deadline, and what keeps it."""

import math
from functools import lru_cache

from calculators.methods.calendar import working_days
from calculators.methods.labour import whole_up
from calculators.models.turnaround.flow import ENOUGH, between
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.promise import Promise, Ways
from calculators.models.turnaround.supply import DAYS_A_WEEK, Plan, Supply


class Deadline(Promise):
    """A project's deadline.

    Attributes:
        days: working days until the deadline.
    """

    def __init__(self, inputs: TurnaroundInputs, supply: Supply) -> None:
        self.inputs = inputs
        self.supply = supply
        self.days = deadline_days(inputs)
        self.weeks = self.days // DAYS_A_WEEK
        self.tails = Ways.of(lambda way: tail_days(inputs, way))

    def left(self, way: str) -> int:
        """Return the working days that a way has before the last batch's rounds."""
        return self.days - int(getattr(self.tails, way))

    def kept(self, way: str, plan: Plan, *, reviewed: bool) -> bool:
        """Say whether a way of working meets the deadline; without review, as if review took no time."""
        if self.left(way) <= 0:
            return False
        time = self.left(way) / DAYS_A_WEEK
        flow = self.supply.flow(way, plan, math.ceil(time))
        labels = flow.accepted(time) if reviewed else between(flow.made, time)
        return labels >= self.inputs.project_labels * ENOUGH


@lru_cache(maxsize=8)
def breaking_delay(inputs: TurnaroundInputs, way: str, slack: int) -> int | None:
    """Return the fewest weeks by which people come too late; None where the deadline is met however late they come.

    The slack stops at the weeks before the deadline. Whoever comes a week after those comes when all is over, so with
    that delay the deadline is met by those who are there already, or not at all.
    """
    weeks = deadline_days(inputs) // DAYS_A_WEEK
    if slack < weeks:
        return slack + 1
    promise = Deadline(inputs, Supply(inputs, weeks + 1))
    return None if promise.kept(way, Plan.of(inputs).later(weeks + 1), reviewed=True) else weeks + 1


@lru_cache(maxsize=8)
def labels_in_time(inputs: TurnaroundInputs, way: str, capacity: float) -> int:
    """Return how many labels a project may have and still be in time, from what is accepted by its deadline.

    With more labels the last batch may be larger and take more rounds, which leaves less time before them.
    """
    most = min(int(capacity), int(inputs.number("project_labels").maximum))
    larger = inputs.varied({"project_labels": most})
    if tail_days(larger, way) <= tail_days(inputs, way):
        return most
    promise = Deadline(larger, Supply(larger, deadline_days(larger) // DAYS_A_WEEK + 1))
    left = max(0, promise.left(way))
    flow = promise.supply.flow(way, Plan.of(larger), math.ceil(left / DAYS_A_WEEK))
    return min(most, int(flow.accepted(left / DAYS_A_WEEK)))


def deadline_days(inputs: TurnaroundInputs) -> int:
    """Return the working days until the deadline, from two dates or from weeks."""
    if inputs.deadline_date:
        return working_days(inputs.start_date, inputs.deadline_date)
    return math.floor(DAYS_A_WEEK * inputs.deadline_weeks + 1e-9)


def tail_days(inputs: TurnaroundInputs, way: str) -> int:
    """Return the working days from the last label's delivery until at most one label of its batch is open."""
    own = _tail(inputs, inputs.inhouse_acceptance, inputs.batch_days)
    bought = _tail(inputs, inputs.vendor_acceptance, inputs.vendor_batch_days)
    return {"in_house": own, "outsourced": bought, "hybrid": max(own, bought)}[way]


def _tail(inputs: TurnaroundInputs, acceptance: float, round_days: float) -> int:
    open_labels, rejected, rounds = min(inputs.batch_labels, inputs.project_labels), (100 - acceptance) / 100, 1
    while open_labels * rejected**rounds > 1 + 1e-9:
        rounds += 1
    return whole_up(rounds * round_days)
