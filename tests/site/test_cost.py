"""The cost page's flip strips in a real browser: by keyboard, mouse, finger and button, and without a script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.axe import faults_in
from tests.site.keyboard import finished, headline, tab_to

pytestmark = pytest.mark.later_visit

PAGE = "calculators/cost/"


def strip(page: Page, field: str = "label_price") -> Locator:
    """Return the strip of a field."""
    return page.locator(f"[data-strip={field}]")


def says(page: Page, **given: Any) -> None:
    """Check that page, link and command line agree on what these inputs come to."""
    finished(page, "cost")
    expect(page.locator("#cost output")).to_have_text(headline("cost", given))


def test_a_strip_is_moved_by_keyboard(page: Page, address: str) -> None:
    """Arrow keys write into the field; answer, address and words follow, and the focus stays through it all."""
    page.goto(address + PAGE)
    finished(page, "cost")
    slider = strip(page).locator("input")
    tab_to(page, slider)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    price = page.locator("#cost-label_price").input_value()
    assert float(price) > 0.06
    says(page, label_price=price)
    expect(slider).to_be_focused()
    expect(strip(page).locator(".strip-now")).to_contain_text(f"${float(price):.4f}".rstrip("0"))
    expect(page).to_have_url(re.compile(re.escape(f"label_price={float(price)}")))
    page.keyboard.press("End")
    expect(page.locator("#cost-label_price")).to_have_value("0.5")
    says(page, label_price=0.5)
    expect(slider).to_have_attribute(
        "aria-valuetext", "$0.50 a label. In-house is cheaper above $0.373, outsourcing below it."
    )
    assert faults_in(page) == []


def test_a_strip_is_dragged_with_the_mouse(page: Page, address: str) -> None:
    """While the handle is held nothing takes it away, though each answer is shown; at the end all strips are fresh."""
    page.goto(address + PAGE)
    finished(page, "cost")
    slider = strip(page).locator("input")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    start = 12 + (box["width"] - 24) * float(slider.input_value()) / 200
    page.mouse.move(box["x"] + start, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, middle, steps=4)
    finished(page, "cost")
    page.mouse.move(box["x"] + box["width"] - 14, middle, steps=4)
    page.mouse.up()
    price = page.locator("#cost-label_price").input_value()
    assert float(price) > 0.4
    says(page, label_price=price)
    expect(page.locator("#cost output")).to_contain_text("in-house is cheaper", ignore_case=True)


def test_a_strip_is_moved_by_a_finger_on_a_phone(browser: Browser, address: str) -> None:
    """A tap on the strip moves its handle there, every target is large enough, and nothing is wider than the phone."""
    phone = {"width": 360, "height": 740}
    context = browser.new_context(viewport=phone, has_touch=True, reduced_motion="reduce", service_workers="block")
    page = context.new_page()
    page.goto(address + PAGE)
    finished(page, "cost")
    slider = strip(page).locator("input")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] - 14, box["y"] + box["height"] / 2)
    price = page.locator("#cost-label_price").input_value()
    assert float(price) > 0.4
    says(page, label_price=price)
    for target in strip(page).locator("input, button").all():
        size = target.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_a_button_moves_a_strip_without_dragging(page: Page, address: str) -> None:
    """More and less go one position each, and come back to where they began."""
    page.goto(address + PAGE)
    finished(page, "cost")
    field = page.locator("#cost-wage")
    strip(page, "wage").get_by_role("button", name="more").click()
    more = field.input_value()
    strip(page, "wage").get_by_role("button", name="less").click()
    assert float(field.input_value()) < float(more)
    says(page, wage=field.input_value())


def test_a_strip_follows_what_is_typed(page: Page, address: str) -> None:
    """A value typed in the form moves the handle, and another way of paying puts its own price on the strip."""
    page.goto(address + PAGE)
    page.locator("#cost-label_price").fill("0.5")
    finished(page, "cost")
    expect(strip(page).locator("input")).to_have_value("200")
    page.locator("#cost").get_by_role("radio", name="Per hour").check()
    finished(page, "cost")
    expect(strip(page, "hour_rate")).to_have_count(1)
    expect(strip(page)).to_have_count(0)


def test_what_is_refused_is_said_and_the_strip_helps(page: Page, address: str) -> None:
    """A strip that is moved replaces what was refused in its field."""
    page.goto(address + PAGE)
    finished(page, "cost")
    page.locator("#cost-label_price").fill("cheap")
    expect(page.locator("#cost-label_price-error")).to_contain_text("expected a number")
    strip(page).get_by_role("button", name="more").click()
    finished(page, "cost")
    expect(page.locator("#cost-label_price-error")).to_be_hidden()


def test_without_a_script_a_strip_is_a_picture(browser: Browser, address: str) -> None:
    """The picture and its words stand, and no control that could do nothing is shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    expect(strip(page).locator("svg")).to_be_visible()
    expect(strip(page).locator(".strip-words")).to_have_text("Outsourcing is cheaper below $0.373, in-house above it.")
    expect(strip(page).locator("input")).to_be_hidden()
    expect(strip(page).get_by_role("button")).to_have_count(0)
    context.close()
