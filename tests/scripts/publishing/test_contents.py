"""What is published is read as it is: each page, and each part that can be linked."""

from pathlib import Path

import pytest

from scripts.machine.errors import BuildError
from scripts.publishing.contents import Document, Part, document, documents

BODY = """<article><h1 id="top">Title<a class="headerlink" href="#top">¶</a></h1><p>First <b>words</b>.</p>
<h2 id="table">The <em>table</em></h2><table><tr><td><a href="#price" id="price">Price</a></td><td>High</td></tr>
</table>
<ul><li class="checklist-item" id="logs"><input id="logs-done" type="checkbox"><label for="logs-done">Logs are kept.
</label><a class="checklist-link" href="#logs">#</a><ul><li>Evidence: one.</li></ul></li></ul>
<table><tr id="us_wage"><td>Wage<small> note</small></td><td>$25</td></tr></table>
<live-calculator id="cost-of-it"><form id="inner"><h2 id="inside">In</h2></form></live-calculator>
<h3 id="last">Last</h3>{more}</article>"""


def made(folder: Path, more: str = "", front: str = "checked: 2026-11-24\nchanges_with: law\n") -> Document:
    """Return a page built in a folder."""
    docs, site = folder / "docs" / "decide", folder / "site" / "decide" / "compare"
    docs.mkdir(parents=True)
    site.mkdir(parents=True)
    (docs / "compare.md").write_text(
        f"---\ntitle: Compared\ndescription: Side by side.\n{front}---\n# Title\n", "utf-8"
    )
    (site / "index.html").write_text(f"<html><body>{BODY.format(more=more)}</body></html>", "utf-8")
    return document(docs / "compare.md", folder / "site", folder / "docs")


def test_a_page_is_read_with_what_its_author_says(tmp_path: Path) -> None:
    """Title, description, date and address come from the source and its place."""
    found = made(tmp_path)
    assert (found.title, found.description, found.changes_with) == ("Compared", "Side by side.", "law")
    assert (str(found.checked), found.folder, found.name) == ("2026-11-24", "decide/compare/", "decide/compare")


def test_every_part_that_can_be_linked_is_found_and_nothing_else(tmp_path: Path) -> None:
    """Headings, rows, items, figures and calculators are parts; what is inside a form or a sign is not."""
    found = [(part.kind, part.name, part.title) for part in made(tmp_path).parts]
    assert found == [
        ("page", "top", "Title"),
        ("heading", "table", "The table"),
        ("row", "price", "Price"),
        ("item", "logs", "Logs are kept."),
        ("figure", "us_wage", "Wage note"),
        ("calculator", "cost-of-it", "Cost of it"),
        ("heading", "last", "Last"),
    ]


def test_the_words_below_a_title_belong_to_it(tmp_path: Path) -> None:
    """They are what a list of links shows as its description."""
    words = {part.name: part.words for part in made(tmp_path).parts}
    assert words["top"] == "First words."
    assert words["price"] == "High"
    assert words["logs"] == "Evidence: one."


def test_a_summary_ends_between_words() -> None:
    """Half a word would look like a mistake of ours in somebody's wiki."""
    assert Part("a", "heading", "A", "one two three").summary(9) == "one two…"
    assert Part("a", "heading", "A", "one two").summary(9) == "one two"


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """A link to it would land on one of the two; the message names the page and the id."""
    with pytest.raises(BuildError, match=r"decide/compare\.md: these ids stand twice: price"):
        made(tmp_path, more='<h2 id="price">Price</h2>')


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    """The message shows what stands there and what should."""
    with pytest.raises(BuildError, match="checked is 'yesterday'; write a date"):
        made(tmp_path, front="checked: yesterday\n")


def test_every_page_of_the_site_is_read(site: Path) -> None:
    """Each source has its built page, with a heading of its own."""
    from scripts.site.pages import DOCS

    found = documents(site, DOCS)
    assert {str(each.source) for each in found} == {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    assert [each.name for each in found if not each.heading] == []
