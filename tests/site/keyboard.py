"""What a reader does on the real site with a keyboard alone, and what CPython says to the same inputs."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from calculators.catalog import find
from calculators.core.currency import DEFAULT, localized

LONG = 60_000
MOST_STOPS = 700
# Milliseconds; Playwright's own waits look every second in the end, and tests wait a thousand times.
OFTEN = 50
READY = "selector => document.querySelector(selector)?.dataset.python === 'ready'"
SETTLED = """selector => document.querySelectorAll(
  `${selector} .answer-sections:not([aria-busy]):not(:has([data-pending]))`).length === 1"""
CHOSEN = "() => document.activeElement.selectedOptions[0].label"
MOST_TRIES = 5
FORGOTTEN = 1500
# Nothing where the element is gone.
HAS_FOCUS = "element => element.isConnected ? element === document.activeElement : null"


def headline(name: str, given: dict[str, object]) -> str:
    """Return the headline CPython writes."""
    calculator = find(name)
    inputs = calculator.inputs.parse(given)
    return localized(calculator.present(inputs, calculator.finished(inputs)).headline, DEFAULT)


def finished(page: Page, calculator: str) -> None:
    """Wait until the calculator of that name has nothing more to say."""
    settled(page, f"#{calculator}")


def settled(page: Page, selector: str) -> None:
    """Wait until the calculator that the selector finds has nothing more to say."""
    page.wait_for_function(READY, arg=selector, polling=OFTEN, timeout=LONG)
    # What is typed is asked in the next frame; no part may then still wait for its new text.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function(SETTLED, arg=selector, polling=OFTEN, timeout=LONG)


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus stands on what is wanted."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def follow(page: Page, path: str, landmark: str) -> None:
    """Go on by a link in the text that Tab reaches, and wait for something of the next page."""
    reach(page, f"main a[href$='{path}']:not(.headerlink):not(.md-nav__link)")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(path))
    expect(page.locator(landmark)).to_have_count(1)


def write(page: Page, selector: str, text: str) -> None:
    """Type over what stands in a field that Tab reaches."""
    reach(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose(page: Page, words: str) -> int:
    """Choose by its first letters in the menu that has the focus; return how often they had to be typed.

    A browser takes letters together that are less than a second apart, which on a busy machine they may not be.
    """
    for tries in range(1, MOST_TRIES + 1):
        page.keyboard.type(words)
        if page.evaluate(CHOSEN).startswith(words):
            return tries
        page.wait_for_timeout(FORGOTTEN)
    return pytest.fail(f"The menu does not take {words}")


def tab_to(page: Page, target: Locator, most: int = MOST_STOPS) -> None:
    """Press Tab until the target has the focus."""
    found = target.element_handle()
    for _ in range(most):
        # What the page has meanwhile put up anew is looked for again; to look at every step would take the most time.
        while (reached := found.evaluate(HAS_FOCUS)) is None:
            found = target.element_handle()
        if reached:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{most} presses of Tab do not reach {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Walk to a link or button by Tab, and press it."""
    tab_to(page, target)
    page.keyboard.press(key)


def pick(page: Page, picker: Locator, files: Path | list[Path]) -> None:
    """Walk to a button that opens files by Tab, press it, and pick files as the system's own window would."""
    # A busy browser may open its window before it is told to hand it over; then the key is pressed again.
    for patience in (5_000, 10_000, 30_000):
        tab_to(page, picker)
        try:
            with page.expect_file_chooser(timeout=patience) as waiting:
                page.keyboard.press("Enter")
        except PlaywrightTimeoutError:
            continue
        waiting.value.set_files(files)
        return
    pytest.fail("the button opens no window for files")


def from_landing(page: Page, address: str, name: str) -> None:
    """Go from the landing page to a calculator by links alone."""
    page.goto(address)
    press(page, page.get_by_role("link", name="Calculators", exact=True).first)
    expect(page).to_have_url(re.compile(r"/calculators/$"))
    press(page, page.locator(f".md-content a[href*='{name}/']").first)
    finished(page, name)


def saved(page: Page, button: Locator, folder: Path) -> bytes:
    """Press a button that saves a file, and return what is in it."""
    tab_to(page, button)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()
