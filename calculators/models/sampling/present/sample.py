"""What a finished sample says."""

from calculators.core import Amount, Rows, Section
from calculators.core.answer import Content
from calculators.core.words import count, counted, listed
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.judging import Judged, refused_from
from calculators.models.sampling.present.headline import all_checked, interval, one_sided, true_rate, wrong_labels
from calculators.models.sampling.present.words import ends, passes, rate, typed
from calculators.models.sampling.result import Sampling
from calculators.models.sampling.strips import by_errors


def sample(inputs: SamplingInputs, result: Sampling) -> Section:
    """Return the judged sample: its rule, its interval and its counts."""
    content: list[Content] = []
    if found := result.judged:
        content = [_rule(inputs, found), interval(inputs, found), _table(inputs, found)]
        # The errors of images change how labels hang together, and with that the limits themselves.
        if not inputs.image_errors:
            content.insert(1, _verdicts(inputs, result, found))
    return Section(id="sample", title="What your sample proves", content=content)


def _rule(inputs: SamplingInputs, found: Judged) -> str:
    good, bad = typed(inputs.acceptance_quality_limit), typed(inputs.limiting_quality)
    if found.allowed < 0:
        return (
            f"A sample of {count(found.checked)} is too small to pass anything: even with none wrong, work with {bad} "
            f"wrong would pass more often than {typed(inputs.consumer_risk)} of the time."
        )
    allowed = counted(found.allowed, "wrong one") if found.allowed else "no wrong one"
    return (
        f"A sample of {count(found.checked)} may have {allowed}. By that rule, work with {good} wrong "
        f"{passes(found.pass_if_good)} and work with {bad} wrong {passes(found.pass_if_bad)}."
    )


def _verdicts(inputs: SamplingInputs, result: Sampling, found: Judged) -> str:
    """Return with how many wrong ones each verdict is right, so that none of the three goes unnamed."""
    first, *others = by_errors(found, refused_from(inputs, result.plan, found))
    sample = f"In a sample of {count(found.checked)}"
    if not others:
        return f"{sample}, {first.name} is right however many are wrong."
    below = f"with fewer than {count(first.high)} wrong" if first.high > 1 else "with none wrong"
    said = [f"{first.name} is right {below}"]
    for one in others[:-1]:
        # The next stretch begins where this one ends, and a single number is no range.
        last = one.high - 1
        where = f"at {count(last)}" if one.low == last else f"from {count(one.low)} to {count(last)}"
        said.append(f"{one.name} {where}")
    said.append(f"{others[-1].name} from {count(others[-1].low)} on")
    return f"{sample}, {listed(said)}."


def _table(inputs: SamplingInputs, found: Judged) -> Rows:
    whose = "True rate" if all_checked(inputs, found) else true_rate(inputs).removeprefix("The ").capitalize()
    rows: list[list[Amount | str]] = [
        ["Checked", Amount(value=found.checked)],
        ["Wrong", Amount(value=found.errors)],
        ["Rate found", rate(found.rate)],
        [f"{whose}, exact interval (Clopper and Pearson)", " to ".join(ends(found.low, found.high))],
        [f"{whose}, Wilson's interval", " to ".join(ends(found.wilson_low, found.wilson_high))],
        [f"{whose} is at most ({one_sided(inputs)} confidence)", rate(found.upper)],
    ]
    if found.wrong_low is not None and found.wrong_high is not None:
        share = " to ".join(ends(found.wrong_low / inputs.lot_size, found.wrong_high / inputs.lot_size))
        rows.append(["Wrong labels in the delivery", f"{wrong_labels(found.wrong_low, found.wrong_high)} ({share})"])
    if found.design_effect > 1:
        rows += [
            ["Design effect", Amount(value=found.design_effect, digits=2)],
            ["As good as labels drawn one by one", Amount(value=found.effective_checked, digits=1)],
        ]
    if found.intraclass_estimated is not None:
        rows.append(["Correlation inside an image, as found", Amount(value=found.intraclass_estimated, digits=2)])
    return Rows(title="The sample in numbers", columns=["", "Value"], rows=rows)
