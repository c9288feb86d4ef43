"""Hostile links and texts in a real page: nothing of them runs, nothing is complained of, and nothing hangs."""

from itertools import islice

import pytest
from playwright.sync_api import Page, expect

from tests import hostile
from tests.examples import asking, page_of

pytestmark = pytest.mark.later_visit
LONG = 60_000
LINKS = TEXTS = 60
# One with a short way to its finished answer, since all must answer alike.
QUICK = asking("volume", "correct_seconds", "calibration_items")
TYPE = """([number, text]) => {
  const others = "[type=radio], [type=checkbox], [type=file], [type=range]";
  const fields = [...document.querySelectorAll(`form input:not(${others})`)];
  const field = fields[number % fields.length];
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return field.name;
}"""


def test_hostile_links_and_texts_do_no_harm(page: Page, address: str) -> None:
    """After each the calculator has answered or refused in words, and Reset gives the page's own answer."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{address}{page_of(QUICK)}")
    calculator = page.locator(f"#{QUICK}")
    expect(calculator).to_have_attribute("data-python", "ready", timeout=LONG)
    before = calculator.locator("output").text_content() or "-"
    for link in islice(hostile.links(), LINKS):
        of_this = f"#{QUICK}?{link.partition('?')[2]}"
        page.evaluate("(hash) => { location.hash = hash; }", of_this)
        expect(calculator.locator("[aria-busy]")).to_have_count(0, timeout=LONG)
        assert page.evaluate("typeof window.hostile") == "undefined", link
    for number, (_, inputs) in enumerate(islice(hostile.fields(), TEXTS)):
        text = next(iter(inputs.values())).encode("utf-8", "replace").decode()
        page.evaluate(TYPE, [number, text])
        expect(calculator.locator("[aria-busy]")).to_have_count(0, timeout=LONG)
        assert page.evaluate("typeof window.hostile") == "undefined", text
    calculator.locator("[data-tool=reset]").click()
    expect(calculator.locator("output")).to_have_text(before, timeout=LONG)
    assert complaints == []
