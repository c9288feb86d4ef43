"""The house rules as functions of a checkout's folder: each returns what breaks it, as file, line and what to do.

A test puts faults in by hand and sees each found; another holds the rules over this checkout.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

MAY_IMPORT: Mapping[str, frozenset[str]] = {
    part: frozenset(others.split())
    for part, others in {
        "core": "",
        "facts": "core",
        "methods": "core",
        "label_files": "core",
        "vocabulary": "core facts",
        "models": "core facts label_files methods vocabulary",
        "show": "core",
        "catalog": "core models vocabulary",
        "paper": "core catalog",
        "arrivals": "core",
        "bridge": "arrivals core catalog paper show",
        "extras": "core catalog facts label_files show",
        "command": "bridge core catalog paper",
        "__main__": "bridge command core catalog extras show",
        "__init__": "",
    }.items()
}
# The rooms of the scripts may import the calculators, and of each other only these; benchmark and commands, anything.
ROOMS_MAY_IMPORT: Mapping[str, frozenset[str]] = {
    room: frozenset(others.split())
    for room, others in {
        "machine": "",
        "markdown": "machine",
        "engines": "machine",
        "runtime": "machine",
        "publishing": "machine markdown",
        "site": "machine markdown publishing runtime",
    }.items()
}
# What runs on people's own machines alone, with packages of their own; the build leaves it out of the browser's wheel.
STAYS_HERE = frozenset(["extras"])
# These read the clock or chance, or reach the page past the bridge.
NOT_IN_A_BROWSER = frozenset(["time", "datetime", "secrets", "uuid", "js"])
LONGEST, ONE_READING = 450, 300
SOURCES = {".py", ".mjs", ".js"}
# Longer than one reading takes, and why it stays in one piece.
LONGER = {
    "calculators/methods/proportions.py": "one distribution and its intervals, each a page of a textbook",
    "calculators/models/agreement/result.py": "the reading, the measures and the advice are one answer",
    "calculators/models/cost/sections.py": "the sections of one answer, in their order",
    "calculators/models/decide/present.py": "the sections of one answer, in their order",
    "calculators/models/decide/rules.py": "a table of rules, a rule a row",
    "calculators/models/hybrid/result.py": "one sum, line by line",
    "calculators/models/pilot/judged.py": "one reading of a table, column by column",
    "calculators/models/quotes/present.py": "the sections of one answer, in their order",
    "docs/assets/scripts/calculator.mjs": "the life of one element on a page",
}
INPUT_KINDS = frozenset(["number", "choice", "choices", "words", "day", "records"])


def sources(root: Path, *folders: str) -> Iterator[tuple[Path, str]]:
    """Yield the source files below folders of a checkout, with their texts, in order."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SOURCES and "__pycache__" not in path.parts:
                yield path, path.read_text("utf-8")


def imports(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and full name of everything that a module's text imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{'.' * node.level}{node.module}.{name.name}") for name in node.names)


def python(root: Path, *folders: str) -> Iterator[tuple[str, tuple[str, ...], int, str]]:
    """Yield for each import below folders its file, the file's parts, the line, and what is imported."""
    for path, text in sources(root, *folders):
        if path.suffix == ".py" and "stand_ins" not in path.parts:
            place = path.relative_to(root)
            for line, name in imports(text):
                yield place.as_posix(), place.with_suffix("").parts, line, name


def imports_upwards(root: Path) -> list[str]:
    """Return imports in the package that its part may not make."""
    found = []
    for file, parts, line, name in python(root, "calculators"):
        part = parts[1]
        top, *inner = name.split(".")
        allowed = MAY_IMPORT.get(part, frozenset())
        if top == "calculators" and inner and inner[0] not in {part, *allowed}:
            may = ", ".join(sorted(allowed)) or "nothing of ours"
            found.append(
                f"{file}:{line}: {part} imports {name}, may import {may}. Move what is shared down to one of them, "
                "or hand it in as an argument"
            )
        elif top == "scripts" or not top:
            found.append(f"{file}:{line}: {name} does not ship to the browser. Import by full name, from calculators")
        elif part == "models" and name.startswith("calculators.models.") and len(parts) > 2:
            found += _past_the_face(file, line, parts[2], name)
    return [*found, *_between_rooms(root)]


def _between_rooms(root: Path) -> Iterator[str]:
    for file, parts, line, name in python(root, "scripts"):
        ours, (top, *inner) = parts[1], name.split(".")
        if len(parts) > 2 and ours in ROOMS_MAY_IMPORT and top == "scripts":
            allowed = ROOMS_MAY_IMPORT[ours]
            if inner[0] not in {ours, *allowed}:
                may = ", ".join(sorted(allowed)) or "no other room"
                yield f"{file}:{line}: {ours} imports {name}, may import {may}. Move what both need down to one of them"


def _past_the_face(file: str, line: int, model: str, name: str) -> Iterator[str]:
    other, *inner = name.split(".")[2:]
    if other != model and len(inner) > 1:
        yield (
            f"{file}:{line}: {model} knows the inside of {other} ({name}). Import Inputs and compute from "
            f"calculators.models.{other}, or move what both need to methods or vocabulary"
        )


def not_for_a_browser(root: Path) -> list[str]:
    """Return imports in the package of anything but itself and the standard library without clock and chance."""
    allowed = {"calculators", *sys.stdlib_module_names} - NOT_IN_A_BROWSER
    return [
        f"{file}:{line}: {name} is not in a reader's browser, or differs between readers. Use the standard library, "
        "and take days and seeds as inputs"
        for file, parts, line, name in python(root, "calculators")
        if name.split(".")[0] not in allowed and parts[1] not in STAYS_HERE
    ]


def room(parts: Sequence[str]) -> str:
    """Return the room of a module: a part of the package, one model, a folder of the scripts, or the commands."""
    if parts[0] == "scripts":
        return f"scripts/{parts[1]}" if len(parts) > 2 else "the commands"
    inner = [part for part in parts[1:] if part != "__init__"]
    return "/".join(["calculators", *inner[: 2 if inner[:1] == ["models"] else 1]])


def circles(root: Path) -> list[str]:
    """Return imports by which two rooms come to know each other, straight or through others."""
    known: dict[str, dict[str, str]] = {}
    for file, parts, line, name in python(root, "calculators", "scripts"):
        if name.split(".")[0] in {"calculators", "scripts"} and (other := _module(root, name)):
            ours, theirs = room(parts), room(other)
            if ours != theirs:
                known.setdefault(ours, {}).setdefault(theirs, f"{file}:{line}")
    found = {}
    for start in known:
        if ring := _ring(start, known):
            steps = ", ".join(f"{one} knows {two} ({known[one][two]})" for one, two in pairwise(ring))
            last = known[ring[-2]][ring[-1]]
            found[frozenset(ring)] = (
                f"{last}: these rooms know each other in a circle: {steps}. Move what both need into a room below them"
            )
    return sorted(found.values())


def _module(root: Path, name: str) -> tuple[str, ...] | None:
    """Return the parts of the module that an imported name is, or stands in."""
    parts = name.split(".")
    for length in (len(parts), len(parts) - 1):
        path = root.joinpath(*parts[:length])
        if length > 1 and path.with_suffix(".py").is_file():
            return tuple(parts[:length])
        if length > 1 and (path / "__init__.py").is_file():
            return (*parts[:length], "__init__")
    return None


def _ring(start: str, known: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the shortest way from a room back to itself, or nothing."""
    ways, seen = [[start]], set()
    for way in ways:
        for other in known.get(way[-1], {}):
            if other == start:
                return [*way, start]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def declared_twice(root: Path) -> list[str]:
    """Return inputs that a calculator declares although the vocabulary or another calculator has the name."""
    first = {
        name: file
        for path, text in sources(root, "calculators/vocabulary")
        for name in _vocabulary(ast.parse(text))
        if (file := path.relative_to(root).as_posix())
    }
    shared = set(first)
    found = []
    for path, text in sources(root, "calculators/models"):
        file = path.relative_to(root).as_posix()
        for name, line in _declared(ast.parse(text)):
            before = first.setdefault(name, f"{file}:{line}")
            if before.partition(":")[0].rpartition("/")[0] != file.rpartition("/")[0]:
                do = "take it from there" if name in shared else "declare it once in calculators/vocabulary and take it"
                found.append(f'{file}:{line}: {name} is declared in {before} too; {do} with shared("{name}")')
    return found


def _vocabulary(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.value, ast.Dict)
            and ast.unparse(node.target) == "FIELDS"
        ):
            yield from (str(key.value) for key in node.value.keys if isinstance(key, ast.Constant))


def _declared(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the inputs that classes of inputs declare by themselves; the reader's own files do not travel."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Inputs") for base in node.bases):
            for line in node.body:
                if not isinstance(line, ast.AnnAssign) or not isinstance(line.value, ast.Call):
                    continue
                if ast.unparse(line.value.func) in INPUT_KINDS:
                    yield ast.unparse(line.target), line.lineno


def incomplete_calculators(root: Path) -> list[str]:
    """Return calculators without a page that shows them, or without a test."""
    found = []
    for path, text in sources(root, "calculators/models"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Calculator":
                parts = path.relative_to(root / "calculators/models").with_suffix("").parts
                name, file = parts[0], f"{path.relative_to(root).as_posix()}:{node.lineno}"
                if name.startswith("_"):
                    continue
                page = next((ast.literal_eval(each.value) for each in node.keywords if each.arg == "page"), "")
                shown = root / "docs" / page
                if not page or not shown.is_file() or f"/// calculator | {name}\n" not in shown.read_text("utf-8"):
                    found.append(
                        f"{file}: {name} is on no page. Write docs/{page or f'calculators/{name}.md'} with the lines "
                        f"`/// calculator | {name}` and `///`"
                    )
                if not list((root / "tests/models").glob(f"test_{name}*.py")):
                    found.append(
                        f"{file}: {name} has no test. Write tests/models/test_{name}.py, published examples first"
                    )
    return found


def too_long(root: Path) -> list[str]:
    """Return files longer than one reading takes."""
    found = []
    for path, text in sources(root, "calculators", "scripts", "docs/assets", "tests"):
        file, lines = path.relative_to(root).as_posix(), len(text.splitlines())
        if lines > LONGEST:
            found.append(f"{file}:{LONGEST}: {lines} lines. Split it by topic; a long module becomes a folder")
        elif lines > ONE_READING and file not in LONGER and not file.startswith("tests/"):
            found.append(f"{file}:{ONE_READING}: {lines} lines. Split it, or say in LONGER of tests/house.py why not")
    return found


def named_calculators(root: Path, names: Sequence[str]) -> list[str]:
    """Return lines that name a calculator where the catalogue should be asked.

    A calculator may be named in its own folder, page and tests, in those of a calculator that links to it, and in a
    file that imports its own modules. A name alone is a word; it names the calculator where a calculator is looked up,
    linked to or shown, or stands beside another name in a list.
    """
    any_name = "|".join(map(re.escape, sorted(names)))
    quoted = rf"[\"'](?P<NAME>{any_name})[\"']"
    patterns = [
        rf"\bfind\({quoted}\)|\bcatalog\(\)\[{quoted}\]",
        rf"\bname[\"']?: {quoted}|\bcalculator\s*!?=+\s*{quoted}",
        rf"[\"']calculators[\"'], {quoted}|\bmain\(\[{quoted}|\b\w+\((?:\w+, )*{quoted}|^\s+\w+, {quoted}",
        rf"{quoted}, [\"'](?:{any_name})[\"']",
        rf"calculators/(?P<NAME>{any_name})\b(?!/\w)|calculator \| (?P<NAME>{any_name})\b",
        rf"(?<![\w/])#(?P<NAME>{any_name})(?=[\"' ?-])|#(?P<NAME>{any_name})\?",
        rf"\bcalculators\.models(?:\.| import )(?P<NAME>{any_name})\b",
    ]
    seek, maybe = re.compile("|".join(patterns_numbered(patterns))), re.compile(any_name)
    found = []
    for path, text in sources(root, "calculators", "scripts", "docs/assets", "tests"):
        file = path.relative_to(root).as_posix()
        own = owners(root, file, text, names)
        for number, line in enumerate(text.splitlines(), 1):
            # Most lines hold none of the names, which is found out much sooner.
            if not maybe.search(line):
                continue
            named = {name for match in seek.finditer(line) for name in match.groupdict().values() if name} - own
            found += [
                f"{file}:{number}: names the calculator {name}. Ask the catalogue, take an example from "
                f"tests/examples.py, or move this to the calculator's own test"
                for name in sorted(named)
            ]
    return found


def patterns_numbered(patterns: Sequence[str]) -> Iterator[str]:
    """Yield the patterns with a number after each group's name, since a name may stand only once in one expression."""
    number = 0
    for pattern in patterns:
        while "<NAME>" in pattern:
            pattern = pattern.replace("<NAME>", f"<name_{number}>", 1)
            number += 1
        yield pattern


def owners(root: Path, file: str, text: str, names: Sequence[str]) -> set[str]:
    """Return the calculators that a file may name: its own, those its own links to, and those it is made of."""
    made_of = set(re.findall(r"\bfrom calculators\.models\.(\w+)\.", text))
    own = re.match(r"calculators/models/(\w+)|tests/(?:models|site)/(?:test_)?([a-z]+)", file)
    name = next((group for group in own.groups() if group), "") if own else ""
    if name not in names:
        return made_of
    return made_of | {name} | (words_inside(root, name) & set(names))


@cache
def words_inside(root: Path, name: str) -> frozenset[str]:
    """Return the words of a calculator's own modules."""
    models = root / "calculators/models"
    files = [path for path in (models / f"{name}.py", *(models / name).rglob("*.py")) if path.is_file()]
    return frozenset(word for path in files for word in re.findall(r"\w+", path.read_text("utf-8")))
