"""The verdict in words: what stops the work, what it hangs on, and what to ask, sign and keep."""

from collections.abc import Iterator, Sequence

from calculators.core import Answer, Figure, Later, Link
from calculators.core.words import count, counted, listed, percent
from calculators.models.security import lists, sections, words
from calculators.models.security.case import Case
from calculators.models.security.headline import headline
from calculators.models.security.inputs import SecurityInputs
from calculators.models.security.result import Security

# The day on which the public copies of the laws were last read.
LAW_READ = "26 November 2026"
# The controls that a comparison of vendors asks you to have tried yourself.
MOST_IMPORTANT = 5


def present(inputs: SecurityInputs, result: Security) -> Answer:
    """Return the answer: the verdict, then what stops the work, what it hangs on, and the papers."""
    case = Case(inputs, result)
    return Answer(
        headline=headline(case),
        rows={"answers": result.applicable},
        figures=list(_figures(case)),
        sections=Later(
            lambda: [
                sections.start(case),
                sections.stops(case),
                sections.conditions(case),
                sections.changes(case),
                sections.gaps(case),
                sections.groups(case),
                sections.lapses(case),
                lists.controls(case),
                lists.details(case),
                lists.questions(case),
                lists.annex(case),
                lists.summary(case),
            ]
        ),
        cautions=Later(lambda: _cautions(case)),
        next_steps=Later(lambda: _next_steps(case)),
    )


def _figures(case: Case) -> Iterator[Figure]:
    result = case.result
    waived = sum(condition.reason == "waived" for condition in result.conditions)
    failed = len(result.gates_failed)
    holding = len(result.gates) - failed - len(result.gates_unknown)
    yield Figure(
        # A waived gate is counted here, and not among those that hold in the headline.
        name="Gates that hold or are waived" if waived else "Gates that hold",
        value=f"{holding} of {len(result.gates)}",
        note=", ".join(
            [f"{failed} {'fails' if failed == 1 else 'fail'}", f"{len(result.gates_unknown)} not known"]
            + ([f"{waived} waived on your word"] if waived else [])
        ),
        why="stops",
    )
    yield Figure(name="First paper to run out", value=_first_lapse(case), note=_after(case), why="lapses")
    share = result.weighted_share
    yield Figure(
        name="In place, by weight",
        value="nothing left" if share is None else percent(100 * share),
        note="Progress, not a mark for safety",
        why="groups",
    )


def _first_lapse(case: Case) -> str:
    if not case.result.lapses:
        return "none"
    months = case.result.lapses[0].months
    return counted(months, "month") if months > 0 else "has run out"


def _after(case: Case) -> str:
    return f"Data is deleted in {counted(case.result.horizon, 'month')}"


def _cautions(case: Case) -> Iterator[str]:
    if laws := [f"{one.number} ({law})" for one in case.named(case.result.gates) if (law := case.waived_law(one))]:
        yield (
            f"You waived gates behind which a law is named: {listed(laws)}. “{words.STATES['not_applicable']}” holds "
            "only where that law does not reach your case, so write down why, and let counsel read it before any data "
            "leaves."
        )
    yield "These are your own answers. Nothing here can tell whether they are true."
    yield "A report may cover a web platform and leave out the room in which people look. Read its scope first."
    yield (
        f"The law was read in public copies, last on {LAW_READ}, and it changes. This is not legal advice; what could "
        f"not be verified is marked at {counted(_unverified(case), 'control')} of yours."
    )
    yield "A go does not last. Come back when site, tool, owner, subcontractor or the class of the data changes."
    if case.inputs.answers:
        yield "Owners and notes never go into a link, so a page that was opened from one does not have them."


def _unverified(case: Case) -> int:
    return sum(bool(control.unverified) for control in case.controls)


def scorecard_level(case: Case) -> int:
    """Return what this check is worth on the security row of a vendor scorecard, from 0 to 4.

    A gate that fails gives 0, gates that are only unknown 1, conditions 2, a go 3, and a go without a gap, with the
    gravest controls tried by you, 4.
    """
    result = case.result
    if result.blocks or result.gates_failed:
        return 0
    if result.gates_unknown:
        return 1
    if result.verdict == "go_with_conditions":
        return 2
    return 4 if not result.gaps and _tried(case) else 3


def _on_the_scorecard(case: Case) -> str:
    """Return what to write on the scorecard, which keeps unknowns in and lets a dated plan stand for a gate."""
    level = f"level {count(scorecard_level(case))} of 4"
    if case.result.blocks:
        return f"security earns {level}, which no plan can mend"
    if case.result.gates_failed:
        return f"security earns {level} as things stand, or 2 where every gate that is not met has a dated plan"
    if case.result.gates_unknown:
        return (
            "you mark security with “?”, which means not known, until every gate here is answered, because the "
            f"{level} that it earns so far would rule the vendor out"
        )
    return f"security earns {level}"


def _tried(case: Case) -> bool:
    """Say whether the evidence on each of the gravest controls is of the grade of what you tried yourself."""
    gravest = [
        control
        for control in case.controls
        if control.weight == MOST_IMPORTANT and case.result.status[control.id] != "waived"
    ]
    return all((answer := case.answer(control)) and answer.evidence == "A" for control in gravest)


def _next_steps(case: Case) -> Sequence[Link]:
    return [
        Link(words="Grade each paper on the evidence ladder", page="security/evidence-ladder.md#how-strong"),
        Link(words="Put the annex into the contract", page="vendors/contract.md#the-clauses"),
        Link(words="Plan the end now: the offboarding list", page="security/checklist-offboarding.md#the-list"),
        Link(words="Ask which way of working your data leaves open", page="calculators/decide.md", calculator="decide"),
        Link(
            words=f"Compare vendors on a scorecard, where {_on_the_scorecard(case)}",
            page="calculators/scorecard.md",
            calculator="scorecard",
        ),
        Link(words="Read every control with its rules and sources", page="security/controls.md"),
    ]
