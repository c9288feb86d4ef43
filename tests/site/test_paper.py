"""The decision paper on the real site: from four calculators to two printed pages, by keyboard and by touch."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from calculators.catalog import catalog
from tests.examples import EXAMPLE, QUESTIONS, READER, asking
from tests.site.axe import faults_in
from tests.site.keyboard import LONG, finished, press, saved, tab_to, write
from tests.site.menu import kept
from tests.site.readers import tap

# What is typed into each, so that the answer is the reader's own.
FOUR = {
    EXAMPLE: ("volume", "30000"),
    QUESTIONS: ("volume", "30000"),
    asking("data_classes", "viewed_from"): ("months", "12"),
    asking("pairing", "only_first"): ("pilot_items", "600"),
}
WORDS = {
    "title": "Boxes for the road data",
    "question": "Who labels 30,000 boxes a month?",
    "owner": "Head of data",
    "names": "The team of tools",
    "notes": "The budget is fixed.",
}
PAPER = "calculators/paper/"


def sheet(page: Page) -> str:
    """Wait until the paper is put together, and return what stands in it."""
    paper = page.locator(".paper-sheet")
    expect(paper.locator("h2")).to_have_count(1, timeout=LONG)
    expect(page.locator(".paper-sheet:not([aria-busy])")).to_have_count(1, timeout=LONG)
    return paper.inner_text()


def pages(page: Page, size: str) -> int:
    """Return how many sheets the page prints on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=size, prefer_css_page_size=True)))


def begin(page: Page, address: str) -> None:
    """Go to the paper and wait for its tools, which stay hidden until a file that is opened would be heard."""
    page.goto(f"{address}{PAPER}")
    expect(page.locator(".calculator-tools")).to_be_visible(timeout=LONG)


def used(page: Page, address: str, name: str) -> None:
    """Give a calculator a value of one's own."""
    page.goto(address + catalog()[name].page.replace(".md", "/"))
    finished(page, name)
    field, text = FOUR[name]
    entry = page.locator(f"#{name} [name={field}]").first
    if (everything := page.get_by_role("button", name="Show all questions on one page")).is_visible():
        everything.click()
    if not entry.is_visible():
        page.locator(f"#{name} details:has([name={field}]) > summary").first.click()
    entry.fill(text)
    finished(page, name)


def test_four_calculators_make_a_paper_of_two_pages(
    reader: Page, address: str, tmp_path: Path, browser: Browser
) -> None:
    """Four answers, names and notes fill two sheets, and each file and the link hold them.

    The paper itself is made by keyboard.
    """
    for name in FOUR:
        used(reader, address, name)
    press(reader, kept(reader, "Put it in the paper"))
    expect(reader).to_have_url(re.compile(f"{PAPER}$"))
    for name, text in WORDS.items():
        write(reader, f"#paper-{name}", text)
    expect(reader.locator(".paper-sheet")).to_contain_text(WORDS["notes"], timeout=LONG)
    press(reader, reader.locator("#paper-appendices"), "ArrowDown")
    expect(reader.locator(".new-sheet")).to_have_count(0, timeout=LONG)
    text = sheet(reader)
    for name in FOUR:
        assert re.split("[:,]", catalog()[name].title)[0] in text
    assert "$120,000 against $400,000" in text
    assert all(words in text for words in WORDS.values())
    assert {size: pages(reader, size) for size in ("A4", "Letter")} == {"A4": 2, "Letter": 2}
    files = {
        tool: saved(reader, reader.locator(f"[data-tool={tool}]"), tmp_path)
        for tool in ("docx", "html", "markdown", "json")
    }
    assert zipfile.is_zipfile(io.BytesIO(files["docx"]))
    for form in ("html", "markdown", "json"):
        assert WORDS["title"] in files[form].decode()
    press(reader, reader.locator("[data-tool=copy]"))
    expect(reader.locator(".calculator-report")).to_contain_text("Copied.", timeout=LONG)
    kinds = reader.evaluate("async () => (await navigator.clipboard.read())[0].types")
    assert set(kinds) == {"text/html", "text/plain"}
    press(reader, reader.locator("[data-tool=link]"))
    expect(reader.locator(".calculator-report")).to_contain_text("Link copied.")
    link = reader.evaluate("() => navigator.clipboard.readText()")
    elsewhere = browser.new_context(service_workers="block")
    other = elsewhere.new_page()
    begin(other, address)
    other.locator("[data-tool=open]").set_input_files(tmp_path / "decision-paper.json")
    expect(other.locator(".calculator-notice")).to_contain_text("Opened", timeout=LONG)
    assert sheet(other) == text
    other.evaluate("() => sessionStorage.clear()")
    other.goto("about:blank")
    other.goto(link)
    expect(other.locator(".calculator-notice")).to_contain_text("Opened the link", timeout=LONG)
    assert sheet(other) == text
    expect(other).to_have_url(re.compile(f"{PAPER}$"))
    elsewhere.close()


def test_order_notes_and_choice_are_the_reader_s(reader: Page, address: str) -> None:
    """By keyboard a calculator moves up, gets a note and is left out; all of it outlasts a reload and another page."""
    first, second = list(FOUR)[:2]
    for name in (first, second):
        used(reader, address, name)
    reader.goto(f"{address}{PAPER}")
    sheet(reader)
    entries = reader.locator(".paper-entries > li")
    expect(entries).to_have_count(2)
    names = [entries.nth(place).locator("input").get_attribute("id") for place in (0, 1)]
    press(reader, entries.nth(1).get_by_role("button", name=re.compile("^Up")))
    moved = [entries.nth(place).locator("input").get_attribute("id") for place in (0, 1)]
    assert moved == names[::-1]
    expect(entries.nth(0).get_by_role("button", name=re.compile("^Down"))).to_be_focused()
    tab_to(reader, entries.nth(0).locator("textarea"))
    reader.keyboard.type("Seen by finance.")
    expect(reader.locator(".paper-sheet")).to_contain_text("Our note: Seen by finance.", timeout=LONG)
    tab_to(reader, entries.nth(1).locator("input"))
    reader.keyboard.press("Space")
    expect(reader.locator(".new-sheet")).to_have_count(2, timeout=LONG)
    reader.reload()
    text = sheet(reader)
    assert "Our note: Seen by finance." in text
    expect(entries.nth(1).locator("input")).not_to_be_checked()
    expect(reader.locator(".new-sheet")).to_have_count(2)
    press(reader, entries.nth(0).get_by_role("link", name="Open it"))
    expect(reader.locator("live-calculator")).to_have_count(1)
    reader.go_back()
    assert "Our note: Seen by finance." in sheet(reader)


def test_a_calculator_that_was_only_looked_at_waits_to_be_asked_for(reader: Page, address: str) -> None:
    """An unchanged calculator is offered and not taken, unless its link to the paper was used."""
    reader.goto(address + catalog()[EXAMPLE].page.replace(".md", "/"))
    finished(reader, EXAMPLE)
    reader.goto(f"{address}{PAPER}")
    box = reader.locator(".paper-entries input")
    expect(box).to_have_count(1, timeout=LONG)
    expect(box).not_to_be_checked()
    reader.goto(address + catalog()[EXAMPLE].page.replace(".md", "/"))
    finished(reader, EXAMPLE)
    press(reader, kept(reader, "Put it in the paper"))
    expect(box).to_be_checked(timeout=LONG)
    assert "$410,000 against $2.1 million" in sheet(reader)


def test_rows_of_an_opened_file_come_along_in_this_tab(reader: Page, address: str) -> None:
    """The answer to the reader's own file stands in the paper; after a reload it is left out with the reason."""
    reader.goto(address + catalog()[READER].page.replace(".md", "/"))
    finished(reader, READER)
    rows = "item,annotator,label\n" + "".join(f"{item},{who},{item % 3}\n" for item in range(40) for who in "ab")
    file = {"name": "labels.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    reader.locator(f"#{READER} input[type=file]").first.set_input_files(file)
    expect(reader.locator(f"#{READER} .headline")).to_contain_text("40 items", timeout=LONG)
    press(reader, kept(reader, "Put it in the paper"))
    assert "40 items" in sheet(reader)
    reader.reload()
    expect(reader.locator(".paper-entries .field-error")).to_contain_text(
        "rows of your own (“labels.csv”)", timeout=LONG
    )
    expect(reader.locator(".paper-sheet")).not_to_contain_text("40 items")


def test_what_the_browser_refuses_is_said_with_another_way(reader: Page, address: str) -> None:
    """A refused clipboard selects the paper, a refused store says to save, and a refused print names the files."""
    reader.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
        "navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
        "window.print = () => {};"
    )
    reader.goto(f"{address}{PAPER}")
    expect(reader.locator(".calculator-notice")).to_contain_text("keeps nothing over a reload", timeout=LONG)
    reader.locator("#paper-title").fill("A title")
    expect(reader.locator(".paper-sheet h2")).to_have_text("A title", timeout=LONG)
    reader.locator("[data-tool=copy]").click()
    expect(reader.locator(".calculator-report")).to_contain_text("press Ctrl+C", timeout=LONG)
    assert "A title" in reader.evaluate("() => String(getSelection())")
    reader.locator("[data-tool=print]").click()
    expect(reader.locator(".calculator-report")).to_contain_text("opened no window to print")
    assert reader.locator("#paper-title").input_value() == "A title"


# Types a title, and says at once what the sheet has above its words, before any answer could come.
TYPED_AT_ONCE = """(title) => {
  const field = document.querySelector("#paper-title");
  field.value = title;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return getComputedStyle(document.querySelector(".paper-sheet"), "::before").content;
}"""


def test_what_was_changed_just_before_printing_is_printed(reader: Page, address: str) -> None:
    """The tool waits for the paper that is being put together; a browser's own print of an older one says so on it."""
    reader.add_init_script(
        """window.print = () => {
          window.dispatchEvent(new Event("beforeprint"));
          document.body.dataset.printed = document.querySelector(".paper-sheet h2").textContent;
        };"""
    )
    begin(reader, address)
    reader.locator("#paper-title").fill("First")
    expect(reader.locator(".paper-sheet h2")).to_have_text("First", timeout=LONG)
    assert reader.evaluate(TYPED_AT_ONCE, "Second") == "none"
    reader.emulate_media(media="print")
    assert "what was changed last may not be in it" in reader.evaluate(TYPED_AT_ONCE, "Third")
    reader.evaluate(
        f"(title) => {{ ({TYPED_AT_ONCE})(title); document.querySelector('[data-tool=print]').click(); }}", "Fourth"
    )
    reader.emulate_media(media="screen")
    expect(reader.locator("body")).to_have_attribute("data-printed", "Fourth", timeout=LONG)
    expect(reader.locator(".calculator-report")).to_be_empty()


def test_a_paper_that_cannot_be_put_together_is_called_none(reader: Page, address: str) -> None:
    """While Python comes, and where it does not, no sentence says that the paper waits for a word; it can be tried."""
    reader.route("**/runtime/**", lambda route: route.abort())
    begin(reader, address)
    paper = reader.locator(".paper-sheet")
    expect(paper).to_contain_text("appears here as soon as you write a word")
    reader.locator("#paper-title").fill("A title")
    expect(reader.get_by_role("button", name="Try again")).to_be_visible(timeout=LONG)
    expect(paper).to_have_text("There is no paper yet.")
    reader.unroute("**/runtime/**")
    again = reader.get_by_role("button", name="Try again")
    again.evaluate("""(button) => {
      button.click();
      document.body.dataset.said = document.querySelector(".paper-sheet").textContent;
    }""")
    expect(reader.locator("body")).to_have_attribute("data-said", "Your paper is being put together …")
    assert "A title" in sheet(reader)


def test_a_calculator_that_does_not_arrive_is_left_out(reader: Page, address: str) -> None:
    """Where one calculator's file is missing the others stand, the reason is given, and a second try works."""
    content = {"paper": {"calculators": [{"name": EXAMPLE}, {"name": QUESTIONS}]}}
    reader.route(f"**/calculator-{QUESTIONS}.gz", lambda route: route.fulfill(status=404))
    begin(reader, address)
    file = {"name": "paper.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
    reader.locator("[data-tool=open]").set_input_files(file)
    error = reader.locator(".paper-entries .field-error").nth(1)
    expect(error).to_contain_text("It could not be loaded", timeout=LONG)
    assert "$412,995" in sheet(reader)
    assert "Left out of this paper" in sheet(reader)
    reader.unroute(f"**/calculator-{QUESTIONS}.gz")
    reader.locator("#paper-title").fill("Again")
    expect(error).to_be_hidden(timeout=LONG)
    assert "Left out of this paper" not in sheet(reader)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_paper_has_no_accessibility_fault(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """The axe rules find no violation beside a paper with an answer, an appendix and one that was left out."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", service_workers="block")
    page = context.new_page()
    begin(page, address)
    content = {"paper": {"calculators": [{"name": EXAMPLE}, {"name": QUESTIONS}, {"name": "nothing"}]}}
    file = {"name": "paper.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
    page.locator("[data-tool=open]").set_input_files(file)
    expect(page.locator(".new-sheet")).to_have_count(3, timeout=LONG)
    found = faults_in(page)
    context.close()
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []


def test_no_sheet_cuts_a_paper_of_all_calculators(reader: Page, address: str) -> None:
    """With every appendix a paper is as wide as a sheet of A4: no sentence, table or drawing runs over its edge."""
    begin(reader, address)
    content = {
        "paper": {"details": {"title": "All"}, "calculators": [{"name": name, "inputs": {}} for name in catalog()]}
    }
    file = {"name": "paper.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
    reader.locator("[data-tool=open]").set_input_files(file)
    expect(reader.locator(".new-sheet")).to_have_count(len(catalog()) + 1, timeout=4 * LONG)
    sheet(reader)
    reader.emulate_media(media="print")
    reader.set_viewport_size({"width": 718, "height": 1000})
    wide = reader.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll(".paper-sheet .table-holder")]
        .filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => one.getAttribute("aria-label") ?? one.tagName)"""
    )
    assert wide == []


def test_opening_another_paper_can_be_undone(reader: Page, address: str) -> None:
    """What was typed comes back after another paper was opened over it, and a file that is none changes nothing."""
    begin(reader, address)
    reader.locator("#paper-title").fill("Mine")
    picker = reader.locator("[data-tool=open]")
    picker.set_input_files({"name": "bad.json", "mimeType": "application/json", "buffer": b"[]"})
    expect(reader.locator(".calculator-notice")).to_contain_text("bad.json cannot be opened", timeout=LONG)
    expect(reader.locator("#paper-title")).to_have_value("Mine")
    theirs = json.dumps({"paper": {"details": {"title": "Theirs"}}}).encode()
    picker.set_input_files({"name": "theirs.json", "mimeType": "application/json", "buffer": theirs})
    expect(reader.locator("#paper-title")).to_have_value("Theirs", timeout=LONG)
    reader.locator(".calculator-notice").get_by_role("button", name="Undo").click()
    expect(reader.locator("#paper-title")).to_have_value("Mine")


def test_it_works_by_touch_on_a_small_phone(browser: Browser, address: str) -> None:
    """At 360 pixels a calculator goes into the paper by touch, and nothing is wider than the screen."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, service_workers="block")
    page = context.new_page()
    page.goto(address + catalog()[EXAMPLE].page.replace(".md", "/"))
    finished(page, EXAMPLE)
    tap(page, kept(page, "Put it in the paper"))
    assert "$412,995" in sheet(page)
    tap(page, page.locator("#paper-title"))
    page.keyboard.type("On a phone")
    expect(page.locator(".paper-sheet h2")).to_have_text("On a phone", timeout=LONG)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360
    small = page.locator("decision-paper :is(button, .tool):visible").evaluate_all(
        "all => all.filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.textContent)"
    )
    assert small == []
    context.close()
