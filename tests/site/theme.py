"""The theme's own script, which pages with a calculator bring with a reader's first sign."""

from playwright.sync_api import Page

# It fetches the list of pages, and opens those without a load from then on.
ALL_PAGES = "() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/sitemap.xml'))"


def with_the_theme(page: Page) -> None:
    """Give a sign that nothing else on the page hears, and wait until the script has come."""
    page.keyboard.press("Shift")
    page.wait_for_function("() => Boolean(window.document$)")


def opening_without_a_load(page: Page) -> None:
    """Bring the theme's script, and wait until it knows which addresses are pages of the site."""
    with_the_theme(page)
    page.wait_for_function(ALL_PAGES)
    # What is heard of the list comes after its last byte.
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
