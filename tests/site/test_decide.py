"""The advisor in a real browser: answered by keyboard alone, and its next step opens the cost calculator filled in."""

import re

import pytest
from playwright.sync_api import Page, expect

from calculators.catalog import find
from calculators.core import Choice
from tests.site.keyboard import finished

pytestmark = pytest.mark.later_visit

LONG = 60_000
DECIDE = find("decide")


def headline(given: dict[str, str]) -> str:
    """Return the headline CPython writes."""
    inputs = DECIDE.inputs.parse(given)
    return DECIDE.present(inputs, DECIDE.finished(inputs)).headline


def test_it_is_answered_by_keyboard_alone(page: Page, address: str) -> None:
    """From the first question on, arrows choose and Tab moves on; the answer is that of the command line."""
    page.goto(f"{address}calculators/decide/")
    first = next(iter(DECIDE.inputs.fields()))
    options = list(DECIDE.inputs.fields()[first].options)
    page.locator(f"#decide input[name={first}]").first.focus()
    for _ in options[1:]:
        page.keyboard.press("ArrowDown")
    expect(page.locator(f"#decide input[name={first}][value={options[-1]}]")).to_be_checked()
    page.keyboard.press("Tab")
    second = list(DECIDE.inputs.fields())[1]
    assert page.evaluate("document.activeElement.name") == second
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("document.activeElement.value")
    finished(page, "decide")
    expect(page.locator("#decide output")).to_have_text(headline({first: options[-1], second: chosen}))
    assert headline({first: options[-1], second: chosen}) != headline({})


def test_data_that_may_not_leave_stays(page: Page, address: str) -> None:
    """Saying that the data may not leave closes the bought ways, on the page as in the library."""
    page.goto(f"{address}calculators/decide/")
    page.locator("#decide input[name=may_leave][value=no]").check()
    finished(page, "decide")
    expect(page.locator("#decide output")).to_have_text(headline({"may_leave": "no"}))
    assert DECIDE.finished(DECIDE.inputs(may_leave="no")).recommendation == "in_house"


def test_the_next_step_carries_what_is_shared(page: Page, address: str) -> None:
    """The way on to the cost calculator opens it with the volume that was answered here, by an old link even."""
    page.goto(f"{address}calculators/decide/#decide?monthly_volume=over_twenty&version=1")
    finished(page, "decide")
    expect(page.locator("#decide .calculator-notice")).to_contain_text("older model")
    link = page.locator("#decide .next-steps a[href*='calculators/cost']").first
    assert "volume=600000" in (link.get_attribute("href") or "")
    link.click()
    expect(page).to_have_url(re.compile("calculators/cost/"))
    expect(page.get_by_label("Accepted labels a month", exact=True)).to_have_value("600000")


def test_no_question_is_answered_for_the_reader(page: Page, address: str) -> None:
    """No answer is chosen; the page counts what is open and says what it assumes; an answer as assumed is an answer."""
    page.goto(f"{address}calculators/decide/")
    expect(page.locator("#decide")).to_have_attribute("data-python", "ready", timeout=LONG)
    expect(page.locator("#decide input[type=radio]:checked")).to_have_count(0)
    expect(page.locator("#decide output")).to_have_text(headline({}))
    still_open = page.locator("#decide .calculator-unanswered")
    many = len(DECIDE.questions)
    expect(still_open).to_contain_text(f"Not answered yet: {many} of {many} questions")
    name = "may_leave"
    field = DECIDE.inputs.fields()[name]
    holder = page.locator(f"#decide [data-field={name}]")
    assert isinstance(field, Choice)
    note = holder.get_by_text(f"Not answered yet. Until then we assume: {field.options[field.basis.value]}.")
    expect(note).to_be_visible()
    holder.locator(f"input[value={field.basis.value}]").check()
    finished(page, "decide")
    expect(note).to_be_hidden()
    expect(still_open).to_contain_text(f"Not answered yet: {many - 1} of {many} questions")
    expect(page.locator("#decide output")).to_have_text(headline({}))
    expect(page).to_have_url(re.compile(f"#decide\\?{name}={field.basis.value}&version={DECIDE.version}$"))
    page.reload()
    finished(page, "decide")
    expect(holder.locator(f"input[value={field.basis.value}]")).to_be_checked()
    page.get_by_role("button", name="Reset").click()
    finished(page, "decide")
    expect(page.locator("#decide input[type=radio]:checked")).to_have_count(0)


def test_a_link_answers_what_it_holds_and_nothing_else(page: Page, address: str) -> None:
    """A link opens with the answers in it chosen, the others open, and the answer that it always had."""
    page.goto(f"{address}calculators/decide/#decide?may_leave=under_contract&languages=many&version=2")
    finished(page, "decide")
    chosen = page.locator("#decide input[type=radio]:checked")
    assert [one.get_attribute("name") for one in chosen.all()] == ["may_leave", "languages"]
    expect(page.locator("#decide output")).to_have_text(headline({"languages": "many"}))
    expect(page).to_have_url(re.compile(f"may_leave=under_contract&languages=many&version={DECIDE.version}$"))


def test_it_asks_part_by_part_and_says_what_an_answer_changed(page: Page, address: str) -> None:
    """One part is seen, with how many there are; an answer tells what it did; Enter goes on to the next heading."""
    page.goto(f"{address}calculators/decide/")
    finished(page, "decide")
    headings = list(DECIDE.groups)
    legend = page.locator("#decide fieldset.calculator-group:visible > legend")
    expect(legend).to_have_text(headings[0])
    expect(page.get_by_text(f"Part 1 of {len(headings)}")).to_be_visible()
    page.locator("#decide input[name=sharing_promises][value=forbidden]").check()
    changed = page.locator("#decide .answer-changed")
    expect(changed).to_contain_text(
        "moves the recommendation from the hybrid to in-house, closes the hybrid, outsourcing"
    )
    page.keyboard.press("Enter")
    expect(legend).to_have_text(headings[1])
    expect(legend).to_be_focused()
    page.locator("#decide [data-step=back]").click()
    expect(page.locator("#decide input[name=sharing_promises][value=forbidden]")).to_be_checked()
    page.locator("#decide [data-step=all]").click()
    expect(page.locator("#decide fieldset.calculator-group:visible")).to_have_count(len(headings))
