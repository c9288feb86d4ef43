"""The pages that are measured, and how those of the other projects come to stand beside the site."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from calculators.catalog import catalog
from scripts.benchmark.packages import NODE_PACKAGES, PYTHON_PACKAGES, wheel
from scripts.machine.environment import ROOT
from scripts.runtime.folder import PYODIDE

HERE = Path(__file__).parent
STOCK_FILES = ("pyodide.mjs", "pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK_NAME = "pyodide-lock.json"
# A page of the theme with none of our scripts: how soon a reader sees anything at all.
BARE_PATH = "bare/"
OUR_SCRIPT = re.compile(r'<script src="[^"]*assets/scripts/[^"]*"[^>]*></script>')
# The editor page's addresses on other hosts, by the file each of them ends with.
ELSEWHERE = re.compile(r'https://[^"\s]+/(ace\.js|highlight\.min\.js|pyodide\.js|tomorrow[\w-]*)(?:\.min\.css)?(?=")')


@dataclass(frozen=True)
class Peer:
    """A page to measure: its path, and how to type and read there."""

    name: str
    path: str
    field: str = "#field"
    output: str = "#result"
    listening: str = "window.listening"


def probe(peer: Peer) -> str:
    """Return the script that types into a page as soon as it listens, and notes when the answer is there."""
    settings = {"field": peer.field, "output": peer.output, "listening": peer.listening}
    return (HERE / "probe.js").read_text("utf-8").replace("PEER", json.dumps(settings))


def longest_form() -> str:
    """Return the calculator with the most inputs of those that ask for a volume and a price, which all pages show."""
    forms = {name: calculator.inputs.fields() for name, calculator in catalog().items()}
    return max(
        (name for name in forms if {"volume", "pricing"} <= forms[name].keys()), key=lambda name: len(forms[name])
    )


EXAMPLE = longest_form()
OURS = Peer("this handbook", f"calculators/{EXAMPLE}/", f"#{EXAMPLE}-volume", f"#{EXAMPLE} output", "live-calculator")
WORKER = Peer("Pyodide, worker", "plain/worker.html")
MAIN = Peer("Pyodide, main thread", "plain/main.html")
PYSCRIPT_WORKER = Peer("PyScript, worker", "pyscript/worker.html")
PYSCRIPT_MAIN = Peer("PyScript, main thread", "pyscript/main.html")
MARKDOWN_EXEC = Peer("markdown-exec", "markdown-exec/")
PEERS = (OURS, WORKER, MAIN, PYSCRIPT_WORKER, PYSCRIPT_MAIN, MARKDOWN_EXEC)


def add_pages(site: Path, address: str, scratch: Path) -> None:
    """Put every page that is no part of the handbook beside it.

    Raises CalledProcessError when the page with markdown-exec cannot be built.
    """
    words = {"ADDRESS": address, "WHEEL": add_pyodide(site / "plain"), "VERSION": pyodide_version()}
    words["CALCULATOR"] = EXAMPLE
    for name in ("plain", "pyscript"):
        shutil.copytree(HERE / name, site / name, dirs_exist_ok=True)
        for path in (site / name).iterdir():
            if path.is_file():
                fill(path, words)
    shutil.copytree(NODE_PACKAGES / "@pyscript" / "core" / "dist", site / "pyscript" / "core")
    add_markdown_exec(site / "markdown-exec", words, scratch)
    add_bare(site)


def fill(path: Path, words: dict[str, str]) -> None:
    """Put the words of this run into a page's file."""
    text = path.read_text("utf-8")
    for word, value in words.items():
        text = text.replace(word, value)
    path.write_text(text, "utf-8")


def add_pyodide(folder: Path) -> str:
    """Put Pyodide as it is published, its installer and our wheel into a folder, and return the wheel's name.

    The lock is told the installer's hash anew: the package index has the same version, packed another time.
    """
    target = folder / "pyodide"
    target.mkdir(parents=True)
    for name in STOCK_FILES:
        shutil.copyfile(PYODIDE / name, target / name)
    (ours,) = (folder.parent / "runtime").rglob("*.whl")
    shutil.copyfile(ours, target / ours.name)
    installer = wheel("micropip")
    lock = json.loads((PYODIDE / LOCK_NAME).read_text("utf-8"))
    lock["packages"]["micropip"].update(file_name=installer.name, sha256=digest(installer))
    shutil.copyfile(installer, target / installer.name)
    (target / LOCK_NAME).write_text(json.dumps(lock), "utf-8")
    return ours.name


def digest(path: Path) -> str:
    """Return a file's SHA-256."""
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def pyodide_version() -> str:
    """Return the version of Pyodide that all pages run."""
    return str(json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"])


def add_markdown_exec(site: Path, words: dict[str, str], scratch: Path) -> None:
    """Build a small site with markdown-exec, and let its editor come from here instead of from other hosts.

    Raises CalledProcessError when MkDocs stops.
    """
    source = scratch / "markdown-exec"
    shutil.copytree(HERE / "markdown_exec", source)
    fill(source / "docs" / "index.md", words)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(source / "mkdocs.yml")]
    found = os.pathsep.join([str(PYTHON_PACKAGES), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    variables = {**os.environ, "PYTHONPATH": found, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([*command, "--site-dir", str(site)], cwd=ROOT, env=variables, check=True, stdout=subprocess.DEVNULL)
    editor = site / "editor"
    shutil.copytree(NODE_PACKAGES / "ace-builds" / "src-min-noconflict", editor)
    shutil.copyfile(NODE_PACKAGES / "@highlightjs" / "cdn-assets" / "highlight.min.js", editor / "highlight.min.js")
    for name in ("tomorrow", "tomorrow-night-blue"):
        shutil.copyfile(NODE_PACKAGES / "highlightjs-themes" / f"{name}.css", editor / f"{name}.css")
    page = site / "index.html"
    page.write_text(ELSEWHERE.sub(lambda found: nearby(found[1], words["ADDRESS"]), page.read_text("utf-8")), "utf-8")


def nearby(name: str, address: str) -> str:
    """Return the address here of a file that the editor page takes from another host."""
    if name == "pyodide.js":
        return f"{address}plain/pyodide/{name}"
    return f"{address}markdown-exec/editor/{name}" + ("" if name.endswith(".js") else ".css")


def add_bare(site: Path) -> None:
    """Put a page of the theme without any script of ours beside the site."""
    folder = site / BARE_PATH
    folder.mkdir()
    (folder / "index.html").write_text(bare((site / "reference" / "index.html").read_text("utf-8")), "utf-8")


def bare(html: str) -> str:
    """Return a page without our scripts.

    Raises ValueError when it has none, for then it is not the page that is wanted.
    """
    without, count = OUR_SCRIPT.subn("", html)
    if not count:
        raise ValueError("the page has no script of ours to take away")
    return without
