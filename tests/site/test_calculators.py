"""The calculators on the real site, in a real browser: complete without scripts, alive with them, private always."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from calculators.bridge.files import written
from calculators.catalog import catalog, presented
from calculators.core.currency import currency_of, localized
from calculators.show.answers import parts
from tests.examples import EXAMPLE, page_of
from tests.site.conftest import SAVING_DATA
from tests.site.keyboard import finished
from tests.site.menu import kept
from tests.site.theme import opening_without_a_load

pytestmark = pytest.mark.later_visit
LONG = 60_000
COST = catalog()[EXAMPLE]


@pytest.fixture
def log(page: Page, address: str) -> Iterator[list[str]]:
    """Note what must not happen on a page: errors, refused policies, requests to another origin."""
    found: list[str] = []
    origin = re.match(r"https?://[^/]+", address)[0]  # type: ignore[index]
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: (found.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on(
        "request",
        lambda sent: (
            found.append(f"left the origin: {sent.url}")
            if not sent.url.startswith((origin, "data:", "blob:"))
            else None
        ),
    )
    yield found
    assert found == []


def text(markup: str | None) -> str:
    """Return the text a browser would show for markup."""
    return "".join(html5lib.parseFragment(markup or "", namespaceHTMLElements=False).itertext())


def shown(page: Page, name: str) -> dict[str, str]:
    """Return the text of every part of a calculator's answer on the page; what a change changed is no part of it."""
    found = page.locator(f"#{name} [data-part]:not([data-part=changed])")
    return dict(found.evaluate_all("all => all.map(one => [one.dataset.part, one.textContent])"))


def expected(name: str, given: dict[str, Any]) -> dict[str, str]:
    """Return the text of every part as CPython writes it."""
    calculator = catalog()[name]
    inputs = calculator.inputs.parse(given)
    answer = presented(calculator, inputs, calculator.finished(inputs))
    written_parts = parts(name, answer, catalog(), inputs.link_texts())
    return {part: text(localized(markup or "", currency_of(inputs))) for part, markup in written_parts.items()}


def open_cost(page: Page, address: str, fragment: str = "") -> None:
    """Open the cost calculator's page."""
    page.goto(f"{address}calculators/{EXAMPLE}/{fragment}")


@pytest.fixture(scope="module")
def without_and_with_scripts(browser: Browser) -> Iterator[list[Page]]:
    """Two pages for all calculators, one with scripts off and one with scripts on."""
    contexts = [browser.new_context(java_script_enabled=scripts) for scripts in (False, True)]
    contexts[1].add_init_script(SAVING_DATA)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", catalog())
def test_the_answer_needs_no_script(without_and_with_scripts: list[Page], address: str, name: str) -> None:
    """With scripts off the page shows what it shows with scripts on, byte for byte, and what CPython computes."""
    found = []
    for page in without_and_with_scripts:
        page.goto(address + page_of(name))
        found.append(shown(page, name))
    assert found[0] == found[1] == expected(name, {})
    # What only a script could do is not offered.
    expect(without_and_with_scripts[0].locator(".table-tools:visible, .row-tools:visible")).to_have_count(0)


def test_a_change_gives_the_command_line_s_answer(page: Page, address: str, log: list[str]) -> None:
    """After a change every part of the page says what CPython says for the same inputs."""
    open_cost(page, address)
    page.get_by_label("Accepted labels a month", exact=True).fill("50000")
    page.get_by_role("radio", name="Per hour").check()
    finished(page, EXAMPLE)
    given = {"volume": 50_000, "pricing": "per_hour"}
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(expected(EXAMPLE, given)["headline"])
    assert shown(page, EXAMPLE) == expected(EXAMPLE, given)


def test_a_copied_link_opens_the_same_answer_elsewhere(
    page: Page, address: str, browser: Browser, log: list[str]
) -> None:
    """The link from "Copy link" shows the same inputs and answer in a fresh profile."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_cost(page, address)
    page.get_by_label("Annotator's wage", exact=True).fill("31.5")
    finished(page, EXAMPLE)
    kept(page, "Copy link").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"#{EXAMPLE}?wage=31.5&version=2")
    context = browser.new_context()
    other = context.new_page()
    other.goto(link)
    expect(other.get_by_label("Annotator's wage", exact=True)).to_have_value("31.5")
    finished(other, EXAMPLE)
    expect(other.locator(f"#{EXAMPLE} output")).to_have_text(page.locator(f"#{EXAMPLE} output").text_content() or "-")
    assert shown(other, EXAMPLE) == shown(page, EXAMPLE)
    context.close()


@pytest.mark.parametrize(
    "fragment",
    [
        f"#{EXAMPLE}?volume=<script>alert(1)</script>&version=1",
        f"#{EXAMPLE}?volume=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&version=1",
        f"#{EXAMPLE}?volume=NaN&version=1",
        f"#{EXAMPLE}?volume=1e999&version=1",
        f"#{EXAMPLE}?volume=-5&version=1",
        f"#{EXAMPLE}?pricing=free&version=1",
        f"#{EXAMPLE}?bogus=1&version=1",
        f"#{EXAMPLE}?__proto__=1&version=1",
        f"#{EXAMPLE}?volume=5&volume=6&version=1",
        f"#{EXAMPLE}?volume=5&version=99",
        f"#{EXAMPLE}?volume=5&version=x",
        f"#{EXAMPLE}?volume=" + "9" * 9000 + "&version=1",
    ],
)
def test_hostile_links_are_refused(page: Page, address: str, log: list[str], fragment: str) -> None:
    """A link with bad contents is refused with a message, changes nothing and becomes no markup."""
    open_cost(page, address, fragment)
    notice = page.locator(f"#{EXAMPLE} .calculator-notice")
    expect(notice).to_contain_text("This link cannot be used", timeout=LONG)
    expect(page.get_by_label("Accepted labels a month", exact=True)).to_have_value("200000")
    expect(page.get_by_role("radio", name="Per label")).to_be_checked()
    assert notice.locator("*").count() == 0
    assert shown(page, EXAMPLE) == expected(EXAMPLE, {})


def test_bad_input_is_said_at_its_field_and_nothing_typed_is_lost(page: Page, address: str, log: list[str]) -> None:
    """A refused value stays as typed, is explained at its field, and the last answer stays; mending it answers."""
    open_cost(page, address)
    wage = page.get_by_label("Annotator's wage", exact=True)
    before = page.locator(f"#{EXAMPLE} output").text_content()
    wage.fill("a lot")
    error = page.locator(f"#{EXAMPLE}-wage-error")
    expect(error).to_have_text("expected a number from 0 to 1,000 ($ an hour), got 'a lot'", timeout=LONG)
    expect(wage).to_have_attribute("aria-invalid", "true")
    expect(wage).to_have_value("a lot")
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(before or "-")
    old = page.locator(f"#{EXAMPLE} .earlier-answer")
    expect(old).to_contain_text("The example's answer")
    expect(old).to_contain_text("Not for what is typed now. Correct first: Annotator's wage.")
    wage.fill("20")
    finished(page, EXAMPLE)
    expect(error).to_be_hidden()
    expect(old).to_have_count(0)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(expected(EXAMPLE, {"wage": 20})["headline"])


def test_an_error_in_a_folded_group_unfolds_it(page: Page, address: str) -> None:
    """A field that must be mended is never hidden."""
    open_cost(page, address)
    page.locator(f"#{EXAMPLE} summary", has_text="Quality and money").click()
    page.get_by_label("Discount rate", exact=True).fill("x")
    page.locator(f"#{EXAMPLE} summary", has_text="Quality and money").click()
    page.get_by_label("Months to plan for", exact=True).fill("12")
    expect(page.locator(f"#{EXAMPLE}-discount-error")).to_be_visible(timeout=LONG)


def test_reset_brings_the_defaults_back(page: Page, address: str, log: list[str]) -> None:
    """Reset puts every field and the answer back to the default."""
    open_cost(page, address, f"#{EXAMPLE}?volume=1000&pricing=per_seat&version=1")
    finished(page, EXAMPLE)
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_role("radio", name="Per label")).to_be_checked()
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(expected(EXAMPLE, {})["headline"], timeout=LONG)
    finished(page, EXAMPLE)
    assert shown(page, EXAMPLE) == expected(EXAMPLE, {})
    expect(page).to_have_url(re.compile("#cost$"))


@pytest.mark.parametrize(("button", "kind"), [("Download CSV", "csv"), ("Download JSON", "json")])
def test_downloads_are_the_command_line_s_files(page: Page, address: str, button: str, kind: str) -> None:
    """A downloaded file holds the bytes the command line prints for the same inputs."""
    open_cost(page, address, f"#{EXAMPLE}?volume=70000&version=1")
    finished(page, EXAMPLE)
    with page.expect_download() as waiting:
        kept(page, button).click()
    inputs = COST.inputs(volume=70_000)
    text = written(kind, EXAMPLE, COST, inputs, COST.finished(inputs))[0]
    assert waiting.value.suggested_filename == f"cost.{kind}"
    assert Path(waiting.value.path()).read_bytes().decode("utf-8") == text


def test_the_memo_is_copied_as_markdown(page: Page, address: str) -> None:
    """Copy as Markdown gives the memo of the same inputs, with a link that is whole."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_cost(page, address)
    kept(page, "Copy as Markdown").click()
    expect(page.get_by_text("Memo copied.")).to_be_visible(timeout=LONG)
    inputs = COST.inputs()
    memo = written("markdown", "cost", COST, inputs, COST.finished(inputs), site=address)[0]
    assert page.evaluate("navigator.clipboard.readText()") == memo


def test_without_a_clipboard_the_text_is_offered(page: Page, address: str) -> None:
    """Where the browser refuses the clipboard, the text stands selected in a field."""
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    open_cost(page, address)
    kept(page, "Copy link").click()
    expect(page.get_by_label("Copy this text")).to_have_value(re.compile(r"#cost\?version=2$"))


def test_a_typical_case_fills_the_form(page: Page, address: str, log: list[str]) -> None:
    """Choosing a typical case fills the fields and answers; its link is its own address."""
    open_cost(page, address)
    page.locator(f"#{EXAMPLE} summary", has_text="Start from a typical case").click()
    page.get_by_role("link", name="Audio transcription").click()
    expect(page.get_by_label("Time to make one label in-house", exact=True)).to_have_value("240")
    finished(page, EXAMPLE)
    given = dict(COST.presets["audio-transcription"].inputs)
    assert shown(page, EXAMPLE) == expected(EXAMPLE, given)


def test_it_works_by_keyboard_alone(page: Page, address: str, log: list[str]) -> None:
    """Fields, choices, folded groups and sources are reached and used with the keyboard."""
    open_cost(page, address)
    page.get_by_label("Accepted labels a month", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("90000")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent")
    assert focused.startswith("assumption")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A mid-size vision project.").first).to_be_visible()
    page.get_by_role("radio", name="Per label").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Per hour")).to_be_checked()
    expect(page.get_by_label("Price per hour", exact=True)).to_be_visible()
    finished(page, EXAMPLE)
    assert shown(page, EXAMPLE) == expected(EXAMPLE, {"volume": 90_000, "pricing": "per_hour"})


@pytest.mark.browser_context_args(service_workers="block")
def test_a_failed_start_is_said_and_can_be_tried_again(page: Page, context: BrowserContext, address: str) -> None:
    """When the runtime cannot be loaded the default answer stays, the reason is said, and a retry works."""
    context.route("**/*.wasm", lambda route: route.abort())
    open_cost(page, address)
    page.get_by_label("Accepted labels a month", exact=True).fill("50000")
    status = page.locator(f"#{EXAMPLE} .calculator-status")
    expect(status).to_contain_text("The calculator stopped", timeout=LONG)
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(expected(EXAMPLE, {})["headline"])
    expect(page.get_by_label("Accepted labels a month", exact=True)).to_have_value("50000")
    context.unroute("**/*.wasm")
    status.get_by_role("button", name="Try again").click()
    finished(page, EXAMPLE)
    assert shown(page, EXAMPLE) == expected(EXAMPLE, {"volume": 50_000})


def test_instant_navigation_keeps_one_worker(page: Page, address: str, log: list[str]) -> None:
    """Going to another page and back keeps the worker and the page alive."""
    open_cost(page, address)
    page.get_by_label("Accepted labels a month", exact=True).fill("50000")
    finished(page, EXAMPLE)
    assert len(page.workers) >= 1
    workers = [worker.url for worker in page.workers if "assets/scripts/worker" in worker.url]
    page.evaluate("window.notReloaded = true")
    page.get_by_role("link", name="Methods", exact=True).first.click()
    expect(page).to_have_url(re.compile("reference/methods"))
    page.go_back()
    page.get_by_label("Accepted labels a month", exact=True).fill("60000")
    finished(page, EXAMPLE)
    assert page.evaluate("window.notReloaded") is True
    assert [worker.url for worker in page.workers if "assets/scripts/worker" in worker.url] == workers
    assert shown(page, EXAMPLE) == expected(EXAMPLE, {"volume": 60_000})


def test_what_is_typed_while_the_page_is_swapped_is_kept(page: Page, address: str, log: list[str]) -> None:
    """When the theme puts the page up anew before the address follows, what was typed counts, not the address."""
    open_cost(page, address, f"#{EXAMPLE}?volume=50000&version=1")
    finished(page, EXAMPLE)
    page.evaluate("""async () => {
        const swapped = new Promise((resolve) =>
          new MutationObserver((_, seen) => {
            seen.disconnect();
            const old = document.querySelector("live-calculator");
            old.replaceWith(old.cloneNode(true));
            resolve(location.hash);
          }).observe(document.querySelector("live-calculator output"), { childList: true }));
        const field = document.querySelector("live-calculator [name=volume]");
        field.value = "60000";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        if (!(await swapped).includes("50000")) throw new Error("the address had followed already");
    }""")
    finished(page, EXAMPLE)
    expect(page.get_by_label("Accepted labels a month", exact=True)).to_have_value("60000")
    assert shown(page, EXAMPLE) == expected(EXAMPLE, {"volume": 60_000})
    expect(page).to_have_url(re.compile("volume=60000"))


def test_on_the_way_to_another_page_its_address_is_left_alone(page: Page, address: str, log: list[str]) -> None:
    """An answer that comes while the next page is still loading does not change that page's address."""
    open_cost(page, address)
    finished(page, EXAMPLE)
    opening_without_a_load(page)
    held: list[Route] = []
    page.context.route("**/reference/methods/", lambda route: held.append(route))
    page.get_by_role("link", name="Methods", exact=True).first.click()
    expect(page).to_have_url(re.compile("reference/methods/$"))
    page.evaluate("""() => {
        const field = document.querySelector("live-calculator [name=volume]");
        field.value = "60000";
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    expect(page.locator(f"#{EXAMPLE} output")).to_have_text(expected(EXAMPLE, {"volume": 60_000})["headline"])
    finished(page, EXAMPLE)
    expect(page).to_have_url(re.compile("reference/methods/$"))
    for route in held:
        route.continue_()
    expect(page.locator("h1")).to_contain_text("Methods")
    page.go_back()
    finished(page, EXAMPLE)
    expect(page.get_by_label("Accepted labels a month", exact=True)).to_have_value("60000")


def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, address: str) -> None:
    """At 320 px nothing of the page is wider than the screen."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    open_cost(page, address)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    context.close()


def test_the_answer_is_announced_once(page: Page, address: str) -> None:
    """The finished headline is read out once with what the change did, however many keys were pressed."""
    open_cost(page, address)
    said = page.locator(f"#{EXAMPLE} .calculator-announced")
    expect(said).to_have_attribute("aria-live", "polite")
    page.evaluate(
        "window.said = []; new MutationObserver(() => said.push(document.querySelector('.calculator-announced')"
        ".textContent)).observe(document.querySelector('.calculator-announced'), {childList: true})"
    )
    page.get_by_label("Accepted labels a month", exact=True).focus()
    page.keyboard.press("End")
    page.keyboard.type("000")
    headline = expected(EXAMPLE, {"volume": 200_000_000})["headline"]
    expect(said).to_contain_text(headline, timeout=LONG)
    changed = page.locator(f"#{EXAMPLE} .answer-changed").inner_text()
    assert changed.startswith("Changing “Accepted labels a month” from 200,000 to 200,000,000 takes “In-house")
    assert page.evaluate("window.said") == [f"{headline} {changed}"]


def test_what_was_typed_survives_jumps_pages_and_reloads(page: Page, address: str, log: list[str]) -> None:
    """A jump on the page, another page and back, and a reload lose nothing, not even what is refused."""
    open_cost(page, address)
    volume, wage = (page.get_by_label(name, exact=True) for name in ("Accepted labels a month", "Annotator's wage"))
    volume.fill("77000")
    wage.fill("seventeen")
    page.evaluate("location.hash = 'what-it-counts'")
    expect(page.locator(f"#{EXAMPLE}-wage-error")).to_be_visible(timeout=LONG)
    expect(volume).to_have_value("77000")
    expect(wage).to_have_value("seventeen")
    page.get_by_role("link", name="Methods", exact=True).first.click()
    expect(page).to_have_url(re.compile("reference/methods"))
    page.go_back()
    expect(wage).to_have_value("seventeen")
    page.reload()
    expect(volume).to_have_value("77000")
    expect(wage).to_have_value("seventeen")


def test_a_reset_can_be_taken_back(page: Page, address: str, log: list[str]) -> None:
    """Going back after a reset brings the scenario back."""
    open_cost(page, address, f"#{EXAMPLE}?volume=1000&version=1")
    finished(page, EXAMPLE)
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_label("Accepted labels a month", exact=True)).to_have_value("200000")
    finished(page, EXAMPLE)
    page.go_back()
    expect(page.get_by_label("Accepted labels a month", exact=True)).to_have_value("1000")


def test_an_error_in_a_field_that_no_longer_counts_is_shown(page: Page, address: str) -> None:
    """A refused value in a field that a choice hides is shown again, for it stops the answer."""
    open_cost(page, address)
    page.get_by_label("Price per label", exact=True).fill("abc")
    page.get_by_role("radio", name="Per hour").check()
    expect(page.locator(f"#{EXAMPLE}-label_price-error")).to_be_visible(timeout=LONG)


def test_focus_stays_where_it_is(page: Page, address: str) -> None:
    """When a part is replaced, what had the focus in it has it still."""
    open_cost(page, address, f"#{EXAMPLE}?volume=1000&version=1")
    finished(page, EXAMPLE)
    page.locator("[data-part=section-where] summary").focus()
    page.evaluate(f"document.querySelector('#{EXAMPLE}-volume').value = '5000'")
    page.evaluate(f"document.querySelector('#{EXAMPLE}-volume').dispatchEvent(new Event('input', {{ bubbles: true }}))")
    finished(page, EXAMPLE)
    assert page.evaluate("document.activeElement.textContent") == "The numbers"


def test_the_record_is_what_the_page_computed(page: Page, address: str) -> None:
    """JSON from the browser and from CPython hold the same numbers, to the last digit."""
    open_cost(page, address, f"#{EXAMPLE}?growth=3.5&months=37&version=1")
    finished(page, EXAMPLE)
    with page.expect_download() as waiting:
        kept(page, "Download JSON").click()
    content = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    inputs = COST.inputs(growth=3.5, months=37)
    assert content["result"]["in_house"]["total"] == COST.compute(inputs).in_house.total


def test_a_choice_says_what_it_did(page: Page, address: str) -> None:
    """What another answer did to the figures stands under the choice, moves nothing, and makes way for the next."""
    page.goto(address + page_of(EXAMPLE))
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-python", "ready", timeout=60_000)
    field = page.locator(f"#{EXAMPLE} [data-field=pricing]")
    before = field.bounding_box()
    field.get_by_label("Per hour").check()
    said = field.locator(".field-did")
    expect(said).to_contain_text(re.compile(r"\d"), timeout=60_000)
    expect(said).to_be_visible()
    expect(field.locator(".field-help > span").first).not_to_be_visible()
    after = field.bounding_box()
    assert before
    assert after
    assert after["height"] == before["height"]
    page.locator(f"#{EXAMPLE}-wage").fill("40")
    expect(said).to_have_count(0, timeout=60_000)
    expect(field.locator(".field-help > span").first).to_be_visible()
