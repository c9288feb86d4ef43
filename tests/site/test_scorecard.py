"""The grid of marks, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.site.axe import faults_in
from tests.site.keyboard import finished, from_landing, press, tab_to

pytestmark = pytest.mark.later_visit


def test_marks_are_typed_and_pasted_in_a_grid(page: Page, address: str) -> None:
    """Marks go down a criterion at a time; a block of them is taken whole, and what is no mark is not."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    from_landing(page, address, "scorecard")
    calculator = page.locator("#scorecard")
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
