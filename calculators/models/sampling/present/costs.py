"""What checking costs against what wrong labels cost."""

from calculators.core import Amount, Lines, Rows, Section, Series
from calculators.core.answer import Content
from calculators.core.words import NOT_YET, count, counted, money, percent
from calculators.facts import fact
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.money import Cheapest, Costs
from calculators.models.sampling.present.words import times
from calculators.models.sampling.result import Sampling

TITLE = "Does checking pay?"
# The seconds of a box: labelled afresh by two people, and looked at once when it is finished.
_BY_TWO = 2 * float(fact("bbox_pro_end_to_end_seconds").value)
_ONE_LOOK = float(fact("bbox_quality_check_seconds").value)


def costs(inputs: SamplingInputs, result: Sampling) -> Section:
    """Return the costs of none, the plan, the cheapest and all, and the curve between; pending until tried."""
    found = result.costs
    if found.cheapest is None or found.ladder is None:
        return Section(id="costs", title=TITLE, content=[NOT_YET, _table(inputs, result)], pending=True)
    words = f"{_break_even(found)} {_cheapest(inputs, found.cheapest)}"
    content: list[Content] = [words, _table(inputs, result), _chart(inputs, result)]
    if found.break_even_error_rate is not None:
        content += [_deming(result.check_cost, found.break_even_error_rate), _afresh(inputs)]
    return Section(id="costs", title=TITLE, content=content)


def _break_even(found: Costs) -> str:
    if found.break_even_error_cost is None:
        return "With no wrong labels expected, no check pays."
    return f"Checking pays once a wrong label costs more than {money(found.break_even_error_cost)}."


def _deming(check: float, rate: float) -> str:
    """Return the rule for deliveries that are all alike: all above the break-even rate, nothing below."""
    if rate >= 1:
        return f"One check costs {money(check)}, as much as the wrong label it might find, or more."
    share = percent(100 * rate, 1)
    return (
        f"One check costs {money(check)}. If all deliveries were alike, checking everything would pay above {share} "
        "wrong, and checking nothing below (Deming)."
    )


def _afresh(inputs: SamplingInputs) -> str:
    """Return what a check is here, since a contract may ask for one that takes much longer."""
    return (
        f"A check here is one look at a finished label, of {counted(inputs.review_seconds, 'second')}. Where two "
        "people label each drawn item afresh, put the seconds of both into that field: for a box that is "
        f"{count(_BY_TWO)} against {count(_ONE_LOOK)}, so a check costs about "
        f"{count(round(_BY_TWO / _ONE_LOOK))} times as much and fewer of them pay."
    )


def _cheapest(inputs: SamplingInputs, cheapest: Cheapest) -> str:
    best = {
        "none": "not to check at all",
        "all": "to check everything",
        "sample": f"to check {count(cheapest.checks)} and allow {count(cheapest.acceptance_number or 0)}",
    }[cheapest.kind]
    return f"At {money(inputs.error_cost)} the cheapest is {best}."


def _table(inputs: SamplingInputs, result: Sampling) -> Rows:
    found, lot = result.costs, inputs.lot_size
    wrong = lot * inputs.delivered_error_rate / 100
    rows: list[list[Amount | str]] = [_row("Nothing checked", 0, "-", found.none, 0, wrong)]
    if found.plan and result.plan:
        plan = found.plan
        allowed = Amount(value=result.plan.labels_acceptance_number)
        rows.append(_row("The plan", result.plan.labels, allowed, plan.cost, plan.refused, plan.wrong_left))
    if best := found.cheapest:
        number = best.acceptance_number
        allowed_best = "-" if number is None else Amount(value=number)
        rows.append(_row("The cheapest", best.checks, allowed_best, best.cost, best.refused, best.wrong_left))
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
        Amount(value=wrong, digits=0 if wrong >= 10 or wrong == 0 else 1),
    ]  # fmt: skip


def _chart(inputs: SamplingInputs, result: Sampling) -> Lines:
    rungs = (result.costs.ladder or ())[1:]
    marks = [(inputs.lot_size, "all")]
    if result.plan and rungs[0][0] <= result.plan.labels < inputs.lot_size:
        marks.insert(0, (result.plan.labels, "plan"))
    return Lines(
        title="Cost of a delivery by the labels checked",
        description="From one check to all of them, each with the wrong ones allowed that a good delivery needs.",
        positions=[checks for checks, _ in rungs],
        series=[
            Series(name="Sample", values=[cost for _, cost in rungs], style="1"),
            Series(name="Nothing checked", values=[result.costs.none] * len(rungs), style="3"),
        ],
        position_name="Labels checked",
        marks=marks,
        logarithmic=True,
    )
