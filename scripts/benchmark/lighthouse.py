"""Lighthouse, as it judges pages for a phone, on pages of the handbook and on one of the theme without our scripts."""

import json
import os
import statistics
import subprocess
from pathlib import Path

from scripts.benchmark.figures import Figures
from scripts.benchmark.packages import NODE_PACKAGES
from scripts.benchmark.peers import BARE_PATH, OURS
from scripts.machine.browser import LAUNCH_ARGUMENTS, find_or_install

RUNS = 3
CATEGORIES = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "Search engines",
}
PAGES = {"Landing page": "", "Guide page": "cost/", "Calculator": OURS.path, "Theme alone": BARE_PATH}
AUDITS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
    "total-byte-weight",
)


def add_lighthouse(address: str, scratch: Path, figures: Figures) -> None:
    """Run Lighthouse on the pages in turn, and note the middle of what it says.

    Raises RuntimeError when it fails or judges a page only in part.
    """
    found: dict[str, list[dict[str, float]]] = {name: [] for name in PAGES}
    for number in range(RUNS):
        for name, path in PAGES.items():
            found[name].append(judged(address + path, scratch / "lighthouse.json"))
        print(f"Lighthouse {number + 1} of {RUNS}", flush=True)
    for name, runs in found.items():
        figures.lighthouse[name] = {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def judged(address: str, report: Path) -> dict[str, float]:
    """Return what Lighthouse says about one page: its scores of 100, and the value of each audit.

    Raises RuntimeError when it fails or judges the page only in part.
    """
    program = NODE_PACKAGES / "lighthouse" / "cli" / "index.js"
    flags = " ".join(["--headless=new", "--no-sandbox", *LAUNCH_ARGUMENTS])
    options = ["--quiet", f"--only-categories={','.join(CATEGORIES)}", "--output=json", f"--output-path={report}"]
    done = subprocess.run(
        ["node", str(program), address, *options, f"--chrome-flags={flags}", "--no-enable-error-reporting"],
        env={**os.environ, "CHROME_PATH": find_or_install()},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse stopped at {address}:\n{done.stderr[-2000:]}")
    return summary(json.loads(report.read_text("utf-8")))


def summary(report: dict[str, object]) -> dict[str, float]:
    """Return the scores and the audits out of Lighthouse's report.

    Raises RuntimeError when one of them has no value.
    """
    categories, audits = report["categories"], report["audits"]
    assert isinstance(categories, dict)
    assert isinstance(audits, dict)
    scores = {name: categories[name]["score"] for name in CATEGORIES}
    found = {**scores, **{name: audits[name].get("numericValue") for name in AUDITS}}
    missing = [name for name, value in found.items() if value is None]
    if missing:
        raise RuntimeError(f"Lighthouse gave no value for {', '.join(missing)}")
    return {**found, **{name: 100 * score for name, score in scores.items()}}
