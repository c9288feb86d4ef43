"""Runs inside Pyodide after the warm-up: compiles every module in use; ``result`` lists places and contents.

Most of the time of a stock start goes into compiling the standard library, whose archive holds sources.
"""

import importlib
import importlib.util
import marshal
import os
import sys
from types import CodeType

LIBRARY = "/lib/python313.zip/"
PACKAGE = "/package/"
# Not seen in the warm-up: Python reads the names in its archive by it.
ALSO = ("encodings.cp437",)


def archive() -> dict[str, bytes]:
    """Return the compiled modules in use, of the library and of ours, and our data files, by their place."""
    for name in ALSO:
        importlib.import_module(name)
    found = {}
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if spec is None or spec.name != name or not spec.origin or not spec.origin.endswith(".py"):
            continue
        for root in (LIBRARY, PACKAGE):
            if spec.origin.startswith(root):
                place = spec.origin.removeprefix(root)
                found[f"{place}c"] = _compiled(spec.loader.get_source(name), place)
    for folder, _, names in os.walk(PACKAGE):
        for name in names:
            if not name.endswith(".py"):
                path = os.path.join(folder, name)  # noqa: PTH118 - pathlib would get into what readers download
                found[path.removeprefix(PACKAGE)] = _contents(path)
    return found


def _contents(path: str) -> bytes:
    with open(path, "rb") as opened:  # noqa: PTH123
        return opened.read()


def _compiled(source: str, place: str) -> bytes:
    code = compile(source, f"<{place}>", "exec", dont_inherit=True, optimize=2)
    # An unchecked hash stands for the source's date: there is no source to compare with.
    head = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
    return head + marshal.dumps(_without_lines(code))


def _without_lines(code: CodeType) -> CodeType:
    """Return code without its table of line numbers, a seventh of all code; a failure still names its function."""
    constants = tuple(_without_lines(item) if isinstance(item, CodeType) else item for item in code.co_consts)
    # "No position" for runs of eight instructions, then for the rest of them.
    full, rest = divmod(len(code.co_code) // 2, 8)
    positions = b"\xff" * full + (bytes([0xF8 | (rest - 1)]) if rest else b"")
    return code.replace(co_linetable=positions, co_consts=constants)


result = sorted(archive().items())
