"""What axe finds on a page: the rules for accessibility, as all tests ask for them."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 asks for targets of 24 pixels, or as much room around them; axe looks only where it is told to. What passes
# is not listed, since to write it down takes half as long as to look.
OPTIONS: dict[str, Any] = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
LOOK = "async ([within, options]) => (await axe.run(within ?? document, options)).violations"


def faults_in(page: Page, options: dict[str, Any] = OPTIONS, within: str | None = None) -> list[dict[str, Any]]:
    """Return what axe finds against the rules, on the page or within a part; it is loaded once into each page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    faults: list[dict[str, Any]] = page.evaluate(LOOK, [within, options])
    return faults
