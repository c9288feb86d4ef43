"""Pinned answers, the menu, the way back and what a change did: by keyboard, on a phone and on paper."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calculators.catalog import catalog
from scripts.engines.firefox import Firefox
from tests.conftest import PREFIX
from tests.examples import EXAMPLE, READER, page_of
from tests.site.keyboard import LONG, finished
from tests.site.readers import tap

pytestmark = pytest.mark.later_visit
NARROW = {"width": 360, "height": 740}
REFUSED = """Object.defineProperty(window, 'sessionStorage', {get() {
  throw new DOMException('The storage is refused.', 'SecurityError') }})"""


def opened(page: Page, address: str, name: str = EXAMPLE, fragment: str = "") -> Locator:
    """Open a calculator and return it once it is ready."""
    page.goto(f"{address}{page_of(name)}{fragment}")
    finished(page, name)
    return page.locator(f"#{name}")


def typed(page: Page, calculator: Locator, field: str, text: str) -> None:
    """Type into a field and wait for the answer."""
    calculator.locator(f"[name={field}]").fill(text)
    finished(page, str(calculator.get_attribute("name")))
    # The answer that was asked for is the one that is there.
    expect(page).to_have_url(re.compile(f"{field}={text}"), timeout=LONG)


def pin(calculator: Locator, many: int) -> None:
    """Pin the answer and wait until so many are there."""
    calculator.locator("[data-tool=pin]").press("Enter")
    expect(calculator.locator(".pins li")).to_have_count(many, timeout=LONG)
    expect(calculator.locator(".calculator-pins:not([aria-busy])")).to_have_count(1, timeout=LONG)


def names(calculator: Locator) -> list[str]:
    """Return what the pins are called."""
    found: list[str] = calculator.locator(".pins input").evaluate_all("all => all.map(one => one.value)")
    return found


@pytest.fixture
def two(page: Page, address: str) -> Locator:
    """A calculator with two pinned answers."""
    calculator = opened(page, address)
    assert calculator.locator(".calculator-pins").is_hidden()
    pin(calculator, 1)
    typed(page, calculator, "volume", "50000")
    pin(calculator, 2)
    return calculator


def test_pins_are_compared_renamed_removed_and_brought_back_by_keyboard(page: Page, two: Locator) -> None:
    """Nothing needs a pointer, the focus is never lost, and removing can be undone."""
    assert names(two) == ["As assumed", "Accepted labels a month: 50,000"]
    two.get_by_role("button", name="Compare").press("Enter")
    expect(two.locator(".calculator-pins h3")).to_be_focused()
    expect(two.locator(".calculator-pins h3")).to_be_in_viewport()
    inputs = two.get_by_role("table", name="What was asked")
    expect(inputs).to_contain_text("200,000")
    expect(inputs).to_contain_text("50,000")
    two.locator(".pins input").nth(1).fill("A quarter")
    page.keyboard.press("Tab")
    expect(inputs).to_contain_text("A quarter")
    expect(two.get_by_role("button", name="Open “A quarter” again")).to_be_focused()
    two.get_by_role("button", name="Remove “As assumed”").press("Enter")
    expect(two.locator(".pins li")).to_have_count(1)
    expect(two.locator(".pins-said").get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(two.locator(".pins li")).to_have_count(2)
    expect(two.locator(".calculator-pins h3")).to_be_focused()
    two.get_by_role("button", name="Open “As assumed” again").press("Enter")
    expect(two.locator("[name=volume]")).to_have_value("200000")
    expect(two.locator(".calculator-notice")).to_contain_text("Opened “As assumed” again.")


def test_the_same_answer_is_not_pinned_twice_and_five_do_not_fit(page: Page, two: Locator) -> None:
    """Both are said beside the tools, and nothing that was pinned is lost."""
    report = two.locator(".calculator-report")
    two.locator("[data-tool=pin]").click()
    expect(report).to_contain_text("is pinned already, as “Accepted labels a month: 50,000”")
    for many, volume in ((3, "60000"), (4, "70000")):
        typed(page, two, "volume", volume)
        pin(two, many)
    typed(page, two, "volume", "80000")
    two.locator("[data-tool=pin]").click()
    expect(report).to_contain_text("Four answers are pinned")
    expect(two.locator(".pins li")).to_have_count(4)


def test_a_reload_a_link_and_a_file_bring_pins_back(page: Page, two: Locator, browser: Browser, tmp_path: Path) -> None:
    """Over a reload, in another profile by the link, and after a removal from the file; a link can be undone."""
    before = names(two)
    link = page.url
    page.reload()
    expect(two.locator(".pins li")).to_have_count(2, timeout=LONG)
    assert names(two) == before
    with page.expect_download() as waiting:
        two.get_by_role("button", name="Save these as a file").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert [one["name"] for one in json.loads(file.read_text("utf-8"))["pins"]] == before
    context = browser.new_context(viewport=NARROW, has_touch=True)
    other = context.new_page()
    other.goto(link)
    received = other.locator(f"#{EXAMPLE}")
    expect(received.locator(".pins li")).to_have_count(2, timeout=LONG)
    assert names(received) == before
    assert received.locator("[name=volume]").input_value() == "50000"
    assert other.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]
    finished(other, EXAMPLE)
    tap(other, received.locator("[data-pin-tool=remove]").first)
    expect(received.locator(".pins li")).to_have_count(1)
    received.locator("input[data-tool=open]").set_input_files(file)
    expect(received.locator(".pins li")).to_have_count(2, timeout=LONG)
    expect(received.locator(".pins-said")).to_contain_text("in place of those that you had pinned")
    tap(other, received.locator(".pins-said").get_by_role("button", name="Undo"))
    expect(received.locator(".pins li")).to_have_count(1)
    context.close()


def test_a_pin_of_an_old_version_says_so(page: Page, address: str) -> None:
    """A link made with an older version brings pins that say what has changed since."""
    today = catalog()[EXAMPLE].version
    pins = f"pin.1=Old%3Fwage%3D30%26version%3D{today - 1}"
    calculator = opened(page, address, fragment=f"#{EXAMPLE}?version={today}&{pins}")
    notice = calculator.locator(".pin-notice").first
    expect(notice).to_contain_text(f"version {today - 1} of the calculator, and today's is {today}", timeout=LONG)


def test_pins_without_storage_are_told_to_be_kept_another_way(page: Page, address: str) -> None:
    """Where the browser keeps nothing, a sentence says so; the address itself brings the pins back over a reload."""
    page.add_init_script(REFUSED)
    calculator = opened(page, address)
    pin(calculator, 1)
    expect(calculator.locator(".pins-said")).to_contain_text("copy the link or save them as a file")
    typed(page, calculator, "volume", "50000")
    page.reload()
    expect(calculator.locator(".pins li")).to_have_count(1, timeout=LONG)


def test_rows_of_the_reader_s_own_are_pinned_in_this_tab(page: Page, address: str) -> None:
    """An opened file is compared with the example; after a reload its pin says that the rows are to be given again."""
    rows = "id,Ana,Ben\n" + "".join(f"{at},{'xy'[at % 2]},{'xy'[(at + (at % 5 == 0)) % 2]}\n" for at in range(20))
    calculator = opened(page, address, READER)
    pin(calculator, 1)
    picker = calculator.locator("input[type=file]:not([data-tool])").first
    picker.set_input_files({"name": "own.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    expect(calculator.locator(".headline")).to_contain_text("20 items", timeout=LONG)
    finished(page, READER)
    pin(calculator, 2)
    expect(calculator.locator(".pins li").nth(1)).to_contain_text("20 items")
    expect(calculator.locator(".pins-kept")).to_contain_text("rests on rows of your own")
    page.reload()
    expect(calculator.locator(".pins li")).to_have_count(2, timeout=LONG)
    expect(calculator.locator(".pins li").nth(1)).to_contain_text("rests on rows of your own")


def test_pins_are_on_paper_with_their_names(page: Page, two: Locator) -> None:
    """Cards and tables are printed, buttons and entries are not."""
    page.emulate_media(media="print")
    expect(two.locator(".pin-printed").first).to_be_visible()
    expect(two.get_by_role("table", name="What was asked")).to_be_visible()
    for hidden in two.locator(".pin-tools, .pins-kept, .pin-name input, .calculator-tools").all():
        expect(hidden).to_be_hidden()


def test_whoever_pins_nothing_loads_nothing_of_it(page: Page, address: str) -> None:
    """What compares comes with the first pin, and not before."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    calculator = opened(page, address)
    apart = re.compile(r"/pins\.[0-9a-f]+\.mjs|-compared\.gz")
    assert not any(apart.search(url) for url in loaded)
    pin(calculator, 1)
    assert any(apart.search(url) for url in loaded)


@pytest.mark.parametrize("name", catalog())
def test_every_calculator_pins_and_says_what_changed(page: Page, address: str, name: str) -> None:
    """On every page an answer is pinned, the menu has all tools, and each "Why?" leads to a section that is there."""
    calculator = opened(page, address, name)
    pin(calculator, 1)
    for why in calculator.locator(".figure a").all():
        # The theme writes whole addresses.
        target = str(why.get_attribute("href")).partition("#")[2]
        expect(page.locator(f"[id='{target}']")).to_be_visible()
    assert calculator.locator(".figure a").count() == calculator.locator(".figure").count()


def test_the_menu_opens_and_closes_by_keyboard(page: Page, address: str) -> None:
    """The button opens it, Escape closes it with the focus back, leaving closes it, a tool closes it and is done."""
    page.context.grant_permissions(["clipboard-write"])
    calculator = opened(page, address)
    menu, button = calculator.locator(".keep-menu"), calculator.get_by_role("button", name="Keep or share")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert menu.is_hidden()
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("button", name="Copy link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    assert menu.is_hidden()
    button.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(menu).to_be_hidden()
    button.click()
    page.locator("h1").click(position={"x": 5, "y": 5})
    expect(menu).to_be_hidden()
    button.click()
    menu.get_by_role("button", name="Copy as Markdown").click()
    expect(menu).to_be_hidden()
    expect(calculator.locator(".calculator-report")).not_to_be_empty()


def test_the_menu_fits_a_phone(browser: Browser, address: str) -> None:
    """At 360 pixels the open menu makes nothing scroll sideways, and each tool is tall enough for a finger."""
    context = browser.new_context(viewport=NARROW, has_touch=True)
    page = context.new_page()
    calculator = opened(page, address)
    tap(page, calculator.get_by_role("button", name="Keep or share"))
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]
    for tool in calculator.locator(".keep-menu :is(button, label, a)").all():
        box = tool.bounding_box()
        assert box
        assert box["height"] >= 24
        assert 0 <= box["x"] <= box["x"] + box["width"] <= NARROW["width"]
    context.close()


def test_changes_are_taken_back_one_after_the_other(page: Page, address: str) -> None:
    """What was typed into one field is one step; the key of the tools works too, and a field keeps its own undo."""
    calculator = opened(page, address)
    volume, wage = calculator.locator("[name=volume]"), calculator.locator("[name=wage]")
    undo = calculator.locator("[data-tool=undo]")
    expect(undo).to_have_attribute("aria-disabled", "true")
    volume.click()
    page.keyboard.press("End")
    page.keyboard.type("0")
    page.keyboard.type("0")
    typed(page, calculator, "wage", "30")
    undo.press("Enter")
    expect(wage).to_have_value("17.5")
    expect(volume).to_have_value("20000000")
    expect(calculator.locator(".calculator-report")).to_contain_text("Undone: “Annotator's wage” is as it was before.")
    page.keyboard.press("Alt+KeyZ")
    expect(volume).to_have_value("200000")
    expect(undo).to_be_focused()
    expect(undo).to_have_attribute("aria-disabled", "true")
    undo.press("Enter")
    expect(calculator.locator(".calculator-report")).to_contain_text("nothing to undo")
    wage.click()
    page.keyboard.press("End")
    page.keyboard.type("9")
    page.keyboard.press("Control+KeyZ")
    expect(wage).to_have_value("17.5")


def test_what_a_change_did_is_told_with_before_and_after(page: Page, address: str) -> None:
    """One line names the field and its figures before and after; a link that was opened is no change."""
    calculator = opened(page, address)
    line = calculator.locator(".answer-changed")
    expect(line).to_be_empty()
    typed(page, calculator, "volume", "50000")
    expect(line).to_contain_text(
        "Changing “Accepted labels a month” from 200,000 to 50,000 takes “In-house, per label” from $"
    )
    page.goto(f"{address}{page_of(EXAMPLE)}#{EXAMPLE}?volume=60000&version=2")
    expect(calculator.locator("[name=volume]")).to_have_value("60000")
    finished(page, EXAMPLE)
    expect(line).to_be_empty()


def test_pins_in_firefox(address: str) -> None:
    """Firefox pins two answers, compares them, and brings them back over a reload."""
    assert PREFIX in address
    with Firefox() as firefox:
        firefox.resize(1280, 900)
        firefox.open(f"{address}{page_of(EXAMPLE)}")
        element = f"document.getElementById('{EXAMPLE}')"
        firefox.wait(f"{element}.dataset.python", lambda state: state == "ready")
        count = f"{element}.querySelectorAll('.pins li').length"
        firefox.ask(f"{element}.querySelector('[data-tool=pin]').click()")
        firefox.wait(count, lambda many: many == 1)
        firefox.open("about:blank")
        firefox.open(f"{address}{page_of(EXAMPLE)}#{EXAMPLE}?volume=50000&version=2")
        firefox.wait(f"{element}.dataset.python", lambda state: state == "ready")
        firefox.wait(f"{element}.querySelectorAll('.answer-sections:not([aria-busy])').length", lambda many: many == 1)
        firefox.wait(count, lambda many: many == 1)
        firefox.ask(f"{element}.querySelector('[data-tool=pin]').click()")
        firefox.wait(count, lambda many: many == 2)
        table = f"{element}.querySelector('.pins-compared').textContent"
        firefox.wait(table, lambda words: "50,000" in words)
