"""Lets LibreOffice calculate workbooks and read documents."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from scripts.machine.programs import OFFICE

# Starting it for the first time writes a whole profile.
LONGEST = 240


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
    command = [OFFICE.find_or_install(), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += [f"--infilter={reader}"] if reader else []
    command += ["--convert-to", to, "--outdir", str(target), *map(str, given)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    names = [path.with_suffix(f".{to.partition(':')[0]}").name for path in given]
    missing = [name for name in names if not (target / name).is_file()]
    if missing:
        raise RuntimeError(f"LibreOffice did not write {', '.join(missing)}:\n{done.stdout}{done.stderr}")
    return {name: (target / name).read_bytes() for name in names}
