"""What may happen, with its probability: delays of people who come, and how many of those who are there leave."""

import math
from collections.abc import Iterable
from itertools import accumulate

from calculators.methods.labour import whole_up
from calculators.methods.pert import pert_share
from calculators.methods.proportions import binomial_pmf
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.people import Curve
from calculators.models.turnaround.supply import Plan, Supply

# Up to this many people, who leaves is counted one by one; beyond, the expected number is close enough.
ONE_BY_ONE = 50
# What is less likely than this is left out: all such cases together move no probability by a tenth of a point.
UNLIKELY = 1e-7

# A delay in weeks, or a date, with its probability.
type Weighted = list[tuple[int, float]]


def delays(inputs: TurnaroundInputs, wait: float) -> Weighted:
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


def merged(cases: Iterable[tuple[int, float]]) -> Weighted:
    """Return each case once, without the unlikely."""
    found: dict[int, float] = {}
    for case, weight in cases:
        found[case] = found.get(case, 0.0) + weight
    return [(case, weight) for case, weight in found.items() if weight > UNLIKELY]


class Leaving:
    """Hours of your own people for every number of them who leave in some weeks, each costing the average loss.

    Attributes:
        people: how many there are with those who are hired.
        mean: how many are expected to leave in time to matter.
        lasting: hours by week if nobody leaves.
        expected: hours by week as people are expected to leave and to be replaced.
    """

    def __init__(self, supply: Supply, plan: Plan, curves: tuple[Curve, Curve], weeks: int) -> None:
        self.people = supply.inputs.annotators_now + plan.hires
        self.mean = _leavers(supply, plan, weeks - 1)
        self.lasting, self.expected = (curve[: weeks + 1] for curve in curves)

    def hours(self, leavers: int) -> Curve:
        """Return the hours by week when so many leave; they never fall, and so are never below nothing either."""
        lost = leavers / self.mean
        return list(
            accumulate(
                [full - lost * (full - mean) for full, mean in zip(self.lasting, self.expected, strict=True)], max
            )
        )

    def cases(self) -> list[tuple[float, Curve]]:
        """Return the probability of each number of leavers that is likely enough, and the hours."""
        if not self.mean:
            return [(1.0, self.expected)]
        share = self.mean / self.people
        weights = [binomial_pmf(leavers, self.people, share) for leavers in range(self.people + 1)]
        return [(weight, self.hours(leavers)) for leavers, weight in enumerate(weights) if weight > UNLIKELY]


def _leavers(supply: Supply, plan: Plan, weeks: int) -> float:
    """Return how many are expected to leave in some weeks, of those there are and those who have joined."""
    stay, size = supply.stay, supply.inputs.hires_a_week
    leavers = supply.inputs.annotators_now * (1 - stay**weeks)
    for group, first in enumerate(range(0, plan.hires, size)):
        there = weeks - plan.joining - group
        if there > 0:
            leavers += min(size, plan.hires - first) * (1 - stay**there)
    return leavers


def one_by_one(supply: Supply, way: str, plan: Plan) -> bool:
    """Say whether it is counted one by one who leaves."""
    people = supply.inputs.annotators_now + plan.hires
    return way != "outsourced" and 0 < people <= ONE_BY_ONE and supply.stay < 1
