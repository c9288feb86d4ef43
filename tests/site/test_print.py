"""Pages on paper: a calculator's as a document, the answer first; every source with its address."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.catalog import catalog
from calculators.core import Records
from tests.examples import EXAMPLE, page_of
from tests.site.conftest import SAVING_DATA
from tests.site.keyboard import finished
from tests.site.test_accessibility import PALETTES

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
    context.add_init_script(SAVING_DATA)
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


# What a sheet shows of links that lead away: their addresses, and what the style sheet writes behind each.
LINKS = """within => [...document.querySelectorAll(`${within} a[href^="http"]`)]
  .filter((link) => link.checkVisibility() && new URL(link.href).origin !== location.origin)
  .map((link) => [link.getAttribute("href"), getComputedStyle(link, "::after").content])"""


def test_inputs_are_printed_with_their_sources(printed: tuple[Page, str]) -> None:
    """Below each number that is printed stands where its default comes from, with the address of a source."""
    page, name = printed
    fields = page.locator(f"#{name} .calculator-form .field:visible:has(.basis)")
    for words in fields.locator(".basis p").all():
        expect(words).to_be_visible()
        expect(words).to_contain_text("Default")
    assert fields.count() == fields.locator(".basis p").count()
    for href, behind in page.evaluate(LINKS, f"#{name}"):
        assert href in behind


@pytest.mark.parametrize("place", ["cost/", "decide/compare/", "security/gdpr/", "reference/sources/"])
def test_a_guide_prints_the_addresses_of_its_sources(page: Page, address: str, place: str) -> None:
    """Each link that leaves the site shows its address on paper, and no sheet ends with a heading."""
    page.emulate_media(media="print")
    page.goto(address + place)
    shown = page.evaluate(LINKS, "article")
    assert shown
    for href, behind in shown:
        assert href in behind
    headings = page.locator("article :is(h2, h3)")
    assert set(headings.evaluate_all("found => found.map((one) => getComputedStyle(one).breakAfter)")) == {"avoid"}


def test_a_guide_lists_the_sources_of_its_figures_on_paper_alone(page: Page, address: str) -> None:
    """A figure in a sentence links to another page, so paper names the source itself; a screen has no need of it."""
    page.goto(f"{address}cost/")
    listed = page.locator(".paper-only")
    expect(listed).to_be_hidden()
    page.emulate_media(media="print")
    expect(listed).to_be_visible()
    named = listed.locator("li").all_inner_texts()
    cited = page.locator("article .fact > a").all_inner_texts()
    assert cited
    for reference in cited:
        assert any(item.startswith(f"{reference.strip('()')}: ") for item in named)


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


COLOURS = """() => {
  const link = getComputedStyle(document.querySelector(".paper-only a")).color;
  const charts = getComputedStyle(document.body);
  return [link, ...["--chart-line", "--danger", "--in-house"].map((name) => charts.getPropertyValue(name))];
}"""


def test_paper_has_the_same_colours_in_either_palette(page: Page, address: str) -> None:
    """Paper is white, so what is pale on a dark screen would hardly be seen on it."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, media="screen")
        page.goto(f"{address}cost/")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", PALETTES[scheme])
        page.emulate_media(color_scheme=scheme, media="print")
        found.append(page.evaluate(COLOURS))
    assert found[0] == found[1]


# Kept the moment that work begins, since a short answer could come before another look.
BEGUN = """(sections) => new Promise((begun) => {
  const seen = () => sections.hasAttribute("aria-busy") && begun();
  new MutationObserver(seen).observe(sections, { attributeFilter: ["aria-busy"] });
})"""
# Types, then looks at what a browser's own command would print, and uses the calculator's.
PRINT_AT_ONCE = f"""async ([name, text]) => {{
  const calculator = document.querySelector("live-calculator");
  const sections = calculator.querySelector(".answer-sections");
  const printed = new Promise((resolve) => {{
    window.print = () => resolve([sections.hasAttribute("aria-busy"), calculator.querySelector("output").textContent]);
  }});
  const begun = ({BEGUN})(sections);
  const field = calculator.querySelector(`[name=${{name}}]`);
  field.value = text;
  field.dispatchEvent(new Event("input", {{ bubbles: true }}));
  await begun;
  const own = getComputedStyle(sections, "::before").content;
  calculator.querySelector("[data-tool=print]").click();
  return {{ own, printed: await printed }};
}}"""


def test_a_calculator_prints_the_answer_to_what_was_just_typed(page: Page, address: str) -> None:
    """The tool waits for the whole answer, also for a refusal; the browser's own command says that it did not wait."""
    page.goto(address + page_of(EXAMPLE))
    finished(page, EXAMPLE)
    before = page.locator("output").inner_text()
    page.emulate_media(media="print")
    given = page.evaluate(PRINT_AT_ONCE, ["volume", "77000"])
    assert "may not be in it" in given["own"]
    assert not given["printed"][0]
    assert given["printed"][1] != before
    finished(page, EXAMPLE)
    assert page.locator(".answer-sections").evaluate("one => getComputedStyle(one, '::before').content") == "none"
    assert not page.evaluate(PRINT_AT_ONCE, ["volume", "many"])["printed"][0]
    expect(page.locator(".earlier-answer")).to_be_visible()


def test_work_that_was_stopped_is_not_printed(page: Page, address: str) -> None:
    """Whoever stops the work on an answer while "Print" waits for it gets no window to print an older one."""
    page.add_init_script("window.print = () => { document.body.dataset.printed = 'yes'; }")
    page.goto(address + page_of(EXAMPLE))
    finished(page, EXAMPLE)
    page.locator("live-calculator").evaluate(
        f"""async (element) => {{
          const begun = ({BEGUN})(element.querySelector(".answer-sections"));
          const field = element.querySelector("[name=volume]");
          field.value = "77000";
          field.dispatchEvent(new Event("input", {{ bubbles: true }}));
          await begun;
          element.querySelector("[data-tool=print]").click();
          element.calculator.stop();
          await new Promise((done) => setTimeout(done, 100));
        }}"""
    )
    expect(page.locator("body")).not_to_have_attribute("data-printed", "yes")
    expect(page.locator(".calculator-status")).to_contain_text("Stopped.")
