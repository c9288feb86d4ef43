"""What a worker starts Python from: the same bytes every time, nothing of the machine, nothing left to import."""

import gzip
import hashlib
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from calculators.bridge import answer, file
from calculators.catalog import catalog
from scripts.environment import PROGRAMS, ROOT
from scripts.runtime import FACTS_NAME, LIBRARY_NAME, PYODIDE, SNAPSHOT_NAME
from scripts.snapshot import VARIABLES, build_snapshot

BLOCKED = """
import sys
sys.meta_path.clear()
sys.path_hooks.clear()
"""
# Every calculator answers its defaults and its presets, reads tables in every encoding, and writes its files.
TABLE = "item,annotator,label\n1,a,x\n1,b,y\n"
TABLES = [TABLE.encode(), TABLE.encode("utf-8-sig"), b"\xff\xfe" + TABLE.encode("utf-16-le"), TABLE.encode("utf-16")]
TABLES += [b"\xfe\xff" + TABLE.encode("utf-16-be"), b"\xff", b'[{"item": 1}]', b"PK\x03\x04"]
ANSWERS = (
    f"""
import json
tables = {TABLES!r}
"""
    + """
from calculators.bridge import answer, file
from calculators.catalog import catalog
found = {}
for name, calculator in catalog().items():
    for preset, inputs in [("", {}), *((key, dict(preset.inputs)) for key, preset in calculator.presets.items())]:
        request = json.dumps({"name": name, "inputs": inputs})
        found[f"{name} {preset}"] = [reply for reply in answer(request) if '"answer"' in reply]
    for kind in ("markdown", "csv", "json"):
        found[f"{name} {kind}"] = file(json.dumps({"name": name, "inputs": {}, "kind": kind}))
agreement = json.dumps({"name": "agreement", "inputs": {}})
found["tables"] = [[reply for reply in answer(agreement, {"table": table})] for table in tables]
result = json.dumps(found)
"""
)


@pytest.fixture(scope="module")
def archive(runtime_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as Pyodide reads it."""
    path = tmp_path_factory.mktemp("archive") / "library.zip"
    path.write_bytes(gzip.decompress((runtime_folder / LIBRARY_NAME).read_bytes()))
    return path


@pytest.fixture(scope="module")
def started(runtime_folder: Path) -> Callable[[str, str], str]:
    """Run Python as it starts from the snapshot or from the archive, and get the text ``result``."""

    def run(way: str, code: str) -> str:
        node = shutil.which("node", path=f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
        command = [str(node), str(ROOT / "tests" / "started.mjs"), str(runtime_folder), way]
        done = subprocess.run(command, input=code, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    return run


def test_a_second_snapshot_has_the_same_bytes(
    runtime_folder: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made again, in another zone, language and environment, the snapshot is the same to the last byte."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("SOMETHING", "else")
    first = gzip.decompress((runtime_folder / SNAPSHOT_NAME).read_bytes())
    assert build_snapshot(runtime_folder, archive).delta == first


@pytest.mark.parametrize(("way", "before"), [("snapshot", BLOCKED), ("archive", "")])
def test_every_calculator_answers_alike(started: Callable[[str, str], str], way: str, before: str) -> None:
    """Started either way every calculator says what CPython says, the snapshot with nothing that could be imported."""
    found = json.loads(started(way, before + ANSWERS))
    for name, calculator in catalog().items():
        presets = {key: dict(preset.inputs) for key, preset in calculator.presets.items()}
        for preset, inputs in {"": {}, **presets}.items():
            replies = list(answer(json.dumps({"name": name, "inputs": inputs})))
            assert found[f"{name} {preset}"] == [reply for reply in replies if '"answer"' in reply]
        for kind in ("markdown", "csv", "json"):
            assert found[f"{name} {kind}"] == file(json.dumps({"name": name, "inputs": {}, "kind": kind}))
    request = json.dumps({"name": "agreement", "inputs": {}})
    assert found["tables"] == [list(answer(request, {"table": table})) for table in TABLES]
    assert [replies[-1] for replies in found["tables"]].count('{"state": "finished"}') == 5


def test_nothing_of_the_machine_is_inside(runtime_folder: Path, archive: Path) -> None:
    """No path, name or user of the building machine stands in the snapshot, the archive or the facts."""
    contents = {
        SNAPSHOT_NAME: gzip.decompress((runtime_folder / SNAPSHOT_NAME).read_bytes()),
        LIBRARY_NAME: archive.read_bytes(),
        FACTS_NAME: (runtime_folder / FACTS_NAME).read_bytes(),
    }
    # The home of root, or a host called like a word, would be found everywhere.
    words = [str(ROOT), str(PYODIDE), *(word for word in (str(Path.home()), platform.node()) if len(word) > 8)]
    found = [(name, word) for name, text in contents.items() for word in words if word.encode() in text]
    assert found == []


def test_the_environment_and_the_zone_are_ours(started: Callable[[str, str], str]) -> None:
    """Python sees the variables we give it, not those of the build, and the zone is UTC."""
    code = "import json, os, time\nresult = json.dumps([dict(os.environ), time.tzname])"
    variables, zone = json.loads(started("snapshot", code))
    variables.pop("LD_LIBRARY_PATH", None)
    variables.pop("PYTHONINSPECT", None)
    assert variables == VARIABLES
    assert all(name.startswith("UTC") for name in zone)


def test_chance_is_drawn_afresh(started: Callable[[str, str], str]) -> None:
    """After the seeding that the worker does, two readers draw different numbers."""
    code = "import random\nrandom.seed()\nresult = str(random.random())"
    assert started("snapshot", code) != started("snapshot", code)
    worker = (ROOT / "docs/assets/scripts/worker.mjs").read_text("utf-8")
    assert 'pyimport("random").seed()' in worker


def test_the_facts_know_every_file(runtime_folder: Path) -> None:
    """The sizes and hashes that the worker checks against are those of the files."""
    facts = json.loads((runtime_folder / FACTS_NAME).read_text("utf-8"))
    for name, known in facts["files"].items():
        contents = (runtime_folder / name).read_bytes()
        assert known["size"] == len(contents)
        assert known["sha256"] == hashlib.sha256(contents).hexdigest()
