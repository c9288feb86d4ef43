"""What the first pages of a decision paper choose of each calculator's answer."""

from functools import cache

from calculators.catalog import catalog
from calculators.core import Answer
from tests.test_paper import contents, saved


@cache
def weighing() -> dict[str, Answer]:
    """What each calculator says at its defaults that weighs ways, so that it has a figure for each."""
    calculators = catalog().items()
    answers = {name: one.present(one.inputs(), one.finished(one.inputs())) for name, one in calculators}
    return {name: answer for name, answer in answers.items() if len({one.style for one in answer.figures} - {""}) > 1}


def test_ways_to_choose_from_stand_together() -> None:
    """Among many calculators too, each way has its figure, unless a table of costs further down holds them all."""
    assert len(weighing()) > 3
    text = saved({**contents(*weighing()), "details": {}}, "markdown")
    table = text.partition("**The figures that matter**")[2].partition("## ")[0]
    for name in weighing():
        if "cost" not in catalog()[name].paper:
            ways = [figure.name for figure in weighing()[name].figures if figure.style]
            assert [way for way in ways if f"| {way} |" not in table] == [], name


def test_no_step_leads_to_what_the_paper_holds() -> None:
    """A calculator that stands in the paper has been asked, so nobody is sent there."""
    text = saved({**contents(*weighing()), "details": {}}, "markdown")
    steps = text.partition("## What to do next")[2].partition("## ")[0]
    links = [link for name in weighing() for link in weighing()[name].next_steps]
    assert any(link.words in steps for link in links if link.calculator not in weighing())
    assert [link.words for link in links if link.calculator in weighing() and f"{link.words}." in steps] == []
