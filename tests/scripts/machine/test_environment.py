"""The set-up: what it trusts, how it finds Python, and what the lock files may not hold."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scripts.machine import environment
from scripts.machine.environment import ROOT

COMMANDS = sorted(path for path in (ROOT / "scripts").glob("*.py") if path.name != "__init__.py")
PACKAGES = [ROOT / "scripts/__init__.py", ROOT / "scripts/machine/__init__.py"]
STARTED_BY_ANY_PYTHON = [*COMMANDS, *PACKAGES, ROOT / "scripts/machine/environment.py"]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose set-up has finished."""
    for name in environment.LOCK_FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"contents of {name}")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "PROGRAMS", tmp_path / ".venv" / "bin")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / ".locks")
    environment.PROGRAMS.mkdir(parents=True)
    environment.environment_python().touch()
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / ".package-lock.json").touch()
    environment.STAMP.write_text(json.dumps(environment.fingerprints()))
    return tmp_path


def program(folder: Path, name: str, script: str) -> Path:
    """Write an executable shell script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.usefixtures("checkout")
def test_a_finished_set_up_is_trusted() -> None:
    """A set-up from today's lock files is not done again."""
    assert environment.is_current()


@pytest.mark.parametrize("name", environment.LOCK_FILES)
def test_a_changed_lock_file_is_noticed(checkout: Path, name: str) -> None:
    """Any change to any lock file means a new set-up."""
    (checkout / name).write_text("something else")
    assert not environment.is_current()


@pytest.mark.parametrize("lost", [".venv/.locks", ".venv/bin/python", "node_modules/.package-lock.json"])
def test_half_a_set_up_is_not_trusted(checkout: Path, lost: str) -> None:
    """Without its stamp, its Python or its finished Node packages, a set-up is done again."""
    (checkout / lost).unlink()
    assert not environment.is_current()


def test_a_damaged_stamp_is_not_trusted(checkout: Path) -> None:
    """A stamp that cannot be read is no stamp."""
    (checkout / ".venv" / ".locks").write_text('{"requirements.lock": ')
    assert not environment.is_current()


def test_the_stamp_is_the_last_step(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last installation fails, no stamp is left."""

    def run(command: list[str]) -> None:
        if command[1:] == ["ci"]:
            raise SystemExit("npm failed")

    monkeypatch.setattr(environment, "ENVIRONMENT", checkout / ".venv")
    monkeypatch.setattr(environment, "run", run)
    with pytest.raises(SystemExit, match="npm failed"):
        environment.set_up()
    assert not environment.is_current()


def test_a_python_is_known_by_running_it(tmp_path: Path) -> None:
    """A program of the right name that fails, or is of another version, is passed over."""
    assert environment.identify([sys.executable]) == sys.executable
    assert environment.identify([str(program(tmp_path, "failing", "exit 127"))]) is None
    assert environment.identify([str(program(tmp_path, "older", "echo 3.12; echo /usr/bin/python"))]) is None
    assert environment.identify([str(tmp_path / "missing")]) is None


def test_the_chosen_python_is_never_replaced_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LABELLING_PYTHON is obeyed, or the set-up stops and says so."""
    monkeypatch.setenv("LABELLING_PYTHON", sys.executable)
    assert environment.find_python() == sys.executable
    monkeypatch.setenv("LABELLING_PYTHON", str(program(tmp_path, "older", "echo 3.12; echo /usr/bin/python")))
    with pytest.raises(SystemExit, match=r"older, which is no Python 3\.13"):
        environment.find_python()


def test_a_missing_python_is_fetched_with_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no Python 3.13 about, the uv on the path is asked to install one, and that one is used."""
    program(
        tmp_path,
        "uv",
        f'case "$2" in install) touch {tmp_path}/there;; '
        f"find) test -e {tmp_path}/there && echo {sys.executable};; esac",
    )
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(environment, "python_candidates", list)
    monkeypatch.delenv("LABELLING_PYTHON", raising=False)
    assert environment.find_python() == sys.executable


def test_no_python_anywhere_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing can be found or fetched, the message names the version and the way out."""
    program(tmp_path, "uv", "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(SystemExit, match=r"needs Python 3\.13.*\n.*LABELLING_PYTHON"):
        environment.fetch_python()


@pytest.mark.parametrize(("version", "major"), [("v20.20.2\n", 20), ("v8.1.0", 8), ("24.19.0", 24), ("", 0), ("no", 0)])
def test_node_versions_are_read(version: str, major: int) -> None:
    """The major number of Node's version is read, and nonsense counts as too old."""
    assert environment.node_major(version) == major


@pytest.mark.parametrize("path", STARTED_BY_ANY_PYTHON, ids=lambda path: path.name)
def test_commands_start_under_an_old_python(path: Path) -> None:
    """What runs before Python 3.13 is found must be readable by Python 3.8."""
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_no_command_hides_a_package(path: Path) -> None:
    """A command's own folder is off its path, so that its `markdown` hides no package of that name."""
    code = f"import runpy, sys; sys.path[0] = {str(path.parent)!r}; runpy.run_path({str(path)!r})\n"
    code += "import markdown; print(markdown.Markdown.__module__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "markdown.core\n"


def test_entering_costs_next_to_nothing(tmp_path: Path) -> None:
    """Inside a finished environment a script starts without any set-up, and sees the tools of .venv."""
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from scripts.machine.environment import enter\n"
        "enter(__file__)\n"
        "import shutil; print(sys.prefix, *sys.argv[1:], shutil.which('lychee'))\n"
    )
    if not environment.is_current():
        pytest.skip("the tests run outside the project's own environment")
    done = subprocess.run([sys.executable, str(script), "one", "two"], capture_output=True, text=True, check=True)
    assert done.stdout == f"{environment.ENVIRONMENT} one two {environment.PROGRAMS / 'lychee'}\n"


@pytest.mark.parametrize("name", [*environment.LOCK_FILES, "scripts/machine/python.lock", "package.json", ".npmrc"])
def test_lock_files_name_no_host(name: str) -> None:
    """Everyone installs from the index their machine is set up for, so no file may name one."""
    text = (ROOT / name).read_text(encoding="utf-8")
    # Where a package's makers take money is no place to install from.
    text = re.sub(r'"funding": (\{[^{}]*\}|\[[^\[\]]*\])', "", text)
    assert "://" not in text
    assert "index-url" not in text
    assert 'resolved"' not in text


@pytest.mark.parametrize("name", ["requirements.lock", "scripts/machine/node.lock", "scripts/machine/python.lock"])
def test_every_locked_package_has_an_exact_version_and_a_hash(name: str) -> None:
    """Nothing is installed whose contents were not seen when the lock was made."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    packages = [number for number, line in enumerate(lines) if line and not line.startswith((" ", "#"))]
    assert packages
    for number in packages:
        assert "==" in lines[number]
        assert lines[number + 1].startswith("    --hash=sha256:")


def test_the_lock_covers_every_tool_we_name() -> None:
    """A tool added to pyproject.toml without renewing the lock would be missing elsewhere."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    named = [re.split(r"[^\w-]", tool)[0].lower() for group in groups.values() for tool in group]
    locked = re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= set(locked)
