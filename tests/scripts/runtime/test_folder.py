"""The runtime folder: complete, minimal, and named by its contents."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from calculators.bridge import APART
from calculators.catalog import catalog
from scripts.machine.environment import ROOT
from scripts.runtime import folder as runtime


def test_the_same_sources_give_the_same_name_and_are_built_once(
    runtime_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Built again from nothing the folder has the same contents and name, and then the cache answers.

    That is at another time, in another zone, language and environment, and it holds for the snapshots of Python too.
    """
    monkeypatch.setattr(runtime, "CACHE", tmp_path / "cache")
    other = {"SOURCE_DATE_EPOCH": "1000000000", "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "SOMETHING": "else"}
    for name, value in other.items():
        monkeypatch.setenv(name, value)
    assert runtime.build_runtime(tmp_path / "one") == runtime_folder.name
    assert any((tmp_path / "cache").iterdir())
    monkeypatch.setattr(runtime, "assemble", lambda folder: pytest.fail(f"built {folder} again"))
    assert runtime.build_runtime(tmp_path / "two") == runtime_folder.name


def test_who_comes_while_it_is_built_waits_for_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two at once one builds it, and both are told the same name."""
    both = Barrier(2, timeout=30)
    built: list[Path] = []

    def assemble(folder: Path) -> None:
        built.append(folder)
        (folder / "file").write_text("contents", encoding="utf-8")

    def asked(_: int) -> str:
        both.wait()
        return runtime.cached_runtime()

    monkeypatch.setattr(runtime, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(runtime, "assemble", assemble)
    with ThreadPoolExecutor() as pool:
        names = [*pool.map(asked, range(2))]
    assert len(built) == 1
    assert len(set(names)) == 1


def test_older_runtimes_are_removed(tmp_path: Path) -> None:
    """Only the present runtime is published."""
    (tmp_path / "old" / "deep").mkdir(parents=True)
    name = runtime.build_runtime(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_lock_lists_our_wheel_and_nothing_else(runtime_folder: Path) -> None:
    """Pyodide's own packages are not hosted, so they are not offered; the wheel's hash is right."""
    lock = json.loads((runtime_folder / "pyodide-lock.json").read_text())
    ((name, package),) = lock["packages"].items()
    assert name == "labelling-handbook"
    assert package["imports"] == ["calculators"]
    assert package["depends"] == []
    wheel = runtime_folder / package["file_name"]
    assert package["sha256"] == hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert "://" not in json.dumps(lock)


def test_the_folder_is_complete_and_readable_by_all(runtime_folder: Path) -> None:
    """A web server that runs as someone else can read every file, and there is none too many."""
    names = [*catalog(), *APART]
    files = list(runtime_folder.iterdir())
    assert {path.name for path in files if path.suffix != ".whl"} == {
        *runtime.PYODIDE_FILES,
        "pyodide-lock.json",
        runtime.LIBRARY_NAME,
        runtime.SNAPSHOT_NAME,
        runtime.FACTS_NAME,
        *map(runtime.calculator_file, names),
        *map(runtime.calculator_snapshot, names),
    }
    assert len(files) == 8 + 2 * len(names)
    assert runtime_folder.stat().st_mode & 0o005 == 0o005
    assert all(path.stat().st_mode & 0o004 for path in files)


def test_only_the_package_ships(runtime_folder: Path) -> None:
    """The wheel holds every file of calculators/ but the extras and, beside its own papers, nothing else."""
    (wheel,) = runtime_folder.glob("*.whl")
    names = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    sources = [path for path in (ROOT / "calculators").rglob("*") if path.is_file()]
    shipped = [path.relative_to(ROOT).as_posix() for path in sources if "__pycache__" not in path.parts]
    assert sorted(names) == sorted(name for name in shipped if not name.startswith("calculators/extras/"))


def test_the_wheel_records_what_it_holds(runtime_folder: Path) -> None:
    """Every file stands in the wheel's own record, and none that was left out."""
    (wheel,) = runtime_folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        (record,) = (name for name in names if name.endswith("/RECORD"))
        recorded = [line.split(",")[0] for line in opened.read(record).decode().splitlines()]
    assert sorted(recorded) == sorted(names)


def test_pyodide_is_the_python_we_test_with(pyodide: Callable[[str], str]) -> None:
    """Same minor version on both sides, or the tests prove nothing about the browser."""
    code = "import sys\nresult = '%d.%d' % sys.version_info[:2]"
    names: dict[str, str] = {}
    exec(code, names)  # noqa: S102 - the very code that Pyodide runs
    assert pyodide(code) == names["result"]


def test_pyodide_reports_errors(pyodide: Callable[[str], str]) -> None:
    """A failure comes back as an error with its traceback, and the next piece of code runs."""
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        pyodide("1 / 0")
    assert pyodide("[1, 'é']") == "[1, 'é']"


def test_the_package_imports_in_pyodide(pyodide: Callable[[str], str]) -> None:
    """The wheel is found and its data files with it."""
    assert pyodide("import calculators\nresult = calculators.__name__") == "calculators"
