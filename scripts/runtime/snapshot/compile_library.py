"""Runs inside Pyodide after the warm-up: compiles every module in use, and finds out what each calculator adds.

Most of the time of a stock start goes into compiling the standard library, whose archive holds sources. What all
calculators share goes into the archive; what one calculator needs beside it, into a file of that calculator's own, with
the data that it reads. Where two need the same, both files hold it, so that what a reader fetches depends on nothing
but the calculator that is open.
"""

import importlib
import importlib.util
import json
import marshal
import sys
from collections.abc import Callable, Iterable
from types import CodeType

from calculators import facts
from calculators.bridge import APART
from calculators.catalog import catalog

# Both are given by make.mjs: every path that Python has opened, and the function of ask.py.
opened: list[str] = globals()["opened"]
ask: Callable[[str], int] = globals()["ask"]

LIBRARY = "/lib/python313.zip/"
PACKAGE = "/package/"
# Not seen in the warm-up: Python reads the names in its archive by it.
ALSO = ("encodings.cp437",)


def compiled() -> dict[str, dict[str, bytes]]:
    """Return the contents of the archive by their place, of each calculator's file by its name, and what was seen.

    What was seen: which of the modules that are built into Python were imported, and what each calculator answered.
    """
    for name in ALSO:
        importlib.import_module(name)
    shared, files = set(sys.modules), _data()
    archive = {f"{_place(name)}c": _head() + marshal.dumps(_code(name)) for name in _sources(shared)}
    answers: dict[str, int] = {}
    added = {name: _added(name, shared, files, answers) for name in (*catalog(), *APART)}
    built_in = sorted(sys.modules.keys() & set(sys.builtin_module_names))
    seen = json.dumps({"built_in": built_in, "answers": answers}).encode()
    return {"archive": archive | files, "calculators": added, "seen": {"seen.json": seen}}


def _added(calculator: str, shared: set[str], files: dict[str, bytes], answers: dict[str, int]) -> bytes:
    """Return what a calculator needs beside what all share; ``calculators.arrivals`` takes it in."""
    facts.fact.cache_clear()
    facts.figures.cache_clear()
    opened.clear()
    answers[calculator] = ask(calculator)
    new = _sources(sys.modules.keys() - shared)
    modules = {name: (hasattr(sys.modules[name], "__path__"), _code(name)) for name in new}
    read = {place: content for place, content in _data().items() if place not in files}
    for name in new:
        _forget(name)
    return marshal.dumps((modules, read))


def _forget(name: str) -> None:
    """Let the next calculator import a module anew, or it would not be seen that it needs it too."""
    del sys.modules[name]
    parent, _, child = name.rpartition(".")
    if hasattr(sys.modules.get(parent), child):
        delattr(sys.modules[parent], child)


def _sources(names: Iterable[str]) -> list[str]:
    """Return those of the modules whose source is in the library or in our package."""
    return [name for name in sorted(names) if _place(name)]


def _place(name: str) -> str:
    """Return where a module's source stands in the library or in our package; empty where it is in neither."""
    spec = getattr(sys.modules[name], "__spec__", None)
    if spec is None or spec.name != name or not spec.origin or not spec.origin.endswith(".py"):
        return ""
    for root in (LIBRARY, PACKAGE):
        if spec.origin.startswith(root):
            return str(spec.origin).removeprefix(root)
    return ""


def _data() -> dict[str, bytes]:
    """Return the data files of ours that were opened, by their place."""
    paths = {path for path in opened if path.startswith(PACKAGE) and not path.endswith((".py", ".pyc"))}
    return {path.removeprefix(PACKAGE): content for path in sorted(paths) if (content := _contents(path)) is not None}


def _contents(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib would get into what readers download
            return file.read()
    except FileNotFoundError:
        # It was only looked for.
        return None


def _head() -> bytes:
    # An unchecked hash stands for the source's date: there is no source to compare with.
    return importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)


def _code(name: str) -> CodeType:
    source = sys.modules[name].__spec__.loader.get_source(name)  # type: ignore[union-attr]
    return _without_lines(compile(source, f"<{_place(name)}>", "exec", dont_inherit=True, optimize=2))


def _without_lines(code: CodeType) -> CodeType:
    """Return code without its table of line numbers, a seventh of all code; a failure still names its function."""
    constants = tuple(_without_lines(item) if isinstance(item, CodeType) else item for item in code.co_consts)
    # "No position" for runs of eight instructions, then for the rest of them.
    full, rest = divmod(len(code.co_code) // 2, 8)
    positions = b"\xff" * full + (bytes([0xF8 | (rest - 1)]) if rest else b"")
    return code.replace(co_linetable=positions, co_consts=constants)


result = [(kind, sorted(files.items())) for kind, files in compiled().items()]
