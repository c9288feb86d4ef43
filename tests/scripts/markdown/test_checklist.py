"""The checklist block: Markdown in, HTML out, and what it refuses."""

from xml.etree import ElementTree

import pytest
from markdown import Markdown

from scripts.markdown.checklist import ChecklistError

LIST = """\
/// checklist | vendor-security
### People {: #people }

- {#staffing} You know **who** does the work.
    - Evidence: headcount by [country](#people).
    - A note of no kind.
- {#screening} Everyone is screened.
///

After.
"""


def converted(text: str) -> ElementTree.Element:
    """Return the page as elements."""
    markdown = Markdown(extensions=["attr_list", "scripts.markdown.checklist"])
    return ElementTree.fromstring(f"<body>{markdown.convert(text)}</body>")


def test_each_item_is_a_box_with_a_label_and_an_address() -> None:
    """What can be ticked says what it is, and what can be linked says where it goes."""
    item = converted(LIST).find(".//li[@id='staffing']")
    assert item is not None
    assert [child.tag for child in item] == ["input", "label", "a", "ul"]
    box, label, address, _ = item
    assert box.attrib == {"type": "checkbox", "id": "staffing-done"}
    assert label.get("for") == box.get("id")
    assert "".join(label.itertext()) == "You know who does the work."
    assert label.find("strong") is not None
    assert address.get("href") == "#staffing"
    assert address.get("aria-label") == "Link to staffing"


def test_the_list_has_its_name_and_keeps_its_headings() -> None:
    """The name is the key under which a browser keeps the ticks."""
    page = converted(LIST)
    checklist = page.find("handbook-checklist")
    assert checklist is not None
    assert checklist.get("data-name") == "vendor-security"
    assert checklist.find("h3[@id='people']") is not None
    assert len(page.findall(".//input")) == 2
    assert page[-1].text == "After."


def test_a_note_says_its_kind() -> None:
    """Kinds become columns of the export."""
    notes = converted(LIST).findall(".//li[@id='staffing']/ul/li")
    assert [note.get("data-kind") for note in notes] == ["Evidence", None]
    assert "".join(notes[0].itertext()) == "Evidence: headcount by country."


def test_blank_lines_between_items_change_nothing() -> None:
    """Markdown wraps such items in paragraphs."""
    spaced = LIST.replace("- {#screening}", "\n- {#screening}")
    assert [box.get("id") for box in converted(spaced).iter("input")] == ["staffing-done", "screening-done"]
    assert [label.text for label in converted(spaced).iter("label")][1] == "Everyone is screened."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/// checklist | a\n- No id.\n///", "does not start with its {#id}"),
        ("/// checklist | a\n- {#Upper} Words.\n///", "does not start with its {#id}"),
        ("/// checklist | a\n- {#alone}\n///", "does not start with its {#id}"),
        ("/// checklist | a\n- {#b} One.\n- {#b} Two.\n///", "called 'b'"),
        ("/// checklist | a\n- {#b} One.\n///\n\n/// checklist | c\n- {#b} Two.\n///", "called 'b'"),
        ("/// checklist | a\nOnly prose.\n///", "no items"),
        ("/// checklist | a\n    colour: red\n\n- {#b} One.\n///", "no options"),
        ("/// checklist | Two words\n- {#b} One.\n///", "takes one plain-words name"),
        ("/// checklist\n- {#b} One.\n///", "takes one plain-words name"),
    ],
)
def test_what_cannot_be_linked_or_ticked_stops_the_build(text: str, message: str) -> None:
    """Nothing half right reaches a page."""
    with pytest.raises(ChecklistError, match=message.replace("{", r"\{")):
        converted(text)


def test_ids_are_counted_page_by_page() -> None:
    """Two pages may each have an item of one name."""
    markdown = Markdown(extensions=["scripts.markdown.checklist"])
    page = "/// checklist | a\n- {#b} One.\n///"
    assert markdown.convert(page) == markdown.reset().convert(page)
