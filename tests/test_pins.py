"""Pinned answers over the bridge: inputs are asked again, names are found, links and files bring them back."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.bridge import answer, compared, opened
from calculators.catalog import catalog, presented
from calculators.core import Calculator, Inputs, Renamed, Table
from calculators.core.currency import currency_of, localized
from calculators.show.links import LONGEST, read, read_nested
from calculators.show.pins import LONGEST_NAME, MOST
from tests.examples import EXAMPLE, QUESTIONS, READER

TODAY = catalog()[EXAMPLE].version


def ask(*pins: object, name: str = EXAMPLE, files: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the last reply about pins."""
    request = json.dumps({"name": name, "pins": list(pins), "link": f"#{name}?version=1"})
    return dict([json.loads(reply) for reply in compared(request, files or {})][-1])


def names(*pins: object, name: str = EXAMPLE) -> list[str]:
    """Return what pins are called."""
    return [pin["name"] for pin in ask(*pins, name=name)["pins"]]


@pytest.mark.parametrize("name", catalog())
def test_a_pin_shows_the_answer_of_its_inputs(name: str) -> None:
    """For each typical case the card has the headline that the calculator itself writes, and opens the same inputs."""
    calculator = catalog()[name]
    for preset in list(calculator.presets.values())[:2]:
        inputs = calculator.inputs.parse(preset.inputs)
        reply = ask({"inputs": inputs.scenario()}, name=name)
        shown = presented(calculator, inputs, calculator.finished(inputs))
        escaped = localized(shown.headline, currency_of(inputs)).replace("'", "&#x27;").replace("&", "&amp;")
        assert escaped.replace("&amp;#x27;", "&#x27;") in reply["markup"]
        assert calculator.inputs.parse(reply["opens"][0]) == inputs


def test_a_pin_without_a_name_is_called_by_what_sets_it_apart() -> None:
    """By the first input that differs from the pin before; a reader's own name stays, and no name stands twice."""
    found = names({"inputs": {}}, {"inputs": {"volume": "50000"}}, {"name": "Own", "inputs": {"volume": "50000"}})
    assert found == ["As assumed", "Accepted labels a month: 50,000", "Own"]
    assert names({"name": "Own"}, {"name": "Own"}, {"name": "Own"}) == ["Own", "Own (2)", "Own (3)"]
    assert names({"inputs": {"wage": "20"}}) == ["Annotator's wage: 20 ($ an hour)"]
    assert names({"name": "x" * (LONGEST_NAME + 9)}) == ["x" * LONGEST_NAME]


def test_a_pin_of_an_old_version_says_so() -> None:
    """It says which version it was, what has changed since, and that its numbers are today's; one of today does not."""
    markup = ask({"name": "Old", "inputs": {"wage": "30"}, "version": TODAY - 1})["markup"]
    assert f"given to version {TODAY - 1} of the calculator, and today&#x27;s is {TODAY}" in markup
    assert "The numbers here are today&#x27;s." in markup
    assert catalog()[EXAMPLE].changes[TODAY][:30] in markup
    assert "pin-notice" not in ask({"name": "New", "inputs": {"wage": "30"}, "version": TODAY})["markup"]


def test_an_old_pin_opens_under_today_s_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inputs that were renamed since fill the fields of today, and so they stand in the link, with the old version."""
    renamed = {"pay": Renamed(to="wage", words="Pay is called wage.")}
    calculator = replace(catalog()[EXAMPLE], renamed=renamed)
    known = {EXAMPLE: calculator}
    monkeypatch.setattr("calculators.paper.answering.catalog", lambda: known)
    reply = ask({"name": "Old", "inputs": {"pay": "30"}, "version": 1})
    assert reply["opens"] == [{"wage": "30"}]
    assert "Pay is called wage." in reply["markup"]
    (_, text) = parse_qsl(reply["link"])[0]
    assert read_nested(text)[:3] == ("Old", {"wage": "30"}, 1)


def test_a_pin_that_is_refused_stays_with_its_reason() -> None:
    """The others are still compared; the refused one is kept, says why, opens nothing and is left out of the link."""
    reply = ask({"name": "A"}, {"name": "Bad", "inputs": {"wage": "x"}}, {"name": "New", "version": TODAY + 1})
    assert [pin["name"] for pin in reply["pins"]] == ["A", "Bad", "New"]
    assert reply["opens"][1:] == [{}, {}]
    assert "Annotator&#x27;s wage: expected a number" in reply["markup"]
    assert "leave out “Bad”, “New”" in reply["markup"]
    assert [read_nested(text).name for _, text in parse_qsl(reply["link"])] == ["A"]


@pytest.mark.parametrize(
    "pins",
    [[{}] * (MOST + 1), [{"bogus": 1}], [3], [{"name": 3}], [{"inputs": []}], [{"version": True}], [{"version": 0}],
     ["A?wage=1&wage=2"], ["A?version=x"], [{"without": "x"}]],
)  # fmt: skip
def test_what_are_no_pins_is_refused(pins: list[object]) -> None:
    """More than fit, or of another shape: a sentence, never an exception. The most that fit are accepted."""
    assert ask(*pins)["state"] == "refused"
    assert ask(*[{}] * MOST)["state"] == "compared"


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30), min_size=1, max_size=4)
)
@settings(max_examples=20, deadline=None)
def test_any_name_travels_in_the_link(given_names: list[str]) -> None:
    """Whatever pins are called, the link brings the same names, inputs and versions back."""
    reply = ask(*({"name": name, "inputs": {"wage": "30"}, "version": 1} for name in given_names))
    found = read(f"#{EXAMPLE}?version={TODAY}&{reply['link']}", TODAY)
    assert found.inputs == {}
    again = ask(*found.pins)
    assert again["pins"] == reply["pins"]
    assert again["link"] == reply["link"]


def test_a_link_that_would_be_too_long_is_told() -> None:
    """Four pins with many rows are longer than a link may be; the panel says so and offers the file."""
    calculator = next(name for name, one in catalog().items() if "quotes" in one.fields)
    inputs = catalog()[calculator].inputs()
    rows = [row.plain() | {"name": f"{number} {row.name} {'é' * 19}"} for number in range(4) for row in inputs.quotes]
    typed = catalog()[calculator].inputs.parse({"quotes": rows})
    pin = {"inputs": typed.scenario()}
    reply = ask(pin, pin, pin, pin, name=calculator)
    assert len(f"#{calculator}?version=1&{reply['link']}") > LONGEST
    assert "A file holds them all" in reply["markup"]


def test_rows_of_the_reader_s_own_never_stand_in_a_link() -> None:
    """A pin with an opened file is answered from it, is kept out of the link, and says where its rows were lost."""
    asked = catalog()[READER].inputs
    name, field = next((key, field) for key, field in asked.fields().items() if isinstance(field, Table))
    rows = (
        "id,Ana,Ben\n" + "".join(f"{at},{'xy'[at % 2]},{'xy'[(at + (at % 5 == 0)) % 2]}\n" for at in range(20))
    ).encode()
    reply = ask({"name": "Mine"}, name=READER, files={f"0.{name}": rows})
    assert reply["link"] == ""
    assert "20 items" in reply["markup"]
    lost = ask({"name": "Mine", "without": [field.label]}, name=READER)
    assert "rests on rows of your own" in lost["markup"]
    back = ask({"name": "Mine", "without": [field.label]}, name=READER, files={f"0.{name}": rows})
    assert "20 items" in back["markup"]


def test_a_question_that_is_not_answered_stays_so() -> None:
    """Of a form of questions only what was answered opens answered again."""
    calculator = catalog()[QUESTIONS]
    question = next(iter(calculator.questions))
    usual = calculator.inputs.fields()[question]
    text = usual.text(usual.basis.value)
    assert ask({"inputs": {question: text}}, name=QUESTIONS)["opens"] == [{question: text}]
    assert ask({"inputs": {}}, name=QUESTIONS)["opens"] == [{}]


def test_a_file_brings_pins_back_to_their_own_calculator() -> None:
    """What the page saves is opened as pins; pins of another calculator are refused by name."""
    pins = [{"name": "A", "inputs": {"wage": "30"}, "version": TODAY, "without": []}]
    saved = json.dumps({"calculator": EXAMPLE, "pins": pins}).encode()
    assert json.loads(opened(json.dumps({"name": EXAMPLE}), {"saved": saved})) == {"state": "opened", "pins": pins}
    refusal = json.loads(opened(json.dumps({"name": READER}), {"saved": saved}))
    assert refusal["state"] == "refused"
    assert "calculator" in refusal["errors"]


def test_what_was_answered_just_now_is_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The finished answer on the page is the pin's, and a pin that was answered once is not asked a second time."""
    list(answer(json.dumps({"name": EXAMPLE, "inputs": {"wage": "31"}})))
    asked: list[Inputs] = []
    steps = Calculator.steps
    monkeypatch.setattr(
        type(catalog()[EXAMPLE]), "steps", lambda self, inputs: asked.append(inputs) or steps(self, inputs)
    )
    first = ask({"inputs": {"wage": "31"}})
    assert asked == []
    ask(*first["pins"], {"inputs": {"wage": "32"}})
    ask(*first["pins"], {"inputs": {"wage": "32"}, "name": "New name"})
    assert len(asked) == 1


def test_progress_is_told_while_pins_are_asked() -> None:
    """Long work reports how far it is, over all pins, and only grows within one of them."""
    request = json.dumps(
        {"name": EXAMPLE, "pins": [{"inputs": {"wage": "41"}}, {"inputs": {"wage": "42"}}], "link": ""}
    )
    shares = [reply["share"] for reply in map(json.loads, compared(request)) if reply["state"] == "progress"]
    assert any(share < 0.5 for share in shares)
    assert any(share > 0.5 for share in shares)
    assert max(shares) <= 1


def test_what_could_not_be_loaded_is_said() -> None:
    """Where the part of Python that compares did not come, the reason is the reply."""
    request = json.dumps({"name": EXAMPLE, "pins": [{}], "link": "", "missing": {"compared": "no network"}})
    (reply,) = [json.loads(one) for one in compared(request)]
    assert reply["state"] == "refused"
    assert reply["errors"] == {"compared": "no network"}
