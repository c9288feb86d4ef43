"""The whole answer, in the order in which it is read."""

from collections.abc import Iterator, Sequence

from calculators.core import Amount, Answer, Figure, Later, Link, Section
from calculators.core.words import count, counted, plain
from calculators.facts import fact
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.judging import Judged
from calculators.models.sampling.planning import ChosenPlan
from calculators.models.sampling.present.costs import costs
from calculators.models.sampling.present.curves import curve, outgoing
from calculators.models.sampling.present.headline import all_checked, headline, no_plan, one_sided, true_rate
from calculators.models.sampling.present.sample import sample
from calculators.models.sampling.present.tables import changes, measuring, rules
from calculators.models.sampling.present.words import rate, times, typed
from calculators.models.sampling.result import Sampling
from calculators.models.sampling.strips import strips

FEW_IMAGES = 20
MISSED = (
    "Where an object can be missed, as in a picture, draw whole items and have them labelled afresh, because no list "
    "of delivered labels holds what was left out."
)


def present(inputs: SamplingInputs, result: Sampling) -> Answer:
    """Return the answer: the verdict or the plan, then what explains it."""
    return Answer(
        headline=headline(inputs, result),
        figures=list(_figures(inputs, result)),
        strips=Later(lambda: strips(inputs, result)),
        sections=Later(
            lambda: [
                curve(inputs, result),
                sample(inputs, result),
                changes(inputs, result),
                rules(inputs, result),
                costs(inputs, result),
                outgoing(result),
                _together(inputs, result),
                measuring(inputs, result),
                _contract(inputs, result),
            ]
        ),
        cautions=Later(lambda: _cautions(inputs, result)),
        next_steps=Later(lambda: _next_steps(inputs, result)),
    )


def _figures(inputs: SamplingInputs, result: Sampling) -> Iterator[Figure]:
    plan = result.plan
    if plan is None:
        yield Figure(name="Labels to check", value="no plan", note="of up to 20,000 checks", why="rules")
        return
    images = f"in {counted(plan.images, 'image')} drawn at random" if inputs.cluster_size > 1 else "drawn at random"
    yield Figure(name="Labels to check", value=Amount(value=plan.labels), note=images, why="rules")
    yield Figure(name="Wrong ones allowed", value=Amount(value=plan.labels_acceptance_number), why="rules")
    for side, limit, chance in (
        ("good", inputs.acceptance_quality_limit, plan.clustered_pass_good),
        ("bad", inputs.limiting_quality, plan.clustered_pass_bad),
    ):
        yield Figure(name=f"A {side} one passes", value=times(chance), note=f"with {typed(limit)} wrong", why="curve")
    yield Figure(
        name="Share of the delivery", value=Amount(value=100 * plan.share, kind="percent", digits=_digits(plan.share)),
        note="what comes of it, not what sets it", why="rules")  # fmt: skip


def _digits(share: float) -> int:
    """Return the decimals with which a small share does not read as nothing."""
    return next((digits for digits in range(1, 4) if round(100 * share, digits)), 4)


def _together(inputs: SamplingInputs, result: Sampling) -> Section:
    plan = result.plan
    content = []
    if plan and inputs.cluster_size > 1:
        content.append(
            f"With {count(inputs.cluster_size)} labels in an image and a correlation of "
            f"{plain(inputs.intraclass_correlation)}, a sample of images must be {count(result.design_effect, 2)} "
            f"times as large to tell as much. So {counted(plan.checks, 'label')} drawn one by one become "
            f"{counted(plan.labels, 'label')} in {counted(plan.images, 'image')}."
        )
        content.append(
            f"Drawn one by one, that plan would pass the good side {times(plan.pass_good)} and the bad side "
            f"{times(plan.pass_bad)}. In images it passes them {times(plan.clustered_pass_good)} and "
            f"{times(plan.clustered_pass_bad)}{_why_other(inputs, plan)}."
        )
    return Section(id="images", title="Labels that hang together", content=content)


def _why_other(inputs: SamplingInputs, plan: ChosenPlan) -> str:
    """Return why images pass more or less often than labels drawn one by one, as the end of a sentence."""
    if inputs.population == "delivery" and plan.labels == inputs.lot_size:
        return ", because these images are the whole delivery"
    return ", because whole images go wrong together" if inputs.intraclass_correlation else ""


def _contract(inputs: SamplingInputs, result: Sampling) -> Section:
    plan = result.plan
    if plan is None:
        return Section(id="contract", title="A sentence for the contract", content=[])
    drawn = counted(plan.labels, "label")
    if inputs.cluster_size > 1:
        drawn = f"{counted(plan.images, 'image')} with all their labels ({count(plan.labels)})"
    them = "it" if plan.labels == 1 else "them"
    sentence = (
        f"“From each delivery the Customer draws {drawn} at random after receipt and has {them} checked without "
        f"knowing who made {them}. The delivery is accepted if {_may_be_wrong(plan.labels_acceptance_number)} wrong by "
        "the list of errors agreed. Otherwise it is refused as a whole: the Supplier checks and corrects all of it at "
        f"{_who_pays(inputs)}, and the Customer draws a fresh sample.”"
    )
    size = " A delivery of another size has another plan." if inputs.population == "delivery" else ""
    return Section(
        id="contract", title="A sentence for the contract",
        content=[sentence, MISSED, f"Have counsel fit it to your contract.{size}"],
    )  # fmt: skip


def _may_be_wrong(allowed: int) -> str:
    if not allowed:
        return "none is"
    return f"at most {count(allowed)} {'is' if allowed == 1 else 'are'}"


def _who_pays(inputs: SamplingInputs) -> str:
    if not inputs.rework_billed:
        return "its own cost"
    return "the Customer's cost" if inputs.rework_billed == 100 else "a shared cost"


def _cautions(inputs: SamplingInputs, result: Sampling) -> Iterator[str]:
    plan = result.plan
    if result.judged and plan is None:
        yield no_plan(inputs, result)
    if plan and not (inputs.population == "delivery" and plan.labels >= inputs.lot_size):
        yield (
            f"A delivery that passes is not proven to be at {typed(inputs.acceptance_quality_limit)}, because worse "
            "ones pass too, if less often."
        )
    yield "Fix the size before you look. Whoever looks again and again until it passes takes a larger risk than stated."
    yield from _images_cautions(inputs, plan)
    if result.judged and not all_checked(inputs, result.judged):
        yield from _sample_cautions(inputs, result.judged)
    yield "Checkers are taken to be right. What they miss stays, and what they find wrongly counts against the maker."
    yield "A rare class hides in one plan for everything, so give each class that matters a run of its own."
    yield f"The money is only as good as the cost of a wrong label, here {_cost(inputs)}, which you alone can judge."
    saving = fact("acceptance_sampling_saving")
    yield (
        f"A plan decides; it does not measure. An estimate of the rate takes up to twice as many checks "
        f"({saving.publisher}, {saving.year})."
    )


def _cost(inputs: SamplingInputs) -> str:
    return str(Amount(value=inputs.error_cost, kind="money"))


def _images_cautions(inputs: SamplingInputs, plan: ChosenPlan | None) -> Iterator[str]:
    if plan and inputs.cluster_size > 1:
        if plan.clustered_pass_good < 1 - inputs.producer_risk / 100 - 1e-12:
            yield (
                f"Drawn in images, a good delivery passes {times(plan.clustered_pass_good)}, less often than the "
                f"{typed(round(100 - inputs.producer_risk, 10))} you asked for."
            )
        if plan.clustered_pass_bad > inputs.consumer_risk / 100 + 1e-12:
            yield (
                f"Drawn in images, a bad delivery passes {times(plan.clustered_pass_bad)}, more often than the "
                f"{typed(inputs.consumer_risk)} you asked for."
            )
    found = len(inputs.images())
    if 0 < found < FEW_IMAGES:
        measure = "measures" if found == 1 else "measure"
        yield f"{counted(found, 'image')} {measure} badly how labels hang together; take at least {FEW_IMAGES}."
    if found and (inputs.checked or inputs.errors_found):
        yield "The counts by image replace the two counts above them, which are not looked at."


def _sample_cautions(inputs: SamplingInputs, found: Judged) -> Iterator[str]:
    whose = true_rate(inputs).removeprefix("The true ")
    yield (
        f"That the {whose} is at most {rate(found.upper)} holds with {one_sided(inputs)} confidence, one minus your "
        "own risk."
    )


def _next_steps(inputs: SamplingInputs, result: Sampling) -> Sequence[Link]:
    known = {"error_cost": plain(inputs.error_cost)}
    if result.plan:
        known["check_share"] = plain(min(100.0, round(100 * result.plan.labels / inputs.lot_size, 10)))
    return [
        Link(
            words="Put this share of checks into the cost of both ways", page="calculators/cost.md",
            calculator="cost", inputs=known,
        ),
        Link(words="Write the plan into the contract", page="quality/accuracy-in-a-contract.md#clause-wording"),
        Link(words="Keep watching after the first delivery", page="quality/drift.md"),
        Link(words="Size a pilot", page="vendors/pilot.md#size"),
    ]  # fmt: skip
