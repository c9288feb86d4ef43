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
from calculators.core import Lines, Rows
from calculators.facts import fact
from calculators.models.prelabel.wording import at_most, expected, labels
from calculators.show.chart_tables import table_of
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
              "and at most 4.92% wrong. Letting labels with a score of 0.9 or more pass unseen would cost ¤0.0817, but "
              "your sample of 500 items does not prove it; about 4,054 items would.",
              "A model right on less than 86.8% breaks your limit even if all of it is reviewed, and a sample like "
              "yours would stop proving that the limit is kept even before the model gets that bad.",
              "Reviewers who miss more than 48.5%"]),
        (PRELABEL.presets["sentiment-language-model"].inputs,
         ["Let labels with a score of 0.95 or more pass unseen: 70.0% of items, at most 4.62% wrong in all"]),
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
    """A limit of 4.9186% is called 4.92%: less would claim more than is known, and 5.0% more than stands beside it."""
    (found,) = [row for row in answer().sections[0].content[0].rows if row[0] == "Model first, people review all"]
    assert found[4] == "4.92%"
    assert first().ways.review_all.wrong_bound == pytest.approx(4.9186, abs=1e-3)
    (wrong,) = [figure for figure in answer().figures if figure.name == "Wrong labels a month"]
    assert wrong.note == "Expected; at most 9,837."
    assert round(100 * 9837 / 200_000, 2) == 4.92


def test_where_nothing_makes_the_two_cost_the_same_it_says_so() -> None:
    """A cell says that no accuracy, price, time or volume does it, and that nothing would keep the limit."""
    costs, needs = (item for item in answer().sections[-1].content if isinstance(item, Rows))
    assert costs.columns[1] == "Both cost the same at"
    assert [str(row[1]) for row in costs.rows] == ["no accuracy", "¤0.229", "24.4", "6,425"]
    assert [str(row[1]) for row in needs.rows] == ["86.8%", "48.5%"]
    (costs, needs) = (
        item for item in answer(error_limit=1, overcorrection=2).sections[-1].content if isinstance(item, Rows)
    )
    assert [str(row[1]) for row in needs.rows] == ["no accuracy is enough", "no share is small enough"]


@pytest.mark.parametrize(
    ("share", "limit", "words"),
    [
        (90, 100, "90.0%"), (0, 100, "0%"), (100, 100, "100%"), (1e-4, 100, "0.0001%"), (2.53e-6, 100, "0.000003%"),
        (99.96, 100, "99.96%"), (99.99994, 100, "99.9999%"), (5.04, 5, "5.04%"), (5.0004, 5, "5.0004%"),
        (5.06, 5, "5.1%"), (5 + 1e-8, 5, "5.0%"), (4.96, 5, "5.0%"), (0.04, 0, "0.04%"),
    ],
)  # fmt: skip
def test_a_share_is_not_read_as_what_it_is_not(share: float, limit: float, words: str) -> None:
    """A share has the digits it takes to be told from none, from all and from a limit that it is above."""
    assert expected(share, limit) == words


@pytest.mark.parametrize(
    ("share", "limit", "words"),
    [
        (3.92, 5, "3.92%"), (4.9186, 5, "4.92%"), (4.9186, 4.95, "4.92%"), (4.9491, 4.95, "4.95%"), (5.38, 5, "5.4%"),
        (0, 5, "0%"), (1e-5, 5, "0.01%"), (0.03, 0.05, "0.03%"), (100, 100, "100.0%"), (5 + 1e-8, 5, "5.0%"),
        (5 + 1e-6, 5, "5.01%"), (4.996, 5, "5.0%"), (4.721, 5, "4.73%"),
    ],
)  # fmt: skip
def test_a_limit_that_is_kept_is_read_as_kept(share: float, limit: float, words: str) -> None:
    """What is at most wrong is never rounded down, and not above a limit that it keeps."""
    assert at_most(share, limit) == words


def chart(name: str, **changes: Any) -> list[list[str]]:
    """Return the numbers of the line chart in a part of the answer."""
    (content,) = (section.content for section in answer(**changes).sections if section.id == name)
    (lines,) = (one for one in content if isinstance(one, Lines))
    return [[str(cell) for cell in row] for row in table_of(lines).rows]


def test_a_charts_position_has_the_digits_it_has() -> None:
    """A row that stands between two whole per cents says so, so that it is not read beside the sample's own cost."""
    places = [row[0] for row in chart("flip")]
    assert places[:3] == ["70.0", "71.5", "73.0"]
    assert "89.5" in places
    assert [row[0] for row in chart("flip", calibration_right=50)][:2] == ["0", "5"]
    shared = rows((0.9, 201, 0), (0.8, 300, 1))
    assert [row[0] for row in chart("thresholds", risk_coverage=shared)] == ["40.2", "60.0"]


@pytest.mark.parametrize("limit", [5, 5.37, 3.785, 10])
def test_what_is_above_the_limit_is_drawn_above_it(limit: float) -> None:
    """No share of the chart that is above the limit is written as the limit, and the limit as it was typed."""
    found, drawn = finished(error_limit=limit).thresholds, chart("thresholds", error_limit=limit)
    for one, (_, wrong, most, kept) in zip(found, drawn, strict=True):
        assert float(kept[:-1]) == limit
        for exact, shown in ((one.wrong, wrong), (one.wrong_bound, most)):
            assert (float(shown[:-1]) > limit) == (exact > limit)


def test_a_chart_of_what_is_wrong_altogether_is_written_short() -> None:
    """A share of all labels, or of none, asks for no digits."""
    given = {"calibration_items": 10, "calibration_right": 0, "risk_coverage": rows((0.5, 10, 10))}
    assert chart("thresholds", **given) == [["100", "100.00%", "100.00%", "5.00%"]]


def test_a_part_of_a_person_is_somebody() -> None:
    """What a hundred labels take is less than a tenth of a person and a few wrong labels less than one, not nothing."""
    people = next(figure for figure in answer(volume=100, audit_items=50).figures if figure.name == "People needed")
    assert (people.value, people.note) == ("less than 0.1", "Without a model less than 0.1.")
    wrong = next(one for one in answer(volume=1, audit_items=0).figures if one.name == "Wrong labels a month")
    assert (wrong.value, wrong.note) == ("less than 1", "Expected; at most less than 1.")
    assert [str(labels(number)) for number in (0, 0.4, 0.5, 0.6, 7584)] == [
        "0",
        "less than 1",
        "less than 1",
        "1",
        "7,584",
    ]


def test_a_model_that_is_hardly_ever_right_is_told_from_one_that_never_is() -> None:
    """One of a million right has an interval whose ends differ and are not nought."""
    shown = answer(calibration_items=1_000_000, calibration_right=1)
    (right,) = (figure for figure in shown.figures if figure.name == "Model is right")
    assert (right.value, right.note) == ("0.0001%", "0.000003% to 0.001%, as your sample shows it.")
    assert "between 0.000003% and 0.001%" in str(shown.sections)


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
