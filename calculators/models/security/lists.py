"""The parts of the answer that list every control, and the text to take away."""

import functools

from calculators.core import BulletList, Download, Rows, Section
from calculators.core.answer import Content
from calculators.core.words import count, counted
from calculators.models.security import papers, words
from calculators.models.security.case import Case
from calculators.models.security.controls import Control, control_set

DOWNLOAD = "security-controls"


def controls(case: Case) -> Section:
    """Return every control that applies by group, with state, evidence, end and owner."""
    tables: list[Content] = [
        Rows(
            title=f"{group.title}: {counted(len(members), 'control')}",
            columns=["Control", "Kind", "State", "Evidence", "Owner, or who must act"],
            rows=[_row(case, control) for control in members],
        )
        for group, members in case.by_group(case.controls)
    ]
    return Section(
        id="controls",
        title="All controls that apply",
        on_paper=False,
        content=[
            f"{counted(len(case.controls), 'control')} of {count(len(control_set().controls))} apply. "
            "“Not known” counts as missing. “Waived on your word” counts for nothing and against nothing.",
            *tables,
            Download(name=DOWNLOAD, words="all controls with your answers and the numbers of the standards"),
        ],
    )


def _row(case: Case, control: Control) -> list[str]:
    return [
        f"{control.number}. {control.says}",
        "Gate" if control.id in case.gates else "Other",
        case.state(control),
        _evidence(case, control),
        case.owner(control) or case.who(control),
    ]


def _evidence(case: Case, control: Control) -> str:
    """Return the evidence given and asked for, and when it runs out."""
    end = case.end(control)
    return f"{case.evidence(control)}; {end}" if end else case.evidence(control)


def details(case: Case) -> Section:
    """Return what stands behind each control: why, what to ask, strong and weak answers, numbers and law."""
    return Section(
        id="details",
        title="Why each is asked, and what a weak answer looks like",
        folded=True,
        content=[
            Rows(
                title=group.title,
                columns=["Control", "Why", "Ask for", "A strong answer", "A weak answer", "Standards and law"],
                rows=[_behind(control.id) for control in members],
            )
            for group, members in case.by_group(case.controls)
        ],
    )


@functools.cache
def _behind(name: str) -> tuple[str, ...]:
    control = control_set().by_id[name]
    unverified = f" Not verified: {' '.join(control.unverified)}" if control.unverified else ""
    return (
        f"{control.number}. {control.says}",
        control.why,
        control.ask,
        control.strong,
        control.red_flag,
        f"{words.crosswalk(control) or 'No number found.'}{unverified}",
    )


def questions(case: Case) -> Section:
    """Return the questions to the vendor, to copy."""
    found = papers.questions(case)
    title = "Text to copy: questions to the vendor"
    if not found:
        return Section(id="questions", title=title, folded=True, content=["There is nothing left to ask a vendor."])
    return Section(
        id="questions",
        title=title,
        folded=True,
        to_copy=True,
        content=[
            "One question each, the gates first. What is in place or waived is left out.",
            BulletList(items=found, ordered=True),
        ],
    )


def annex(case: Case) -> Section:
    """Return the annex to the contract, to copy."""
    title = "Text to copy: contract annex"
    if not case.result.clauses:
        return Section(
            id="annex",
            title=title,
            folded=True,
            content=["No other firm is involved, so there is no contract to add to."],
        )
    return Section(
        id="annex",
        title=title,
        folded=True,
        to_copy=True,
        content=[
            "Fill in what stands in brackets, and let counsel read it. It is a start, and no legal advice.",
            BulletList(items=papers.blanks(case)),
            *papers.annex(case),
        ],
    )


def summary(case: Case) -> Section:
    """Return a record for the file, to copy."""
    title = "Text to copy: summary for the file"
    return Section(id="summary", title=title, folded=True, to_copy=True, content=papers.summary(case))


def download(case: Case) -> list[list[object]]:
    """Return every control of the set with the reader's answer and its numbers, the column names first."""
    head: list[object] = [
        "number", "id", "group", "control", "applies", "gate", "weight", "state", "status", "evidence asked",
        "evidence", "runs out in months", "must act", "owner", "note", "severity", "ask for", "until it is in place",
        "question", "clause", *words.STANDARDS.values(), "law", "not verified",
    ]  # fmt: skip
    severity = {gap.id: gap.severity for gap in case.result.gaps}
    return [head, *(_cells(case, control, severity.get(control.id, 0)) for control in control_set().controls)]


def _cells(case: Case, control: Control, severity: float) -> list[object]:
    answer, status = case.answer(control), case.result.status.get(control.id)
    group = next(group.title for group in control_set().groups if group.id == control.group)
    return [
        control.number,
        control.id,
        group,
        control.says,
        "yes" if status else "no",
        "yes" if control.id in case.gates else "no",
        control.weight,
        answer.state if answer else "unknown",
        status or "",
        case.asked(control) if status else "",
        (answer.evidence if answer else None) or "",
        "" if answer is None or answer.expires_months is None else answer.expires_months,
        case.result.who.get(control.id, ""),
        case.owner(control),
        case.note(control),
        severity if status else "",
        control.ask,
        control.instead,
        control.question,
        control.clause,
        *(", ".join(control.crosswalk.get(name, ())) for name in words.STANDARDS),
        ", ".join(control.law),
        " ".join(control.unverified),
    ]
