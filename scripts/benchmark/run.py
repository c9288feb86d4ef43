"""The measuring itself: every page in turn, round after round, so that the machine's moods fall on all alike."""

import random
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from calculators.catalog import catalog
from scripts.benchmark.browsing import opened
from scripts.benchmark.changes import changing, page_of
from scripts.benchmark.conditions import FAST, HARD, SLOW, Condition, possible, under
from scripts.benchmark.figures import Figures
from scripts.benchmark.in_firefox import firefox_visits
from scripts.benchmark.lighthouse import add_lighthouse
from scripts.benchmark.link import Line, metered
from scripts.benchmark.long_files import long_files
from scripts.benchmark.packages import install_packages
from scripts.benchmark.peers import BARE_PATH, OURS, PEERS, WORKER, Peer, add_pages, probe
from scripts.machine.environment import CACHE
from scripts.runtime.folder import cached_runtime
from scripts.site.pages import built, publish, site_fingerprint
from scripts.site.rebuild import is_current, stamp_of

ROUNDS = 5
SLOW_ROUNDS = 2
FIRST_SEEN_ROUNDS = 8
CHANGE_ROUNDS = 3
CHANGES = 10
BARE = "a page of the theme"
BUILD = "build"
# Pages made again as if they were edited: a guide and, slower, one with a calculator.
EDITED = ("quality/index.md", "decide/compare.md", next(iter(catalog().values())).page)


def measure(rounds: int = ROUNDS, slow_rounds: int = SLOW_ROUNDS) -> Figures:
    """Build the site and the other pages, and measure all of them.

    A part that breaks off costs nothing of what the others measured: it is told at once, and named in the figures.
    Raises BuildError when the site cannot be built.
    """
    install_packages()
    figures = Figures()
    line = Line()
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="bench-") as scratch, sync_playwright() as playwright:
        folder = Path(scratch) / "site"
        folder.mkdir()
        with metered(folder, line) as address:
            build(folder, address, figures)
            add_pages(folder, address, Path(scratch))
            parts = {
                "starts": lambda: starts(playwright, address, line, figures, rounds),
                "first seen": lambda: when_first_seen(playwright, address, line, figures),
                "calculators": lambda: calculators(playwright, address, figures),
                "hard conditions": lambda: hard_conditions(playwright, address, line, figures, slow_rounds),
                "Firefox": lambda: firefox_visits(address, figures, rounds),
                "long files": lambda: long_files(playwright, address, figures),
                "Lighthouse": lambda: add_lighthouse(address, Path(scratch), figures),
            }
            for name, part in parts.items():
                attempt(name, part, figures)
    return figures


def attempt(name: str, part: Callable[[], None], figures: Figures) -> None:
    """Measure one part; say whatever breaks it off, since the others' long work must not be lost with it."""
    try:
        part()
    except Exception:
        traceback.print_exc()
        figures.broken_off.append(name)


def starts(playwright: Playwright, address: str, line: Line, figures: Figures, rounds: int) -> None:
    """Measure every page's first and second visit."""
    for number in range(rounds):
        for peer in PEERS:
            visits(playwright, address, peer, line, figures, FAST, changes=CHANGES)
        print(f"round {number + 1} of {rounds}", flush=True)


def build(folder: Path, address: str, figures: Figures) -> None:
    """Build the site, and note how long that takes, one page made again, and seeing that nothing changed.

    Raises BuildError when the site cannot be built.
    """
    # It is made anew only when Python code or a lock file changed.
    cached_runtime()
    started = time.monotonic()
    with built(address) as site:
        publish(site.folder, folder)
        stamp_of(folder).write_text(site_fingerprint(address), "utf-8")
        figures.add(BUILD, "whole", 1000 * (time.monotonic() - started))
        for page in EDITED:
            started = time.monotonic()
            site.again([page])
            figures.add(BUILD, "page", 1000 * (time.monotonic() - started))
    figures.pages = sum(1 for _ in folder.rglob("*.html"))
    started = time.monotonic()
    assert is_current(folder, address)
    figures.add(BUILD, "unchanged", 1000 * (time.monotonic() - started))


def hard_conditions(playwright: Playwright, address: str, line: Line, figures: Figures, rounds: int) -> None:
    """Measure ours and Pyodide in a worker with less of everything."""
    for number in range(rounds):
        for condition in filter(possible, HARD):
            for peer in (OURS, WORKER):
                visits(playwright, address, peer, line, figures, condition)
        print(f"hard round {number + 1} of {rounds}", flush=True)


def visits(
    playwright: Playwright,
    address: str,
    peer: Peer,
    line: Line,
    figures: Figures,
    condition: Condition,
    changes: int = 0,
) -> None:
    """Visit a page with a new profile, and again with the same one, and note what it took."""
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-") as scratch:
        for visit, last in (("cold", False), ("warm", True)):
            folder = str(Path(scratch) / "profile")
            context = opened(playwright, folder, condition)
            context.add_init_script(probe(peer))
            before = line.sent
            with under(condition, line):
                for name, values in visit_once(context, address + peer.path, changes if last else 0):
                    figures.add(peer.name, f"{condition.name} {visit} {name}", *values)
            figures.add(peer.name, f"{condition.name} {visit} bytes", line.sent - before)
            context.close()


def visit_once(context: BrowserContext, address: str, changes: int) -> Iterator[tuple[str, list[Any]]]:
    """Open a page in a fresh browser and yield what was found by name."""
    page = context.pages[0]
    page.goto(address, wait_until="commit")
    found = page.evaluate("() => window.measured")
    yield "answered", [found["answered"]]
    # Caches are written, and a service worker settles, after the answer.
    page.wait_for_timeout(1500)
    yield "blocked", [page.evaluate("() => window.blocked")]
    yield "blocked by us", [page.evaluate("() => window.blockedByUs")]
    if changes:
        yield "change", page.evaluate(f"() => window.latencies({changes})")


def when_first_seen(playwright: Playwright, address: str, line: Line, figures: Figures) -> None:
    """Note when each calculator's page, and a page of the theme without our scripts, is first seen.

    In each round all come in an order of their own, or what follows on one and the same page would be measured too.
    """
    paths = {BARE: BARE_PATH, **{name: page_of(name) for name in catalog()}}
    visited = [(subject, condition) for subject in paths for condition in (FAST, SLOW)]
    order = random.Random(0)  # noqa: S311 - an order, no secret
    for number in range(FIRST_SEEN_ROUNDS):
        for subject, condition in order.sample(visited, len(visited)):
            first_seen(playwright, address + paths[subject], figures, subject, condition, line)
        print(f"first seen, round {number + 1} of {FIRST_SEEN_ROUNDS}", flush=True)


def first_seen(
    playwright: Playwright, address: str, figures: Figures, subject: str, condition: Condition, line: Line
) -> None:
    """Note when a page is first seen, with nothing of ours watching it; the default answer is part of that."""
    script = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-") as folder:
        context = opened(playwright, folder)
        page = context.pages[0]
        with under(condition, line):
            page.goto(address)
        figures.browser = f"Chromium {context.browser.version}" if context.browser else "Chromium"
        figures.add(subject, f"{condition.name} first seen", page.evaluate(script))
        context.close()


def calculators(playwright: Playwright, address: str, figures: Figures) -> None:
    """Note how long each calculator takes from a change to its first and its whole answer, once Python is there."""
    for calculator in [*catalog()] * CHANGE_ROUNDS:
        with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-") as folder:
            context = opened(playwright, folder)
            page = context.pages[0]
            page.goto(address + page_of(calculator))
            page.locator("live-calculator[data-python=ready]").wait_for()
            page.wait_for_timeout(1500)
            answers = page.evaluate(changing(calculator))
            figures.add(calculator, "first change", answers[0]["first"])
            for found in answers:
                figures.add(calculator, "change", found["first"])
                figures.add(calculator, "whole change", found["whole"])
            context.close()
