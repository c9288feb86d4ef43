"""What a finished sample proves, and whether the delivery passes."""

from dataclasses import dataclass
from typing import NamedTuple

from calculators.methods.acceptance import FORGIVEN
from calculators.methods.clusters import design_effect, measured_design_effect
from calculators.methods.proportions import clopper_pearson_high, clopper_pearson_low, hypergeometric_cdf, wilson
from calculators.methods.search import fewest
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.planning import ChosenPlan
from calculators.models.sampling.sides import Sides, down, sides, up


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A finished sample: what it says of the rate, and the verdict.

    Attributes:
        checked: the labels checked.
        errors: the wrong ones among them.
        rate: their share.
        design_effect: by how much the sample's labels hang together.
        effective_checked: as many labels drawn one by one would tell as much.
        intraclass_estimated: the correlation inside an image that the sample shows; None where it shows none.
        low: the lower limit of the rate (Clopper and Pearson), two-sided at the confidence level.
        high: the upper limit.
        wilson_low: Wilson's lower limit.
        wilson_high: Wilson's upper limit.
        upper: the one-sided upper limit at one minus the consumer's risk.
        wrong_low: the fewest wrong labels in the delivery that fit the sample; None for a process or clusters.
        wrong_high: the most that fit.
        allowed: the most wrong ones that would pass in a sample like this; -1 where nothing passes.
        verdict: "pass", "fail" or "go_on".
        more_checks: how many checks are missing from the whole sample, where it goes on.
        pass_if_good: the chance that the rule for this sample passes a delivery at the acceptance quality limit.
        pass_if_bad: the chance that it passes one at the limiting quality.
    """

    checked: int
    errors: int
    rate: float
    design_effect: float
    effective_checked: float
    intraclass_estimated: float | None
    low: float
    high: float
    wilson_low: float
    wilson_high: float
    upper: float
    wrong_low: int | None
    wrong_high: int | None
    allowed: int
    verdict: str
    more_checks: int | None
    pass_if_good: float
    pass_if_bad: float


class Sample(NamedTuple):
    """What was counted, and how labels hang together in it."""

    checked: int
    errors: int
    effect: float
    correlation: float | None
    known: bool  # whether it is the whole delivery


class Rule(NamedTuple):
    """How many wrong ones pass in a sample, and how often both sides then do."""

    allowed: int
    pass_if_good: float
    pass_if_bad: float


def judged(inputs: SamplingInputs, both: Sides, plan: ChosenPlan | None) -> Judged | None:
    """Return the verdict on what was checked; None where nothing was."""
    sample = _sample(inputs, both)
    if not sample.checked:
        return None
    need, most = whole_sample(inputs, plan, sample.effect)
    rule = _rule(inputs, both, plan, sample)
    verdict = _verdict(both, sample, rule.allowed, most)
    low, high, wilson_low, wilson_high, upper = _limits(inputs, both, sample)
    wrong_low, wrong_high = _counts(inputs, both, sample)
    return Judged(
        checked=sample.checked,
        errors=sample.errors,
        rate=sample.errors / sample.checked,
        design_effect=sample.effect,
        effective_checked=sample.checked / sample.effect,
        intraclass_estimated=sample.correlation,
        low=low,
        high=high,
        wilson_low=wilson_low,
        wilson_high=wilson_high,
        upper=upper,
        wrong_low=wrong_low,
        wrong_high=wrong_high,
        allowed=rule.allowed,
        verdict=verdict,
        more_checks=need - sample.checked if verdict == "go_on" and need is not None else None,
        pass_if_good=rule.pass_if_good,
        pass_if_bad=rule.pass_if_bad,
    )


def _sample(inputs: SamplingInputs, both: Sides) -> Sample:
    images = inputs.images()
    if not images:
        checked, errors = inputs.checked, inputs.errors_found
        effect, correlation = design_effect(inputs.cluster_size, inputs.intraclass_correlation), None
    else:
        checked, errors = sum(image.checked for image in images), sum(image.wrong for image in images)
        effect, correlation = 1.0, None
        measured = measured_design_effect([image.wrong for image in images], [image.checked for image in images])
        if measured is None:
            effect = design_effect(max(1.0, checked / len(images)), inputs.intraclass_correlation)
        else:
            effect = max(1.0, measured)
            mean_size = sum(image.checked**2 for image in images) / checked
            correlation = min(1.0, (effect - 1) / (mean_size - 1)) if mean_size > 1 else None
    known = both.whole and checked == both.lot
    return Sample(checked, errors, 1.0 if known else effect, correlation, known)


def whole_sample(inputs: SamplingInputs, plan: ChosenPlan | None, effect: float) -> tuple[int | None, int | None]:
    """Return how many labels the whole sample has and how many wrong ones it allows; None without a plan.

    ``effect`` is the design effect of what was checked; it counts where images were counted one by one.
    """
    if plan is None:
        return None, None
    if not inputs.image_errors:
        return plan.labels, plan.labels_acceptance_number
    need = up(plan.checks * effect)
    if inputs.population == "delivery":
        need = min(need, inputs.lot_size)
    return need, down(plan.acceptance_number * effect)


def _rule(inputs: SamplingInputs, both: Sides, plan: ChosenPlan | None, sample: Sample) -> Rule:
    if plan and not inputs.image_errors and sample.checked == plan.labels:
        return Rule(plan.labels_acceptance_number, plan.clustered_pass_good, plan.clustered_pass_bad)
    checks = down(sample.checked / sample.effect)
    allowed = both.most_allowed(checks)
    if not checks:
        return Rule(-1, 0.0, 0.0)
    return Rule(down(allowed * sample.effect) if allowed >= 0 else -1, *both.passes(allowed, checks))


def _verdict(both: Sides, sample: Sample, allowed: int, most: int | None) -> str:
    """Return what the sample decides: it passes, or the whole sample would fail too, or neither yet."""
    if allowed >= 0 and sample.errors <= allowed:
        return "pass"
    if most is not None:
        return "fail" if sample.errors > most else "go_on"
    checks, errors = down(sample.checked / sample.effect), down(sample.errors / sample.effect)
    if checks and 1 - both.good.at_most(errors - 1, checks) <= both.producer_risk + FORGIVEN:
        return "fail"
    return "go_on"


def refused_from(inputs: SamplingInputs, plan: ChosenPlan | None, found: Judged) -> int | None:
    """Return the fewest wrong ones with which a sample of so many labels fails; None where not even all do.

    It is for samples that were not counted image by image, because of these the errors change how labels hang together.
    """
    both = sides(inputs)
    sample = _sample(inputs, both)
    _, most = whole_sample(inputs, plan, sample.effect)
    least = max(found.allowed + 1, 0 if most is None else most + 1)
    if least > sample.checked:
        return None
    return fewest(
        lambda errors: _verdict(both, sample._replace(errors=errors), found.allowed, most) == "fail",
        sample.checked,
        least,
    )


def _limits(inputs: SamplingInputs, both: Sides, sample: Sample) -> tuple[float, float, float, float, float]:
    rate, level = sample.errors / sample.checked, inputs.confidence_level / 100
    if sample.known:
        return rate, rate, rate, rate, rate
    checked, errors = sample.checked / sample.effect, sample.errors / sample.effect
    tail = (1 - level) / 2
    return (
        clopper_pearson_low(errors, checked, tail),
        clopper_pearson_high(errors, checked, tail),
        *wilson(errors, checked, level),
        clopper_pearson_high(errors, checked, both.consumer_risk),
    )


def _counts(inputs: SamplingInputs, both: Sides, sample: Sample) -> tuple[int | None, int | None]:
    """Return the fewest and the most wrong labels in the delivery with which this sample is not too strange."""
    if not both.whole or abs(sample.effect - 1) > FORGIVEN:
        return None, None
    if sample.known:
        return sample.errors, sample.errors
    checked, errors, lot = sample.checked, sample.errors, both.lot
    tail = (1 - inputs.confidence_level / 100) / 2 + FORGIVEN
    fewest, most = errors, lot - checked + errors
    low, high = fewest - 1, most
    while high - low > 1:
        middle = (low + high) // 2
        if 1 - hypergeometric_cdf(errors - 1, middle, checked, lot) > tail:
            high = middle
        else:
            low = middle
    found = high
    low, high = fewest, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        if hypergeometric_cdf(errors, middle, checked, lot) > tail:
            low = middle
        else:
            high = middle
    return found, low
