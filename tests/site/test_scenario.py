"""A reader answers a question once: what one page knows is offered by the next, and nothing changes in silence."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from calculators.catalog import catalog
from tests.examples import EXAMPLE, QUESTIONS, ROWS
from tests.site.keyboard import finished

pytestmark = pytest.mark.later_visit
LONG = 60_000
# For each calculator with rows, the name of its first table.
TABLES = {
    name: next(key for key, field in calculator.inputs.fields().items() if type(field).__name__ == "Records")
    for name, calculator in catalog().items()
    if any(type(field).__name__ == "Records" and not field.fixed for field in calculator.inputs.fields().values())
}


def open_page(page: Page, address: str, name: str, fragment: str = "") -> None:
    """Open a calculator's page and wait for Python and for what it has to say."""
    page.goto(f"{address}{catalog()[name].page.removesuffix('.md')}/{fragment}")
    finished(page, name)


def value(page: Page, name: str) -> str:
    """Return what a field says."""
    return page.locator(f"live-calculator [name={name}]").first.input_value()


def test_what_one_page_knows_the_next_offers_by_keyboard(page: Page, address: str) -> None:
    """Volume, time, wage and price of the cost page stand on the advisor after one press, and undo works."""
    open_page(page, address, EXAMPLE)
    typed = {"volume": "30k", "seconds": "60", "wage": "21.50", "label_price": "0.25"}
    for name, text in typed.items():
        page.locator(f"[name={name}]").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type(text)
    finished(page, EXAMPLE)
    expect(page).to_have_url(re.compile("volume=30000&seconds=60&wage=21.5&label_price=0.25&vendor_seconds=60"))
    open_page(page, address, QUESTIONS)
    offer = page.locator(".calculator-offer")
    expect(offer).to_contain_text("Use 4 values from “What labelling costs")
    assert value(page, "volume") == "200000", "offered, not taken"
    page.get_by_role("button", name="Use them").focus()
    page.keyboard.press("Enter")
    finished(page, QUESTIONS)
    assert {name: value(page, name) for name in typed} == {
        "volume": "30000", "seconds": "60", "wage": "21.5", "label_price": "0.25",
    }  # fmt: skip
    expect(page.locator(f"#{QUESTIONS} [data-part=section-costs]")).to_contain_text(
        "30,000 labels a month at 60 seconds"
    )
    panel = page.locator(".calculator-scenario")
    expect(panel.locator("summary")).to_have_text("Your scenario: 5 values")
    expect(page.locator(".calculator-offer").get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    finished(page, QUESTIONS)
    assert value(page, "volume") == "200000"
    panel.locator("summary").click()
    panel.get_by_role("button", name="Empty").click()
    expect(panel).to_be_hidden()
    page.reload()
    finished(page, QUESTIONS)
    expect(offer).to_be_hidden()


def test_the_scenario_shows_an_answer_as_its_page_does(page: Page, address: str) -> None:
    """What was chosen stands in the list in the words that were chosen, and travels on as the name that is stored."""
    open_page(page, address, EXAMPLE)
    page.get_by_role("radio", name="Per hour").check()
    finished(page, EXAMPLE)
    open_page(page, address, QUESTIONS)
    panel = page.locator(".calculator-scenario")
    panel.locator("summary").click()
    expect(panel.get_by_role("row").filter(has_text="Per hour")).to_have_count(1)
    expect(panel).not_to_contain_text("per_hour")


def test_what_a_next_step_takes_the_place_of_is_offered_back(page: Page, address: str) -> None:
    """A link from another page that says nothing of the wage typed here opens whole, and the wage is a press away."""
    open_page(page, address, EXAMPLE)
    page.locator("[name=wage]").fill("21.50")
    finished(page, EXAMPLE)
    open_page(page, address, ROWS)
    page.locator(f"#{ROWS} .next-steps a[href*='#{EXAMPLE}?']").click()
    finished(page, EXAMPLE)
    assert value(page, "wage") == "17.5"
    offer = page.locator(".calculator-offer")
    expect(offer).to_contain_text("Use 1 value from what you had typed here before the link: annotator's wage?")
    offer.get_by_role("button", name="Use it").click()
    finished(page, EXAMPLE)
    assert value(page, "wage") == "21.50"
    expect(page).to_have_url(re.compile("pricing=.*"))
    page.goto("about:blank")
    open_page(page, address, EXAMPLE, f"#{EXAMPLE}?wage=1e9&version=2")
    expect(page.locator(".calculator-notice")).to_contain_text("This link cannot be used", timeout=LONG)
    expect(offer).to_be_hidden()


def test_a_number_with_two_readings_is_asked(page: Page, address: str) -> None:
    """`200.000` is not guessed: the field asks, the answer is marked as old, and what was typed stays."""
    open_page(page, address, EXAMPLE)
    before = page.locator(f"#{EXAMPLE} output").inner_text()
    page.locator("[name=volume]").fill("200.000")
    error = page.locator("[data-field=volume] .field-error")
    expect(error).to_have_text("Did you mean 200,000 or 200? '200.000' can be read both ways.", timeout=LONG)
    expect(page.locator(f"#{EXAMPLE}")).to_have_attribute("data-stale", "")
    assert page.locator(f"#{EXAMPLE} output").inner_text() == before
    page.locator("[name=volume]").fill("200 000")
    finished(page, EXAMPLE)
    expect(error).to_be_hidden()


def test_the_vendors_time_follows_until_it_is_parted(page: Page, address: str) -> None:
    """The task's time is typed once for both sides; a time typed for the vendor alone stays."""
    open_page(page, address, EXAMPLE)
    page.locator("[name=seconds]").fill("60")
    assert value(page, "vendor_seconds") == "60"
    page.locator("summary", has_text="Outsourced: the vendor's terms").click()
    page.locator("[name=vendor_seconds]").fill("50")
    page.locator("[name=seconds]").fill("70")
    assert value(page, "vendor_seconds") == "50"


def test_the_currency_is_switched_and_nothing_is_converted_in_silence(page: Page, address: str) -> None:
    """Units and answers take the mark; defaults in dollars say their rate and source, and convert when asked."""
    open_page(page, address, EXAMPLE)
    page.locator("select[name=currency]").select_option("EUR")
    finished(page, EXAMPLE)
    expect(page.locator(f"#{EXAMPLE} output")).to_contain_text("€")
    expect(page.locator("[data-field=wage] .unit")).to_have_text("€ an hour")
    hint = page.locator("[data-field=wage] .field-foreign")
    expect(hint).to_contain_text("One dollar was 0.8684 EUR (Federal Reserve")
    assert value(page, "wage") == "17.5"
    hint.get_by_role("button", name="Use €15.2").click()
    finished(page, EXAMPLE)
    assert value(page, "wage") == "15.2"
    expect(hint).to_have_count(0)
    page.locator("[name=wage]").fill("$20")
    expect(page.locator("[data-field=wage] .field-error")).to_contain_text("an amount in euros", timeout=LONG)


def test_the_figures_of_a_place_fill_its_fields_and_no_other(page: Page, address: str) -> None:
    """Germany sets currency, wage, on-cost and hours; the volume stays as typed; undo takes them back."""
    open_page(page, address, EXAMPLE)
    page.locator("[name=volume]").fill("30000")
    page.locator("summary", has_text="Use the figures of a place").click()
    place = page.locator(f"#{EXAMPLE}-place-de")
    place.click()
    finished(page, EXAMPLE)
    page.keyboard.press("Enter")
    finished(page, EXAMPLE)
    expect(place).to_be_focused()
    assert (value(page, "currency"), value(page, "wage")) == ("USD", "17.5")
    page.keyboard.press("Enter")
    finished(page, EXAMPLE)
    assert {name: value(page, name) for name in ("currency", "wage", "benefit_load", "volume")} == {
        "currency": "EUR", "wage": "21.91", "benefit_load": "22", "volume": "30000",
    }  # fmt: skip
    notice = page.locator(".calculator-notice")
    expect(notice).to_contain_text("Filled in 4 fields for Germany. Undo 12 amounts are still in US dollars.")
    expect(notice.get_by_role("button", name="Undo")).to_be_focused()
    expect(place).to_be_hidden()
    notice.get_by_role("button", name="Use EUR for all 12").click()
    finished(page, EXAMPLE)
    expect(page.locator("[data-field]:visible > .field-foreign")).to_have_count(0)
    assert (value(page, "reviewer_wage"), value(page, "wage"), value(page, "label_price")) == (
        "21.7",
        "21.91",
        "0.0521",
    )
    page.keyboard.press("Alt+KeyZ")
    finished(page, EXAMPLE)
    assert (value(page, "currency"), value(page, "reviewer_wage")) == ("EUR", "25")
    page.keyboard.press("Alt+KeyZ")
    finished(page, EXAMPLE)
    assert (value(page, "currency"), value(page, "wage"), value(page, "volume")) == ("USD", "17.5", "30000")


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_edited_pasted_and_shared_by_keyboard(page: Page, address: str, name: str) -> None:
    """In every calculator with rows, rows are duplicated, removed and brought back by keyboard."""
    open_page(page, address, name)
    holder = page.locator(f"[data-records={TABLES[name]}]")
    rows = holder.locator("tbody tr")
    many = rows.count()
    field = catalog()[name].inputs.fields()[TABLES[name]]
    assert many == len(field.basis.value)
    if many and many < field.most:
        rows.first.get_by_role("button", name="Duplicate").focus()
        page.keyboard.press("Enter")
        expect(rows).to_have_count(many + 1)
        holder.locator(".records-report").get_by_role("button", name="Undo").click()
        expect(rows).to_have_count(many)
    if many > max(1, field.least):
        rows.last.get_by_role("button", name="Remove").focus()
        page.keyboard.press("Enter")
        expect(rows).to_have_count(many - 1)
        holder.locator(".records-report").get_by_role("button", name="Undo").click()
        expect(rows).to_have_count(many)


def test_quotes_of_three_kinds_are_pasted_and_shared(page: Page, address: str) -> None:
    """Rows pasted from a spreadsheet with decimal commas are read, and the link opens the same rows elsewhere."""
    open_page(page, address, ROWS)
    block = "Name\tPricing\tPrice\nAlpha\tper_label\t0,055\nBeta\tper_hour\t9,5\nGamma\tper_seat\t520\n"
    page.get_by_role("button", name="Paste rows").click()
    page.get_by_label("Rows from a spreadsheet").fill(block)
    page.get_by_role("button", name="Use these rows").click()
    expect(page.locator(".records-report").first).to_contain_text("Read 3 rows.", timeout=LONG)
    finished(page, ROWS)
    expect(page).to_have_url(re.compile("quotes=Alpha,per_label,0.055;Beta,per_hour,9.5;Gamma,per_seat,520&"))
    link, headline = page.url, page.locator(f"#{ROWS} output").inner_text()
    page.evaluate("() => sessionStorage.clear()")
    page.goto("about:blank")
    page.goto(link)
    finished(page, ROWS)
    assert page.locator(f"#{ROWS} output").inner_text() == headline
    assert page.locator("[data-records=quotes] [data-column=name]").first.input_value() == "Alpha"


def test_a_cell_at_fault_is_marked(page: Page, address: str) -> None:
    """The sentence names row and column, the cell is marked, other rows stay, and the answer is marked as old.

    On a phone, where a row is a card and the table may end far below, the cell says itself what was expected.
    """
    open_page(page, address, ROWS)
    cell = page.locator("[data-records=quotes] tbody tr").nth(1).locator("[data-column=price]")
    cell.fill("eight")
    expect(page.locator("[data-field=quotes] .field-error")).to_contain_text("Row 2, Price: expected", timeout=LONG)
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{ROWS}")).to_have_attribute("data-stale", "")
    assert page.locator("[data-records=quotes] tbody tr").count() == 3
    said = "(cell) => getComputedStyle(cell.closest('td'), '::after').content"
    assert cell.evaluate(said) == "none"
    page.set_viewport_size({"width": 360, "height": 740})
    assert "expected" in cell.evaluate(said)
    cell.fill("8")
    expect(cell).not_to_have_attribute("aria-invalid", "true", timeout=LONG)
    assert cell.evaluate(said) == "none"


def test_a_merged_heading_is_refused_and_nothing_is_lost(page: Page, address: str) -> None:
    """A pasted table whose heading is merged changes nothing and says what to do."""
    open_page(page, address, ROWS)
    page.get_by_role("button", name="Paste rows").click()
    page.get_by_label("Rows from a spreadsheet").fill("Name\t\tPrice\nA\tper_label\t1\n")
    page.get_by_role("button", name="Use these rows").click()
    expect(page.locator(".records-report").first).to_contain_text("merged heading", timeout=LONG)
    assert page.locator("[data-records=quotes] tbody tr").count() == 3


def test_a_link_never_stands_beside_another_answer(page: Page, address: str) -> None:
    """While Python starts, an opened link says so in the answer's place, and never shows the default's numbers."""
    page.goto(f"{address}calculators/{EXAMPLE}/#{EXAMPLE}?volume=50000&version=2")
    seen = page.locator(f"#{EXAMPLE} output").inner_text()
    assert "$412,995" not in seen
    finished(page, EXAMPLE)
    expect(page.locator(f"#{EXAMPLE} output")).not_to_contain_text("Opening your link")


def test_an_answer_never_writes_over_a_link_that_was_just_followed(page: Page, address: str) -> None:
    """A link that is followed within the page is opened, even where an answer is finished before the page is told."""
    open_page(page, address, EXAMPLE, f"#{EXAMPLE}?volume=50000&version=2")
    page.evaluate(
        """link => {
          location.hash = link;
          document.querySelector("live-calculator").calculator.finished();
        }""",
        f"#{EXAMPLE}?volume=60000&version=2",
    )
    finished(page, EXAMPLE)
    assert value(page, "volume") == "60000"
    expect(page).to_have_url(re.compile("volume=60000"))


def test_the_same_preset_twice_and_another_after_it(page: Page, address: str) -> None:
    """The second preset that is pressed works like the first, and so does the first again."""
    open_page(page, address, EXAMPLE)
    page.locator("summary", has_text="Start from a typical case").click()
    presets = catalog()[EXAMPLE].presets
    for key in [*list(presets)[:2], next(iter(presets))]:
        page.locator(f"#{EXAMPLE}-preset-{key}").click()
        finished(page, EXAMPLE)
        for name, text in presets[key].inputs.items():
            if name != "pricing":
                assert float(value(page, name)) == float(text), (key, name)


def test_saved_inputs_are_opened_again(page: Page, address: str) -> None:
    """A JSON file that the page saved fills the form again; a scenario's names that are not asked for are said."""
    open_page(page, address, EXAMPLE)
    content = json.dumps({"scenario": {"volume": "77000", "wage": "19", "project_labels": "5"}}).encode()
    file = {"name": "scenario.json", "mimeType": "application/json", "buffer": content}
    page.locator("input[data-tool=open]").set_input_files(file)
    expect(page.locator(".calculator-notice")).to_contain_text("left out: project_labels", timeout=LONG)
    finished(page, EXAMPLE)
    assert (value(page, "volume"), value(page, "wage")) == ("77000", "19")


@pytest.mark.parametrize("name", TABLES)
def test_rows_that_the_tab_kept_are_not_blamed_on_a_link(page: Page, address: str, name: str) -> None:
    """A link that cannot be used names its own fault alone; the rows stand as they were typed, and are marked again."""
    open_page(page, address, name)
    cell = page.locator(f"[data-records={TABLES[name]}] tbody [data-column]").first
    if not cell.count():
        pytest.skip("it starts without rows")
    if cell.evaluate("(cell) => cell.tagName") == "SELECT":
        pytest.skip("its first cell takes no bad text")
    cell.fill("")
    error = page.locator(f"[data-field={TABLES[name]}] .field-error")
    expect(error).to_be_visible(timeout=LONG)
    field = next(key for key, one in catalog()[name].inputs.fields().items() if type(one).__name__ == "Number")
    page.evaluate("(hash) => { location.hash = hash; }", f"#{name}?{field}=none&version=1")
    notice = page.locator(f"#{name} .calculator-notice")
    expect(notice).to_contain_text("This link cannot be used", timeout=LONG)
    label = catalog()[name].inputs.fields()[TABLES[name]].label
    expect(notice).not_to_contain_text(f"{label}:")
    expect(cell).to_have_value("")
    expect(error).to_be_visible()
    expect(page.locator(f"#{name} .earlier-answer")).to_contain_text(label)
