"""Whatever a link points at is seen: below the header, and below an answer that stays in view beside its form."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.catalog import catalog
from calculators.core import Choice, Number
from tests.examples import page_of
from tests.site.conftest import SAVING_DATA

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
PLACES = (
    ("decide/compare/", "the-short-answer"),
    ("decide/compare/", "bus-factor"),
    ("reference/sources/", "us_cost_per_hire"),
    ("reference/glossary/", "bounding-box"),
    ("security/checklist-vendor/", "access-logs"),
)
# What is seen where the place begins; a field begins with its label.
SEEN = """(place) => {
  const whole = place.closest(".field") ?? place;
  const { left, top, height } = whole.getBoundingClientRect();
  const seen = document.elementFromPoint(left + 4, top + Math.min(4, height / 2));
  return { top: Math.round(top), height: innerHeight, seen: seen?.outerHTML.slice(0, 80) ?? "nothing",
           uncovered: Boolean(seen) && (whole.contains(seen) || seen.contains(whole)) };
}"""


@pytest.fixture(scope="module", params=SIZES)
def sized(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """One page for a desk, and then one for a phone: the modules are loaded once, and nothing is ever typed."""
    context = browser.new_context(viewport=SIZES[request.param], reduced_motion="reduce")
    context.add_init_script(SAVING_DATA)
    yield context.new_page()
    context.close()


def uncovered(page: Page, place: str) -> None:
    """Check that the place has the focus and that nothing covers its beginning."""
    found = page.locator(f"#{place}")
    expect(found).to_be_focused()
    # The theme may put the page up anew on the way, and goes to the place once more.
    for _ in range(20):
        page.wait_for_timeout(150)
        seen = found.evaluate(SEEN)
        if seen["uncovered"] and 0 <= seen["top"] < seen["height"]:
            return
    raise AssertionError(f"{place} is covered: {seen}")


def test_headings_rows_terms_figures_and_items_are_seen(sized: Page, address: str) -> None:
    """Opened by a link from elsewhere."""
    for path, place in PLACES:
        sized.goto("about:blank")
        sized.goto(f"{address}{path}#{place}")
        uncovered(sized, place)


@pytest.mark.parametrize("name", catalog())
def test_fields_and_parts_of_the_answer_are_seen(sized: Page, address: str, name: str) -> None:
    """In every calculator: a field far down its form, a choice, a part of the answer; opened anew and by a jump."""
    fields = catalog()[name].inputs.fields().items()
    numbers = [key for key, field in fields if isinstance(field, Number)]
    chosen = [key for key, field in fields if isinstance(field, Choice)]
    sized.goto(f"{address}{page_of(name)}#{name}-{numbers[-1]}")
    uncovered(sized, f"{name}-{numbers[-1]}")
    section = sized.locator(".calculator-section:visible[id]").nth(1).get_attribute("id")
    for place in (f"{name}-{chosen[0]}", section):
        sized.evaluate("(hash) => { location.hash = hash; }", f"#{place}")
        uncovered(sized, str(place))


def test_a_heading_of_a_page_that_was_swapped_in_is_seen(sized: Page, address: str) -> None:
    """The theme swaps pages without loading them; the heading that the link names is seen all the same."""
    sized.goto(f"{address}decide/compare/", wait_until="networkidle")
    sized.evaluate("window.stayed = true")
    link = sized.locator("article").get_by_role("link", name="Break-even").first
    link.evaluate("(link) => { link.hash = 'the-short-answer'; link.click(); }")
    expect(sized.locator("article h1")).to_contain_text("reak-even")
    assert sized.evaluate("window.stayed") is True
    uncovered(sized, "the-short-answer")
