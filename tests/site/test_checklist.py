"""The checklists, on the real site, in a real browser: ticked, kept, taken away, cleared, linked."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.later_visit

PATH = "security/checklist-vendor/"


@pytest.fixture
def checklist(page: Page, address: str) -> Locator:
    """The checklist for vendors, ready to use."""
    page.goto(address + PATH)
    found = page.locator("handbook-checklist")
    expect(found.locator(".checklist-tools")).to_be_visible()
    return found


def boxes(checklist: Locator) -> list[Locator]:
    """Return the boxes from top to bottom."""
    return checklist.get_by_role("checkbox").all()


def progress(checklist: Locator) -> Locator:
    """Return the line that counts."""
    return checklist.locator(".checklist-progress")


def test_ticks_are_counted_and_kept(checklist: Locator, page: Page) -> None:
    """The count follows each tick, and the ticks are there again when the page is loaded anew."""
    number = len(boxes(checklist))
    assert number >= 20
    expect(progress(checklist)).to_have_text(f"0 of {number} ticked")
    boxes(checklist)[0].check()
    checklist.locator("label").nth(2).click()
    expect(progress(checklist)).to_have_text(f"2 of {number} ticked")
    page.reload()
    expect(progress(checklist)).to_have_text(f"2 of {number} ticked")
    assert [box.is_checked() for box in boxes(checklist)[:4]] == [True, False, True, False]
    boxes(checklist)[0].uncheck()
    expect(progress(checklist)).to_have_text(f"1 of {number} ticked")


def test_each_list_keeps_its_own_ticks(checklist: Locator, page: Page, address: str) -> None:
    """A tick on one list is none on another."""
    boxes(checklist)[0].check()
    page.goto(f"{address}security/checklist-offboarding/")
    expect(progress(page.locator("handbook-checklist"))).to_contain_text("0 of")


def test_the_keyboard_ticks(checklist: Locator, page: Page) -> None:
    """A box is ticked without a mouse."""
    boxes(checklist)[1].focus()
    page.keyboard.press("Space")
    expect(boxes(checklist)[1]).to_be_checked()
    expect(progress(checklist)).to_contain_text("1 of")


def test_copy_gives_the_list_as_markdown(checklist: Locator, page: Page, address: str) -> None:
    """The clipboard holds each item with its tick, its notes and its address."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    boxes(checklist)[0].check()
    checklist.get_by_role("button", name="Copy as Markdown").click()
    expect(checklist.locator(".checklist-report")).to_contain_text("Copied")
    text = page.evaluate("navigator.clipboard.readText()")
    first = checklist.locator(".checklist-item").first
    name = first.get_attribute("id")
    assert text.count("- [x] ") == 1
    assert text.count("- [ ] ") == len(boxes(checklist)) - 1
    assert f"- [x] {first.locator('label').inner_text()} ([link]({address}{PATH}#{name}))" in text
    assert "    - Evidence: " in text


def test_csv_has_a_row_for_each_item(checklist: Locator, page: Page) -> None:
    """The file opens as a table: the items in order, their ticks, evidence and addresses."""
    boxes(checklist)[1].check()
    with page.expect_download() as waiting:
        checklist.get_by_role("button", name="Download CSV").click()
    assert waiting.value.suggested_filename.endswith(".csv")
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Id"] for row in rows] == [
        item.get_attribute("id") for item in checklist.locator(".checklist-item").all()
    ]
    assert [row["Done"] for row in rows[:3]] == ["no", "yes", "no"]
    assert all(row["Evidence"] for row in rows)
    assert all(row["Link"].endswith(f"{PATH}#{row['Id']}") for row in rows)


def test_clearing_asks_first(checklist: Locator, page: Page) -> None:
    """The first press only asks; Escape keeps the ticks; a second press clears them, for good."""
    boxes(checklist)[0].check()
    checklist.get_by_role("button", name="Clear all ticks").click()
    expect(boxes(checklist)[0]).to_be_checked()
    page.keyboard.press("Escape")
    expect(checklist.get_by_role("button", name="Clear all ticks")).to_be_visible()
    expect(boxes(checklist)[0]).to_be_checked()
    checklist.get_by_role("button", name="Clear all ticks").click()
    checklist.get_by_role("button", name="Press again to clear").click()
    expect(progress(checklist)).to_contain_text("0 of")
    page.reload()
    expect(progress(checklist)).to_contain_text("0 of")


def test_an_item_can_be_linked(checklist: Locator, page: Page) -> None:
    """The sign beside an item holds its address, and the address leads to the item."""
    item = checklist.locator(".checklist-item").last
    name = item.get_attribute("id")
    assert item.locator(".checklist-link").evaluate("link => link.hash") == f"#{name}"
    address = item.locator(".checklist-link").evaluate("link => link.href")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(f"#{name}")).to_be_in_viewport()


def test_a_link_changes_no_tick(checklist: Locator, page: Page) -> None:
    """Following the address of an item does not tick it."""
    checklist.locator(".checklist-link").nth(3).click()
    expect(progress(checklist)).to_contain_text("0 of")


def test_without_scripts_the_list_is_complete(page: Page, address: str, checklist: Locator) -> None:
    """A reader without scripts can read and tick every item, and sees no button that does nothing."""
    number = len(boxes(checklist))
    assert page.context.browser is not None
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address + PATH)
    expect(plain.locator("handbook-checklist").get_by_role("checkbox")).to_have_count(number)
    expect(plain.locator("handbook-checklist button")).to_have_count(0)
    context.close()
