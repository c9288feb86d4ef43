"""The set of controls on pages: one statement wherever it is read, and nothing that names what does not exist."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown import Markdown

from calculators.models.security.controls import addresses, control_set
from calculators.models.security.words import crosswalk
from scripts.markdown.control_reference import TABLES, ControlReferenceError, as_markdown, with_controls
from scripts.publishing.markdown_pages import as_markdown as page_as_markdown
from tests.prose import DOCS, PAGES, text_of

CONTROLS = control_set()
LISTS = sorted(path.name for path in (DOCS / "security").glob("checklist-*.md"))
LIST = """\
/// checklist | vendor-security
### People {: #people }

- {control where-they-sit}
    - Note: ask [again](#people) each quarter.

- {#trained-and-tested} Each was trained on **this** data.
    - Evidence: dates.
- {#of-our-own} Something else.
    - Evidence: a paper.
///
"""


def converted(text: str) -> ElementTree.Element:
    """Return the page as elements."""
    markdown = Markdown(extensions=["attr_list", "scripts.markdown.checklist", "scripts.markdown.control_reference"])
    return ElementTree.fromstring(f"<body>{markdown.convert(text)}</body>")


def notes(page: ElementTree.Element, name: str) -> list[str]:
    """Return the notes of an item."""
    return ["".join(note.itertext()) for note in page.findall(f".//li[@id='{name}']/ul/li")]


def test_an_item_that_is_a_control_says_what_the_set_says() -> None:
    """Its statement, evidence and numbers are those of the set, its address is the control's, and a note stays."""
    page = converted(LIST)
    control = CONTROLS.by_id["where-they-sit"]
    label = page.find(".//li[@id='where-they-sit']/label")
    assert label is not None
    assert label.text == control.says
    evidence, note, see = notes(page, "where-they-sit")
    assert evidence == f"Evidence: {control.ask[0].lower()}{control.ask[1:]}"
    assert note == "Note: ask again each quarter."
    assert see == f"See: {crosswalk(control)} · control {control.number}"
    links = [link.get("href") for link in page.iterfind(".//li[@id='where-they-sit']/ul//a")]
    assert links == ["#people", "/security/controls.md#where-they-sit"]


def test_an_item_that_asks_the_same_keeps_its_words_and_gets_the_numbers() -> None:
    """An in-house item is worded for your own people, and the numbers are those of the control it stands for."""
    page = converted(LIST)
    assert notes(page, "trained-and-tested")[0] == "Evidence: dates."
    assert notes(page, "trained-and-tested")[1].endswith("· control 37")
    assert page.find(".//li[@id='trained-and-tested']/label/strong") is not None
    assert notes(page, "of-our-own") == ["Evidence: a paper."], "an item of the page's own is left alone"


def test_code_is_left_alone() -> None:
    """A page that explains the form can show it."""
    lines = ["```", "- {control where-they-sit}", "- {control x} y", "```", "", "after"]
    assert list(with_controls(lines)) == lines


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {control nothing-of-ours}", "no control that a checklist prints is called 'nothing-of-ours'"),
        ("- {control illegal-content}", "no control that a checklist prints is called 'illegal-content'"),
        ("- {control masked} And more.", "stands alone in its item"),
        ("See {control masked}.", "stands alone in its item"),
        ("/// controls | nothing\n///", "no part 'nothing'"),
    ],
)
def test_what_does_not_exist_stops_the_build(text: str, message: str) -> None:
    """Nothing half right reaches a page."""
    with pytest.raises(ControlReferenceError, match=message):
        converted(text)


# --- The pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_a_printed_list_writes_its_controls_as_ids(name: str) -> None:
    """A control's own item is written as its id, so that its statement stands nowhere else, and no other item is."""
    path = f"security/{name}"
    written = re.findall(r"^- \{control ([a-z0-9-]+)\}", PAGES[path].source, re.MULTILINE)
    assert sorted(written) == sorted(one.id for one in CONTROLS.controls if one.page == f"{path}#{one.id}")


def test_every_printed_address_of_a_control_exists() -> None:
    """Each control leads to its items on the printed lists, and each of those items is on its page."""
    for control in CONTROLS.controls:
        for address in addresses(control):
            path, _, item = address.partition("#")
            assert item in PAGES[path].ids, address


def test_the_lists_for_sending_vendors_and_own_teams_are_covered() -> None:
    """Every item of the three lists is a control, or asks the same as one."""
    covered = {address for control in CONTROLS.controls for address in addresses(control)}
    for name in ("before-sending", "vendor", "in-house"):
        path = f"security/checklist-{name}.md"
        items = [
            element.get("id") for element in PAGES[path].tree.iter("li") if element.get("class") == "checklist-item"
        ]
        assert items
        assert {f"{path}#{item}" for item in items} <= covered


def test_the_page_of_controls_shows_the_whole_set() -> None:
    """Every control stands there once, with its rule, evidence, question and clause, and so does every table."""
    page = PAGES["security/controls.md"]
    shown = re.findall(r"^/// controls \| (\S+)$", page.source, re.MULTILINE)
    assert shown == [*(group.id for group in CONTROLS.groups), "unverified", "laws", "editions", "moved"]
    assert set(TABLES) <= set(shown)
    text = text_of(page.tree)
    for control in CONTROLS.controls:
        assert page.ids.count(control.id) == 1
        for words in (control.says, control.why, control.question, control.clause, *control.law, *control.unverified):
            assert " ".join(words.split()) in text
    for law in CONTROLS.laws:
        assert law.says in text
    assert f"All {len(CONTROLS.controls)} controls" in page.front["description"]


def test_pages_as_plain_markdown_write_controls_out() -> None:
    """A program that reads the Markdown beside a page finds statements, not ids in braces."""
    text = page_as_markdown(f"{LIST}\n/// controls | work\n///\n", lambda path: f"https://example.org{path}")
    assert f"- {CONTROLS.by_id['where-they-sit'].says}" in text
    assert "{control" not in text
    assert "**84. Gold items stay secret" in text
    assert as_markdown("moved").splitlines()[2] == "| DCS-09 | DCS-10 |"


def test_no_source_repeats_a_statement() -> None:
    """A statement of the set stands in the set alone: no page has it as text of its own."""
    for path in (DOCS / "security").glob("*.md"):
        source = path.read_text("utf-8")
        assert [one.id for one in CONTROLS.controls if one.says in source] == [], Path(path).name
