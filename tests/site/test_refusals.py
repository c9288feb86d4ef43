"""What is refused: whose fault it is, what stays, and that an answer that is not for what is typed says so."""

import pytest
from playwright.sync_api import Page, expect

from calculators.catalog import catalog
from calculators.core import Choice, Records
from tests.examples import EXAMPLE

pytestmark = pytest.mark.later_visit

LONG = 60_000
# A calculator of a table of rows that bears the name of its table.
WITH_ROWS = next(
    name for name, calculator in catalog().items() if isinstance(calculator.inputs.fields().get(name), Records)
)


def test_a_refused_link_leaves_what_was_refused_before_marked(page: Page, address: str) -> None:
    """The link is refused for its own fault alone, and what was typed stands with its own mark, as before."""
    page.goto(f"{address}calculators/{EXAMPLE}/")
    wage = page.get_by_label("Annotator's wage", exact=True)
    wage.fill("a lot")
    expect(page.locator(f"#{EXAMPLE}-wage-error")).to_be_visible(timeout=LONG)
    page.evaluate(f"location.hash = '#{EXAMPLE}?volume=none&version=1'")
    notice = page.locator(f"#{EXAMPLE} .calculator-notice")
    expect(notice).to_contain_text("This link cannot be used. Accepted labels a month: expected a number", timeout=LONG)
    expect(notice).not_to_contain_text("wage")
    expect(wage).to_have_value("a lot")
    expect(page.locator(f"#{EXAMPLE}-wage-error")).to_be_visible()
    expect(page.locator(f"#{EXAMPLE} .earlier-answer")).to_contain_text("Annotator's wage")


@pytest.mark.parametrize(
    "field", [key for key, field in catalog()[EXAMPLE].inputs.fields().items() if isinstance(field, Choice)]
)
def test_a_link_with_an_answer_that_a_question_has_not_is_told_in_the_page_s_words(
    page: Page, address: str, field: str
) -> None:
    """Both the question and its answers are named as they stand on the page, whether as buttons or as a list."""
    asked = catalog()[EXAMPLE].inputs.fields()[field]
    assert isinstance(asked, Choice)
    page.goto(f"{address}calculators/{EXAMPLE}/#{EXAMPLE}?{field}=nowhere&version=1")
    answers = ", ".join(f"“{words}”" for words in asked.options.values())
    told = f"This link cannot be used: “{asked.label}” must be one of {answers}. What you see is unchanged."
    expect(page.locator(f"#{EXAMPLE} .calculator-notice")).to_have_text(told, timeout=LONG)


def test_what_a_tool_said_of_refused_fields_goes_with_them(page: Page, address: str) -> None:
    """Once the field is corrected the tool no longer asks for it; an answer of the reader's own is an earlier one."""
    page.goto(f"{address}calculators/{EXAMPLE}/")
    wage = page.get_by_label("Annotator's wage", exact=True)
    report = page.locator(f"#{EXAMPLE} .calculator-report")
    wage.fill("a lot")
    expect(page.locator(f"#{EXAMPLE} .earlier-answer")).to_contain_text("The example's answer", timeout=LONG)
    page.locator(f"#{EXAMPLE} [data-tool=pin]").click()
    expect(report).to_have_text("Correct the marked fields first.")
    wage.fill("21")
    expect(report).to_have_text("", timeout=LONG)
    wage.fill("a lot again")
    expect(page.locator(f"#{EXAMPLE} .earlier-answer")).to_contain_text("Earlier answer", timeout=LONG)


def test_a_number_with_two_readings_is_taken_by_a_button(page: Page, address: str) -> None:
    """The keys of many phones have a comma and no point, so each reading can be taken; in a row of a table too."""
    page.goto(f"{address}calculators/{EXAMPLE}/")
    wage = page.get_by_label("Annotator's wage", exact=True)
    wage.fill("1,5")
    readings = page.locator(f"#{EXAMPLE} .readings button")
    expect(readings).to_have_text(["Take 15", "Take 1.5"], timeout=LONG)
    readings.nth(1).press("Enter")
    expect(wage).to_have_value("1.5")
    expect(wage).to_be_focused()
    expect(readings).to_have_count(0, timeout=LONG)
    expect(page.locator(f"#{EXAMPLE}-wage-error")).to_be_hidden()
    page.goto(f"{address}calculators/{WITH_ROWS}/")
    cell = page.locator(f"#{WITH_ROWS} tbody tr").nth(1).locator("[data-column=price]")
    cell.fill("7,50")
    readings = page.locator(f"#{WITH_ROWS} .readings button")
    expect(readings).to_have_text(["Take 750 in row 2", "Take 7.5 in row 2"], timeout=LONG)
    readings.nth(1).click()
    expect(cell).to_have_value("7.5")
    expect(readings).to_have_count(0, timeout=LONG)


def test_what_a_change_did_is_not_said_of_a_refused_one(page: Page, address: str) -> None:
    """The sentence about the change before names a value that no longer stands in the field."""
    page.goto(f"{address}calculators/{EXAMPLE}/")
    wage = page.get_by_label("Annotator's wage", exact=True)
    wage.fill("21")
    changed = page.locator(f"#{EXAMPLE} .answer-changed")
    expect(changed).to_contain_text("to 21", timeout=LONG)
    wage.fill("21x")
    expect(page.locator(f"#{EXAMPLE}-wage-error")).to_be_visible(timeout=LONG)
    expect(changed).to_be_hidden()
    wage.fill("22")
    expect(changed).to_be_visible(timeout=LONG)


def test_a_link_to_inputs_of_something_else_says_so(page: Page, address: str) -> None:
    """Whoever opens it must not take the example's answer for the one that was sent."""
    page.goto(f"{address}calculators/{EXAMPLE}/#{WITH_ROWS}?volume=5")
    notice = page.locator(f"#{EXAMPLE} .calculator-notice")
    expect(notice).to_contain_text(f"This link holds inputs for “{WITH_ROWS}”, which is not on this page", timeout=LONG)


def test_nothing_nested_in_a_link_ends_python(page: Page, address: str) -> None:
    """Brackets without end are refused in words, and the next change is answered."""
    page.goto(f"{address}calculators/{WITH_ROWS}/#{WITH_ROWS}?{WITH_ROWS}={'[' * 4_500}")
    notice = page.locator(f"#{WITH_ROWS} .calculator-notice")
    expect(notice).to_contain_text("This link cannot be used.", timeout=LONG)
    expect(notice).to_contain_text("nested at most 100 deep")
    page.locator(f"#{WITH_ROWS}-volume").fill("5000")
    expect(page.locator(f"#{WITH_ROWS}")).not_to_have_attribute("data-python", "failed")
    expect(page.locator(f"#{WITH_ROWS} .answer-changed")).to_contain_text("5,000", timeout=LONG)


def test_the_first_undo_does_not_empty_an_opened_link(page: Page, address: str) -> None:
    """What a colleague sent stays: the way back ends at it where nothing had been typed before."""
    page.goto(f"{address}calculators/{EXAMPLE}/#{EXAMPLE}?label_price=0.5&volume=5000")
    price = page.get_by_label("Price per label", exact=True)
    undo = page.locator(f"#{EXAMPLE} [data-tool=undo]")
    expect(page.locator(f"#{EXAMPLE}")).not_to_have_attribute("data-opening", "", timeout=LONG)
    expect(price).to_have_value("0.5")
    expect(undo).to_have_attribute("aria-disabled", "true")
    price.fill("0.4")
    expect(undo).to_have_attribute("aria-disabled", "false")
    undo.click()
    expect(price).to_have_value("0.5")
    expect(undo).to_have_attribute("aria-disabled", "true")


def test_amounts_do_not_change_their_money_without_a_word(page: Page, address: str) -> None:
    """What was put in keeps its number in another currency, and the page says so."""
    page.goto(f"{address}calculators/{EXAMPLE}/")
    page.get_by_label("Annotator's wage", exact=True).fill("14.45")
    page.locator(f"#{EXAMPLE}-currency").select_option("EUR")
    notice = page.locator(f"#{EXAMPLE} .calculator-notice")
    expect(notice).to_contain_text("nothing is converted", timeout=LONG)
