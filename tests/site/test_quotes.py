"""A procurement officer's task, by keyboard alone: from the landing page to an order, a letter and a file."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators.core.spreadsheet import table_of
from tests.site.axe import faults_in
from tests.site.keyboard import choose, finished, from_landing, press, saved, tab_to
from tests.site.menu import kept

pytestmark = pytest.mark.later_visit

# Three real-looking quotes, as a German spreadsheet puts them on the clipboard.
QUOTES = (
    "Name\tCharges\tPrice\tPaid for\tMinimum bill\tProject management fee\n"
    "Nordlicht\tPer label\t0,055\t\t2000\t12\n"
    "Ostwind\tPer hour\t7,40\tAll that is delivered: rejects are paid for\t0\t0\n"
    "Südkreuz\tPer seat and month\t640\t\t\t0\n"
)


def test_a_procurement_officer_orders_three_unlike_quotes(page: Page, address: str, tmp_path: Path) -> None:
    """Pasted in euros, three quotes give an order, the questions to send, and a workbook that reads back."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    from_landing(page, address, "quotes")
    calculator = page.locator("#quotes")
    page.evaluate("text => navigator.clipboard.writeText(text)", QUOTES)
    press(page, calculator.locator("[data-rows-tool=paste]"))
    page.keyboard.press("Control+V")
    press(page, page.get_by_role("button", name="Use these rows"))
    expect(calculator.locator(".records-report")).to_contain_text("Read 3 rows")
    tab_to(page, calculator.locator("[name=currency]"))
    choose(page, "EUR")
    finished(page, "quotes")
    headline = calculator.locator("output")
    expect(headline).to_contain_text("costs least: €")
    expect(calculator.locator("[data-part=section-questions]")).to_contain_text("Do we pay for a label that fails")
    questions = calculator.locator("[data-part=section-questions]").inner_text()
    assert "Nordlicht" in questions
    assert "Südkreuz" in questions
    press(page, calculator.locator("#quotes-questions [data-copy]"))
    expect(calculator.locator("#quotes-questions [role=status]")).to_have_text(" Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "To Nordlicht:" in copied
    assert "Download" not in copied
    rows = table_of("quotes", saved(page, kept(calculator, "Download XLSX"), tmp_path), ["Quotes"])
    assert rows[0][1:] == ["Nordlicht", "Ostwind", "Südkreuz"]
    assert rows[2][1:] == ["0.055", "7.4", "640"]
    before = headline.inner_text()
    # What it says now is of the paste, so that nothing would wait for the file.
    calculator.locator(".records-report").evaluate("report => report.replaceChildren()")
    calculator.locator("[data-rows-tool=open]").set_input_files(tmp_path / "quotes.xlsx")
    expect(calculator.locator(".records-report")).to_contain_text("Read 3 rows")
    finished(page, "quotes")
    assert headline.inner_text() == before
    assert faults_in(page) == []


def test_a_pasted_column_goes_down_its_column(page: Page, address: str) -> None:
    """Prices copied from a spreadsheet's column change the prices alone, add a row for a fourth, and can be undone."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}calculators/quotes/")
    finished(page, "quotes")
    cells = {name: page.locator(f"[data-records=quotes] [data-column={name}]") for name in ("name", "pricing", "price")}
    before = {name: column.evaluate_all("cells => cells.map((cell) => cell.value)") for name, column in cells.items()}
    page.evaluate("text => navigator.clipboard.writeText(text)", "7,25\n480\n0.09\n")
    cells["price"].nth(1).focus()
    page.keyboard.press("Control+V")
    report = page.locator(".records-report")
    expect(report).to_contain_text("Filled 3 rows.")
    expect(cells["price"]).to_have_count(4)
    now = {name: column.evaluate_all("cells => cells.map((cell) => cell.value)") for name, column in cells.items()}
    assert now["price"] == [before["price"][0], "7,25", "480", "0.09"]
    assert [now[name][:3] for name in ("name", "pricing")] == [before[name] for name in ("name", "pricing")]
    press(page, report.get_by_role("button", name="Undo"))
    expect(cells["price"]).to_have_count(3)
    assert cells["price"].evaluate_all("cells => cells.map((cell) => cell.value)") == before["price"]
