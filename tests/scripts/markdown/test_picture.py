"""Drawings stand in the page itself, say what they show, and need nothing that the security policy forbids."""

import re
from xml.etree import ElementTree

import pytest
from markdown import Markdown

from scripts.markdown.picture import PICTURES, PictureError, as_markdown, drawing
from scripts.publishing.markdown_pages import as_markdown as page_as_markdown
from tests.prose import PAGES

NAMED = sorted({name for page in PAGES.values() for name in re.findall(r"^/// picture \| (\S+)$", page.body, re.M)})
LARGEST = 6000
SVG = "{http://www.w3.org/2000/svg}"


def html(text: str) -> str:
    """Return a page's markup."""
    return Markdown(extensions=["md_in_html", "scripts.markdown.picture"]).convert(text)


def test_a_drawing_stands_in_the_page_with_its_caption() -> None:
    """The drawing's own markup and the caption's Markdown make one figure, within a grid too."""
    page = html(f'<div class="pictures" markdown>\n\n/// picture | {NAMED[0]}\n**Words** below.\n///\n\n</div>\n')
    assert drawing(NAMED[0]) in page
    assert re.search(r"</svg>\s*</div>\s*<figcaption>\s*<p><strong>Words</strong> below.</p>\s*</figcaption>", page)


def test_an_unknown_drawing_stops_the_build() -> None:
    """A name without a file is refused by that name."""
    with pytest.raises(PictureError, match=r"holds no none-such\.svg"):
        html("/// picture | none-such\n///\n")


def test_a_drawing_without_words_is_refused(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """A drawing that does not say what it shows has no place in a page for programs."""
    (tmp_path / "mute.svg").write_text("<svg/>", "utf-8")
    monkeypatch.setattr("scripts.markdown.picture.PICTURES", tmp_path)
    with pytest.raises(PictureError, match=r"mute\.svg has no <desc>"):
        as_markdown("mute", str)


def test_programs_get_the_drawing_in_words() -> None:
    """In the page's Markdown a drawing is a link to its file, named by what it shows, above its caption."""
    page = page_as_markdown(f"/// picture | {NAMED[0]}\nA caption.\n///\n", lambda path: f"https://example.org{path}")
    shown = re.findall("<desc>(.*)</desc>", drawing(NAMED[0]))[0]
    assert page == f"![{shown}](https://example.org/assets/pictures/{NAMED[0]}.svg)\n\nA caption.\n"


@pytest.mark.parametrize("name", NAMED)
def test_a_drawing_is_small_described_and_takes_the_pages_colours(name: str) -> None:
    """It has a title and a description, no id, style, script or colour of its own, and is under six kilobytes."""
    text = (PICTURES / f"{name}.svg").read_text("utf-8")
    assert len(text.encode()) < LARGEST
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    for element in root.iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script"}
        assert not {"id", "style"} & set(element.attrib)
        assert {element.get(paint, "none") for paint in ("fill", "stroke")} <= {"none", "currentColor"}
