"""The answer in a few sentences: the verdict on a sample, or else the plan and what would change it."""

from collections.abc import Iterator

from calculators.core.words import count, counted, percent, plain
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.judging import Judged, whole_sample
from calculators.models.sampling.planning import Alternative, ChosenPlan
from calculators.models.sampling.present.words import capital, change, rate, times, typed
from calculators.models.sampling.result import Sampling


def headline(inputs: SamplingInputs, result: Sampling) -> str:
    """Return the answer in two to four sentences."""
    if result.judged:
        return f"{_verdict(inputs, result, result.judged)} {interval(inputs, result.judged)}"
    if result.plan:
        return " ".join([plan_words(inputs, result.plan), *_tips(inputs, result)])
    return no_plan(inputs, result)


def plan_words(inputs: SamplingInputs, plan: ChosenPlan) -> str:
    """Return what to do, and how often each side then passes."""
    if inputs.cluster_size == 1:
        wrong = _at_most(plan.acceptance_number)
        what = f"Check {counted(plan.checks, 'label')} drawn at random and accept with {wrong}."
    else:
        wrong = _at_most(plan.labels_acceptance_number)
        what = f"Check all labels in {counted(plan.images, 'image')} ({count(plan.labels)}), accept with {wrong}."
    good, bad = times(plan.clustered_pass_good), times(plan.clustered_pass_bad)
    same = " in 100"
    if good.endswith(f"times{same}") and bad.endswith(f"times{same}"):
        bad = bad.removesuffix(same)
    return (
        f"{what} With {typed(inputs.acceptance_quality_limit)} wrong it passes {good}; "
        f"with {typed(inputs.limiting_quality)}, {bad}."
    )


def _at_most(wrong: int) -> str:
    return f"at most {count(wrong)} wrong" if wrong else "none wrong"


def _tips(inputs: SamplingInputs, result: Sampling) -> Iterator[str]:
    """Yield what other demands would take, in labels drawn one by one."""
    known = {(one.name, one.value > inputs.limiting_quality): one for one in result.alternatives}
    stricter, looser = known.get(("limiting_quality", False)), known.get(("limiting_quality", True))
    larger = next((one for one in result.alternatives if one.name == "lot_size"), None)
    parts = []
    if result.plan and inputs.cluster_size > 1:
        parts.append(f"drawn one by one, {counted(result.plan.checks, 'check')} would do")
    if stricter:
        asked = f"asking for {typed(stricter.value)} instead of {typed(inputs.limiting_quality)}"
        parts.append(f"{asked} takes {_checks(stricter, short=bool(parts))}")
    if looser:
        parts.append(f"allowing {typed(looser.value)} takes {_checks(looser, short=bool(parts))}")
    if parts:
        yield capital(", ".join(parts)) + "."
    if larger and inputs.population == "delivery":
        yield f"A delivery ten times as large takes {_checks(larger, short=bool(parts))}."


def _checks(found: Alternative, short: bool = False) -> str:
    if found.checks is None:
        return "more than 20,000"
    return count(found.checks) if short else counted(found.checks, "check")


def no_plan(inputs: SamplingInputs, result: Sampling) -> str:
    """Return that no plan exists, and the first change that gives one."""
    good, bad = typed(inputs.acceptance_quality_limit), typed(inputs.limiting_quality)
    sentence = f"No plan of up to 20,000 checks tells {good} from {bad}."
    found = next((one for one in result.alternatives if one.checks), None)
    if found is None:
        return f"{sentence} Move the two rates further apart, or accept more risk."
    return f"{sentence} There is one of {_checks(found)} for {change(inputs, found)}."


def _verdict(inputs: SamplingInputs, result: Sampling, found: Judged) -> str:
    wrong = f"{count(found.errors)} wrong in {count(found.checked)}"
    if found.verdict == "pass":
        return f"Accept: {wrong}, and up to {count(found.allowed)} would pass."
    _, most = whole_sample(inputs, result.plan, found.design_effect)
    if found.verdict == "fail":
        if most is not None:
            return f"Refuse: {count(found.errors)} wrong, and the whole sample may have {count(most)}."
        good, risk = typed(inputs.acceptance_quality_limit), plain(inputs.producer_risk)
        return f"Refuse: {wrong}, which work with {good} wrong shows at most {risk} times in 100."
    if found.more_checks is not None:
        return f"Not decided: check {count(found.more_checks)} more."
    return f"Not decided, with {wrong}. {no_plan(inputs, result)}"


def interval(inputs: SamplingInputs, found: Judged) -> str:
    """Return where the true rate lies, and how many of the delivery's labels that makes wrong."""
    if inputs.population == "delivery" and found.checked == inputs.lot_size:
        return f"Everything was checked, so the rate is {rate(found.rate)} and nothing is left to guess."
    level = percent(inputs.confidence_level, 0 if inputs.confidence_level % 1 == 0 else 1)
    sentence = f"The true rate lies between {rate(found.low)} and {rate(found.high)}"
    if found.wrong_low is not None and found.wrong_high is not None:
        wrong = f"{count(found.wrong_low)} to {count(found.wrong_high)}"
        sentence += f"; {wrong} of the {count(inputs.lot_size)} are wrong"
    return f"{sentence}, at {level} confidence."
