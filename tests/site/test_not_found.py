"""An address that leads nowhere gets a page with a way on: near pages, the search, the main ways, and all pages."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.examples import EXAMPLE


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (f"calculators/{EXAMPLE}s/", f"calculators/{EXAMPLE}/"),
        (f"{EXAMPLE.upper()}.html", f"calculators/{EXAMPLE}/"),
        ("guides/compare/", "decide/compare/"),
        ("security/security/gdprr/", "security/gdpr/"),
        ("cost/hidden-cost", "cost/hidden-costs/"),
    ],
)
def test_the_page_that_was_meant_is_guessed(page: Page, address: str, asked: str, meant: str) -> None:
    """A misspelt address, one of another section and one below a page lead to the page by one click."""
    response = page.goto(address + asked)
    assert response
    assert response.status == 404
    near = page.locator(".not-found-near a")
    expect(near.first).to_be_visible()
    found = [link.evaluate("(link) => link.href") for link in near.all()]
    assert address + meant in found
    near.nth(found.index(address + meant)).click()
    expect(page).to_have_url(address + meant)


@pytest.mark.parametrize("asked", ["zzqx/", "%E0%A4%A/", "a/b/c/d/e/f/qqq.php?x=1#y"])
def test_an_address_like_no_other_still_gets_the_ways(page: Page, address: str, asked: str) -> None:
    """Without a guess there are the search box, the main ways and every page."""
    page.goto(address + asked)
    expect(page.locator("h1")).to_contain_text("There is no page")
    expect(page.get_by_role("heading", name="The main ways")).to_be_visible()
    page.get_by_role("button", name="Search the handbook").click()
    expect(page.locator(".md-search__input")).to_be_focused()


def test_without_a_script_all_pages_are_offered(browser: Browser, address: str) -> None:
    """The ways on are links that work at any depth, without a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}no/such/page/")
    expect(page.locator(".not-found-near")).to_be_hidden()
    page.get_by_text("Every page there is").click()
    page.locator(".not-found-all").get_by_role("link").last.click()
    expect(page.locator("h1")).not_to_contain_text("There is no page")
    context.close()
