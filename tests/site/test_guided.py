"""The guided way in a real browser: from the first page to a recommendation, by keyboard and by touch."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calculators.catalog import find
from calculators.core.currency import currency_of, localized
from tests.site.keyboard import LONG, choose, finished, reach
from tests.site.readers import tap

pytestmark = pytest.mark.later_visit

GUIDED = find("guided")
QUESTIONS = list(GUIDED.groups)
NEXT, BACK, ALL = "[data-step=next]", "[data-step=back]", "[data-step=all]"
# A way through all nine: what is answered, in the order in which it is asked.
ANSWERS = {
    "task": "outlines", "volume": "30000", "volume_shape": "sudden", "place": "us", "may_leave": "masked",
    "people_data": "visible", "deadline": "month", "expertise": "specialist", "own_team": "busy",
}  # fmt: skip
# At a key a second, two minutes of them.
MOST_KEYS = 120


def headline(given: dict[str, str]) -> str:
    """Return the headline CPython writes."""
    inputs = GUIDED.inputs.parse(given)
    return localized(GUIDED.present(inputs, GUIDED.finished(inputs)).headline, currency_of(inputs))


def asked(page: Page) -> Locator:
    """Return the title of the one question that is seen."""
    return page.locator("#guided fieldset.calculator-group:visible > legend")


def open_start(page: Page, address: str) -> None:
    """Open the page, with Python ready."""
    page.goto(f"{address}start/")
    finished(page, "guided")


def test_from_the_first_page_to_a_recommendation_by_keyboard(page: Page, address: str) -> None:
    """Tab, arrows and Enter lead through all nine questions to the answer that CPython gives, in few keys."""
    page.goto(address)
    page.evaluate("window.keys = 0; document.addEventListener('keydown', () => window.keys++)")
    again = 0
    reach(page, "a[href$='start/'].md-button")
    page.keyboard.press("Enter")
    expect(page.locator("#guided")).to_have_attribute("data-python", "ready", timeout=LONG)
    for number, (name, text) in enumerate(ANSWERS.items(), 1):
        expect(page.get_by_text(f"Question {number} of 9")).to_be_visible()
        if number > 1:
            expect(page.locator("#guided fieldset.calculator-group:visible > legend")).to_be_focused()
        reach(page, f"#guided [name={name}]")
        if name == "volume":
            page.keyboard.type(text)
        elif name == "place":
            again = choose(page, "United S") - 1
        else:
            page.keyboard.press("Space")
            while page.evaluate("document.activeElement.value") != text:
                page.keyboard.press("ArrowDown")
        if name == "place":
            reach(page, NEXT)
        page.keyboard.press("Enter")
    expect(page.locator("#guided output")).to_be_focused()
    finished(page, "guided")
    expect(page.locator("#guided output")).to_have_text(headline(ANSWERS))
    expect(page.locator("#guided .calculator-unanswered")).to_be_hidden()
    keys = page.evaluate("window.keys") - again * len("United S")
    assert keys <= MOST_KEYS, keys


def test_from_the_first_page_to_a_recommendation_by_touch(browser: Browser, address: str) -> None:
    """On a phone of 360 pixels every answer and button is large enough to tap, and nothing is wider than the screen."""
    phone = {"width": 360, "height": 740}
    context = browser.new_context(viewport=phone, has_touch=True, reduced_motion="reduce", service_workers="block")
    page = context.new_page()
    page.goto(address)
    onward = page.locator("a[href$='start/'].md-button")
    tap(page, onward)
    expect(page.locator("#guided")).to_have_attribute("data-python", "ready", timeout=LONG)
    for number, (name, text) in enumerate(ANSWERS.items(), 1):
        expect(page.get_by_text(f"Question {number} of 9")).to_be_in_viewport()
        if name == "volume":
            tap(page, page.locator("#guided-volume"))
            page.keyboard.type(text)
        elif name == "place":
            page.locator("#guided-place").select_option(text)
        else:
            answer = page.locator(f"#guided label:has([name={name}][value={text}])")
            box = answer.bounding_box()
            assert box
            assert box["height"] >= 24
            tap(page, answer)
        expect(page.locator("#guided .answer-changed")).to_be_in_viewport()
        button = page.locator(NEXT).bounding_box()
        assert button
        assert button["height"] >= 34
        tap(page, page.locator(NEXT))
    # The whole of it: with its first words at the lower edge the tap would seem to have done nothing.
    expect(page.locator("#guided output")).to_be_in_viewport(ratio=1)
    expect(page.locator("#guided output")).to_be_focused()
    finished(page, "guided")
    expect(page.locator("#guided output")).to_have_text(headline(ANSWERS))
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert wider <= 0


def test_a_phone_says_above_the_figures_that_they_are_an_example_s(page: Page, address: str) -> None:
    """Whoever has answered nothing yet reads so before "Best fit"."""
    page.set_viewport_size({"width": 360, "height": 740})
    open_start(page, address)
    notice = page.locator("#guided .calculator-unanswered")
    expect(notice).to_contain_text("the example's answers count")
    said, figures = notice.bounding_box(), page.locator("#guided .figures-row").bounding_box()
    assert said
    assert figures
    assert said["y"] + said["height"] <= figures["y"]


def test_back_and_forward_keep_the_answers(page: Page, address: str) -> None:
    """An answer stands when its question comes again, a question may be skipped, and a reload stays where one was."""
    open_start(page, address)
    expect(page.locator(BACK)).to_be_hidden()
    expect(page.locator(NEXT)).to_have_text("Skip this question")
    page.locator("#guided [name=task][value=speech]").check()
    expect(page.locator(NEXT)).to_have_text("Next")
    finished(page, "guided")
    for button, question in ((NEXT, 1), (NEXT, 2), (BACK, 1), (BACK, 0)):
        page.locator(button).click()
        expect(asked(page)).to_have_text(QUESTIONS[question])
    expect(page.locator("#guided [name=task][value=speech]")).to_be_checked()
    page.locator(NEXT).click()
    finished(page, "guided")
    page.reload()
    finished(page, "guided")
    expect(asked(page)).to_have_text(QUESTIONS[1])
    expect(page.locator("#guided output")).to_have_text(headline({"task": "speech"}))


def test_the_browser_s_own_way_back_is_that_of_the_questions(page: Page, address: str) -> None:
    """Back and forward pass through the questions that were seen with what is answered now; the link names none."""
    page.goto(address)
    page.locator("a[href$='start/'].md-button").click()
    finished(page, "guided")
    page.locator("#guided [name=task][value=speech]").check()
    page.locator(NEXT).click()
    page.locator("#guided-volume").fill("30000")
    page.locator(NEXT).click()
    finished(page, "guided")
    for go, question in ((page.go_back, 1), (page.go_back, 0), (page.go_forward, 1), (page.go_forward, 2)):
        go()
        expect(asked(page)).to_have_text(QUESTIONS[question])
        expect(asked(page)).to_be_focused()
        expect(page.locator("#guided output")).to_have_text(headline({"task": "speech", "volume": "30000"}))
    page.locator("#guided .next-steps a[href*='calculators/cost']").click()
    finished(page, "cost")
    page.go_back()
    finished(page, "guided")
    expect(asked(page)).to_have_text(QUESTIONS[2])
    expect(page).to_have_url(re.compile(r"start/\?step=3#guided\?.*volume=30000"))
    page.go_back()
    expect(asked(page)).to_have_text(QUESTIONS[1])
    expect(page.locator("#guided-volume")).to_have_value("30000")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(address)
    page.go_forward()
    expect(asked(page)).to_have_text(QUESTIONS[0])
    expect(page.locator("#guided output")).to_have_text(headline({"task": "speech", "volume": "30000"}))


def test_a_refused_answer_keeps_the_reader_at_its_question_alone(page: Page, address: str) -> None:
    """What is no number is said at its field, which keeps the focus; corrected or emptied, the way is free again."""
    open_start(page, address)
    page.locator(NEXT).click()
    volume = page.locator("#guided-volume")
    volume.fill("many")
    page.keyboard.press("Enter")
    expect(page.locator("#guided-volume-error")).to_contain_text("a number from 1")
    expect(volume).to_be_focused()
    expect(asked(page)).to_have_text(QUESTIONS[1])
    volume.fill("")
    page.keyboard.press("Enter")
    expect(page.locator("#guided fieldset.calculator-group:visible > legend")).to_have_text(QUESTIONS[2])
    expect(page.locator("#guided output")).to_have_text(headline({}))


def test_what_is_refused_late_is_shown_where_it_stands(page: Page, address: str) -> None:
    """While Python still starts nobody waits; the question whose answer it then refuses comes back with the focus."""
    page.goto(f"{address}start/")
    page.locator(NEXT).click()
    page.locator("#guided-volume").fill("many")
    page.locator(NEXT).evaluate(
        "(next) => { next.closest('live-calculator').dataset.python = 'starting'; next.click(); }"
    )
    expect(page.locator("#guided-volume-error")).to_contain_text("a number from 1", timeout=LONG)
    expect(page.locator("#guided-volume")).to_be_focused()


def test_each_answer_says_what_it_changed(page: Page, address: str) -> None:
    """One line, which a screen reader reads out, quotes the answer and what it did."""
    open_start(page, address)
    line = page.locator("#guided .answer-changed")
    expect(line).to_have_attribute("aria-live", "polite")
    expect(line).to_be_empty()
    page.locator(ALL).click()
    page.locator("#guided [name=may_leave][value=no]").check()
    label = GUIDED.inputs.fields()["may_leave"].label
    expect(line).to_contain_text(
        f"Answering “{label}” with “No, not even masked” moves the recommendation from the hybrid"
    )
    page.locator("#guided-place").select_option("us")
    expect(line).to_contain_text("puts your own people at about $")


def test_all_questions_on_one_page_are_remembered_by_the_tab(page: Page, address: str) -> None:
    """The reader's choice holds for every form of the tab, and back again."""
    open_start(page, address)
    page.locator(ALL).click()
    shown = page.locator("#guided fieldset.calculator-group:visible")
    expect(shown).to_have_count(len(QUESTIONS))
    expect(page.locator(NEXT)).to_be_hidden()
    page.goto(f"{address}calculators/decide/")
    expect(page.locator("#decide fieldset.calculator-group:visible")).to_have_count(len(find("decide").groups))
    page.locator(ALL).click()
    expect(page.locator("#decide fieldset.calculator-group:visible")).to_have_count(1)


def test_every_way_on_opens_filled(page: Page, address: str) -> None:
    """The link of a colleague opens the same answers, and the ways on carry them to the calculators."""
    page.goto(f"{address}start/#guided?task=outlines&volume=30000&place=de&version=1")
    finished(page, "guided")
    expect(page.locator("#guided [name=task][value=outlines]")).to_be_checked()
    cost = page.locator("#guided .next-steps a[href*='calculators/cost']")
    for part in ("volume=30000", "currency=EUR", "wage=21.91"):
        assert part in str(cost.get_attribute("href"))
    cost.click()
    expect(page).to_have_url(re.compile("calculators/cost/"))
    expect(page.locator("#cost [name=volume]")).to_have_value("30000")
    expect(page.locator("#cost [name=wage]")).to_have_value("21.91")


def test_without_a_script_all_questions_stand_in_order(browser: Browser, address: str) -> None:
    """The example's answer stands beside all nine questions, and no button that could do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}start/")
    legends = page.locator("#guided fieldset.calculator-group:visible > legend")
    assert legends.all_inner_texts() == QUESTIONS
    expect(page.locator("#guided .step-buttons")).to_be_hidden()
    expect(page.locator("#guided output")).to_have_text(headline({}))
    context.close()


def test_where_the_script_never_comes_all_questions_are_shown(page: Page, address: str) -> None:
    """The room that is kept for one question opens after some seconds, or the others could not be reached."""
    page.route("**/assets/scripts/**", lambda route: route.abort())
    page.goto(f"{address}start/")
    last = page.locator("#guided [name=own_team]").first
    expect(last).to_be_hidden()
    expect(last).to_be_visible(timeout=LONG)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_the_script_and_python_come(browser: Browser, address: str, width: int) -> None:
    """The first question stands where it stood when it was first seen."""
    context = browser.new_context(
        viewport={"width": width, "height": 740}, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    page.add_init_script(
        "window.moved = []; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
        "window.moved.push([entry.startTime, entry.value, ...entry.sources.map(({ node }) => node?.className)]); "
        "}).observe({ type: 'layout-shift', buffered: true })"
    )
    open_start(page, address)
    # While the page itself still arrives, what comes of it moves what is there; that is not the script's doing.
    arrived = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    moved = [entry for entry in page.evaluate("window.moved") if entry[0] > arrived]
    context.close()
    assert sum(entry[1] for entry in moved) < 0.005, moved


def test_on_paper_every_question_stands_with_its_answer(page: Page, address: str) -> None:
    """Whichever question is on the screen, all nine are printed: what was answered, or what is assumed."""
    open_start(page, address)
    page.locator("#guided [name=task][value=speech]").check()
    finished(page, "guided")
    page.emulate_media(media="print")
    expect(page.locator("#guided fieldset.calculator-group:visible")).to_have_count(len(QUESTIONS))
    expect(page.locator("#guided .step-buttons")).to_be_hidden()
    expect(page.locator("#guided label:visible", has_text="minutes of speech")).to_have_count(1)
    expect(page.locator("#guided .field-assumed:visible")).to_have_count(len(QUESTIONS) - 1)
