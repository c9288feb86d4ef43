"""Whether the plan beats the sizes that were tried, and from which cost of a wrong label any check pays.

The plan is none of the sizes tried, so it may be cheaper than the cheapest of them.
"""

from calculators.methods.acceptance import FORGIVEN
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.money import beats, prices
from calculators.models.sampling.result import Sampling


def plan_is_cheapest(result: Sampling) -> bool:
    """Say whether the plan costs less than no check, than checking everything and than each size tried."""
    plan, tried = result.costs.plan, result.costs.cheapest
    return plan is not None and tried is not None and beats(plan.cost, tried.cost)


def pays_from(inputs: SamplingInputs, result: Sampling) -> float | None:
    """Return the least cost of a wrong label at which a size tried or the plan pays; None where nothing is wrong."""
    tried, own = result.costs.break_even_error_cost, _plan_pays_from(inputs, result)
    return tried if tried is None or own is None else min(tried, own)


def _plan_pays_from(inputs: SamplingInputs, result: Sampling) -> float | None:
    chosen, plan, terms = result.plan, result.costs.plan, prices(inputs)
    expected = terms.lot * terms.rate
    if chosen is None or plan is None or expected - plan.wrong_left <= FORGIVEN * expected:
        return None
    after = terms.refusal + terms.after_refusal * max(0, terms.lot - chosen.labels)
    return (plan.checking + plan.refused * after) / (expected - plan.wrong_left)
