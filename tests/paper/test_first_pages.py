"""What the first pages of a paper take from answers and from the reader: figures of all, and steps with days."""

import pytest

from calculators.catalog import catalog, presented
from calculators.core import Amount, Answer, Figure
from calculators.paper import Details
from calculators.paper.steps import steps
from tests.examples import EXAMPLE, QUESTIONS, ROWS, asking
from tests.test_paper import contents, saved

PILOT, WORK = asking("pairing", "only_first"), asking("work_shape", "turnaround_weeks")
FOUR = (EXAMPLE, PILOT, ROWS, WORK)


def answer(name: str) -> Answer:
    """Return what a calculator says at its defaults."""
    calculator = catalog()[name]
    return presented(calculator, calculator.inputs(), calculator.finished(calculator.inputs()))


def rows_of(*names: str) -> dict[str, list[str]]:
    """Return the names of the figures that a paper shows first, by the calculator's title as it stands there."""
    text = saved({**contents(*names), "details": {}}, "markdown")
    table = text.partition("**The figures that matter**\n\n")[2].partition("\n\n")[0]
    found: dict[str, list[str]] = {}
    for line in table.splitlines()[2:]:
        title, figure = line.strip("| ").split(" | ")[:2]
        found.setdefault(title, []).append(figure)
    return found


def is_money(figure: Figure) -> bool:
    """Say whether a figure is an amount."""
    return isinstance(figure.value, Amount) and figure.value.kind == "money"


def title(name: str) -> str:
    """Return a calculator's title as it stands in a table."""
    return catalog()[name].title.partition(":")[0].partition(",")[0]


def test_every_calculator_has_its_figures_on_the_first_page() -> None:
    """Among four, each has one to three figures in the reader's order, and those with money begin with it."""
    found = rows_of(*FOUR)
    assert list(found) == [title(name) for name in FOUR]
    for name in FOUR:
        assert 1 <= len(found[title(name)]) <= 3
        money = [figure.name for figure in answer(name).figures if is_money(figure)]
        assert not money or found[title(name)][0] in money, name


def test_of_many_ways_the_first_of_the_headline_is_shown() -> None:
    """Where a table of costs holds all offers further down, page 1 shows the one that the headline tells first."""
    shown = answer(ROWS)
    named = [one for one in shown.figures if one.style and str(one.value) in shown.headline]
    first = min(named, key=lambda one: shown.headline.index(str(one.value)))
    assert len(named) > 1
    assert rows_of(*FOUR)[title(ROWS)] == [first.name]


def test_a_paper_of_very_many_calculators_keeps_a_figure_of_each() -> None:
    """However many there are, none is without a figure, and none that has no ways to choose from has more than one."""
    names = list(catalog())
    found = rows_of(*names)
    assert len(names) > 10
    assert set(found) == {title(name) for name in names}
    assert found[title(PILOT)] == [next(one.name for one in answer(PILOT).figures if is_money(one))]
    assert QUESTIONS in names


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("2027-01-15 Ana asks", ["2027-01-15", "Ana asks"]),
        ("2027-01-15: Ana asks", ["2027-01-15", "Ana asks"]),
        ("15.01.2027 Bo asks", ["2027-01-15", "Bo asks"]),
        ("5. 1. 2027 – Bo asks", ["2027-01-05", "Bo asks"]),
        ("25/12/2027, Cleo asks", ["2027-12-25", "Cleo asks"]),
        ("12/25/2027 Cleo asks", ["2027-12-25", "Cleo asks"]),
        ("3/3/2027 Cleo asks", ["2027-03-03", "Cleo asks"]),
        # Either day may be meant, or no such day exists.
        ("03/04/2027 Dan asks", ["", "03/04/2027 Dan asks"]),
        ("31.02.2027 Dan asks", ["", "31.02.2027 Dan asks"]),
        ("2027-13-01 Dan asks", ["", "2027-13-01 Dan asks"]),
        ("15.01.20275 Dan asks", ["", "15.01.20275 Dan asks"]),
        ("Dan asks", ["", "Dan asks"]),
    ],
)
def test_a_day_is_read_as_people_write_it(line: str, step: list[str]) -> None:
    """A day that can be only one stands in its column as all others do; what can be two stays in the reader's words."""
    assert steps(f"\n{line}\n") == [step]


def test_the_form_says_which_days_it_reads() -> None:
    """Whoever writes days in points or strokes learns beside the field what becomes of them."""
    words = Details.fields()["actions"].help
    assert all(day in words for day in ("2027-01-15", "15.01.2027", "03/04/2027"))
