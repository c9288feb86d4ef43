"""What an engine cannot fold is said in a sentence, and nothing half-written is left behind."""

import errno
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from calculators.__main__ import main
from calculators.catalog import catalog
from calculators.core import InputError
from calculators.extras.warehouse import folded, folding, rows, said, sources
from calculators.label_files import read
from scripts.machine.environment import ROOT
from tests.examples import READER


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """Return a file with the example's labels."""
    path = tmp_path / "labels.csv"
    path.write_text(catalog()[READER].inputs.fields()["table"].examples["One row a label (CSV)"], "utf-8")  # type: ignore[attr-defined]
    return path


def test_work_that_was_rejected_is_never_counted(tmp_path: Path) -> None:
    """A platform's results, of which a reader leaves out what was rejected, are refused also where a database has them.

    Who says that every row counts is taken at their word.
    """
    names = ("ASSIGNMENT:worker_id", "ASSIGNMENT:status", "INPUT:text", "OUTPUT:label")
    rows = [("w1", "APPROVED", "t", "a"), ("w2", "REJECTED", "t", "b")]
    table = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    parquet.write_table(table, tmp_path / "toloka.parquet")
    with pytest.raises(InputError, match="export of a tool or a platform") as asked:
        folded(f"{tmp_path}/toloka.parquet")
    assert asked.value.field == "form"
    columns = {"item_column": names[2], "annotator_column": names[0], "label_column": names[3]}
    assert read(folded(f"{tmp_path}/toloka.parquet", form="long", **columns)).item_count == 1


def test_what_an_engine_would_not_heed_is_refused(labels: Path) -> None:
    """How to decode a file and what separates its columns the engine finds out, so a word about it is not passed over.

    The form that a reader names is heeded.
    """
    for name, value in (("delimiter", "tab"), ("encoding", "utf-16"), ("sheet", "labels")):
        with pytest.raises(InputError) as error:
            folded(str(labels), **{name: value})
        assert error.value.field == name
    with pytest.raises(InputError, match="whole numbers"):
        folded(str(labels), form="counts")


@pytest.mark.parametrize(
    "broken", ["{}", '"people": []', '"patterns": [[1, [[9, 0]], null, ["x"]]]', '"folded_labels": 9']
)
def test_a_broken_fold_is_refused(broken: str) -> None:
    """A fold that was cut, changed by hand, or is of another version is refused with what to do."""
    whole = json.loads(folded_example())
    whole |= json.loads(broken if broken == "{}" else f"{{{broken}}}")
    text = json.dumps(whole)[: -20 if broken == "{}" else None]
    text = text.replace('{"folded_labels": ', '{"folded_labels":')
    with pytest.raises(InputError, match="fold"):
        read(text)


def folded_example() -> str:
    """Return a fold of one pattern."""
    return json.dumps({
        "folded_labels": 1, "people": ["Ana", "Ben"], "labels": ["x", "y"], "unnamed": False, "options": {},
        "read": {"form": "one row a label", "columns": [], "names": [], "not_read": [], "missing": [], "rows": 4,
                 "skipped": 0, "notes": [], "cautions": []},
        "patterns": [[2, [[0, 0], [1, 1]], None, ["a"]]],
    })  # fmt: skip


def refused(path: str, **inputs: str) -> str:
    """Return the sentence in which a table is refused."""
    with pytest.raises(InputError) as error:
        folded(path, **inputs)
    return str(error.value)


def test_what_cannot_be_folded_is_said_in_a_sentence(tmp_path: Path, labels: Path) -> None:
    """Nested columns, missing ones, files and tables that are not there, and backends that do not answer.

    A package that is missing is named with the command that brings it.
    """
    nested = pa.table({"item": ["a", "a"], "annotator": ["x", "y"], "label": [["p"], ["q"]]})
    parquet.write_table(nested, tmp_path / "nested.parquet")
    assert "nested" in refused(f"{tmp_path}/nested.parquet", label_column="label")
    with pytest.raises(InputError, match="nested, so select one part"):
        rows(f"{tmp_path}/nested.parquet")
    assert "one of the columns: item, annotator, label" in refused(str(labels), item_column="task")
    assert "files that are there" in refused(f"{tmp_path}/no*.parquet")
    assert "database that is there" in refused(f"duckdb:{tmp_path}/no.db/labels")
    with duckdb.connect(f"{tmp_path}/labels.db"):
        pass
    for name in ("none", "too.many.dots"):
        assert "a table that is there" in refused(f"duckdb:{tmp_path}/labels.db/{name}")
    assert "a table that is there" in refused("none", connect=f"duckdb://{tmp_path}/labels.db")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 and nothing else")
    assert "table that can be read" in refused(f"{tmp_path}/bad.parquet")
    assert "a backend that answers" in refused("labels", connect="duckdb:///no/such/folder/x.db")
    assert "me:secret" not in refused("labels", connect="nothing://me:secret@far/away")
    for backend in ("snowflake", "postgres"):
        assert f"pip install 'ibis-framework[{backend}]'" in refused("labels", connect=f"{backend}://user@far/away")


def test_more_people_than_memory_holds_are_refused(labels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where people and their labels are too many for memory, the sentence names the most; missing labels count too."""
    for module in (folding, said):
        monkeypatch.setattr(module, "MOST_GIVEN", 3)
    assert "at most 3 different labels of people" in refused(str(labels))
    labels.write_text("item,annotator,label\n1,a,x\n1,b,x\n" + "".join(f"1,{who},\n" for who in "cdef"), "utf-8")
    assert "at most 3 different labels of people" in refused(str(labels))


def test_ticks_beside_empty_cells_are_refused_as_the_page_refuses_them(labels: Path) -> None:
    """An empty cell may say no beside a tick, so neither way counts it as not labelled unless the form is chosen."""
    labels.write_text("item,annotator,label\n1,a,x\n1,b,x\n2,a,x\n2,b,\n3,a,\n3,b,x\n", "utf-8")
    assert "here there is only a tick" in refused(str(labels))


def test_a_database_that_another_program_writes_is_named(tmp_path: Path) -> None:
    """A locked database is refused with the reason."""
    path = tmp_path / "labels.db"
    hold = (
        f"import duckdb, sys; c = duckdb.connect({str(path)!r}); c.execute('CREATE TABLE t AS SELECT 1 AS item'); "
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        words = refused(f"duckdb:{path}/t")
        other.communicate("")
    assert "no other program holds open" in words


def test_a_full_disk_is_said_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the engine may write no more to disk while it works, the sentence says so, and nothing is left of it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    many = "SELECT 'item ' || i // 2 AS item, i % 2 AS annotator, i % 3 AS label FROM range(600000) t(i)"
    duckdb.execute(f"COPY ({many}) TO '{tmp_path}/many.parquet' (FORMAT parquet)")
    connected = sources._connected

    def small(backend: str, folder: str) -> Any:
        engine = connected(backend, folder)
        engine.raw_sql("SET memory_limit = '30MB'; SET max_temp_directory_size = '1MB'; SET threads = 1")
        return engine

    monkeypatch.setattr(sources, "_connected", small)
    assert main([READER, "--table", f"{tmp_path}/many.parquet", "--fold", f"{tmp_path}/folded.json"]) == 2
    words = capsys.readouterr().err
    assert "memory and the disk" in words
    assert "Set TMPDIR" in words
    assert [one.name for one in tmp_path.iterdir()] == ["many.parquet"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_a_fold_that_is_not_written_whole_leaves_nothing(
    error: BaseException, labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A disk that is full, or somebody who stops the command, ends it with a sentence; what stood there stays."""
    kept = tmp_path / "folded.json"
    kept.write_text("an older fold", "utf-8")

    def half(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:100])
        raise error

    monkeypatch.setattr(Path, "write_bytes", half)
    stopped = isinstance(error, KeyboardInterrupt)
    assert main([READER, "--table", str(labels), "--fold", str(kept)]) == (130 if stopped else 2)
    assert ("Stopped." if stopped else "No space left on device") in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folded.json", "labels.csv"]
    assert kept.read_text("utf-8") == "an older fold"


def test_a_fold_for_a_folder_that_is_not_there_is_refused(
    labels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that is not there ends the command with a sentence."""
    assert main([READER, "--table", str(labels), "--fold", f"{tmp_path}/no/folded.json"]) == 2
    assert "a file that can be written" in capsys.readouterr().err


def test_who_stops_the_count_finds_nothing_left(
    labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that is stopped while the engine counts ends with a word; its folder and half a fold are gone."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sources, "wait", stopped)
    assert main([READER, "--table", str(labels), "--fold", f"{tmp_path}/folded.json"]) == 130
    assert "Stopped." in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["labels.csv"]


def test_without_the_packages_the_command_says_how_to_get_them(labels: Path) -> None:
    """Where the extra is not installed, one line names the command that brings it; the plain way needs none of it."""
    start = "import sys; sys.modules['ibis'] = sys.modules['duckdb'] = None; from calculators.__main__ import main; "
    for arguments, code in ((["--fold", "x.json"], 2), ([], 0)):
        call = f"sys.exit(main([{READER!r}, '--table', {str(labels)!r}, *{arguments}]))"
        done = subprocess.run(
            [sys.executable, "-c", start + call], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        assert ("pip install '.[warehouse]'" in done.stderr) == bool(code)
