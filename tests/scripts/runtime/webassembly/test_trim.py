"""What is taken out of Pyodide's script and WebAssembly, and what must stay."""

import pytest

from scripts.machine.errors import BuildError
from scripts.runtime.folder import PYODIDE, SCRIPT_NAME, WASM_NAME
from scripts.runtime.webassembly.format import EXPORTS, IMPORTS, MAGIC, number, sections
from scripts.runtime.webassembly.trim import trim_exports, trim_script

USED = 'var _used=Module["_used"]=wasmExports["used"];'
UNUSED = 'var _unused=Module["_unused"]=wasmExports["unused"];'


def section(kind: int, *entries: bytes) -> bytes:
    """Return a section of entries."""
    contents = number(len(entries)) + b"".join(entries)
    return bytes([kind]) + number(len(contents)) + contents


def name(text: str) -> bytes:
    """Return a name in the binary format."""
    return number(len(text)) + text.encode()


def test_only_names_that_the_script_uses_stay_in_it() -> None:
    """A function that is handed out and never used is dropped; one that is called stays."""
    assert trim_script(f"{USED}{UNUSED}_used(1)") == f"{USED}_used(1)"


def test_a_script_that_hands_out_nothing_is_refused() -> None:
    """Another Pyodide's script is not passed on as if it were trimmed."""
    with pytest.raises(BuildError, match="hands out no functions"):
        trim_script("let answer = 42;")


def test_exports_stay_that_the_script_names_or_the_module_looks_up() -> None:
    """Of three exports the unnamed goes; the imports of every kind are passed over rightly."""
    imports = [
        name("env") + name("a") + b"\x00\x05",
        name("env") + name("table") + b"\x01\x70\x01\x01\x80\x01",
        name("env") + name("memory") + b"\x02\x00\x10",
        name("env") + name("tag") + b"\x04\x00\x03",
        name("GOT.func") + name("placed") + b"\x03\x7f\x01",
    ]
    exports = [name(word) + b"\x00" + number(200) for word in ("used", "unused", "placed")]
    module = MAGIC + section(IMPORTS, *imports) + section(EXPORTS, *exports) + b"\x0a\x01\x00"
    wanted = MAGIC + section(IMPORTS, *imports) + section(EXPORTS, exports[0], exports[2]) + b"\x0a\x01\x00"
    assert trim_exports(module, USED) == wanted


def test_what_is_no_module_is_refused() -> None:
    """Bytes that do not begin as WebAssembly does are refused."""
    with pytest.raises(BuildError, match="format"):
        trim_exports(b"PK\x03\x04", USED)


def test_an_unknown_kind_of_import_is_refused() -> None:
    """A module of a later version of the format is refused rather than misread."""
    with pytest.raises(BuildError, match="kind 9"):
        trim_exports(MAGIC + section(IMPORTS, name("env") + name("a") + b"\x09"), USED)


def test_the_real_module_keeps_all_but_its_exports() -> None:
    """Of Pyodide's own files every section but that of the exports stays as it is, and few exports are left."""
    script = trim_script((PYODIDE / SCRIPT_NAME).read_text("utf-8"))
    module = (PYODIDE / WASM_NAME).read_bytes()
    before, after = list(sections(module)), list(sections(trim_exports(module, script)))
    assert [one for one in before if one.kind != EXPORTS] == [one for one in after if one.kind != EXPORTS]
    (all_of_them,), (left,) = ([one for one in found if one.kind == EXPORTS] for found in (before, after))
    assert len(left.contents) < len(all_of_them.contents) / 20
