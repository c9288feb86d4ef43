"""Finds a LibreOffice for the tests, or installs one, and lets it calculate workbooks and read documents."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.machine.system_packages import install

NAMES = ("soffice", "libreoffice", "localc")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
PACKAGES = ("libreoffice-calc-nogui", "libreoffice-writer-nogui")
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
        print("office: no LibreOffice was found; installing its spreadsheet and its writer", flush=True)
        install(*PACKAGES)
        found = next(candidates(), None)
    if not found:
        raise SystemExit(
            "Tests of workbooks and documents need LibreOffice, which is not here and could not be installed.\n"
            "Install LibreOffice, or set LABELLING_OFFICE to the path of its program soffice."
        )
    return found


def candidates() -> Iterator[str]:
    """Give every place where a LibreOffice is, nearest first."""
    yield from filter(None, map(shutil.which, NAMES))
    yield from (place for place in PLACES if Path(place).is_file())


def recalculated(workbooks: Iterable[Path], folder: Path) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice saves them after calculating, by their names.

    The folder is for what it writes. Raises RuntimeError as ``converted`` does.
    """
    return converted(workbooks, folder, "xlsx:Calc MS Excel 2007 XML")


def converted(files: Iterable[Path], folder: Path, to: str, reader: str = "") -> dict[str, bytes]:
    """Return files as LibreOffice saves them in another format, by the names it gives them; one start for all of them.

    ``to`` is an ending, with a filter behind a colon where one must be named; ``reader`` is the filter that opens them.
    The folder is for what it writes. Raises RuntimeError with what it said when it does not write them all.
    """
    given = list(files)
    target = folder / "converted"
    # A profile of its own, so that an office that is open already does not answer in its place.
    command = [find_or_install(), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += [f"--infilter={reader}"] if reader else []
    command += ["--convert-to", to, "--outdir", str(target), *map(str, given)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    names = [path.with_suffix(f".{to.partition(':')[0]}").name for path in given]
    missing = [name for name in names if not (target / name).is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice did not write {', '.join(missing)}:\n{done.stdout}{done.stderr}")
    return {name: (target / name).read_bytes() for name in names}
