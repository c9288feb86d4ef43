"""Measure our calculator's page beside pages of the same calculator on plain Pyodide, PyScript and markdown-exec.

python3 scripts/bench.py

Takes about forty minutes; let nothing else run meanwhile. Prints ratios, and writes the tables and the picture of
docs/reference/performance.md. The other projects' packages, and Lighthouse, are installed into .cache/ on first use.
"""

import argparse
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

    figures = measure()
    publish(figures)
    if figures.broken_off:
        print(f"Broke off, so its figures are missing: {', '.join(figures.broken_off)}; see above.", flush=True)
    return 1 if figures.broken_off else 0


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    enter(__file__, tests=True)
    raise SystemExit(main())
