"""Measure our calculator's page beside pages of the same calculator on plain Pyodide, PyScript and markdown-exec.

python3 scripts/bench.py

Takes about half an hour; let nothing else run meanwhile. Prints ratios, and writes the tables and the picture of
docs/reference/performance.md. The other projects' packages, and Lighthouse, are installed into .cache/ on first use.
"""

import sys
from pathlib import Path

# Away with this folder: its `markdown` and `site` would hide the packages of those names.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.machine.environment import enter


def main() -> int:
    """Measure, print and write, and return the exit code."""
    from scripts.benchmark.report import publish
    from scripts.benchmark.run import measure

    publish(measure())
    return 0


if __name__ == "__main__":
    enter(__file__)
    raise SystemExit(main())
