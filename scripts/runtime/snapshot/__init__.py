"""Makes what a worker starts Python from: a lean archive of compiled modules, and a snapshot of the memory.

Both are made by Pyodide under Node, with the clock, chance and zone held still, so that the same sources give the
same bytes.
"""

import gzip
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.machine.errors import BuildError
from scripts.machine.node import node_program

MAKE = Path(__file__).with_name("make.mjs")
STAND_INS = Path(__file__).with_name("stand_ins")
# Everything that Python would otherwise take from the machine; the browser gives it the very same.
# Without chance in the hashes, the order of a set is the same for every reader, and in every build.
VARIABLES = {
    "HOME": "/home/pyodide",
    "LANG": "C.UTF-8",
    "LOGNAME": "reader",
    "PATH": "/",
    "PWD": "/",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "USER": "reader",
    "_": "python",
}


class Library(NamedTuple):
    """What an archive was made from.

    Attributes:
        added: what each calculator needs beside the archive, by its name.
        built_in: the modules built into Python that were imported.
        answers: a checksum of all that each calculator said.
    """

    added: Mapping[str, bytes]
    built_in: Sequence[str]
    answers: Mapping[str, int]


class Snapshot(NamedTuple):
    """A snapshot.

    Attributes:
        delta: the blocks of memory that differ from a fresh one: how many runs, where each starts, their bytes.
        memory: the size of the memory in bytes.
        header: what Pyodide wants to know about it, in base64.
        calculators: for each calculator, what differs with it in memory, to be laid over all that.
        memories: how large the memory is then, in bytes.
        answers: a checksum of all that each calculator says when started from it.
    """

    delta: bytes
    memory: int
    header: str
    calculators: Mapping[str, bytes]
    memories: Mapping[str, int]
    answers: Mapping[str, int]


def build_library(pyodide: Path, stock: Path, package: Path, archive: Path) -> Library:
    """Write what all calculators share, of the stock library and of the package, compiled, into one archive.

    Returns what each calculator needs beside it, and what was seen when each was asked everything.

    Raises:
        BuildError: see ``run``.
    """
    with tempfile.TemporaryDirectory() as scratch:
        changed, compiled = Path(scratch) / stock.name, Path(scratch) / "compiled"
        add_stand_ins(stock, changed)
        run("library", pyodide, changed, compiled, package)
        shared = compiled / "archive"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as written:
            for path in sorted(path for path in shared.rglob("*") if path.is_file()):
                written.writestr(zipfile.ZipInfo(path.relative_to(shared).as_posix()), path.read_bytes())
        added = {path.name: path.read_bytes() for path in sorted((compiled / "calculators").iterdir())}
        return Library(added, **json.loads((compiled / "seen" / "seen.json").read_text("utf-8")))


def add_stand_ins(stock: Path, archive: Path) -> None:
    """Write Pyodide's own library with our stand-ins in the places of the modules of the same names.

    Raises:
        BuildError: there is no such module, so that a stand-in would stand for nothing.
    """
    stand_ins = {path.relative_to(STAND_INS).as_posix(): path.read_bytes() for path in STAND_INS.rglob("*.py")}
    with zipfile.ZipFile(stock) as opened, zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as written:
        if missing := stand_ins.keys() - set(opened.namelist()):
            raise BuildError(f"{STAND_INS}: Pyodide has no {', '.join(sorted(missing))}")
        for name in opened.namelist():
            written.writestr(zipfile.ZipInfo(name), stand_ins.get(name) or opened.read(name))


def build_snapshot(pyodide: Path, archive: Path, added: Mapping[str, bytes]) -> Snapshot:
    """Start Python from the archive, warm up what all calculators share, and return the memory.

    What each calculator adds to the archive is taken in by turns, so that a reader can start with it in place.

    Raises:
        BuildError: see ``run``.
    """
    with tempfile.TemporaryDirectory() as scratch:
        out, packed = Path(scratch) / "out", Path(scratch) / "added"
        for folder in (out, packed):
            folder.mkdir()
        for name, contents in added.items():
            (packed / name).write_bytes(contents)
        run("snapshot", pyodide, archive, out, packed)
        facts = json.loads((out / "snapshot.json").read_text("utf-8"))
        deltas = {name: (out / "calculators" / name).read_bytes() for name in added}
        delta = (out / "delta").read_bytes()
        return Snapshot(delta, facts["memory"], facts["header"], deltas, facts["calculators"], facts["answers"])


def run(mode: str, pyodide: Path, archive: Path, out: Path, *more: Path) -> None:
    """Run one mode of ``make.mjs``.

    Raises:
        BuildError: Node is missing or the program fails; the message holds what it said.
    """
    command = [
        node_program(),
        str(MAKE),
        mode,
        str(pyodide),
        json.dumps(VARIABLES),
        str(archive),
        str(out),
        *map(str, more),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BuildError(f"The {mode} could not be made:\n{done.stderr[-4000:]}")


def compress(contents: bytes) -> bytes:
    """Return contents as a gzip file without name and date; the page inflates it, whatever its host can do."""
    return gzip.compress(contents, compresslevel=9, mtime=0)
