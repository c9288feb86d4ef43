"""Check the code without running it: lint, layout and types of Python and JavaScript. Report how the pages read.

python3 scripts/check.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# Away with this folder: its `markdown` and `site` would hide the packages of those names.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.machine.environment import ROOT, enter

NODE_PACKAGES = ROOT / "node_modules"
# Biome lints: it is one program, where ESLint is some eighty packages.
LINT = ["node", str(NODE_PACKAGES / "@biomejs" / "biome" / "bin" / "biome"), "lint", "--error-on-warnings"]
TYPES = ["node", str(NODE_PACKAGES / "typescript" / "bin" / "tsc"), "--project"]
# Pages, the service worker and Node have each other things at hand; what is common to the three is no project.
PROJECTS = [path for path in sorted((ROOT / "scripts" / "types").glob("*.json")) if path.stem != "strict"]


def commands() -> dict[str, list[str]]:
    """Return every check's command by what it is called."""
    python = {
        words: [sys.executable, "-m", *words.split()]
        for words in ("ruff check .", "ruff format --check .", "mypy --strict")
    }
    types = {f"tsc, {path.stem}": [*TYPES, str(path)] for path in PROJECTS}
    return {**python, "biome lint": LINT, **types}


def check() -> list[str]:
    """Run every check, whatever the others say, and return the names of those that failed."""
    failed = []
    for name, command in commands().items():
        print("check: " + name, flush=True)
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    return failed


def report() -> list[str]:
    """Write how the guide's pages read, which fails nothing unless a page cannot be read at all."""
    print("report: how the pages read", flush=True)
    written = subprocess.run([sys.executable, "-m", "tests.reading"], cwd=ROOT, check=False)
    return ["report on the pages"] if written.returncode else []


def main() -> int:
    """Run the checks and write the report, and return the exit code."""
    failed = check() + report()
    for command in failed:
        print("failed: " + command, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    enter(__file__, tests=True)
    raise SystemExit(main())
