"""The measuring itself: every peer in turn, round after round, so that the machine's moods fall on all alike."""

import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from scripts.benchmark.link import Line, metered
from scripts.browser import LAUNCH_ARGUMENTS, find_or_install
from scripts.environment import CACHE
from scripts.pages import build_site
from scripts.runtime import PYODIDE

ROUNDS = 5
SLOW_ROUNDS = 2
CHANGES = 30
HERE = Path(__file__).parent
STOCK_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


@dataclass(frozen=True)
class Peer:
    """A page to measure: its path, and how to type and read there."""

    name: str
    path: str
    field: str
    output: str
    listening: str


OURS = Peer("this handbook", "calculators/cost/", "#cost-volume", "#cost output", "live-calculator")
WORKER = Peer("plain Pyodide, module worker", "plain/worker.html", "#field", "#result", "window.listening")
MAIN = Peer("plain Pyodide, main thread", "plain/main.html", "#field", "#result", "window.listening")
PEERS = (OURS, WORKER, MAIN)
# A page of the same theme without a calculator: how soon a reader sees anything at all.
BARE_PAGE = "reference/"
BARE = "a page without a calculator"


@dataclass
class Figures:
    """What was measured, in milliseconds and bytes, by peer and by name, one value a round."""

    values: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    browser: str = ""

    def add(self, peer: str, name: str, *found: float | None) -> None:
        """Note values."""
        self.values.setdefault((peer, name), []).extend(value for value in found if value is not None)

    def median(self, peer: str, name: str) -> float:
        """Return the middle value; not a number where none was noted."""
        found = self.values.get((peer, name))
        return statistics.median(found) if found else float("nan")

    def high(self, peer: str, name: str) -> float:
        """Return the value that 95 of 100 do not exceed."""
        found = sorted(self.values.get((peer, name), []))
        return found[min(len(found) - 1, round(0.95 * len(found)))] if found else float("nan")


def measure(rounds: int = ROUNDS, slow_rounds: int = SLOW_ROUNDS) -> Figures:
    """Build the site and the plain pages, and measure all of them."""
    figures = Figures()
    line = Line()
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="bench-") as scratch, sync_playwright() as playwright:
        folder = Path(scratch) / "site"
        folder.mkdir()
        with metered(folder, line) as address:
            build_site(folder, address)
            add_plain_pages(folder)
            for number in range(rounds):
                for peer in PEERS:
                    visits(playwright, address, peer, line, figures, "fast", CHANGES)
                bare(playwright, address, figures)
                print(f"round {number + 1} of {rounds}", flush=True)
            line.slow = True
            for number in range(slow_rounds):
                for peer in PEERS[:2]:
                    visits(playwright, address, peer, line, figures, "slow", 0)
                print(f"slow round {number + 1} of {slow_rounds}", flush=True)
    return figures


def add_plain_pages(site: Path) -> None:
    """Put the plain pages, stock Pyodide and our wheel beside the site."""
    plain = site / "plain"
    shutil.copytree(HERE / "plain", plain)
    (plain / "pyodide").mkdir()
    for name in STOCK_FILES:
        shutil.copyfile(PYODIDE / name, plain / "pyodide" / name)
    (wheel,) = (site / "runtime").rglob("*.whl")
    shutil.copyfile(wheel, plain / "pyodide" / wheel.name)
    common = plain / "common.mjs"
    common.write_text(common.read_text("utf-8").replace("WHEEL", wheel.name), "utf-8")


def profile(playwright: Playwright, folder: str, peer: Peer) -> BrowserContext:
    """Start a browser with a profile of its own, on disk as a reader's is, and the probe in every page."""
    context = opened(playwright, folder)
    settings = {"field": peer.field, "output": peer.output, "listening": peer.listening}
    context.add_init_script((HERE / "probe.js").read_text("utf-8").replace("PEER", json.dumps(settings)))
    return context


def opened(playwright: Playwright, folder: str) -> BrowserContext:
    """Start a browser with its profile in a folder."""
    return playwright.chromium.launch_persistent_context(
        folder,
        executable_path=find_or_install(),
        args=list(LAUNCH_ARGUMENTS),
        viewport={"width": 1280, "height": 900},
    )


def visits(
    playwright: Playwright, address: str, peer: Peer, line: Line, figures: Figures, link: str, changes: int
) -> None:
    """Visit a page with a new profile, and again with the same one, and note what it took."""
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-") as folder:
        for visit, last in (("cold", False), ("warm", True)):
            context = profile(playwright, folder, peer)
            before = line.sent
            for found in visit_once(context, address + peer.path, changes if last else 0):
                figures.add(peer.name, f"{link} {visit} {found[0]}", *found[1])
            figures.add(peer.name, f"{link} {visit} bytes", line.sent - before)
            context.close()


def visit_once(context: BrowserContext, address: str, changes: int) -> Iterator[tuple[str, list[Any]]]:
    """Open a page in a fresh browser and yield what was found by name."""
    page = context.pages[0]
    page.goto(address, wait_until="commit")
    found = page.evaluate("() => window.measured")
    yield "first", [found["first"]]
    yield "answered", [found["answered"]]
    # Caches are written, and a service worker settles, after the answer.
    page.wait_for_timeout(1500)
    yield "blocked", [page.evaluate("() => window.blocked")]
    if changes:
        yield "change", page.evaluate(f"() => window.latencies({changes})")


def bare(playwright: Playwright, address: str, figures: Figures) -> None:
    """Note when a page of the theme without a calculator is first seen."""
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="profile-") as folder:
        context = opened(playwright, folder)
        page = context.pages[0]
        page.goto(address + BARE_PAGE)
        figures.browser = f"Chromium {context.browser.version}" if context.browser else "Chromium"
        script = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
        figures.add(BARE, "fast cold first", page.evaluate(script))
        context.close()
