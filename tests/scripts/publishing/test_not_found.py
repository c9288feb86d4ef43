"""The page for addresses that lead nowhere offers every page, at addresses that hold at any depth."""

from pathlib import Path, PurePosixPath

import pytest

from scripts.machine.errors import BuildError
from scripts.publishing.contents import Document
from scripts.publishing.not_found import PAGE, THEIRS, write_not_found


def page(folder: str, title: str) -> Document:
    """Return a page of that address and title."""
    source = PurePosixPath(folder) / "index.md"
    return Document(
        source=source, folder=folder, file=Path(), title=title, description="", checked=None, changes_with="", parts=()
    )


def test_every_page_is_offered_once_more_if_it_begins_a_section(tmp_path: Path) -> None:
    """Addresses begin at the root of the host, and titles are escaped."""
    (tmp_path / PAGE).write_text(f"<article>{THEIRS}</article>")
    pages = [page("", "Home"), page("cost/", "Cost & price"), page("cost/deep/", "Deep")]
    write_not_found(tmp_path, "https://example.org/handbook/", pages, [])
    text = (tmp_path / PAGE).read_text()
    assert text.count('href="/handbook/"') == text.count('href="/handbook/cost/">Cost &amp; price</a>') == 2
    assert text.count('href="/handbook/cost/deep/"') == 1
    assert THEIRS not in text


def test_the_main_ways_stand_in_the_order_of_the_tabs(tmp_path: Path) -> None:
    """What is looked up comes last, as in the navigation, and what is in no folder of a tab first."""
    (tmp_path / PAGE).write_text(THEIRS)
    pages = [page(folder, folder or "Home") for folder in ("contributing/", "", "cost/", "quality/")]
    write_not_found(tmp_path, "https://example.org/", pages, ["quality", "cost", "contributing"])
    main = (tmp_path / PAGE).read_text().partition("<details")[0]
    found = [main.index(f'href="/{folder}"') for folder in ("", "quality/", "cost/", "contributing/")]
    assert found == sorted(found)


def test_another_page_of_the_theme_is_refused(tmp_path: Path) -> None:
    """Where the theme writes something else, the build says so; where it writes nothing, nothing is filled."""
    write_not_found(tmp_path, "https://example.org/", [], [])
    assert list(tmp_path.iterdir()) == []
    (tmp_path / PAGE).write_text("<h1>Lost</h1>")
    with pytest.raises(BuildError, match=r"404\.html"):
        write_not_found(tmp_path, "https://example.org/", [], [])
