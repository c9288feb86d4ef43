"""Tables of rows on the page: what is refused is said at its row and kept, and every cell is told with its row."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators.catalog import find
from calculators.models.security.controls import control_set
from tests.examples import ROWS
from tests.site.axe import faults_in
from tests.site.keyboard import finished

pytestmark = pytest.mark.later_visit

LONG = 60_000
FIRST, OTHER, LATE = (control_set().by_number[number] for number in (1, 13, 28))
UNFOLD = "() => document.querySelectorAll('details.calculator-group').forEach((group) => { group.open = true; })"
# Whether the element that has the focus can be seen from its left end to its right one, and how far its row's first
# cell is from the left edge of the table.
SEEN = """() => {
  const cell = document.activeElement;
  // Between two keys the focus may be nowhere yet.
  if (!cell.closest("tr")) return [];
  const { left, right, top, height } = cell.getBoundingClientRect();
  const ends = [left + 3, right - 3].map((x) => document.elementFromPoint(x, top + height / 2) === cell);
  const [first, holder] = [cell.closest("tr").cells[0], cell.closest(".table-holder")];
  return [...ends, Math.round(first.getBoundingClientRect().left - holder.getBoundingClientRect().left)];
}"""


def opened(page: Page, address: str, name: str, fragment: str = "") -> Locator:
    """Open a calculator with all groups unfolded, and return its table."""
    page.goto(f"{address}calculators/{name}/{fragment}")
    finished(page, name)
    page.evaluate(UNFOLD)
    return page.locator(f"#{name} .records").first


def entry(table: Locator, key: str, column: str) -> Locator:
    """Return the entry of a control's row."""
    return table.locator(f"[data-key={key}] [data-column={column}]")


def test_what_is_wrong_with_a_control_is_said_of_that_control(page: Page, address: str) -> None:
    """Rows that were not filled are not sent, and still the error names and marks the row that was typed in."""
    table = opened(page, address, "security")
    entry(table, OTHER.id, "state").select_option("yes")
    wrong = entry(table, LATE.id, "expires_months")
    wrong.fill("12 months")
    error = page.locator("#security-answers-error")
    named = f"28. {LATE.says.rstrip('.')}, Runs out in"
    expect(error).to_have_text(
        f"{named}: expected a whole number from -120 to 120 (months), got '12 months'", timeout=LONG
    )
    expect(table.locator("[data-column][aria-invalid]")).to_have_count(1)
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_attribute("aria-describedby", "security-answers-error")
    # The list of errors is far below, so the cell says it too.
    assert "whole number" in wrong.evaluate("(cell) => getComputedStyle(cell.closest('td'), '::after').content")
    wrong.fill("12")
    expect(error).to_be_hidden(timeout=LONG)
    expect(table.locator("[aria-invalid], [data-column][aria-describedby]")).to_have_count(0)


def test_what_is_wrong_in_a_row_that_does_not_count_is_shown(page: Page, address: str) -> None:
    """A control that does not apply is not seen, unless what stands in its row has to be corrected."""
    table = opened(page, address, "security")
    hidden = table.locator("[data-key][hidden]").first
    hidden.locator("[data-column=expires_months]").evaluate(
        """(cell) => {
          cell.closest("tr").dataset.tried = "";
          cell.value = "soon";
          cell.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    expect(table.locator("[data-tried] [data-column=expires_months]")).to_be_visible(timeout=LONG)


def test_a_link_that_is_refused_names_the_control(page: Page, address: str) -> None:
    """A link holds the numbers of controls, none of which is a row's place among those that it holds."""
    page.goto(f"{address}calculators/security/#security?answers=~28yB999.&version=1")
    notice = page.locator("#security .calculator-notice")
    expect(notice).to_contain_text(f"Your answers: 28. {LATE.says.rstrip('.')}, Runs out in: expected", timeout=LONG)


def test_what_no_list_holds_is_refused_and_not_dropped(page: Page, address: str) -> None:
    """A state of somebody's own is told at its row, and a row about no control is named."""
    table = opened(page, address, "security")
    rows = f"Control,State\n{FIRST.id},planned\nbadge-colours,In place\n".encode()
    file = {"name": "answers.csv", "mimeType": "text/csv", "buffer": rows}
    table.locator("[data-rows-tool=open]").set_input_files(file)
    report = table.locator(".records-report")
    expect(report).to_contain_text("Left out, since this table has no such row: badge-colours.", timeout=LONG)
    expect(page.locator("#security-answers-error")).to_contain_text("got 'planned'", timeout=LONG)
    expect(entry(table, FIRST.id, "state")).to_have_attribute("aria-invalid", "true")


def test_pasted_rows_that_are_refused_stay_in_their_box(page: Page, address: str) -> None:
    """Nothing has to be pasted again: text, error and focus are in one place, and lead on once it is corrected."""
    table = opened(page, address, ROWS)
    tool = table.get_by_role("button", name="Paste rows")
    tool.click()
    box = table.get_by_label("Rows from a spreadsheet")
    wrong = "Vendor\tCharges\tPrice\nAcme\tPer label\t0.05\n"
    box.fill(wrong)
    table.get_by_role("button", name="Use these rows").click()
    expect(box).to_have_accessible_description(
        "Not read: expected a column's name in cell 1 of the first row: one of "
        f"{', '.join(column.label for column in find(ROWS).inputs.fields()['quotes'].row.fields().values())}"
        ", got 'Vendor'. Your rows are unchanged.", timeout=LONG,
    )  # fmt: skip
    expect(box).to_have_value(wrong)
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-invalid", "true")
    assert faults_in(page, within=".records") == []
    # Asked for again, the box is the one that is open.
    tool.click()
    expect(box).to_have_value(wrong)
    box.fill(wrong.replace("Vendor", "Name"))
    table.get_by_role("button", name="Use these rows").click()
    expect(table.locator(".records-report")).to_contain_text("Read 1 row.", timeout=LONG)
    expect(tool).to_be_focused()


def test_a_table_of_another_kind_replaces_no_rows(page: Page, address: str) -> None:
    """The CSV of a whole answer is no table of quotes, though one of its headings is a column of theirs."""
    table = opened(page, address, ROWS)
    page.locator("[data-tool=keep]").press("Enter")
    with page.expect_download() as saved:
        page.locator("[data-tool=csv]").press("Enter")
    contents = saved.value.path().read_bytes()
    file = {"name": "quotes.csv", "mimeType": "text/csv", "buffer": contents}
    table.locator("[data-rows-tool=open]").set_input_files(file)
    report = table.locator(".records-report")
    expect(report).to_contain_text("Not read: expected a first row that names the columns, Name, Charges", timeout=LONG)
    expect(table.locator("tbody tr")).to_have_count(3)


def test_a_number_with_two_readings_in_a_file_is_told_with_its_cell(page: Page, address: str) -> None:
    """Of a hundred prices the reader must know which one can be read both ways."""
    table = opened(page, address, ROWS)
    rows = b"Name;Charges;Price\nA;Per label;1\nB;Per label;1,234\n"
    table.locator("[data-rows-tool=open]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": rows})
    said = "Not read: Row 2, Price: Did you mean 1,234 or 1.2340? '1,234' can be read both ways. Your rows"
    expect(table.locator(".records-report")).to_contain_text(said, timeout=LONG)


def test_refusals_speak_the_words_of_the_page(page: Page, address: str) -> None:
    """A list's answers are called as the list shows them, no rows are none, and a row to be filled is one."""
    table = opened(page, address, ROWS)
    error = page.locator(f"#{ROWS}-quotes-error")
    table.get_by_role("button", name="Empty").click()
    expect(error).to_have_text("expected 1 to 12 rows, got none", timeout=LONG)
    table.get_by_role("button", name="Add a quote").click()
    page.keyboard.press("Shift+Tab")
    options = list(find(ROWS).inputs.fields()["quotes"].row.fields()["pricing"].options.values())
    listed = ", ".join(f"“{words}”" for words in options)
    expect(error).to_contain_text(f"Row 1, Charges: expected one of {listed}", timeout=LONG)
    expect(error).not_to_contain_text("per_label")
    page.evaluate(f"location.hash = '#{ROWS}?quotes=A,per_box,1&version=1'")
    notice = page.locator(f"#{ROWS} .calculator-notice")
    expect(notice).to_contain_text(f"Row 1, Charges: expected one of {listed}, got 'per_box'", timeout=LONG)
    saved = json.dumps({"scenario": {"unknown_terms": "worst"}}).encode()
    file = {"name": "saved.json", "mimeType": "application/json", "buffer": saved}
    page.locator("input[data-tool=open]").set_input_files(file)
    expect(notice).to_contain_text("expected one of “Its cheapest reading”, ", timeout=LONG)


def test_a_new_row_is_not_called_wrong_while_it_is_filled(page: Page, address: str) -> None:
    """Its empty cells wait until it is left, also for another window; what is typed wrong in it is told at once."""
    table = opened(page, address, ROWS)
    table.get_by_role("button", name="Add a quote").click()
    note = page.locator(f"#{ROWS} .earlier-answer")
    wrong = table.locator("[data-column][aria-invalid]")
    expect(note).to_contain_text("Fill in the new row first: ", timeout=LONG)
    expect(wrong).to_have_count(0)
    expect(page.locator(f"#{ROWS}-quotes-error")).to_be_hidden()
    table.locator("[data-column=price]").nth(3).fill("abc")
    expect(note).to_contain_text("Correct first: ", timeout=LONG)
    expect(wrong).to_have_count(1)
    page.evaluate("document.activeElement.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))")
    finished(page, ROWS)
    expect(wrong).to_have_count(1)
    table.locator("[data-column=name]").first.focus()
    expect(wrong).not_to_have_count(1, timeout=LONG)
    expect(table.locator("tbody tr").nth(3).locator("[data-column=pricing]")).to_have_attribute("aria-invalid", "true")


def test_every_cell_is_told_with_its_row(page: Page, address: str) -> None:
    """Whoever hears one cell knows its column and its row, by its number and by what it is called now."""
    table = opened(page, address, "security")
    expect(entry(table, FIRST.id, "state")).to_have_accessible_name(f"State 1. {FIRST.says}")
    expect(entry(table, FIRST.id, "expires_months")).to_have_accessible_name(f"Runs out in months 1. {FIRST.says}")
    table = opened(page, address, ROWS)
    cells = {name: table.locator(f"[data-column={name}]") for name in ("name", "pricing", "price")}
    expect(cells["price"].nth(1)).to_have_accessible_name("Price $ Row 2, B")
    cells["name"].nth(1).fill("Acme")
    expect(cells["price"].nth(1)).to_have_accessible_name("Price $ Row 2, Acme")
    table.get_by_role("button", name="Move up row 2").press("Enter")
    expect(cells["pricing"].first).to_have_accessible_name("Charges Row 1, Acme")
    table.get_by_role("button", name="Add a quote").press("Enter")
    expect(cells["price"].nth(3)).to_have_accessible_name("Price $ Row 4")
    names = table.locator("tbody [data-column]").evaluate_all(
        "(cells) => cells.map((cell) => cell.getAttribute('aria-labelledby'))"
    )
    assert len({*names}) == len(names)


@pytest.mark.parametrize("width", [1280, 800])
def test_whose_row_it_is_stays_in_view(page: Page, address: str, width: int) -> None:
    """On the way through a wide table and back, the first column is seen, and no cell is left behind it."""
    page.set_viewport_size({"width": width, "height": 900})
    table = opened(page, address, ROWS)
    table.locator("[data-column]").first.focus()
    columns = len(find(ROWS).inputs.fields()["quotes"].row.fields())
    found = []
    for key in (*["Tab"] * (columns - 1), *["Shift+Tab"] * (columns - 2)):
        page.keyboard.press(key)
        found.append(page.evaluate(SEEN))
    assert json.dumps(found) == json.dumps([[True, True, 0]] * len(found))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
