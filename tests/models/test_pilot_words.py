"""What the pilot calculator says, on the page, at the terminal and in files, follows from its result."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scipy import stats

from calculators.__main__ import main
from calculators.bridge import answer
from calculators.catalog import find
from calculators.core import Answer, Better, Lines, Ranges, Rows
from calculators.methods.comparison import paired_difference, separate_difference
from calculators.models.pilot.samples import SAMPLES
from tests.prose import PAGES

PILOT = find("pilot")
(TABLE,) = SAMPLES.values()


def told(**given: object) -> Answer:
    """Return the finished answer for inputs given as a reader gives them."""
    inputs = PILOT.inputs.parse(given)
    return PILOT.present(inputs, PILOT.finished(inputs))


def counts(*rows: tuple[str, int, int]) -> list[dict[str, object]]:
    """Return a result in counts."""
    return [{"vendor": name, "right": right, "checked": checked} for name, right, checked in rows]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "To show that 97% beats 95%, each vendor must label the same 1,287 items; your 500 would show it 36 times "
             "in 100. With 500 items a lead over 95% of 3.2 points or more shows at least 80 times in 100. If you "
             "expect 98%, 544 are enough."),
        ({"question": "floor", "expected_accuracy": 98.5},
         "Score 153 and pass with up to 3 errors: a vendor at 98.5% passes 80 times in 100, one at the floor 5 times."),
        ({"question": "not_worse"}, "About 303 items show it is at most 2 points worse"),
        ({"pairing": "separate_items"}, "each vendor must label 1,605 items of its own"),
        ({"other_accuracy": 97}, "Both vendors are taken to be equally good, so no pilot can show a difference: decide "
                                 "on price."),
        ({"other_accuracy": 97}, "If you expect 98%,"),
        ({"expected_accuracy": 95.4}, "by formula: over 20,000 no exact size is worked out"),
        ({"expected_accuracy": 100, "other_accuracy": 100}, "decide on price."),
        ({"pilot_items": 3}, "With 3 items no lead over 95%, however large, shows 80 times in 100."),
        ({"question": "floor", "expected_accuracy": 95}, "is not above a floor of 95%, so no pilot can show it."),
        ({"question": "floor", "expected_accuracy": 95.2}, "95.2% clears a floor of 95% takes more than 20,000 items"),
        ({"question": "floor", "pilot_items": 20}, "With 20 nobody can pass."),
        ({"question": "floor", "expected_accuracy": 98.5, "cluster_size": 5, "intraclass_correlation": 0.2},
         "Score 276, worth 153 independent items, and pass with up to 3 errors in those"),
        ({"question": "not_worse", "expected_accuracy": 93}, "2 points worse, which uses up the margin of 2"),
        ({"question": "not_worse", "expected_accuracy": 100, "other_accuracy": 100}, "About 1 item shows it"),
        ({"table": TABLE, "floor_accuracy": 90},
         "A passes and is better than B: 96.7% against 90.8%, 5.8 points (2.9 to 9.5). A has 8 errors to spare. At "
         "this accuracy 15 times the items would decide about B."),
        ({"table": TABLE, "floor_accuracy": 90, "question": "floor"}, "A passes: 8 errors in 240, and up to 16 would "
                                                                      "pass. B is not decided: 22 errors in 240"),
        ({"table": TABLE, "floor_accuracy": 90, "question": "not_worse"},
         "B is not shown to be no worse than A: it may be 9.5 points worse, and you would give up 2 points."),
        ({"counts": counts(("A", 99, 100), ("B", 98, 100))},
         "Nobody is shown to be better: choose on price among those who pass. A passes."),
        ({"counts": counts(("A", 999, 1000), ("B", 998, 1000))},
         "Nobody is shown to be better: choose on price among those who pass. A and B pass, and the scorecard goes "
         "before price where it tells them apart."),
        ({"counts": counts(("A", 95, 100), ("B", 95, 100))}, "Nobody is shown to be better, and so far nobody passes."),
        ({"counts": counts(("A", 100, 100), ("B", 80, 100))},
         "A passes, which nobody else does: 100.0% against 80.0%. B fails."),
        ({"counts": counts(("A", 96, 100), ("B", 80, 100))}, "A is the only one left and does not pass yet, since the "
                                                             "errors do not decide. B fails."),
        ({"counts": counts(("A", 96, 100), ("B", 780, 1000)), "floor_accuracy": 77},
         "A passes and is better than B: 96.0% against 78.0%"),
        ({"counts": counts(("A", 960, 1000), ("B", 905, 1000), ("C", 906, 1000)), "floor_accuracy": 90},
         "A passes and is better than B and C: 96.0% against 90.5% and 90.6%."),
        ({"counts": counts(("A", 96, 100), ("B", 88, 100)), "floor_accuracy": 92, "only_first": 8},
         "A is better than B: 96.0% against 88.0%, 8.0 points"),
        ({"counts": counts(("A", 960, 1000)), "question": "not_worse", "floor_accuracy": 99}, "A fails: 40 errors in"),
        ({"counts": counts(("A", 1000, 1000)), "floor_accuracy": 100}, "even 20 times the items would not decide"),
        ({"counts": counts(("A", 950, 1000), ("B", 951, 1000)), "question": "not_worse", "noninferiority_margin": 5},
         "B is no worse than A: it is at worst 1.8 points worse, and you would give up 5 points."),
        ({"counts": counts(("A", 900, 1000), ("B", 980, 1000)), "question": "not_worse"}, "better even at worst"),
    ],
)  # fmt: skip
def test_the_headline(given: dict[str, object], words: str) -> None:
    """Each question, with and without a size or a result, reads as it should."""
    assert words in told(**given).headline


def all_answers() -> Iterator[Answer]:
    """Yield the answers of the presets and of cases at the edges."""
    for preset in PILOT.presets.values():
        yield told(**preset.inputs)
    yield told(table=TABLE, cluster_size=4, intraclass_correlation=0.5, standard_vendor="B", question="not_worse")
    yield told(expected_accuracy=95, pilot_items=100_000)
    yield told(counts=counts(*((f"v{number}", 90 + number % 9, 100) for number in range(12))))
    inputs = PILOT.inputs(table=TABLE)
    yield PILOT.present(inputs, PILOT.compute(inputs))


def test_every_answer_has_the_same_sections_and_sound_tables() -> None:
    """Sections keep their names; every row is as long as its header; charts stay inside their positions."""
    names = {tuple((section.id, section.title) for section in one.sections) for one in all_answers()}
    assert len(names) == 1
    for one in all_answers():
        for section in one.sections:
            for item in section.content:
                if isinstance(item, Rows):
                    assert {len(row) for row in item.rows} <= {len(item.columns)}, item.title
                if isinstance(item, Lines):
                    assert list(item.positions) == sorted(item.positions)
                    assert all(item.positions[0] <= place <= item.positions[-1] for place, _ in item.marks)
                if isinstance(item, Ranges):
                    assert all(low <= middle <= high for _, low, middle, high, _ in item.rows)


@pytest.mark.parametrize(
    ("given", "title", "column", "cells"),
    [
        ({"table": TABLE, "floor_accuracy": 90}, "Each vendor against the floor",
         "Items that would decide at this accuracy", ["these do", "15 times as many"]),
        ({"counts": counts(("A", 1000, 1000)), "floor_accuracy": 100}, "Each vendor against the floor",
         "Items that would decide at this accuracy", ["not even 20 times as many"]),
        ({"table": TABLE, "floor_accuracy": 90}, "Each vendor against the floor", "Verdict by the errors alone",
         ["PASS", "REPEAT"]),
        ({"table": TABLE, "floor_accuracy": 90}, "Items that both labelled",
         "Chance that luck alone makes so many both wrong", ["below 0.0001"]),
        ({"table": TABLE, "floor_accuracy": 90}, "Items that both labelled",
         "Errors of the better vendor that the other made too", ["100%"]),
    ],
)  # fmt: skip
def test_a_column_is_named_in_whole_words(given: dict[str, object], title: str, column: str, cells: list[str]) -> None:
    """A heading stands for itself, and what is not a number says in words why."""
    content = [item for section in told(**given).sections for item in section.content]
    table = next(item for item in content if isinstance(item, Rows) and item.title == title)
    place = list(table.columns).index(column)
    assert [str(row[place]) for row in table.rows] == cells


def test_a_table_is_judged_after_the_plan_and_the_page_says_so() -> None:
    """The plan comes first, with other sizes and the parts of the result marked as coming; then the verdict."""
    inputs = PILOT.inputs(table=TABLE)
    first = PILOT.first(inputs)
    assert first.judged is None
    pending = {section.id for section in PILOT.present(inputs, first).sections if section.pending}
    assert pending == {"verdict", "differences", "days", "classes", "record", "sizes"}
    steps = [step for step in PILOT.steps(inputs) if isinstance(step, Better)]
    assert steps[-1].result.judged.winner is None
    assert not any(section.pending for section in PILOT.present(inputs, steps[-1].result).sections)
    assert not any(section.pending for section in told().sections)


def test_the_record_says_the_rule_and_then_the_verdict() -> None:
    """Numbers as typed, the errors of the reader's own size, the margin where it counts, a line a vendor."""
    plain = PILOT.finished(PILOT.inputs(floor_accuracy=97.5, confidence_level=95)).record
    for words in ("Which vendor is better?", "Floor: 97.5% right. Confidence: 95%.", "500 for each vendor",
                  "at most 6 wrong of 500", "where only a class or the last day keeps a vendor from passing",
                  "where most errors trace to our own guideline", "All errors count, whoever made them.",
                  "No items are added after looking."):  # fmt: skip
        assert words in plain
    assert "Margin" not in plain
    assert PILOT.finished(PILOT.inputs(pilot_items=20)).record.count("not even with none wrong") == 1
    assert (
        "Margin: at most 2.5 points worse."
        in PILOT.finished(PILOT.inputs(question="not_worse", noninferiority_margin=2.5)).record
    )
    judged = PILOT.finished(PILOT.inputs.parse({"table": TABLE, "floor_accuracy": 90, "rare_items": 20})).record
    assert judged.startswith("PILOT DECISION")
    assert "Vendor A: 232 right of 240, PASS\n" in judged
    assert "Vendor B: 218 right of 240, REPEAT (undecided: " in judged
    assert "Verdict: A passes and is better than B" in judged
    named = PILOT.finished(PILOT.inputs.parse({"counts": counts(("Vendor A", 1284, 1300))})).record
    assert "\nVendor A: 1,284 right of 1,300, PASS\n" in named


def test_clusters_are_named_where_they_are_not_counted() -> None:
    """The record and the verdict say what so many items count as, and how many of those may be wrong."""
    words = "counted as single items; with the clusters typed, 500 count as 277, of which at most 7 may be wrong"
    given: dict[str, Any] = {"cluster_size": 5, "intraclass_correlation": 0.2, "counts": counts(("A", 490, 500))}
    inputs = PILOT.inputs.parse(given)
    result = PILOT.finished(inputs)
    shown = PILOT.present(inputs, result)
    assert result.record.count(words) == 2
    assert words in str(shown.cautions)
    assert words in str(shown.sections[0].content)
    assert "clusters typed" not in str(told(counts=given["counts"]))
    few = told(cluster_size=1000, intraclass_correlation=1, counts=given["counts"])
    assert "500 count as 0, too few for any vendor to pass" in str(few.cautions)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"counts": counts(("A", 484, 500))}, "dips below the floor: A."),
        ({"counts": counts(("A", 65, 161), ("B", 75, 161)), "only_first": 6, "only_second": 16}, "leaves out 0"),
        ({"question": "not_worse"}, "take a tenth more"),
        ({"question": "floor"}, "More items are not always better"),
        ({"table": TABLE}, "are wrong on the same 8 items"),
        ({"vendor_count": 3}, "Of 3 vendors the luckiest looks best"),
        ({"counts": counts(("A", 480, 500), ("B", 440, 500))}, "Sort the errors of B before you act on a fail"),
        ({"table": TABLE + "1,A,1\n"}, "1 row was left out"),
        ({"table": TABLE + "1,A,1\n9,Z,NA\n"}, "2 rows were left out"),
        ({"table": TABLE}, "Fewer items were scored than the plan's 1,287, for A and B"),
    ],
)
def test_each_caution_is_said_where_it_counts_and_only_there(given: dict[str, object], words: str) -> None:
    """It stands in the answer it is about, and not in that of a plan without a result."""
    assert words in " ".join(told(**given).cautions)
    assert words not in " ".join(told().cautions)


def test_numbers_quoted_in_words_are_computed() -> None:
    """What cautions and reasons claim: steps of the floor's sizes, rare classes, and the rule for no worse."""
    assert [round(100 * stats.binom.cdf(3, items, 0.015)) for items in (153, 160)] == [80, 78]
    assert stats.binom.cdf(3, 160, 0.05) < 0.05 < stats.binom.cdf(4, 160, 0.05)
    assert round(100 * stats.binom.sf(4, 30, 0.1)) == 18
    assert stats.binom.sf(4, 30, 0.05) < 0.05 < stats.binom.sf(3, 30, 0.05)
    shown = 0.0
    for first in range(2, 30):
        for second in range(30):
            for neither in range(15):
                chance = stats.multinomial.pmf(
                    [303 - first - second - neither, first, second, neither], 303, [0.929, 0.041, 0.021, 0.009]
                )
                if chance > 1e-9:
                    found = paired_difference(303 - first - second - neither, first, second, neither, 0.95)
                    shown += chance * (found.low > -0.02)
    assert round(100 * shown) == 76
    one, other = (stats.binom.pmf(range(377), 376, share) for share in (0.97, 0.95))
    shown = sum(
        one[a] * other[b] * (separate_difference(a, 376, b, 376, 0.95).low > -0.02)
        for a in range(345, 377)
        for b in range(325, 377)
    )
    assert round(100 * shown) == 79


def test_what_the_result_knows_travels_to_the_cost_calculator() -> None:
    """The accuracy found, or hoped for, stands in the link to the cost of the work; a link never carries the table."""
    assert told().next_steps[0].inputs == {"vendor_acceptance": "97"}
    found = told(table=TABLE, floor_accuracy=90).next_steps[0]
    assert (found.calculator, found.inputs) == ("cost", {"vendor_acceptance": "96.6667"})
    nothing_right = told(counts=counts(("A", 0, 50))).next_steps[0]
    assert nothing_right.inputs == {"vendor_acceptance": "1"}
    assert find("cost").inputs.parse(nothing_right.inputs).vendor_acceptance == 1
    replies = [json.loads(reply) for reply in answer(json.dumps({"name": "pilot", "inputs": {"table": TABLE}}))]
    assert replies[-1]["state"] == "finished"
    assert {reply["link"] for reply in replies if reply["state"] == "answer"} == {"#pilot"}
    with_counts = {"counts": "A,95,100;B,90,100", "power": "90"}
    links = {json.loads(reply).get("link") for reply in answer(json.dumps({"name": "pilot", "inputs": with_counts}))}
    assert "#pilot?counts=A,95,100;B,90,100&power=90&version=1" in links


def test_a_refused_row_is_said_beside_the_table() -> None:
    """The reply after the plan is a refusal of the table's field."""
    request = json.dumps({"name": "pilot", "inputs": {"table": "item,vendor,correct\n1,A,maybe\n"}})
    last = [json.loads(reply) for reply in answer(request)][-1]
    assert last["state"] == "refused"
    assert last["errors"] == {"table": "row 1, correct: expected 1 or 0, yes or no, got 'maybe'"}


# --- Command line and files -----------------------------------------------------------------------


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what the command line prints."""
    assert main(["pilot", *arguments]) == 0
    return capsys.readouterr().out


def test_the_command_line_reads_files_and_prints_everything(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A table, counts as CSV or JSON, and inputs without a table; the record of a run is read back."""
    files = {
        "table.csv": TABLE,
        "counts.csv": "vendor,right,checked\nA,232,240\nB,218,240\n",
        "counts.json": json.dumps(counts(("A", 232, 240), ("B", 218, 240))),
        "inputs.json": json.dumps({"floor_accuracy": 90, "counts": counts(("A", 232, 240), ("B", 218, 240))}),
    }
    paths = {name: tmp_path / name for name in files}
    for name, text in files.items():
        paths[name].write_text(text, "utf-8")
    runs = {
        name: json.loads(printed(capsys, *arguments, "--floor_accuracy", "90", "--json"))
        for name, arguments in {
            "rows": ["--table", str(paths["table.csv"])],
            "csv": ["--counts", str(paths["counts.csv"])],
            "json": ["--counts", str(paths["counts.json"])],
            "inputs": ["--inputs", str(paths["inputs.json"])],
        }.items()
    }
    assert runs["csv"] == runs["json"] == runs["inputs"]
    assert [one["final"] for one in runs["csv"]["result"]["judged"]["vendors"]] == ["PASS", "REPEAT"]
    assert runs["rows"]["result"]["judged"]["winner"] == "A"
    assert "table" not in runs["rows"]["inputs"]
    assert runs["csv"]["result"]["judged"]["pairs"][0]["both"] is None
    paths["inputs.json"].write_text(json.dumps(runs["csv"]), "utf-8")
    assert json.loads(printed(capsys, "--inputs", str(paths["inputs.json"]), "--json")) == runs["csv"]


def test_the_record_says_where_fewer_items_were_judged_than_agreed() -> None:
    """Whoever files the record sees that a vendor passed on less than the rule names; as many or more need no word."""
    for items, said in ((300, True), (500, False), (600, False)):
        inputs = PILOT.inputs.parse({"counts": counts(("Alpha", items - 4, items)), "pilot_items": 500})
        words = f"Not as agreed: Vendor Alpha was judged on {items} of 500 items."
        assert (words in PILOT.finished(inputs).record) is said


def test_every_download_has_the_fields_of_its_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Lists in full precision under the fields' own names; what is null is an empty cell; the record is a text."""
    table = tmp_path / "table.csv"
    table.write_text(TABLE, "utf-8")
    given = ["--table", str(table), "--floor-accuracy", "90", "--rare-items", "21"]

    def rows(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(printed(capsys, *given, "--download", name))))

    assert rows("vendors")[0][:3] == ["vendor", "items", "right"]
    assert [row[0] for row in rows("vendors")[1:]] == ["A", "B"]
    assert rows("vendors")[1][-1] == ""
    assert [len(rows(name)) for name in ("pairs", "classes", "days", "sizes")] == [2, 5, 5, 8]
    sign = dict(zip(*(rows("classes")[place] for place in (0, 2)), strict=True))
    assert (sign["class_name"], sign["rare"], sign["p_value"]) == ("sign", "True", "")
    record = PILOT.finished(PILOT.inputs.parse({"table": TABLE, "floor_accuracy": 90, "rare_items": 21})).record
    assert printed(capsys, *given, "--download", "record").strip() == record.strip()
    assert "\nVendor A: 232 right of 240, PASS\n" in record
    assert printed(capsys, "--download", "pairs").count("\n") == 1


def test_pages_quote_this_calculator() -> None:
    """The guide page on pilots shows this calculator's sizes for shared errors and for items of each vendor's own."""
    result = PILOT.compute(PILOT.inputs(shared_errors=50))
    words = f"about {result.plans.paired.items:,} instead of {result.plans.separate.items:,}"
    assert words in PAGES["vendors/pilot.md"].source
    assert f"gives {result.plans.paired.formula_items:,}" in PAGES["vendors/pilot.md"].source
