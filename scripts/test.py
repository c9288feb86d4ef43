"""Set up, check the code, find a browser, and run every test. Arguments go to pytest.

python3 scripts/test.py
python3 scripts/test.py tests/methods -k kappa
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Away with this folder: its `markdown` and `site` would hide the packages of those names.
sys.path.pop(0)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.machine.environment import ROOT, enter, is_inside

# A process for each core and one more, which works while others wait for their browsers, each with its own; a file's
# tests stay together, since they share pages in these. In the order of tests/conftest.py, since the files with the
# fewest tests are often the longest.
PROCESSES = min((os.cpu_count() or 1) + 1, 4)
SIDE_BY_SIDE = ["--numprocesses", str(PROCESSES), "--dist", "loadfile", "--no-loadscope-reorder"]

# For Python, to make what a browser starts Python from.
MAKE_RUNTIME = ("-c", "from scripts.runtime.folder import cached_runtime; cached_runtime()")

# What pytest returns.
PASSED, FAILED = 0, 1


def main() -> int:
    """Run everything, and return the exit code of the first failure."""
    from scripts.check import main as check
    from scripts.machine.browser import find_for_tests
    from scripts.machine.programs import CHROMIUM_SHELL, install_missing

    chosen = sys.argv[1:]
    # The checks keep one core busy, so what all tests need is got beside them.
    with ThreadPoolExecutor() as pool:
        got = [] if chosen else [pool.submit(each) for each in (install_missing, make_runtime, compile_tests)]
        checked = check()
        for one in got:
            one.result()
    chromium = find_for_tests()
    if chromium != CHROMIUM_SHELL.find():
        # Found here once: to look for Playwright's own starts its driver, which cannot be done within tests.
        os.environ["LABELLING_CHROMIUM"] = chromium
    tested = run(chosen) if chosen else all_tests(SIDE_BY_SIDE)
    if checked:
        print("The checks before the tests failed; see above.", flush=True)
    return checked or tested


def make_runtime() -> None:
    """Make the browser's Python once, before several test processes would each make their own.

    Raises CalledProcessError when it cannot be made.
    """
    subprocess.run([sys.executable, *MAKE_RUNTIME], cwd=ROOT, check=True)


def compile_tests() -> None:
    """Compile all tests once, as each process that runs a share of them would; their run says what is wrong."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq"]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def all_tests(side_by_side: list[str], folder: Path = ROOT) -> int:
    """Run every test with the given arguments, once more and alone what failed, and return pytest's exit code.

    Browsers side by side may have to wait for each other longer than any page should; a defect fails alone too. The
    output shows both times, and names what passed the second time alone, since that is still a race to mend.
    """
    tested = run(side_by_side, folder)
    if tested != FAILED:
        return tested
    print("What failed beside other tests runs once more, alone:", flush=True)
    alone = run(["--last-failed", "--last-failed-no-failures=none", "--exitfirst", "-rp"], folder)
    if alone == PASSED:
        print(
            "Each that failed beside others passed alone: it looks too early, or a page has a race. Mend it.",
            flush=True,
        )
    return alone


def run(arguments: list[str], folder: Path = ROOT) -> int:
    """Return the exit code of pytest, run in a folder."""
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=folder, check=False).returncode


if __name__ == "__main__":
    # Programs take as long to install as the packages of Python, so they begin before these; whoever asks for them next
    # waits for this to end.
    if not is_inside() and not sys.argv[1:]:
        subprocess.Popen([sys.executable, "-m", "scripts.machine.programs"], cwd=ROOT)
    enter(__file__, tests=True, meanwhile=MAKE_RUNTIME)
    raise SystemExit(main())
