"""On pages with a calculator the theme's own script waits for the reader, and then nothing is missing or done twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from calculators.catalog import catalog
from tests.examples import EXAMPLE, QUESTIONS, page_of
from tests.site.conftest import SAVING_DATA
from tests.site.theme import opening_without_a_load, with_the_theme

SCRIPT = "**/javascripts/bundle.*.min.js"
COME = "() => Boolean(window.document$)"
PHONE: ViewportSize = {"width": 390, "height": 844}
# A page that fetches it by itself, for reading offline, is not what is asked here.
NO_STORE = "Object.defineProperty(globalThis, 'caches', {value: undefined})"
# A busy machine may take longer than what the page waits before it brings the script by itself.
NO_REST = ";addEventListener('rested', (event) => event.stopImmediatePropagation(), true)"
FOLLOW = """(address) => {
  const link = document.querySelector("article p a[href]");
  link.href = address;
  link.click();
}"""
SIGNS: dict[str, Callable[[Page], object]] = {
    "the pointer moves": lambda page: page.mouse.move(300, 300),
    "a key is pressed": lambda page: page.keyboard.press("Tab"),
    "the wheel turns": lambda page: page.mouse.wheel(0, 200),
    "the page is scrolled": lambda page: page.evaluate("scrollTo(0, 200)"),
    "a finger touches it": lambda page: page.touchscreen.tap(5, 400),
    "something takes the focus": lambda page: page.locator("article a[href]").first.evaluate("(link) => link.focus()"),
}


def asked(page: Page) -> list[str]:
    """Return a list to which each address is added under which the theme's script is asked for."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if "/javascripts/bundle." in request.url else None)
    return found


def held(page: Page) -> list[Route]:
    """Return a list to which each request for the theme's script is added, and let none of them go on by itself."""
    found: list[Route] = []
    page.route(SCRIPT, lambda route: found.append(route))
    return found


@pytest.mark.parametrize("sign", SIGNS)
def test_it_comes_with_the_first_sign(browser: Browser, address: str, sign: str) -> None:
    """Nothing asks for it while the reader does nothing, and it is there once they do, whatever that is."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    context.add_init_script(NO_STORE + NO_REST)
    page = context.new_page()
    requests = asked(page)
    page.goto(address + page_of(EXAMPLE), wait_until="load")
    # As browsers may say when a page comes up under a pointer.
    page.evaluate("() => dispatchEvent(new PointerEvent('pointermove'))")
    page.wait_for_timeout(800)
    assert not requests
    assert page.evaluate("() => window.document$") is None
    SIGNS[sign](page)
    page.wait_for_function(COME)
    assert len(requests) == 1
    context.close()


@pytest.mark.parametrize("path", ["", page_of(EXAMPLE)], ids=["where Python waits", "where it runs"])
def test_it_comes_by_itself_in_the_end(page: Page, address: str, path: str) -> None:
    """A reader who only looks has it too, some seconds after Python has nothing more to do."""
    page.goto(address + path, wait_until="commit")
    page.wait_for_function(COME, timeout=120_000)


def test_it_finds_all_that_it_needs_on_every_page(page: Page, address: str) -> None:
    """Coming later, it starts on each calculator's page as it does elsewhere."""
    page.add_init_script(SAVING_DATA)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    for name in catalog():
        page.goto(address + page_of(name))
        with_the_theme(page)
        expect(page.locator(".md-header [for^=__palette]:visible")).to_have_count(1)
    assert faults == []


def test_other_pages_bring_it_at_once(page: Page, address: str) -> None:
    """Where Python does not start there is nothing to wait for."""
    page.goto(f"{address}decide/compare/")
    assert page.evaluate(COME)


def test_the_first_key_opens_the_search(page: Page, address: str) -> None:
    """A key that the theme listens to is not lost, though it is what brings the script; neither is what comes next."""
    page.goto(address + page_of(EXAMPLE))
    page.keyboard.press("/")
    field = page.locator(".md-search__input")
    expect(field).to_be_focused()
    page.keyboard.type("polygon")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_a_search_that_was_opened_before_goes_on(browser: Browser, address: str) -> None:
    """Its button works without the script, and what is typed before that comes is answered once it is there."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    routes = held(page)
    page.goto(address + page_of(EXAMPLE))
    page.locator(".md-header__button[for=__search]").tap()
    field = page.locator(".md-search__input")
    field.tap()
    page.keyboard.type("polygon")
    routes[0].continue_()
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    expect(field).to_have_value("polygon")
    context.close()


def test_what_is_typed_into_a_field_is_no_key_of_the_theme(page: Page, address: str) -> None:
    """A reader types a letter that elsewhere opens the search, and has left the field when the script comes."""
    routes = held(page)
    page.goto(address + page_of(EXAMPLE), wait_until="domcontentloaded")
    page.locator(f"#{EXAMPLE}-volume").press("s")
    page.evaluate("document.activeElement.blur()")
    routes[0].continue_()
    page.wait_for_function(COME)
    page.wait_for_timeout(300)
    expect(page.locator("#__search")).not_to_be_checked()


def test_it_is_asked_for_again_when_it_did_not_come(page: Page, address: str) -> None:
    """The network was away when the reader came back to the page, and is there again for what they do next."""
    page.add_init_script(NO_STORE)
    lost: list[Route] = []

    def lose_one(route: Route) -> None:
        lost.append(route)
        if len(lost) == 1:
            route.abort()
        else:
            route.continue_()

    page.route(SCRIPT, lose_one)
    page.goto(address + page_of(EXAMPLE))
    page.mouse.move(300, 300)
    page.wait_for_timeout(500)
    assert len(lost) == 1
    for across in range(100):
        page.mouse.move(300 + across, 300)
        page.wait_for_timeout(100)
        if page.evaluate(COME):
            break
    assert page.evaluate(COME)


def test_the_page_that_it_finds_is_not_begun_twice(page: Page, address: str) -> None:
    """A place that a link led to took the focus; the reader has gone on since, and is not brought back to it."""
    routes = held(page)
    page.goto(f"{address}{page_of(EXAMPLE)}#{EXAMPLE}-volume", wait_until="domcontentloaded")
    expect(page.locator(f"#{EXAMPLE}-volume")).to_be_focused()
    page.locator(f"#{EXAMPLE}-wage").focus()
    routes[0].continue_()
    page.wait_for_function(COME)
    page.wait_for_timeout(300)
    expect(page.locator(f"#{EXAMPLE}-wage")).to_be_focused()


def test_the_next_page_comes_without_a_load_and_works(page: Page, address: str) -> None:
    """From a calculator's page to a guide's and to another calculator's: each is brought to life, once."""
    page.goto(address + page_of(EXAMPLE))
    opening_without_a_load(page)
    page.evaluate("window.stayed = true")
    page.locator(".md-tabs__link").first.click()
    expect(page.locator("article h1")).not_to_contain_text("costs")
    page.locator("article .headerlink").first.click()
    expect(page.locator("dialog.copy-links")).to_have_count(1)
    page.keyboard.press("Escape")
    page.evaluate(FOLLOW, address + page_of(QUESTIONS))
    expect(page.locator(f"#{QUESTIONS}")).to_have_attribute("data-python", "ready", timeout=120_000)
    assert page.evaluate("window.stayed") is True
