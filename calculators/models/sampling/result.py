"""From inputs to a result: the plan and the verdict at once, then what explains them, then samples of every size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, Progress, Step
from calculators.methods.acceptance import Plan, finite_sample, outgoing_quality_limit, proportion_sample
from calculators.methods.clusters import design_effect
from calculators.methods.precision import settled
from calculators.methods.proportions import normal_quantile
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.judging import Judged, judged
from calculators.models.sampling.money import Costs, check_cost, ladder, quick_costs
from calculators.models.sampling.planning import (
    Alternative,
    ChosenPlan,
    Comparison,
    Curve,
    ShareSize,
    ZeroAcceptance,
    alternatives,
    chosen_plan,
    comparisons,
    operating_characteristic,
    outgoing_quality,
    share_sizes,
    standard_limit,
    zero_acceptance,
)
from calculators.models.sampling.sides import Sides, sides, up


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How many checks measure a rate: independent draws, not rounded, and the labels to check."""

    n0: float
    checks: int


@dataclass(frozen=True, kw_only=True)
class Sampling:
    """How many labels to check, what the plan does, and what a finished sample says.

    What explains the plan, ``oc`` to ``aoql_rate``, ``comparisons`` and ``share_sizes``, is empty at first.

    Attributes:
        design_effect: by how much a sample of images must be larger than one of labels drawn one by one.
        check_cost: the cost of one check.
        plan: the smallest plan that keeps both risks; None if none of up to 20,000 checks does.
        oc: pairs of rate and chance of passing (the operating characteristic); empty without a plan.
        aoq: pairs of rate and share left wrong if refused deliveries are put right; empty without a plan.
        aoql: the highest such share over all rates; None without a plan.
        aoql_rate: the rate at which it lies; None where nothing is left unchecked.
        zero_acceptance: the smallest plan that allows none; None if there is none.
        alternatives: the plan after one change at a time.
        comparisons: what other rules do.
        standard_table_aql: the AQL, in per cent, under which the standard's table is read; None if there is none.
        share_sizes: what the same share proves at other sizes.
        measure: the checks that measure the rate; None if none or all are expected to be wrong.
        costs: what checking costs against what wrong labels cost.
        judged: the verdict on the sample that was checked; None where nothing was.
    """

    design_effect: float
    check_cost: float
    plan: ChosenPlan | None
    oc: Curve
    aoq: Curve
    aoql: float | None
    aoql_rate: float | None
    zero_acceptance: ZeroAcceptance | None
    alternatives: Sequence[Alternative]
    comparisons: Sequence[Comparison]
    standard_table_aql: float | None
    share_sizes: Sequence[ShareSize]
    measure: Measure | None
    costs: Costs
    judged: Judged | None


def compute(inputs: SamplingInputs) -> Sampling:
    """Return the plan, what other demands would take and the verdict; ``refine`` adds what explains them."""
    both = sides(inputs)
    plan = both.plan()
    chosen = chosen_plan(inputs, both, plan) if plan else None
    result = Sampling(
        design_effect=design_effect(inputs.cluster_size, inputs.intraclass_correlation),
        check_cost=check_cost(inputs),
        plan=chosen,
        oc=(),
        aoq=(),
        aoql=None,
        aoql_rate=None,
        zero_acceptance=zero_acceptance(both),
        alternatives=tuple(alternatives(inputs)),
        comparisons=(),
        standard_table_aql=standard_limit(inputs),
        share_sizes=(),
        measure=_measure(inputs, both),
        costs=quick_costs(inputs, chosen),
        judged=judged(inputs, both, chosen),
    )
    return settled(result)


def refine(inputs: SamplingInputs, result: Sampling) -> Iterator[Step[Sampling]]:
    """Add what explains the plan, then the cost of samples of every size; yield progress on the way."""
    result = _explained(inputs, result)
    yield Better(result)
    for step in ladder(inputs, result.costs):
        yield step if isinstance(step, Progress) else Better(replace(result, costs=settled(step.result)))


def _explained(inputs: SamplingInputs, result: Sampling) -> Sampling:
    both, chosen = sides(inputs), result.plan
    plan = Plan(chosen.checks, chosen.acceptance_number) if chosen else None
    aoql, aoql_rate = outgoing_quality_limit(plan, both.lot) if plan else (None, None)
    rules = comparisons(inputs, both, plan, result.zero_acceptance, check_cost(inputs))
    return replace(
        result,
        oc=settled(tuple(operating_characteristic(both, plan))) if plan else (),
        aoq=settled(tuple(outgoing_quality(both, plan))) if plan else (),
        aoql=settled(aoql),
        aoql_rate=settled(aoql_rate),
        comparisons=settled(tuple(rules)),
        share_sizes=settled(tuple(share_sizes(inputs, both, plan))),
    )


def _measure(inputs: SamplingInputs, both: Sides) -> Measure | None:
    rate = inputs.delivered_error_rate / 100
    if not 0 < rate < 1:
        return None
    z = normal_quantile((1 + inputs.confidence_level / 100) / 2)
    n0 = proportion_sample(rate, inputs.margin_of_error / 100, z)
    independent = finite_sample(n0, both.lot) if both.whole else n0
    checks = up(up(independent) * design_effect(inputs.cluster_size, inputs.intraclass_correlation))
    return Measure(n0=n0, checks=min(checks, both.lot) if both.whole else checks)
