"""The security answer in words: the headline for every case, what stops the work, and text to take away."""

import csv
import io
import re
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from calculators.bridge.files import written
from calculators.catalog import catalog
from calculators.core import Answer, BulletList, Lines, Rows, Section, StackedBars
from calculators.models.security.case import Case
from calculators.models.security.headline import WITHOUT
from calculators.models.security.inputs import GROUPS
from calculators.models.security.papers import BLANKS
from calculators.models.security.present import LAW_READ, scorecard_level
from calculators.show.answers import parts
from tests.models.security_cases import BY_ID, CLASSES, CONTROLS, SECURITY, cases, everything_in_place
from tests.prose import DOCS, PAGES

SECTIONS = [
    "start", "stops", "conditions", "changes", "gaps", "groups", "lapses", "controls", "details", "questions", "annex",
    "summary",
]  # fmt: skip
ONE_GATE: dict[str, Any] = {
    "data_classes": ["public"], "sites": ["own_rooms"], "tool_host": "own", "regions": ["other"],
}  # fmt: skip
OWN_ROOMS = " If the work stayed in your own rooms, with your own tool, 12 gates would fall away."


def answer(**given: Any) -> Answer:
    """Return the answer for the default situation with some inputs changed."""
    inputs = SECURITY.inputs.parse(given)
    return SECURITY.present(inputs, SECURITY.finished(inputs))


def section(name: str, **given: Any) -> Section:
    """Return one part of the answer."""
    return next(one for one in answer(**given).sections if one.id == name)


def table(found: Section, place: int = 0) -> Rows:
    """Return a table of a part."""
    return [item for item in found.content if isinstance(item, Rows)][place]


def in_place_but(**states: dict[str, Any]) -> dict[str, Any]:
    """Return answers with the best proof on everything but some, whose ids have underscores here."""
    inputs = everything_in_place()
    for name, row in states.items():
        place = next(row for row in inputs["answers"] if row["id"] == name.replace("_", "-"))
        place.update(row)
    return inputs


# --- The headline ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {},
            "Not yet: none of the 26 gates that apply is answered. Start with the five under “Where to start”."
            + OWN_ROOMS,
        ),
        (
            {"data_classes": ["public"], "sites": ["crowd"], "regions": ["other"]},
            "Not yet: none of the 2 gates that apply is answered. Start with the two under “Where to start”. If the "
            "work stayed in your own rooms, with your own tool, 1 gate would fall away.",
        ),
        (ONE_GATE, "Not yet: the one gate that applies is not answered. Start with it, under “Where to start”."),
        (everything_in_place(), "Go: all 26 gates hold until the data is deleted, 27 months from now. Of these 27 "
         "months the 24 of work and the 3 after it are our assumption, so put in your own if the data stays longer."),
        ({**everything_in_place(), "months": 12}, "Go: all 26 gates hold until the data is deleted, 15 months from "
         "now. Of these 15 months the 3 after it are our assumption, so put in your own if the data stays longer."),
        ({**everything_in_place(), "months": 12, "retention_months": 2},
         "Go: all 26 gates hold until the data is deleted, 14 months from now."),
        (
            {**ONE_GATE, **everything_in_place(), "months": 1, "retention_months": 0},
            "Go: the one gate holds until the data is deleted, 1 month from now.",
        ),
        (
            in_place_but(agreement_signed={"state": "no"}, class_is_set={"state": "no"}),
            "No go: 2 gates fail. If the work stayed in your own rooms, with your own tool, 12 gates would fall away.",
        ),
        (
            in_place_but(agreement_signed={"state": "no"}, class_is_set={"state": "unknown"}),
            "No go: 1 gate fails and 1 is not known yet." + OWN_ROOMS,
        ),
        (
            in_place_but(agreement_signed={"state": "unknown"}),
            "Not yet: no gate fails, but 1 is not known yet. If the work stayed in your own rooms, with your own tool, "
            "the answer would be “go” and 12 gates would fall away.",
        ),
        (
            in_place_but(
                class_is_set={"expires_months": 5}, promises_read={"state": "partly"},
                hidden_data_removed={"evidence": "D"}, masked={"state": "no"}, who_employs_them={"state": "unknown"},
            ),
            "Go with conditions: all 26 gates hold, 3 on conditions; 2 other controls fall short.",
        ),
        (in_place_but(masked={"state": "no"}), "Go with conditions: all 26 gates hold; 1 other control falls short."),
        (
            in_place_but(class_is_set={"state": "not_applicable"}, promises_read={"state": "not_applicable"}),
            "Go with conditions: 24 gates hold, 2 are waived on your word. A law is named behind 1 of the waived "
            "gates, and no word of yours waives a law.",
        ),
        (
            in_place_but(class_is_set={"state": "not_applicable"}, promises_read={"expires_months": 1}),
            "Go with conditions: 25 gates hold, 1 on conditions, 1 is waived on your word.",
        ),
        (
            {**everything_in_place(), "sites": ["crowd"]},
            "No go, and no answer can change that: an open crowd may see public data only. If the work stayed in your "
            "own rooms, with your own tool, the answer would be “go” and 12 gates would fall away.",
        ),
        (
            SECURITY.presets["us-voices-abroad"].inputs,
            "Not yet: none of the 36 gates that apply is answered. Start with the five under “Where to start”. If "
            "masking took the biometric data out, 17 gates would fall away.",
        ),
    ],
)  # fmt: skip
def test_the_headline_says_the_verdict_and_the_nearest_change(given: dict[str, Any], words: str) -> None:
    """Failing, unknown, conditional, waived and barred are worded apart; only a change that helps is named."""
    assert answer(**given).headline == words


def test_every_class_has_words_for_its_absence() -> None:
    """Whatever class is ticked, the headline can say what it would take to be without it."""
    assert list(WITHOUT) == CLASSES


# --- The parts ------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(cases())
def test_every_answer_has_the_same_parts_and_can_be_written(inputs: dict[str, Any]) -> None:
    """The parts and their titles are the same for all; each control that applies is listed once; nothing is raw."""
    parsed = SECURITY.inputs.parse(inputs)
    result = SECURITY.finished(parsed)
    found = SECURITY.present(parsed, result)
    assert [one.id for one in found.sections] == SECTIONS
    assert [one.title for one in found.sections] == [one.title for one in answer().sections]
    assert all(one.content for one in found.sections[1:])
    assert not any(one.pending for one in found.sections)
    rows = [row for item in found.sections[7].content if isinstance(item, Rows) for row in item.rows]
    names = [str(row[0]) for row in rows]
    assert names == [f"{BY_ID[name]['number']}. {BY_ID[name]['says']}" for name in result.applicable]
    text = "|".join(markup or "" for markup in parts("security", found).values())
    for word in ("go_with_conditions", "not_applicable", ">None<", "eu_transfer", "  ", "..", " ,"):
        assert word not in text
    for kind in ("markdown", "csv", "json", "security-controls"):
        assert written(kind, "security", SECURITY, parsed, result)[0]


def test_what_stops_the_work_comes_with_a_stopgap_and_room_for_its_end() -> None:
    """Each failing gate says why, what to ask for, and what lowers the risk until a date the reader fills in."""
    given = in_place_but(chain_known={"state": "no"}, agreement_signed={"state": "no"}, encryption={"state": "unknown"})
    found = section("stops", **given)
    failing, unknown = table(found), table(found, 1)
    assert [str(row[0])[:3] for row in failing.rows] == ["13.", "16."]
    assert [str(row[0])[:3] for row in unknown.rows] == ["62."]
    assert failing.rows[0][3] == "Nothing can stand in for it. Do not send personal data before it is signed."
    assert str(failing.rows[1][3]).startswith("In place of it, until [date]: let the vendor's people work inside")
    assert failing.rows[1][1:3] == [BY_ID["chain-known"]["why"], BY_ID["chain-known"]["ask"]]
    assert section("stops", **everything_in_place()).content == [
        "Nothing stops the work: every gate holds, or is waived on your word."
    ]


def test_where_to_start_names_the_gravest_gates_and_goes_away() -> None:
    """Five gates of the most weight while no gate is answered, fewer where there are fewer, none afterwards."""
    first = [int(str(row[0]).partition(".")[0]) for row in table(section("start")).rows]
    assert [CONTROLS[number - 1]["weight"] for number in first] == [5] * 5
    assert len(table(section("start", **ONE_GATE)).rows) == 1
    assert section("start", answers=[{"id": "class-is-set", "state": "yes"}]).content == []


def test_a_waived_gate_asks_for_its_reason() -> None:
    """What is taken out on the reader's word is named with the reason, or with the place to write it."""
    waived = table(section("conditions", **in_place_but(class_is_set={"state": "not_applicable"})))
    assert waived.rows[0][2] == "Waived on your word. Reason: [write it into the note]"
    noted = table(section("conditions", **in_place_but(class_is_set={"state": "not_applicable", "note": "A demo."})))
    assert noted.rows[0][2] == "Waived on your word. Reason: A demo."


def test_a_law_behind_a_waived_gate_is_named_wherever_the_waiver_stands() -> None:
    """The headline, the cautions, the condition and the record say which law it is; elsewhere nothing is said."""
    waived = in_place_but(agreement_signed={"state": "not_applicable"}, class_is_set={"state": "not_applicable"})
    found = answer(**waived)
    assert found.headline.endswith("A law is named behind 1 of the waived gates, and no word of yours waives a law.")
    assert found.cautions[0].startswith("You waived gates behind which a law is named: 13 (GDPR 28(3)).")
    assert found.figures[0].note == "0 fail, 0 not known, 2 waived on your word"
    states = [str(row[2]) for row in table(section("conditions", **waived)).rows]
    assert ["GDPR 28(3)" in state for state in states] == [False, True]
    record = [str(line) for line in section("summary", **waived).content]
    assert any("nobody can waive: GDPR 28(3). Reason: [reason]" in line for line in record)
    assert any(line.startswith("24 of 26 gates hold") for line in record)
    elsewhere = answer(**waived, regions=["other"])
    assert "law" not in elsewhere.headline
    patients = answer(**in_place_but(), regions=["us"], us_patient_data="yes")
    assert not any("You waived" in words for words in patients.cautions)


def test_unknown_and_does_not_apply_look_different() -> None:
    """A blank is worded apart from what was waived, in every list."""
    given = in_place_but(class_is_set={"state": "not_applicable"}, only_what_is_needed={"state": "unknown"})
    states = [row[2] for row in table(section("controls", **given)).rows]
    assert states[:2] == ["Waived on your word", "Not known"]


def test_gaps_come_in_order_and_the_rest_is_counted() -> None:
    """Every gate is shown, and ten gaps at least; how many more there are is told so that it holds on paper too."""
    found = section("gaps")
    assert len(table(found).rows) == 26
    assert {row[1] for row in table(found).rows} == {"Gate"}
    assert found.content[-1] == "43 more gaps stand on the calculator's page, in the list of all controls that apply."
    assert section("gaps", **everything_in_place()).content == ["Nothing falls short."]


def test_papers_that_run_out_are_drawn_on_a_line_of_months() -> None:
    """The line goes from today to the deletion, falls as papers run out, and marks both ends of the work."""
    given = in_place_but(class_is_set={"expires_months": 5, "owner": "Ann"}, masked={"expires_months": -1})
    found = section("lapses", **given)
    assert [list(row)[2:] for row in table(found).rows] == [
        ["Ran out 1 month ago", ""],
        ["Runs out in 5 months", "Ann"],
    ]
    chart = next(item for item in found.content if isinstance(item, Lines))
    assert list(chart.positions) == list(range(28))
    assert list(chart.series[0].values) == [1] * 5 + [0] * 23
    assert chart.marks == [(24, "work ends"), (27, "data is deleted")]
    figures = {figure.name: figure.value for figure in answer(**given).figures}
    assert figures["First paper to run out"] == "has run out"
    assert figures["Gates that hold"] == "26 of 26"


def test_progress_is_drawn_by_group_and_state() -> None:
    """Each group's bar is as long as the number of its controls that apply."""
    chart = next(item for item in section("groups").content if isinstance(item, StackedBars))
    assert sum(sum(one.values) for one in chart.series) == 69
    assert [one.name for one in chart.series] == ["Not known"]
    mixed = section("groups", **in_place_but(masked={"state": "no"}, class_is_set={"expires_months": 3}))
    chart = next(item for item in mixed.content if isinstance(item, StackedBars))
    assert [one.name for one in chart.series] == ["In place", "In place, but the proof runs out", "Not in place"]


def test_what_could_not_be_verified_is_marked_and_counted() -> None:
    """The part that explains each control names it, and a caution says at how many controls."""
    given = {"data_classes": ["us_bulk", "export_controlled"], "harmful_content": "yes"}
    texts = [str(row[5]) for item in section("details", **given).content if isinstance(item, Rows) for row in item.rows]
    assert sum("Not verified: " in text for text in texts) == 4
    assert any("marked at 4 controls of yours" in words for words in answer(**given).cautions)


# --- Text to take away ----------------------------------------------------------------------------


def case_of(**given: Any) -> Case:
    """Return the case of some inputs."""
    inputs = SECURITY.inputs.parse(given)
    return Case(inputs, SECURITY.finished(inputs))


def test_questions_to_the_vendor_begin_with_the_gates() -> None:
    """Every open control that is not for the reader alone is one question with the evidence to attach."""
    case = case_of()
    items = next(item for item in section("questions").content if isinstance(item, BulletList))
    assert items.ordered
    assert len(items.items) == len(case.result.questions)
    gates = [BY_ID[name]["question"] for name in case.result.questions if name in case.gates]
    assert all(text.startswith(question) for text, question in zip(items.items, gates, strict=False))
    assert all("Please attach, with its date and what it covers: " in text for text in items.items)
    assert section("questions", **everything_in_place()).content == ["There is nothing left to ask a vendor."]


def test_the_annex_numbers_its_clauses_by_group_and_leaves_blanks() -> None:
    """Each clause that belongs there stands once under its group's number, and what is agreed is left in brackets."""
    content = section("annex").content
    blanks = next(item for item in content if isinstance(item, BulletList))
    clauses = [str(item) for item in content if isinstance(item, str)][1:]
    assert clauses[0] == "1. What is in the batch"
    assert clauses[1].startswith("1.1 The supplier asks for no more data")
    wanted = [BY_ID[name]["clause"] for name in case_of().result.clauses]
    assert [line.partition(" ")[2] for line in clauses if re.match(r"\d+\.\d+ ", line)] == wanted
    assert all("[" in line for line in blanks.items)
    assert any("[sum" in line for line in blanks.items)
    assert not any("harmful" in line for line in blanks.items)
    assert any("harmful" in line for line in _blanks(harmful_content="yes"))
    assert section("annex", **ONE_GATE).content == ["No other firm is involved, so there is no contract to add to."]


def _blanks(**given: Any) -> list[str]:
    items = (item for item in section("annex", **given).content if isinstance(item, BulletList))
    return list(next(items).items)


def test_what_clauses_leave_to_the_annex_has_a_blank() -> None:
    """Every clause that speaks of an annex, a list or a table has a line to fill in, and no line is for nothing."""
    asked = {name for names in BLANKS.values() for name in names if name}
    assert asked <= {one["id"] for one in CONTROLS if one["clause"]}
    assert {one["id"] for one in CONTROLS if "annex" in one["clause"]} <= asked


def test_the_summary_leaves_the_date_blank_and_names_owners() -> None:
    """It holds verdict, gates, conditions with owner and date, and who owns what."""
    lines = [str(line) for line in section("summary", **in_place_but(
        class_is_set={"state": "not_applicable", "owner": "Ann", "note": "A demo."}, masked={"owner": "Ann"},
        chain_known={"state": "no"}, encryption={"state": "unknown"},
    )).content]  # fmt: skip
    assert lines[0] == "Security check before data leaves: no go."
    assert lines[1] == "Date: [date]. Decided by: [name, role]."
    assert "Gate not in place: 16. Every firm in the chain is named, with country and role." in lines
    assert any(line.startswith("Gate not known: 62. ") for line in lines)
    assert any(line.startswith("23 of 26 gates hold: controls 2, 5, 8") for line in lines)
    assert (
        "Condition: 1. The batch has a data class, set by its worst file. Waived on your word. Reason: A demo. "
        "Owner: Ann, by [date]."
    ) in lines
    assert "Owner Ann: controls 1 and 3." in lines


def test_the_download_has_every_control_and_is_safe_to_open() -> None:
    """All 86 controls with answer and numbers are rows, and a cell that a spreadsheet would run is quoted."""
    inputs = SECURITY.inputs.parse({"answers": [{"id": "masked", "state": "yes", "owner": "=1+1", "note": "@all"}]})
    text, ending, _ = written("security-controls", "security", SECURITY, inputs, SECURITY.finished(inputs))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert ending == "csv"
    assert [row["id"] for row in rows] == list(BY_ID)
    assert (rows[2]["owner"], rows[2]["note"], rows[2]["status"]) == ("'=1+1", "'@all", "unproven")
    assert rows[2]["PCI DSS"] == "3.4.1"
    assert (rows[5]["applies"], rows[5]["status"], rows[5]["severity"]) == ("no", "", "")
    assert (rows[0]["gate"], rows[0]["severity"]) == ("yes", "5.0")


# --- Cautions and next steps ----------------------------------------------------------------------


def test_cautions_say_what_the_answer_cannot_know() -> None:
    """The date of the law is the page's own, and owners and notes are said to stay behind once there are answers."""
    checked = date.fromisoformat(str(PAGES["calculators/security.md"].front["checked"]))
    assert f"{checked.day} {checked:%B %Y}" == LAW_READ
    assert not any("Owners and notes" in words for words in answer().cautions)
    assert any("Owners and notes never go into a link" in words for words in answer(**everything_in_place()).cautions)


@pytest.mark.parametrize(
    ("given", "level"),
    [
        (in_place_but(chain_known={"state": "no"}), 0),
        ({**everything_in_place(), "sites": ["crowd"]}, 0),
        ({}, 1),
        (in_place_but(chain_known={"state": "partly"}), 2),
        (in_place_but(data_map={"state": "no"}), 3),
        (in_place_but(strong_login={"evidence": "B"}), 3),
        (in_place_but(data_map={"evidence": "B"}), 4),
        (everything_in_place(), 4),
    ],
)
def test_the_level_for_a_scorecard(given: dict[str, Any], level: int) -> None:
    """0 for a gate that fails, 1 for gates only unknown, 2 with conditions, 3 for go, 4 without a gap and tried."""
    assert scorecard_level(case_of(**given)) == level
    assert any(f"level {level} of 4" in link.words for link in answer(**given).next_steps)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {},
            "where you mark security with “?”, which means not known, until every gate here is answered, because the "
            "level 1 of 4 that it earns so far would rule the vendor out",
        ),
        (in_place_but(chain_known={"state": "no"}), "or 2 where every gate that is not met has a dated plan"),
        ({**everything_in_place(), "sites": ["crowd"]}, "where security earns level 0 of 4, which no plan can mend"),
        (everything_in_place(), "where security earns level 4 of 4"),
    ],
)
def test_the_scorecard_is_told_what_keeps_a_vendor_in(given: dict[str, Any], words: str) -> None:
    """Gates not known are a ? there and not a level, and dated plans for failing gates are level 2."""
    assert any(words in link.words for link in answer(**given).next_steps)


@pytest.mark.parametrize(
    ("control", "words"),
    [("breach-notice", "24 hours of first suspicion"), ("right-to-check", "ten days' notice")],
)
def test_the_data_processing_clauses_count_as_the_annex_does(control: str, words: str) -> None:
    """The two papers are signed together, so a breach and a visit have the same hours, days and start in both."""
    page = " ".join(PAGES["security/data-processing-clauses.md"].source.split())
    assert words in BY_ID[control]["clause"]
    assert words in page.replace("[", "").replace("]", "")


def test_next_steps_lead_to_pages_that_exist() -> None:
    """Each page is in the handbook with its anchor; a calculator's own page comes with the calculator."""
    for link in answer().next_steps:
        path, _, anchor = link.page.partition("#")
        if not link.calculator or link.calculator in catalog():
            assert (DOCS / path).is_file(), path
            assert not anchor or anchor in PAGES[path].ids


def test_every_input_stands_under_a_heading() -> None:
    """All but the answers and the months until deletion come first."""
    fields = SECURITY.inputs.fields()
    assert {field.group for field in fields.values()} == set(GROUPS)
    assert [name for name, field in fields.items() if not field.first] == ["retention_months", "answers"]


def test_writing_the_answer_is_quick() -> None:
    """Putting 86 answers into words takes at most 8 ms at its best."""
    inputs = SECURITY.inputs.parse(everything_in_place(data_classes=CLASSES))
    result, best = SECURITY.finished(inputs), float("inf")
    for _ in range(10):
        start = time.perf_counter()
        SECURITY.present(inputs, result)
        best = min(best, time.perf_counter() - start)
    assert best < 0.008
