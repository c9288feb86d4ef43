"""What would change the plan, what other rules do, and what measuring would take."""

from calculators.core import Amount, Rows, Section
from calculators.core.answer import Content
from calculators.core.words import NOT_YET, count, counted, plain
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.planning import Alternative, Comparison
from calculators.models.sampling.present.words import as_given, capital, change, passes, times, typed
from calculators.models.sampling.result import Sampling


def changes(inputs: SamplingInputs, result: Sampling) -> Section:
    """Return the plan after one change at a time."""
    rows: list[list[Amount | str]] = [
        [capital(change(inputs, one)), *_plan_cells(one)]
        for one in result.alternatives
        if one.value != getattr(inputs, one.name)
    ]
    content: list[Content] = []
    if rows:
        content = [
            "Each line changes one thing and leaves the rest as you gave it; labels are drawn one by one.",
            Rows(title="What would change the plan", columns=["Change", "Checks", "Allowed"], rows=rows),
        ]
    return Section(id="change", title="What would change the plan", content=content)


def _plan_cells(one: Alternative) -> list[Amount | str]:
    if one.checks is None or one.acceptance_number is None:
        return ["more than 20,000", "-"]
    return [Amount(value=one.checks), Amount(value=one.acceptance_number)]


def rules(inputs: SamplingInputs, result: Sampling) -> Section:
    """Return what other rules do and why a share is the wrong control; pending until they are worked out."""
    title = "What other rules do"
    if not result.comparisons:
        return Section(id="rules", title=title, content=[NOT_YET], pending=True)
    flat = next((one for one in result.comparisons if one.name == "share_flat_limit"), None)
    share = typed(inputs.check_share)
    content: list[Content] = []
    if flat:
        content.append(
            f"{share} with a flat limit takes {counted(flat.checks, 'check')} here, and a bad delivery "
            f"{passes(flat.pass_bad)}. A percentage is too little for a small delivery and too much for a large one."
        )
    if inputs.cluster_size > 1:
        content.append("Here labels are drawn one by one, because the other rules are made for such draws.")
    content += [
        Rows(
            title=title,
            columns=["Rule", "Checks", "Allowed", "A good one passes", "A bad one passes", "Cost of the checks"],
            rows=[
                [
                    _rule_name(one, inputs, result),
                    Amount(value=one.checks),
                    "nothing passes" if one.acceptance_number < 0 else Amount(value=one.acceptance_number),
                    times(one.pass_good),
                    times(one.pass_bad),
                    Amount(value=one.cost, kind="money"),
                ]
                for one in result.comparisons
            ],
        ),
        Rows(
            title=f"{share} with a flat limit, by the size of the delivery",
            columns=["Labels in the delivery", f"{share} are", "A bad one passes", "The plan checks"],
            rows=[
                [
                    count(one.lot_size),
                    Amount(value=one.checks),
                    times(one.pass_bad),
                    "more than 20,000" if one.plan_checks is None else Amount(value=one.plan_checks),
                ]
                for one in result.share_sizes
            ],
        ),
    ]
    return Section(id="rules", title=title, content=content)


def _rule_name(one: Comparison, inputs: SamplingInputs, result: Sampling) -> str:
    share = typed(inputs.check_share)
    return {
        "plan": "The plan",
        "zero_acceptance": "No wrong label allowed",
        "share": f"{share}, allowing what keeps your risk",
        "share_flat_limit": f"{share} with a flat limit: {typed(inputs.limiting_quality)} of the sample",
        "share_flat_good": f"{share}, allowing {typed(inputs.acceptance_quality_limit)} of the sample",
        "standard_table": f"Standard table, AQL {plain(result.standard_table_aql or 0)}",
    }[one.name]


def measuring(inputs: SamplingInputs, result: Sampling) -> Section:
    """Return how many checks measure the rate, where no decision hangs on it."""
    content: list[Content] = []
    if result.measure:
        content.append(
            f"To report the rate itself to within {as_given(inputs.margin_of_error, 'point')} either way, where about "
            f"{typed(inputs.delivered_error_rate)} are wrong, check {counted(result.measure.checks, 'label')} "
            f"({typed(inputs.confidence_level)} confidence)."
        )
    return Section(id="measure", title="Measuring the rate instead", content=content, folded=True)
