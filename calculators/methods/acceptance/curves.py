"""What a plan does at every rate of wrong ones."""

from calculators.methods.acceptance.plans import Plan
from calculators.methods.proportions import binomial_cdf, binomial_pmf, binomial_tail
from calculators.methods.search import false_position

# So rare a wrong one shortens no sample by a part that a number holds.
_UNSEEN = 1e-14


def average_checked(plan: Plan, rate: float) -> float:
    """Return how many checks a plan takes on average if you stop at the first wrong one too many.

    The sum, over every check, of the chance that it is still needed.
    Source: Schilling and Neubauer, Acceptance Sampling in Quality Control, 3rd edition (2017), chapter 5 (curtailed
    inspection).
    """
    if rate * plan.checks**2 < _UNSEEN:
        return float(plan.checks)
    beyond = binomial_tail(plan.allowed + 2, plan.checks + 1, rate)
    return plan.checks * binomial_cdf(plan.allowed, plan.checks, rate) + (plan.allowed + 1) / rate * beyond


def average_outgoing_quality(plan: Plan, rate: float, lot: float) -> float:
    """Return the share of wrong ones left, on average over lots, if refused lots are checked in full and put right.

    ``lot`` may be infinite.
    Source: Dodge and Romig (1959), Sampling Inspection Tables, 2nd edition.
    """
    return binomial_cdf(plan.allowed, plan.checks, rate) * rate * max(0.0, 1 - plan.checks / lot)


def outgoing_quality_limit(plan: Plan, lot: float) -> tuple[float, float | None]:
    """Return the highest average outgoing quality over all rates (the AOQL), and the rate at which it lies.

    There the chance of acceptance equals rate times its fall. That place lies below (allowed + 1) / checks: there the
    next count is the likeliest of all, so allowed + 1 times its chance is more than the chance of acceptance.
    Where nothing is left unchecked the limit is 0 and lies nowhere.
    Source: Dodge and Romig (1959).
    """
    checks, allowed = plan.checks, plan.allowed
    if checks >= lot:
        return 0.0, None

    def rises(rate: float) -> float:
        fall = checks * rate * binomial_pmf(allowed, checks - 1, rate)
        return binomial_cdf(allowed, checks, rate) - fall

    rate = false_position(rises, 0.0, min(1.0, (allowed + 1) / checks)) if allowed < checks else 1.0
    return average_outgoing_quality(plan, rate, lot), rate
