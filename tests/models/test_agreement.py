"""The agreement calculator reads every form, gives the published numbers, and says what it cannot know."""

import gc
import io
import json
import random
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.__main__ import main
from calculators.bridge import answer
from calculators.bridge.files import written
from calculators.catalog import find
from calculators.command.files import contents
from calculators.core import InputError, InputErrors, Progress
from calculators.models.agreement.measures import NAMES
from calculators.models.agreement.samples import OPINIONS, SAMPLES

AGREEMENT = find("agreement")
VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "agreement.json").read_text("utf-8"))


def result(table: str | bytes, **more: object) -> Any:
    """Return the finished result for a table."""
    return AGREEMENT.finished(AGREEMENT.inputs.parse({"table": table, **more}))


def values(found: Any) -> dict[str, float | None]:
    """Return every coefficient by name."""
    return {measure.name: measure.value for measure in found.measures}


def test_no_circles_are_looked_for_among_labels() -> None:
    """While labels are read, counted and drawn, Python looks for no circles among them; afterwards it does again."""
    given = AGREEMENT.inputs.parse({"table": "item,who,label\n" + "".join(
        f"i{at // 2},p{at % 2},{'abc'[at * 7 // 5 % 3]}\n" for at in range(20_000)
    )})  # fmt: skip
    for step in AGREEMENT.steps(given):
        assert isinstance(step, Progress) or step.result.items == 10_000
        assert not gc.isenabled()
    assert gc.isenabled()


def shown(found: Any) -> str:
    """Return all words of the answer."""
    return str(AGREEMENT.present(AGREEMENT.inputs(), found))


def wide(units: list[list[Any]]) -> str:
    """Return units by annotators as a wide table; a gap is an empty cell."""
    names = [f"annotator {number}" for number in range(1, len(units[0]) + 1)]
    rows = [["item", *names], *([f"unit {number}", *unit] for number, unit in enumerate(units, 1))]
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)


@pytest.mark.parametrize(
    "name", ["One row a label (CSV)", "One column an annotator (TSV)", "JSON lines", "Label Studio choices"]
)
def test_the_same_labels_in_any_form_give_the_same_numbers(name: str) -> None:
    """The thirty opinions agree equally in long, wide, JSON and Label Studio form."""
    assert values(result(SAMPLES[name])) == values(result(SAMPLES["One row a label (CSV)"]))


ALPHAS = [case for case in VECTORS if case["method"] == "krippendorff_alpha" and "units" in case["inputs"]]


@pytest.mark.parametrize("case", ALPHAS, ids=[case["id"] for case in ALPHAS])
def test_published_alphas_come_through_the_reader(case: dict[str, Any]) -> None:
    """A published table, written as a file and read back, gives the published alpha or is said to have none."""
    units, level = case["inputs"]["units"], case["inputs"].get("level", case["inputs"].get("metric", "nominal"))
    if not units or not any(cell is not None for unit in units for cell in unit) or len(units[0]) < 2:
        pytest.skip("a file without labels or with one column is refused before there is an alpha")
    found = result(wide(units), level=level, header="yes", form="wide")
    alpha = values(found)["krippendorff_alpha"]
    if case["expected"].get("undefined"):
        assert alpha is None
        assert "not defined" in shown(found) or "cannot be seen" in shown(found)
    else:
        assert alpha == pytest.approx(case["expected"]["alpha"], abs=1e-6)


def test_an_interval_holds_its_value_and_is_the_same_every_time() -> None:
    """Intervals enclose the coefficients, and a second run gives the same ones."""
    first, second = result(SAMPLES["JSON lines"]), result(SAMPLES["JSON lines"])
    assert first == second
    for measure in first.measures:
        if measure.value is not None:
            assert measure.low <= measure.value <= measure.high
    assert first.more_items == 3 * first.items_with_two


def test_skewed_labels_bring_the_paradox_warning() -> None:
    """Where one label dominates, a low kappa beside a high agreement is explained."""
    found = result(SAMPLES["One label dominates"])
    assert found.skewed
    assert "AC1" in shown(found)
    assert not result(SAMPLES["JSON lines"]).skewed


def test_a_single_category_is_not_defined() -> None:
    """When everybody always says the same, kappa does not exist, and the answer says so instead of 1 or 0."""
    found = result(wide([["yes", "yes"]] * 20))
    assert found.fitting == "cohen_kappa"
    assert values(found)["cohen_kappa"] is None
    assert AGREEMENT.present(AGREEMENT.inputs(), found).headline.startswith("Cohen's kappa is not defined")


def test_people_who_never_meet_are_named() -> None:
    """Annotators without a common item are named, for nothing is known of how they agree."""
    rows = ["item,annotator,label", "1,a,x", "1,b,x", "2,b,y", "2,c,x", "3,a,y", "3,b,y"]
    found = result("\n".join(rows))
    assert found.apart == [("a", "c")]
    assert "a and c" in shown(found)


def test_no_overlap_is_said() -> None:
    """Without an item that two people labelled there is no agreement to show."""
    found = result("item,annotator,label\n1,a,x\n2,b,y\n")
    assert "cannot be seen" in AGREEMENT.present(AGREEMENT.inputs(), found).headline
    assert found.measures[0].value is None


def test_an_annotator_who_stands_apart_is_named() -> None:
    """One person who agrees less with everybody than the rest is a matter of training, and is named."""
    rows = [["x" if n % 2 else "y", "x" if n % 2 else "y", "x" if n % 3 else "y"] for n in range(60)]
    assert "annotator 3 agrees less" in shown(result(wide(rows)))


def test_the_level_changes_the_measure() -> None:
    """Ordered labels bring weighted measures; numbers bring interval alpha; the declared order is used."""
    table = wide([["poor", "fair"], ["good", "good"], ["fair", "fair"], ["poor", "poor"], ["good", "fair"]])
    ordered = result(table, level="ordinal", scale="poor, fair, good")
    assert ordered.fitting == "cohen_kappa_quadratic"
    assert values(ordered)["gwet_ac2"] is not None
    assert values(ordered) != values(result(table, level="ordinal", scale="fair, poor, good"))


def test_words_cannot_be_numbers() -> None:
    """Asking for numbers where labels are words is refused at the field that asks for it."""
    with pytest.raises(InputErrors) as refusal:
        result(SAMPLES["JSON lines"], level="interval")
    assert refusal.value.errors[0].field == "level"


def test_a_label_missing_from_the_scale_is_refused() -> None:
    """A declared order must hold every label that is used."""
    with pytest.raises(InputErrors) as refusal:
        result(SAMPLES["JSON lines"], level="ordinal", scale="positive, negative")
    assert refusal.value.errors[0].field == "scale"


def test_spans_and_boxes_have_their_own_agreement() -> None:
    """Entity spans give an F1 of exact matches: five of seven and six match."""
    found = result(SAMPLES["Label Studio entities"])
    (score,) = found.regions
    assert (score.marked_by_first, score.marked_by_second, score.matched) == (7, 6, 5)
    assert score.f1 == pytest.approx(10 / 13)


def test_disputed_items_and_votes_are_right() -> None:
    """The three-way split comes first, and it is the one tie; the downloads hold every item."""
    inputs = AGREEMENT.inputs()
    found = AGREEMENT.finished(inputs)
    assert found.disputed[0].item == "review-17"
    assert OPINIONS[16] == "unp"
    votes = written("majority-labels", "agreement", AGREEMENT, inputs, found)[0].splitlines()
    assert votes[0] == "item,label,votes,labels,tie"
    assert len(votes) == 31
    assert votes[17] == "review-17,,1,3,negative / neutral / positive"
    disputed = written("disputed-items", "agreement", AGREEMENT, inputs, found)[0].splitlines()
    assert disputed[1].startswith("review-17,1.0000,1.5850,")
    assert len(disputed) == 8


HOSTILE = {
    "empty": b"",
    "blank": b"   \n\n",
    "binary": bytes(range(256)) * 20,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "one column": b"label\nx\ny\nz\n",
    "ragged rows": b"item,annotator,label\n1,a,x\n2,b\n3,c,y,z,w\n",
    "header only": b"item,annotator,label\n",
    "open quote": b'item,annotator,label\n1,a,"x\n2,b,y\n',
    "NUL": b"item,annotator,label\n1,a,x\x00\n2,b,y\n",
    "UTF-16 without a mark": "item,annotator,label\n1,a,x\n".encode("utf-16-le"),
    "JSON that ends early": b'[{"item": 1, "annotator": "a", "label": ',
    "JSON number": b"17",
    "deep JSON": b"[" * 100_000,
    "a million labels": b"item,annotator,label\n" + b"".join(b"%d,a,label-%d\n" % (n, n) for n in range(150_000)),
    "the same person twice": b"item,annotator,label\n1,a,x\n1,a,y\n1,b,x\n",
    "too many rows": b"item,annotator,label\n" + b"1,a,x\n" * 200_001,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_get_one_clear_message(name: str) -> None:
    """A file that cannot be used is refused at its field in one sentence, never with an exception."""
    replies = [
        json.loads(text) for text in answer(json.dumps({"name": "agreement", "inputs": {}}), {"table": HOSTILE[name]})
    ]
    last = replies[-1]
    assert last["state"] == "refused"
    ((field, sentence),) = last["errors"].items()
    assert field == ("again" if name == "the same person twice" else "table")
    assert sentence.startswith("expected ")
    assert "\n" not in sentence
    assert len(sentence) < 400


FRIENDLY = {
    "byte order mark": "\ufeffitem,annotator,label\n1,a,x\n1,b,y\n".encode(),
    "UTF-16": "item,annotator,label\n1,a,x\n1,b,y\n".encode("utf-16"),
    "mixed newlines": b"item,annotator,label\r\n1,a,x\r1,b,y\n",
    "formulas": b"item,annotator,label\n1,a,=cmd()\n1,b,+1\n",
    "right to left": "item,annotator,label\n1,\u05d0,\u05d7\u05d9\u05d5\n1,\u05d1,\u0633\u0644\u0628\u064a\n".encode(),
    "markup": b"item,annotator,label\n1,a,<script>alert(1)</script>\n1,b,y\n",
    "quoted": b'item;annotator;label\n"1";"a";"x; y"\n"1";"b";"z"\n',
}


@pytest.mark.parametrize("name", FRIENDLY)
def test_odd_but_honest_files_are_read(name: str) -> None:
    """Marks, encodings, newlines, formulas, other scripts and markup are data like any other."""
    found = result(FRIENDLY[name])
    assert (found.items, len(found.annotators), len(found.labels)) == (1, 2, 2)


def test_progress_is_told_while_reading() -> None:
    """A long file reports how far it is before the first answer comes."""
    rows = "\n".join(["item,annotator,label", *(f"{n // 2},{n % 2},x" for n in range(100_000))])
    steps = AGREEMENT.steps(AGREEMENT.inputs(table=rows))
    first = next(steps)
    assert isinstance(first, Progress)
    assert 0 <= first.share <= 1


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.lists(st.sampled_from(["x", "y", "z", None]), min_size=2, max_size=4), min_size=1, max_size=12),
    st.sampled_from(["nominal", "ordinal"]),
)
def test_any_small_table_is_answered(units: list[list[str | None]], level: str) -> None:
    """Whatever the labels and gaps, the answer exists and shows no value that is not a number."""
    width = max(map(len, units))
    padded = [unit + [None] * (width - len(unit)) for unit in units]
    if sum(any(unit[at] for unit in padded) for at in range(width)) < 2:
        return
    text = shown(result(wide(padded), level=level, form="wide", header="yes"))
    assert "nan" not in text.lower().replace("nancy", "")


def test_the_command_line_reads_files_of_any_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--table FILE`` reads a file; more rows than a page takes are a matter of one flag."""
    rows = tmp_path / "rows.csv"
    rows.write_text("item,annotator,label\n" + "".join(f"{n // 2},{n % 2},{n % 3}\n" for n in range(200_002)))
    assert main(["agreement", "--table", str(rows), "--most_rows", "200000"]) == 2
    assert "200,000" in capsys.readouterr().err
    assert main(["agreement", "--table", str(rows), "--most_rows", "1000000", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["result"]["items"] == 100_001
    assert "table" not in content["inputs"]


def test_the_command_line_reads_several_files_and_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--table`` takes several files, a folder, and folders that name people; what is left out is said."""
    for person in ("Eva", "Jonas"):
        folder = tmp_path / "all" / person
        folder.mkdir(parents=True)
        (folder / "labels.csv").write_text(f"id,label\n1,x\n2,{person[0]}\n3,y\n")
    (tmp_path / "all" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    files = [str(tmp_path / "all" / person / "labels.csv") for person in ("Eva", "Jonas")]
    for paths in (files, [str(tmp_path / "all")], [str(tmp_path / "all" / "Eva"), str(tmp_path / "all" / "Jonas")]):
        assert main(["agreement", "--json", "--table", *paths]) == 0
        said = capsys.readouterr()
        assert json.loads(said.out)["result"]["annotators"] == ["Eva", "Jonas"]
        assert ("1 file of kinds that hold no labels" in said.err) == (len(paths) == 1)
    assert main(["agreement", "--table", *files, str(tmp_path / "nowhere.csv")]) == 2
    assert "a file that can be read" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["agreement", "--table", str(tmp_path / "empty")]) == 2
    assert "1 to 20,000 files" in capsys.readouterr().err


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line names the size of a file that would fill the memory, at once."""
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(2_000_000_000)
    assert main(["agreement", "--table", str(huge)]) == 2
    assert "a file of at most 1,000,000,000 bytes, got '2,000,000,000'" in capsys.readouterr().err


def test_rows_that_never_end_are_refused_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the standard input no more is read than a file may hold; both sides of the limit."""
    rows = b"item,Eva,Jo\n1,x,y\n2,y,y\n"
    field = replace(AGREEMENT.inputs.fields()["table"], limit=len(rows))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(rows)))
    assert contents("table", "-", field) == rows
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(rows + b"\n")))
    with pytest.raises(InputError, match=f"at most {len(rows)} bytes from the standard input"):
        contents("table", "-", field)


def test_what_is_read_is_told_before_it_is_counted() -> None:
    """The last progress before the first answer is the sentence of what was read; the answer starts with it too."""
    table = wide([["x", "y"], ["y", "y"], ["x", "x"]])
    steps = list(AGREEMENT.steps(AGREEMENT.inputs(table=table)))
    before = next(at for at, step in enumerate(steps) if not isinstance(step, Progress))
    sentence = "I read 3 items, 2 people (annotator 1, annotator 2), 2 labels."
    assert steps[before - 1].doing == f"{sentence} Counting"
    answer_ = AGREEMENT.present(AGREEMENT.inputs(), steps[-1].result)
    assert answer_.sections[0].content[0] == sentence
    assert answer_.figures[-1].value == "3 items"
    assert answer_.figures[-1].note == "2 people (annotator 1, annotator 2), 2 labels"
    assert answer_.offers["item_column"] == ("item", "annotator 1", "annotator 2")


def test_a_question_about_a_column_offers_the_columns() -> None:
    """A refusal that asks for a column carries the names to choose from, under the name of the field that takes one."""
    request = json.dumps({"name": "agreement", "inputs": {}})
    rows = b"item,worker,label,answer\n1,a,x,p\n1,b,y,q\n2,a,x,q\n"
    (reply,) = map(json.loads, answer(request, {"table": rows}))
    assert set(reply["errors"]) == {"label_column"}
    assert reply["offers"]["label_column"] == ["item", "worker", "label", "answer"]
    again = json.dumps({"name": "agreement", "inputs": {"label_column": "answer"}})
    assert json.loads(next(answer(again, {"table": rows})))["state"] != "refused"


def test_one_persons_labels_are_refused_with_the_way_out() -> None:
    """A file of one person's labels is named as such, with what to do."""
    with pytest.raises(InputErrors) as refusal:
        result("item,worker,label\n1,Eva,x\n2,Eva,y\n")
    (error,) = refusal.value.errors
    assert error.field == "table"
    assert "1 person (Eva)" in error.expected
    assert "zip" in error.expected


FLEISS = ",a,b,c\n" + "".join(
    f"{at},{row}\n" for at, row in enumerate(["3,0,0", "0,2,1", "0,3,0", "1,2,0", "0,0,3"], 1)
)


def test_counts_say_nothing_of_a_person() -> None:
    """From a table of counts come the coefficients for many people, and no pair, confusion or name of one."""
    found = result(FLEISS)
    assert found.unnamed
    assert (found.pairs, found.confusion, found.apart) == ((), None, ())
    # By hand: observed 11/15, expected 81/225.
    assert values(found)["fleiss_kappa"] == pytest.approx((11 / 15 - 0.36) / 0.64)
    assert "up to 3 people an item" in shown(found)


def test_self_agreement_is_a_readers_choice() -> None:
    """One person who labelled every item twice is compared with herself where both labels are to count."""
    rows = ["item,worker,label", *(f"{at % 10},Eva,{'xy'[(at // 3 + at // 10) % 2]}" for at in range(20))]
    with pytest.raises(InputErrors) as refusal:
        result("\n".join(rows))
    assert refusal.value.errors[0].field == "again"
    found = result("\n".join(rows), again="both")
    assert list(found.annotators) == ["first time", "second time"]
    assert found.items_with_two == 10


def test_every_measure_has_a_name() -> None:
    """Each coefficient of a result has its name in words."""
    rng = random.Random(5)
    for level in ("nominal", "ordinal", "interval", "ratio"):
        table = wide([[rng.randint(1, 4), rng.randint(1, 4)] for _ in range(20)])
        assert set(values(result(table, level=level))) <= set(NAMES)
