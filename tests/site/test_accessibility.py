"""No page type has an accessibility fault, in light and dark, on a desk and on a phone."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

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
    "calculators/cost/",
    "calculators/decide/",
    "calculators/agreement/",
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
