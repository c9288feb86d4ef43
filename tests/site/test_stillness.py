"""Nothing on a page moves by itself: not while its script and Python come, and not when an answer does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from calculators.catalog import catalog
from tests.examples import page_of
from tests.site.conftest import been_here
from tests.site.keyboard import finished

SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 780}}
# What rounds to 0.00, of the measure that browsers give: the share of the window that moved, times how far it moved.
STILL = 0.005
# Even what moves right after a touch is counted, though browsers excuse it.
MOVED = """window.moved = [];
new PerformanceObserver((list) => {
  for (const { startTime, value, sources } of list.getEntries())
    window.moved.push([value, Math.round(startTime), ...sources.map(({ node, previousRect, currentRect }) =>
      `${node?.nodeName} ${node?.className ?? node?.data}: ${previousRect.y} to ${currentRect.y}`)]);
}).observe({ type: "layout-shift", buffered: true });"""
# Another answer than the one before, given without a finger or a key: a number one higher, else another choice.
CHANGE = """(form) => {
  const seen = [...form.querySelectorAll("input")].filter((one) => one.checkVisibility() && !one.closest(".records"));
  const number = seen.find((one) => one.type === "text" && Number(one.value || one.placeholder));
  if (!number) return seen.findLast((one) => one.type === "radio").click();
  number.value = String(Number(number.value || number.placeholder) + 1);
  number.dispatchEvent(new Event("input", { bubbles: true }));
}"""

# Stands at an address before its page comes.
EMPTY = "<!doctype html><title>To come</title>"
# Write the page in pieces, each drawn before the next comes; without its last, which brings the scripts.
ARRIVE = """async (html) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const pieces = html.split(/(?=<div class="(?:figure|strip|calculator-status|answer-sections)\\b)/);
  document.open();
  for (const piece of pieces.slice(0, -1)) {
    document.write(piece);
    await drawn();
  }
  return pieces.length;
}"""


@pytest.fixture(scope="module", params=SIZES)
def window(browser: Browser, request: pytest.FixtureRequest, address: str, site: Path) -> Iterator[BrowserContext]:
    """The windows of a desk, then those of a phone."""
    with been_here(browser, address, site, viewport=SIZES[request.param], reduced_motion="reduce") as visited:
        visited.context.add_init_script(MOVED)
        yield visited.context


def still(page: Page) -> None:
    """Check that what moved since the last look comes to nothing."""
    # What is drawn is told a moment later.
    page.wait_for_timeout(300)
    moved = page.evaluate("window.moved.splice(0)")
    assert sum(entry[0] for entry in moved) < STILL, (page.url, moved)


@pytest.mark.parametrize("name", catalog())
def test_nothing_moves_on_a_calculators_page(window: BrowserContext, address: str, name: str) -> None:
    """From the first paint until Python is ready, and again until another answer is finished."""
    page = window.new_page()
    page.goto(address + page_of(name))
    finished(page, name)
    expect(page.locator(f"#{name} .calculator-status progress")).to_have_count(0)
    still(page)
    page.locator(f"#{name} form").evaluate(CHANGE)
    finished(page, name)
    still(page)
    page.close()


def test_nothing_moves_while_pages_arrive_in_pieces(window: BrowserContext, address: str) -> None:
    """However little of an answer's figures and strips a slow line has brought, what is shown stays where it is."""
    page = window.new_page()
    for name in catalog():
        path = address + page_of(name)
        page.route(path, lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
        page.goto(path)
        assert page.evaluate(ARRIVE, page.request.get(path).text()) > len(("head", "figure", "figure", "sections"))
        still(page)
    page.close()


def test_nothing_moves_aside_for_a_scroll_bar(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], address: str
) -> None:
    """Where scroll bars take room, which tests else hide, nothing moves as a page outgrows the window."""
    asked = {**browser_type_launch_args, "ignore_default_args": ["--hide-scrollbars"]}
    with browser_type.launch(**asked) as browser:
        page = browser.new_page(viewport=SIZES["desk"])
        page.add_init_script(MOVED)
        page.route("**/short/", lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
        page.goto(f"{address}short/")
        whole = page.request.get(address + page_of(next(iter(catalog())))).text()
        top, rest = whole.split("<article", 1)
        for piece in (top, "<article" + rest.split("<script")[0]):
            page.evaluate("html => document.write(html)", piece)
            page.wait_for_timeout(300)
        assert page.evaluate("innerWidth - document.documentElement.clientWidth") > 0
        assert page.evaluate("document.documentElement.scrollHeight > innerHeight")
        assert page.evaluate("window.moved") == []


@pytest.mark.parametrize(
    "path", ["", "calculators/paper/", "security/checklist-vendor/", "reference/sources/", "no/such/"]
)
def test_nothing_moves_on_other_pages(window: BrowserContext, address: str, path: str) -> None:
    """The first page, the paper, a checklist, the list of figures, and the page for addresses that lead nowhere."""
    page = window.new_page()
    page.goto(address + path, wait_until="networkidle")
    expect(page.locator("article h1")).to_be_visible()
    still(page)
    page.close()
