"""The two curves of a plan: how often each rate passes, and what is left wrong."""

import math
from collections.abc import Sequence

from calculators.core import Lines, Section, Series
from calculators.core.answer import Content
from calculators.core.words import NOT_YET, counted, percent
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.planning import Curve
from calculators.models.sampling.present.words import rate, times, typed
from calculators.models.sampling.result import Sampling

RATE = "Wrong labels in 100"


def curve(inputs: SamplingInputs, result: Sampling) -> Section:
    """Return the operating characteristic; pending until it is worked out."""
    title = "How the plan behaves at every rate"
    if result.plan and not result.oc:
        return Section(id="curve", title=title, content=[NOT_YET], pending=True)
    content: list[Content] = []
    if len(result.oc) == 1:
        content = [_no_curve(inputs)]
    elif result.oc:
        words = f"The worse a delivery is, the less often it passes, {_between(inputs, result.oc)}."
        content = [
            words,
            Lines(
                title="How often a delivery passes, by its true rate (operating characteristic)",
                description=words,
                positions=[100 * position for position, _ in result.oc],
                series=[Series(name="Passes", values=[100 * chance for _, chance in result.oc], style="1")],
                position_name=RATE,
                kind="percent",
                marks=[(inputs.acceptance_quality_limit, "good"), (inputs.limiting_quality, "bad")],
                digits=1,
                position_digits=_digits(result.oc),
            ),
        ]
    return Section(id="curve", title=title, content=content)


def _between(inputs: SamplingInputs, curve: Curve) -> str:
    """Return how often the rate half way between good and bad passes, as near as the curve has it above 0."""
    middle = (inputs.acceptance_quality_limit + inputs.limiting_quality) / 200
    position, chance = min(curve[1:], key=lambda point: abs(point[0] - middle))
    often = times(chance)
    if often == "never":
        return f"and one with {rate(position)} wrong never does"
    return f"yet one with {rate(position)} wrong still passes {often}"


def _no_curve(inputs: SamplingInputs) -> str:
    """Return why there is no curve for a delivery of which one wrong label is already far too many."""
    return (
        f"With {counted(inputs.lot_size, 'label')} in the delivery, one wrong label is already a rate of "
        f"{rate(1 / inputs.lot_size)}, more than twice the {typed(inputs.limiting_quality)} that must not pass. So "
        "there is no curve to draw."
    )


def outgoing(result: Sampling) -> Section:
    """Return the average outgoing quality and its limit; pending until they are worked out."""
    title = "What stays wrong if refused deliveries are put right"
    if result.plan and not result.aoq:
        return Section(id="outgoing", title=title, content=[NOT_YET], folded=True, pending=True)
    content: list[Content] = []
    if result.aoq and result.aoql is not None:
        if result.aoql_rate is None:
            words = "Every label is checked, so nothing wrong is left unless a checker misses it."
        else:
            words = (
                f"If every refused delivery is checked in full and put right, at most {percent(100 * result.aoql, 2)} "
                f"of all labels stay wrong in the long run, when deliveries come with {rate(result.aoql_rate)} wrong. "
                "Better ones bring fewer errors, and worse ones are put right more often."
            )
        marks = [(100 * result.aoql_rate, "most")] if result.aoql_rate is not None else []
        last = result.aoq[-1][0]
        content = [
            words,
            Lines(
                title="Labels left wrong if refused deliveries are put right (average outgoing quality)",
                description=words,
                positions=[100 * position for position, _ in result.aoq],
                series=[Series(name="Left wrong", values=[100 * left for _, left in result.aoq], style="2")],
                position_name=RATE,
                kind="percent",
                marks=[mark for mark in marks if mark[0] <= 100 * last],
                digits=2,
                position_digits=_digits(result.aoq),
            ),
        ]
    return Section(id="outgoing", title=title, content=content, folded=True)


def _digits(curve: Sequence[tuple[float, float]]) -> int:
    """Return the decimals that keep neighbouring rates, in per cent, apart."""
    return max(0, 2 - math.floor(math.log10(10 * max(curve[-1][0], 1e-12))))
