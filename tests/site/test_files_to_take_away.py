"""Files that the pages offer to take away."""

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("place", ["vendors/", "security/data-processing-clauses/", "vendors/statement-of-work/"])
def test_files_to_take_away_are_there(page: Page, address: str, place: str) -> None:
    """Each link to a file leads to one that is packed as its kind is."""
    page.goto(f"{address}{place}")
    links = page.locator(".md-content a[href*='files/']")
    assert links.count() > 0
    for link in links.all():
        reply = page.request.get(str(link.evaluate("element => element.href")))
        assert reply.ok
        assert reply.body().startswith(b"PK\x03\x04")
