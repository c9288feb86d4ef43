"""A file that answers several questions: each is measured, one is shown in full, and the headline says which."""

import json
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.bridge import answer
from calculators.catalog import find

AGREEMENT = find("agreement")
PEOPLE = ("eva", "jonas", "mia")
SAID = {"tone": "aabbabbaab", "topic": "xyzxyzxxyz"}


def rows(said: dict[str, str]) -> str:
    """Return a table in which three people answer questions about items, the third now and then otherwise."""
    lines = [",".join(["item", "person", *said])]
    for at in range(len(next(iter(said.values())))):
        for who in PEOPLE:
            labels = (text[at - 1] if who == "mia" and at % 3 == 0 else text[at] for text in said.values())
            lines.append(",".join([f"i{at}", who, *labels]))
    return "\n".join(lines) + "\n"


def finished(table: str, **more: object) -> Any:
    """Return the finished result for a table."""
    return AGREEMENT.finished(AGREEMENT.inputs.parse({"table": table, **more}))


def scores(result: Any) -> dict[str, tuple[object, ...]]:
    """Return what is said of each question."""
    found = result.question_scores
    return {one.question: (one.items, one.people, one.labels, one.observed, one.value) for one in found}


def test_each_question_gives_what_it_gives_alone() -> None:
    """A question's row in the table is the answer that the same file gives when it is the one that is chosen."""
    whole = finished(rows(SAID))
    assert (whole.question, tuple(whole.questions)) == ("tone", ("tone", "topic"))
    for question in SAID:
        alone = finished(rows({question: SAID[question]}))
        chosen = finished(rows(SAID), label_column=question)
        expected = (alone.items_with_two, 3, len(alone.labels), alone.measures[0].value, alone.main.value)
        assert scores(whole)[question] == scores(chosen)[question] == expected
        assert chosen.question == question
        assert chosen.main == alone.main
        assert not alone.questions


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=8, max_size=30))
def test_each_question_agrees_with_another_program(said: list[tuple[str, str]]) -> None:
    """Alpha of every question is what the package krippendorff finds, where that is defined."""
    table = rows({"tone": "".join(one for one, _ in said), "topic": "".join(other for _, other in said)})
    lines = [line.split(",") for line in table.splitlines()[1:]]
    for at, question in enumerate(("tone", "topic"), 2):
        labels = sorted({line[at] for line in lines})
        assume(len(labels) > 1)
        result = finished(table, label_column=question)
        data = np.array([[labels.index(line[at]) for line in lines if line[1] == who] for who in PEOPLE])
        alpha = next(one.value for one in result.measures if one.name == "krippendorff_alpha")
        assert alpha == pytest.approx(krippendorff.alpha(data, level_of_measurement="nominal"))


def test_the_headline_names_the_question_and_the_form_offers_the_others() -> None:
    """A number never stands without its question, and another one is picked from what the form offers."""
    first = next(
        reply for reply in map(json.loads, answer(json.dumps({"name": "agreement", "inputs": {"table": rows(SAID)}})))
        if reply["state"] == "answer"
    )  # fmt: skip
    assert "“tone”, one of 2 questions in this file" in json.dumps(first, ensure_ascii=False)
    assert first["offers"]["label_column"] == ["tone", "topic"]


def test_a_question_that_cannot_be_measured_says_why() -> None:
    """Nothing is left out of the table: a question that somebody answered twice, or that one person did, says so."""
    tasks = [
        {"id": at, "annotations": [
            {"completed_by": {"email": who}, "result": [
                {"from_name": "mood", "type": "choices", "value": {"choices": ["ab"[at % 2]]}},
                *([{"from_name": "note", "type": "choices", "value": {"choices": ["x"]}}] if who == "eva" else [])]}
            for who in ("eva", "jonas")]}
        for at in range(6)
    ]  # fmt: skip
    result = finished(json.dumps(tasks))
    mood, note = result.question_scores
    assert (mood.question, mood.value) == ("mood", 1.0)
    assert (note.people, note.value) == (1, None)
    assert note.reason
