"""Old links lead to the new place, with a script and without."""

from pathlib import Path, PurePosixPath

import html5lib
import pytest

from scripts.machine.errors import BuildError
from scripts.publishing.anchors import Addresses
from scripts.publishing.contents import Document, Part
from scripts.publishing.redirects import leave_old_names, read_moves, way_to, with_second_name, write_redirects

URL = "https://example.org/kb/"


def page(site: Path, folder: str, title: str, *parts: str) -> Document:
    """Return a page built with headings of the given ids."""
    file = site / folder / "index.html"
    file.parent.mkdir(parents=True)
    headings = "".join(f'<h2 id="{part}">{part.title()}</h2>' for part in parts)
    file.write_text(f"<html><body><article>{headings}</article></body></html>", "utf-8")
    found = tuple(Part(part, "heading", part.title()) for part in parts)
    return Document(PurePosixPath(f"{folder}index.md"), folder, file, title, "", None, "", found)


@pytest.fixture
def published(tmp_path: Path) -> list[Document]:
    """Two pages."""
    return [page(tmp_path, "cost/", "Cost", "price", "wages"), page(tmp_path, "quality/", "Quality", "gold")]


def redirect(site: Path, published: list[Document], known: list[str], moved: dict[str, str]) -> None:
    """Write the redirects for addresses that were once known."""
    now = {f"/{each.folder}" for each in published}
    now |= {f"/{each.folder}#{part.name}" for each in published for part in each.parts}
    addresses = Addresses(frozenset(now), frozenset(known), moved)
    leave_old_names(published, published, addresses)
    write_redirects(site, URL, published, addresses)


def test_a_moved_page_leaves_one_that_forwards(tmp_path: Path, published: list[Document]) -> None:
    """It names the new page as canonical, forwards without a script, and lists parts that went elsewhere."""
    moved = {"/old/page/": "/cost/", "/old/page/#bars": "/quality/#gold"}
    redirect(tmp_path, published, ["/old/page/", "/old/page/#price", "/old/page/#bars"], moved)
    text = (tmp_path / "old/page/index.html").read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    assert '<link rel="canonical" href="https://example.org/kb/cost/">' in text
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../cost/"></noscript>' in text
    assert '<li id="bars"><a href="../../quality/#gold">Quality: Gold</a></li>' in text
    assert 'id="price"' not in text, "found by its name on the new page"


def test_a_renamed_part_keeps_its_old_name(tmp_path: Path, published: list[Document]) -> None:
    """The old name stands inside the part, so a link to it lands there with no script at all."""
    redirect(tmp_path, published, ["/cost/#pay"], {"/cost/#pay": "/cost/#wages"})
    text = (tmp_path / "cost/index.html").read_text("utf-8")
    assert '<h2 id="wages"><span id="pay" class="old-name"></span>Wages</h2>' in text


def test_a_part_on_another_page_leaves_a_line(tmp_path: Path, published: list[Document]) -> None:
    """A link to it lands on a line that leads on; the script follows it at once."""
    redirect(tmp_path, published, ["/cost/#bars"], {"/cost/#bars": "/quality/#gold"})
    text = (tmp_path / "cost/index.html").read_text("utf-8")
    assert '<li id="bars"><a href="../quality/#gold">Quality: Gold</a></li></ul></aside>\n</article>' in text


def test_old_names_stand_where_markup_allows() -> None:
    """A row holds nothing but cells, and a calculator lays out its children."""
    row = with_second_name('<tr class="a" id="new"><td>x</td></tr>', "new", "old")
    assert row == '<tr class="a" id="new"><td><span id="old" class="old-name"></span>x</td></tr>'
    live = with_second_name('<live-calculator id="new"><form></form></live-calculator>', "new", "old")
    assert live.startswith('<span id="old" class="old-name"></span><live-calculator')


def test_parts_need_an_entry_for_their_page(tmp_path: Path, published: list[Document]) -> None:
    """Somebody linked to the page as well, or will shorten the link."""
    with pytest.raises(BuildError, match="parts of /old/ have entries, the page has none"):
        redirect(tmp_path, published, ["/old/#bars"], {"/old/#bars": "/quality/#gold"})


def test_an_id_that_is_in_use_again_is_refused(tmp_path: Path, published: list[Document]) -> None:
    """The old link would land on something else; ids are never used again."""
    file = published[0].file
    file.write_text(file.read_text("utf-8").replace("</article>", '<p><i id="pay"></i></p></article>'), "utf-8")
    with pytest.raises(BuildError, match="something on the page still has the id"):
        redirect(tmp_path, published, ["/cost/#pay"], {"/cost/#pay": "/cost/#wages"})


@pytest.mark.parametrize("line", ['"cost" = "/cost/"', '"/cost" = "/cost/"', '"/a/" = "https://x.org/"', '"/a/" = 1'])
def test_an_entry_that_is_no_pair_of_addresses_is_refused(tmp_path: Path, line: str) -> None:
    """The message shows the entry and the form."""
    file = tmp_path / "redirects.toml"
    file.write_text(f"[moved]\n{line}\n", "utf-8")
    with pytest.raises(BuildError, match="is no address such as"):
        read_moves(file)


@pytest.mark.parametrize(
    ("address", "start", "way"),
    [("/", "/a/b/", "../../"), ("/a/c/#x", "/a/b/", "../c/#x"), ("/a/b/", "/", "a/b/"), ("/a/", "/a/", "./")],
)
def test_ways_hold_wherever_the_site_is_mounted(address: str, start: str, way: str) -> None:
    """They go up and down from page to page, never from the root of the host."""
    assert way_to(address, start) == way
