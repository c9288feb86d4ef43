"""On a phone one line with the figures stays in view, and it covers no more of the form than a line."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from calculators.catalog import catalog
from tests.examples import EXAMPLE, READER, page_of
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


def test_no_way_is_left_out_at_four_hundred_per_cent(page: Page, address: str) -> None:
    """Where three ways do not fit side by side they stand in two lines, or the best could be missing."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(address + page_of(EXAMPLE))
    finished(page, EXAMPLE)
    page.locator(f"#{EXAMPLE} .calculator-form").evaluate("(form) => form.scrollIntoView()")
    line = page.locator(f"#{EXAMPLE} > .answer-line")
    expect(line).to_be_visible()
    box = line.bounding_box()
    assert box
    for way in line.locator(".line-figure").all()[:3]:
        whole = way.bounding_box()
        assert whole
        assert whole["y"] + whole["height"] <= box["y"] + box["height"] + 1


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


# The buttons beside an answer of which something else is on the screen.
COVERED = """(calculator) => [...calculator.querySelectorAll(".calculator-tools > button")].filter((button) => {
  const { left, top, width, height } = button.getBoundingClientRect();
  return width && document.elementFromPoint(left + width / 2, top + height / 2) !== button;
}).map((button) => button.textContent)"""

BELOW = """(note) => {
  const tiles = [...note.parentElement.children].filter((one) => one !== note);
  return tiles.every((tile) => tile.getBoundingClientRect().bottom <= note.getBoundingClientRect().top + 1);
}"""


@pytest.mark.parametrize(("name", "field"), [(EXAMPLE, "months"), (READER, "agreement_needed")])
def test_an_answer_to_other_inputs_says_so_wherever_it_is(page: Page, address: str, name: str, field: str) -> None:
    """However many tiles there are, a note stands under them and over no button; below it the line says the same."""
    page.set_viewport_size(PHONE)
    page.goto(address + page_of(name))
    finished(page, name)
    page.locator(f"#{name}-{field}").fill("-5")
    calculator = page.locator(f"#{name}")
    note = calculator.locator(".earlier-answer")
    expect(note).to_be_visible(timeout=LONG)
    calculator.evaluate("(element) => element.querySelector('.figures-row').scrollIntoView({ block: 'center' })")
    expect(note).to_be_in_viewport(ratio=1)
    assert calculator.evaluate(COVERED) == []
    assert note.evaluate(BELOW)
    calculator.evaluate("(element) => element.scrollIntoView({ block: 'end' })")
    line = calculator.locator(".answer-line")
    expect(line).to_contain_text("Correct first")
    expect(line).to_be_in_viewport()
    page.locator(f"#{name}-{field}").fill("1")
    finished(page, name)
    expect(note).to_have_count(0)
    expect(line).not_to_contain_text("Correct first")
