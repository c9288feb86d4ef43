"""Puts everything a browser needs to run the calculators into one folder named by its contents.

The folder can be cached for ever, and a stale lock can never meet a newer wheel of the same name.
"""

import gzip
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

from flit_core import buildapi  # type: ignore[import-untyped]
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from scripts.machine.environment import CACHE, ROOT, one_at_a_time
from scripts.machine.errors import BuildError
from scripts.machine.sums import sum_of
from scripts.runtime.snapshot import VARIABLES, build_library, build_snapshot, compress
from scripts.runtime.snapshot.data import pack_data
from scripts.runtime.webassembly.cut import cut
from scripts.runtime.webassembly.shake import shake
from scripts.runtime.webassembly.trim import trim_exports, trim_script

PYODIDE = ROOT / "node_modules" / "pyodide"
LOADER_NAME, SCRIPT_NAME, WASM_NAME = "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"
PYODIDE_FILES = (LOADER_NAME, SCRIPT_NAME, WASM_NAME)
STOCK_LIBRARY = "python_stdlib.zip"
LOCK_NAME = "pyodide-lock.json"
LIBRARY_NAME = "library.zip.gz"
SNAPSHOT_NAME = "snapshot.gz"
# What runs on people's own machines alone.
EXTRAS = "calculators/extras/"
# How a gzip file begins.
GZIP = b"\x1f\x8b"
# What the worker must know before it has fetched anything.
FACTS_NAME = "facts.json"
# The dates inside the wheel. Any fixed moment does; zip files know none before 1980.
BUILD_MOMENT = "1767225600"


def build_runtime(destination: Path) -> str:
    """Put the runtime into a folder of its own below the destination and return that folder's name.

    Other runtimes below the destination are removed. Nothing is built if no input changed since last time.
    """
    name = cached_runtime()
    target = destination / name
    if not target.exists():
        destination.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=destination))
        shutil.copytree(CACHE / "runtime" / name, unfinished, dirs_exist_ok=True)
        # A temporary folder is readable by us alone, and a web server may be someone else.
        unfinished.chmod(0o755)
        unfinished.rename(target)
    for other in destination.iterdir():
        if other != target:
            shutil.rmtree(other)
    return name


def cached_runtime() -> str:
    """Return the name of the folder in the cache that holds the runtime, building it if an input changed.

    Who comes while another process builds it waits for that.
    """
    record = record_of_runtime()
    if name := kept_runtime(record):
        return name
    with one_at_a_time("making-runtime"):
        return kept_runtime(record) or made_runtime(record)


def made_runtime(record: Path) -> str:
    """Build the runtime in the folder of its record, and return its name."""
    cache = record.parent
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        folder = Path(scratch) / "runtime"
        folder.mkdir()
        assemble(folder)
        name = fingerprint(folder.iterdir(), folder)
        if not (cache / name).exists():
            folder.rename(cache / name)
    record.write_text(name, encoding="utf-8")
    return name


def kept_runtime(record: Path | None = None) -> str:
    """Return the name of the folder in the cache that holds the runtime; empty if it must be built."""
    record = record or record_of_runtime()
    name = record.read_text(encoding="utf-8") if record.exists() else ""
    return name if name and (record.parent / name).exists() else ""


def record_of_runtime() -> Path:
    """Return the file that says which folder was built from just these inputs."""
    return CACHE / "runtime" / f"{fingerprint(runtime_inputs(), ROOT)}.txt"


def assemble(folder: Path) -> None:
    """Fill an empty folder with a trimmed Pyodide, our wheel in a lock of its own, and the two things to start from.

    Raises BuildError when Pyodide is not the one known here, or the snapshot cannot be made.
    """
    wheel = build_wheel(folder)
    lock = PyodideLockSpec.from_json(PYODIDE / LOCK_NAME)
    # Pyodide's own packages are not hosted here, so the lock must not offer them.
    lock.packages.clear()
    add_wheels_to_spec(lock, [wheel], base_path=folder).to_json(folder / LOCK_NAME)
    facts = add_starts(folder, wheel)
    facts["lock"] = json.loads((folder / LOCK_NAME).read_text("utf-8"))["info"]
    (folder / FACTS_NAME).write_text(json.dumps(facts, sort_keys=True), encoding="utf-8")


def add_pyodide(folder: Path) -> str:
    """Put a trimmed Pyodide into a folder, with all that a calculator may turn out to need, and return its script.

    Raises BuildError when it is not the one known here.
    """
    shutil.copyfile(PYODIDE / LOADER_NAME, folder / LOADER_NAME)
    script = trim_script((PYODIDE / SCRIPT_NAME).read_text("utf-8"))
    (folder / SCRIPT_NAME).write_text(script, encoding="utf-8", newline="\n")
    (folder / WASM_NAME).write_bytes(trim_exports((PYODIDE / WASM_NAME).read_bytes(), script))
    return script


def add_starts(folder: Path, wheel: Path) -> dict[str, Any]:
    """Add Pyodide with the archive and the snapshot, and return what is to be known about all files.

    Raises BuildError when either cannot be made.
    """
    script = add_pyodide(folder)
    # Packing lets go of Python's lock, so the threads use what cores there are while Node runs.
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor() as pool:
        package, archive = Path(scratch) / "package", Path(scratch) / "library.zip"
        with zipfile.ZipFile(wheel) as opened:
            opened.extractall(package, [name for name in opened.namelist() if ".dist-info/" not in name])
        pack_data(package)
        library = build_library(folder, PYODIDE / STOCK_LIBRARY, package, archive)
        added = library.added
        first = {LIBRARY_NAME: archive.read_bytes(), **{calculator_file(name): each for name, each in added.items()}}
        packing = [pool.submit(pack, folder / name, contents) for name, contents in first.items()]
        module = cut((PYODIDE / WASM_NAME).read_bytes(), script, library.built_in)
        (folder / WASM_NAME).write_bytes(module)
        shaken = shake(script, module, (folder / LOADER_NAME).read_text("utf-8"))
        (folder / SCRIPT_NAME).write_text(shaken, encoding="utf-8", newline="\n")
        snapshot = build_snapshot(folder, archive, added)
        compare(library.answers, snapshot.answers)
        memories = {calculator_snapshot(name): each for name, each in snapshot.calculators.items()}
        second = {SNAPSHOT_NAME: snapshot.delta, **memories}
        packing += [pool.submit(pack, folder / name, contents) for name, contents in second.items()]
        for each in packing:
            each.result()
        names = [*PYODIDE_FILES, *first, *second]
        files = dict(zip(names, pool.map(about, [folder / name for name in names]), strict=True))
    return {
        "files": files,
        "snapshot": {"header": snapshot.header, "memory": snapshot.memory, "calculators": snapshot.memories},
        "variables": VARIABLES,
    }


def pack(file: Path, contents: bytes) -> None:
    """Write a file of the runtime, packed."""
    file.write_bytes(compress(contents))


def compare(before: Mapping[str, int], after: Mapping[str, int]) -> None:
    """Hold that each calculator says the same before and after the WebAssembly was cut and its script shaken.

    Raises:
        BuildError: one does not.
    """
    if others := [name for name, said in before.items() if after.get(name) != said]:
        raise BuildError(
            "With the WebAssembly cut, its script shaken, and from the snapshot, other answers come from: "
            f"{', '.join(others)}. Leave shake out in scripts/runtime/folder.py, then cut, to see which of them it is."
        )


def calculator_file(name: str) -> str:
    """Return the name of the file with what a calculator needs beside what all share."""
    return f"calculator-{name}.gz"


def calculator_snapshot(name: str) -> str:
    """Return the name of the file that lays a calculator over the shared snapshot, imported and warm."""
    return f"snapshot-{name}.gz"


def about(file: Path) -> dict[str, int | str]:
    """Return a file's size, about what it weighs on the wire, and its SHA-256 as browsers check it.

    What is kept as gzip has two: a host may send it inflated, with a better packing of its own on the wire.
    """
    contents = file.read_bytes()
    packed = file.suffix == ".gz"
    plain = gzip.decompress(contents) if packed else contents
    if packed and plain.startswith(GZIP):
        raise BuildError(f"{file.name}, inflated, begins as a gzip file does, so a page could not tell the two")
    wire = len(contents) if packed else len(gzip.compress(contents, mtime=0))
    integrity = " ".join(map(sum_of, [contents, plain] if packed else [contents]))
    return {"size": len(contents), "plain": len(plain), "wire": wire, "integrity": integrity}


def module_text(name: str, folder: Path) -> str:
    """Return the module by which the page's scripts find the runtime and know what is in it."""
    facts = json.loads((folder / FACTS_NAME).read_text("utf-8"))
    lines = [f'export const runtime = new URL("../../runtime/{name}/", import.meta.url).href;']
    lines += [f"export const {key} = {json.dumps(value, sort_keys=True)};" for key, value in facts.items()]
    return "\n".join(lines) + "\n"


def build_wheel(folder: Path) -> Path:
    """Build our package into the folder; the same sources give the same bytes."""
    with chdir(ROOT), environment_variable("SOURCE_DATE_EPOCH", BUILD_MOMENT):
        name: str = buildapi.build_wheel(str(folder))
    wheel = folder / name
    without(wheel, EXTRAS)
    # flit writes a temporary file first, which is readable by us alone.
    wheel.chmod(0o644)
    return wheel


def without(wheel: Path, part: str) -> None:
    """Take the files of one folder out of a wheel, and out of its record; the other bytes stay as they were."""
    with zipfile.ZipFile(wheel) as opened:
        kept = {item: opened.read(item) for item in opened.infolist() if not item.filename.startswith(part)}
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as written:
        for item, contents in kept.items():
            if item.filename.endswith(".dist-info/RECORD"):
                lines = contents.decode().splitlines(keepends=True)
                contents = "".join(line for line in lines if not line.startswith(part)).encode()
            written.writestr(item, contents)


@contextmanager
def environment_variable(name: str, value: str) -> Iterator[None]:
    """Set an environment variable for the length of a block."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def runtime_inputs() -> list[Path]:
    """Return every file whose contents can change the runtime."""
    package = [path for path in (ROOT / "calculators").rglob("*") if path.is_file()]
    others = ("pyproject.toml", "README.md", "LICENSE", "package-lock.json", "requirements.lock")
    return [
        *(path for path in Path(__file__).parent.rglob("*.*") if "__pycache__" not in path.parts),
        *(ROOT / name for name in others),
        *(path for path in package if "__pycache__" not in path.parts),
    ]


def fingerprint(files: Iterable[Path], folder: Path) -> str:
    """Return a short name for files below a folder: the same places and contents give the same name."""
    digests = {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    return hashlib.sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()[:16]
