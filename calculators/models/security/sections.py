"""The parts of the answer that say what stops the work, what it hangs on, and what would change that."""

from collections.abc import Sequence

from calculators.core import Amount, Lines, Rows, Section, Series, StackedBars
from calculators.core.answer import Content
from calculators.core.words import count, counted
from calculators.models.security import words
from calculators.models.security.case import Case, running_out
from calculators.models.security.controls import Control, control_set
from calculators.models.security.headline import FIRST_FEW, IN_OWN_ROOMS, START, flips
from calculators.models.security.judging import STATUSES

MOST_GAPS = 10


def start(case: Case) -> Section:
    """Return where to begin while no gate is answered: the gravest gates; nothing afterwards."""
    content: list[Content] = []
    if len(case.result.gates_unknown) == len(case.result.gates):
        first = case.named(gap.id for gap in case.result.gaps[:FIRST_FEW])
        content.append(
            Rows(
                title="The gravest gates, to answer first",
                columns=["Gate", "Why", "Evidence to ask for", "Must act"],
                rows=[[_named(one), one.why, one.ask, case.who(one)] for one in first if one.id in case.gates],
            )
        )
    # On paper too, because the headline sends the reader there.
    return Section(id="start", title=START, content=content)


def stops(case: Case) -> Section:
    """Return what stops the work: combinations that are barred, then gates that fail, then those not known."""
    result = case.result
    content: list[Content] = [block.says for block in control_set().blocks if block.id in result.blocks]
    for title, ids in (
        ("Gates that are not in place", result.gates_failed),
        ("Gates that are not known yet", result.gates_unknown),
    ):
        if ids:
            content.append(_stopping(title, case.named(ids)))
    if not content:
        content.append("Nothing stops the work: every gate holds, or is waived on your word.")
    # On paper the list of gaps names the same gates in a line each.
    return Section(id="stops", title="What stops you", content=content, on_paper=False)


def _stopping(title: str, controls: Sequence[Control]) -> Rows:
    return Rows(
        title=title,
        columns=["Gate", "Why", "Evidence to ask for", "Until it is in place"],
        rows=[[_named(control), control.why, control.ask, compensating(control)] for control in controls],
    )


def compensating(control: Control) -> str:
    """Return what lowers the risk meanwhile, with room for the date on which it ends."""
    if control.instead.startswith("None."):
        return f"Nothing can stand in for it.{control.instead.removeprefix('None.')}"
    return f"In place of it, until [date]: {words.small(control.instead)}"


def _named(control: Control) -> str:
    return f"{control.number}. {control.says}"


def conditions(case: Case) -> Section:
    """Return what going ahead hangs on."""
    found = case.result.conditions
    rows = []
    for condition in found:
        control = control_set().by_id[condition.id]
        kind = "Other control" if condition.reason == "gap" else "Gate"
        state = case.state(control)
        if condition.reason == "waived":
            law = case.waived_law(control)
            named = f" A law is named behind it, which nobody can waive: {law}." if law else ""
            state = f"{state}.{named} Reason: {case.note(control) or '[write it into the note]'}"
        rows.append([_named(control), kind, state, case.evidence(control), case.who(control), case.owner(control)])
    if not found:
        return Section(id="conditions", title="Conditions", content=["Going ahead hangs on no condition."])
    return Section(
        id="conditions",
        title="Conditions",
        on_paper=False,
        content=[
            "A gate is a condition while its proof is missing, partial, running out or waived. Any other control is "
            "one if it weighs 4 or 5 and at least half of it is missing.",
            Rows(
                title="What going ahead hangs on",
                columns=["Control", "Kind", "State", "Evidence", "Must act", "Owner"],
                rows=rows,
            ),
        ],
    )


def changes(case: Case) -> Section:
    """Return what the same answers would come to in another situation."""
    result = case.result
    elsewhere = {
        start: flip for start, flip in flips(result).items() if start != IN_OWN_ROOMS or not _in_own_rooms(case)
    }
    title = "What would change it"
    if not elsewhere:
        words_ = "The work stays in your own rooms already, and the data has one class, so nothing is left to try."
        return Section(id="changes", title=title, on_paper=False, content=[words_])
    gates_open = len(result.gates_failed) + len(result.gates_unknown)
    rows: list[list[Amount | str]] = [
        ["As it is", words.VERDICTS[result.verdict], Amount(value=len(result.gates)), Amount(value=gates_open)]
    ]
    rows += [
        [start, words.VERDICTS[flip.verdict], Amount(value=flip.gates), Amount(value=flip.gates_open)]
        for start, flip in elsewhere.items()
    ]
    return Section(
        id="changes",
        title=title,
        on_paper=False,
        content=[
            "Each line changes one thing and keeps your answers.",
            Rows(title="The verdict elsewhere", columns=["", "Verdict", "Gates", "Missing or not known"], rows=rows),
        ],
    )


def _in_own_rooms(case: Case) -> bool:
    """Say whether the work stays there already, so that it is no change."""
    return tuple(case.inputs.sites) == ("own_rooms",) and case.inputs.tool_host == "own"


def gaps(case: Case) -> Section:
    """Return what falls short, the gravest first."""
    found = case.result.gaps
    if not found:
        return Section(id="gaps", title="Gaps, the gravest first", content=["Nothing falls short."])
    rows: list[list[Amount | str]] = []
    # Every gate that falls short stands here, so that the printed list misses none.
    shown = found[: max(MOST_GAPS, sum(gap.id in case.gates for gap in found))]
    for gap in shown:
        control = control_set().by_id[gap.id]
        kind = "Gate" if gap.id in case.gates else "Other"
        severity = Amount(value=gap.severity, digits=2)
        rows.append([_named(control), kind, case.state(control), severity, case.who(control)])
    content: list[Content] = [
        "Gates come first, then what weighs most. Severity is the weight, from 1 to 5, times the share that falls "
        "short. It is our judgement, it orders the work, and it opens no gate.",
        Rows(title="What to close first", columns=["Control", "Kind", "State", "Severity", "Must act"], rows=rows),
    ]
    if len(found) > len(shown):
        more = len(found) - len(shown)
        stand = f"{counted(more, 'more gap')} {'stands' if more == 1 else 'stand'}"
        # On paper that list is left out, so what is said must not point below.
        content.append(f"{stand} on the calculator's page, in the list of all controls that apply.")
    return Section(id="gaps", title="Gaps, the gravest first", content=content)


def groups(case: Case) -> Section:
    """Return how far each group has come, as progress."""
    members = list(case.by_group(case.controls))
    states = [[case.result.status[control.id] for control in controls] for _, controls in members]
    series = [
        Series(name=words.STATUSES[status], values=[one.count(status) for one in states], style=str(number))
        for number, status in enumerate(STATUSES, 1)
        if case.result.counts[status]
    ]
    met = case.result.counts["met"]
    sentence = f"{count(met)} of {counted(len(case.controls), 'control')} {'is' if met == 1 else 'are'} in place."
    return Section(
        id="groups",
        title="How far you have come",
        on_paper=False,
        content=[
            sentence,
            StackedBars(
                title="Controls by group and state",
                description=sentence,
                labels=[group.title for group, _ in members],
                series=series,
                kind="count",
            ),
        ],
    )


def lapses(case: Case) -> Section:
    """Return the papers that run out before the data is gone, as a table and as a line of months."""
    found = case.result.lapses
    if not found:
        words_ = "No paper that you gave an end date for runs out before the data is deleted."
        return Section(id="lapses", title="Papers that run out", content=[words_])
    last = int(case.result.horizon)
    months = [lapse.months for lapse in found]
    holding = [sum(end > month for end in months) for month in range(last + 1)]
    sentence = f"{counted(len(found), 'paper')} will have run out when the data is deleted."
    rows = []
    for lapse in found:
        control = control_set().by_id[lapse.id]
        kind = "Gate" if lapse.id in case.gates else "Other"
        rows.append([_named(control), kind, running_out(lapse.months).capitalize(), case.owner(control)])
    return Section(
        id="lapses",
        title="Papers that run out",
        content=[
            sentence,
            Rows(title="The soonest first", columns=["Control", "Kind", "When", "Owner"], rows=rows),
            Lines(
                title="How many of these papers still hold",
                description=sentence,
                positions=list(range(last + 1)),
                series=[Series(name="Papers that still hold", values=holding, style="1")],
                position_name="Months from now",
                kind="count",
                marks=[(int(case.inputs.months), "work ends"), (last, "data is deleted")],
            ),
        ],
    )
