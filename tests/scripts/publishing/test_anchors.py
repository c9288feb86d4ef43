"""No address that was ever published is lost."""

import re
from pathlib import Path

import pytest

from scripts.machine.environment import ROOT
from scripts.machine.errors import BuildError
from scripts.publishing.anchors import INVENTORY, Addresses, published_addresses, record, recorded, refuse_lost
from scripts.publishing.contents import documents
from scripts.publishing.redirects import FILE, read_moves
from scripts.publishing.steps import add_what_others_read
from scripts.site.pages import DOCS

NOW = frozenset({"/", "/#top", "/cost/", "/cost/#price", "/cost/#wages", "/quality/", "/quality/#gold"})


def refusal(*known: str, moved: dict[str, str] | None = None) -> str:
    """Return why the known addresses are refused, or nothing."""
    try:
        refuse_lost(Addresses(NOW, frozenset(known), moved or {}))
    except BuildError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("lost", "likely"),
    [
        ("/cost/#prices", "/cost/#price"),  # renamed
        ("/cost/#gold", "/quality/#gold"),  # moved to another page
        ("/cost/#removed-altogether", "/cost/"),
        ("/costs/#price", "/cost/#price"),  # its page was renamed
        ("/costs/", "/"),
    ],
)
def test_a_lost_address_is_refused_with_the_line_to_add(lost: str, likely: str) -> None:
    """The message names the file, the table in it, and a line with a guess at where the part is now."""
    message = refusal(lost)
    assert "[moved] in redirects.toml" in message
    assert f'"{lost}" = "{likely}"' in message.splitlines()


def test_what_moved_is_no_loss() -> None:
    """An entry for the part, for its page, or several moves after each other are enough."""
    assert refusal("/cost/#prices", moved={"/cost/#prices": "/cost/#price"}) == ""
    assert refusal("/costs/", "/costs/#price", moved={"/costs/": "/cost/"}) == ""
    assert refusal("/a/", moved={"/a/": "/b/", "/b/": "/c/", "/c/": "/cost/#price"}) == ""


def test_a_part_that_its_page_did_not_take_along_is_lost() -> None:
    """An entry for the page says nothing of a part that the new page lacks."""
    assert '"/costs/#fees" = "' in refusal("/costs/", "/costs/#fees", moved={"/costs/": "/cost/"})


def test_moves_in_a_circle_are_refused() -> None:
    """They would send a browser round for ever."""
    assert "in a circle" in refusal("/a/", moved={"/a/": "/b/", "/b/": "/a/"})


def test_an_entry_for_what_is_still_there_is_refused() -> None:
    """It would never be followed, and somebody believes that it is."""
    assert "/cost/ is still published" in refusal(moved={"/cost/": "/quality/"})


def test_recording_only_ever_adds(tmp_path: Path) -> None:
    """What is gone from the site stays in the inventory; nothing is written twice; the order is stable."""
    file = tmp_path / INVENTORY
    assert record(file, ["/b/", "/a/"]) == ["/a/", "/b/"]
    assert record(file, ["/c/", "/a/"]) == ["/c/"]
    assert recorded(file) == ["/a/", "/b/", "/c/"]
    before = file.read_bytes()
    assert record(file, ["/b/"]) == []
    assert file.read_bytes() == before


def test_every_published_address_is_recorded(site: Path) -> None:
    """What is published without a record could be lost without a word."""
    missing = published_addresses(documents(site, DOCS)) - set(recorded(ROOT / INVENTORY))
    assert not missing, f"run: python3 scripts/record_links.py   (it adds {', '.join(sorted(missing)[:5])} ...)"


def test_losing_any_heading_of_the_real_site_is_refused(site: Path) -> None:
    """Take away one part of each page, of each kind: the build stops, naming it."""
    published = documents(site, DOCS)
    current = published_addresses(published)
    chosen = {(each.name, part.kind): f"/{each.folder}#{part.name}" for each in published for part in each.parts}
    for address in chosen.values():
        with pytest.raises(BuildError, match=re.escape(f'"{address}" = "')):
            refuse_lost(Addresses(frozenset(current - {address}), frozenset(current), read_moves(ROOT / FILE)))


def test_a_lost_heading_stops_the_build(tmp_path: Path) -> None:
    """The step of the build itself reads the inventory beside the docs folder, and refuses before it writes."""
    docs, site = tmp_path / "docs", tmp_path / "site"
    docs.mkdir()
    site.mkdir()
    (docs / "index.md").write_text("# Home {#home}\n", "utf-8")
    (site / "index.html").write_text('<html><body><article><h1 id="home">Home</h1></article></body></html>', "utf-8")
    (tmp_path / INVENTORY).write_text("/\n/#home\n/#where-to-start\n", "utf-8")
    settings = {"site_name": "Name", "site_description": "About", "extra": {"tabs": {}, "below": []}}
    with pytest.raises(BuildError, match='"/#where-to-start" = "/"'):
        add_what_others_read(site, docs, "https://example.org/", settings)
    assert [path.name for path in site.iterdir()] == ["index.html"]
    (tmp_path / FILE).write_text('[moved]\n"/#where-to-start" = "/#home"\n', "utf-8")
    add_what_others_read(site, docs, "https://example.org/", settings)
    assert '<span id="where-to-start" class="old-name"></span>Home</h1>' in (site / "index.html").read_text("utf-8")
