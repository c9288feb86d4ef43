"""No page type has an accessibility fault, in light and dark, on a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.catalog import catalog
from tests.examples import EXAMPLE, READER, page_of
from tests.site.axe import OPTIONS, faults_in
from tests.site.conftest import been_here
from tests.site.keyboard import settled
from tests.site.theme import with_the_theme

# One of each type.
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
    "404.html",
]
# Every one, since their forms and answers differ.
CALCULATORS = [page_of(name) for name in catalog()]
# What is wrong with colours depends on the palette, and with all else on the width: two windows find either.
WINDOWS = [("light", 320), ("dark", 1280)]
# A calculator's form and answer are laid out anew by width and have colours of their own, so two are seen in all four:
# one of fields alone, and one with a table.
OTHER_WINDOWS = [("dark", 320), ("light", 1280)]
# The rules that look at colours.
COLOURS: dict[str, Any] = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
# As the theme names its palettes.
PALETTES = {"light": "default", "dark": "slate"}


@pytest.fixture(scope="module")
def page_to_change(browser: Browser, address: str, site: Path) -> Iterator[Page]:
    """One page for all: the modules are loaded once, and palette and width change while it is open."""
    window = {"width": 320, "height": 900}
    with been_here(browser, address, site, viewport=window, reduced_motion="reduce") as visited:
        yield visited.context.new_page()


def seen_in(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    """Give the page a window of that palette and width."""
    with_the_theme(page)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", PALETTES[scheme])
    # No reader looks at a colour half way from one to another.
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")


@pytest.mark.parametrize("path", [*PAGES, *CALCULATORS])
def test_a_page_has_no_fault(page_to_change: Page, address: str, path: str) -> None:
    """The axe rules find no violation, targets included; a page scrolls down, never sideways, as wide tables do."""
    page = page_to_change
    page.goto(address + path)
    if page.locator("live-calculator:not([data-waits])").count():
        # What is there once Python runs is looked at too, and nothing comes or goes meanwhile.
        settled(page, "live-calculator")
    found = {}
    looks = [(window, OPTIONS) for window in WINDOWS]
    looks += [(window, COLOURS) for window in OTHER_WINDOWS if path in (page_of(EXAMPLE), page_of(READER))]
    for window, options in looks:
        seen_in(page, *window)
        faults = faults_in(page, options)
        short = [(fault["id"], fault["impact"], [node["target"] for node in fault["nodes"]][:4]) for fault in faults]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if short or wider > 0:
            found[window] = (short, wider)
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "404.html"])
def test_a_button_that_has_the_keyboard_can_be_read(
    page_to_change: Page, address: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    """The theme gives a button other colours while it has the focus, and they differ enough in both palettes."""
    page = page_to_change
    page.goto(address + path)
    seen_in(page, scheme, 1280)
    button = page.locator(".md-button:visible").first
    button.focus()
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    assert faults_in(page, within=".md-button") == []


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
