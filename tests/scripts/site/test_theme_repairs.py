"""The theme's faults are mended on the real site; a theme that changed is noticed here."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.machine.errors import BuildError
from scripts.site.theme_repairs import telling_digits_apart, waiting_for_the_search


@pytest.mark.parametrize(
    ("mended", "fault"),
    [
        ('role="dialog" aria-label="Search"', 'data-md-component="search" role="dialog">'),
        ('_title"', '_label" aria-expanded'),
        ('<nav class="md-path" aria-label="Breadcrumb"', '<nav class="md-path" aria-label="Navigation"'),
        (
            '<label class="md-nav__title" for="__nav_2" id="__nav_2_title"',
            '<label class="md-nav__title" for="__nav_2">',
        ),
    ],
)
def test_a_fault_is_mended(site: Path, mended: str, fault: str) -> None:
    """A page deep in the navigation holds the mended markup and not the faulty one."""
    text = (site / "decide" / "compare" / "index.html").read_text("utf-8")
    assert mended in text
    assert fault not in text


def test_another_script_of_the_theme_is_refused() -> None:
    """When the theme fetches its search index in another way, the build stops instead of leaving it as it is."""
    with pytest.raises(BuildError, match="search index"):
        waiting_for_the_search("fetch(new URL('search/search_index.json', base))")
    with pytest.raises(BuildError, match="endings"):
        telling_digits_apart("row = row + letter + ',' + node.id")


def test_every_number_of_the_pages_can_be_searched_for(page: Page, address: str) -> None:
    """No digit, nor two of them, stops the search, whatever numbers the pages hold."""
    warned: list[str] = []
    page.on("console", lambda said: warned.append(said.text) if said.type == "warning" else None)
    page.goto(address)
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.fill("kappa")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=30_000)
    told = page.locator(".md-search-result__meta")
    for number in range(100):
        box.fill(str(number))
        box.dispatch_event("keyup")
    box.fill("kappa")
    box.dispatch_event("keyup")
    expect(told).to_contain_text("matching")
    assert warned == []


def test_the_search_index_comes_when_the_search_opens(page: Page, address: str) -> None:
    """A page that is only read does not load the index; opening the search loads it once, and finds."""
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if "search_index" in sent.url else None)
    page.goto(f"{address}cost/", wait_until="networkidle")
    assert asked == []
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").fill("kappa")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=30_000)
    assert len(asked) == 1


def test_words_are_still_marked_where_a_search_led(page: Page, address: str) -> None:
    """An address with the words that were searched for marks them on the page."""
    page.goto(f"{address}quality/agreement/?h=kappa")
    expect(page.locator("article mark").first).to_be_visible(timeout=30_000)
