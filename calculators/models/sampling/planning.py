"""The plan, what it does at every rate, and what other rules do."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.methods.acceptance import (
    AQL_SERIES,
    Plan,
    Urn,
    average_checked,
    average_outgoing_quality,
    standard_plan,
)
from calculators.methods.clusters import clusters_at_most, design_effect
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.sides import Sides, down, sides, up

STEPS_TO_BAD = 20
LOT_SIZES = (500, 1_000, 5_000, 10_000, 50_000, 100_000)
LARGEST_LOT = 1_000_000

type Curve = Sequence[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class ChosenPlan:
    """The smallest plan that keeps both risks, and what becomes of it where labels hang together.

    Attributes:
        checks: how many labels to draw one by one.
        acceptance_number: how many wrong ones among them still pass.
        share: the labels checked as a share of the delivery, at most 1.
        pass_good: the chance that a delivery at the acceptance quality limit passes.
        pass_bad: the chance that one at the limiting quality passes.
        average_checked_good: the checks on average if you stop at the first error too many, at the first rate.
        average_checked_bad: the same at the second rate.
        images: how many whole images or documents to draw instead.
        labels: the labels in them.
        labels_acceptance_number: how many wrong ones among those still pass.
        clustered_pass_good: the chance that the plan of images passes the first rate.
        clustered_pass_bad: the chance that it passes the second.
    """

    checks: int
    acceptance_number: int
    share: float
    pass_good: float
    pass_bad: float
    average_checked_good: float
    average_checked_bad: float
    images: int
    labels: int
    labels_acceptance_number: int
    clustered_pass_good: float
    clustered_pass_bad: float


@dataclass(frozen=True, kw_only=True)
class ZeroAcceptance:
    """The smallest plan that allows no wrong label and keeps the consumer's risk."""

    checks: int
    pass_good: float
    pass_bad: float


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """The plan after one change: the input's name, its new value as typed, and the plan, null without one."""

    name: str
    value: float
    checks: int | None
    acceptance_number: int | None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a rule does: its checks, the wrong ones it allows, its chances and its cost.

    Attributes:
        name: the rule.
        checks: how many labels it checks.
        acceptance_number: how many wrong ones it allows; -1 where nothing passes.
        pass_good: the chance that a delivery at the acceptance quality limit passes.
        pass_bad: the chance that one at the limiting quality passes.
        sees_one_bad: the chance that a sample from a bad delivery shows at least one wrong label.
        cost: the cost of its checks.
    """

    name: str
    checks: int
    acceptance_number: int
    pass_good: float
    pass_bad: float
    sees_one_bad: float
    cost: float


@dataclass(frozen=True, kw_only=True)
class ShareSize:
    """What a share of the delivery comes to at one size: checks, the chance that a bad one passes, the plan's checks.

    The share is judged by its flat limit: as many wrong ones as the limiting quality makes on average.
    """

    lot_size: int
    checks: int
    pass_bad: float
    plan_checks: int | None


def chosen_plan(inputs: SamplingInputs, both: Sides, plan: Plan) -> ChosenPlan:
    """Return the plan with its chances, and in images where labels hang together."""
    pass_good, pass_bad = both.passes(plan.allowed, plan.checks)
    images, labels, allowed, everything = _in_images(inputs, both, plan)
    size, correlation = inputs.cluster_size, inputs.intraclass_correlation
    if size > 1 and correlation > 0 and not everything:
        clustered = (
            clusters_at_most(allowed, images, size, both.good_rate, correlation),
            clusters_at_most(allowed, images, size, both.bad_rate, correlation),
        )
    else:
        clustered = (pass_good, pass_bad) if labels == plan.checks else both.passes(allowed, labels)
    return ChosenPlan(
        checks=plan.checks,
        acceptance_number=plan.allowed,
        share=min(1.0, labels / both.lot),
        pass_good=pass_good,
        pass_bad=pass_bad,
        average_checked_good=average_checked(plan, both.good_rate),
        average_checked_bad=average_checked(plan, both.bad_rate),
        images=images,
        labels=labels,
        labels_acceptance_number=allowed,
        clustered_pass_good=clustered[0],
        clustered_pass_bad=clustered[1],
    )


def _in_images(inputs: SamplingInputs, both: Sides, plan: Plan) -> tuple[int, int, int, bool]:
    """Return images, their labels, the wrong ones allowed, and whether that is the whole delivery."""
    size = inputs.cluster_size
    effect = design_effect(size, inputs.intraclass_correlation)
    images = up(plan.checks * effect / size)
    if both.whole and size > 1 and images * size >= both.lot:
        return math.ceil(both.lot / size), both.lot, int(both.good.bad), True
    return images, images * size, down(plan.allowed * effect), False


def zero_acceptance(both: Sides) -> ZeroAcceptance | None:
    """Return the smallest plan that allows none; None if no number of checks is enough."""
    checks = both.zero_acceptance()
    if checks is None:
        return None
    pass_good, pass_bad = both.passes(0, checks)
    return ZeroAcceptance(checks=checks, pass_good=pass_good, pass_bad=pass_bad)


def operating_characteristic(both: Sides, plan: Plan) -> Curve:
    """Return the chance of passing at rates up to twice the limiting quality, each rate once."""
    if not both.whole:
        return [(rate, Urn.process(rate).at_most(plan.allowed, plan.checks)) for rate in _rates(both)]
    counts = dict.fromkeys(down(both.lot * rate + 0.5) for rate in _rates(both))
    return [(bad / both.lot, Urn.lot(bad, both.lot).at_most(plan.allowed, plan.checks)) for bad in counts]


def outgoing_quality(both: Sides, plan: Plan) -> Curve:
    """Return the share of wrong labels left on average at the same rates, if refused deliveries are put right."""
    return [(rate, average_outgoing_quality(plan, rate, both.lot)) for rate in _rates(both)]


def _rates(both: Sides) -> Sequence[float]:
    steps = range(2 * STEPS_TO_BAD + 1)
    return list(dict.fromkeys(min(1.0, both.bad_rate * step / STEPS_TO_BAD) for step in steps))


def alternatives(inputs: SamplingInputs) -> Iterator[Alternative]:
    """Yield the plan after each of five changes, one at a time, as far as they make sense."""
    changes: list[tuple[str, float]] = [
        ("consumer_risk", inputs.consumer_risk / 2),
        ("limiting_quality", inputs.limiting_quality - 1),
        ("limiting_quality", inputs.limiting_quality + 1),
        ("acceptance_quality_limit", inputs.acceptance_quality_limit / 2),
        ("lot_size", inputs.lot_size * 10),
    ]
    for name, value in changes:
        changed = inputs.varied({name: value})
        apart = changed.limiting_quality - changed.acceptance_quality_limit > 1e-9
        if not apart or changed.limiting_quality > 100 or changed.lot_size > LARGEST_LOT:
            continue
        # A process is the same whatever the size of a delivery.
        plan = sides(changed).plan()
        yield Alternative(
            name=name,
            value=value,
            checks=plan.checks if plan else None,
            acceptance_number=plan.allowed if plan else None,
        )


def comparisons(
    inputs: SamplingInputs, both: Sides, plan: Plan | None, zero: ZeroAcceptance | None, check_cost: float
) -> Iterator[Comparison]:
    """Yield what the plan, no allowance, a share of the delivery and the standard's table do."""
    share = up(both.lot * inputs.check_share / 100)
    rules: list[tuple[str, int, int]] = []
    if plan:
        rules.append(("plan", plan.checks, plan.allowed))
    if zero:
        rules.append(("zero_acceptance", zero.checks, 0))
    rules += [
        ("share", share, both.most_allowed(share)),
        ("share_flat_limit", share, down(share * both.bad_rate)),
        ("share_flat_good", share, down(share * both.good_rate)),
    ]
    limit = standard_limit(inputs)
    if limit is not None:
        printed = standard_plan(both.lot, limit).plan
        rules.append(("standard_table", min(printed.checks, both.lot), printed.allowed))
    for name, checks, allowed in rules:
        pass_good, pass_bad = both.passes(allowed, checks)
        yield Comparison(
            name=name,
            checks=checks,
            acceptance_number=allowed,
            pass_good=pass_good,
            pass_bad=pass_bad,
            sees_one_bad=1 - both.bad.at_most(0, checks),
            cost=check_cost * checks,
        )


def standard_limit(inputs: SamplingInputs) -> float | None:
    """Return the largest AQL of the standard's series that is not above the reader's; None if none is."""
    fits = [limit for limit in AQL_SERIES if limit <= inputs.acceptance_quality_limit + 1e-9]
    return fits[-1] if fits and inputs.lot_size >= 2 else None


def share_sizes(inputs: SamplingInputs, both: Sides, plan: Plan | None) -> Iterator[ShareSize]:
    """Yield, for deliveries of six sizes, what the same share of them proves and how many checks the plan takes."""
    for lot in LOT_SIZES:
        there = sides(inputs.varied({"lot_size": lot}))
        found = there.plan() if both.whole and lot != both.lot else plan
        checks = up(lot * inputs.check_share / 100)
        yield ShareSize(
            lot_size=lot,
            checks=checks,
            pass_bad=there.bad.at_most(down(checks * there.bad_rate), checks),
            plan_checks=found.checks if found else None,
        )
