"""What is taken out of the script around Pyodide's WebAssembly is nothing that anything left can call."""

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.machine.errors import BuildError
from scripts.runtime.folder import LOADER_NAME, PYODIDE, SCRIPT_NAME, WASM_NAME
from scripts.runtime.webassembly.cut import PLACES_OF_FUNCTIONS, refuse_places
from scripts.runtime.webassembly.format import GLOBAL_GET, IMPORTS, imports, sections
from scripts.runtime.webassembly.instructions import Instruction
from scripts.runtime.webassembly.linked import take_apart
from scripts.runtime.webassembly.reach import Reached
from scripts.runtime.webassembly.shake import LOOSE_ENDS, OFFERED, hand_out, offer, shake, without_unused
from scripts.runtime.webassembly.trim import trim_exports, trim_script


@pytest.fixture(scope="module")
def script() -> str:
    """Pyodide's script, trimmed."""
    return trim_script((PYODIDE / SCRIPT_NAME).read_text("utf-8"))


@pytest.fixture(scope="module")
def shipped(runtime_folder: Path) -> str:
    """The script that readers get."""
    return (runtime_folder / SCRIPT_NAME).read_text("utf-8")


def test_half_of_what_is_downloaded_is_gone(script: str, shipped: str) -> None:
    """Packed as a host would, the script weighs less than half of what it weighs with pictures, sound and windows."""
    before, after = (len(gzip.compress(text.encode())) for text in (script, shipped))
    assert after < before / 2


def test_all_that_the_webassembly_asks_for_is_offered(runtime_folder: Path, shipped: str) -> None:
    """Each import has its entry; what is no import, and nothing that the script calls by name, has none."""
    asked = {
        one.name
        for one in imports(dict(sections((runtime_folder / WASM_NAME).read_bytes()))[IMPORTS])
        if one.origin != PLACES_OF_FUNCTIONS
    }
    offered = {entry.partition(":")[0] for entry in re.findall(r"\bvar wasmImports=\{([^}]*)\}", shipped)[0].split(",")}
    assert offered >= asked
    assert offered - asked <= set(re.findall(r'wasmImports\["(\w+)"\]', shipped))


def test_the_same_script_gives_the_same_bytes(runtime_folder: Path, script: str, shipped: str) -> None:
    """Nothing of the machine goes into it, and the loader is the one that was released."""
    loader = (PYODIDE / LOADER_NAME).read_text("utf-8")
    assert shake(script, (runtime_folder / WASM_NAME).read_bytes(), loader) == shipped


@pytest.mark.parametrize("end", LOOSE_ENDS)
def test_another_script_is_refused(end: str, runtime_folder: Path, script: str) -> None:
    """Where one of the known ends is not there, as in another release, the build stops and says how to go on."""
    with pytest.raises(BuildError, match="not the one known here"):
        shake(script.replace(end, ""), (runtime_folder / WASM_NAME).read_bytes(), "")


def test_only_what_is_asked_for_is_offered() -> None:
    """An entry stays with its function's kind when it is asked for or called by name; a function with two names too."""
    text = (
        'f.sig="v";g.sig="i";_h.stub=true;var wasmImports={a:f,b:g,h:_h,also:f,x};wasmImports["h"]();'
        "var wasmImportsOfOthers={b:g};"
    )
    offered = offer(text, {"a"})
    assert offered == (
        'f.sig="v";_h.stub=true;var wasmImports={a:f,h:_h};wasmImports["h"]();var wasmImportsOfOthers={b:g};'
    )
    assert OFFERED.search(offered)


def test_what_is_asked_for_must_be_there() -> None:
    """A module that asks for more than the script offers would not start, so it is refused here."""
    with pytest.raises(BuildError, match="does not offer b"):
        offer("var wasmImports={a:f};", {"a", "b"})
    with pytest.raises(BuildError, match="does not offer a"):
        offer("nothing", {"a"})


def test_only_what_is_read_is_handed_out() -> None:
    """A name stays when the loader, or the script elsewhere, reads it from where it was handed out."""
    text = 'Module["a"]=a;Module["b"]=b;Module["c"]=c;Module["d"]=d;Module.b();API?.x;Module["c"](a);'
    assert hand_out(text, {"d"}) == 'Module["b"]=b;Module["c"]=c;Module["d"]=d;Module.b();API?.x;Module["c"](a);'


def test_what_nothing_names_is_gone() -> None:
    """A function or a plain value goes with all that it alone named; what runs at once stays."""
    inner = "var a=1;function b(){return c}var c={};var moduleX=go(a);moduleRtn=moduleX;"
    text = f"head\n  var moduleRtn;\n{inner}\n\n  return moduleRtn;\ntail"
    assert without_unused(text) == (
        "head\nvar moduleRtn;var a=1;var moduleX=go(a);moduleRtn=moduleX;\n  return moduleRtn;\ntail"
    )


@pytest.mark.parametrize("text", ["", "  var moduleRtn;\n", "  var moduleRtn;\nvar =\n  return moduleRtn;\n"])
def test_a_script_of_another_shape_is_refused(text: str) -> None:
    """Without the function around it, or where esbuild cannot read it, nothing is shipped."""
    with pytest.raises(BuildError, match="not the one known here"):
        without_unused(text)


def test_code_that_asks_for_the_place_of_a_function_is_refused(script: str) -> None:
    """No function that is reached reads such a place: it would call whatever stands first in the table."""
    linked = take_apart(trim_exports((PYODIDE / WASM_NAME).read_bytes(), script))
    first = len(linked.imported_functions)
    asked = next(n for n, one in enumerate(linked.imported_globals) if one.origin == PLACES_OF_FUNCTIONS)
    asking = replace(linked, code=[[Instruction(GLOBAL_GET, asked)], *linked.code[1:]])
    refuse_places(asking, Reached(frozenset([first + 1]), ()))
    with pytest.raises(BuildError, match="asks for the places of"):
        refuse_places(asking, Reached(frozenset([first]), ()))
