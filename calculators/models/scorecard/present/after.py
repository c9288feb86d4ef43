"""What the reader must not forget, and where to go next."""

from collections.abc import Iterator, Sequence

from calculators.core import Link
from calculators.core.words import counted
from calculators.models.scorecard.present.view import View
from calculators.models.scorecard.signs import LEVELS, NOT_GRADED


def cautions(view: View) -> Iterator[str]:
    """Yield what limits the answer."""
    yield (
        "Levels are judgements. Adding them up assumes that a step is worth the same everywhere on a criterion, and "
        "that a strong point can make up for a weak one unless a gate says otherwise."
    )
    if view.about:
        yield (
            "A criterion that does not apply to one vendor makes the scores less alike. Its own score stands in there "
            "and is held while weights move, so intervals, changes and shares are about right and not exact."
        )
    ungraded = sum(
        level in LEVELS and grade == NOT_GRADED
        for marks in view.marks
        for one in marks
        for level, grade in zip(one.signs, one.grades, strict=True)
    )
    if ungraded and view.inputs.evidence_use == "cap":
        yield (
            f"{counted(ungraded, 'level')} {'has' if ungraded == 1 else 'have'} no grade of evidence, so nothing "
            f"caps {'it' if ungraded == 1 else 'them'}."
        )
    if view.inputs.evidence_use == "show":
        yield "The grades of evidence cap nothing here, so a claim scores as much as a test, at gates too."
    yield "“All weightings” includes silly ones, so read that share beside the one in your own order of importance."
    yield (
        "Unless a pilot's exact test shows one of two vendors to be better, their measured quality is a tie, whatever "
        "the levels say. Intervals that overlap do not settle it."
    )
    yield "This ranks your own rows. It names no firm, and it does not say whether a vendor keeps its word."


def next_steps() -> Sequence[Link]:
    """Return where to go: for the costs, for the security row, for the pilot, and for the request."""
    return [
        Link(
            words="Bring the quotes to one cost of an accepted label",
            page="calculators/quotes.md",
            calculator="quotes",
        ),
        Link(
            words="Settle the security row with a checklist of its own", page="calculators/security.md",
            calculator="security",
        ),
        Link(words="Let a paid pilot say who passes", page="vendors/pilot.md"),
        Link(words="Put criteria and gates into the request for proposal", page="vendors/request-for-proposal.md"),
    ]  # fmt: skip
