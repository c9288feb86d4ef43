"""A project's deadline, and what keeps it."""

import math

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
