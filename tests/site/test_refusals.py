"""What is refused: whose fault it is, what stays, and that an answer that is not for what is typed says so."""

import pytest
from playwright.sync_api import Page, expect

from tests.examples import EXAMPLE

pytestmark = pytest.mark.later_visit

LONG = 60_000


def test_a_refused_link_leaves_what_was_refused_before_marked(page: Page, address: str) -> None:
    """The link is refused for its own fault alone, and what was typed stands with its own mark, as before."""
    page.goto(f"{address}calculators/{EXAMPLE}/")
    wage = page.get_by_label("Annotator's wage", exact=True)
    wage.fill("a lot")
    expect(page.locator(f"#{EXAMPLE}-wage-error")).to_be_visible(timeout=LONG)
    page.evaluate(f"location.hash = '#{EXAMPLE}?volume=none&version=1'")
    notice = page.locator(f"#{EXAMPLE} .calculator-notice")
    expect(notice).to_contain_text("This link cannot be used. Accepted labels a month: expected a number", timeout=LONG)
    expect(notice).not_to_contain_text("wage")
    expect(wage).to_have_value("a lot")
    expect(page.locator(f"#{EXAMPLE}-wage-error")).to_be_visible()
    expect(page.locator(f"#{EXAMPLE} .earlier-answer")).to_contain_text("Annotator's wage")


def test_what_a_tool_said_of_refused_fields_goes_with_them(page: Page, address: str) -> None:
    """Once the field is corrected the tool no longer asks for it; an answer of the reader's own is an earlier one."""
    page.goto(f"{address}calculators/{EXAMPLE}/")
    wage = page.get_by_label("Annotator's wage", exact=True)
    report = page.locator(f"#{EXAMPLE} .calculator-report")
    wage.fill("a lot")
    expect(page.locator(f"#{EXAMPLE} .earlier-answer")).to_contain_text("The example's answer", timeout=LONG)
    page.locator(f"#{EXAMPLE} [data-tool=pin]").click()
    expect(report).to_have_text("Correct the marked fields first.")
    wage.fill("21")
    expect(report).to_have_text("", timeout=LONG)
    wage.fill("a lot again")
    expect(page.locator(f"#{EXAMPLE} .earlier-answer")).to_contain_text("Earlier answer", timeout=LONG)
