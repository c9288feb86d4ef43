"""Runs inside Pyodide after the warm-up: compiles every module in use; its value is a list of place and contents.

Most of the time of a stock start goes into compiling the standard library, whose archive holds sources.
"""

import importlib
import importlib.util
import marshal
import sys
from pathlib import Path
from types import CodeType

LIBRARY = "/lib/python313.zip/"
PACKAGE = "/package/"
# Not seen in the warm-up: reading an archive needs cp437, and a date in another form needs the rest.
ALSO = ("_strptime", "calendar", "encodings.ascii", "encodings.cp437", "encodings.idna", "encodings.latin_1")


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
                found[f"{place}c"] = _compiled(spec.loader.get_source(name), place, ours=root == PACKAGE)
    for path in Path(PACKAGE).rglob("*"):
        if path.is_file() and path.suffix != ".py":
            found[path.relative_to(PACKAGE).as_posix()] = path.read_bytes()
    return found


def _compiled(source: str, place: str, *, ours: bool) -> bytes:
    code = compile(source, f"<{place}>", "exec", dont_inherit=True, optimize=0 if ours else 2)
    # An unchecked hash stands for the source's date: there is no source to compare with.
    head = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
    return head + marshal.dumps(code if ours else _without_lines(code))


def _without_lines(code: CodeType) -> CodeType:
    """Return code without its table of line numbers, which only a debugger of the library itself would miss."""
    constants = tuple(_without_lines(item) if isinstance(item, CodeType) else item for item in code.co_consts)
    # "No position" for runs of eight instructions, then for the rest of them.
    full, rest = divmod(len(code.co_code) // 2, 8)
    positions = b"\xff" * full + (bytes([0xF8 | (rest - 1)]) if rest else b"")
    return code.replace(co_linetable=positions, co_consts=constants)


sorted(archive().items())
