"""Finds a Chromium for the tests, or installs one."""

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.machine import system_packages
from scripts.machine.programs import CHROMIUM, CHROMIUM_SHELL
from scripts.machine.system_packages import IS_ROOT

MACOS_APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
LAUNCH_ARGUMENTS = (
    # Chromium's sandbox cannot be built up by root.
    *(["--no-sandbox"] if IS_ROOT else []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Without these it calls its maker's servers from the first second, and waits where there is no network.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    # Small shared memory, as containers have, makes pages crash.
    "--disable-dev-shm-usage",
)


def find_or_install() -> str:
    """Return the path of a Chromium that starts, installing one if there is none.

    Ends the program with a message when ``LABELLING_CHROMIUM`` names no program, or nothing can be installed.
    """
    if chosen := CHROMIUM.chosen():
        return chosen
    found = first_that_starts()
    if not found:
        print("browser: no Chromium was found; installing one", flush=True)
        install()
        found = first_that_starts()
    if not found:
        raise SystemExit(
            "The browser tests need Chromium, which is not on this machine and could not be installed.\n"
            "Install Chromium or Chrome, or set LABELLING_CHROMIUM to the path of one."
        )
    return found


def find_for_tests() -> str:
    """Return the path of the Chromium that tests drive: one without windows where it is here, unless one was chosen.

    Ends the program with a message as ``find_or_install`` does.
    """
    shell = CHROMIUM.chosen() or CHROMIUM_SHELL.find()
    return shell if shell and starts(shell) else find_or_install()


def first_that_starts() -> str | None:
    """Return the first candidate that really starts, or nothing."""
    return next((path for path in candidates() if starts(path)), None)


def candidates() -> Iterator[str]:
    """Give every place where a Chromium may be, nearest first."""
    for name in CHROMIUM.names:
        path = shutil.which(name)
        if path:
            yield path
    if platform.system() == "Darwin":
        for name in MACOS_APPLICATIONS:
            yield f"/Applications/{name}.app/Contents/MacOS/{name}"
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield own


def starts(path: str) -> bool:
    """Say whether a program is there and runs, for some systems leave a stub that only advises to install."""
    if not Path(path).is_file():
        return False
    if platform.system() == "Windows":
        # There, asking for the version opens a window.
        return True
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Install Chromium the way this machine allows: as a system package, else as Playwright's own copy."""
    if IS_ROOT and system_packages.install(*CHROMIUM.packages):
        return
    system_packages.run([sys.executable, "-m", "playwright", "install", "chromium"])
