"""Eight tasks of readers on the real site, each done whole: by keyboard on a laptop, and by touch on a phone.

A reader knows no address: every task begins on the landing page and goes on by what is read there.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.conftest import Visited, been_here
from tests.site.keyboard import LONG
from tests.site.readers import IN_TWO_MINUTES, READERS, Reader
from tests.site.wiki import served_wiki

type Machine = tuple[type[Reader], Visited]

NINE_ANSWERS = {
    "What is labelled": "outlines (polygons) on pictures",
    "Accepted labels a month": "30000",
    "How even is it?": "Sudden peaks",
    "Where your own people would sit": "Germany",
    "May the data leave your organisation to be labelled?": "Only with identifying details removed",
    "Can people be recognised in it?": "Yes: faces, voices, names, plates",
    "When must the first usable labels be there?": "Within a month",
    "Who can tell a right label from a wrong one?": "Only people of a profession",
    "Do you have people who can label?": "Yes, but needed for other work",
}


@pytest.fixture(scope="module", params=READERS)
def machine(browser: Browser, request: pytest.FixtureRequest, address: str, site: Path) -> Iterator[Machine]:
    """What a reader works at, whose browser has been here before."""
    kind = READERS[request.param]
    with been_here(browser, address, site, **kind.window, reduced_motion="reduce") as visited:
        yield kind, visited


@pytest.fixture
def reader(machine: Machine, address: str) -> Iterator[Reader]:
    """A reader on the landing page, whose browser lets pages copy."""
    kind, visited = machine
    with visited.lent() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        person = kind(context.new_page())
        person.page.goto(address)
        yield person


def test_a_recommendation_in_two_minutes(reader: Reader) -> None:
    """From the landing page nine answers lead to who should label, in few enough deeds for two minutes."""
    reader.follow("Start with nine questions", "Start with nine questions")
    for number, (question, words) in enumerate(NINE_ANSWERS.items(), 1):
        expect(reader.page.get_by_text(f"Question {number} of 9")).to_be_visible(timeout=LONG)
        entry = reader.calculator.get_by_label(question, exact=True)
        if number == 2:
            reader.write(entry, words)
        elif number == 4:
            reader.choose(entry, words)
        else:
            reader.tick(reader.one_of(question, words))
        reader.press(reader.calculator.get_by_role("button", name=re.compile("^(Next|See what it comes to)$")))
    expect(reader.page.get_by_role("heading", name="Your scenario")).to_be_visible(timeout=LONG)
    expect(reader.answered()).to_contain_text(re.compile("hybrid|in-house|outsourc", re.IGNORECASE))
    assert reader.deeds <= IN_TWO_MINUTES
    reader.fits()


def test_a_cost_case_in_euros(reader: Reader) -> None:
    """30,000 polygons a month at a German wage: the first estimate opens as a full cost case, all in euros."""
    page = reader.page
    reader.tick(reader.one_of("What is labelled", "outlines (polygons) on pictures"))
    reader.write(reader.field("Accepted labels a month"), "30000")
    reader.choose(reader.field("Where your own people would sit"), "Germany")
    expect(reader.answered()).to_contain_text("for one outline")
    reader.follow("Open this case in the full calculator", "What labelling costs")
    expect(reader.answered()).to_contain_text("€")
    given = {"Currency": "EUR", "Accepted labels a month": "30000", "Annotator's wage": "21.91"}
    for label, value in given.items():
        expect(reader.field(label)).to_have_value(value)
    before = reader.headline.inner_text()
    reader.write(reader.field("Annotator's wage"), "23,50")
    expect(reader.headline).not_to_have_text(before, timeout=LONG)
    answer = reader.answered().inner_text()
    assert "$" not in answer
    assert len(re.findall("€", answer)) >= 2
    assert "$" not in page.locator(".figures-row").inner_text()
    reader.fits()


def test_a_quote_by_the_hour_against_one_by_the_label(reader: Reader) -> None:
    """Two unlike quotes of one's own stand in one unit, with what to ask back."""
    reader.follow("Check a quote", "What quotes really")
    reader.answered()
    rows = reader.calculator.locator("[data-records] tbody tr")
    expect(rows).to_have_count(3)
    reader.press(rows.nth(2).get_by_role("button", name="Remove"))
    expect(rows).to_have_count(2)
    quotes = (("Nordwind", "Per label", "0.07"), ("Ostsee", "Per hour", "9.50"))
    for row, (name, charges, price) in enumerate(quotes):
        reader.write(rows.nth(row).get_by_role("textbox", name="Name Row"), name)
        reader.choose(rows.nth(row).get_by_role("combobox", name="Charges Row"), charges)
        reader.write(rows.nth(row).get_by_role("textbox", name=re.compile(r"^Price \S Row")), price)
    expect(reader.headline).to_contain_text(re.compile("(Nordwind|Ostsee) costs least"), timeout=LONG)
    answer = reader.answered().inner_text()
    assert "Nordwind" in answer
    assert "Ostsee" in answer
    expect(reader.calculator.locator(".figures-row")).to_contain_text("Nordwind, per accepted label")
    expect(reader.calculator.get_by_text("To Ostsee:")).to_be_visible()
    reader.fits()


def put_in_the_paper(reader: Reader, before: str) -> None:
    """Wait for another answer than the one before, and put it in the paper."""
    expect(reader.headline).not_to_have_text(before, timeout=LONG)
    reader.answered()
    reader.use("Put it in the paper")
    expect(reader.page.locator("article h1")).to_contain_text("The decision paper")


def test_a_paper_of_two_pages_for_finance(reader: Reader, address: str) -> None:
    """The answers of four calculators and one's own words print on two sheets, although a rule closes ways."""
    page = reader.page
    for words, title, label, text in (
        ("Open this case in the full calculator", "What labelling costs", "Accepted labels a month", "30000"),
        ("Check a quote", "What quotes really", "Accepted labels a month", "30000"),
        ("Plan the work", "how many people", "Accepted labels in the project", "400000"),
    ):
        reader.follow(words, title)
        before = reader.answered().inner_text()
        if words == "Plan the work":
            # It opens with so many labels each month, as the estimate counts them.
            reader.tick(reader.one_of("What kind of work is it?", "One project with an end"))
        reader.write(reader.field(label), text)
        put_in_the_paper(reader, before)
        page.goto(address)
    reader.follow("Decide who should label", "Who should label")
    before = reader.answered().inner_text()
    reader.tick(reader.one_of("May the data leave your organisation to be labelled?", "No, not even masked"))
    put_in_the_paper(reader, before)
    expect(page.locator(".paper-entries input:checked")).to_have_count(4, timeout=LONG)
    reader.write(reader.field("Title"), "Outlines for the road data")
    reader.write(reader.field("Question to decide"), "Who draws 30,000 outlines a month?")
    reader.choose(reader.field("Appendices"), "without, only the first pages")
    expect(page.locator(".paper-sheet:not([aria-busy])")).to_contain_text(
        "Who draws 30,000 outlines a month?", timeout=LONG
    )
    expect(page.locator(".paper-sheet .new-sheet")).to_have_count(0)
    for size in ("A4", "Letter"):
        printed = page.pdf(format=size, prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2, size
    reader.fits()


def test_what_security_asks_for_health_data_abroad(reader: Reader, tmp_path: Path) -> None:
    """Health data seen in another country: the gates that apply are counted, listed, and saved to be filled in."""
    reader.follow("security and law", "Sort your data")
    reader.follow("security check", "in place before data")
    before = reader.answered().inner_text()
    reader.tick(reader.one_of("What is in the data?", "Health or another protected kind"))
    expect(reader.headline).not_to_have_text(before, timeout=LONG)
    expect(reader.answered()).to_contain_text("gates that apply")
    expect(reader.one_of("From where is it seen or stored, support included?", "Another country")).to_be_checked()
    asked = reader.calculator.locator(".answer-sections")
    expect(asked).to_contain_text("Each country outside the EU's reach has a route, remote viewing included.")
    expect(asked).to_contain_text("The adequacy decision or the signed clauses")
    workbook = reader.saved(reader.tool("Download XLSX"), tmp_path)
    assert workbook.suffix == ".xlsx"
    reader.fits()


def test_a_pilot_is_sized_run_and_read(reader: Reader, tmp_path: Path) -> None:
    """The number of items and the rule come first; the file of scores then says which vendor is better."""
    page = reader.page
    reader.follow("vendors", "vendor")
    reader.follow(re.compile("^pilot$"), "pilot")
    reader.follow("the pilot calculator", "How big a vendor pilot")
    reader.answered()
    reader.write(reader.field("Accuracy of the other vendor"), "90")
    expect(reader.headline).to_contain_text("97% beats 90%", timeout=LONG)
    reader.answered()
    rule = reader.calculator.locator(".calculator-section").filter(has_text="PILOT DECISION")
    reader.press(rule.get_by_role("button", name="Copy this text"))
    expect(rule.get_by_text("Copied.")).to_be_visible()
    assert "Items: 500 for each vendor." in reader.copied()
    rows = [f"{item},{who},{int(item % wrong > 0)}" for item in range(1, 601) for who, wrong in (("A", 50), ("B", 9))]
    scores = tmp_path / "scores.csv"
    scores.write_text("\n".join(["item,vendor,correct", *rows]), "utf-8")
    reader.open(reader.calculator.locator("[data-field=table] input[type=file]"), scores)
    expect(reader.headline).to_contain_text("A passes, which nobody else does: 98.0% against 89.0%.", timeout=LONG)
    reader.answered()
    assert page.locator(".field-error:visible").count() == 0
    reader.fits()


def test_a_section_a_figure_and_a_live_calculator_in_a_wiki(reader: Reader, address: str, tmp_path: Path) -> None:
    """What the handbook offers to copy and to save works in a page of a wiki as it is pasted."""
    page = reader.page
    reader.follow("what would flip the answer", "cost")
    reader.press(page.get_by_role("link", name="Copy a link to What would flip it"))
    reader.press(page.get_by_role("dialog").get_by_role("button", name="Markdown"))
    section = reader.copied()
    reader.press(page.get_by_role("dialog").get_by_role("button", name="Close"))
    page.goto(address)
    reader.follow("Open this case in the full calculator", "What labelling costs")
    answer = reader.answered().inner_text()
    reader.use("Save as picture")
    saver = page.get_by_role("dialog").get_by_role("button", name="as SVG").first
    (tmp_path / "docs").mkdir()
    figure = reader.saved(saver, tmp_path / "docs")
    reader.press(page.get_by_role("dialog").get_by_role("button", name="Close"))
    reader.use("Embed")
    reader.press(page.get_by_role("dialog").get_by_role("button", name="Frame: form and answer"))
    frame = reader.copied()
    text = f"# Labelling\n\nSee {section}.\n\n![Cost]({figure.name})\n\n{frame}\n"
    with served_wiki(tmp_path, {"index": text}) as wiki:
        page.goto(f"{wiki}index.html")
        inside = page.frame_locator("iframe")
        expect(page.locator("iframe")).to_be_visible()
        page.locator("iframe").scroll_into_view_if_needed()
        expect(inside.locator("output.headline")).to_have_text(answer, timeout=LONG)
        assert page.get_by_role("img", name="Cost").evaluate("image => image.naturalWidth") > 0
        reader.press(page.get_by_role("link", name=re.compile("What would flip it")))
        expect(page.locator("#what-would-flip-it")).to_be_in_viewport()


def test_a_colleague_opens_the_same_scenario(reader: Reader, browser: Browser) -> None:
    """The link that is copied opens the same inputs and the same answer in another browser, on either machine."""
    reader.follow("Open this case in the full calculator", "What labelling costs")
    reader.answered()
    before = reader.headline.inner_text()
    reader.write(reader.field("Accepted labels a month"), "45000")
    expect(reader.headline).not_to_have_text(before, timeout=LONG)
    answer = reader.answered().inner_text()
    reader.use("Copy link")
    expect(reader.page.get_by_text("Link copied.")).to_be_visible(timeout=LONG)
    link = reader.copied()
    for kind in READERS.values():
        context = browser.new_context(**kind.window, reduced_motion="reduce", service_workers="block")
        colleague = kind(context.new_page())
        colleague.page.goto(link)
        expect(colleague.answered()).to_have_text(answer)
        expect(colleague.field("Accepted labels a month")).to_have_value("45000")
        expect(colleague.field("Annotator's wage")).to_have_value(reader.field("Annotator's wage").input_value())
        context.close()
