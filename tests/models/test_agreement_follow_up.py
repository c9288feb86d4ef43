"""What to do about the labels: people's accuracy, confused labels, the list to adjudicate, and whether it is enough."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.bridge import file
from calculators.bridge.files import written
from calculators.catalog import find
from calculators.core import InputErrors, Progress
from calculators.methods.proportions import wilson
from calculators.models.agreement import confused as confused_module
from calculators.models.agreement import result as result_module
from calculators.models.agreement.advice import mixed_up
from calculators.models.agreement.enough import how_enough, rules
from calculators.models.agreement.follow_up_words import rule_to_copy
from calculators.models.agreement.measures import Measure
from calculators.models.agreement.samples import SAMPLES
from tests.label_files import written_by_tools as tools

AGREEMENT = find("agreement")
ANSWERS = SAMPLES["Right answers in a column"]


def result(table: str | bytes, **more: object) -> Any:
    """Return the finished result for a table."""
    return AGREEMENT.finished(AGREEMENT.inputs.parse({"table": table, **more}))


def section(found: Any, id: str, **more: object) -> str:  # noqa: A002
    """Return one section of the answer, as text."""
    shown = AGREEMENT.present(AGREEMENT.inputs.parse(more), found)
    return str(next(one for one in shown.sections if one.id == id))


def download(name: str, table: str | bytes, **more: object) -> tuple[str, str, str]:
    """Return a download's text, ending and media type."""
    inputs = AGREEMENT.inputs.parse({"table": table, **more})
    return written(name, "agreement", AGREEMENT, inputs, AGREEMENT.finished(inputs))


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file by column."""
    return list(csv.DictReader(io.StringIO(text)))


def test_right_answers_say_how_often_each_person_and_the_majority_are_right() -> None:
    """Every count is the one that a plain loop over the file gives, with Wilson's interval of it."""
    rows = rows_of(ANSWERS)
    found = result(ANSWERS, gold_column="right_answer").follow_up.people
    for person in found.persons:
        mine = [row for row in rows if row["annotator"] == person.name and row["right_answer"]]
        right = sum(row["label"] == row["right_answer"] for row in mine)
        assert (person.checked.right, person.checked.of) == (right, len(mine))
        assert (person.checked.low, person.checked.high) == wilson(right, len(mine))
    votes: dict[str, list[str]] = {}
    for row in rows:
        if row["right_answer"]:
            votes.setdefault(row["item"], [row["right_answer"]]).append(row["label"])
    best = {item: [label for label in set(said) if said.count(label) == max(map(said.count, said))]
            for item, (_, *said) in votes.items()}  # fmt: skip
    decided = {item: labels[0] for item, labels in best.items() if len(labels) == 1}
    assert found.majority.of == len(decided)
    assert found.majority.right == sum(votes[item][0] == label for item, label in decided.items())
    assert found.ties == len(votes) - len(decided)


def test_a_column_of_right_answers_is_nobody_s_labels() -> None:
    """Named, it changes no measure, and in a wide table it is not a person though it holds the same labels."""
    without = result("\n".join(",".join(line.split(",")[:3]) for line in ANSWERS.splitlines()))
    assert result(ANSWERS, gold_column="right_answer").measures == without.measures
    rows = [(n, "xy"[n % 2], "xy"[n // 10], "xy"[(n + (n % 5 == 0)) % 2]) for n in range(20)]
    wide = "item,Ana,key,Ben\n" + "".join(f"{','.join(map(str, row))}\n" for row in rows)
    found = result(wide, gold_column="key")
    assert found.annotators == ("Ana", "Ben")
    assert found.follow_up.people.persons[0].checked.right == 10
    assert result(wide, gold_column="3", people_columns="2, 4").measures == found.measures


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("item,a,b,gold\n1,x,y,x\n2,y,y,y\n", "golden", "one of the columns"),
        ("item,annotator,label,gold\n1,a,x,x\n1,b,x,y\n", "gold", "one right answer an item"),
        (SAMPLES["Label Studio choices"], "gold", "from tables and records alone"),
    ],
    ids=["no such column", "two right answers", "a tool that has none"],
)
def test_a_column_that_cannot_hold_right_answers_is_refused_at_its_field(table: str, column: str, words: str) -> None:
    """The error stands at the field of the column and says what was expected."""
    with pytest.raises(InputErrors) as refusal:
        result(table, gold_column=column)
    assert refusal.value.errors[0].field == "gold_column"
    assert words in refusal.value.errors[0].expected


def test_right_answers_that_nobody_gave_are_said() -> None:
    """An answer spelled otherwise than any label is named, because every one of them counts as a mistake."""
    found = result("item,a,b,gold\n1,x,x,X\n2,y,y,y\n3,x,y,y\n", gold_column="gold")
    assert found.follow_up.people.unheard == ["X"]
    assert "'X'" in section(found, "people")
    nothing = result("item,a,b,gold\n1,x,x,\n2,y,y,\n3,x,y,\n", gold_column="gold")
    assert "No item has a right answer" in section(nothing, "people")


def test_accuracy_is_estimated_where_people_and_items_are_enough() -> None:
    """From three people and fifty items on everybody has an estimate, and the person who errs most has the lowest."""
    found = result(ANSWERS).follow_up.people
    assert not found.not_estimated
    assert min(found.persons, key=lambda one: one.estimated).name == "Dora"
    lines = ["item,a,b,c", *(f"{n},{'xy'[n % 2]},{'xy'[n % 2]},{'xy'[n % 3 == 0]}" for n in range(50))]
    assert not result("\n".join(lines)).follow_up.people.not_estimated
    assert "50 items" in result("\n".join(lines[:50])).follow_up.people.not_estimated
    two = "\n".join(line.rpartition(",")[0] for line in lines)
    assert "3 people" in result(two).follow_up.people.not_estimated
    counts = "item,x,y\n" + "".join(f"{n},{n % 4},{3 - n % 4}\n" for n in range(60))
    assert "who gave which" in result(counts, form="counts").follow_up.people.not_estimated


def test_the_caveats_stand_beside_an_estimate() -> None:
    """Beside an estimated accuracy stands that shared mistakes look like the truth, and that few items mislead."""
    words = section(result(ANSWERS), "people")
    assert "independent" in words
    assert "looks like the truth" in words
    assert "Where items are few" in words


def test_the_pair_that_is_confused_most_comes_first_with_its_share() -> None:
    """Of the differing pairs of labels counted one by one, each two labels have the share that is shown."""
    found = result(ANSWERS).follow_up
    by_item: dict[str, list[str]] = {}
    for row in rows_of(ANSWERS):
        by_item.setdefault(row["item"], []).append(row["label"])
    pairs = [
        tuple(sorted([one, other]))
        for said in by_item.values()
        for at, one in enumerate(said)
        for other in said[at + 1 :]
        if one != other
    ]
    assert found.differing == len(pairs)
    for one in found.confused:
        assert one.times == pairs.count((one.first, one.second))
        assert one.share == one.times / len(pairs)
    assert [one.times for one in found.confused] == sorted((one.times for one in found.confused), reverse=True)


def test_merged_labels_give_the_alpha_of_a_file_in_which_they_are_one() -> None:
    """Writing one label for two in the file itself gives the alpha and the agreement that are promised at most."""
    found = result(ANSWERS).follow_up.confused[0]
    merged = result(ANSWERS.replace(f",{found.second},", f",{found.first},"))
    values = {measure.name: measure.value for measure in merged.measures}
    assert found.alpha_merged == values["krippendorff_alpha"]
    assert found.observed_settled == values["observed"]


def test_labels_that_cannot_be_one_have_no_merged_alpha() -> None:
    """Numbers are never merged, and steps only with the next one."""
    table = "item,a,b\n" + "".join(f"{n},{1 + n % 3},{1 + n // 3 % 3}\n" for n in range(30))
    numbers = result(table, level="interval").follow_up.confused
    assert all(one.alpha_merged is None for one in numbers)
    steps = {(one.first, one.second): one.alpha_merged for one in result(table, level="ordinal").follow_up.confused}
    assert steps[("1", "2")] is not None
    assert steps[("1", "3")] is None


def test_the_sentence_for_the_guideline_names_the_pair_and_an_item_that_shows_it() -> None:
    """The text to copy holds both labels and an item on which just these two were said."""
    found = result(ANSWERS)
    worst = found.follow_up.confused[0]
    said = {row["label"] for row in rows_of(ANSWERS) if row["item"] == worst.item}
    assert said == {worst.first, worst.second}
    words = section(found, "rule")
    assert all(f"“{label}”" in words for label in said)
    assert worst.item in words
    assert not any(name in words for name in found.annotators)


def test_the_least_certain_items_come_first() -> None:
    """The list holds every item on which people differ, its uncertainty never rises, and the answer shows its start."""
    rows = rows_of(download("items-to-adjudicate", ANSWERS)[0])
    by_item: dict[str, set[str]] = {}
    for row in rows_of(ANSWERS):
        by_item.setdefault(row["item"], set()).add(row["label"])
    assert {row["item"] for row in rows} == {item for item, labels in by_item.items() if len(labels) > 1}
    bits = [float(row["uncertainty"]) for row in rows]
    assert bits == sorted(bits, reverse=True)
    first = result(ANSWERS).follow_up.first
    assert [one.item for one in first] == [row["item"] for row in rows[:10]]


def test_settled_items_are_not_adjudicated_again() -> None:
    """An item with a right answer is in no list."""
    settled = {row["item"] for row in rows_of(ANSWERS) if row["right_answer"]}
    rows = rows_of(download("items-to-adjudicate", ANSWERS, gold_column="right_answer")[0])
    assert rows
    assert not settled & {row["item"] for row in rows}
    assert not any(name in row["what_was_said"] for row in rows for name in ("Ana", "Ben", "Chi", "Dora", "Eli"))


LABELS = {(str(n), person): "xyz"[(n * (at + 1) + n // 4) % 3] for n in range(1, 9) for at, person in
          enumerate(("ana@example.org", "ben@example.org"))}  # fmt: skip
DIFFERING = {item for item, said in tools.items_of(LABELS).items() if len(set(said.values())) > 1}


def test_label_studio_gets_tasks_with_their_data_and_everybody_s_answer() -> None:
    """Each differing task comes with its own data and everybody's answer, whose letter tells nobody who gave it."""
    text, ending, kind = download("items-to-adjudicate", tools.label_studio(LABELS))
    tasks = json.loads(text)
    assert (ending, kind) == ("json", "application/json")
    assert {task["data"]["item"] for task in tasks} == DIFFERING
    letters: set[tuple[str, int]] = set()
    for task in tasks:
        assert set(task) == {"data", "predictions"}
        said = [one["result"][0]["value"]["choices"][0] for one in task["predictions"]]
        assert sorted(said) == sorted(tools.items_of(LABELS)[task["data"]["item"]].values())
        assert [one["model_version"] for one in task["predictions"]] == ["A", "B"]
        letters |= {(who, said.index(label)) for who, label in tools.items_of(LABELS)[task["data"]["item"]].items()}
    assert "@example.org" not in text
    assert len(letters) == 4


def test_prodigy_gets_questions_without_answers() -> None:
    """Each differing question comes once, without anybody's answer, and says below what was said but not by whom."""
    records = [
        {"text": f"Text {item}", "_input_hash": int(item), "_task_hash": 100 + int(item), "meta": {"source": "a"},
         "options": [{"id": label, "text": label} for label in "xyz"], "accept": [label], "answer": "accept",
         "_session_id": person, "_view_id": "choice"}
        for (item, person), label in LABELS.items()
    ]  # fmt: skip
    text, ending, _ = download("items-to-adjudicate", "".join(json.dumps(one) + "\n" for one in records))
    found = [json.loads(line) for line in text.splitlines()]
    assert ending == "jsonl"
    assert {str(one["_input_hash"]) for one in found} == DIFFERING
    assert len(found) == len(DIFFERING)
    for one in found:
        assert {"options", "text", "meta"} <= set(one)
        assert not {"accept", "answer", "_session_id"} & set(one)
        assert "1 of 2" in one["meta"]["said"]
        assert "@example.org" not in str(one)


# What Prodigy reads of a task, https://prodi.gy/docs/api-interfaces; tasks without an answer in example-datasets/ of
# explosion/prodigy-recipes, at 428bccb, hold text and meta.
PRODIGY_TASK = {"text", "options", "label", "spans", "tokens", "meta", "_input_hash", "_task_hash", "_view_id"}


def test_prodigy_s_own_answers_become_tasks() -> None:
    """Answers as Prodigy writes them, with numbers, times and sessions, become tasks of nothing but what it reads."""
    records = [
        {"text": f"Text {item}", "_input_hash": -int(item), "_task_hash": 9 - int(item), "label": "INSULT",
         "_view_id": "classification", "answer": "accept" if label == "x" else "reject", "_timestamp": 1694858483,
         "_annotator_id": f"news-{person}", "_session_id": f"news-{person}"}
        for (item, person), label in LABELS.items()
    ]  # fmt: skip
    text, *_ = download("items-to-adjudicate", "".join(json.dumps(one) + "\n" for one in records))
    found = [json.loads(line) for line in text.splitlines()]
    assert found
    assert all(set(one) <= PRODIGY_TASK and one["label"] == "INSULT" for one in found)
    assert all(isinstance(value, str) for one in found for value in one["meta"].values())


def doccano_takes(line: dict[str, object], answers: set[str]) -> bool:
    """Say whether doccano's importer takes a line: a text, each column of answers, and all else as its metadata.

    After ExampleMaker, LabelMaker and TextData of backend/data_import/pipeline, and the columns of answers of
    backend/data_import/datasets.py, of doccano/doccano at ab6b765: a column that is not in the file is an error, a text
    may not be empty, and these names are the importer's own.
    """
    own = {"filename", "upload_name", "example_uuid", "line_num"}
    return bool(line.get("text")) and answers <= line.keys() and not own & line.keys()


@pytest.mark.parametrize(
    ("write", "answers"),
    [
        (lambda said: {"label": [said], "Comments": []}, {"label"}),
        (lambda said: {"label": [[0, 4, said]], "Comments": []}, {"label"}),
        (
            lambda said: {"entities": [{"id": 1, "label": said, "start_offset": 0, "end_offset": 4}], "relations": []},
            {"entities", "relations"},
        ),
    ],
)
def test_doccano_gets_unlabelled_texts_out_of_a_zip_of_people(
    write: Callable[[str], dict[str, object]], answers: set[str]
) -> None:
    """Each differing text comes once, out of all people's files, without a label and as doccano's importer takes it."""
    files = {
        f"{person}.jsonl": "".join(
            json.dumps({"id": int(item), "text": f"Text\u2028{item}", **write(said[person])}) + "\n"
            for item, said in tools.items_of(LABELS).items()
        )
        for person in tools.people_of(LABELS)
    }
    text, ending, _ = download("items-to-adjudicate", tools.zipped(files))
    found = [json.loads(line) for line in text.split("\n") if line]
    assert ending == "jsonl"
    assert {one["item"] for one in found} == DIFFERING
    assert all(doccano_takes(one, answers) and not any(one[key] for key in answers) for one in found)
    assert all(one["text"].startswith("Text") and " of 2" in one["what_was_said"] for one in found)
    assert "@example.org" not in text


def test_pictures_are_listed_by_name() -> None:
    """Of CVAT's tags the differing pictures are listed, a name a line, since a task is made of pictures."""
    files = {
        f"{person}.xml": "<annotations>" + "".join(
            f'<image id="{item}" name="{item}.jpg"><tag label="{said[person]}"/></image>'
            for item, said in tools.items_of(LABELS).items()
        ) + "</annotations>"
        for person in ("ana@example.org", "ben@example.org")
    }  # fmt: skip
    text, ending, kind = download("items-to-adjudicate", tools.zipped(files))
    assert (ending, kind) == ("txt", "text/plain")
    assert set(text.splitlines()) == {f"{item}.jpg" for item in DIFFERING}


def test_the_page_is_given_the_same_file_with_its_own_ending() -> None:
    """What the worker hands to a page bears the ending and media type of the tool's file."""
    request = json.dumps({"name": "agreement", "kind": "items-to-adjudicate", "inputs": {}})
    made = json.loads(file(request, {"table": tools.label_studio(LABELS)}))
    assert (made["name"], made["type"]) == ("items-to-adjudicate.json", "application/json")
    assert made["text"] == download("items-to-adjudicate", tools.label_studio(LABELS))[0]


def test_everybody_s_confusions_can_be_saved() -> None:
    """For each person and right label the estimated shares add up to 1, and the counts to the labels checked."""
    rows = rows_of(download("people-accuracy", ANSWERS, gold_column="right_answer")[0])
    shares: dict[tuple[str, str], float] = {}
    for row in rows:
        key = row["person"], row["right_label"]
        shares[key] = shares.get(key, 0.0) + float(row["share_estimated"] or 0)
    assert all(share == pytest.approx(1, abs=1e-3) for share in shares.values())
    people = result(ANSWERS, gold_column="right_answer").follow_up.people.persons
    for person in people:
        assert sum(int(row["times_by_gold"]) for row in rows if row["person"] == person.name) == person.checked.of


def test_the_chance_to_miss_what_is_needed_is_the_share_of_drawings_below() -> None:
    """A mark at 0 is never missed and one at 1 nearly always, and the chance never falls as the mark rises."""
    chances = [result(ANSWERS, agreement_needed=str(mark)).enough.below for mark in (0, 0.4, 0.55, 0.6, 0.65, 0.8, 1)]
    assert chances == sorted(chances)
    assert (chances[0], chances[-1]) == (0, 1)
    assert 0 < chances[2] < chances[4] < 1


def test_the_items_that_are_missing_bring_the_interval_to_the_mark() -> None:
    """Scaled by the square root of the items it takes, the interval ends at the mark."""
    found = result(SAMPLES["One row a label (CSV)"])
    enough = found.enough
    reach = found.main.high - found.main.value
    scaled = reach * (found.items_with_two / (found.items_with_two + enough.more_items)) ** 0.5
    assert scaled <= enough.needed - found.main.value
    fewer = reach * (found.items_with_two / (found.items_with_two + enough.more_items - 1)) ** 0.5
    assert fewer > enough.needed - found.main.value


@settings(max_examples=100, deadline=None)
@given(st.floats(-0.5, 1), st.floats(0.001, 0.4), st.floats(0.001, 0.4), st.floats(0, 1))
def test_more_items_are_asked_for_only_where_they_help(value: float, down: float, up: float, needed: float) -> None:
    """They are asked for where the interval spans the mark and the value is off it; else it is certain or never."""
    measure = Measure(name="krippendorff_alpha", value=value, low=value - down, high=value + up, below=0.5)
    found = how_enough(measure, 100, needed)
    assert found is not None
    assert (found.more_items is not None) + found.certain + found.on_the_mark == 1
    assert found.certain == (not value - down <= needed <= value + up)


def test_a_value_on_the_mark_is_never_settled_and_a_drawn_out_sample_says_nothing() -> None:
    """On the mark no number of items would do, and where every drawing agrees no chance can be said."""
    found = result(SAMPLES["One row a label (CSV)"])
    on = result(SAMPLES["One row a label (CSV)"], agreement_needed=f"{found.main.value:.3f}")
    assert "No number of items" in section(on, "enough")
    alike = result("item,a,b\n" + "".join(f"{n},{'xy'[n % 2]},{'xy'[n % 2]}\n" for n in range(20)))
    assert alike.enough.below is None
    assert "every drawing is alike" in section(alike, "enough")


def test_others_rules_name_their_bands_on_both_sides_of_each_mark() -> None:
    """At a mark the band begins and just below it the next one; every rule has a year and a source."""
    for rule in rules():
        for (least, name), below in zip(rule.bands, [*rule.bands[1:], (0.0, rule.rest)], strict=True):
            assert rule.verdict(least) == name
            assert rule.verdict(least - 1e-9) == below[1]
        assert rule.year.isdigit()
        assert rule.source.title


def test_no_step_of_the_follow_up_is_silent_and_the_first_answer_waits() -> None:
    """Progress never falls back below 0 or rises above 1, and until it is worked out the sections say so."""
    inputs = AGREEMENT.inputs.parse({"table": ANSWERS})
    steps = list(AGREEMENT.steps(inputs))
    assert all(0 <= step.share <= 1 for step in steps if isinstance(step, Progress))
    first = AGREEMENT.first(inputs)
    assert first.follow_up is None
    shown = {one.id: one for one in AGREEMENT.present(inputs, first).sections}
    for name in ("enough", "confused", "rule", "adjudicate", "people"):
        assert shown[name].pending


def test_too_many_people_to_compare_two_by_two_lose_only_the_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit every other number stays as it is, the tables of pairs are left out, and the answer says so."""
    rows = "item,Ana,Ben,Chi\n" + "".join(
        f"{at},{'xyz'[at % 3]},{'xyz'[(at + (at % 5 == 0)) % 3]},{'xyz'[(at + (at % 4 == 0)) % 3]}\n"
        for at in range(60)
    )
    whole = result(rows)
    monkeypatch.setattr(result_module, "MOST_CELLS", 10)
    monkeypatch.setattr(confused_module, "MOST_CELLS", 10)
    short = result(rows)
    assert (short.pairs, short.confusion) == ((), None)
    assert short.measures == whole.measures
    before, after = (
        [(one.first, one.second, one.times) for one in found.follow_up.confused] for found in (whole, short)
    )
    assert before == after
    assert all(one.who for one in whole.follow_up.confused)
    assert not any(one.who for one in short.follow_up.confused)
    assert "Most often between" not in section(short, "confused")
    said = [
        any("Who agrees with whom is not shown" in one for one in AGREEMENT.present(AGREEMENT.inputs(), found).cautions)
        for found in (whole, short)
    ]
    assert said == [False, True]


def test_the_sentence_to_copy_settles_the_border_that_the_advice_names() -> None:
    """Of two borders as frequent as each other, the example's advice and its sentence for the guideline name one."""
    calculator = find("agreement")
    result = calculator.finished(calculator.inputs())
    assert result.follow_up.confused[0].times == result.follow_up.confused[1].times
    named = mixed_up(result)
    assert named
    (rule,) = rule_to_copy(result).content
    assert f"“{named[0]}” if" in rule
    assert f"“{named[1]}” if" in rule
