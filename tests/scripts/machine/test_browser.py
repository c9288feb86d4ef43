"""Finding a browser."""

from pathlib import Path

import pytest

from scripts.machine import browser


def program(folder: Path, name: str, exit_code: int) -> str:
    """Write a program that ends with an exit code."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    path.chmod(0o755)
    return str(path)


def test_the_chosen_browser_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LABELLING_CHROMIUM is obeyed, or the tests stop and say so."""
    chosen = program(tmp_path, "mine", 0)
    monkeypatch.setenv("LABELLING_CHROMIUM", chosen)
    assert browser.find_or_install() == chosen
    monkeypatch.setenv("LABELLING_CHROMIUM", f"{chosen}-not")
    with pytest.raises(SystemExit, match="mine-not, where there is no program"):
        browser.find_or_install()


def test_a_stub_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of the right name that does not start is no browser."""
    program(tmp_path, "chromium", 1)
    good = program(tmp_path, "google-chrome", 0)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("LABELLING_CHROMIUM", raising=False)
    assert browser.find_or_install() == good


def test_no_browser_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """When none can be installed, the message says what to do; the tests are not skipped."""
    monkeypatch.delenv("LABELLING_CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "candidates", lambda: iter(()))
    monkeypatch.setattr(browser, "install", lambda: None)
    with pytest.raises(SystemExit, match="set LABELLING_CHROMIUM"):
        browser.find_or_install()


def test_tests_take_a_chromium_without_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is here and starts, and nobody chose another."""
    whole = program(tmp_path, "chromium", 0)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("LABELLING_CHROMIUM", raising=False)
    assert browser.find_for_tests() == whole
    shell = program(tmp_path, "chromium-headless-shell", 1)
    assert browser.find_for_tests() == whole
    assert program(tmp_path, "chromium-headless-shell", 0) == browser.find_for_tests() == shell
    monkeypatch.setenv("LABELLING_CHROMIUM", whole)
    assert browser.find_for_tests() == whole
