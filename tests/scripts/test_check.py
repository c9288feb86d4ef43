"""The checks of the code: each finds a fault of its kind, and every script of ours is checked."""

import json
import subprocess
from pathlib import Path

import pytest

from scripts.check import LINT, PROJECTS, TYPES, commands
from scripts.machine.environment import ROOT

# Each file has one fault, which the named check must find by the words behind it.
FAULTS = {
    "ruff check .": ("fault.py", '"""A fault."""\n\nimport os\n', "F401"),
    "ruff format --check .": ("fault.py", '"""A fault."""\n\nx  =  1\n', "would be reformatted"),
    "mypy --strict": ("fault.py", '"""A fault."""\n\nx: int = "one"\n', "Incompatible types in assignment"),
    "biome lint": ("docs/assets/scripts/fault.mjs", "const never = 1;\nexport const x = () => missing;\n", "missing"),
    "tsc, page": ("fault.mjs", '/** @type {number} */\nexport const x = "one";\n', "not assignable to type 'number'"),
    "tsc, service-worker": ("fault.mjs", "export const f = (x) => x.y;\n", "implicitly has an 'any' type"),
    "tsc, node": ("fault.mjs", 'import { cwd } from "node:process";\nexport const n = cwd() * 2;\n', "arithmetic"),
}


def test_every_check_has_a_fault_to_find() -> None:
    """A check that is added is tried here too."""
    assert set(FAULTS) == set(commands())


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_put_in_by_hand_is_found(tmp_path: Path, name: str) -> None:
    """The check's own command, on a copy of its settings, fails on a faulty file and names the fault."""
    place, text, words = FAULTS[name]
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    for settings in ("pyproject.toml", "biome.json"):
        (tmp_path / settings).write_bytes((ROOT / settings).read_bytes())
    command = commands()[name]
    if name == "mypy --strict":
        command = [*command, place]
    if command[: len(TYPES)] == TYPES:
        project = {"extends": command[-1], "include": [], "files": [str(file)]}
        (tmp_path / "project.json").write_text(json.dumps(project), encoding="utf-8")
        # The types of Node are packages of this checkout.
        (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
        command = [*TYPES, str(tmp_path / "project.json")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode != 0
    assert words in done.stdout + done.stderr


def test_every_script_of_ours_is_typed_and_linted(tmp_path: Path) -> None:
    """Each tracked script is in one of the projects, and none is left out by the linter."""
    tracked = subprocess.run(
        ["git", "ls-files", "*.mjs", "docs/*.js"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    ours = {line for line in tracked.stdout.splitlines() if (ROOT / line).exists()}
    typed: set[str] = set()
    for project in PROJECTS:
        listed = subprocess.run(
            [*TYPES, str(project), "--listFilesOnly"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        typed |= {
            Path(line).relative_to(ROOT).as_posix() for line in listed.stdout.splitlines() if line.startswith(str(ROOT))
        }
    assert ours - typed == set()
    linted = subprocess.run([*LINT, "--verbose"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"Checked {len(ours)} files" in linted.stdout or all(name in linted.stdout + linted.stderr for name in ours)
