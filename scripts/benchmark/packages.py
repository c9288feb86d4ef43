"""Installs what only the benchmark needs, the other projects' packages and Lighthouse, apart from the project's own.

The lock files beside this file are renewed with ``npm install`` there, and, for the two wheels, with
``pip hash`` over what ``pip download --no-deps`` brings. What the wheels need is in the project's environment.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from scripts.machine.environment import CACHE, find_npm, run

HERE = Path(__file__).parent
LOCK_FILES = ("package.json", "package-lock.json", "requirements.lock")
FOLDER = CACHE / "benchmark"
NODE_PACKAGES = FOLDER / "node_modules"
WHEELS = FOLDER / "wheels"
PYTHON_PACKAGES = FOLDER / "python"
STAMP = FOLDER / "locks"


def install_packages() -> None:
    """Install the locked packages into the cache, unless they are there.

    Ends the program with a message when an installation fails.
    """
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text("utf-8") == wanted:
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    print("Installing the packages of the other projects and Lighthouse", flush=True)
    for name in LOCK_FILES[:2]:
        shutil.copyfile(HERE / name, FOLDER / name)
    run([find_npm(), "ci", "--prefix", str(FOLDER), "--ignore-scripts", "--no-audit", "--no-fund"])
    locked = ["--require-hashes", "--no-deps", "--requirement", str(HERE / "requirements.lock")]
    run([sys.executable, "-m", "pip", "download", "--dest", str(WHEELS), *locked])
    with zipfile.ZipFile(wheel("markdown_exec")) as opened:
        opened.extractall(PYTHON_PACKAGES)
    STAMP.write_text(wanted, "utf-8")


def fingerprint() -> str:
    """Return a text that changes with the lock files."""
    return hashlib.sha256(b"\0".join((HERE / name).read_bytes() for name in LOCK_FILES)).hexdigest()


def wheel(name: str) -> Path:
    """Return the file of an installed wheel by its name as files have it."""
    (found,) = WHEELS.glob(f"{name}-*.whl")
    return found


def versions() -> dict[str, str]:
    """Return the locked version of every package that the benchmark names, by its name."""
    locked = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    found = {name: locked[f"node_modules/{name}"]["version"] for name in wanted}
    for line in (HERE / "requirements.lock").read_text("utf-8").splitlines():
        if "==" in line:
            name, version = line.removesuffix(" \\").split("==")
            found[name] = version
    return found


def node_version() -> str:
    """Return the version of the Node that runs the tools."""
    return subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip().lstrip("v")
