"""List every figure with its source, year, grade, last check and pages, and fail where one must not stand.

python3 scripts/figures.py
"""

import sys
from pathlib import Path

# Away with this folder: its `markdown` and `site` would hide the packages of those names.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.machine.environment import ROOT, enter


def main() -> int:
    """Print the list and what must not stand, and return the exit code."""
    from datetime import UTC, datetime

    from scripts.publishing.figure_list import figure_list, must_not_stand

    docs = ROOT / "docs"
    for line in figure_list(docs):
        print(line)
    faults = must_not_stand(docs, datetime.now(UTC).date())
    for fault in faults:
        print(f"failed: {fault}", file=sys.stderr, flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    enter(__file__)
    raise SystemExit(main())
