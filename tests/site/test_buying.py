"""Two tasks from the landing page to the file, by keyboard alone: a procurement officer's and a security reviewer's."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from calculators.core.spreadsheet import table_of

LONG = 60_000
# Three real-looking quotes, as a German spreadsheet puts them on the clipboard.
QUOTES = (
    "Name\tCharges\tPrice\tPaid for\tMinimum bill\tProject management fee\n"
    "Nordlicht\tPer label\t0,055\t\t2000\t12\n"
    "Ostwind\tPer hour\t7,40\tAll that is delivered: rejects are paid for\t0\t0\n"
    "Südkreuz\tPer seat and month\t640\t\t\t0\n"
)


def finished(page: Page, name: str) -> None:
    """Wait until the calculator has nothing more to say."""
    expect(page.locator(f"#{name}")).to_have_attribute("data-python", "ready", timeout=LONG)
    expect(page.locator(f"#{name} .answer-sections:not([aria-busy])")).to_have_count(1, timeout=LONG)


def tab_to(page: Page, target: Locator, most: int = 700) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{most} presses of Tab do not reach {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Walk to a link or button by Tab, and press it."""
    tab_to(page, target)
    page.keyboard.press(key)


def from_landing(page: Page, address: str, name: str) -> None:
    """Go from the landing page to a calculator by links alone."""
    page.goto(address)
    press(page, page.get_by_role("link", name="Calculators", exact=True).first)
    expect(page).to_have_url(re.compile(r"/calculators/$"))
    press(page, page.locator(f".md-content a[href*='{name}/']").first)
    finished(page, name)


def saved(page: Page, button: Locator, folder: Path) -> bytes:
    """Press a button that saves a file, and return what is in it."""
    tab_to(page, button)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def test_a_procurement_officer_orders_three_unlike_quotes(page: Page, address: str, tmp_path: Path) -> None:
    """Pasted in euros, three quotes give an order, the questions to send, and a workbook that reads back."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    from_landing(page, address, "quotes")
    calculator = page.locator("#quotes")
    page.evaluate("text => navigator.clipboard.writeText(text)", QUOTES)
    press(page, calculator.locator("[data-rows-tool=paste]"))
    page.keyboard.press("Control+V")
    press(page, page.get_by_role("button", name="Use these rows"))
    expect(calculator.locator(".records-said")).to_contain_text("Read 3 rows")
    tab_to(page, calculator.locator("[name=currency]"))
    page.keyboard.type("EUR")
    finished(page, "quotes")
    headline = calculator.locator("output")
    expect(headline).to_contain_text("costs least: €")
    expect(calculator.locator("[data-part=section-questions]")).to_contain_text("Do we pay for a label that fails")
    questions = calculator.locator("[data-part=section-questions]").inner_text()
    assert "Nordlicht" in questions
    assert "Südkreuz" in questions
    rows = table_of("quotes", saved(page, calculator.get_by_role("button", name="Download XLSX"), tmp_path), ["Quotes"])
    assert rows[0][1:] == ["Nordlicht", "Ostwind", "Südkreuz"]
    assert rows[2][1:] == ["0.055", "7.4", "640"]
    before = headline.inner_text()
    calculator.locator("[data-rows-tool=open]").set_input_files(tmp_path / "quotes.xlsx")
    expect(calculator.locator(".records-said")).to_contain_text("Read 3 rows")
    finished(page, "quotes")
    assert headline.inner_text() == before
    assert Axe().run(page).response["violations"] == []


def test_marks_are_typed_and_pasted_in_a_grid(page: Page, address: str) -> None:
    """Marks go down a criterion at a time; a block of them is taken whole, and what is no mark is not."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    from_landing(page, address, "scorecard")
    calculator = page.locator("#scorecard")
    press(page, calculator.locator(".signs-grid summary"))
    tab_to(page, calculator.locator("[data-at='0-0']"))
    page.keyboard.type("01x2?")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("d")
    levels = calculator.locator("[data-records=scores] > .table-holder [data-column=levels]")
    evidence = calculator.locator("[data-records=scores] > .table-holder [data-column=evidence]")
    expect(levels.first).to_have_value("012?3432444434323")
    expect(evidence.first).to_have_value("BBBADAACABBABABBB")
    expect(calculator.locator(".signs-grid [role=alert]")).to_contain_text("“X” was not taken")
    page.evaluate("navigator.clipboard.writeText('4\\t1\\n?\\t-\\n')")
    page.keyboard.press("Shift+Tab")
    for _ in range(5):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+V")
    expect(levels.first).to_have_value(re.compile("^4[?]2"))
    expect(levels.nth(1)).to_have_value(re.compile("^1-"))
    finished(page, "scorecard")
    expect(calculator.locator("output")).not_to_be_empty()
    assert Axe().run(page).response["violations"] == []


def test_a_security_reviewer_sees_what_is_missing(page: Page, address: str, tmp_path: Path) -> None:
    """Health data, a vendor abroad, people in the EU: the gates are named, answered, printed and passed round."""
    from_landing(page, address, "security")
    calculator = page.locator("#security")
    press(page, calculator.locator("[name=data_classes][value=special_category]"), "Space")
    finished(page, "security")
    headline = calculator.locator("output")
    expect(headline).to_contain_text("none of the 35 gates that apply is answered")
    press(page, calculator.locator("summary", has_text="What is in place?"))
    answer = calculator.locator("tr[data-key=class-is-set] [data-column=state]")
    tab_to(page, answer)
    page.keyboard.type("In place")
    finished(page, "security")
    expect(headline).to_contain_text("34")
    for size in ("A4", "Letter"):
        printed = page.pdf(format=size)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2, size
    contents = saved(page, calculator.get_by_role("button", name="Download XLSX"), tmp_path)
    first = table_of("answers", contents, ["Answers"])[1]
    assert first[:2] == ["class-is-set", "In place"]
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("place", ["vendors/", "security/data-processing-clauses/", "vendors/statement-of-work/"])
def test_files_to_take_away_are_there(page: Page, address: str, place: str) -> None:
    """Each link to a file leads to one that is packed as its kind is."""
    page.goto(f"{address}{place}")
    links = page.locator(".md-content a[href*='files/']")
    assert links.count() > 0
    for link in links.all():
        reply = page.request.get(str(link.evaluate("element => element.href")))
        assert reply.ok
        assert reply.body().startswith(b"PK\x03\x04")
