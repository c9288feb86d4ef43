"""The answer in a few sentences: the verdict on a sample, or else the plan and what would change it."""

from collections.abc import Iterator

from calculators.core.words import count, counted, plain
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.judging import Judged, whole_sample
from calculators.models.sampling.planning import Alternative, ChosenPlan
from calculators.models.sampling.present.words import capital, change, ends, rate, times, typed
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
    wrong = f"{count(found.errors) if found.errors else 'none'} wrong in {count(found.checked)}"
    if found.verdict == "pass":
        more = f"up to {count(found.allowed)} would pass" if found.allowed else "even one would be too many"
        return f"Accept: {wrong}, and {more}."
    _, most = whole_sample(inputs, result.plan, found.design_effect)
    if found.verdict == "fail":
        if most is not None:
            allowed = count(most) if most else "none"
            return f"Refuse: {count(found.errors)} wrong, and the whole sample may have {allowed}."
        good, risk = typed(inputs.acceptance_quality_limit), plain(inputs.producer_risk)
        return f"Refuse: {wrong}, which work with {good} wrong shows at most {risk} times in 100."
    if found.more_checks is not None:
        return f"Not decided: check {count(found.more_checks)} more."
    return f"Not decided, with {wrong}. {no_plan(inputs, result)}"


def interval(inputs: SamplingInputs, found: Judged) -> str:
    """Return where the true rate of the work lies, and how many of the delivery's labels are wrong."""
    if all_checked(inputs, found):
        return f"Everything was checked, so the rate is {rate(found.rate)} and nothing is left to guess."
    texts = ends(found.low, found.high)
    lies = f"lies between {texts[0]} and {texts[1]}" if len(texts) == 2 else f"is {texts[0]}"
    sentence = f"{true_rate(inputs)} {lies}"
    if found.wrong_low is not None and found.wrong_high is not None:
        sentence += f", and {wrong_labels(found.wrong_low, found.wrong_high)} of its "
        sentence += f"{counted(inputs.lot_size, 'label')} are wrong"
    return f"{sentence}, at {typed(inputs.confidence_level)} confidence."


def all_checked(inputs: SamplingInputs, found: Judged) -> bool:
    """Say whether the sample is the whole delivery, so that its rate is known."""
    return inputs.population == "delivery" and found.checked == inputs.lot_size


def true_rate(inputs: SamplingInputs) -> str:
    """Return whose rate the interval is about.

    It is that of work without end. A small delivery of that work may have a rate of its own, which the labels already
    found wrong keep above what the interval allows.
    """
    return "The true rate of the work behind this delivery" if inputs.population == "delivery" else "The true rate"


def one_sided(inputs: SamplingInputs) -> str:
    """Return the confidence of the one-sided limit, which is what the reader's own risk leaves."""
    return typed(round(100 - inputs.consumer_risk, 10))


def wrong_labels(low: int, high: int) -> str:
    """Return how many labels of the delivery are wrong."""
    return count(low) if low == high else f"{count(low)} to {count(high)}"
