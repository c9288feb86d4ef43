"""The set of controls: what the loader refuses, what the set holds, and answers on it as a link holds them."""

import copy
import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import InputError
from calculators.core.data import tables
from calculators.models.security.controls import STANDARDS, ControlError, built, control_set
from calculators.models.security.inputs import ControlAnswer, SecurityInputs
from calculators.models.security.links import from_link, link_text
from calculators.models.security.names import CLASSES, FLAGS, KEYS
from calculators.models.security.words import applies, crosswalk, gate
from tests.models.security_cases import BY_ID, CONTROLS, DATA, rows

SET = control_set()


def changed(**parts: Any) -> dict[str, Any]:
    """Return the data with the first control changed."""
    data = copy.deepcopy(DATA)
    data["controls"][0] |= parts
    return data


def without(*names: str) -> dict[str, Any]:
    """Return the data without a field of the first control."""
    data = changed()
    for name in names:
        del data["controls"][0][name]
    return data


# --- The set --------------------------------------------------------------------------------------


def test_the_set_is_whole() -> None:
    """It has 86 controls by number, eight groups, nine laws, one block, nine editions and twelve moved numbers."""
    assert [control.number for control in SET.controls] == list(range(1, 87))
    assert (len(SET.groups), len(SET.laws), len(SET.blocks)) == (8, 9, 1)
    assert (len(SET.editions), len(SET.ccm_moved)) == (9, 12)
    assert sum(bool(control.page) for control in SET.controls) == 61


def test_nothing_is_lost_on_the_way_from_the_file() -> None:
    """Each control says what the file says, number by number."""
    for control, table in zip(SET.controls, CONTROLS, strict=True):
        for name, value in table.items():
            found = control.crosswalk[name] if name in STANDARDS else getattr(control, name)
            plain = {key: list(values) for key, values in found.items()} if isinstance(found, dict) else found
            assert (list(plain) if isinstance(plain, tuple) else plain) == value, (control.id, name)
    assert [group.id for group in SET.groups] == list(dict.fromkeys(control.group for control in SET.controls))


def test_cited_numbers_of_the_matrix_are_those_of_its_newer_edition() -> None:
    """A number that only the older edition had is cited nowhere."""
    cited = {number for control in SET.controls for number in control.crosswalk.get("ccm", ())}
    assert cited.isdisjoint(set(SET.ccm_moved) - set(SET.ccm_moved.values()))


def test_sentences_are_sentences() -> None:
    """Each part of a control begins with a capital and ends as a sentence does; questions ask."""
    for control in SET.controls:
        for words in (control.says, control.why, control.ask, control.strong, control.red_flag, control.instead):
            assert re.fullmatch(r"[A-Z\d\"“a-z].*[.?]", words), (control.id, words)
        for words in (control.question, control.clause):
            assert not words or words.endswith((".", "?")), (control.id, words)
        for words in (applies(control), gate(control)):
            assert re.fullmatch(r"[A-Z][^_]*\.", words), (control.id, words)
        assert "_" not in crosswalk(control)


def test_every_law_and_rule_is_used() -> None:
    """No law, no group and no flag stands in the set for nothing."""
    assert {law.id for law in SET.laws} == {law for control in SET.controls for law in control.law}
    used = {name for control in SET.controls for values in control.when.values() for name in values}
    used |= {name for control in SET.controls for name in control.gate_for}
    assert set(FLAGS) <= used
    assert set(KEYS["classes"]) == set(CLASSES)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed(colour="red"), "control class-is-set: unknown field 'colour'"),
        (changed(crosswalk={}), "unknown field 'crosswalk'"),
        (without("why"), "control class-is-set: missing field 'why'"),
        (without("says", "why"), "missing field"),
        (changed(weight="5"), "weight: wrong type, str"),
        (changed(weight=True), "weight: wrong type, bool"),
        (changed(weight=6), "side, needs or weight is none of those known"),
        (changed(side="nobody"), "side, needs or weight"),
        (changed(needs="A"), "side, needs or weight"),
        (changed(tool="yes"), "tool: wrong type"),
        (changed(number=2), "number is 2, expected 1"),
        (changed(id="Class is set"), "a few plain words"),
        (changed(id="masked", page=""), "controls: masked stands twice"),
        (changed(says=" "), "says is empty"),
        (changed(group="others"), "unknown group 'others'"),
        (changed(gate_for=["everybody"]), "gate_for names no class or flag"),
        (changed(when={"classes": ["secret"]}), "unknown key or value"),
        (changed(when={"weather": ["rain"]}), "unknown key or value"),
        (changed(when={"classes": []}), "unknown key or value"),
        (changed(when=["classes"]), "when: expected a table"),
        (changed(law=["Some law"]), "unknown law"),
        (changed(iso27001=[5.12]), "iso27001: expected a list of words"),
        (changed(page="security/index.md#gates"), "no item of a printed checklist"),
        (changed(page="security/checklist-vendor.md#deletion"), "must have its own id"),
        (changed(same_as=["security/checklist-vendor.md#masking-agreed"]), "masking-agreed stands twice"),
        ({**DATA, "colours": {}}, "the file: unknown field 'colours'"),
        ({name: part for name, part in DATA.items() if name != "laws"}, "the file: missing field 'laws'"),
        ({**DATA, "laws": [{"id": "A law", "says": "Words."}]}, "law 1: missing field 'read'"),
        ({**DATA, "laws": "none"}, "expected a list of tables"),
        ({**DATA, "editions": {"mvsp": "one"}}, "editions: expected one for each standard"),
        ({**DATA, "ccm_moved": {"A-1": 2}}, "ccm_moved: expected words by name"),
    ],
)
def test_what_the_loader_does_not_know_is_refused(data: dict[str, Any], message: str) -> None:
    """A field, a name or a type that is not known stops the product from being built, and says where it stands."""
    with pytest.raises(ControlError, match=re.escape(message)):
        built(data)


def test_packed_data_gives_the_same_set() -> None:
    """What a browser loads, JSON, is the set that the file describes."""
    packed = json.dumps(tables("calculators.models.security", "controls"))
    assert built(json.loads(packed)) == SET


# --- Answers in a link ----------------------------------------------------------------------------


def parsed(answers: list[dict[str, Any]]) -> tuple[ControlAnswer, ...]:
    """Return answers as inputs hold them."""
    return SecurityInputs.parse({"answers": answers}).answers


def test_a_link_is_short_and_readable() -> None:
    """A number, a letter for the state, one for the evidence, and the months; a tilde ends what has run out."""
    answers = [
        {"id": "class-is-set", "state": "yes", "evidence": "A", "expires_months": 12},
        {"id": "only-what-is-needed", "state": "partly"},
        {"id": "masked", "state": "no", "evidence": "D", "expires_months": -3},
        {"id": "small-first", "state": "not_applicable", "expires_months": 0},
        {"id": "masking-checked"},
    ]
    text = link_text(parsed(answers))
    assert text == "1yA12.2pN.3nD3~86xN0.4uN."
    assert parsed(from_link("answers", text)) == parsed(answers)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(BY_ID)), rows()))
def test_answers_come_back_from_a_link_without_names_and_notes(answers: dict[str, dict[str, Any]]) -> None:
    """All but owner and note is read back as it was, in the same order, and nothing in the text needs escaping."""
    given_rows = [{"id": name, **row} for name, row in answers.items()]
    text = link_text(parsed([{**row, "owner": "Ann Other", "note": "=private"} for row in given_rows]))
    assert parsed(from_link("answers", text)) == parsed(given_rows)
    assert quote(text, safe="") == text
    assert "Ann" not in text
    assert "private" not in text


@pytest.mark.parametrize("months", [120, -120])
def test_all_answers_fit_into_a_short_link(months: int) -> None:
    """86 answers, each with the longest months, stay under 700 characters."""
    answers = [{"id": name, "state": "yes", "evidence": "B", "expires_months": months} for name in BY_ID]
    assert len(link_text(parsed(answers))) < 700


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "1y",
        "1yA",
        "1yA12",
        "87yA.",
        "0yA.",
        "1zA.",
        "1yE.",
        "1yA1234.",
        "1yA~",
        "1yA-3.",
        "x1yA.",
        "1yA. ",
        "١yA.",
    ],
)
def test_text_that_no_link_holds_is_refused(text: str) -> None:
    """A link that was cut or made up is refused with the input's name, and never half read."""
    with pytest.raises(InputError, match="answers: expected answers as a link of this calculator holds them"):
        from_link("answers", text)


def test_an_empty_link_has_no_answers() -> None:
    """Nothing in, nothing out."""
    assert link_text(()) == ""
    assert from_link("answers", "") == []


def test_everybody_has_an_account_of_their_own() -> None:
    """What control 54 says, asks and puts into the contract is English, in the same words."""
    control = next(one for one in control_set().controls if one.number == 54)
    for words in (control.says, control.question, control.clause):
        assert "an account of their own with a second factor" in words
