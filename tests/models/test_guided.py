"""The nine questions give the advisor's decision and the first estimate's price, and lead on with what they know."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.bridge import answer
from calculators.catalog import catalog, find
from calculators.core import Choice, InputErrors
from calculators.core.currency import CURRENCIES

GUIDED, DECIDE, ESTIMATE, COST = find("guided"), find("decide"), find("estimate"), find("cost")
FIELDS = GUIDED.inputs.fields()
QUESTIONS = {name: list(field.options) for name, field in FIELDS.items() if isinstance(field, Choice)}


def answer_sets(least: int = 1) -> st.SearchStrategy[dict[str, Any]]:
    """Return every set of answers, with a volume from the least one on."""
    chosen = {name: st.sampled_from(options) for name, options in QUESTIONS.items()}
    return st.fixed_dictionaries({**chosen, "volume": st.integers(least, 10_000_000)})


def last_answer(inputs: dict[str, str]) -> dict[str, Any]:
    """Return the last answer that a page gets."""
    replies = [json.loads(reply) for reply in answer(json.dumps({"name": "guided", "inputs": inputs}))]
    return next(reply for reply in reversed(replies) if reply["state"] == "answer")


def test_nine_questions_are_asked_and_none_is_answered_beforehand() -> None:
    """The title's number is that of the questions, each in a group of its own, and a form starts with all open."""
    assert len(FIELDS) == len(GUIDED.groups) == len(set(GUIDED.questions)) == 9
    assert {field.group for field in FIELDS.values()} == set(GUIDED.groups)
    assert "nine" in GUIDED.title


def test_the_page_counts_right_what_the_advisor_asks_beyond_them() -> None:
    """The page's number of questions that are only assumed here is that of the advisor's own."""
    beyond = set(DECIDE.questions) - FIELDS.keys()
    page = (Path(__file__).parent.parent.parent / "docs/start.md").read_text("utf-8")
    assert f"asks {len(beyond)} questions more" in page


@given(answer_sets())
def test_it_says_what_the_advisor_and_the_estimate_say(given: dict[str, Any]) -> None:
    """The decision is the advisor's for the same answers, and the price the estimate's for the same three.

    A batch that comes once is priced for its one month alone.
    """
    inputs = GUIDED.inputs(**given)
    found = GUIDED.compute(inputs)
    advised = {name: value for name, value in given.items() if name in DECIDE.inputs.fields()}
    seconds = inputs.case.seconds
    assert found.decision == DECIDE.compute(DECIDE.inputs(**advised, seconds=seconds))
    priced = {name: given[name] for name in ESTIMATE.inputs.fields()}
    same = ESTIMATE.compute(ESTIMATE.inputs(**priced))
    if given["volume_shape"] == "once":
        assert found.estimate.months == inputs.case.months == 1
        assert found.estimate.own_total < same.own_total
        assert [at.price for at in found.estimate.prices] == [at.price for at in same.prices]
    else:
        assert found.estimate == same


def test_the_plan_of_the_work_counts_the_labels_as_they_come() -> None:
    """A batch opens the turnaround as a project of its size, and so many labels each month as an inflow."""
    turnaround = catalog()["turnaround"].inputs
    for shape, expected in (("once", ("project", 30_000)), ("steady", ("inflow", None))):
        inputs = GUIDED.inputs(volume=30_000.4, volume_shape=shape)
        steps = GUIDED.present(inputs, GUIDED.first(inputs)).next_steps
        opened = turnaround.parse(next(link.inputs for link in steps if link.calculator == "turnaround"))
        assert (opened.work_shape, opened.project_labels if shape == "once" else None) == expected


# A smaller volume than the sample that another calculator starts with is refused there, at the sample's field.
@given(answer_sets(least=1000))
def test_every_way_on_opens_with_what_is_known(given: dict[str, Any]) -> None:
    """What travels to a calculator is accepted there, and the cost calculator opens with the estimate's own case."""
    inputs = GUIDED.inputs(**given)
    shown = GUIDED.present(inputs, GUIDED.first(inputs))
    known = {**{one.name: one.text for one in shown.known}, **inputs.scenario()}
    for link in shown.next_steps:
        target = catalog()[link.calculator]
        opened, _ = target.inputs.taking(known)
        assert opened is not None
        if link.calculator == "cost":
            assert opened == inputs.case


def test_every_calculator_that_can_use_an_answer_is_among_the_ways_on() -> None:
    """No calculator that asks for something that is known here is left out, and each leads to its own page."""
    inputs = GUIDED.inputs()
    shown = GUIDED.present(inputs, GUIDED.compute(inputs))
    known = {one.name for one in shown.known} | set(FIELDS)
    wanted = {name for name, calculator in catalog().items() if known & set(calculator.fields)} - {"guided"}
    assert {link.calculator for link in shown.next_steps} == wanted
    assert all(catalog()[link.calculator].page == link.page for link in shown.next_steps)


@pytest.mark.parametrize("place", QUESTIONS["place"])
def test_the_headline_is_in_the_place_s_money(place: str) -> None:
    """Every amount of the answer is in the currency of the place, as is what travels."""
    inputs = GUIDED.inputs(place=place)
    known = {one.name: one.text for one in GUIDED.present(inputs, GUIDED.compute(inputs)).known}
    assert known.get("currency", "USD") == inputs.currency
    assert CURRENCIES[inputs.currency].mark in last_answer({"place": place})["parts"]["headline"]


def test_a_closed_way_has_no_price() -> None:
    """A tile that says that a way is closed does not tempt with what it would cost."""
    inputs = GUIDED.inputs(may_leave="no")
    figures = {figure.style: figure for figure in GUIDED.present(inputs, GUIDED.compute(inputs)).figures}
    assert figures["outsourced"].value == "Closed"
    assert "¤" not in figures["outsourced"].note
    assert "¤" in figures["in-house"].note


def test_an_answer_says_what_it_changed_in_the_recommendation_and_in_the_price() -> None:
    """Each part of the sentence follows from the two results, and what is only assumed to be so changes nothing."""
    before = GUIDED.compute(GUIDED.inputs())
    assert GUIDED.changed
    assert GUIDED.changed(before, before) == []
    closed, place = (GUIDED.compute(GUIDED.inputs(**one)) for one in ({"may_leave": "no"}, {"place": "us"}))
    assert GUIDED.changed(before, closed)[0] == "moves the recommendation from the hybrid to in-house"
    (priced,) = GUIDED.changed(before, place)
    assert priced.startswith("puts your own people at about ¤")
    small = GUIDED.compute(GUIDED.inputs(volume=300))
    assert " to ¤" not in GUIDED.changed(before, small)[-1]


@pytest.mark.parametrize(
    ("may_leave", "advised"), [("under_contract", "hybrid"), ("anyone", "hybrid"), ("no", "in_house")]
)
def test_a_split_that_is_advised_has_its_cost_in_the_headline(may_leave: str, advised: str) -> None:
    """Where a split is advised the headline names its cost and its share; a way that is closed has none there."""
    inputs = GUIDED.inputs(may_leave=may_leave)
    found = GUIDED.compute(inputs)
    answer = GUIDED.present(inputs, found)
    assert found.decision.recommendation == advised
    assert (
        ("the split ¤" in answer.headline) == ("70% of the labels bought" in answer.headline) == (advised == "hybrid")
    )
    assert ("a vendor ¤" in answer.headline) == ("outsourced" not in found.decision.closed)
    hybrid = next(figure for figure in answer.figures if figure.style == "hybrid")
    assert ("¤" in hybrid.note) == ("hybrid" not in found.decision.closed)
    words = next(section for section in answer.sections if section.id == "both-sides").content[0]
    assert ("A way that is closed has its bar too" in words) == ("outsourced" in found.decision.closed)


@given(answer_sets())
def test_the_split_costs_what_the_cost_calculator_says(given: dict[str, Any]) -> None:
    """Both ends are its hybrid at both ends of the published price, and stand as bars beside the other ways."""
    inputs = GUIDED.inputs(**given)
    found = GUIDED.compute(inputs)
    for cost, price in zip((found.split.low, found.split.high), found.estimate.prices[::2], strict=True):
        assert cost == pytest.approx(COST.compute(inputs.case.varied({"label_price": price.price})).hybrid.total)
    chart = {one.id: one for one in GUIDED.present(inputs, found).sections}["both-sides"].content[1]
    bars = [value for value in next(one for one in chart.series if one.style == "hybrid").values if value]
    assert bars == list(dict.fromkeys([found.split.low, found.split.high]))


def test_what_was_never_asked_is_not_called_given() -> None:
    """Some flips change answers that are only assumed here, so the rest is as given or as assumed."""
    inputs = GUIDED.inputs()
    sections = {one.id: one for one in GUIDED.present(inputs, GUIDED.finished(inputs)).sections}
    words, table = sections["flips"].content
    assert "leaves the rest as you gave it or as we assume it" in words
    assert any(str(row[0]).startswith("How many cases are hard?") for row in table.rows)


def test_answers_as_assumed_travel_too() -> None:
    """Whoever answered as is assumed has answered, so the scenario and each way on hold it."""
    field = FIELDS["may_leave"]
    found = last_answer({"may_leave": str(field.basis.value)})
    assert found["scenario"] == {"may_leave": field.basis.value}
    assert f"#decide?may_leave={field.basis.value}" in found["parts"]["next-steps"].replace("&amp;", "&") or (
        f"&may_leave={field.basis.value}" in found["parts"]["next-steps"].replace("&amp;", "&")
    )


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_no_answer_is_refused_at_its_field(name: str) -> None:
    """One field at fault is named alone."""
    with pytest.raises(InputErrors) as refusal:
        GUIDED.inputs.parse({name: "neither"})
    assert [error.field for error in refusal.value.errors] == [name]
