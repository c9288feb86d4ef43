"""The house rules for pages, as tests that a writer runs on one section: ``-k cost``, ``-k security/gdpr``.

Each page is read from its source and rendered with the extensions of mkdocs.yml; see prose.py.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage

from tests.prose import (
    DOCS,
    GUIDE,
    HEADINGS,
    PAGES,
    ROOT,
    Page,
    classes,
    copied_runs,
    elements,
    first_result,
    is_live,
    link_fault,
    links,
    literals,
    name_of,
    page_address,
    prose,
    queries,
    text_of,
    unsourced,
)
from tests.reading import reading, sentences_of

EXPECTED = """
    index.md
    decide/ index in-house outsourced hybrid compare use-cases industries mistakes other-ways
      model-first fewer-labels when-not-to-label
    cost/ index in-house-line-by-line how-vendors-price break-even hidden-costs reading-a-quote famous-claims
    quality/ index guidelines overlap-and-review agreement sampling-and-acceptance
      accuracy-in-a-contract drift labels-for-evaluation
    security/ index in-house-or-bought evidence-ladder gdpr data-processing-clauses hipaa pci-dss soc-2
      iso-27001 eu-ai-act
      checklist-before-sending checklist-vendor checklist-in-house checklist-offboarding controls
    vendors/ index where-to-look request-for-proposal pilot contract statement-of-work managing
      leaving responsible-sourcing annotators-welfare labelling-tools
    tasks/ index bounding-boxes segmentation keypoints video point-clouds named-entities
      sentiment-and-classification audio-transcription preference-data
      multilingual
    scale/ index hiring-lead-time spikes-and-night-shifts
    calculators/ index cost decide agreement quotes scorecard security turnaround hybrid prelabel sampling overlap pilot
    reference/ index glossary questions methods sources open-data about
    contributing/ index coverage
"""
CHANGES_WITH = {"prices", "law", "methods"}
SECTIONS = ("the-short-answer", "what-would-change-this", "sources", "what-to-do-next")
PLAIN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HEADING_ID = re.compile(r"#{1,6} .*\{[^}]*?#([^\s}]+)[^}]*\}\s*$")
AVOIDED = re.compile(r"\b(?:leverag\w*|robust\w*|seamless\w*|crucial\w*|landscapes?)\b", re.IGNORECASE)
LEFT_OVER = re.compile(r"///|\{fact\b|\{[:#.]|\[\^|\]\(|^!!!", re.MULTILINE)
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\u2705\u274c\u2728\u2b50\ufe0f]")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w")
PAID_LINK = re.compile(r"[?&](?:ref|aff|affiliate\w*|utm_\w+|partner)=", re.IGNORECASE)
# Whom a page is for, put as a template: 77 pages once began so.
TEMPLATE = re.compile(r"For .*, to decide ")
OPENING_WORDS = (12, 45)


def refuse(faults: Iterable[object]) -> None:
    """Fail with every fault on a line of its own, if there is one."""
    if found := [str(fault) for fault in faults]:
        pytest.fail("\n".join(found), pytrace=False)


def expected_pages() -> list[str]:
    """Return the paths of the pages that the handbook promises."""
    folder, paths = "", []
    for word in EXPECTED.split():
        if word.endswith("/"):
            folder = word
        else:
            paths.append(f"{folder}{word.removesuffix('.md')}.md")
    return paths


every_page = pytest.mark.parametrize("doc", PAGES.values(), ids=list(PAGES))
guide_pages = {path: page for path, page in PAGES.items() if page.is_guide}
every_guide_page = pytest.mark.parametrize("doc", guide_pages.values(), ids=list(guide_pages))
law_pages = {path: page for path, page in PAGES.items() if page.is_on_law}


@pytest.mark.parametrize("path", expected_pages())
def test_a_promised_page_exists(path: str) -> None:
    """Every page that others may link to is there: a lost page would pass all else by not being looked at."""
    assert (DOCS / path).is_file(), f"docs/{path} is missing"


# --- 1 Our own words ------------------------------------------------------------------------------


@every_page
def test_no_eight_words_in_a_row_are_the_articles(doc: Page) -> None:
    """No run of eight words on the page, its calculators included, stands in the article we start from."""
    refuse(copied_runs(doc.words))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "calculators").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_calculator_says_eight_words_in_a_row_of_the_articles(path: Path) -> None:
    """No string in a calculator's source holds a run of eight words of the article."""
    refuse(copied_runs(literals(path)))


# --- 2 Figures have sources -----------------------------------------------------------------------


@every_guide_page
def test_every_figure_has_a_source_beside_it(doc: Page) -> None:
    """A number of money, per cent or time stands by a fact, a footnote, a law's article or "assumed"."""
    refuse(unsourced(doc))


# --- 3 Plain English ------------------------------------------------------------------------------


@every_guide_page
def test_a_page_has_prose(doc: Page) -> None:
    """Each page has sentences; how they read is no limit but a report, which reading.py writes."""
    assert reading(prose(doc)).sentences > 0


# --- 4 Front matter and headings ------------------------------------------------------------------


@every_page
def test_the_front_matter_is_complete(doc: Page) -> None:
    """Each page says its title, description, order, date of checking, what changes it, and its readers."""
    front = doc.front
    assert isinstance(front.get("title"), str)
    length = len(str(front.get("description") or ""))
    assert 50 <= length <= 160, f"the description has {length} characters"
    assert type(front.get("order")) in {int, float}
    assert (front.get("order") == 0) == doc.path.endswith("index.md"), "index.md, and it alone, has order 0"
    assert date.fromisoformat(str(front.get("checked"))) <= date.today()
    assert front.get("changes_with") in CHANGES_WITH
    audience = front.get("audience")
    assert isinstance(audience, list), "audience is a list of readers"
    assert audience, "audience names a reader"
    assert {type(reader) for reader in audience} == {str}


@every_page
def test_no_other_page_has_its_title_description_or_place(doc: Page) -> None:
    """Title and description belong to one page; so does the order within a section."""
    for other in (page for page in PAGES.values() if page is not doc):
        same = {key for key, value in doc.front.items() if other.front.get(key) == value}
        beside = Path(other.path).parent == Path(doc.path).parent
        refuse(f"{other.path} has this {key}" for key in same & {"title", "description"})
        refuse(f"{other.path} has this order" for _ in same & {"order"} if beside)


@every_page
def test_every_heading_can_be_linked(doc: Page) -> None:
    """Each heading has an id that its author chose, in plain words; one is an h1; no id stands twice."""
    written = elements(doc.tree, lambda element: not is_live(element))
    shown = [element for element in written if name_of(element) in HEADINGS]
    assert [name_of(heading) for heading in shown].count("h1") == 1
    chosen = [match[1] for line in outside_code(doc.body) if (match := HEADING_ID.match(line))]
    for heading in shown:
        assert heading.get("id") in chosen, f"write an id: '{text_of(heading)} {{#plain-words}}'"
    refuse(f"not plain words: {name}" for name in chosen if not PLAIN_ID.fullmatch(name))
    refuse(f"twice on the page: {name}" for name, times in Counter(doc.ids).items() if times > 1)


def outside_code(body: str) -> list[str]:
    """Return the lines of a source that are not in a fenced block."""
    fences = re.sub(r"^([ \t]*)(```+|~~~+)[^\n]*\n.*?^\1\2\s*$", "", body, flags=re.MULTILINE | re.DOTALL)
    return fences.splitlines()


# --- 5 and 6 Shape --------------------------------------------------------------------------------


@every_page
def test_a_page_shows_something(doc: Page) -> None:
    """Each page has a picture, a table, a list to tick, a calculator or a part of one."""
    shown = {"img", "svg", "table", "live-calculator", "handbook-checklist"}
    if not any(name_of(element) in shown or is_live(element) for element in elements(doc.tree)):
        pytest.fail("add a picture, a table or a calculator block", pytrace=False)


def opening(page: Page) -> str:
    """Return the first sentence below the title; fails where no paragraph stands there."""
    first = next(element for element in page.tree if name_of(element) != "h1")
    assert name_of(first) == "p", "a paragraph comes first below the title"
    return sentences_of(text_of(first))[0]


@every_guide_page
def test_a_page_opens_with_a_sentence_of_its_own(doc: Page) -> None:
    """What the page settles stands first in one whole sentence, which is no template and opens no other page."""
    words = opening(doc).split()
    assert OPENING_WORDS[0] <= len(words) <= OPENING_WORDS[1], f"{len(words)} words: {' '.join(words)}"
    assert not TEMPLATE.match(" ".join(words)), "say what the page settles, not for whom it is"
    others = [other for other in guide_pages.values() if other is not doc]
    refuse(f"{other.path} opens with the same words" for other in others if opening(other).split()[:4] == words[:4])


@every_page
def test_a_page_ends_in_one_next_step(doc: Page) -> None:
    """Below "What to do next" stands one paragraph, which links to the step and perhaps to one file or choice more."""
    below = list(doc.tree)
    place = next((number for number, element in enumerate(below) if element.get("id") == SECTIONS[-1]), None)
    if place is None:
        return
    step = below[place + 1]
    assert name_of(step) == "p", "one step, as a sentence: a list leaves the choice to the reader"
    assert 1 <= len(links(step)) <= 2
    rest = [classes(element) for element in below[place + 2 :]]
    assert all({"footnote", "paper-only"} & names for names in rest), "the step is the end of the page"


@every_guide_page
def test_sections_stand_in_their_order(doc: Page) -> None:
    """The answer comes before what would change it, then sources, then what to do next."""
    present = [element.get("id") for element in doc.tree if element.get("id") in SECTIONS]
    assert present == [name for name in SECTIONS if name in present]


@pytest.mark.parametrize("doc", law_pages.values(), ids=list(law_pages))
def test_pages_on_law_say_they_are_no_advice(doc: Page) -> None:
    """Pages on security, and any that change with the law, say that they are not legal advice."""
    assert "not legal advice" in text_of(doc.tree).lower()


# --- 7 Questions and claims -----------------------------------------------------------------------


def test_the_42_questions_lead_to_answers() -> None:
    """questions.md has 42 questions, each a heading over at least one link to an existing part of a page."""
    doc = PAGES["reference/questions.md"]
    answered: dict[str, bool] = {}
    question = ""
    for element in doc.tree:
        if name_of(element) in HEADINGS:
            question = text_of(element) if name_of(element) == "h3" else ""
            if question:
                answered[question] = False
        elif question and any(".md#" in link and not link_fault(doc, link) for link in links(element)):
            answered[question] = True
    assert len(answered) == 42
    refuse(question for question, is_answered in answered.items() if not is_answered)


def test_every_claim_and_question_has_its_place() -> None:
    """coverage.md has a table row for each claim A1 to A25 and question 1 to 42, with a link to a page."""
    doc = PAGES["contributing/coverage.md"]
    wanted = {*(f"A{number}" for number in range(1, 26)), *(str(number) for number in range(1, 43))}
    for row in doc.tree.iter("tr"):
        first = re.match(r"Q?(A?\d+)\b", text_of(next(iter(row))))
        if first and any(".md" in link and not link_fault(doc, link) for link in links(row)):
            wanted.discard(first[1])
    refuse(sorted(wanted))


def test_each_question_leads_to_a_place_that_its_row_of_coverage_names() -> None:
    """The link behind an answer stands in that question's row of coverage.md, so that both name one page."""
    rows = [links(row) for row in PAGES["contributing/coverage.md"].tree.iter("tr")]
    places = {asked.partition("#")[2]: more for asked, *more in filter(None, rows) if "questions.md#" in asked}
    led: dict[str, str] = {}
    question = None
    for element in PAGES["reference/questions.md"].tree:
        if name_of(element) in HEADINGS:
            question = element.get("id") if name_of(element) == "h3" else None
        elif question and (found := links(element)):
            led[question] = found[-1]
    assert len(led) == len(places) == 42
    refuse(f"{question} leads to {link}" for question, link in led.items() if link not in places[question])


# --- 8 Links --------------------------------------------------------------------------------------


@every_page
def test_every_link_leads_somewhere(doc: Page) -> None:
    """Every link and picture within the handbook leads to an existing page, part of a page, or file."""
    refuse(fault for link in links(doc.tree) if (fault := link_fault(doc, link)))


def test_every_figure_quoted_leads_to_its_entry() -> None:
    """Each fact that a page quotes links to its row on a page of sources."""
    pages = ("reference/sources.md", "reference/sources-by-place.md")
    sources = {f"/{page}#{id_}" for page in pages for id_ in PAGES[page].ids}
    quoted = {
        element.get("href") or ""
        for page in PAGES.values()
        for fact in elements(page.tree)
        if "fact" in classes(fact)
        for element in elements(fact)
        if name_of(element) == "a"
    }
    refuse(sorted(quoted - sources))


# --- 9 What must not be there ---------------------------------------------------------------------


@every_page
def test_nothing_needs_a_looser_security_policy(doc: Page) -> None:
    """No inline style, script or handler, and no picture or frame from elsewhere."""
    for element in elements(doc.tree):
        assert name_of(element) not in {"style", "script", "iframe"}, text_of(element)
        bad = [key for key in element.attrib if key == "style" or str(key).startswith("on")]
        assert not bad, f"{bad} on <{name_of(element)}> {text_of(element)[:60]}"
        assert not element.get("src", "").startswith(("http", "//"))


@every_page
def test_no_markup_is_left_unread(doc: Page) -> None:
    """Nothing that should have become markup is left as text; no task lists, drawings in code or emoji."""
    refuse(LEFT_OVER.findall(text_of(doc.tree, without=["pre", "code", "script"])))
    refuse(line for line in outside_code(doc.body) if re.match(r"\s*[-*+] +\[[ xX]\]", line))
    assert not any("mermaid" in " ".join(classes(element)) for element in elements(doc.tree))
    refuse(EMOJI.findall(doc.source))


@every_page
def test_no_word_to_avoid_is_used(doc: Page) -> None:
    """None of the brief's empty words, no path of somebody's machine, no link that pays somebody."""
    refuse(match.group() for match in AVOIDED.finditer(doc.words))
    refuse(match.group() for match in MACHINE_PATH.finditer(doc.source))
    refuse(link for link in links(doc.tree) if PAID_LINK.search(link))


# --- 10 Search ------------------------------------------------------------------------------------


def test_there_are_enough_queries() -> None:
    """At least 25 different queries are tried on the search box, some for each section of the guide."""
    assert len(queries()) >= 25
    assert {path.split("/")[0] for path in queries().values()} >= set(GUIDE)


def test_each_query_expects_a_page_that_exists() -> None:
    """Each query's expected page is there."""
    refuse(f"{query}: {path}" for query, path in queries().items() if not (DOCS / path).is_file())


def test_the_search_box_puts_the_expected_page_first(address: str, page: BrowserPage) -> None:
    """In the built site, in a browser, the first result of each query is a part of the expected page."""
    page.goto(address)
    page.locator("[data-md-component=search-query]").focus()
    first = {query: first_result(page, query).partition("?")[0].partition("#")[0] for query in queries()}
    refuse(
        f"{query}: {first[query]}, not {path}"
        for query, path in queries().items()
        if first[query] != f"{address}{page_address(path)}"
    )


# --- These tests notice what they are for ---------------------------------------------------------


def page_of(body: str) -> Page:
    """Return a page with the given Markdown that is in no file."""
    return Page("cost/none.md", body)


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("It costs $500.", 1),
        ("It costs 500 USD, about 20 per cent more.", 1),
        ("A review takes 3-4 working days.", 1),
        ("Plan for six weeks of training.", 1),
        ("A 10-hour shift.\n\nHiring costs {fact us_cost_per_hire}.", 1),
        ("- 5 minutes\n- 6 minutes, assumed", 1),
        ("- 5 minutes, assumed\n    - 6 minutes", 1),
        ("One\n:   It takes 5 days.\n\nTwo\n:   It takes 5 days, assumed.", 1),
        ("It takes 5 days.[^x]\n\n[^x]: Somebody said so.", 1),
        ("It takes 5 days.[^y]", 1),
        ("| a | b |\n|---|---|\n| 1 | 5% |\n| 2 | 6%, assumed |", 1),
        ("| a | Days |\n|---|---|\n| 1 | 5 to 6 |\n| ten | hours |", 1),
        ("## It takes 5 days\n\nNobody knows why.", 1),
        ("Tell them within 72 hours (Art. 33 GDPR).", 1),
        ('## What "98% accurate" means\n\nNot much.', 0),
        ("Support works 24/7, since 2024, for 30 people under Article 33.", 0),
        ("For example, 10 days at $5 each.", 0),
        ("Hiring costs {fact us_cost_per_hire range}, or 20% of a salary.", 0),
        ("It takes 5 days.[^x]\n\n[^x]: A. Body, *A report*, 2024.", 0),
        ("Assume this.\n\n| a | b |\n|---|---|\n| 1 | 5% |", 0),
        ("Tell them within 72 hours ([Art. 33 GDPR](https://example.org)).", 0),
        ("Type `--hours 40 hours`.", 0),
    ],
)
def test_the_check_of_figures_sees_what_it_should(body: str, faults: int) -> None:
    """The check counts each block whose figures have no source, and no other."""
    assert len(unsourced(page_of(body))) == faults


def test_the_check_of_copying_sees_the_articles_title() -> None:
    """The article's own title is recognised, so the list of hashes is read as its first line says."""
    assert copied_runs("In-House vs Outsourced Data Annotation: Which Is Better for Your Business?") != []
    assert copied_runs("Eight of our own words in a row stand here.") == []


def test_the_check_of_reading_leaves_out_what_is_not_prose() -> None:
    """Headings, run-in ones too, tables, code, citations and sources are no prose; no number ends a sentence."""
    body = "# Title\n\nIt is $17.50 (`x`). See Art. 33, e.g. here.\n\n- an item of four\n\n"
    body += "- **A lead.** It leads here.\n\n| a |\n|---|\n| b |\n\n```\nx = 5\n```\n\n"
    body += "It is {fact automation_bias_error_share} here.\n\n## Sources {#sources}\n\nA long list."
    assert (
        prose(page_of(body))
        == "It is $1750 (). See Art 33, eg here.\nan item of four.\nIt leads here.\nIt is 455% of errors here."
    )
