"""The run of all tests: what fails beside others is run once more alone, and a defect is never let through."""

from pathlib import Path

import pytest

from scripts.test import PASSED, all_tests

# Fails wherever the file is missing that it leaves behind: so the first time alone.
RACE = """
from pathlib import Path

def test_race():
    been_here = Path("been-here")
    before = been_here.exists()
    been_here.touch()
    assert before
"""
DEFECT = "def test_defect():\n    assert False\n"
SOUND = "from pathlib import Path\n\ndef test_sound():\n    with Path('sound').open('a') as out: out.write('x')\n"


@pytest.fixture(autouse=True)
def few_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load none that these need not, since they take longer to load than the tests to run."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def ran(folder: Path, **files: str) -> int:
    """Run all tests of a folder that holds these files."""
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    for name, text in files.items():
        (folder / f"test_{name}.py").write_text(text, encoding="utf-8")
    return all_tests(["-p", "xdist", "--numprocesses", "2"], folder)


def test_what_passes_alone_is_let_through_and_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is told at the end, and only what failed ran twice."""
    assert ran(tmp_path, race=RACE, sound=SOUND) == PASSED
    said = capfd.readouterr().out
    assert "FAILED test_race.py::test_race" in said
    assert said.index("PASSED test_race.py::test_race") > said.index("once more, alone")
    assert "Mend it" in said
    assert (tmp_path / "sound").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("broken", [{"defect": DEFECT}, {"unreadable": "def\n"}])
def test_a_defect_fails_both_times(tmp_path: Path, capfd: pytest.CaptureFixture[str], broken: dict[str, str]) -> None:
    """Also beside a race that does not, and where a file cannot even be read."""
    assert ran(tmp_path, race=RACE, **broken) != PASSED
    assert "Mend it" not in capfd.readouterr().out


def test_nothing_runs_twice_where_all_passes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The run is over."""
    assert ran(tmp_path, sound=SOUND) == PASSED
    assert "once more" not in capfd.readouterr().out
    assert (tmp_path / "sound").read_text(encoding="utf-8") == "x"
