"""The good side and the bad side of a decision, in the model's own terms, and the smallest plan between them."""

import math
from dataclasses import dataclass

from calculators.methods.acceptance import FORGIVEN, Plan, Urn, single_plan, smallest_sample
from calculators.models.sampling.inputs import SamplingInputs


def down(value: float) -> int:
    """Return the whole number at or below a value, forgiving a billionth of floating noise."""
    return math.floor(value + 1e-9)


def up(value: float) -> int:
    """Return the whole number at or above a value, forgiving a billionth of floating noise."""
    return math.ceil(value - 1e-9)


@dataclass(frozen=True)
class Sides:
    """What should pass, what should not, and how sure both are to be.

    Attributes:
        good: where labels are drawn from if the delivery is just good enough.
        bad: the same if it is just too bad.
        producer_risk: the chance, from 0 to 1, that the good side is refused.
        consumer_risk: the chance that the bad side is accepted.
        good_rate: the share of wrong labels on the good side, as typed.
        bad_rate: the share on the bad side.
        lot: the labels in the delivery.
        whole: whether the delivery alone is judged, so that it can be known in full.
    """

    good: Urn
    bad: Urn
    producer_risk: float
    consumer_risk: float
    good_rate: float
    bad_rate: float
    lot: int
    whole: bool

    def plan(self) -> Plan | None:
        """Return the smallest plan that keeps both risks; None if none of up to 20,000 checks does."""
        return single_plan(self.good, self.bad, self.producer_risk, self.consumer_risk)

    def zero_acceptance(self) -> int | None:
        """Return the fewest checks that keep the consumer's risk with no wrong label allowed."""
        return smallest_sample(self.bad, 0, self.consumer_risk)

    def most_allowed(self, checks: int) -> int:
        """Return the most wrong labels that keep the consumer's risk; -1 if not even none does."""
        return self.bad.first_reaching(self.consumer_risk + FORGIVEN, checks) - 1 if checks else -1

    def passes(self, allowed: int, checks: int) -> tuple[float, float]:
        """Return the chances that the good and the bad side pass."""
        return self.good.at_most(allowed, checks), self.bad.at_most(allowed, checks)


def sides(inputs: SamplingInputs) -> Sides:
    """Return both sides of the inputs."""
    good, bad, lot = inputs.acceptance_quality_limit / 100, inputs.limiting_quality / 100, inputs.lot_size
    whole = inputs.population == "delivery"
    return Sides(
        good=Urn.lot(down(lot * good), lot) if whole else Urn.process(good),
        bad=Urn.lot(up(lot * bad), lot) if whole else Urn.process(bad),
        producer_risk=inputs.producer_risk / 100,
        consumer_risk=inputs.consumer_risk / 100,
        good_rate=good,
        bad_rate=bad,
        lot=lot,
        whole=whole,
    )
