"""What a worker starts Python from: the same bytes every time, nothing of the machine, nothing left to import."""

import base64
import gzip
import hashlib
import json
import marshal
import os
import platform
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from calculators.bridge import answer, file
from calculators.bridge.telling import _states
from calculators.catalog import catalog
from calculators.vocabulary.tasks import TASKS
from scripts.machine.environment import PROGRAMS, ROOT
from scripts.runtime.folder import (
    FACTS_NAME,
    LIBRARY_NAME,
    PYODIDE,
    PYODIDE_FILES,
    SNAPSHOT_NAME,
    add_starts,
    calculator_file,
    calculator_snapshot,
)
from scripts.runtime.snapshot import VARIABLES
from tests.examples import EXAMPLE, QUESTIONS, READER

pytestmark = pytest.mark.long_without_site

# What is built into Python stays in reach, and what arrived with a calculator; nothing else does.
BLOCKED = """
import sys
names = {"BuiltinImporter", "_Arrivals"}
sys.meta_path[:] = [one for one in sys.meta_path if getattr(one, "__name__", type(one).__name__) in names]
sys.path_hooks.clear()
"""
ARRIVED = """
from calculators.bridge import arrived
for name, contents in packed.items():
    arrived(name, contents)
"""
ASKED_OF_A_LABEL = {"seconds", "vendor_seconds", "label_price"}
# Every calculator answers its defaults and, where they are asked for, its presets; reads tables in every encoding; and
# writes its files.
TABLE = "item,annotator,label\n1,a,x\n1,b,y\n"
TABLES = [TABLE.encode(), TABLE.encode("utf-8-sig"), b"\xff\xfe" + TABLE.encode("utf-16-le"), TABLE.encode("utf-16")]
TABLES += [b"\xfe\xff" + TABLE.encode("utf-16-be"), b"\xff", b'[{"item": 1}]', b"PK\x03\x04"]
ANSWERS = (
    f"""
import json
READER = {READER!r}
tables = {TABLES!r}
"""
    + """
from calculators.bridge import answer, file
from calculators.catalog import catalog
found = {}
for name, calculator in catalog().items():
    presets = [(key, dict(preset.inputs)) for key, preset in calculator.presets.items() if with_presets]
    for preset, inputs in [("", {}), *presets]:
        request = json.dumps({"name": name, "inputs": inputs})
        found[f"{name} {preset}"] = [reply for reply in answer(request) if '"answer"' in reply]
    for kind in ("markdown", "csv", "json"):
        found[f"{name} {kind}"] = file(json.dumps({"name": name, "inputs": {}, "kind": kind}))
request = json.dumps({"name": READER, "inputs": {}})
found["tables"] = [[reply for reply in answer(request, {"table": table})] for table in tables]
result = json.dumps(found)
"""
)


@pytest.fixture(scope="module")
def added(runtime_folder: Path) -> dict[str, bytes]:
    """What each calculator adds to what all share."""
    return {name: gzip.decompress((runtime_folder / calculator_file(name)).read_bytes()) for name in catalog()}


@pytest.fixture(scope="module")
def started(runtime_folder: Path) -> Callable[..., str]:
    """Run Python as it starts from the snapshot or from the archive, and get the text ``result``."""

    def run(way: str, code: str, *laid: str) -> str:
        node = shutil.which("node", path=f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
        command = [str(node), str(ROOT / "tests" / "started.mjs"), str(runtime_folder), way, *laid]
        done = subprocess.run(command, input=code, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    return run


@pytest.mark.parametrize("name", catalog())
def test_a_calculator_that_is_laid_over_needs_nothing_else(started: Callable[..., str], name: str) -> None:
    """With nothing that could be imported, the calculator in memory answers, refuses, and writes its files."""
    code = f"""
import json
from calculators.bridge import answer, file
assert "calculators.models.{name}" in sys.modules
found = list(answer(json.dumps({{"name": {name!r}, "inputs": {{}}}})))
found += [file(json.dumps({{"name": {name!r}, "inputs": {{}}, "kind": kind}})) for kind in ("markdown", "csv", "json")]
result = json.dumps(found)
"""
    request: dict[str, object] = {"name": name, "inputs": {}}
    # The memory was asked this once before, and nothing else: an answer also says what changed since the last.
    _states.clear()
    for _reply in answer(json.dumps(request)):
        pass
    wanted = list(answer(json.dumps(request)))
    wanted += [file(json.dumps({**request, "kind": kind})) for kind in ("markdown", "csv", "json")]
    assert json.loads(started("snapshot", BLOCKED + code, name)) == wanted


@pytest.mark.parametrize(
    "name", [name for name, one in catalog().items() if one.inputs.fields().keys() >= ASKED_OF_A_LABEL]
)
def test_a_calculator_alone_knows_each_kind_of_label(started: Callable[..., str], name: str) -> None:
    """What is published for a kind of label is at hand once its time and price are typed, with no other calculator."""
    asked = [
        {"seconds": task.seconds.value, "vendor_seconds": task.seconds.value, "label_price": task.price.value}
        for task in TASKS.values()
    ]
    code = f"""
import json
from calculators.bridge import answer
requests = [json.dumps({{"name": {name!r}, "inputs": inputs}}) for inputs in {asked!r}]
result = json.dumps([list(answer(request))[-1] for request in requests])
"""
    assert json.loads(started("snapshot", BLOCKED + code, name)) == ['{"state": "finished"}'] * len(TASKS)


def test_a_calculator_brings_its_own_and_no_others(added: dict[str, bytes]) -> None:
    """A file holds its calculator's modules and data, and nothing of those that no import leads to."""
    for name, contents in added.items():
        modules, files = marshal.loads(contents)  # noqa: S302 - our own build wrote it
        assert f"calculators.models.{name}" in modules
        assert not any(place.startswith("calculators/models/") and f"/{name}/" not in place for place in files)
    modules, files = marshal.loads(added[EXAMPLE])  # noqa: S302
    assert {found.split(".")[2] for found in modules if found.startswith("calculators.models.")} == {EXAMPLE}


def without(wheel: Path, kept: set[str], smaller: Path) -> Path:
    """Write a wheel with those calculators alone, and return it."""
    with zipfile.ZipFile(wheel) as opened, zipfile.ZipFile(smaller, "w") as written:
        for name in opened.namelist():
            _, _, model = name.partition("calculators/models/")
            if not model or model == "__init__.py" or model.split("/")[0] in kept:
                written.writestr(name, opened.read(name))
    return smaller


def test_a_first_visit_costs_the_same_however_many_calculators_there_are(runtime_folder: Path, tmp_path: Path) -> None:
    """With three calculators and with all of them a calculator's page fetches the same bytes, quick way or plain."""
    folder = tmp_path / "runtime"
    shutil.copytree(runtime_folder, folder)
    (wheel,) = folder.glob("*.whl")
    few = add_starts(folder, without(wheel, {EXAMPLE, READER, QUESTIONS}, tmp_path / "few.whl"))["files"]
    every = json.loads((runtime_folder / FACTS_NAME).read_text("utf-8"))["files"]
    assert len(every) > len(few)
    for start in ((SNAPSHOT_NAME, calculator_snapshot(EXAMPLE)), (LIBRARY_NAME, calculator_file(EXAMPLE))):
        names = (*PYODIDE_FILES, *start)
        fewer, more = (sum(files[name]["wire"] for name in names) for files in (few, every))
        assert more == pytest.approx(fewer, rel=0.01)
        # Of what is ours, too: Pyodide must not hide it.
        fewer, more = (sum(files[name]["wire"] for name in start) for files in (few, every))
        assert more == pytest.approx(fewer, rel=0.01)


def of_presets() -> set[str]:
    """Return the names of what is said to presets."""
    return {f"{name} {preset}" for name, calculator in catalog().items() for preset in calculator.presets}


@pytest.fixture(scope="module")
def said() -> dict[str, object]:
    """What CPython says to all that ``ANSWERS`` asks."""
    found: dict[str, object] = {}
    with pytest.MonkeyPatch.context() as patch:
        # What an answer changed is told against the one before, so both begin with none.
        patch.setattr("calculators.bridge.telling._states", {})
        for name, calculator in catalog().items():
            presets = {key: dict(preset.inputs) for key, preset in calculator.presets.items()}
            for preset, inputs in {"": {}, **presets}.items():
                replies = answer(json.dumps({"name": name, "inputs": inputs}))
                found[f"{name} {preset}"] = [reply for reply in replies if '"answer"' in reply]
            for kind in ("markdown", "csv", "json"):
                found[f"{name} {kind}"] = file(json.dumps({"name": name, "inputs": {}, "kind": kind}))
        request = json.dumps({"name": READER, "inputs": {}})
        found["tables"] = [list(answer(request, {"table": table})) for table in TABLES]
    return found


@pytest.mark.parametrize(("way", "before", "presets"), [("snapshot", BLOCKED, True), ("archive", "", False)])
def test_every_calculator_answers_alike(
    started: Callable[..., str], said: dict[str, object], way: str, before: str, presets: bool
) -> None:
    """Started either way every calculator says what CPython says, with no more to import than what it brought.

    Presets are the same Python at work on other inputs, so they are asked for once.
    """
    found = json.loads(started(way, f"with_presets = {presets}\n{before}{ARRIVED}{ANSWERS}"))
    assert [name for name in found if found[name] != said[name]] == []
    assert found.keys() == {name for name in said if presets or name not in of_presets()}
    assert [replies[-1] for replies in found["tables"]].count('{"state": "finished"}') == 5


def test_nothing_of_the_machine_is_inside(runtime_folder: Path) -> None:
    """No path, name or user of the building machine stands in a snapshot, an archive or the facts."""
    contents = {path.name: gzip.decompress(path.read_bytes()) for path in runtime_folder.glob("*.gz")}
    contents[FACTS_NAME] = (runtime_folder / FACTS_NAME).read_bytes()
    # The home of root, or a host called like a word, would be found everywhere.
    words = [str(ROOT), str(PYODIDE), *(word for word in (str(Path.home()), platform.node()) if len(word) > 8)]
    found = [(name, word) for name, text in contents.items() for word in words if word.encode() in text]
    assert found == []


def test_the_environment_and_the_zone_are_ours(started: Callable[..., str]) -> None:
    """Python sees the variables we give it, not those of the build, and the zone is UTC."""
    code = "import json, os, time\nresult = json.dumps([dict(os.environ), time.tzname])"
    variables, zone = json.loads(started("snapshot", code))
    variables.pop("LD_LIBRARY_PATH", None)
    variables.pop("PYTHONINSPECT", None)
    assert variables == VARIABLES
    assert all(name.startswith("UTC") for name in zone)


def test_chance_is_drawn_afresh(started: Callable[..., str]) -> None:
    """After the seeding that the worker does, two readers draw different numbers."""
    code = "import random\nrandom.seed()\nresult = str(random.random())"
    assert started("snapshot", code) != started("snapshot", code)
    worker = (ROOT / "docs/assets/scripts/worker.mjs").read_text("utf-8")
    assert 'pyimport("random").seed()' in worker


def test_the_facts_know_every_file(runtime_folder: Path) -> None:
    """The sizes and hashes that the worker checks against are those of the files, as they are and inflated."""
    facts = json.loads((runtime_folder / FACTS_NAME).read_text("utf-8"))
    for name, known in facts["files"].items():
        contents = (runtime_folder / name).read_bytes()
        forms = [contents, gzip.decompress(contents)] if name.endswith(".gz") else [contents]
        assert (known["size"], known["plain"]) == (len(contents), len(forms[-1]))
        digests = [base64.b64encode(hashlib.sha256(form).digest()).decode() for form in forms]
        assert known["integrity"] == " ".join(f"sha256-{digest}" for digest in digests)
