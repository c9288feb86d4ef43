"""The house rules, as tests: who may import whom, what every public name says, what every calculator holds."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from calculators.catalog import catalog
from calculators.core import Choice, Number, Table

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "calculators"
MAY_IMPORT = {
    "core": set(),
    "facts": {"core"},
    "methods": {"core"},
    "label_files": {"core"},
    "vocabulary": {"core", "facts"},
    "models": {"core", "facts", "label_files", "methods", "vocabulary"},
    "show": {"core"},
    "catalog": {"core", "models", "vocabulary"},
    "arrivals": {"core"},
    "bridge": {"arrivals", "core", "catalog", "show"},
    "__main__": {"bridge", "core", "catalog", "show"},
}
SOURCES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    """Return the part of the package that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return every module that a file imports, in full."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_part_imports_only_what_it_may(path: Path) -> None:
    """Each part of the package imports only the parts that the package's own text allows, and itself."""
    part = part_of(path)
    if part == "__init__":
        return
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("calculators.")}
    assert ours <= MAY_IMPORT[part] | {part}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_browser_side_uses_the_standard_library_only(path: Path) -> None:
    """What ships to the browser imports nothing but the standard library, and no clock."""
    roots = {name.split(".")[0] for name in imported(path)}
    assert roots - {"calculators"} <= set(sys.stdlib_module_names) - {"time", "datetime", "secrets", "uuid", "js"}


def test_no_file_outgrows_one_reading() -> None:
    """No source file is longer than 450 lines: a longer one becomes a folder."""
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in ("calculators", "scripts", "tests", "docs/assets")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".mjs"} and (lines := len(path.read_text("utf-8").splitlines())) > 450
    }
    assert long == {}


def test_tracked_files_name_no_registry_and_no_machine() -> None:
    """No tracked file names a package registry's host or an absolute path of somebody's machine."""
    words = ["py" + "pi.org", "python" + "hosted", "registry" + ".npmjs", "deb.debian" + ".org", "/wo" + "rk/"]
    words += ["/ro" + "ot/."]
    command = ["git", "grep", "-n", "-I", "-i", "-F", *(part for word in words for part in ("-e", word))]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line for line in found.stdout.splitlines() if "core.ac.uk/wo" not in line]
    assert lines == []


@pytest.mark.parametrize("name", catalog())
def test_every_input_is_documented_and_its_basis_lies_within_bounds(name: str) -> None:
    """Each input has a label, help and a basis; a number's default and range are values the field accepts."""
    for key, field in catalog()[name].inputs.fields().items():
        assert field.label, key
        assert field.help, key
        assert field.basis.words, key
        if isinstance(field, Number):
            for value in (field.basis.low, field.basis.value, field.basis.high):
                assert field.parse(key, value) == value
            assert field.basis.low <= field.basis.value <= field.basis.high


def test_the_same_name_means_the_same_everywhere() -> None:
    """An input's name has one label, kind and unit in all calculators, so that scenarios can travel; files do not."""
    meanings: dict[str, set[tuple[str, str, str]]] = {}
    for calculator in catalog().values():
        for key, field in calculator.inputs.fields().items():
            if field.travels:
                meanings.setdefault(key, set()).add((type(field).__name__, field.label, field.unit))
    assert {key: found for key, found in meanings.items() if len(found) > 1} == {}


def test_reserved_names_are_free() -> None:
    """No input is called as something a link or the command line already uses."""
    reserved = {"version", "inputs", "json", "csv", "markdown", "schema", "preset", "help", "kind", "name"}
    for name, calculator in catalog().items():
        assert reserved & calculator.inputs.fields().keys() == set(), name


def test_no_script_style_or_writer_names_a_calculator() -> None:
    """JavaScript, style sheets and writers work for any calculator: none of them names one."""
    files = [
        *(ROOT / "docs/assets").rglob("*.mjs"),
        *(ROOT / "docs/assets").rglob("*.css"),
        *(PACKAGE / "show").glob("*.py"),
    ]
    for name in catalog():
        for path in files:
            text = path.read_text("utf-8")
            assert f'"{name}"' not in text, path
            assert f"#{name}" not in text, path


@pytest.mark.parametrize("name", catalog())
def test_each_calculator_has_its_page_and_its_tests(name: str) -> None:
    """A calculator is three files: the model, the page that shows it, the test."""
    calculator = catalog()[name]
    assert f"/// calculator | {name}" in (ROOT / "docs" / calculator.page).read_text("utf-8")
    assert (ROOT / "tests/models" / f"test_{name}.py").is_file() or (ROOT / "tests/models" / name).is_dir()


@pytest.mark.parametrize("name", catalog())
def test_choices_offer_their_default(name: str) -> None:
    """A choice's starting answer is among its options; a table's starting rows are accepted."""
    for key, field in catalog()[name].inputs.fields().items():
        if isinstance(field, Choice | Table):
            assert field.parse(key, field.basis.value) == field.basis.value
