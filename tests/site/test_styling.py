"""A small change of a page is a small change for the browser: it styles what is near, and not the page anew."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.examples import EXAMPLE, page_of
from tests.site.conftest import SAVING_DATA
from tests.site.keyboard import LONG

pytestmark = pytest.mark.later_visit
LAPTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=360, height=780)
# A page has well over a thousand elements; a change of a few words concerns those few and what stands around them.
FEW = 100
ROUNDS = 4
# What happens many times while Python starts and an answer comes.
CHANGES = {
    "a word of progress": "calculator.status.progress({ doing: 'Drawing', share: Math.random() })",
    "a word beside the answer": "calculator.status.say('Ready.')",
    "a headline": "element.querySelector('output').textContent = 'Outsourcing is cheaper.'",
    "the mark of an answer to other inputs": "calculator.marks.old('You stopped the work on it')",
    "an answer to what is typed": "calculator.marks.current()",
    "the line of figures": "element.querySelector('.answer-line').classList.toggle('shown')",
}
DO = """(element) => new Promise((done) => {{
  const {{ calculator }} = element;
  {};
  requestAnimationFrame(() => requestAnimationFrame(() => done()));
}})"""


def styled(page: Page, change: str) -> int:
    """Return how many elements the browser styles anew for a change."""
    browser = page.context.browser
    assert browser
    trace = browser.new_browser_cdp_session()
    found: list[dict[str, Any]] = []
    ended: list[bool] = []
    trace.on("Tracing.dataCollected", lambda part: found.extend(part["value"]))
    trace.on("Tracing.tracingComplete", lambda _: ended.append(True))
    only = {"includedCategories": ["devtools.timeline"], "excludedCategories": ["*"]}
    trace.send("Tracing.start", {"traceConfig": only, "transferMode": "ReportEvents"})
    page.locator("live-calculator").evaluate(DO.format(change))
    trace.send("Tracing.end")
    for _ in range(LONG // 50):
        if ended:
            break
        page.wait_for_timeout(50)
    trace.detach()
    assert ended
    return sum(event["args"].get("elementCount", 0) for event in found if event["name"] == "UpdateLayoutTree")


@pytest.mark.parametrize("window", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_small_change_styles_little_anew(page: Page, address: str, window: ViewportSize) -> None:
    """Also beside rules that ask what a page has within it, for which browsers may look at all of it."""
    page.set_viewport_size(window)
    page.add_init_script(SAVING_DATA)
    page.goto(address + page_of(EXAMPLE))
    page.wait_for_function("() => document.querySelector('live-calculator .answer-line')")
    # What else the page has to style just then, as at its own start, is no change's.
    rounds = [{name: styled(page, change) for name, change in CHANGES.items()} for _ in range(ROUNDS)]
    many = {name: min(counts[name] for counts in rounds) for name in CHANGES}
    assert any(many.values())
    assert page.evaluate("document.querySelectorAll('*').length") > 10 * FEW
    assert {name: count for name, count in many.items() if count > FEW} == {}


def test_a_closed_group_is_left_alone_while_a_page_arrives(page: Page, address: str) -> None:
    """A browser that fills forms in would lay it out to ask after its fields; later on it can be searched."""
    shown = "(group) => getComputedStyle(group, '::details-content').display"
    page.add_init_script(SAVING_DATA)
    page.goto(address + page_of(EXAMPLE))
    group = page.locator("details.calculator-group:has(input):not([open])").first
    expect(page.locator("live-calculator")).to_have_attribute("data-python", "asleep")
    assert group.evaluate(shown) == "none"
    page.locator("#" + EXAMPLE).locator("input:visible").first.focus()
    expect(page.locator("live-calculator")).to_have_attribute("data-python", "ready", timeout=LONG)
    assert group.evaluate(shown) == "block"
    assert group.evaluate("(group) => getComputedStyle(group, '::details-content').contentVisibility") == "hidden"
