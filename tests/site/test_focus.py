"""What the keyboard comes to is seen: nothing that stays in view hides it, and a closed drawer takes no focus."""

import pytest
from playwright.sync_api import Page, expect

from tests.examples import EXAMPLE, page_of
from tests.site.keyboard import settled

pytestmark = pytest.mark.later_visit
LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 780}
# Nothing while the browser's own window or the page as a whole has the focus; else whether a part of what has it is on
# the screen with nothing over it, and its words.
# What follows the focus does so in the next frame, and on a busy machine in one of the next.
SEEN = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const place = focused.closest("label") ?? focused;
  const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
  const seen = () => {
    const { left, top, width, height } = place.getBoundingClientRect();
    return shares.some((across) => shares.some((down) => {
      const on = document.elementFromPoint(left + across * width, top + down * height);
      return on && (place.contains(on) || on.contains(place));
    }));
  };
  for (let frames = 0; frames < 10 && !seen(); frames += 1) await frame();
  return [seen() || focused.matches(".md-header *"), focused.outerHTML.slice(0, 120)];
}"""
STOPS = 60


def walked(page: Page, key: str) -> list[tuple[bool, str]]:
    """Return what a key leads to, stop by stop, each with whether it is seen."""
    stops = []
    for _ in range(STOPS):
        page.keyboard.press(key)
        if found := page.evaluate(SEEN):
            stops.append((found[0], found[1]))
    return stops


@pytest.mark.parametrize("window", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("path", [page_of(EXAMPLE), "start/"])
def test_what_has_the_focus_is_never_hidden(page: Page, address: str, path: str, window: dict[str, int]) -> None:
    """Tab leads through the answer under its figures, and back through all of it, and each stop can be seen."""
    page.set_viewport_size(window)
    page.goto(address + path)
    settled(page, "live-calculator")
    page.locator(".calculator-answer button, .calculator-answer a").first.focus()
    forwards = walked(page, "Tab")
    page.locator(".md-footer a").first.focus()
    backwards = walked(page, "Shift+Tab")
    assert len(forwards) > STOPS / 2
    assert len(backwards) > STOPS / 2
    assert [stop for stop in forwards + backwards if not stop[0]] == []


def test_the_way_back_to_the_top_gives_way(page: Page, address: str) -> None:
    """Scrolling up a guide brings it; what has the keyboard takes it away, and so does a line of figures in view."""
    page.set_viewport_size(PHONE)
    way = page.locator(".md-top")
    for path, opacity in (("cost/hidden-costs/", "1"), (page_of(EXAMPLE), "0")):
        page.goto(address + path)
        page.wait_for_function("() => window.document$")
        page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        page.mouse.wheel(0, 400)
        expect(way).to_have_css("opacity", "0")
        page.mouse.wheel(0, -200)
        expect(way).not_to_have_attribute("hidden", "")
        expect(way).to_have_css("opacity", opacity)
        # What is focused by a script after a key counts as focused by the keyboard.
        page.keyboard.press("Tab")
        page.locator("article a:visible").last.evaluate("(link) => link.focus({ preventScroll: true })")
        expect(way).to_have_css("opacity", "0")


def test_the_drawer_of_a_narrow_screen_by_keyboard(page: Page, address: str) -> None:
    """Closed, its links take no focus; Enter opens it, Tab reaches the list that is seen, and Escape closes it."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}cost/hidden-costs/")
    page.wait_for_function("() => window.document$")
    inside = page.locator(".md-sidebar--primary a:visible, .md-sidebar--primary label:visible")
    expect(inside).to_have_count(0)
    button = page.locator(".md-header [for=__drawer]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#__drawer")).to_be_checked()
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="How vendors price labels")
    expect(link).to_be_in_viewport(ratio=1)
    expect(page.locator(".md-sidebar--primary").get_by_role("link", name="What label quality means")).to_have_count(0)
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__drawer")).not_to_be_checked()
    expect(button).to_be_focused()
    expect(inside).to_have_count(0)


def test_the_page_is_not_covered_by_a_drawer_that_was_left(page: Page, address: str) -> None:
    """Going on past the end of the drawer closes it, so that what has the focus then is seen."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}cost/hidden-costs/")
    page.wait_for_function("() => window.document$")
    page.locator(".md-header [for=__drawer]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#__drawer")).to_be_checked()
    page.locator("article a").first.focus()
    expect(page.locator("#__drawer")).not_to_be_checked()
