"""Sampling, overlap and pilot by keyboard alone, from the landing page, on a phone and on a desk."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.site.keyboard import LONG, finished, from_landing, headline, reach, write

pytestmark = pytest.mark.later_visit

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
# What a reader comes with, in the order of the form, and what the answer says to it.
WALKS = {
    # A delivery of 20,000 boxes, where 2 % may be wrong, and one with 5 % wrong may pass 5 times in 100.
    "sampling": (
        {"lot_size": "20,000", "acceptance_quality_limit": "2", "limiting_quality": "5", "consumer_risk": "5"},
        "Check 384 labels drawn at random and accept with at most 12 wrong",
    ),
    # People who are right 85 times in 100, where 97 are wanted.
    "overlap": ({"annotator_accuracy": "85", "target_accuracy": "97"}, "For 97% you need a majority of 7 people"),
    # Two vendors, of whom one is hoped to be right 95 times in 100 and the other 92, with money for 500 items each.
    "pilot": (
        {"expected_accuracy": "95", "other_accuracy": "92", "pilot_items": "500"},
        "each vendor must label the same 920 items",
    ),
}


def fill(page: Page, given: Mapping[str, str]) -> None:
    """Type over each field in turn; a group that is folded is opened first."""
    for name, text in given.items():
        if not page.locator(f"[name={name}]").is_visible():
            reach(page, f"details:has([name={name}]) > summary")
            page.keyboard.press("Enter")
        write(page, f"[name={name}]", text)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", WALKS)
def test_a_reader_gets_an_answer_from_the_landing_page(
    page: Page, address: str, name: str, size: Mapping[str, int]
) -> None:
    """What is typed is answered as CPython answers it, nothing is wider than the screen, and each chart has a table."""
    given, said = WALKS[name]
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    from_landing(page, address, name)
    fill(page, given)
    finished(page, name)
    expect(page.locator(f"#{name} output")).to_have_text(headline(name, dict(given)), timeout=LONG)
    expect(page.locator(f"#{name} output")).to_contain_text(said)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    charts = page.locator(f"#{name} .chart-figure")
    assert charts.count() == page.locator(f"#{name} .chart-figure details.numbers table").count() > 0
