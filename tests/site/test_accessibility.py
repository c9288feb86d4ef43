"""No page type has an accessibility fault, in light and dark, on a desk and on a phone."""

import json
from collections.abc import Iterator
from typing import Literal

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


WIDTHS = (320, 1280)
# The theme names its palettes so.
SCHEMES = {"light": "default", "dark": "slate"}


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all the pages: the modules are loaded once."""
    context = browser.new_context(viewport={"width": 320, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=PAGES)
def opened(window: Page, address: str, request: pytest.FixtureRequest) -> Page:
    """A page, loaded once: palette and width change while it is open, as they do on a reader's machine."""
    window.goto(address + request.param)
    return window


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(opened: Page, scheme: Literal["light", "dark"], width: int) -> None:
    """The axe rules find no violation."""
    opened.set_viewport_size({"width": width, "height": 900})
    opened.emulate_media(color_scheme=scheme)
    expect(opened.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    # Half way from one colour to another contrast is no reader's.
    opened.evaluate("document.getAnimations().forEach((one) => one.finish())")
    found = Axe().run(opened).response["violations"]
    short = [(fault["id"], fault["impact"], [node["target"] for node in fault["nodes"]][:4]) for fault in found]
    assert short == [], json.dumps(short, indent=1)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(opened: Page, width: int) -> None:
    """A page scrolls down, never sideways; wide tables scroll inside themselves."""
    opened.set_viewport_size({"width": width, "height": 900})
    wider = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
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
