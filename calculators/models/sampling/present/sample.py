"""What a finished sample says."""

from calculators.core import Amount, Rows, Section
from calculators.core.answer import Content
from calculators.core.words import count, percent
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.judging import Judged
from calculators.models.sampling.present.headline import interval
from calculators.models.sampling.present.words import rate, times, typed
from calculators.models.sampling.result import Sampling


def sample(inputs: SamplingInputs, result: Sampling) -> Section:
    """Return the judged sample: its rule, its interval and its counts."""
    content: list[Content] = []
    if found := result.judged:
        content = [_rule(inputs, found), interval(inputs, found), _table(inputs, found)]
    return Section(id="sample", title="What your sample proves", content=content)


def _rule(inputs: SamplingInputs, found: Judged) -> str:
    good, bad = typed(inputs.acceptance_quality_limit), typed(inputs.limiting_quality)
    if found.allowed < 0:
        return (
            f"A sample of {count(found.checked)} is too small to pass anything: even with none wrong, work with {bad} "
            f"wrong would pass more often than {typed(inputs.consumer_risk)} of the time."
        )
    return (
        f"A sample of {count(found.checked)} may have {count(found.allowed)} wrong ones. That rule passes work with "
        f"{good} wrong {times(found.pass_if_good)} and work with {bad} wrong {times(found.pass_if_bad)}."
    )


def _table(inputs: SamplingInputs, found: Judged) -> Rows:
    one_sided = percent(100 - inputs.consumer_risk, 0 if inputs.consumer_risk % 1 == 0 else 1)
    rows: list[list[Amount | str]] = [
        ["Checked", Amount(value=found.checked)],
        ["Wrong", Amount(value=found.errors)],
        ["Rate found", rate(found.rate)],
        ["True rate, exact interval (Clopper and Pearson)", f"{rate(found.low)} to {rate(found.high)}"],
        ["True rate, Wilson's interval", f"{rate(found.wilson_low)} to {rate(found.wilson_high)}"],
        [f"True rate is at most ({one_sided} confidence)", rate(found.upper)],
    ]
    if found.wrong_low is not None and found.wrong_high is not None:
        rows.append(["Wrong labels in the delivery", f"{count(found.wrong_low)} to {count(found.wrong_high)}"])
    if found.design_effect > 1:
        rows += [
            ["Design effect", Amount(value=found.design_effect, digits=2)],
            ["As good as labels drawn one by one", Amount(value=found.effective_checked, digits=1)],
        ]
    if found.intraclass_estimated is not None:
        rows.append(["Correlation inside an image, as found", Amount(value=found.intraclass_estimated, digits=2)])
    return Rows(title="The sample in numbers", columns=["", "Value"], rows=rows)
