"""A calculator's page on paper: a document in one column, the answer first, in letters that can be read."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.catalog import catalog
from calculators.core import Records
from tests.examples import EXAMPLE, page_of

# The smallest letters, in points, of what is printed, by what they are for.
LETTERS = """() => {
  const points = (selector) => [...document.querySelectorAll(selector)]
    .filter((found) => found.checkVisibility())
    .map((found) => 0.75 * parseFloat(getComputedStyle(found).fontSize));
  return {
    text: Math.min(...points(".headline, .calculator-section p, .calculator-section li:not(.legend li)")),
    cells: Math.min(...points(".rows td, .chart text, .field .unit, .legend li, .figure dt")),
  };
}"""

# The calculators that begin with rows which a reader may add to and take away.
EDITED = [
    name
    for name, calculator in catalog().items()
    if any(
        isinstance(field, Records) and not field.fixed and field.basis.value
        for field in calculator.inputs.fields().values()
    )
]


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all calculators: the modules are loaded once."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=catalog())
def printed(window: Page, address: str, request: pytest.FixtureRequest) -> tuple[Page, str]:
    """A calculator's page as it is on paper, loaded once, and the calculator's name."""
    window.emulate_media(media="print")
    window.goto(address + page_of(request.param))
    return window, request.param


def test_a_calculator_prints_as_a_document(printed: tuple[Page, str]) -> None:
    """Text has ten points or more and nothing has fewer than eight; the answer stands first, then what was asked."""
    page, name = printed
    page.set_viewport_size({"width": 1280, "height": 900})
    letters = page.evaluate(LETTERS)
    assert letters["text"] >= 10
    assert letters["cells"] >= 8
    answer, form = (page.locator(f"#{name} .calculator-{part}").bounding_box() for part in ("answer", "form"))
    assert answer
    assert form
    assert answer["y"] + answer["height"] <= form["y"] + 1
    shown = page.locator("#" + name + " :is(.presets, .calculator-tools, input[type=range], [data-download]):visible")
    assert shown.count() == 0


def test_no_column_is_cut_on_paper(printed: tuple[Page, str]) -> None:
    """On a sheet of A4 every table of the answer and of the inputs is as wide as what it holds."""
    page, name = printed
    page.set_viewport_size({"width": 718, "height": 1000})
    cut = page.evaluate(
        "name => [...document.querySelectorAll(`#${name} .table-holder`)].filter((one) => one.offsetParent && "
        "one.scrollWidth > one.clientWidth + 1).map((one) => one.getAttribute('aria-label'))",
        name,
    )
    assert cut == []


@pytest.mark.parametrize("printed", EDITED, indirect=True)
def test_rows_are_printed_whole(printed: tuple[Page, str]) -> None:
    """Each entry of a table of rows shows all of its text on paper, without a border, and no row has buttons."""
    page, name = printed
    page.set_viewport_size({"width": 718, "height": 1000})
    # They are there once the editor of rows has come.
    expect(page.locator(f"#{name} .records-table tbody .row-tools").first).not_to_have_attribute("hidden", "")
    entries = page.locator(f"#{name} .records-table :is(input, select):visible")
    wrong = entries.evaluate_all(
        "found => found.filter((one) => one.scrollWidth > one.clientWidth + 1 || "
        "getComputedStyle(one).borderTopWidth !== '0px').map((one) => one.value)"
    )
    assert wrong == []
    assert page.locator(f"#{name} .row-tools:visible").count() == 0


def test_paper_holds_the_answer_alone(page: Page, address: str) -> None:
    """The cost case takes seven sheets of A4 or of Letter, and none of the guide around it."""
    page.goto(address + page_of(EXAMPLE))
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, prefer_css_page_size=True))) <= 7
    page.emulate_media(media="print")
    printed = page.locator(".md-content__inner > :visible").evaluate_all(
        "found => found.map((one) => one.querySelector('live-calculator') ? 'calculator' : one.localName)"
    )
    assert printed == ["h1", "calculator"]
