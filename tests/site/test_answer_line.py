"""On a phone one line with the figures stays in view, and it covers no more of the form than a line."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from calculators.catalog import catalog
from tests.examples import EXAMPLE, page_of
from tests.site.keyboard import finished

pytestmark = pytest.mark.later_visit

PHONE = ViewportSize(width=360, height=740)
LONG = 60_000
ONE_LINE = 32
# The value of each figure in the first row, and whether nothing of it is cut.
SHOWN = """(line) => [...line.children]
  .filter((figure) => figure.offsetTop < line.clientHeight / 2)
  .map((figure) => [figure.firstChild.innerText, [figure, ...figure.children].every(
    (part) => part.scrollWidth <= part.clientWidth + 1 || getComputedStyle(part).display === "inline"
  ) && figure.getBoundingClientRect().right <= innerWidth])"""


def apart(values: list[str]) -> list[str]:
    """Give each value; those of one name stand together."""
    return [one for value in values for one in value.split(" and ")]


@pytest.mark.parametrize("name", catalog())
def test_the_figures_stay_in_view_as_one_line(page: Page, address: str, name: str) -> None:
    """At the top of the page there is none; far down the form figures stand in one line below the header, each whole.

    Those without room are left out from the last on. The line is gone below the calculator.
    """
    page.set_viewport_size(PHONE)
    page.goto(address + page_of(name))
    finished(page, name)
    line = page.locator(f"#{name} > .answer-line")
    expect(line).to_be_hidden()
    page.locator(f"#{name} .calculator-form").evaluate(
        "(form) => scrollTo(0, form.getBoundingClientRect().bottom - 200)"
    )
    expect(line).to_be_visible()
    box, header = line.bounding_box(), page.locator(".md-header").bounding_box()
    assert box
    assert header
    assert box["height"] <= ONE_LINE
    assert abs(box["y"] - header["y"] - header["height"]) <= 1
    values = page.locator(f"#{name} .figures-row .value").all_inner_texts()
    assert apart(line.locator("strong").all_inner_texts()) == values
    found = line.evaluate(SHOWN)
    shown = apart([value for value, _ in found])
    assert shown
    assert values[: len(shown)] == shown
    assert all(whole for _, whole in found)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(line).not_to_be_in_viewport()


def test_the_line_follows_the_answer(page: Page, address: str) -> None:
    """What is typed with the tiles out of view changes the values in the line."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}{page_of(EXAMPLE)}")
    finished(page, EXAMPLE)
    line = page.locator(f"#{EXAMPLE} > .answer-line")
    before = line.inner_text()
    page.locator(f"#{EXAMPLE}-wage").fill("40")
    finished(page, EXAMPLE)
    expect(line).not_to_have_text(before, timeout=LONG)
