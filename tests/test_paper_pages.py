"""What the first pages of a decision paper choose of each calculator's answer."""

from calculators.catalog import catalog
from calculators.core import Answer
from tests.test_paper import contents, saved


def shown(name: str) -> Answer:
    """Return what a calculator says at its defaults."""
    calculator = catalog()[name]
    return calculator.present(calculator.inputs(), calculator.finished(calculator.inputs()))


# A calculator that weighs ways has a figure for each.
ANSWERS = {name: shown(name) for name in catalog()}
WEIGHING = [name for name, answer in ANSWERS.items() if len({one.style for one in answer.figures if one.style}) > 1]


def test_ways_to_choose_from_stand_together() -> None:
    """Among many calculators too, each way has its figure, unless a table of costs further down holds them all."""
    assert len(WEIGHING) > 3
    text = saved({**contents(*WEIGHING), "details": {}}, "markdown")
    table = text.partition("**The figures that matter**")[2].partition("## ")[0]
    for name in WEIGHING:
        if "cost" not in catalog()[name].paper:
            ways = [figure.name for figure in ANSWERS[name].figures if figure.style]
            assert [way for way in ways if f"| {way} |" not in table] == [], name


def test_no_step_leads_to_what_the_paper_holds() -> None:
    """A calculator that stands in the paper has been asked, so nobody is sent there."""
    text = saved({**contents(*WEIGHING), "details": {}}, "markdown")
    steps = text.partition("## What to do next")[2].partition("## ")[0]
    links = [link for name in WEIGHING for link in ANSWERS[name].next_steps]
    assert any(link.words in steps for link in links if link.calculator not in WEIGHING)
    assert [link.words for link in links if link.calculator in WEIGHING and f"{link.words}." in steps] == []
