"""What is cut out of Pyodide's WebAssembly is nothing that anything left can reach."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.machine.errors import BuildError
from scripts.runtime.folder import PYODIDE, SCRIPT_NAME, WASM_NAME, compare
from scripts.runtime.webassembly.cut import STOPS, beginnings, built_in, cut, reach
from scripts.runtime.webassembly.format import CODE, CONSTANT, DATA, GLOBAL_GET, bodies, sections
from scripts.runtime.webassembly.instructions import ADD
from scripts.runtime.webassembly.linked import MEMORY_BASE, TABLE_BASE, Linked, take_apart
from scripts.runtime.webassembly.reach import Reached, uses
from scripts.runtime.webassembly.trim import trim_exports, trim_script

# As it stands in the script; elsewhere it is told what it holds.
GIVEN = 'var _{}=new WebAssembly.Global({{value:"i32",mutable:false}},{});'


@pytest.fixture(scope="module")
def script() -> str:
    """Pyodide's script, trimmed."""
    return trim_script((PYODIDE / SCRIPT_NAME).read_text("utf-8"))


@pytest.fixture(scope="module")
def released() -> bytes:
    """Pyodide's WebAssembly as released."""
    return (PYODIDE / WASM_NAME).read_bytes()


@pytest.fixture(scope="module")
def linked(released: bytes, script: str) -> Linked:
    """The same, trimmed and taken apart."""
    return take_apart(trim_exports(released, script))


@pytest.fixture(scope="module")
def shipped(runtime_folder: Path) -> bytes:
    """The WebAssembly that readers get."""
    return (runtime_folder / WASM_NAME).read_bytes()


@pytest.fixture(scope="module")
def imported(pyodide: Callable[[str], str]) -> list[str]:
    """The modules that are built into the Python that readers get."""
    names: list[str] = json.loads(pyodide("import json, sys\nresult = json.dumps(sys.builtin_module_names)"))
    return names


@pytest.fixture(scope="module")
def reached(linked: Linked, released: bytes, script: str, imported: list[str]) -> Reached:
    """What those modules reach."""
    return reach(linked, script, built_in(linked, released), imported)


def test_more_than_a_third_of_what_is_downloaded_is_gone(shipped: bytes, released: bytes, script: str) -> None:
    """Packed as a host would, the file weighs less than two thirds of what it weighs with all modules in it."""
    before, after = (len(gzip.compress(module)) for module in (trim_exports(released, script), shipped))
    assert after < before * 2 / 3


def test_a_module_that_is_cut_is_unknown(pyodide: Callable[[str], str], imported: list[str]) -> None:
    """Importing it fails as for any unknown name, so that Python's own ways around a missing module are taken."""
    assert not {"unicodedata", "_codecs_jp", "_ctypes"} & set(imported)
    code = "try:\n    import unicodedata\nexcept ModuleNotFoundError as error:\n    result = error.name"
    assert pyodide(code) == "unicodedata"


def test_nothing_else_changes(shipped: bytes, released: bytes, script: str, imported: list[str]) -> None:
    """The same cut gives the same bytes, and all sections but code and data are those of the trimmed module."""
    assert cut(released, script, imported) == shipped
    before, after = (
        [one for one in sections(module) if one.kind not in (CODE, DATA)]
        for module in (trim_exports(released, script), shipped)
    )
    assert before == after


def test_no_function_that_stays_names_what_is_gone(linked: Linked, reached: Reached, shipped: bytes) -> None:
    """Each function is as it was or stops the program; no address in those that stay lies in what became zeros."""
    first, base = len(linked.imported_functions), linked.base(MEMORY_BASE)
    now = bodies(dict(sections(shipped))[CODE])
    for index, (before, after) in enumerate(zip(linked.bodies, now, strict=True), first):
        if index != linked.apply:
            assert after == (before if index in reached.functions else STOPS), index
    named = {
        code[at + 1].operand
        for index, code in enumerate(linked.code, first)
        if index in reached.functions and index not in (linked.start, linked.apply)
        for at, one in enumerate(code)
        if one == (GLOBAL_GET, base) and code[at + 1].code == CONSTANT and code[at + 2].code == ADD
    }
    assert len(named) > 1000
    assert not [place for place in named for start, end in reached.unreached if start <= place < end]


def test_each_part_that_is_gone_belongs_to_what_is_gone(linked: Linked, reached: Reached) -> None:
    """Each begins where something points that is gone itself: none is taken out because nothing at all seems to use it.

    Such a part is a table of a module that was cut, or of a function that nobody calls.
    """
    first = len(linked.imported_functions)
    gone = {
        place
        for index, found in enumerate(uses(linked), first)
        if index not in reached.functions
        for place in found.places
    }
    held = {value.at for value in linked.addresses.values() if value.base == MEMORY_BASE}
    assert reached.unreached
    for start, end in reached.unreached:
        assert start in gone | held
        assert end <= linked.read_only


def test_without_a_cut_all_modules_are_reached(linked: Linked, released: bytes, script: str) -> None:
    """With every module imported, all that makes them is reached, so that the search does not miss whole modules."""
    listed = built_in(linked, released)
    every = reach(linked, script, listed, {one.name for one in listed})
    makers = {linked.table[linked.addresses[one.place + 4].at] for one in listed if one.place + 4 in linked.addresses}
    assert len(makers) > 60
    assert makers <= every.functions


def test_both_beginnings_are_read() -> None:
    """They are those that the script gives."""
    script = GIVEN.format(MEMORY_BASE, 1024) + GIVEN.format(TABLE_BASE, 1)
    assert beginnings(script) == {MEMORY_BASE: 1024, TABLE_BASE: 1}


@pytest.mark.parametrize(
    "script", ["", GIVEN.format(MEMORY_BASE, 1), (GIVEN.format(MEMORY_BASE, 1) + GIVEN.format(TABLE_BASE, 1)) * 2]
)
def test_a_script_that_gives_no_beginning_or_two_is_refused(script: str) -> None:
    """An address written down for another beginning would point to anything."""
    with pytest.raises(BuildError, match="does not give"):
        beginnings(script)


def test_another_answer_stops_the_build() -> None:
    """A calculator that says something else with the module cut is named, and so is one that is missing."""
    compare({"one": 1, "two": 2}, {"one": 1, "two": 2})
    with pytest.raises(BuildError, match="two, three"):
        compare({"one": 1, "two": 2, "three": 3}, {"one": 1, "two": 9})
