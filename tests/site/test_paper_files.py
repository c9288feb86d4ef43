"""What is taken away from the decision paper and from an answer: printed, saved as a page, copied as Markdown."""

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from calculators.catalog import catalog
from calculators.core.values import written
from tests.examples import EXAMPLE, page_of
from tests.paper.test_documents import FOUR
from tests.site.keyboard import LONG, finished, saved
from tests.site.menu import kept
from tests.site.test_paper import begin, sheet


def opened(page: Page, address: str, *names: str) -> None:
    """Open a saved paper of these calculators."""
    begin(page, address)
    content = {"paper": {"details": {"title": "All"}, "calculators": [{"name": name, "inputs": {}} for name in names]}}
    page.locator("[data-tool=open]").set_input_files(
        {"name": "paper.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}
    )
    expect(page.locator(".new-sheet")).to_have_count(len(names) + 1, timeout=LONG)
    sheet(page)


def test_a_paper_that_became_shorter_holds_no_room(reader: Page, address: str) -> None:
    """After calculators were taken out, the figures are followed at once by what comes next, on screen and on paper."""
    opened(reader, address, *FOUR)
    before = reader.locator("[data-part=figures]").evaluate("one => one.offsetHeight")
    boxes = reader.locator(".paper-entries input")
    for place in range(1, len(FOUR)):
        boxes.nth(place).uncheck()
    expect(reader.locator(".new-sheet")).to_have_count(2, timeout=LONG)
    sheet(reader)
    for media in ("screen", "print"):
        reader.emulate_media(media=media)
        part = reader.locator("[data-part=figures]")
        assert part.evaluate("one => getComputedStyle(one).minHeight") == "0px"
        assert part.evaluate("one => one.offsetHeight") < before


def test_a_saved_page_fits_a_phone(reader: Page, address: str, browser: Browser, tmp_path: Path) -> None:
    """At 360 pixels a saved paper of every answer is as wide as the screen; wide tables scroll by themselves."""
    opened(reader, address, *FOUR)
    text = saved(reader, reader.locator("[data-tool=html]"), tmp_path).decode()
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.set_content(text)
    assert page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]") == [360, 360]
    holders = page.locator(".table-holder")
    assert holders.evaluate_all("all => all.some((one) => one.scrollWidth > one.clientWidth)")
    assert holders.evaluate_all("all => all.every((one) => one.tabIndex === 0)")
    context.close()


def test_what_was_answered_as_assumed_is_the_readers_own_in_the_paper(reader: Page, address: str) -> None:
    """A choice that was tapped where the usual answer stood anyway is called the reader's own, with all others not."""
    name = next(one for one, calculator in catalog().items() if calculator.one_by_one)
    reader.goto(address + page_of(name))
    finished(reader, name)
    reader.get_by_role("button", name="Show all questions on one page").click()
    assumed = reader.locator(f"#{name} input[type=radio][data-assumed]").first
    field = catalog()[name].inputs.fields()[str(assumed.get_attribute("name"))]
    assumed.check(force=True)
    finished(reader, name)
    kept(reader, "Put it in the paper").click()
    text = sheet(reader)
    assert re.search(rf"{re.escape(written(field, field.basis.value))}\s+our own answer", text)
    assert ": 1 our own, " in text


def test_the_link_of_a_copied_memo_leads_back(reader: Page, address: str) -> None:
    """Copied into a wiki, the link of a memo is whole, and opens the same inputs."""
    reader.goto(f"{address}{page_of(EXAMPLE)}#{EXAMPLE}?volume=70000")
    finished(reader, EXAMPLE)
    kept(reader, "Copy as Markdown").click()
    expect(reader.get_by_text("Memo copied.")).to_be_visible(timeout=LONG)
    memo = reader.evaluate("navigator.clipboard.readText()")
    (link,) = re.findall(r"Same inputs: <([^>]*)>", memo)
    assert link.startswith(f"{address}{page_of(EXAMPLE)}#{EXAMPLE}?volume=70000")
    reader.goto("about:blank")
    reader.goto(link)
    finished(reader, EXAMPLE)
    expect(reader.locator(f"#{EXAMPLE} [name=volume]")).to_have_value("70000")
