"""No page type has an accessibility fault, in light and dark, on a desk and on a phone."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from calculators.catalog import catalog
from tests.examples import page_of

# One of each type, and every calculator, whose forms and answers differ.
PAGES = [
    "",
    "decide/compare/",
    "decide/in-house/",
    "cost/",
    "quality/agreement/",
    "security/checklist-vendor/",
    "security/gdpr/",
    "vendors/pilot/",
    "tasks/bounding-boxes/",
    "scale/",
    "reference/questions/",
    "reference/sources/",
    "reference/glossary/",
    "calculators/",
    "calculators/paper/",
    *map(page_of, catalog()),
]


# One window for all the pages of a palette and width: the modules are loaded once.
@pytest.fixture(
    scope="module",
    params=[(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)],
    ids=lambda param: f"{param[0]}-{param[1]}",
)
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of one palette and width."""
    scheme, width = request.param
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(window: Page, address: str, path: str) -> None:
    """The axe rules find no violation."""
    window.goto(address + path)
    found = Axe().run(window).response["violations"]
    short = [(fault["id"], fault["impact"], [node["target"] for node in fault["nodes"]][:4]) for fault in found]
    assert short == [], json.dumps(short, indent=1)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_window(window: Page, address: str, path: str) -> None:
    """A page scrolls down, never sideways; wide tables scroll inside themselves."""
    window.goto(address + path)
    wider = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0


def test_the_keyboard_scrolls_a_wide_table(page: Page, address: str) -> None:
    """Only a table wider than its column takes focus; it has a name, and arrow keys move it."""
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{address}security/hipaa/")
    holders = page.locator(".md-typeset__scrollwrap")
    wide = page.get_by_role("group", name="Table: Which rule asks what")
    page.set_viewport_size({"width": 240, "height": 900})
    expect(wide).to_have_attribute("tabindex", "0")
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("holder => holder.scrollLeft > 0", arg=wide.element_handle())
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(holders.first).not_to_have_attribute("tabindex", "0")
