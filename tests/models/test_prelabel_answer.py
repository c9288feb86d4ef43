"""The pre-label answer in words, and what the command line prints."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from calculators.catalog import catalog
from calculators.facts import fact
from tests.models.prelabel_cases import PRELABEL, finished, first, rows, situations
from tests.prose import PAGES

ROOT = Path(__file__).parent.parent.parent


def answer(**changes: Any) -> Any:
    """Return the finished answer with some inputs changed."""
    inputs = PRELABEL.inputs.parse(changes)
    return PRELABEL.present(inputs, PRELABEL.finished(inputs))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["Let the model label first and review everything: ¤0.187 a label instead of ¤0.414",
              "and at most 5.0% wrong. Letting labels with a score of 0.9 or more pass unseen would cost ¤0.0817, but "
              "your sample of 500 items does not prove it; about 4,054 items would.",
              "A model right on less than 86.8% breaks your limit", "the proof by your sample ends sooner",
              "Reviewers who miss more than 48.5%"]),
        (PRELABEL.presets["sentiment-language-model"].inputs,
         ["Let labels with a score of 0.95 or more pass unseen: 70.0% of items, at most 4.7% wrong in all"]),
        (PRELABEL.presets["clinical-names"].inputs,
         ["Keep people: no way with a model is shown to keep 3%", "A review of everything would cost",
          "but your sample of 400 items does not prove it; about 20,481 items would."]),
        ({"model_price": 5}, ["Keep people: the model costs more"]),
        ({"wage": 0, "person_overhead": 0, "reviewer_wage": 0, "model_price": 0, "model_setup": 0, "model_upkeep": 0},
         ["Keep people: the model saves nothing."]),
        ({"calibration_right": 500, "risk_coverage": []}, ["Let the model label alone", "at most 0.6% wrong"]),
        ({"error_limit": 1},
         ["None of the four keeps 1%: people alone leave 3.0% wrong. The lowest limit that one of them keeps is 3.0%: "
          "people alone."]),
        ({"inhouse_escape": 5.5, "error_limit": 5},
         ["None of the four is shown to keep 5%: people alone leave 5.5% wrong."]),
    ],
)  # fmt: skip
def test_the_headline_says(changes: dict[str, Any], words: list[str]) -> None:
    """What to do and how wrong it is at most, what is only hoped for, and what would break the limit."""
    for part in words:
        assert part in answer(**changes).headline


def test_more_items_are_named_only_where_more_would_help() -> None:
    """Before the search is done, and where the sample is large enough already, no number of items is named."""
    inputs = PRELABEL.inputs()
    assert "items would" not in PRELABEL.present(inputs, PRELABEL.compute(inputs)).headline


def test_the_section_on_proof_waits_for_its_numbers() -> None:
    """The first answer says that numbers are on their way; the finished one has them, in the same sections."""
    inputs = PRELABEL.inputs()
    early, late = PRELABEL.present(inputs, PRELABEL.compute(inputs)), answer()
    assert [section.id for section in early.sections] == [section.id for section in late.sections]
    pending = {section.id: section.pending for section in early.sections}
    assert pending == {"ways": False, "thresholds": False, "proof": True, "flip": False}
    assert not any(section.pending for section in late.sections)
    assert "searching" in str(early.sections[2])
    assert "searching" not in str(late.sections[2])


def test_the_examples_rows_left_out_are_said() -> None:
    """With another sample the answer says that the example's rows do not count, and how to enter one's own."""
    shown = answer(calibration_right=440)
    assert any("belong to its sample of 500 items" in words and "Enter your own" in words for words in shown.cautions)
    assert "belong to its sample" not in str(answer())
    assert "Without rows in the table" in str(answer(risk_coverage=[]))


def test_an_upper_limit_is_never_rounded_down() -> None:
    """A limit of 3.92% is called 4.0%, since less would claim more than is known."""
    (found,) = [row for row in answer().sections[0].content[0].rows if row[0] == "Model first, people review all"]
    assert found[4] == "5.0%"
    assert first().ways.review_all.wrong_bound == pytest.approx(4.9186, abs=1e-3)


def test_a_saving_beyond_what_was_measured_asks_for_a_pilot() -> None:
    """Time saved above a third calls for a timed pilot; a smaller saving does not."""
    assert any("time a pilot" in words for words in answer().cautions)
    assert not any("time a pilot" in words for words in answer(review_seconds=20).cautions)


@pytest.mark.parametrize(("changes", "words"), [
    ({}, "No row is certified"),
    ({"risk_coverage": rows((0.9, 300, 0)), "undercorrection": 10}, "it was allowed to look at all rows first"),
    ({"risk_coverage": rows((0.9, 300, 0)), "undercorrection": 10, "overcorrection": 0.1},
     "only if you fixed the scores before you saw the errors"),
])  # fmt: skip
def test_what_a_certificate_rests_on(changes: dict[str, Any], words: str) -> None:
    """Looking at all rows is free, unless reviewers also spoil right labels."""
    assert words in str(answer(**changes))


def test_every_link_carries_what_its_target_accepts() -> None:
    """What is computed for a link, with what both share, is accepted by the calculator it leads to."""
    for changes in ({}, {"error_limit": 1}, {"error_limit": 0}, PRELABEL.presets["speech-drafts"].inputs):
        inputs = PRELABEL.inputs.parse(changes)
        for link in PRELABEL.present(inputs, PRELABEL.finished(inputs)).next_steps:
            if target := catalog().get(link.calculator):
                assert target.inputs.taking({**inputs.scenario(), **link.inputs})


@settings(deadline=None, max_examples=40)
@given(situations())
def test_every_answer_can_be_shown(x: dict[str, Any]) -> None:
    """No inputs that go together raise, first or finished."""
    inputs = PRELABEL.inputs.parse(x)
    for result in (PRELABEL.compute(inputs), PRELABEL.finished(inputs)):
        assert PRELABEL.present(inputs, result).headline


@pytest.mark.parametrize("name", PRELABEL.presets)
def test_presets_are_accepted_and_answer(name: str) -> None:
    """Each typical case has an answer; clinical names are decided by the limit, not by the money."""
    result = finished(**PRELABEL.presets[name].inputs)
    assert result.cheapest_hoped
    if name == "clinical-names":
        assert result.ways.review_all.unit_cost < result.ways.people.unit_cost
        assert result.cheapest == "people"


def test_the_command_line_prints_the_finished_result(tmp_path: Path) -> None:
    """A file of inputs gives the finished result, with the names and the order of the model."""
    given_ = {"calibration_items": 400, "calibration_right": 380, "risk_coverage": rows((0.5, 300, 9), (0.9, 200, 1))}
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps(given_), "utf-8")
    command = [sys.executable, "-m", "calculators", "prelabel", "--json", "--inputs", str(file)]
    printed = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)["result"]
    assert list(printed) == [
        "accuracy", "ways", "thresholds", "threshold", "cheapest", "cheapest_hoped", "break_even", "needed",
        "sample_cost",
    ]  # fmt: skip
    assert list(printed["ways"]) == ["people", "review_all", "threshold", "model_only"]
    assert list(printed["ways"]["review_all"]) == [
        "unit_cost", "parts", "hours", "people", "wrong", "wrong_bound", "wrong_labels", "wrong_labels_bound", "state",
        "items_needed", "proof",
    ]  # fmt: skip
    assert list(printed["ways"]["people"]["parts"]) == ["labour", "second_look", "model", "fixed", "errors"]
    assert list(printed["thresholds"][0]) == [
        "threshold", "passed", "passed_wrong", "wrong", "wrong_bound", "unit_cost", "hours", "certified",
    ]  # fmt: skip
    assert [row["threshold"] for row in printed["thresholds"]] == [0.9, 0.5]
    result = finished(**given_)
    assert printed["ways"]["review_all"]["items_needed"] == result.ways.review_all.items_needed
    assert printed["ways"]["people"]["proof"] == {"items": 601, "allowed": 21}


def test_the_command_line_names_the_row_it_refuses(tmp_path: Path) -> None:
    """A table that does not fit is refused in one line that names the row and the column."""
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps({"risk_coverage": rows((0.9, 200, 1), (0.5, 210, 60))}), "utf-8")
    command = [sys.executable, "-m", "calculators", "prelabel", "--inputs", str(file)]
    refusal = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert refusal.returncode == 2
    assert refusal.stderr.startswith("risk_coverage[2].errors: expected at most 50")


def test_what_a_page_says_of_a_look_that_takes_a_crowd_s_mean_holds() -> None:
    """The prices at that mean, and the time of a look from which people alone are cheaper, are those of today."""
    words = PAGES["decide/model-first.md"].source
    looked = answer(review_seconds=fact("bbox_quality_check_seconds").high).headline
    first_price, alone = (amount.rstrip(",. ") for amount in re.findall(r"¤(\d[\d.]*)", looked)[:2])
    assert f"${float(first_price):.3f} a label against ${float(alone):.3f}" in words
    limit = PRELABEL.finished(PRELABEL.inputs.parse({})).break_even.review_seconds
    assert f"From {limit:.1f} seconds a look, people alone are cheaper" in words
