"""A tab that is kept long, left and come back to, or given less than usual by its browser, still answers."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from scripts.engines.chromium import Chromium
from scripts.engines.engine import Engine
from scripts.engines.firefox import Firefox
from scripts.engines.webkit import WebKit
from scripts.machine.browser import find_or_install
from tests.conftest import PREFIX
from tests.examples import EXAMPLE, asking, page_of
from tests.site.fault_table import TYPE, VOLUME, WANTED, open_and_type, seen, settled
from tests.site.faulty import FaultyServer, faulty

LONG = 60_000
# How often a browser may find a page still at work that it is to keep.
TRIES = 3
# One with a short way to its finished answer.
QUICK = asking("volume", "correct_seconds", "calibration_items")
# Changes until the tab has all that it will ever keep, and those after which it must have no more.
FIRST, THEN = 60, 180
CHANGES = """async ([name, from, to]) => {
  const element = document.getElementById(name);
  const field = element.querySelector("[name=volume]");
  for (let number = from; number < to; number++) {
    field.value = String(20000 + 7 * number);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    while (element.querySelector("[aria-busy]")) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}"""
# How often the memory of the WebAssembly was made larger from now on.
COUNT_GROWTH = """() => {
  const { grow } = WebAssembly.Memory.prototype;
  self.grown = 0;
  WebAssembly.Memory.prototype.grow = function (pages) {
    self.grown += 1;
    return grow.call(this, pages);
  };
}"""
REFUSED = """const refuse = () => { throw new DOMException("It is refused.", "SecurityError"); };
Object.defineProperty(window, "sessionStorage", { get: refuse });
CacheStorage.prototype.open = CacheStorage.prototype.keys = async () => refuse();"""


@pytest.fixture
def server(site: Path) -> Iterator[FaultyServer]:
    """The site on a server of its own."""
    with faulty(site, PREFIX) as started:
        yield started


def test_a_tab_does_not_grow_with_what_is_typed(page: Page, address: str) -> None:
    """Once the first changes are over, those that follow keep no element, listener or page of memory."""
    measure = page.context.new_cdp_session(page)
    page.goto(f"{address}{page_of(QUICK)}")
    expect(page.locator(f"#{QUICK}")).to_have_attribute("data-python", "ready", timeout=LONG)
    (worker,) = (one for one in page.workers if "/assets/scripts/worker." in one.url)
    worker.evaluate(COUNT_GROWTH)

    def kept(begin: int, end: int) -> dict[str, int]:
        page.evaluate(CHANGES, [QUICK, begin, end])
        expect(page.locator(f"#{QUICK}[data-working]")).to_have_count(0)
        measure.send("HeapProfiler.collectGarbage")
        counted = measure.send("Memory.getDOMCounters")
        return {**counted, "history": page.evaluate("history.length"), "memory": worker.evaluate("self.grown")}

    first, second = kept(0, FIRST), kept(FIRST, THEN)
    assert second["memory"] == first["memory"]
    assert second["history"] == first["history"]
    # One for every change would be this many.
    assert second["nodes"] - first["nodes"] < THEN - FIRST
    assert second["jsEventListeners"] - first["jsEventListeners"] < THEN - FIRST


def test_storage_that_is_refused_costs_no_answer(page: Page, address: str) -> None:
    """A browser that lets a page keep nothing at all is given the answer, and nothing is complained of."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(REFUSED)
    page.goto(f"{address}{page_of(EXAMPLE)}")
    page.evaluate(TYPE)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(WANTED, timeout=LONG)
    assert complaints == []


def test_a_browser_without_webassembly_is_told_so(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], server: FaultyServer
) -> None:
    """Where it is switched off the page says that, and not that a file is damaged."""
    without = [*browser_type_launch_args["args"], "--js-flags=--jitless"]
    with browser_type.launch(**{**browser_type_launch_args, "args": without}) as started, Chromium(started) as page:
        open_and_type(page, server.url)
        now = settled(page)
        assert "WebAssembly, which Python runs in, is switched off in this browser" in now["status"]
        assert (now["button"], now["typed"]) == ("Try again", VOLUME)


def shown(engine: Engine, expression: str, most: float = LONG / 1000) -> None:
    """Wait, so many seconds at most, for a page of which an expression is true; while it comes there is none to ask."""
    end = time.monotonic() + most
    while time.monotonic() < end:
        with suppress(RuntimeError):
            if engine.ask(expression):
                return
        time.sleep(0.1)
    raise AssertionError(f"never: {expression}")


def is_kept(engine: Engine, address: str) -> bool:
    """Go on to another page and come back, and say whether the browser has kept the page."""
    engine.wait(f"document.querySelectorAll('#{EXAMPLE} [aria-busy]').length", lambda many: many == 0)
    engine.ask("(window.addEventListener('pageshow', (event) => { window.kept = event.persisted; }), true)")
    engine.ask(f"(setTimeout(() => location.assign({json.dumps(f'{address}reference/faults/')}), 0), true)")
    shown(engine, "!document.querySelector('live-calculator') && document.readyState === 'complete'")
    with suppress(RuntimeError):
        # It may be there already before it has answered.
        engine.ask("(setTimeout(() => history.back(), 0), true)")
    shown(engine, f"document.querySelector('#{EXAMPLE}')?.dataset.python === 'ready'")
    with suppress(AssertionError):
        # The browser tells so right after it has shown the page.
        shown(engine, "window.kept === true", 5)
        return True
    return False


def left_and_back(engine: Engine, address: str) -> None:
    """Open the calculator and type, go on to another page and come back, and type again.

    Raises AssertionError when what was typed is lost or not answered.
    """
    open_and_type(engine, address)
    assert settled(engine)["output"] == WANTED
    # A browser may keep no page that still loads something, and a busy machine is slow to be done with that.
    assert any(is_kept(engine, address) for _ in range(TRIES))
    engine.wait(f"document.querySelector('#{EXAMPLE} [name=volume]').value", lambda typed: typed == VOLUME)
    assert seen(engine)["output"] == WANTED
    engine.ask(TYPE.replace(VOLUME, "12345"))
    engine.wait(f"document.querySelector('#{EXAMPLE} output').textContent", lambda words: words != WANTED)
    engine.ask(TYPE)
    engine.wait(f"document.querySelector('#{EXAMPLE} output').textContent", lambda words: words == WANTED)


def test_a_page_that_was_left_and_kept_still_answers(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], server: FaultyServer
) -> None:
    """Chromium brings the very page back, with its worker, and it answers what is typed then.

    The one that has windows, since without them it keeps no page.
    """
    keeping = {
        **browser_type_launch_args,
        "executable_path": find_or_install(),
        "ignore_default_args": ["--disable-back-forward-cache"],
    }
    with browser_type.launch(**keeping) as started, Chromium(started) as page:
        left_and_back(page, server.url)


@pytest.mark.parametrize("other", [Firefox, WebKit])
def test_a_page_that_was_left_and_kept_still_answers_in_other_browsers(
    other: type[Firefox | WebKit], server: FaultyServer
) -> None:
    """As in Chromium."""
    with other() as engine:
        left_and_back(engine, server.url)
