"""The tables of a scorecard: the grid of marks by keyboard alone, and rows that follow other rows."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.axe import faults_in
from tests.site.keyboard import finished, from_landing, press, tab_to

pytestmark = pytest.mark.later_visit


def test_marks_are_typed_and_pasted_in_a_grid(page: Page, address: str) -> None:
    """Marks go down a criterion at a time; a block of them is taken whole, and what is no mark is not."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    from_landing(page, address, "scorecard")
    calculator = page.locator("#scorecard")
    # Hundreds of cells stand before it.
    calculator.locator("[data-records=scores] [data-column]").last.focus()
    press(page, calculator.locator(".signs-grid summary"))
    tab_to(page, calculator.locator("[data-at='0-0']"))
    page.keyboard.type("01x2?")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("d")
    levels = calculator.locator("[data-records=scores] > .table-holder [data-column=levels]")
    evidence = calculator.locator("[data-records=scores] > .table-holder [data-column=evidence]")
    expect(levels.first).to_have_value("012?3432444434323")
    expect(evidence.first).to_have_value("BBBADAACABBABABBB")
    expect(calculator.locator(".signs-grid [role=alert]")).to_contain_text("“X” was not taken")
    page.evaluate("navigator.clipboard.writeText('4\\t1\\n?\\t-\\n')")
    page.keyboard.press("Shift+Tab")
    for _ in range(5):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+V")
    expect(levels.first).to_have_value(re.compile("^4[?]2"))
    expect(levels.nth(1)).to_have_value(re.compile("^1-"))
    finished(page, "scorecard")
    expect(calculator.locator("output")).not_to_be_empty()
    assert faults_in(page) == []


def test_marks_and_names_follow_the_rows_they_stand_for(page: Page, address: str) -> None:
    """A criterion that moves, goes or comes takes its marks along, and a vendor's new name stands beside its marks."""
    page.goto(f"{address}calculators/scorecard/")
    finished(page, "scorecard")
    card = page.locator("#scorecard")
    headline = card.locator("output").inner_text()
    criteria, vendors, scores = (card.locator(f"[data-records={name}]") for name in ("criteria", "vendors", "scores"))
    levels = scores.locator("tbody [data-column=levels]").first
    given = levels.input_value()

    def pressed(table: Locator, name: str, marks: str) -> None:
        table.get_by_role("button", name=name, exact=True).click()
        expect(levels).to_have_value(marks)

    pressed(criteria, "Move up row 10", given[:8] + given[9] + given[8] + given[10:])
    finished(page, "scorecard")
    expect(card.locator("output")).to_have_text(headline)
    pressed(criteria, "Move down row 9", given)
    pressed(criteria, "Remove row 3", given[:2] + given[3:])
    pressed(criteria, "Undo", given)
    pressed(criteria, "Duplicate row 1", f"{given[0]}?{given[1:]}")
    pressed(criteria, "Undo", given)
    vendors.locator("tbody [data-column=name]").nth(1).click()
    page.keyboard.press("Control+A")
    # On its way it has the name of another vendor for a moment.
    page.keyboard.type("Vendor Alpha")
    expect(card.locator("output")).to_have_text(headline.replace("Vendor B", "Vendor Alpha"))
    assert [one.input_value() for one in scores.locator("tbody [data-column=vendor]").all()].count("Vendor Alpha") == 2
    page.keyboard.press("Alt+KeyZ")
    expect(card.locator("output")).to_have_text(headline)
    rows = scores.locator("tbody tr").count()
    vendors.get_by_role("button", name="Remove row 3", exact=True).click()
    expect(scores.locator("tbody tr")).to_have_count(rows - 2)
    finished(page, "scorecard")
    expect(card.locator(".field-error:visible")).to_have_count(0)
    pressed(vendors, "Undo", given)
    expect(scores.locator("tbody tr")).to_have_count(rows)
    pressed(vendors, "Duplicate row 1", given)
    expect(vendors.locator("tbody [data-column=name]").nth(1)).to_have_value("Vendor A 2")


def test_the_grid_says_on_a_phone_whose_marks_they_are(page: Page, address: str) -> None:
    """Its columns stand side by side under the names of vendor and rater, and scroll."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}calculators/scorecard/")
    finished(page, "scorecard")
    page.locator(".signs-grid summary").click()
    first, second = (page.locator(f".signs-grid [data-at='0-{column}']").bounding_box() for column in (0, 1))
    head = page.locator(".signs-grid thead th").first
    expect(head).to_be_in_viewport()
    expect(head).to_have_text("Vendor A, First, Levels")
    assert first
    assert second
    assert first["y"] == second["y"]
