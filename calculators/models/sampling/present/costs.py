"""What checking costs against what wrong labels cost."""

import math

from calculators.core import Amount, Lines, Rows, Section, Series
from calculators.core.answer import Content
from calculators.core.words import NOT_YET, count, counted, money, plain
from calculators.facts import fact
from calculators.models.sampling.best import pays_from, plan_is_cheapest
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.money import Cheapest, allowed_to_good
from calculators.models.sampling.planning import ChosenPlan
from calculators.models.sampling.present.words import as_given, rate, times, typed
from calculators.models.sampling.result import Sampling
from calculators.models.sampling.sides import down

TITLE = "Does checking pay?"
# The seconds of a box: labelled afresh by two people, and looked at once when it is finished.
_BY_TWO = 2 * float(fact("bbox_pro_end_to_end_seconds").value)
_ONE_LOOK = float(fact("bbox_quality_check_seconds").value)


def costs(inputs: SamplingInputs, result: Sampling) -> Section:
    """Return the costs of none, the plan, the cheapest and all, and the curve between; pending until tried."""
    found = result.costs
    if found.cheapest is None or found.ladder is None:
        return Section(id="costs", title=TITLE, content=[NOT_YET, _table(inputs, result)], pending=True)
    words = f"{_break_even(pays_from(inputs, result))} {_cheapest(inputs, result, found.cheapest)}"
    content: list[Content] = [words, _table(inputs, result), _chart(inputs, result)]
    if found.break_even_error_rate is not None:
        content.append(_deming(result.check_cost, found.break_even_error_rate))
        content += [_afresh(inputs)] if result.check_cost else []
    return Section(id="costs", title=TITLE, content=content)


def _break_even(pays: float | None) -> str:
    if pays is None:
        return "With no wrong labels expected, no check pays."
    if pays == 0:
        return "Checks cost nothing here, so they pay however little a wrong label costs."
    return f"Checking pays once a wrong label costs more than {money(pays)}."


def _deming(check: float, from_rate: float) -> str:
    """Return the rule for deliveries that are all alike: all above the break-even rate, nothing below."""
    if from_rate >= 1:
        return f"One check costs {money(check)}, as much as the wrong label it might find, or more."
    if check == 0:
        return "If all deliveries were alike, checking everything would pay as soon as anything is wrong (Deming)."
    return (
        f"One check costs {money(check)}. If all deliveries were alike, checking everything would pay above "
        f"{rate(from_rate)} wrong, and checking nothing below (Deming)."
    )


def _afresh(inputs: SamplingInputs) -> str:
    """Return what a check is here, since a contract may ask for one that takes much longer."""
    return (
        f"A check here is one look at a finished label, of {as_given(inputs.review_seconds, 'second')}. Where two "
        "people label each drawn item afresh, put the seconds of both into that field: for a box that is "
        f"{count(_BY_TWO)} against {count(_ONE_LOOK)}, so a check costs about "
        f"{count(round(_BY_TWO / _ONE_LOOK))} times as much and fewer of them pay."
    )


def _cheapest(inputs: SamplingInputs, result: Sampling, cheapest: Cheapest) -> str:
    if result.plan and plan_is_cheapest(result):
        best = f"checks {count(result.plan.labels)} and allows {count(result.plan.labels_acceptance_number)}"
        return f"At {money(inputs.error_cost)} the plan is the cheapest of all that were tried: it {best}."
    best = {
        "none": "not to check at all",
        "all": "to check everything",
        "sample": f"to check {count(cheapest.checks)} and allow {count(cheapest.acceptance_number or 0)}",
    }[cheapest.kind]
    return f"At {money(inputs.error_cost)} the cheapest is {best}."


def _table(inputs: SamplingInputs, result: Sampling) -> Rows:
    found, lot, wins = result.costs, inputs.lot_size, plan_is_cheapest(result)
    wrong = lot * inputs.delivered_error_rate / 100
    rows: list[list[Amount | str]] = [_row("Nothing checked", 0, "-", found.none, 0, wrong)]
    if found.plan and result.plan:
        plan = found.plan
        allowed = Amount(value=result.plan.labels_acceptance_number)
        name = "The plan, the cheapest of all tried" if wins else "The plan"
        rows.append(_row(name, result.plan.labels, allowed, plan.cost, plan.refused, plan.wrong_left))
    best = found.cheapest
    # Nothing and everything have rows of their own, and only as the cheapest of all a second one.
    if best and not (wins and best.acceptance_number is None):
        number = best.acceptance_number
        allowed_best = "-" if number is None else Amount(value=number)
        name = "The cheapest of the other sizes" if wins else "The cheapest"
        rows.append(_row(name, best.checks, allowed_best, best.cost, best.refused, best.wrong_left))
    rows.append(_row("Everything checked", lot, "-", found.all, 0, 0))
    return Rows(
        title="Cost of one delivery, wrong labels included",
        columns=["", "Checks", "Allowed", "Cost", "Refused", "Wrong labels left"],
        rows=rows,
    )


def _row(
    name: str, checks: int, allowed: Amount | str, cost: float, refused: float, wrong: float
) -> list[Amount | str]:
    return [
        name, Amount(value=checks), allowed, Amount(value=cost, kind="money"), times(refused),
        Amount(value=wrong, digits=_digits(wrong)),
    ]  # fmt: skip


def _digits(wrong: float) -> int:
    """Return the decimals that keep a few wrong labels apart from none."""
    return 0 if wrong >= 10 or wrong == 0 else min(6, max(1, -math.floor(math.log10(wrong))))


def _chart(inputs: SamplingInputs, result: Sampling) -> Lines:
    rungs = (result.costs.ladder or ())[1:]
    marks = [(inputs.lot_size, "all")]
    words = _sizes_tried(inputs)
    if result.plan and result.costs.plan and rungs[0][0] <= result.plan.labels < inputs.lot_size:
        marks.insert(0, (result.plan.labels, "plan"))
        # The plan's own cost stands where it is marked, because another size may allow by another rule.
        rungs = sorted({**dict(rungs), result.plan.labels: result.costs.plan.cost}.items())
        words += _plan_on_curve(inputs, result, result.plan)
    return Lines(
        title="Cost of a delivery by the labels checked",
        description=words,
        positions=[checks for checks, _ in rungs],
        series=[
            Series(name="Sample", values=[cost for _, cost in rungs], style="1"),
            Series(name="Nothing checked", values=[result.costs.none] * len(rungs), style="3"),
        ],
        position_name="Labels checked",
        marks=marks,
        logarithmic=True,
    )


def _sizes_tried(inputs: SamplingInputs) -> str:
    """Return which sizes the curve tries, and by which rule each of them allows wrong ones."""
    good, passes = typed(inputs.acceptance_quality_limit), plain(round(100 - inputs.producer_risk, 10))
    return (
        "From one check to all of them, in steps of about 12%. Each size allows the wrong ones that let work with "
        f"{good} wrong pass at least {passes} times in 100, whatever the size of the delivery."
    )


def _plan_on_curve(inputs: SamplingInputs, result: Sampling, plan: ChosenPlan) -> str:
    """Return by which rule the plan allows where that is another than the curve's, and else that it is on the curve."""
    other = down(allowed_to_good(inputs, plan.checks) * result.design_effect)
    if other == plan.labels_acceptance_number:
        return " The plan is drawn among them."
    allowed = count(plan.labels_acceptance_number) if plan.labels_acceptance_number else "none"
    return (
        f" The plan is drawn among them and stands apart: it allows {allowed} of "
        f"{counted(plan.labels, 'label')} where that rule would allow {count(other)}, because the plan counts what is "
        f"wrong in this delivery of {count(inputs.lot_size)} alone."
    )
