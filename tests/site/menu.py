"""The menu of what can be done with an answer, in which tests find their tools."""

from playwright.sync_api import Locator, Page


def kept(place: Page | Locator, words: str) -> Locator:
    """Open the menu where it is closed, and return the tool of these words in it."""
    menu = place.locator(".keep-menu")
    if menu.is_hidden():
        place.locator("[data-tool=keep]").press("Enter")
    return menu.locator("button, a").filter(has_text=words)
