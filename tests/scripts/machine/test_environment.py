"""The set-up: what it trusts, how it finds Python, and what the lock files may not hold."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from scripts.machine import environment
from scripts.machine.environment import ROOT
from tests.house import imports

COMMANDS = sorted(path for path in (ROOT / "scripts").glob("*.py") if path.name != "__init__.py")
# The lock of each group of pyproject.toml.
LOCKS = {"site": environment.SITE_LOCK, "test": environment.TESTS_LOCK}
# What runs before a site is there: none of it may need what only tests have.
BEFORE_A_SITE = ("site", "markdown", "runtime", "publishing")
PACKAGES = [ROOT / "scripts/__init__.py", ROOT / "scripts/machine/__init__.py"]
BEFORE_AN_ENVIRONMENT = ("environment", "programs", "system_packages")
STARTED_BY_ANY_PYTHON = [*COMMANDS, *PACKAGES, *(ROOT / f"scripts/machine/{one}.py" for one in BEFORE_AN_ENVIRONMENT)]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose set-up has finished."""
    for name in environment.LOCK_FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"contents of {name}")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PROGRAMS", tmp_path / ".venv" / "bin")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / ".locks")
    environment.PROGRAMS.mkdir(parents=True)
    environment.environment_python().touch()
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / ".package-lock.json").touch()
    environment.stamp(environment.LOCK_FILES)
    return tmp_path


def program(folder: Path, name: str, script: str) -> Path:
    """Write an executable shell script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def done(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a set-up of the checkout makes and which lock files it installs from, in order; nothing else happens."""
    steps: list[str] = []

    def run(command: list[str]) -> None:
        made = "environment" if "venv" in command else Path(command[-1]).name
        if made == "environment":
            environment.PROGRAMS.mkdir(parents=True)
            environment.environment_python().touch()
        steps.append({"ci": "package-lock.json"}.get(made, made))

    monkeypatch.setattr(environment, "run", run)
    monkeypatch.setattr(environment, "find_npm", lambda: "npm")
    return steps


@pytest.mark.usefixtures("checkout")
def test_a_finished_set_up_is_trusted() -> None:
    """A set-up from today's lock files is not done again, for the site or for the tests."""
    assert environment.is_current()
    assert environment.is_current(tests=True)


@pytest.mark.parametrize("name", environment.LOCK_FILES)
def test_a_changed_lock_file_is_noticed(checkout: Path, name: str) -> None:
    """Any change to any lock file means a new set-up, though the site does not ask about the tests' packages."""
    (checkout / name).write_text("something else")
    assert environment.is_current() == (name == environment.TESTS_LOCK)
    assert not environment.is_current(tests=True)


@pytest.mark.usefixtures("checkout")
def test_the_tests_packages_are_added_to_a_finished_environment(done: list[str]) -> None:
    """What serving made is not made again; afterwards both commands find what they need."""
    environment.stamp(environment.SITE_LOCKS)
    assert environment.is_current()
    assert not environment.is_current(tests=True)
    environment.set_up(tests=True)
    assert done == ["requirements-test.lock"]
    assert environment.is_current(tests=True)
    assert environment.is_current()


@pytest.mark.usefixtures("checkout")
def test_what_needs_only_a_site_s_packages_is_begun_before_those_of_the_tests(
    done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs beside their installation, under the environment's Python, and not where nothing is to be installed."""
    monkeypatch.setattr(environment, "begin", lambda arguments: done.append(" ".join(arguments)))
    environment.STAMP.unlink()
    environment.set_up(tests=True, meanwhile=("-c", "pass"))
    assert done[-2:] == ["-c pass", "requirements-test.lock"]
    done.clear()
    environment.STAMP.unlink()
    environment.set_up(tests=False, meanwhile=("-c", "pass"))
    assert "-c pass" not in done


@pytest.mark.usefixtures("checkout")
def test_a_site_needs_no_packages_of_the_tests(done: list[str]) -> None:
    """From nothing, serving and building wait for the site's own packages alone."""
    environment.STAMP.unlink()
    environment.set_up(tests=False)
    assert sorted(done) == ["environment", "package-lock.json", "requirements.lock"]
    assert done[0] == "environment"
    assert environment.is_current()
    assert not environment.is_current(tests=True)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_changed_lock_file_remakes_everything(checkout: Path, done: list[str], name: str) -> None:
    """Packages that a lock dropped do not linger: the environment is made from nothing, and the tests' come last."""
    (checkout / name).write_text("something else")
    (checkout / ".venv" / "lingering").touch()
    environment.set_up(tests=True)
    assert not (checkout / ".venv" / "lingering").exists()
    assert sorted(done[:-1]) == ["environment", "package-lock.json", "requirements.lock"]
    assert done[-1] == "requirements-test.lock"
    assert environment.is_current(tests=True)


def test_half_an_addition_is_not_trusted(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the tests' packages fail to come, what is there is no environment for the site either."""
    environment.stamp(environment.SITE_LOCKS)

    def run(command: list[str]) -> None:
        raise SystemExit("pip failed")

    monkeypatch.setattr(environment, "run", run)
    with pytest.raises(SystemExit, match="pip failed"):
        environment.set_up(tests=True)
    assert not environment.is_current()


@pytest.mark.parametrize("lost", [".venv/.locks", ".venv/bin/python", "node_modules/.package-lock.json"])
def test_half_a_set_up_is_not_trusted(checkout: Path, lost: str) -> None:
    """Without its stamp, its Python or its finished Node packages, a set-up is done again."""
    (checkout / lost).unlink()
    assert not environment.is_current()


def test_a_damaged_stamp_is_not_trusted(checkout: Path) -> None:
    """A stamp that cannot be read, or holds no names, is no stamp."""
    for text in ('{"requirements.lock": ', "[]"):
        (checkout / ".venv" / ".locks").write_text(text)
        assert not environment.is_current()


def test_the_stamp_is_the_last_step(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When an installation fails, no stamp is left, although it goes on beside another one."""

    def run(command: list[str]) -> None:
        if command[1:] == ["ci"]:
            raise SystemExit("npm failed")

    environment.STAMP.unlink()
    monkeypatch.setattr(environment, "run", run)
    with pytest.raises(SystemExit, match="npm failed"):
        environment.set_up(tests=False)
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


@pytest.mark.parametrize("name", [*LOCKS.values(), "scripts/machine/node.lock", "scripts/machine/python.lock"])
def test_every_locked_package_has_an_exact_version_and_a_hash(name: str) -> None:
    """Nothing is installed whose contents were not seen when the lock was made."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    packages = [number for number, line in enumerate(lines) if line and not line.startswith((" ", "#"))]
    assert packages
    for number in packages:
        assert "==" in lines[number]
        assert lines[number + 1].startswith("    --hash=sha256:")


def locked(name: str) -> dict[str, str]:
    """Return the version of each package in a lock."""
    return dict(re.findall(r"^([\w-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_locks_cover_every_tool_we_name() -> None:
    """A tool added to pyproject.toml without renewing its group's lock would be missing elsewhere."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert groups.keys() == LOCKS.keys()
    for group, tools in groups.items():
        assert {re.split(r"[^\w-]", tool)[0].lower() for tool in tools} <= locked(LOCKS[group]).keys()


def test_the_two_locks_agree() -> None:
    """Adding the tests' packages changes none of the site's, so a site is built by the same ones before and after."""
    site, tests = (locked(name) for name in LOCKS.values())
    both = site.keys() & tests.keys()
    assert both
    assert {name: site[name] for name in both} == {name: tests[name] for name in both}


def test_a_site_is_made_of_its_own_packages() -> None:
    """Nothing that serving, building and listing run imports a package that only the tests' lock holds."""
    site, owners = locked(LOCKS["site"]), packages_distributions()
    commands = [ROOT / "scripts" / f"{name}.py" for name in ("serve", "build", "figures", "record_links")]
    rooms = [path for room in BEFORE_A_SITE for path in (ROOT / "scripts" / room).rglob("*.py")]
    machine = [ROOT / "scripts" / "machine" / f"{name}.py" for name in ("environment", "server", "node", "sums")]
    missing = [
        f"{path.relative_to(ROOT)}:{line}: {module}"
        for path in [*commands, *rooms, *machine]
        for line, module in imports(path.read_text(encoding="utf-8"))
        if (names := owners.get(module.partition(".")[0]))
        and not {re.sub(r"[-_.]+", "-", name).lower() for name in names} & site.keys()
    ]
    assert missing == []


def test_what_python_compiles_is_kept_and_never_beside_its_sources(tmp_path: Path) -> None:
    """Even where the machine says to keep none: a second process finds it in the cache, and the sources stay alone."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path; from scripts.machine import environment\n"
        "environment.CACHE = Path(sys.argv[2]); environment.keep_bytecode()\n"
        "import subprocess\n"
        "subprocess.run([sys.executable, '-c', 'import mine'], cwd=sys.argv[2] + '/sources', check=True)"
    )
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "mine.py").touch()
    command = [sys.executable, "-c", code, str(ROOT), str(tmp_path)]
    subprocess.run(command, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, check=True)
    assert [path.name for path in (tmp_path / "sources").iterdir()] == ["mine.py"]
    assert [*(tmp_path / "bytecode").rglob("mine.*.pyc")]
