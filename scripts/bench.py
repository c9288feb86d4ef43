"""Measure our calculator's page beside a plain Pyodide page of the same calculator, in one interleaved run.

python3 scripts/bench.py

Prints ratios, and writes the table and the picture of docs/reference/performance.md.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.environment import enter


def main() -> int:
    """Measure, print and write, and return the exit code."""
    from scripts.benchmark.report import publish
    from scripts.benchmark.run import measure

    publish(measure())
    return 0


if __name__ == "__main__":
    enter(__file__)
    raise SystemExit(main())
