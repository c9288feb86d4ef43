"""The first page: one question in three answers, both sides of the price, and no Python before it is asked."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.keyboard import choose

pytestmark = pytest.mark.later_visit


def answered(page: Page) -> str:
    """Return the headline once the calculator has finished an answer."""
    expect(page.locator("live-calculator")).to_have_attribute("data-python", "ready", timeout=60_000)
    expect(page.locator(".answer-sections")).not_to_have_attribute("aria-busy", "true")
    return page.locator("output.headline").inner_text()


def test_no_python_is_fetched_before_the_question_is_touched(page: Page, address: str) -> None:
    """Whoever reads, scrolls and points pays for nothing; whoever enters a field gets an answer."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.locator("live-calculator").hover()
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(1500)
    assert [url for url in fetched if "/runtime/" in url or "/assets/scripts/worker" in url] == []
    page.locator("#estimate-volume").focus()
    expect(page.locator("live-calculator")).to_have_attribute("data-python", "ready", timeout=60_000)


def test_the_three_answers_are_changed_by_keyboard(page: Page, address: str) -> None:
    """A volume is typed, a task chosen by an arrow, a country by its first letters; the answer follows in its money."""
    page.goto(address)
    example = page.locator("output.headline").inner_text()
    assert "€" in example
    page.locator("#estimate-volume").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("30000")
    # Between the two stands where the default comes from.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("input[name=task][value=boxes]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator("#estimate-place")).to_be_focused()
    choose(page, "Ind")
    expect(page.locator(".figures-row")).to_contain_text("per outline", timeout=60_000)
    expect(page.locator("output.headline")).to_contain_text("₹")
    assert answered(page) != example
    onward = page.locator(".next-steps a").first
    assert "volume=30000" in str(onward.get_attribute("href"))
    onward.click()
    expect(page.locator("[name=volume]")).to_have_value("30000")


def test_a_refused_answer_says_at_its_field_what_is_expected(page: Page, address: str) -> None:
    """What is no number gets a sentence at its field, and the answer that stands is not taken for one to it."""
    page.goto(address)
    page.locator("#estimate-volume").fill("many")
    expect(page.locator("#estimate-volume-error")).to_contain_text("a number from 1", timeout=60_000)


def test_on_a_phone_the_line_has_room_for_all_three_prices(page: Page, address: str) -> None:
    """Far below the figures the own price and both ends of the vendors' are still read, in rupees too.

    The sentence about the change goes by beneath them.
    """
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    page.locator("#estimate-place").select_option("in")
    answered(page)
    expect(page.locator(".figures-row")).to_contain_text("₹", timeout=60_000)
    page.evaluate("scrollTo(0, document.querySelector('.answer-sections').getBoundingClientRect().top)")
    line = page.locator(".answer-line.shown")
    expect(line).to_have_text(re.compile(r"^₹\S+ In-house₹\S+ and ₹\S+ Outsourced$"))
    for one in line.locator(".line-figure").all():
        expect(one).to_be_in_viewport(ratio=0.95)
        assert one.evaluate("(one) => one.offsetTop") < 10
    page.locator(".answer-changed").evaluate("(sentence) => scrollBy(0, sentence.getBoundingClientRect().top - 55)")
    assert line.evaluate(
        """(line) => {
          const { top, left } = line.getBoundingClientRect();
          return line.contains(document.elementFromPoint(left + 60, top + 10));
        }"""
    )


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_scrolls_down_only(browser: Browser, address: str, width: int) -> None:
    """No part of the page is wider than the screen, with the answer and after it."""
    context = browser.new_context(
        viewport={"width": width, "height": 740}, has_touch=True, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_label("minutes of speech").check()
    expect(page.locator(".figures-row")).to_contain_text("per minute", timeout=60_000)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert wider <= 0


def test_without_a_script_the_example_is_answered(browser: Browser, address: str) -> None:
    """The question, its example's answer with both sides of the price, and the three ways on stand in the page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("output.headline")).to_contain_text("your own people cost about")
    expect(page.locator(".figure")).to_have_count(3)
    expect(page.locator(".ways-on h3 a:not(.headerlink)")).to_have_count(3)
    expect(page.locator("live-calculator svg").first).to_be_visible()
    context.close()


def test_what_it_rests_on_is_printed(page: Page, address: str) -> None:
    """It is folded on the screen, and a caution that is printed speaks of it."""
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.locator("#estimate-rests-on table")).to_be_visible()


def test_the_pictures_of_the_ways_are_as_dark_as_the_page(page: Page, address: str) -> None:
    """Also where the reader chose the palette against the system; on paper they are light."""

    def ground() -> bytes:
        picture = page.locator(".ways-on img").first
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
        box = picture.bounding_box()
        assert box
        return page.screenshot(clip={"x": box["x"] + 12, "y": box["y"] + 4, "width": 60, "height": 6})

    page.emulate_media(color_scheme="dark")
    page.goto(address)
    dark = ground()
    page.get_by_title("Switch to light mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    light = ground()
    assert light != dark
    page.emulate_media(color_scheme="dark", media="print")
    assert ground() == light
