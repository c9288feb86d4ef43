"""Acceptance sampling: how many to check, how many wrong ones to let pass, and what such a plan does."""

from calculators.methods.acceptance.curves import average_checked, average_outgoing_quality, outgoing_quality_limit
from calculators.methods.acceptance.plans import MOST_CHECKS, Plan, single_plan, smallest_sample
from calculators.methods.acceptance.rates import finite_sample, proportion_sample
from calculators.methods.acceptance.standard import AQL_SERIES, StandardPlan, standard_plan
from calculators.methods.acceptance.urn import FORGIVEN, Urn

__all__ = [
    "AQL_SERIES",
    "FORGIVEN",
    "MOST_CHECKS",
    "Plan",
    "StandardPlan",
    "Urn",
    "average_checked",
    "average_outgoing_quality",
    "finite_sample",
    "outgoing_quality_limit",
    "proportion_sample",
    "single_plan",
    "smallest_sample",
    "standard_plan",
]
