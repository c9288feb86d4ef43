"""Check the code without running it: lint, layout, types.

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

CHECKS = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy", "--strict"])


def check() -> list[str]:
    """Run every check, whatever the others say, and return the commands that failed."""
    failed = []
    for command in CHECKS:
        print("check: " + " ".join(command), flush=True)
        if subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode:
            failed.append(" ".join(command))
    return failed


def main() -> int:
    """Run the checks, and return the exit code."""
    failed = check()
    for command in failed:
        print("failed: " + command, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    enter(__file__)
    raise SystemExit(main())
