"""The runtime made beside the pages: waited for, never half, and heard when it fails."""

import sys
from pathlib import Path

import pytest

from scripts.machine.errors import BuildError
from scripts.runtime import beside
from scripts.site import pages


@pytest.fixture
def not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout whose runtime was not made yet."""
    monkeypatch.setattr(beside, "kept_runtime", lambda: "")


def program(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let this code stand for what makes the runtime."""
    monkeypatch.setattr(beside, "COMMAND", (sys.executable, "-c", code))


def test_what_is_kept_is_not_made_again(monkeypatch: pytest.MonkeyPatch, runtime_folder: Path) -> None:
    """Where the runtime is in the cache no process is started, and nothing is waited for."""
    program(monkeypatch, "raise SystemExit('made again')")
    with beside.runtime_beside() as wait:
        wait()


@pytest.mark.usefixtures("not_kept")
def test_waiting_ends_when_it_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The block goes on at once; whoever has waited finds what was made."""
    made, go = tmp_path / "made", tmp_path / "go"
    program(
        monkeypatch,
        f"import pathlib, time\nwhile not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)\n"
        f"pathlib.Path({str(made)!r}).touch()",
    )
    with beside.runtime_beside() as wait:
        assert not made.exists()
        go.touch()
        wait()
        assert made.exists()


@pytest.mark.usefixtures("not_kept")
def test_a_failure_comes_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process said before it failed is what the build says."""
    program(monkeypatch, "raise SystemExit('Pyodide is not the one known here')")
    with beside.runtime_beside() as wait, pytest.raises(BuildError, match="Pyodide is not the one known here"):
        wait()


@pytest.mark.usefixtures("not_kept")
def test_nothing_goes_on_behind_a_failure_of_the_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When the pages fail first, their error is the one raised, and the process has ended by then."""
    ended = tmp_path / "ended"
    program(monkeypatch, f"import pathlib, time; time.sleep(0.3); pathlib.Path({str(ended)!r}).touch()")
    with pytest.raises(BuildError, match="a page"), beside.runtime_beside():
        raise BuildError("a page")
    assert ended.exists()


@pytest.mark.usefixtures("not_kept")
def test_no_site_is_published_without_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A page whose calculator could not start is worse than the last good site, which stays."""
    program(monkeypatch, "raise SystemExit('no Node')")
    docs, destination = tmp_path / "docs", tmp_path / "destination"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n\nWelcome.\n")
    with pytest.raises(BuildError, match="no Node"):
        pages.build_site(destination, "http://127.0.0.1:8000/", docs)
    assert not destination.exists()


def test_the_program_says_what_it_cannot_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error of the build ends it with the error's words and no traceback."""

    def cached_runtime() -> str:
        raise BuildError("the snapshot could not be made")

    monkeypatch.setattr(beside, "cached_runtime", cached_runtime)
    assert beside.main() == 1
    assert capsys.readouterr().err == "\nthe snapshot could not be made\n"
