"""No page type has a serious accessibility fault, in light and dark, on a desk and on a phone."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

PAGES = ["", "calculators/cost/", "calculators/agreement/"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, scheme: str, width: int) -> None:
    """The axe rules find no violation."""
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + path)
    found = Axe().run(page).response["violations"]
    context.close()
    short = [(fault["id"], fault["impact"], [node["target"] for node in fault["nodes"]][:4]) for fault in found]
    assert short == [], json.dumps(short, indent=1)
