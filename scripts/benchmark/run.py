"""The measuring itself: every page in turn, round after round, so that the machine's moods fall on all alike."""

import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from calculators.catalog import catalog
from scripts.benchmark.browsing import can_hold, opened
from scripts.benchmark.changes import change_of
from scripts.benchmark.figures import Figures
from scripts.benchmark.lighthouse import add_lighthouse
from scripts.benchmark.link import Line, metered
from scripts.benchmark.long_files import long_files
from scripts.benchmark.packages import install_packages
from scripts.benchmark.peers import BARE_PATH, OURS, PEERS, WORKER, Peer, add_pages
from scripts.machine.environment import CACHE
from scripts.runtime.folder import cached_runtime
from scripts.site.pages import build_site, site_fingerprint
from scripts.site.rebuild import build_if_changed

ROUNDS = 4
SLOW_ROUNDS = 2
FIRST_SEEN_ROUNDS = 12
CHANGES = 10
CALCULATOR_CHANGES = 30
BARE = "a page of the theme"
BUILD = "build"
HERE = Path(__file__).parent


def measure(rounds: int = ROUNDS, slow_rounds: int = SLOW_ROUNDS) -> Figures:
    """Build the site and the other pages, and measure all of them.

    Raises BuildError when the site cannot be built, and RuntimeError when Lighthouse fails.
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
            for number in range(rounds):
                for peer in PEERS:
                    visits(playwright, address, peer, line, figures, "fast", changes=CHANGES)
                print(f"round {number + 1} of {rounds}", flush=True)
            for _ in range(FIRST_SEEN_ROUNDS):
                first_seen(playwright, address, figures, "fast")
            calculators(playwright, address, figures)
            long_files(playwright, address, figures)
            hard_conditions(playwright, address, line, figures, slow_rounds)
            add_lighthouse(address, Path(scratch), figures)
    return figures


def build(folder: Path, address: str, figures: Figures) -> None:
    """Build the site, and note how long that takes, and building again when nothing changed.

    Raises BuildError when the site cannot be built.
    """
    # It is made anew only when Python code or a lock file changed.
    cached_runtime()
    started = time.monotonic()
    build_site(folder, address)
    figures.add(BUILD, "whole", 1000 * (time.monotonic() - started))
    figures.pages = sum(1 for _ in folder.rglob("*.html"))
    folder.with_suffix(".built-from").write_text(site_fingerprint(address), "utf-8")
    started = time.monotonic()
    build_if_changed(folder, address)
    figures.add(BUILD, "unchanged", 1000 * (time.monotonic() - started))


def hard_conditions(playwright: Playwright, address: str, line: Line, figures: Figures, rounds: int) -> None:
    """Measure ours and Pyodide in a worker on one processor core, and over a slow link."""
    for number in range(rounds):
        for peer in (OURS, WORKER) if can_hold() else ():
            visits(playwright, address, peer, line, figures, "one core")
        line.slow = True
        for peer in (OURS, WORKER):
            visits(playwright, address, peer, line, figures, "slow")
        first_seen(playwright, address, figures, "slow")
        line.slow = False
        print(f"hard round {number + 1} of {rounds}", flush=True)


def visits(
    playwright: Playwright, address: str, peer: Peer, line: Line, figures: Figures, condition: str, changes: int = 0
) -> None:
    """Visit a page with a new profile, and again with the same one, and note what it took."""
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-") as scratch:
        for visit, last in (("cold", False), ("warm", True)):
            folder = str(Path(scratch) / "profile")
            context = probed(opened(playwright, folder, one_core=condition == "one core"), peer)
            before = line.sent
            for name, values in visit_once(context, address + peer.path, changes if last else 0):
                figures.add(peer.name, f"{condition} {visit} {name}", *values)
            figures.add(peer.name, f"{condition} {visit} bytes", line.sent - before)
            context.close()


def probed(context: BrowserContext, peer: Peer) -> BrowserContext:
    """Put the probe into every page of a browser."""
    settings = {"field": peer.field, "output": peer.output, "listening": peer.listening}
    context.add_init_script((HERE / "probe.js").read_text("utf-8").replace("PEER", json.dumps(settings)))
    return context


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


def page_of(name: str) -> str:
    """Return the address of a calculator's page, from the site's root."""
    return catalog()[name].page.replace(".md", "/")


def first_seen(playwright: Playwright, address: str, figures: Figures, condition: str) -> None:
    """Note when each calculator's page, and a page of the theme without our scripts, is first seen.

    Nothing of ours watches the pages meanwhile. The default answer is part of what is seen first.
    """
    script = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    for subject, path in ((BARE, BARE_PATH), *((name, page_of(name)) for name in catalog())):
        with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-") as folder:
            context = opened(playwright, folder)
            page = context.pages[0]
            page.goto(address + path)
            figures.browser = f"Chromium {context.browser.version}" if context.browser else "Chromium"
            figures.add(subject, f"{condition} first seen", page.evaluate(script))
            context.close()


def calculators(playwright: Playwright, address: str, figures: Figures) -> None:
    """Note how long each calculator takes from a change to its first and its whole answer, once Python is there."""
    script = (HERE / "changes.js").read_text("utf-8").strip().removesuffix(";")
    for calculator in catalog():
        with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-") as folder:
            context = opened(playwright, folder)
            page = context.pages[0]
            page.goto(address + page_of(calculator))
            page.locator("live-calculator[data-python=ready]").wait_for()
            page.wait_for_timeout(1500)
            field, values = change_of(calculator, CALCULATOR_CHANGES)
            wanted = {"calculator": calculator, "field": field, "values": values}
            for found in page.evaluate(script, wanted):
                figures.add(calculator, "change", found["first"])
                figures.add(calculator, "whole change", found["whole"])
            context.close()
