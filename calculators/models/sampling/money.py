"""What checking costs against what wrong labels cost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, Progress, Step
from calculators.methods import labour
from calculators.methods.acceptance import FORGIVEN, Urn
from calculators.methods.clusters import design_effect
from calculators.methods.proportions import beta_binomial_cdf, binomial_cdf
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.planning import ChosenPlan
from calculators.models.sampling.sides import down, up

STEPS_A_TENFOLD = 20
# Beyond this the rate varies by less than a part in 10^9 of itself: the deliveries are all alike.
_ALIKE = 1e18
_NOTHING = 1e-290


@dataclass(frozen=True, kw_only=True)
class PlanCost:
    """What the plan costs: in all, how often it refuses, what it leaves wrong, and the checks of the sample alone."""

    cost: float
    refused: float
    wrong_left: float
    checking: float


@dataclass(frozen=True, kw_only=True)
class Cheapest:
    """The cheapest of no check, a sample, and checking everything.

    Attributes:
        kind: "none", "sample" or "all".
        checks: how many labels it checks.
        acceptance_number: the wrong ones it allows; None unless it is a sample.
        cost: what it costs, wrong labels included.
        refused: the chance that a delivery is refused.
        wrong_left: the wrong labels left, on average.
    """

    kind: str
    checks: int
    acceptance_number: int | None
    cost: float
    refused: float
    wrong_left: float


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What checking costs, a delivery.

    Attributes:
        none: the cost of wrong labels if nothing is checked.
        all: the cost of checking everything.
        plan: the plan's cost; None without a plan.
        cheapest: the cheapest of all sizes tried; None until they are tried.
        ladder: pairs of checks and cost, from none to all; None until tried.
        break_even_error_rate: the rate from which checking everything pays (Deming); None where errors cost nothing.
        break_even_error_cost: the least cost of a wrong label at which any checking pays; None until tried, and where
            nothing is wrong.
    """

    none: float
    all: float
    plan: PlanCost | None
    cheapest: Cheapest | None = None
    ladder: Sequence[tuple[int, float]] | None = None
    break_even_error_rate: float | None
    break_even_error_cost: float | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a rule comes to: how often it refuses, what it leaves wrong, and what it costs besides wrong labels."""

    refused: float
    wrong_left: float
    outlay: float


@dataclass(frozen=True)
class Prices:
    """What a delivery is like and what is paid for it.

    The rate of wrong labels varies from delivery to delivery as a beta distribution with the expected rate as its
    mean; what is checked is put right, and after a refusal the rest is too.

    Attributes:
        lot: the labels in a delivery.
        rate: the expected share of wrong ones.
        shape: both shapes of its beta distribution; None where all deliveries are alike.
        check: the cost of one check.
        after_refusal: what one unchecked label costs after a refusal.
        refusal: what a refusal costs besides.
        error: the cost of one wrong label that stays.
    """

    lot: int
    rate: float
    shape: tuple[float, float] | None
    check: float
    after_refusal: float
    refusal: float
    error: float

    def outcome(self, checks: int, allowed: int, paid: int) -> Outcome:
        """Return what becomes of a rule that decides by independent checks and pays for ``paid`` labels."""
        rest = max(0, self.lot - paid)
        accepted, left = self._passing(checks, allowed)
        refused = 1 - accepted
        outlay = self.check * min(paid, self.lot) + refused * (self.refusal + self.after_refusal * rest)
        return Outcome(refused=refused, wrong_left=rest * left, outlay=outlay)

    def cost(self, outcome: Outcome) -> float:
        """Return the outlay and the cost of what is left wrong."""
        return outcome.outlay + self.error * outcome.wrong_left

    def _passing(self, checks: int, allowed: int) -> tuple[float, float]:
        """Return the chance of passing, and the share of the rest that is then wrong, on average over all deliveries.

        The chance of x wrong times the rate it points to is a chance with one more wrong in the first shape.
        """
        if self.shape is None:
            accepted = binomial_cdf(allowed, checks, self.rate)
            return accepted, accepted * self.rate
        a, b = self.shape
        return beta_binomial_cdf(allowed, checks, a, b), self.rate * beta_binomial_cdf(allowed, checks, a + 1, b)


def prices(inputs: SamplingInputs) -> Prices:
    """Return what the inputs say of deliveries and money."""
    rate, spread = inputs.delivered_error_rate / 100, inputs.delivered_error_spread / 100
    check = check_cost(inputs)
    return Prices(
        lot=inputs.lot_size,
        rate=rate,
        shape=_shape(rate, spread),
        check=check,
        after_refusal=inputs.rework_billed / 100 * check,
        refusal=inputs.refusal_cost,
        error=inputs.error_cost,
    )


def check_cost(inputs: SamplingInputs) -> float:
    """Return the cost of one check."""
    return labour.check_cost(inputs.review_seconds, inputs.reviewer_wage, inputs.benefit_load, inputs.utilisation)


def _shape(rate: float, spread: float) -> tuple[float, float] | None:
    variance = spread * spread
    if not 0 < rate < 1 or variance * _ALIKE <= rate * (1 - rate):
        return None
    size = rate * (1 - rate) / variance - 1
    return rate * size, (1 - rate) * size


def quick_costs(inputs: SamplingInputs, plan: ChosenPlan | None) -> Costs:
    """Return the costs of no check, of checking everything, and of the plan."""
    terms = prices(inputs)
    return Costs(
        none=terms.lot * terms.rate * terms.error,
        all=terms.check * terms.lot,
        plan=_plan_cost(terms, plan) if plan else None,
        break_even_error_rate=_over(terms.check, terms.error),
    )


def _over(cost: float, by: float) -> float | None:
    """Return a cost by a rate or a price; None where that is so near nothing that no number holds the answer."""
    return cost / by if by > _NOTHING else None


def _plan_cost(terms: Prices, plan: ChosenPlan) -> PlanCost:
    outcome = terms.outcome(plan.checks, plan.acceptance_number, plan.labels)
    return PlanCost(
        cost=terms.cost(outcome),
        refused=outcome.refused,
        wrong_left=outcome.wrong_left,
        checking=terms.check * min(plan.labels, terms.lot),
    )


def ladder(inputs: SamplingInputs, costs: Costs) -> Iterator[Step[Costs]]:
    """Try samples of rising size, from one check to the whole delivery; yield progress, and last the costs."""
    terms = prices(inputs)
    expected = terms.lot * terms.rate
    best = Cheapest(kind="none", checks=0, acceptance_number=None, cost=costs.none, refused=0, wrong_left=expected)
    everything = Cheapest(kind="all", checks=terms.lot, acceptance_number=None, cost=costs.all, refused=0, wrong_left=0)
    best = _cheaper(best, everything)
    pays = _over(terms.check, terms.rate)
    effect = design_effect(inputs.cluster_size, inputs.intraclass_correlation)
    pairs = [(0, costs.none)]
    for checks, allowed in _samples(inputs):
        paid = up(checks * effect)
        if paid >= terms.lot:
            break
        outcome = terms.outcome(checks, allowed, paid)
        cost = terms.cost(outcome)
        pairs.append((paid, cost))
        sample = Cheapest(
            kind="sample", checks=paid, acceptance_number=down(allowed * effect), cost=cost,
            refused=outcome.refused, wrong_left=outcome.wrong_left,
        )  # fmt: skip
        best = _cheaper(best, sample)
        if pays is not None and expected - outcome.wrong_left > FORGIVEN * expected:
            pays = min(pays, outcome.outlay / (expected - outcome.wrong_left))
        if len(pairs) % 10 == 0:
            yield Progress(share=paid / terms.lot, doing="Trying samples of other sizes")
    pairs.append((terms.lot, costs.all))
    yield Better(replace(costs, cheapest=best, ladder=tuple(pairs), break_even_error_cost=pays))


def _samples(inputs: SamplingInputs) -> Iterator[tuple[int, int]]:
    """Yield rising numbers of checks below the whole delivery, each with the fewest allowed that a good one needs."""
    before, step = 0, 0
    while (checks := int(10 ** (step / STEPS_A_TENFOLD) + 0.5)) < inputs.lot_size:
        if checks > before:
            yield checks, allowed_to_good(inputs, checks)
        before, step = checks, step + 1


def allowed_to_good(inputs: SamplingInputs, checks: int) -> int:
    """Return the fewest wrong ones that good work of any amount needs to be allowed among so many checks."""
    good = Urn.process(inputs.acceptance_quality_limit / 100)
    return good.first_reaching(1 - inputs.producer_risk / 100 - FORGIVEN, checks)


def _cheaper(best: Cheapest, other: Cheapest) -> Cheapest:
    return other if beats(other.cost, best.cost) else best


def beats(cost: float, best: float) -> bool:
    """Say whether a cost is below the best one by more than noise."""
    return best - cost > 1e-9 * max(1.0, abs(best))
