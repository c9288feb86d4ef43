"""Finding a LibreOffice."""

from pathlib import Path

import pytest

from scripts.machine import office


def test_the_chosen_office_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LABELLING_OFFICE is obeyed, or the tests stop and say so."""
    chosen = tmp_path / "mine"
    chosen.touch()
    monkeypatch.setenv("LABELLING_OFFICE", str(chosen))
    assert office.find_or_install() == str(chosen)
    monkeypatch.setenv("LABELLING_OFFICE", f"{chosen}-not")
    with pytest.raises(SystemExit, match="mine-not, where there is no program"):
        office.find_or_install()


def test_no_office_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """When none can be installed, the message says what to do; the tests are not skipped."""
    monkeypatch.delenv("LABELLING_OFFICE", raising=False)
    monkeypatch.setattr(office, "candidates", lambda: iter(()))
    monkeypatch.setattr(office, "install", lambda *_: None)
    with pytest.raises(SystemExit, match="set LABELLING_OFFICE"):
        office.find_or_install()
