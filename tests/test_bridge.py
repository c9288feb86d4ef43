"""What the page hears: answers first, progress, a finish; refusals by field; never an exception."""

import dataclasses
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.bridge import APART, answer, file, rehearse
from calculators.bridge import folded as folded_replies
from calculators.catalog import catalog, presented
from calculators.core import Better
from calculators.core.changes import likely_change
from calculators.show.blocks import block
from tests.examples import EXAMPLE, FOLDS


def ask(request: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every reply to a request."""
    return [json.loads(reply) for reply in answer(json.dumps(request))]


def test_the_plain_answer_comes_first_and_the_finish_last() -> None:
    """The first reply is an answer with its link; long work shows it whole and goes on; the last says finished."""
    replies = ask({"name": EXAMPLE, "inputs": {"volume": "50000"}})
    assert replies[0]["state"] == "answer"
    assert replies[0]["link"] == f"#{EXAMPLE}?volume=50000&version=2"
    assert set(replies[0]["parts"]) == {"headline", "figures", "changed"}
    assert replies[1]["parts"].items() >= replies[0]["parts"].items()
    assert replies[1]["parts"]["section-uncertainty"] is None
    assert replies[2]["state"] == "progress"
    assert replies[-2]["parts"]["section-uncertainty"]
    assert replies[-1] == {"state": "finished"}


def test_what_is_not_due_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is to be shown before it is finished, only the first text comes before the same whole answer."""
    request = json.dumps({"name": EXAMPLE, "inputs": {"volume": "50000"}})
    whole = {}
    for due in (True, False):
        monkeypatch.setattr("calculators.bridge.telling._states", {})
        replies = map(json.loads, answer(request, due=lambda due=due: due))
        said = [reply for reply in replies if reply["state"] == "answer"]
        # A part is sent once, so what stands on the page is what was sent last of each.
        shown = dict(part for reply in said for part in reply["parts"].items())
        whole[due] = len(said), shown, {key: said[-1][key] for key in said[-1] if key != "parts"}
    assert whole[True][0] > 2
    assert whole[False] == (2, *whole[True][1:])


@pytest.mark.parametrize("name", catalog())
@pytest.mark.parametrize("heard", [0, 1, None])
def test_a_rehearsal_is_of_an_answer_and_leaves_no_trace(
    name: str, heard: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However little of it is heard, the first real answer says what it says without one, of what it changed too."""
    monkeypatch.setattr("calculators.bridge.telling._states", {})
    request = json.dumps({"name": name, "inputs": likely_change(catalog()[name].inputs)})

    def first_two() -> list[str]:
        return list(islice((reply for reply in answer(request) if json.loads(reply)["state"] == "answer"), 2))

    without = first_two()
    monkeypatch.setattr("calculators.bridge.telling._states", {})
    replies = rehearse(name)
    states = [json.loads(reply)["state"] for reply in islice(replies, heard)]
    replies.close()
    if heard is None:
        assert states[-2:] == ["answer", "finished"]
    assert first_two() == without


@pytest.mark.parametrize("name", APART)
def test_what_is_no_calculator_has_no_rehearsal(name: str) -> None:
    """What arrives as a calculator does and is asked in other ways has nothing to rehearse."""
    assert list(rehearse(name)) == []


@pytest.mark.parametrize("name", catalog())
def test_what_takes_long_never_holds_the_plain_answer_up(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole plain answer has left before a simulation, or whatever else refines it, has begun."""
    begun = []

    def refine(inputs: object, result: object) -> Iterator[Better[object]]:
        begun.append(name)
        yield Better(result)

    slow = dataclasses.replace(catalog()[name], refine=refine)
    monkeypatch.setattr("calculators.bridge.find", lambda _: slow)
    replies = answer(json.dumps({"name": name, "inputs": {}}))
    whole = next(reply for reply in map(json.loads, replies) if len(reply.get("parts", {})) > 2)
    assert whole["parts"]["headline"]
    assert begun == []
    list(replies)
    assert begun == [name]


def test_progress_grows() -> None:
    """Within one kind of work the share only grows, and stays between 0 and 1."""
    shares: dict[str, list[float]] = {}
    for reply in ask({"name": EXAMPLE, "inputs": {}}):
        if reply["state"] == "progress":
            shares.setdefault(reply["doing"], []).append(reply["share"])
    assert shares
    for run in shares.values():
        assert run == sorted(run)
        assert run[0] > 0
        assert run[-1] <= 1


def test_a_refusal_names_every_field() -> None:
    """All fields that must be mended are named, and nothing is computed."""
    (reply,) = ask({"name": EXAMPLE, "inputs": {"wage": "-3", "months": "1.5"}})
    assert reply["state"] == "refused"
    assert set(reply["errors"]) == {"wage", "months"}
    assert reply["errors"]["wage"].startswith("expected a number from 0 to 1,000")


def test_an_unknown_calculator_is_refused() -> None:
    """A name that does not exist is refused like any input."""
    (reply,) = ask({"name": "nothing", "inputs": {}})
    assert reply["state"] == "refused"


@given(st.dictionaries(st.sampled_from(["volume", "wage", "pricing", "bogus"]), st.text(max_size=50)))
def test_whatever_is_typed_gets_a_reply(inputs: dict[str, str]) -> None:
    """Any text in any field is answered or refused, never an exception."""
    assert json.loads(next(answer(json.dumps({"name": EXAMPLE, "inputs": inputs}))))["state"] in {"answer", "refused"}


def test_an_opened_file_takes_the_place_of_its_field() -> None:
    """Bytes handed over beside the request are read as that field, and refused where it takes no file."""
    request = json.dumps({"name": EXAMPLE, "inputs": {}})
    (reply,) = [json.loads(text) for text in answer(request, {"wage": b"17"})]
    assert set(reply["errors"]) == {"wage"}


@pytest.mark.parametrize("kind", ["markdown", "csv", "json"])
def test_files_follow_an_answer_without_computing_again(kind: str) -> None:
    """A file of the last answer holds the same numbers as the answer."""
    request = {"name": EXAMPLE, "inputs": {"volume": "60000"}}
    ask(request)
    reply = json.loads(file(json.dumps({**request, "kind": kind})))
    assert reply["state"] == "file"
    assert "60000" in reply["text"] or "60,000" in reply["text"]


def folded(content: bytes) -> list[dict[str, Any]]:
    """Return all replies about a sample of scores."""
    request = json.dumps({"name": FOLDS, "fold": "sample"})
    return [json.loads(reply) for reply in folded_replies(request, {"sample": content})]


def test_a_file_is_folded_into_fields_with_progress() -> None:
    """A sample comes to the texts of the fields that it gives, which the calculator takes as typed."""
    *steps, last = folded(b"score;right\r\n0,9;1\r\n0,8;0\r\n")
    assert {step["state"] for step in steps} == {"progress"}
    assert last["state"] == "folded"
    assert last["inputs"] == {"calibration_items": "2", "calibration_right": "1", "risk_coverage": "0.9,1,0"}
    assert last["words"].startswith("Read 2 rows")
    replies = [json.loads(reply) for reply in answer(json.dumps({"name": FOLDS, "inputs": last["inputs"]}))]
    assert replies[-1] == {"state": "finished"}


def test_a_file_that_cannot_be_folded_is_refused_by_its_name() -> None:
    """The refusal names the file's own name, the row and the column."""
    (only,) = folded(b"score,right\n0.9,x\n")
    said = "row 1 (line 2), right: expected 1 or 0, yes or no, got 'x'"
    assert only == {"state": "refused", "errors": {"sample": said}, "offers": {}, "readings": {}}


@pytest.mark.parametrize("name", [name for name, calculator in catalog().items() if calculator.questions])
def test_a_question_answered_as_assumed_stands_in_the_link(name: str) -> None:
    """It changes no number, yet whoever opens the link sees it answered; what was not answered stays out."""
    calculator = catalog()[name]
    fields = calculator.inputs.fields()
    first, *others = calculator.questions
    assumed = fields[first].text(fields[first].basis.value)
    replies = [ask({"name": name, "inputs": inputs})[0] for inputs in ({}, {first: assumed})]
    numbers = [{**reply["parts"], "changed": ""} for reply in replies]
    assert numbers[0] == numbers[1]
    assert replies[0]["link"] == f"#{name}"
    assert replies[1]["link"] == f"#{name}?{first}={assumed}&version={calculator.version}"
    assert [reply["scenario"] for reply in replies] == [{}, {first: assumed}]
    assert others


@pytest.mark.parametrize("name", [name for name, calculator in catalog().items() if calculator.questions])
def test_a_form_starts_with_its_questions_unanswered(name: str) -> None:
    """Nothing is chosen; each question says what is assumed, and the block counts them; others are as ever."""
    calculator = catalog()[name]
    inputs = calculator.inputs()
    html = block(name, calculator, inputs, presented(calculator, inputs, calculator.finished(inputs)), catalog())
    radios = re.findall(r'<input type="radio"[^>]*>', html)
    assert len(radios) > len(calculator.questions)
    assert not any(" checked" in radio for radio in radios)
    assert html.count("Not answered yet. Until then we assume") == len(calculator.questions)
    assert f"<strong>{len(calculator.questions)}</strong> of {len(calculator.questions)} questions" in html
