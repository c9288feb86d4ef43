"""What to keep in mind, and where to go next."""

from collections.abc import Iterator

from calculators.core import Link
from calculators.core.guesses import still_assumed
from calculators.core.words import percent, plain
from calculators.facts import fact
from calculators.models.prelabel.inputs import PrelabelInputs
from calculators.models.prelabel.result import Prelabel
from calculators.models.prelabel.ways import Way
from calculators.vocabulary import VOCABULARY

LEFT_OUT = (
    "The rows of the example belong to its sample of 500 items, so they are left out here. Enter your own: for a few "
    "scores, how many items of your sample lie at or above each, and how many of these are wrong."
)


def best(result: Prelabel) -> tuple[str, Way]:
    """Return the way that the answer is about: the cheapest that is shown to keep the limit, else that is hoped to."""
    name = result.cheapest or result.cheapest_hoped or "people"
    return name, result.ways.given()[name]


def cautions(inputs: PrelabelInputs, result: Prelabel) -> Iterator[str]:
    """Yield what must not be forgotten."""
    if inputs.example_left_out:
        yield LEFT_OUT
    yield from still_assumed(inputs)
    yield "A model's errors repeat while people's scatter, so look at each class before you trust an average."
    yield (
        "What the model left out is not on the screen. Where objects must be found, add the time of a search for "
        f"missing ones to the review: {fact('bbox_coverage_check_seconds').value} seconds a box in one study."
    )
    seconds = result.ways.review_all.hours / result.ways.people.hours if result.ways.people.hours else 1.0
    measured = fact("assisted_bbox_time_saving")
    if isinstance(measured.value, int | float) and 100 * (1 - seconds) > measured.value:
        yield (
            f"Reviewing everything would save {percent(100 * (1 - seconds))} of people's time here. Elsewhere "
            f"{percent(measured.value)} was measured for boxes, and at one firm checking was slower than drawing, so "
            "time a pilot before you count on more."
        )
    yield "Labels that people made while seeing the model's proposals flatter the model, so never score it on them."
    yield "Test again whenever the model, the prompt or the data change."


def next_steps(inputs: PrelabelInputs, result: Prelabel) -> Iterator[Link]:
    """Yield where to go from here."""
    yield Link(
        words="Plan the check of finished labels that proves it",
        page="calculators/sampling.md", calculator="sampling", inputs=_plan(inputs, result),
    )  # fmt: skip
    yield Link(
        words="See what two trained people reach: that is the fair mark for a model",
        page="calculators/agreement.md", calculator="agreement",
    )  # fmt: skip
    yield Link(
        words="Place the model beside a vendor, part by part", page="calculators/hybrid.md", calculator="hybrid",
        inputs={"model_accuracy": _text(result.accuracy.estimate)},
    )  # fmt: skip
    yield Link(words="Read how to let a model label first", page="decide/model-first.md")
    yield Link(words="See every other way to get labels", page="decide/other-ways.md")


def _plan(inputs: PrelabelInputs, result: Prelabel) -> dict[str, str]:
    """Return the inputs of a check that good work passes and work at the limit does not, where there is one."""
    good = round(best(result)[1].wrong, 4)
    if not good < inputs.error_limit < 100:
        return {}
    return {
        "acceptance_quality_limit": _text(good), "limiting_quality": _text(inputs.error_limit), "population": "process",
        "producer_risk": _risk(inputs.power), "consumer_risk": _risk(inputs.confidence_level),
    }  # fmt: skip


def _risk(chance: float) -> str:
    """Return the risk that a chance leaves, in per cent, as a link carries it."""
    return plain(round(100 - chance, 9))


def _text(share: float) -> str:
    """Return a percentage as a link carries it."""
    return VOCABULARY["error_limit"].text(round(share, 4))
