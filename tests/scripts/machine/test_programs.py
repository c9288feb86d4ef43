"""Finding the programs that tests need, or installing them."""

import threading
import time
from pathlib import Path

import pytest

from scripts.machine import programs, system_packages
from scripts.machine.programs import CHROMIUM_SHELL, EVERY, Program

MINE = Program("Mine", ("surely-not-here",), ("mine", "mine-too"), variable="LABELLING_MINE")


def test_the_chosen_program_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its variable is obeyed, or the tests stop and say so."""
    chosen = tmp_path / "mine"
    chosen.touch()
    monkeypatch.setenv("LABELLING_MINE", str(chosen))
    assert MINE.find_or_install() == str(chosen)
    monkeypatch.setenv("LABELLING_MINE", f"{chosen}-not")
    with pytest.raises(SystemExit, match="mine-not, where there is no program"):
        MINE.find_or_install()


def test_a_program_is_found_on_the_path_and_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nearest first."""
    elsewhere, near = tmp_path / "elsewhere", tmp_path / "surely-not-here"
    elsewhere.touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    other = MINE._replace(places=(str(tmp_path / "nowhere"), str(elsewhere)))
    assert other.find() == str(elsewhere)
    near.touch(mode=0o755)
    assert other.find() == str(near)


def test_no_program_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """When none can be installed, the message says what to do; the tests are not skipped."""
    asked: list[str] = []
    monkeypatch.setattr(programs, "install", lambda *packages: asked.extend(packages))
    with pytest.raises(SystemExit, match=r"need Mine.*\n.*mine and mine-too.*set LABELLING_MINE"):
        MINE.find_or_install()
    assert asked == ["mine", "mine-too"]


def test_what_is_missing_is_named_by_its_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of every program that is not here, and of no other."""
    monkeypatch.setattr(programs, "EVERY", (MINE, Program("Here", ("here",), ("here-too",))))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs.missing() == ["mine", "mine-too", "here-too"]
    (tmp_path / "here").touch(mode=0o755)
    assert programs.missing() == ["mine", "mine-too"]
    assert all(program.packages for program in EVERY)


@pytest.mark.parametrize("had", [True, False])
def test_what_only_makes_tests_quicker_is_asked_for_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], had: bool
) -> None:
    """Not every system has it, and then the rest is installed all the same and a line says what follows."""
    asked: list[tuple[str, ...]] = []

    def install(*packages: str) -> bool:
        asked.append(packages)
        return had

    monkeypatch.setattr(programs, "EVERY", (MINE,))
    monkeypatch.setattr(programs, "IS_ROOT", True)
    monkeypatch.setattr(programs, "install", install)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("LABELLING_CHROMIUM", raising=False)
    programs.install_missing()
    assert asked == [MINE.packages, CHROMIUM_SHELL.packages]
    assert ("take longer" in capsys.readouterr().out) != had
    (tmp_path / CHROMIUM_SHELL.names[0]).touch(mode=0o755)
    programs.install_missing()
    assert asked[2:] == [MINE.packages]


def test_two_that_install_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's installer turns a second one away, so ours runs once at a time."""
    running, most = [0], [0]

    def run(_: list[str]) -> bool:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.05)
        running[0] -= 1
        return True

    monkeypatch.setattr(system_packages, "run", run)
    monkeypatch.setattr(system_packages.shutil, "which", lambda _: "/usr/bin/apt-get")
    threads = [threading.Thread(target=system_packages.install, args=("mine",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
