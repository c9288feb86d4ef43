"""What the last answer changed is said in a sentence, against the state before that answer."""

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest

from calculators import bridge
from calculators.catalog import catalog, find
from calculators.core import Amount, Figure, Inputs, Number, assumption, choice, declared
from calculators.core.changes import State, change_told, differing, field_told, figures_told, likely_change
from tests.examples import EXAMPLE, QUESTIONS


def state(answered: tuple[str, ...] = (), **values: Any) -> State:
    """Return a state of a form of two questions."""
    return State(inputs=Form(**values), answered=answered, result=None)


def _form() -> type[Inputs]:
    @dataclass(frozen=True, kw_only=True)
    class Form(Inputs):
        colour: str = choice("Which colour?", {"red": "Red as a rose", "blue": "Blue"}, assumption("red", "Roses."))
        weight: float = declared(Number(label="Weight", minimum=0, maximum=9e9, basis=assumption(1000.0, "A cart.")))

    return Form


Form = _form()


@pytest.mark.parametrize(
    ("after", "effects", "words"),
    [
        (state(("colour",), colour="blue"), ["closes it"], "Answering “Which colour?” with “Blue” closes it."),
        (state(weight=2_500_000.0), ["a", "b", "c"], "Answering “Weight” with “2,500,000” a, b and c."),
        (state(("colour",)), [], "“Red as a rose” leaves the answer as it was, because it is what we assumed."),
        (state(("colour",), colour="blue"), [], "“Blue” leaves the answer as it was."),
        (state(("colour",), colour="blue", weight=2.0), ["opens it"], "Changing 2 answers at once opens it."),
        (state(), ["closes it"], ""),
    ],
)
def test_the_sentence_names_the_answer_and_what_it_did(after: State, effects: list[str], words: str) -> None:
    """One changed answer is quoted, several are counted, and none says nothing."""
    told = change_told(state(), after, effects)
    assert told.endswith(words)
    assert bool(told) == bool(differing(state(), after))


def test_an_answer_that_is_taken_back_says_so() -> None:
    """Back to the assumption and unanswered is no answer with the assumed words."""
    told = change_told(state(("colour",), colour="blue"), state(), ["opens it"])
    assert told == "Taking back the answer to “Which colour?” opens it."


def test_one_answer_tried_in_several_ways_is_compared_with_the_time_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrow keys pass through every option: each is told against the open question, the next question against it."""
    monkeypatch.setattr("calculators.bridge.telling._states", {})

    def told(**inputs: str) -> str:
        replies = bridge.answer(json.dumps({"name": QUESTIONS, "inputs": inputs}))
        first = json.loads(next(replies))
        list(replies)
        return str(first["parts"]["changed"])

    field = find(QUESTIONS).inputs.fields()["may_leave"]
    assert told() == ""
    assert "closes" in told(may_leave="no")
    assert told(may_leave=str(field.basis.value)).endswith("because it is what we assumed.")
    closed = told(may_leave="no")
    assert "closes" in closed
    assert told(may_leave="no") == closed
    assert "wrong label" in told(may_leave="no", wrong_label="harm")
    assert told().startswith("Changing 2 answers at once")


def asked(*figures: float, **inputs: object) -> State:
    """Return a state of a calculator that asks no questions, with figures called A, B and so on."""
    shown = [Figure(name="ABCD"[at], value=Amount(value=value)) for at, value in enumerate(figures)]
    return State(inputs=find(EXAMPLE).inputs.parse(inputs), answered=(), result=None, figures=shown)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (asked(1), asked(1), ""),
        (asked(1, 2), asked(3, 2, wage=30), "Changing “Annotator's wage” from 17.5 to 30 takes “A” from 1 to 3."),
        (asked(1, wage=30), asked(1), "Changing “Annotator's wage” from 30 to 17.5 leaves the figures as they were."),
        (asked(1), asked(2, wage=30, months=6), "Changing 2 inputs at once takes “A” from 1 to 2."),
        # Amounts of two currencies do not stand in one sentence.
        (asked(1), asked(2, currency="EUR"), ""),
        (
            asked(1, 1, 1, 1),
            asked(2, 2, 2, 2, months=6),
            "Changing “Months to plan for” from 24 to 6 takes “A” from 1 to 2, “B” from 1 to 2 and 2 more.",
        ),
    ],
)
def test_a_change_is_told_with_before_and_after(before: State, after: State, told: str) -> None:
    """The input and two figures at most, each with what it was and what it is; no figure that stayed."""
    assert figures_told(before, after) == told


def test_an_answer_that_changes_in_words_alone_is_told_so() -> None:
    """Counts of a pilot move no figure of its plan and decide it, which nobody who typed them must be denied."""
    before, after = asked(1), replace(asked(1, wage=30), headline="A passes.")
    told = "from 17.5 to 30 changes the answer in words and leaves the figures as they were."
    assert figures_told(before, after).endswith(told)
    assert field_told(before, after) == ("wage", "The answer in words changes.")


def test_figures_under_another_name_are_not_said_to_stay() -> None:
    """Who renames a quote and types its price finds the figure of that name new, and no sentence that denies it."""
    before = asked(1, 2)
    renamed = [Figure(name="Nordwind", value=Amount(value=5)), before.figures[1]]
    after = replace(asked(1, 2, wage=30), figures=renamed, headline="Nordwind costs least.")
    assert figures_told(before, after) == "Changing “Annotator's wage” from 17.5 to 30 changes the answer."
    assert field_told(before, after) == ("wage", "The answer changes.")


def test_a_field_is_told_what_it_did() -> None:
    """Of one changed input the first figure that moved; of several, or of another currency, nothing."""
    assert field_told(asked(1, 2), asked(1, 3, wage=30)) == ("wage", "2 → 3, B")
    assert field_told(asked(1), asked(1, wage=30)) == ("wage", "No figure moves.")
    assert field_told(asked(1), asked(1)) == ("", "")
    assert field_told(asked(1), asked(2, wage=30, months=6)) == ("", "")
    assert field_told(asked(1), asked(2, currency="EUR")) == ("", "")


@pytest.mark.parametrize(
    ("was", "said"), [("-", "nothing"), ("no number does it", "“no number does it”"), ("9 h", "9 h")]
)
def test_a_figure_that_is_no_number_stands_in_a_sentence(was: str, said: str) -> None:
    """A dash is called nothing, and words are quoted, since they would read as part of the sentence."""
    before, after = (
        State(inputs=asked(wage=wage).inputs, answered=(), result=None, figures=[Figure(name="A", value=value)])
        for wage, value in ((20, was), (30, "8 h"))
    )
    assert figures_told(before, after).endswith(f" takes “A” from {said} to 8 h.")


@pytest.mark.parametrize("name", catalog())
def test_every_figure_says_where_it_comes_from(name: str) -> None:
    """In each typical case every figure names a section of the same answer, which shows its working."""
    calculator = find(name)
    for case in ({}, *(preset.inputs for preset in calculator.presets.values())):
        inputs = calculator.inputs.parse(case)
        shown = calculator.present(inputs, calculator.finished(inputs))
        assert {figure.why for figure in shown.figures} <= {one.id for one in shown.sections if one.content}, case


@pytest.mark.parametrize("name", catalog())
def test_a_likely_change_is_one_that_the_form_takes(name: str) -> None:
    """Its texts are read without a refusal, and all but one number that is seen first stand as they are untouched."""
    inputs = catalog()[name].inputs
    usual, changed = inputs(), inputs.parse(likely_change(inputs))
    differ = [key for key in inputs.fields() if getattr(usual, key) != getattr(changed, key)]
    assert len(differ) <= 1
    for key in differ:
        assert inputs.fields()[key].first
        assert getattr(usual, key) < getattr(changed, key)


def test_a_likely_change_is_half_as_much_again_or_half_the_way_to_the_most() -> None:
    """Where twice the number is too much, it goes half way to the most; a form without a first number is untouched."""

    def form(most: float) -> type[Inputs]:
        @dataclass(frozen=True, kw_only=True)
        class Sizes(Inputs):
            size: float = declared(
                Number(label="Size", minimum=0, maximum=most, first=True, basis=assumption(100.0, "A guess."))
            )

        return Sizes

    assert likely_change(form(1000)) == {"size": "150"}
    assert likely_change(form(120)) == {"size": "110"}
    assert likely_change(Form) == {"colour": "red", "weight": "1000"}
