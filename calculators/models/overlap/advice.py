"""What to keep in mind, and where to go next."""

from collections.abc import Iterator

from calculators.core import Link, Number
from calculators.core.guesses import still_assumed
from calculators.models.overlap.inputs import OverlapInputs
from calculators.models.overlap.options import Option
from calculators.models.overlap.result import Overlap
from calculators.models.overlap.wording import share
from calculators.vocabulary import VOCABULARY


def named(result: Overlap, name: str) -> Option:
    """Return the option of that name."""
    return next(option for option in result.options if option.name == name)


def cautions(inputs: OverlapInputs, result: Overlap) -> Iterator[str]:
    """Yield what must not be forgotten."""
    yield from still_assumed(inputs)
    yield "Agreement is not accuracy: people can agree on a mistake. Measure accuracy with gold items."
    yield (
        f"If two of your people agree less often than {share(result.agreement)}, they are less accurate than typed "
        "here, or they err less alike, and then fewer items mislead everybody than typed."
    )
    yield "An expert may do worse on the items that people dispute than on all items, so test that too."
    yield "If a quote covers an item with all its votes, divide it by the votes before you put it in."
    yield "Taste has no right label. Where people may differ, keep all votes and take no majority."
    yield "Boxes and outlines must be matched across people before anybody can vote on them."


def next_steps(inputs: OverlapInputs, result: Overlap) -> Iterator[Link]:
    """Yield where to go from here."""
    people = named(result, result.best).people
    carried = {"error_cost": inputs.fields()["error_cost"].text(inputs.error_cost)}
    overlap = VOCABULARY["overlap"]
    assert isinstance(overlap, Number)
    if result.best != "expert" and people <= overlap.maximum:
        carried["overlap"] = overlap.text(people)
    yield Link(
        words="Measure how far two of your people agree", page="calculators/agreement.md", calculator="agreement"
    )
    yield Link(
        words="Check a sample of what is left after the vote", page="calculators/sampling.md", calculator="sampling"
    )
    yield Link(
        words="See what this overlap does to the whole cost", page="calculators/cost.md", calculator="cost",
        inputs=carried,
    )  # fmt: skip
    yield Link(words="Read how overlap, gold items and review work together", page="quality/overlap-and-review.md")
