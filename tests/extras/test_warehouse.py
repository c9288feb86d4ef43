"""Labels that an engine folds where they are give the numbers that the readers of files give, to the last digit."""

import dataclasses
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pytest
import sqlglot
from pyarrow import parquet

from calculators.__main__ import main
from calculators.catalog import catalog, find
from calculators.core import InputError
from calculators.extras.warehouse import counting, expressions, folded
from calculators.extras.warehouse.codes import Counted, Named
from calculators.label_files import LabelTable, ReadOptions, read
from scripts.machine.environment import ROOT
from tests.examples import READER
from tests.extras.spark import assert_same_on, fields, spark, together
from tests.extras.tables import FORMS, Given, flat_files, real_files, vectors

pytestmark = pytest.mark.long_without_site

SAMPLES = catalog()[READER].inputs.fields()["table"].examples  # type: ignore[attr-defined]
LONG, WIDE = SAMPLES["One row a label (CSV)"], SAMPLES["One column an annotator (TSV)"]
SKEWED, ANSWERED = SAMPLES["One label dominates"], SAMPLES["Right answers in a column"]
PAGE = ROOT / "docs/reference/warehouse.md"
TWICE = "item,annotator,label\n" + "".join(
    f"{item},{who},{'abc'[(item * who + item // 3) % 3]}\n" for item in range(40) for who in (1, 2, 3)
) + "".join(f"{item},2,{'abc'[item % 3]}\n" for item in range(15))  # fmt: skip
SPOILT = (
    "item,annotator,label\n a ,Ana,x\na,Ben, x\nb,Ana,NA\nb,Ben,1\nc,Ana,1.0\nc,Ben,\n007,Ana,1\n7,Ben,x\n"
    '7,Ana,"a; b"\n'
)
NUMBERS = "item,annotator,label\n" + "".join(
    f"x{item},r{who},{item * 7 % 5 + who * item % 2 * 0.5}\n" for item in range(40) for who in (1, 2, 3)
)


def assert_same(plain: LabelTable, ours: LabelTable) -> None:
    """Hold that two tables agree in everything that a measure is computed from."""
    for name in ("annotators", "labels", "groups", "answered", "item_count", "sets", "unnamed"):
        assert getattr(ours, name) == getattr(plain, name), name


def numbers(inputs: Mapping[str, object]) -> dict[str, Any]:
    """Return the whole result but for how the file was read, and which items stand for others."""
    calculator = find(READER)
    result = dataclasses.asdict(calculator.finished(calculator.inputs.parse(inputs)))
    for words in ("read", "sentence", "preview", "columns", "reading_cautions"):
        del result[words]
    for pair in (result["follow_up"] or {}).get("confused", ()):
        # Of two items that show a border equally well the file's first stands there, or the first by name.
        del pair["item"], pair["said"]
    return result


def crowd(people: int) -> str:
    """Return a table of as many items as people, each labelled by three of them."""
    rows = (
        f"i{item},w{(item + 7 * turn) % people},{'abc'[(item * (turn + 2) + item // 3) % 3]}\n"
        for item in range(people)
        for turn in range(3)
    )
    return "item,annotator,label\n" + "".join(rows)


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """Return a file with the example's labels."""
    path = tmp_path / "labels.csv"
    path.write_text(LONG, "utf-8")
    return path


def test_the_files_of_public_projects_have_what_is_folded() -> None:
    """Among the files there are both forms that an engine folds, and others."""
    assert {form for _, form in real_files()} > FORMS


@pytest.mark.parametrize(("path", "form"), [*real_files()], ids=lambda one: getattr(one, "name", one))
def test_a_public_project_s_file_gives_the_same_fold_or_none(path: Path, form: str) -> None:
    """Every file with a row a label or a column a person is folded as the reader reads it; every other is refused."""
    if form in FORMS:
        assert_same(read(path.read_bytes()), read(folded(str(path))))
        ours, plain = numbers({"table": folded(str(path))}), numbers({"table": path.read_bytes()})
        several = plain["questions"]
        for one in (ours, plain):
            del one["questions"], one["question_scores"], one["question"]
        assert ours == plain
        # Of several questions an engine folds the one that the reader shows first, and says so.
        cautions = "".join(read(folded(str(path))).detected.cautions)
        assert ("fold again" in cautions) == bool(several)
    else:
        with pytest.raises(InputError):
            folded(str(path))


def test_every_vector_gives_the_same_fold_and_every_number(tmp_path: Path) -> None:
    """Each vector's labels, gaps included, are folded as the reader reads them, and every digit is that of the rows."""
    found = [*vectors()]
    assert len(found) > 60
    path = tmp_path / "vector.csv"
    for table in found:
        path.write_text(table.text, "utf-8")
        inputs = fields(table.options)
        text = folded(str(path), **inputs)
        plain, ours = read(table.text, ReadOptions(**table.options)), read(text)  # type: ignore[arg-type]
        assert (table.name, ours.groups) == (table.name, plain.groups)
        assert_same(plain, ours)
        assert numbers({"table": text}) == numbers({"table": table.text, **inputs}), table.name


@pytest.mark.parametrize(
    ("text", "inputs"),
    [
        (LONG, {}),
        (WIDE, {"level": "ordinal", "scale": "negative, neutral, positive"}),
        (SKEWED, {}),
        (ANSWERED, {"gold_column": "right_answer"}),
        (NUMBERS, {"level": "interval"}),
        (TWICE, {"again": "first"}),
        (TWICE, {"again": "last"}),
        (TWICE, {"again": "both"}),
        (SPOILT, {}),
    ],
    ids=["long", "wide and ordered", "two people", "right answers", "numbers", "first", "last", "both", "spoilt"],
)
def test_every_number_is_the_reader_s(text: str, inputs: dict[str, str], tmp_path: Path) -> None:
    """Measures, intervals, pairs, people, items to settle: the engine's fold gives every digit that the rows give."""
    path = tmp_path / "labels.csv"
    path.write_text(text, "utf-8")
    assert numbers({"table": folded(str(path), **inputs), **inputs}) == numbers({"table": text, **inputs})


def test_parquet_patterns_of_files_and_databases_are_folded_alike(tmp_path: Path) -> None:
    """One Parquet file, several by a pattern and a table of DuckDB give the fold of the same rows as CSV."""
    rows = [line.split(",") for line in LONG.splitlines()[1:]]
    table = pa.table(dict(zip(("item", "annotator", "label"), map(list, zip(*rows, strict=True)), strict=True)))
    parquet.write_table(table, tmp_path / "all.parquet")
    for at, part in enumerate((table.slice(0, 40), table.slice(40))):
        parquet.write_table(part, tmp_path / f"part{at}.parquet")
    with duckdb.connect(str(tmp_path / "labels.db")) as database:
        database.execute(f"CREATE TABLE given AS FROM '{tmp_path}/all.parquet'")
    plain = read(LONG)
    for name in (f"{tmp_path}/all.parquet", f"{tmp_path}/part*.parquet", f"duckdb:{tmp_path}/labels.db/given"):
        assert_same(plain, read(folded(name)))


def test_whole_numbers_name_items_and_people(tmp_path: Path) -> None:
    """Columns of numbers are read as the same numbers written in a file, and items come in their order."""
    columns = {"item": [10, 10, 9, 9, 100, 100], "annotator": [1, 2] * 3, "label": [3, 3, 1, 2, 2, 1]}
    parquet.write_table(pa.table(columns), tmp_path / "a.parquet")
    text = "item,annotator,label\n" + "".join(
        f"{','.join(map(str, row))}\n" for row in zip(*columns.values(), strict=True)
    )
    assert numbers({"table": folded(f"{tmp_path}/a.parquet")}) == numbers({"table": text})


def test_many_people_are_folded_without_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many patterns of people, every measure that needs nobody's name has the same digits."""
    monkeypatch.setattr(counting, "MOST_PATTERNS", 20)
    path = tmp_path / "labels.csv"
    path.write_text(ANSWERED, "utf-8")
    text = folded(str(path))
    ours, plain = numbers({"table": text}), numbers({"table": ANSWERED})
    assert ours["unnamed"]
    assert {name for name in ours if ours[name] != plain[name]} == {
        "unnamed", "annotators", "pairs", "confusion", "apart", "follow_up"
    }  # fmt: skip
    assert (ours["pairs"], ours["confusion"], ours["apart"]) == ((), None, ())


def test_a_crowd_is_told_apart_where_rows_are_few(tmp_path: Path) -> None:
    """Four hundred people on a few thousand rows give pairs, people and every other digit as the reader's rows do."""
    path = tmp_path / "labels.csv"
    text = crowd(400)
    path.write_text(text, "utf-8")
    assert numbers({"table": folded(str(path))}) == numbers({"table": text})


def test_a_crowd_too_large_to_tell_apart_is_counted_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many people for their rows no pair is counted, and the words say how many people there were."""
    monkeypatch.setattr(counting, "_MOST_CARRIED", 0)
    path, text = tmp_path / "labels.csv", crowd(400)
    path.write_text(text, "utf-8")
    table = read(folded(str(path)))
    assert (table.unnamed, table.people, len(table.annotators)) == (True, 400, 3)
    assert "400 people (not told apart)" in table.sentence()
    ours, plain = numbers({"table": folded(str(path))}), numbers({"table": text})
    for name in ("items", "items_with_two", "labels", "measures", "fitting", "by_label", "ties", "voted", "enough"):
        assert ours[name] == plain[name], name


def test_a_crowd_is_compared_with_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How far people agree with themselves needs nobody's pairs, so that a crowd of any size is asked."""
    monkeypatch.setattr(counting, "_MOST_CARRIED", 0)
    path = tmp_path / "labels.csv"
    text = crowd(400) + "".join(f"i{item},w{item % 400},{'ab'[item % 2]}\n" for item in range(0, 400, 2))
    path.write_text(text, "utf-8")
    inputs = {"again": "both"}
    assert numbers({"table": folded(str(path), **inputs), **inputs}) == numbers({"table": text, **inputs})


def test_items_are_read_where_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Scores with verdicts in Parquet, and rows of a pilot, give the calculators what the same rows give as CSV."""
    scores = "score,right\n" + "".join(f"0.{at:02},{int(at % 3 > 0)}\n" for at in range(1, 90))
    pilot = "item,vendor,correct\n" + "".join(f"i{at},A,{int(at % 5 > 0)}\n" for at in range(40))
    for command, text in (("prelabel --sample", scores), ("pilot --table", pilot)):
        plain, far = tmp_path / "rows.csv", tmp_path / "rows.parquet"
        plain.write_text(text, "utf-8")
        duckdb.execute(f"COPY (FROM read_csv('{plain}', all_varchar = true)) TO '{far}' (FORMAT parquet)")
        answers = []
        for path in (plain, far):
            assert main([*command.split(), str(path), "--json"]) == 0, capsys.readouterr().err
            answers.append(json.loads(capsys.readouterr().out)["result"])
        assert answers[0] == answers[1]


def test_the_base_install_needs_no_package() -> None:
    """What everybody installs depends on nothing, and the engines are the extra's alone."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["dependencies"] == []
    assert any("duckdb" in one for one in project["optional-dependencies"]["warehouse"])


def test_somebody_s_second_label_is_asked_about(tmp_path: Path) -> None:
    """Two different labels by one person for an item are asked about at the field that settles it, as in any file."""
    path = tmp_path / "labels.csv"
    path.write_text(TWICE, "utf-8")
    with pytest.raises(InputError, match="choose the first, the last, or both") as asked:
        folded(str(path))
    assert asked.value.field == "again"


def test_codes_tell_every_label_apart() -> None:
    """What is encoded is decoded again, whoever gave which label, also where it takes several numbers."""
    code = Named(50, 5)
    for person in range(50):
        for label in range(5):
            assert code.decoded(code.encoded(person, label)) == [(person, label)]
    counted = Counted(9, 20)
    both = [one + other for one, other in zip(counted.encoded(8), counted.encoded(2), strict=True)]
    assert counted.decoded(both) == [(0, 2), (1, 8)]


def test_a_fold_is_a_file_that_the_page_opens(labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--fold`` writes what was counted, says before what was read, and the file gives the answer of the labels."""
    kept = tmp_path / "folded.json"
    assert main([READER, "--table", str(labels), "--fold", str(kept), "--json"]) == 0
    first = capsys.readouterr()
    assert "Item: item; Annotator: annotator; Label: label" in first.err
    assert main([READER, "--table", str(kept), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["result"] == json.loads(first.out)["result"]
    assert [one.name for one in tmp_path.iterdir() if "unfinished" in one.name] == []
    assert main([READER, "--table", str(kept), "--item_column", "annotator"]) == 2
    assert "folded already" in capsys.readouterr().err


def test_the_plain_command_line_loads_no_engine(labels: Path) -> None:
    """Neither the catalogue nor an answer from rows imports the engine, Ibis or Arrow."""
    call = (
        f"import sys; from calculators.__main__ import main; main([{READER!r}, '--table', {str(labels)!r}]); "
        "sys.exit(bool({'ibis', 'duckdb', 'pyarrow'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", call], cwd=ROOT, capture_output=True, check=False).returncode == 0


def sql(dialect: str) -> str:
    """Return the expression that folds labels, as a warehouse is sent it."""
    rows = ibis.table({"item": "string", "annotator": "string", "label": "string"}, name="labels")
    codes = ibis.table({"annotator": "string", "label": "string", "counts": "int64", "n0": "int64"}, name="codes")
    coded = rows.join(codes, ["annotator", "label"]).select("item", "counts", "n0")
    items = expressions.by_item(coded, ["n0"], "or")
    return str(ibis.to_sql(expressions.patterns(items, by_value=False, several=False), dialect=dialect))


@pytest.mark.parametrize("dialect", ["bigquery", "snowflake"])
def test_the_page_shows_the_sql_that_warehouses_are_sent(dialect: str) -> None:
    """What the page shows is what Ibis writes today, and a parser of that warehouse's SQL reads it."""
    shown = re.search(rf"```sql title=\"{dialect}\"\n(.*?)\n```", PAGE.read_text("utf-8"), re.DOTALL | re.IGNORECASE)
    assert shown, f"write into {PAGE.name}:\n{sql(dialect)}"
    assert shown[1] == sql(dialect)
    (parsed,) = sqlglot.parse(shown[1], dialect=dialect)
    assert {table.name for table in parsed.find_all(sqlglot.exp.Table)} >= {"labels", "codes"}


def asked_of_spark() -> Iterator[Given]:
    """Yield what Spark is asked of: right answers, spoilt labels, columns of people, and all vectors and files as one.

    Each question takes a local Spark most of a second, so each by itself is asked in each_on_spark.py.
    """
    yield Given("right answers", ANSWERED, {"gold": "right_answer"})
    yield Given("spoilt", SPOILT, {})
    yield Given("columns of people", WIDE, {})
    yield together((*vectors(), *flat_files()))


def test_spark_gives_the_same_fold() -> None:
    """Local Spark, whose rows have no order, counts the same patterns of the same people and labels.

    So every measure with its interval has the same digits.
    """
    with spark() as ask:
        for table in asked_of_spark():
            assert_same_on(ask, table)
