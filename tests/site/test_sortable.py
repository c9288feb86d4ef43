"""Tables that can be sorted, on the real site, in a real browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.later_visit


@pytest.fixture
def table(page: Page, address: str) -> Locator:
    """The table of the page that compares the ways of working."""
    page.goto(f"{address}decide/compare/")
    found = page.locator(".sortable table")
    expect(found.get_by_role("button")).not_to_have_count(0)
    return found


def column(table: Locator, index: int) -> list[str]:
    """Return the words of a column from top to bottom."""
    cells = table.locator(f"tbody tr > :nth-child({index + 1})")
    return [re.sub(r"\s+", " ", words).strip() for words in cells.all_inner_texts()]


def in_order(words: list[str]) -> list[str]:
    """Return words as a reader sorts them: capitals and small letters alike."""
    return sorted(words, key=str.casefold)


def test_three_presses_sort_up_then_down_then_back(table: Locator) -> None:
    """Rows move, none is lost, aria-sort says how, and the third press brings the page's own order back."""
    before = column(table, 0)
    assert before != in_order(before), "the test needs a table that is not in order by itself"
    heading = table.locator("thead th").first
    button = heading.get_by_role("button")
    button.click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert column(table, 0) == in_order(before)
    button.click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert column(table, 0) == in_order(before)[::-1]
    button.click()
    expect(heading).not_to_have_attribute("aria-sort", re.compile("."))
    assert column(table, 0) == before


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_sorts(table: Locator, page: Page, key: str) -> None:
    """A heading is reached and pressed without a mouse, and what happened is said."""
    before = column(table, 0)
    table.get_by_role("button").first.focus()
    page.keyboard.press(key)
    assert column(table, 0) == in_order(before)
    expect(page.locator(".sortable [role=status]")).to_contain_text("ascending")


def test_only_the_column_in_use_says_that_it_sorts(table: Locator) -> None:
    """Sorting by another column takes the mark from the first; whole rows move together."""
    rows = {tuple(row.inner_text().split("\t")) for row in table.locator("tbody tr").all()}
    first, second = table.get_by_role("button").all()[:2]
    first.click()
    second.click()
    assert [heading.get_attribute("aria-sort") for heading in table.locator("thead th").all()].count("ascending") == 1
    expect(table.locator("thead th").first).not_to_have_attribute("aria-sort", re.compile("."))
    assert {tuple(row.inner_text().split("\t")) for row in table.locator("tbody tr").all()} == rows


def test_a_link_to_a_row_leads_to_it_after_sorting(table: Locator, page: Page) -> None:
    """Rows carry their addresses with them."""
    name = table.locator("tbody [id]").last.get_attribute("id")
    table.get_by_role("button").first.click()
    # No reader follows a link before the rows stand where they are to stand.
    expect(table.locator("th").first).to_have_attribute("aria-sort", "ascending")
    page.evaluate("name => { location.hash = name }", name)
    expect(page.locator(f"#{name}")).to_be_in_viewport()


def test_it_still_sorts_after_coming_from_another_page(page: Page, address: str) -> None:
    """The theme swaps pages without loading them anew; the tables of the new page sort all the same."""
    page.goto(f"{address}decide/")
    page.locator("article a[href$='compare/']").first.click()
    button = page.locator(".sortable table").get_by_role("button").first
    button.click()
    expect(page.locator(".sortable th").first).to_have_attribute("aria-sort", "ascending")


def test_without_scripts_the_table_is_complete(page: Page, address: str, table: Locator) -> None:
    """A reader without scripts has every row and no button that does nothing."""
    rows = table.locator("tbody tr").count()
    assert page.context.browser is not None
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}decide/compare/")
    expect(plain.locator(".sortable tbody tr")).to_have_count(rows)
    expect(plain.locator(".sortable button")).to_have_count(0)
    context.close()
