"""Nothing that a reader is to read or press is cut off, squeezed or left small, on a phone and on a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.examples import EXAMPLE, QUESTIONS, READER, page_of
from tests.site.keyboard import LONG, finished

pytestmark = pytest.mark.later_visit

PHONE = {"width": 360, "height": 780}
# How much wider a menu would be, were it as wide as its longest entry.
SQUEEZED = """(menu) => {
  const { width } = menu.getBoundingClientRect();
  menu.style.maxWidth = "none";
  return menu.getBoundingClientRect().width - width;
}"""

# The width inside the section that a chart stands in.
ROOM = """(chart) => {
  const section = chart.closest(".calculator-section");
  return section.clientWidth - 2 * parseFloat(getComputedStyle(section).paddingLeft);
}"""


def test_the_menu_of_appendices_shows_its_words_on_a_phone(page: Page, address: str) -> None:
    """Both entries have room between the edges of the paper's form at 360 pixels."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}calculators/paper/")
    assert page.get_by_label("Appendices").evaluate(SQUEEZED) == 0


def test_what_a_field_did_is_not_squeezed_on_a_phone(page: Page, address: str) -> None:
    """There is no room beside a field on a phone: the line at the bottom says what it did, and nothing is cut."""
    page.set_viewport_size(PHONE)
    page.goto(address + page_of(EXAMPLE))
    finished(page, EXAMPLE)
    page.locator(f"#{EXAMPLE}-wage").fill("40")
    expect(page.locator(f"#{EXAMPLE} .answer-changed")).to_contain_text("to 40 takes", timeout=LONG)
    expect(page.locator(f"#{EXAMPLE} [data-field=wage] .field-did")).to_be_hidden()


def test_what_a_change_did_leaves_the_foot_of_a_phone(page: Page, address: str) -> None:
    """The sentence lies over the form for as long as it takes to read, and is found in its place from then on."""
    page.clock.install()
    page.set_viewport_size(PHONE)
    page.goto(address + page_of(EXAMPLE))
    finished(page, EXAMPLE)
    line = page.locator(f"#{EXAMPLE} .answer-changed")
    wage = page.locator(f"#{EXAMPLE}-wage")
    wage.fill("40")
    expect(line).to_contain_text("to 40 takes", timeout=LONG)
    wage.scroll_into_view_if_needed()
    expect(line).to_be_in_viewport()
    page.clock.fast_forward(11_000)
    expect(line).not_to_be_in_viewport()
    expect(line).to_have_css("position", "static")
    expect(line).to_be_visible()
    wage.fill("30")
    expect(line).to_contain_text("to 30 takes", timeout=LONG)
    expect(line).to_be_in_viewport()


def test_a_chart_is_as_wide_as_its_part_of_the_page(page: Page, address: str) -> None:
    """Where an answer has the whole width of a wide screen, so have its charts."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(address + page_of(READER))
    figure = page.locator(".answer-sections .chart-figure").first
    room = figure.evaluate(ROOM)
    assert figure.evaluate("figure => figure.getBoundingClientRect().width") == pytest.approx(room, abs=2)


def test_each_answer_of_a_guided_question_has_its_own_line(page: Page, address: str) -> None:
    """Answers are read downwards; two that happen to fit one line do not share it."""
    page.goto(address + page_of(QUESTIONS))
    answers = page.locator("[data-one-by-one] .choice").first.locator(".options label")
    places = answers.evaluate_all("labels => labels.map((label) => label.getBoundingClientRect().top)")
    assert len(places) > 2
    assert len(set(places)) == len(places)
