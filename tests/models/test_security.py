"""The security check: gates first, by the plainest reading of the rules, and answers that can only help."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core import InputErrors
from calculators.show.tables import plain
from tests.models.security_cases import (
    BY_ID,
    CLASSES,
    CONTROLS,
    DATA,
    FLAGS,
    SECURITY,
    WORST_TO_BEST,
    applying,
    cases,
    completed,
    everything_in_place,
    flags,
    is_gate,
    judged,
    rows,
    several,
    verdict,
    who,
)
from tests.prose import ROOT

quick = settings(deadline=None, max_examples=60)
ONE_GATE: dict[str, Any] = {
    "data_classes": ["public"], "sites": ["own_rooms"], "tool_host": "own", "regions": ["other"],
}  # fmt: skip


def check(**inputs: Any) -> Any:
    """Return the finished result for the default situation with some inputs changed."""
    return SECURITY.finished(SECURITY.inputs.parse(inputs))


def answered(*rows: tuple[str, Any]) -> list[dict[str, Any]]:
    """Return answers from pairs of an id and a state."""
    return [{"id": name, "state": state} for name, state in rows]


# --- The figures of the specification -------------------------------------------------------------


@pytest.mark.parametrize(
    ("preset", "controls", "gates"),
    [
        ("street-scenes", 69, 26),
        ("open-crowd", 12, 2),
        ("patient-scans-at-home", 69, 33),
        ("us-voices-abroad", 73, 36),
        ("drawings-in-own-rooms", 41, 11),
    ],
)
def test_presets_have_so_many_controls_and_gates(preset: str, controls: int, gates: int) -> None:
    """Each typical case has the number of controls and gates that was counted by hand, and no answers."""
    result = check(**SECURITY.presets[preset].inputs)
    assert (len(result.applicable), len(result.gates)) == (controls, gates)
    assert "answers" not in SECURITY.presets[preset].inputs


def test_voices_taken_out_leave_nineteen_gates() -> None:
    """Masking the voices of the fourth case leaves the rule on large sets, and 19 gates."""
    result = check(**SECURITY.presets["us-voices-abroad"].inputs)
    assert result.without_class["biometric"].gates == 19
    assert set(result.without_class) == {"biometric", "us_bulk"}


def test_nothing_answered_is_no_go_with_everything_unknown() -> None:
    """Nobody's silence counts as a yes: every gate is unknown, and the share is nought."""
    result = check()
    assert result.verdict == "no_go"
    assert result.gates_unknown == result.gates
    assert result.gates_failed == ()
    assert result.weighted_share == 0
    assert result.counts == {
        "met": 0, "lapses": 0, "unproven": 0, "partly": 0, "missing": 0, "unknown": 69, "waived": 0,
    }  # fmt: skip
    assert result.horizon == 27
    assert result.conditions[0].reason == "gap", "a gate that is unknown is no condition"


def test_public_data_with_a_crowd_has_two_gates() -> None:
    """Its class must be set, and nobody may be under age or unfree; disturbing content or patients add gates."""
    crowd = {"data_classes": ["public"], "sites": ["crowd"]}
    assert check(**crowd).gates == ("class-is-set", "age-and-free-will")
    assert len(check(**crowd, harmful_content="unknown").gates) == 5
    assert "baa-signed" in check(**crowd, us_patient_data="unknown").gates


@pytest.mark.parametrize("name", CLASSES)
def test_a_crowd_with_anything_else_is_barred_whatever_is_answered(name: str) -> None:
    """No answer opens an open crowd to data that is not public."""
    result = check(**everything_in_place(data_classes=[name], sites=["crowd", "own_rooms"]))
    assert result.blocks == (() if name == "public" else ("crowd-sees-only-public",))
    assert (result.verdict == "no_go") == (name != "public")


def test_an_answer_on_a_control_that_does_not_apply_is_kept_and_ignored() -> None:
    """It changes nothing, and no list or map of the result names it."""
    answers = answered(("card-data-gone", "no"), ("clean-room", "not_applicable"))
    inputs = SECURITY.inputs.parse({"answers": answers})
    assert [row.id for row in inputs.answers] == ["card-data-gone", "clean-room"]
    assert SECURITY.finished(inputs) == check()


# --- One control ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "status", "shortfall"),
    [
        ({"state": "yes", "evidence": "C"}, "met", 0),
        ({"state": "yes", "evidence": "A", "expires_months": 27}, "met", 0),
        ({"state": "yes", "evidence": "A", "expires_months": 26}, "lapses", 0.25),
        ({"state": "yes", "evidence": "A", "expires_months": 1}, "lapses", 0.25),
        ({"state": "yes", "evidence": "A", "expires_months": 0}, "unproven", 0.5),
        ({"state": "yes", "evidence": "A", "expires_months": -5}, "unproven", 0.5),
        ({"state": "yes", "evidence": "D"}, "unproven", 0.5),
        ({"state": "yes"}, "unproven", 0.5),
        ({"state": "partly", "evidence": "B", "expires_months": 2}, "partly", 0.5),
        ({"state": "partly", "evidence": "D"}, "partly", 0.75),
        ({"state": "no", "evidence": "A"}, "missing", 1),
        ({"state": "unknown", "evidence": "A"}, "unknown", 1),
        ({}, "unknown", 1),
        ({"state": "not_applicable"}, "waived", 0),
    ],
)
def test_a_control_is_judged_by_state_proof_and_end(answer: dict[str, Any], status: str, shortfall: float) -> None:
    """Each row of the table of states, on both sides of each limit, for a control of weight 5 that asks for C."""
    result = check(answers=[{"id": "where-they-sit", **answer}])
    assert result.status["where-they-sit"] == status
    severities = {gap.id: gap.severity for gap in result.gaps}
    assert severities.get("where-they-sit", 0) == 5 * shortfall


def test_the_weaker_of_two_grades_is_asked_for() -> None:
    """Protected data ask for B, unless the best that can be had is C; data about nobody ask for C; public for none."""
    proof = [{"id": name, "state": "yes", "evidence": "C"} for name in ("where-they-sit", "class-is-set")]
    protected = check(data_classes=["biometric"], answers=proof)
    assert protected.required_grade == "B"
    assert (protected.status["where-they-sit"], protected.status["class-is-set"]) == ("unproven", "met")
    plain_secret = check(data_classes=["confidential"], answers=proof)
    assert (plain_secret.required_grade, plain_secret.status["where-they-sit"]) == ("C", "met")
    public = check(**ONE_GATE, answers=answered(("class-is-set", "yes")))
    assert (public.required_grade, public.status["class-is-set"]) == ("D", "met")


def test_where_no_paper_is_needed_an_end_still_counts() -> None:
    """D asks for nothing, so a yes without a paper is proven; one whose end comes too soon lapses all the same."""
    answers = [{"id": "class-is-set", "state": "yes", "expires_months": 0}]
    result = check(**ONE_GATE, answers=answers)
    assert result.status["class-is-set"] == "lapses"
    assert plain(result)["lapses"] == [{"id": "class-is-set", "months": 0}]


# --- The verdict ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holds", "excluded"), [("card-data-gone", "card-agreement"), ("card-agreement", "card-data-gone")]
)
def test_card_data_may_go_with_its_numbers_out_or_under_an_agreement(holds: str, excluded: str) -> None:
    """Of the two gates only one can hold: a no to the other stops the work, and saying that it does not apply does not.

    Each of the two says so, and names the other by its number.
    """
    inputs = everything_in_place(data_classes=["payment_card"])
    (row,) = [row for row in inputs["answers"] if row["id"] == excluded]
    row["state"] = "no"
    assert check(**inputs).verdict == "no_go"
    row["state"] = "not_applicable"
    found = check(**inputs)
    assert [(one.id, one.reason) for one in found.conditions] == [(excluded, "waived")]
    assert found.verdict == "go_with_conditions"
    assert f"number {BY_ID[holds]['number']}" in BY_ID[excluded]["instead"]
    assert "does not apply here" in BY_ID[excluded]["instead"]


def test_all_three_verdicts_can_be_reached() -> None:
    """The same situation goes, goes with conditions and does not go, by one answer."""
    assert check(**everything_in_place()).verdict == "go"
    gate = everything_in_place()
    gate["answers"][0]["state"] = "no"
    assert check(**gate).verdict == "no_go"
    assert check(**gate).gates_failed == ("class-is-set",)
    gate["answers"][0]["state"] = "not_applicable"
    waived = check(**gate)
    assert waived.verdict == "go_with_conditions"
    assert plain(waived)["conditions"] == [{"id": "class-is-set", "reason": "waived"}]


@pytest.mark.parametrize(
    ("name", "state", "evidence", "found"),
    [
        ("who-employs-them", "yes", None, "go_with_conditions"),
        ("who-employs-them", "not_applicable", None, "go"),
        ("data-map", "no", None, "go"),
        ("where-they-sit", "yes", "D", "go_with_conditions"),
    ],
)
def test_what_weighs_four_or_more_is_a_condition(name: str, state: str, evidence: str | None, found: str) -> None:
    """A control of weight 4 that is half missing is a condition, one of weight 3 is none, and any gate is one."""
    inputs = everything_in_place()
    inputs["answers"] = [row for row in inputs["answers"] if row["id"] != name]
    inputs["answers"].append({"id": name, "state": state, "evidence": evidence})
    assert check(**inputs).verdict == found


@quick
@given(cases())
def test_the_result_is_that_of_the_plainest_reading(inputs: dict[str, Any]) -> None:
    """Every field agrees with a reading of the rules that shares no code with the model, straight from the data."""
    result = check(**inputs)
    found = applying(inputs)
    ids = [one["id"] for one in found]
    gates = [one["id"] for one in found if is_gate(one, inputs)]
    status = {one["id"]: judged(one, inputs)[0] for one in found}
    short = {one["id"]: judged(one, inputs)[1] for one in found}
    assert list(result.applicable) == ids
    assert list(result.gates) == gates
    assert set(result.classes) == completed(inputs)
    assert list(result.flags) == [name for name in FLAGS if name in flags(inputs)]
    assert result.status == status
    assert list(result.gates_failed) == [name for name in gates if status[name] == "missing"]
    assert list(result.gates_unknown) == [name for name in gates if status[name] == "unknown"]
    assert result.verdict == verdict(inputs)[0]
    assert result.who == {one["id"]: who(one, inputs) for one in found}
    severity = {name: BY_ID[name]["weight"] * short[name] for name in ids if short[name]}
    ordered = sorted(severity, key=lambda name: (name not in gates, -severity[name], BY_ID[name]["number"]))
    assert [(gap.id, gap.severity) for gap in result.gaps] == [(name, severity[name]) for name in ordered]
    assert sum(result.counts.values()) == len(ids)
    kept = [name for name in ids if status[name] != "waived"]
    weight = sum(BY_ID[name]["weight"] for name in kept)
    share = None if not kept else 1 - sum(severity.get(name, 0) for name in kept) / weight
    assert result.weighted_share == (share if share is None else pytest.approx(share, abs=1e-12))


@quick
@given(cases())
def test_lists_for_the_papers_are_those_of_the_plainest_reading(inputs: dict[str, Any]) -> None:
    """Questions, clauses, conditions and lapses follow from status, side and end alone."""
    result = check(**inputs)
    found = applying(inputs)
    status = {one["id"]: judged(one, inputs)[0] for one in found}
    assert list(result.questions) == [
        one["id"]
        for one in found
        if one["question"] and status[one["id"]] not in ("met", "waived") and who(one, inputs) != "you"
    ]
    assert list(result.clauses) == [one["id"] for one in found if one["clause"] and "other_firm" in flags(inputs)]
    conditions = []
    for one in found:
        if is_gate(one, inputs):
            if status[one["id"]] in ("unproven", "lapses", "partly", "waived"):
                conditions.append((one["id"], status[one["id"]]))
        elif one["weight"] >= 4 and judged(one, inputs)[1] >= 0.5:
            conditions.append((one["id"], "gap"))
    assert [(one.id, one.reason) for one in result.conditions] == conditions
    horizon = inputs["months"] + inputs["retention_months"]
    ends = [
        (row["expires_months"], BY_ID[row["id"]]["number"], row["id"])
        for row in inputs["answers"]
        if row["id"] in status and row["state"] in ("yes", "partly") and row["expires_months"] is not None
    ]
    assert [(one.months, one.id) for one in result.lapses] == [
        (months, name) for months, _, name in sorted(ends) if months < horizon
    ]


@quick
@given(cases())
def test_flips_are_the_verdicts_of_the_other_situations(inputs: dict[str, Any]) -> None:
    """Taking a class out, or labelling in own rooms and in the own tool, gives what those inputs would give."""
    result = check(**inputs)
    classes = inputs["data_classes"]
    order = [name for name in CLASSES if name in classes]
    assert list(result.without_class) == (order if len(order) > 1 else [])
    others = {
        name: {**inputs, "data_classes": [one for one in classes if one != name]} for name in result.without_class
    }
    for name, other in others.items():
        flip = result.without_class[name]
        assert (flip.verdict, flip.gates, flip.gates_open) == verdict(other)
    own = verdict({**inputs, "sites": ["own_rooms"], "tool_host": "own"})
    assert (result.in_own_rooms.verdict, result.in_own_rooms.gates, result.in_own_rooms.gates_open) == own


# --- Properties -----------------------------------------------------------------------------------


@quick
@given(cases(), st.sampled_from(CONTROLS), rows(), rows())
def test_an_answer_with_a_smaller_shortfall_never_makes_the_verdict_worse(
    inputs: dict[str, Any], control: dict[str, Any], first: dict[str, Any], second: dict[str, Any]
) -> None:
    """Whatever else holds, a better answer on one control gives the same verdict or a better one."""
    rest = [row for row in inputs["answers"] if row["id"] != control["id"]]
    found = []
    for row in (first, second):
        case = {**inputs, "answers": [*rest, {"id": control["id"], **row}]}
        found.append((judged(control, case)[1], WORST_TO_BEST.index(check(**case).verdict)))
    (worse, before), (better, after) = sorted(found, key=lambda one: -one[0])
    assert worse == better or after >= before


@quick
@given(cases(), st.data())
def test_the_best_proof_on_a_gap_removes_that_gap_and_no_other(inputs: dict[str, Any], data: st.DataObject) -> None:
    """Yes with evidence A and no end closes one gap, and leaves all others as they are."""
    before = check(**inputs)
    if not before.gaps:
        return
    name = data.draw(st.sampled_from([gap.id for gap in before.gaps]))
    rest = [row for row in inputs["answers"] if row["id"] != name]
    after = check(**{**inputs, "answers": [*rest, {"id": name, "state": "yes", "evidence": "A"}]})
    assert after.gaps == tuple(gap for gap in before.gaps if gap.id != name)


@quick
@given(cases(), several("data_classes"))
def test_taking_a_class_out_adds_nothing(inputs: dict[str, Any], classes: list[str]) -> None:
    """Fewer classes never mean another control, another gate or a worse verdict."""
    whole = {**inputs, "data_classes": sorted({*inputs["data_classes"], *classes})}
    less, more = check(**inputs), check(**whole)
    assert set(less.applicable) <= set(more.applicable)
    assert set(less.gates) <= set(more.gates)
    assert WORST_TO_BEST.index(less.verdict) >= WORST_TO_BEST.index(more.verdict)


def test_every_control_applies_and_every_gate_closes_somewhere() -> None:
    """No control and no gate is there for show: all apply to everything at once, and each gate alone stops it."""
    everything = {
        "data_classes": list(CLASSES),
        "sites": ["own_rooms", "own_remote", "vendor_site", "vendor_remote"],
        "regions": ["eu", "uk", "us", "other"],
        "viewed_from": ["other", "concern"],
        "us_patient_data": "yes",
        "harmful_content": "yes",
    }
    inputs = everything_in_place(**everything)
    result = check(**inputs)
    assert list(result.applicable) == list(BY_ID)
    assert result.verdict == "go"
    assert set(result.gates) == {one["id"] for one in CONTROLS if one["gate_for"]}
    for name in result.gates:
        rest = [row for row in inputs["answers"] if row["id"] != name]
        shut = check(**{**inputs, "answers": rest})
        assert (shut.verdict, shut.gates_unknown) == ("no_go", (name,))


@pytest.mark.parametrize("block", DATA["blocks"], ids=lambda block: block["id"])
def test_a_block_says_what_it_bars(block: dict[str, Any]) -> None:
    """The headline of a block is the first sentence of what it says."""
    inputs = SECURITY.inputs.parse({"sites": ["crowd"]})
    answer = SECURITY.present(inputs, SECURITY.finished(inputs))
    assert answer.headline.startswith("No go, and no answer can change that: an open crowd may see public data only.")
    assert block["says"] in answer.sections[1].content


# --- Refusals, files and time ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"data_classes": []}, "data_classes: expected one or more of public, confidential, personal"),
        ({"data_classes": ["secret"]}, "data_classes: expected one or more of public, confidential"),
        ({"answers": answered(("masked", "yes"), ("masked", "no"))}, "answers[2].id: expected"),
        ({"answers": answered(("masked", "yes"), ("nobody", "no"))}, "answers[2].id: expected a control of this list"),
        ({"answers": [{"state": "no"}]}, "answers[1].id: expected a control of this list"),
        ({"answers": [{"id": 5, "state": "no"}]}, "answers[1].id: expected a control of this list, got 'int'"),
        ({"answers": [{"id": "x" * 41}]}, "answers[1].id: expected a control of this list"),
        ({"answers": answered(("masked", "planned"))}, "answers[1].state: expected one of yes, partly, no"),
        ({"answers": [{"id": "masked", "evidence": "E"}]}, "answers[1].evidence: expected one of A, B, C, D"),
        ({"answers": [{"id": "masked", "expires_months": 121}]}, "answers[1].expires_months: expected a whole"),
        ({"answers": [{"id": "masked", "expires_months": 1.5}]}, "answers[1].expires_months: expected a whole"),
        ({"answers": [{"id": "masked", "owner": "x" * 61}]}, "answers[1].owner: expected at most 60 characters"),
        ({"answers": [{"id": "masked", "note": "x" * 201}]}, "answers[1].note: expected at most 200 characters"),
        ({"retention_months": 121}, "retention_months: expected a whole number from 0 to 120"),
        ({"tool_host": "nobody"}, "tool_host: expected one of own, vendor, third_party"),
    ],
)
def test_a_refusal_names_the_field(given: dict[str, Any], message: str) -> None:
    """What is refused is named with its row and column, and with what was expected."""
    with pytest.raises(InputErrors) as refusal:
        SECURITY.inputs.parse(given)
    assert message in str(refusal.value)


def test_all_controls_can_be_answered_at_their_limits() -> None:
    """Every control, the longest owner and note, and both ends of the months are accepted; the order is kept."""
    answers = [
        {"id": name, "state": "yes", "owner": "x" * 60, "note": "y" * 200, "expires_months": months}
        for name, months in zip(BY_ID, [-120, 120] * 43, strict=True)
    ]
    inputs = SECURITY.inputs.parse({"answers": answers, "months": 120, "retention_months": 120})
    assert [row.id for row in inputs.answers] == list(BY_ID)
    assert SECURITY.finished(inputs).horizon == 240


def test_the_command_line_prints_the_whole_result(tmp_path: Path) -> None:
    """The names, nesting and order of the result are those of the specification."""
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps({"answers": answered(("class-is-set", "yes"))}), encoding="utf-8")
    command = [sys.executable, "-m", "calculators", "security", "--json", "--inputs", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)["result"]
    assert list(result) == [
        "verdict", "classes", "flags", "required_grade", "horizon", "applicable", "gates", "blocks", "gates_failed",
        "gates_unknown", "conditions", "status", "who", "gaps", "lapses", "counts", "weighted_share", "questions",
        "clauses", "without_class", "in_own_rooms",
    ]  # fmt: skip
    assert result["status"]["class-is-set"] == "unproven"
    assert list(result["in_own_rooms"]) == ["verdict", "gates", "gates_open"]
    assert list(result["gaps"][0]) == ["id", "severity"]


def test_the_answer_is_quick() -> None:
    """Judging eleven situations with 86 answers takes at most 8 ms at its best, so that a phone answers at once."""
    inputs = SECURITY.inputs.parse(everything_in_place(data_classes=list(CLASSES)))
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        SECURITY.compute(inputs)
        best = min(best, time.perf_counter() - start)
    assert best < 0.008
