"""The security check as a workbook: the register, the answers as they are read back, and the packet for the vendor."""

from collections.abc import Iterator, Sequence

from calculators.core import Cell, Choice, Sheet, Workbook
from calculators.core.workbook import Value, column_name, headings
from calculators.models.security import papers, words
from calculators.models.security.case import Case
from calculators.models.security.controls import Control, control_set
from calculators.models.security.inputs import ControlAnswer, SecurityInputs
from calculators.models.security.result import Security

ANSWERS, REGISTER, LISTS = "Answers", "Register", "Lists"
COLUMNS = ControlAnswer.fields()

type Row = Sequence[Value | Cell]


def workbook(inputs: SecurityInputs, result: Security) -> Workbook:
    """Return the answers to go on with, what they come to, the questions to the vendor and the contract annex."""
    case = Case(inputs, result)
    return [
        _answers(case),
        _register(case),
        questionnaire(case.gates_first(case.result.questions), case.gates),
        _annex(case),
        _lists(),
    ]


def _answers(case: Case) -> Sheet:
    """Return one row a control that applies, in the columns of the table of answers, which reads the sheet back."""
    rows: list[Row] = [headings(*(field.label for field in COLUMNS.values()))]
    for control in case.controls:
        answer = case.answer(control) or ControlAnswer(id=control.id)
        given: list[Value | Cell] = [control.id]
        for name, field in list(COLUMNS.items())[1:]:
            value = getattr(answer, name)
            given.append(Cell(field.options[value] if isinstance(field, Choice) and value else value, "entry"))
        rows.append(given)
    choices = {
        f"{column_name(place)}2:{column_name(place)}{len(rows)}": _options(place)
        for place, field in enumerate(COLUMNS.values())
        if isinstance(field, Choice)
    }
    return Sheet(title=ANSWERS, rows=rows, widths=(30, 22, 52, 12, 24, 60), fixed=(1, 1), choices=choices)


def _options(place: int) -> str:
    field = list(COLUMNS.values())[place]
    assert isinstance(field, Choice)
    return f"{LISTS}!${column_name(place)}$1:${column_name(place)}${len(field.options)}"


def _lists() -> Sheet:
    """Return the answers that may stand in a cell, in the columns that they belong to."""
    options = [list(field.options.values()) if isinstance(field, Choice) else [] for field in COLUMNS.values()]
    rows = [[column[place] if place < len(column) else None for column in options] for place in range(5)]
    return Sheet(title=LISTS, rows=rows, widths=(40,), hidden=True)


def _register(case: Case) -> Sheet:
    """Return every control that applies with what was said of it; the state follows the sheet of answers."""
    rows: list[Row] = [
        headings(
            "Number", "Group", "Control", "Gate", "Weight", "State", "Evidence asked for", "Who must act", "Ask for",
            "Until it is in place", *words.STANDARDS.values(), "Law",
        )
    ]  # fmt: skip
    states = COLUMNS["state"]
    assert isinstance(states, Choice)
    for row, control in enumerate(case.controls, 2):
        answer, state = case.answer(control), f"{ANSWERS}!{column_name(list(COLUMNS).index('state'))}{row}"
        said = states.options[answer.state if answer else "unknown"]
        rows.append([
            control.number, _group(control), control.says, "Gate" if control.id in case.gates else "", control.weight,
            Cell(said, "", f'IF({state}="","{states.options["unknown"]}",{state})'), case.asked(control),
            case.who(control), control.ask, control.instead,
            *(", ".join(control.crosswalk.get(name, ())) for name in words.STANDARDS), ", ".join(control.law),
        ])  # fmt: skip
    rows += [[], *_counts(case, len(case.controls) + 1)]
    return Sheet(title=REGISTER, rows=rows, widths=(9, 22, 56, 8, 8, 20, 12, 14, 50, 50, 16), fixed=(1, 3))


def _group(control: Control) -> str:
    return next(group.title for group in control_set().groups if group.id == control.group)


def _counts(case: Case, last: int) -> Iterator[Row]:
    """Yield how many controls and gates are in each state, as formulas over the rows above."""
    states = COLUMNS["state"]
    assert isinstance(states, Choice)
    yield headings("", "", "State", "Gates", "All")
    given = [(control.id, answer.state if (answer := case.answer(control)) else "unknown") for control in case.controls]
    for state, said in states.options.items():
        all_of, gates = (
            sum(one == state for _, one in given),
            sum(one == state and name in case.gates for name, one in given),
        )
        yield [
            "", "", said,
            Cell(gates, "result", f'COUNTIFS($F$2:$F${last},"{said}",$D$2:$D${last},"Gate")'),
            Cell(all_of, "result", f'COUNTIF($F$2:$F${last},"{said}")'),
        ]  # fmt: skip


def questionnaire(controls: Sequence[Control], gates: frozenset[str]) -> Sheet:
    """Return a sheet on which a vendor answers one question a control, and says what it attaches."""
    rows: list[Row] = [
        headings(
            "Number",
            "Gate",
            "Question",
            "Please attach",
            "Your answer",
            "What you attach",
            "Its date",
            "What it covers",
        )
    ]  # fmt: skip
    for control in controls:
        entries = [Cell(None, "entry")] * 4
        rows.append([control.number, "Gate" if control.id in gates else "", control.question, control.ask, *entries])
    return Sheet(title="Questions", rows=rows, widths=(9, 8, 60, 50, 44, 34, 16, 40), fixed=(1, 3))


def _annex(case: Case) -> Sheet:
    lines = [*papers.blanks(case), *papers.annex(case)] or ["No other firm is involved, so there is nothing to annex."]
    note = Cell("Fill in what stands in brackets, and let counsel read it. It is a start, and no legal advice.", "note")
    return Sheet(title="Contract annex", rows=[[note], *([line] for line in lines)], widths=(120,))


def security_questionnaire() -> Workbook:
    """Return every question that a vendor can be asked, for data of any kind; those that do not apply are deleted."""
    asked = [control for control in control_set().controls if control.question]
    note = (
        "Questions before data leaves. Delete the rows that your data does not need: the security check of the "
        "handbook chooses them, and says which are gates."
    )
    return [
        Sheet(title="Read me", rows=[[Cell("Security questionnaire", "title")], [note]], widths=(110,)),
        questionnaire(asked, frozenset()),
    ]
