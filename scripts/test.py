"""Set up, check the code, find a browser, and run every test once. Arguments go to pytest.

python3 scripts/test.py
python3 scripts/test.py tests/methods -k kappa
"""

import os
import subprocess
import sys
from pathlib import Path

# Away with this folder: its `markdown` and `site` would hide the packages of those names.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.machine.environment import ROOT, enter

# A process for each core and one more, which works while others wait for their browsers, each with its own; a file's
# tests stay together, since they share pages in these. In the order of tests/conftest.py, since the files with the
# fewest tests are often the longest.
PROCESSES = min((os.cpu_count() or 1) + 1, 4)
SIDE_BY_SIDE = ["--numprocesses", str(PROCESSES), "--dist", "loadfile", "--no-loadscope-reorder"]


def main() -> int:
    """Run everything, and return the exit code of the first failure."""
    from scripts.check import main as check
    from scripts.machine.browser import find_or_install
    from scripts.runtime.folder import cached_runtime

    checked = check()
    # Found here once, so that the tests need not look for it again.
    os.environ["LABELLING_CHROMIUM"] = find_or_install()
    chosen = sys.argv[1:]
    if not chosen:
        # Made once, before several test processes would each make their own.
        cached_runtime()
        chosen = SIDE_BY_SIDE
    tested = subprocess.run([sys.executable, "-m", "pytest", *chosen], cwd=ROOT, check=False).returncode
    if checked:
        print("The checks before the tests failed; see above.", flush=True)
    return checked or tested


if __name__ == "__main__":
    enter(__file__, tests=True)
    raise SystemExit(main())
