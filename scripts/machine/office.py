"""Finds a LibreOffice for the tests, or installs one, and lets it calculate workbooks anew."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

NAMES = ("soffice", "libreoffice", "localc")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
PACKAGE = "libreoffice-calc-nogui"
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Starting it for the first time writes a whole profile.
LONGEST = 240


def find_or_install() -> str:
    """Return the path of a LibreOffice, installing one if there is none.

    Ends the program with a message when ``LABELLING_OFFICE`` names no program, or nothing can be installed.
    """
    chosen = os.environ.get("LABELLING_OFFICE")
    if chosen:
        if not Path(chosen).is_file():
            raise SystemExit(f"LABELLING_OFFICE is {chosen}, where there is no program")
        return chosen
    found = next(candidates(), None)
    if not found:
        print("office: no LibreOffice was found; installing its spreadsheet", flush=True)
        install()
        found = next(candidates(), None)
    if not found:
        raise SystemExit(
            "The tests of workbooks need LibreOffice, which is not on this machine and could not be installed.\n"
            "Install LibreOffice, or set LABELLING_OFFICE to the path of its program soffice."
        )
    return found


def candidates() -> Iterator[str]:
    """Give every place where a LibreOffice is, nearest first."""
    yield from filter(None, map(shutil.which, NAMES))
    yield from (place for place in PLACES if Path(place).is_file())


def install() -> None:
    """Install LibreOffice's spreadsheet as a system package, where this machine allows that without asking."""
    if not shutil.which("apt-get"):
        return
    # A hosted runner is no root, and needs no password to become it.
    front = [] if IS_ROOT else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", PACKAGE]):
        try:
            done = subprocess.run([*front, "apt-get", *command], env=quiet, capture_output=True, text=True, check=False)
        except OSError:
            return
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)


def recalculated(workbooks: Iterable[Path], folder: Path) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice saves them after calculating, by their names; one start for all of them.

    The folder is for what it writes. Raises RuntimeError with what it said when it does not write them all.
    """
    given = list(workbooks)
    target = folder / "recalculated"
    # A profile of its own, so that an office that is open already does not answer in its place.
    command = [find_or_install(), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target), *map(str, given)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    missing = [path.name for path in given if not (target / path.name).is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice did not write {', '.join(missing)}:\n{done.stdout}{done.stderr}")
    return {path.name: (target / path.name).read_bytes() for path in given}
