"""Chromium as the other engines are driven, for tests that ask the same of all three."""

from typing import Any

from playwright.sync_api import Browser, Error

from scripts.engines.engine import Engine


class Chromium(Engine):
    """A page of a running Chromium in a context of its own."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()

    def open(self, address: str) -> None:
        """Go to an address, and wait until the page has loaded."""
        self.page.goto(address)

    def ask(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, as JSON carries it; a promise is waited for."""
        try:
            return self.page.evaluate(f"async () => await ({expression})")
        except Error as error:
            raise RuntimeError(f"{expression}: {error.message}") from error

    def resize(self, width: int, height: int) -> None:
        """Give the page a window of that size."""
        self.page.set_viewport_size({"width": width, "height": height})

    def close(self) -> None:
        """End the page and what it kept."""
        self.context.close()
