"""The split in a real browser, by keyboard alone: parts of the work, their routes, and what each rule costs."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.keyboard import LONG, finished, follow, headline, reach

pytestmark = pytest.mark.later_visit


def test_an_ml_lead_gets_a_split_from_the_landing_page(page: Page, address: str) -> None:
    """Five parts pasted from a spreadsheet, one that may not leave: the split, its cost and the dearest rule."""
    page.goto(address)
    follow(page, "decide/#ml-lead", "#ml-lead")
    follow(page, "calculators/hybrid/", "#hybrid")
    reach(page, "[data-records=segments] [data-rows-tool=paste]")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(
        "Name\tVolume\tSeconds\tMay leave\nDay\t125000\t\t\nNight\t40000\t40\t\nFaces\t30000\t\tno\n"
        "Hazards\t5000\t90\t\nSigns\t20000\t10\tanyone\n"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-records=segments] tbody tr")).to_have_count(5, timeout=LONG)
    finished(page, "hybrid")
    rows = "Day,125000;Night,40000,40;Faces,30000,,no;Hazards,5000,90;Signs,20000,10,anyone"
    expect(page.locator("#hybrid output")).to_have_text(headline("hybrid", {"segments": rows}), timeout=LONG)
    expect(page.locator("#hybrid output")).to_contain_text("let a model label Faces first: about $28,000 a month")
    expect(page.locator("#hybrid-rules")).to_contain_text("The dearest is Faces: data, at $8,488")
    assert page.locator("#hybrid-split .hatched").count() >= 1
