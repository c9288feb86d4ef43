"""The navigation comes from folders and front matter."""

from pathlib import Path

import pytest

from scripts.machine.errors import BuildError
from scripts.site.navigation import navigation


def write(docs: Path, **pages: str) -> None:
    """Write pages by path, with ``__`` for the slash."""
    for name, text in pages.items():
        path = docs / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_sections_come_as_listed_and_pages_by_order_then_title(tmp_path: Path) -> None:
    """Index first, with pages beside it; then by order, then by title; pages without an order last; no assets."""
    write(
        tmp_path,
        index="# Home",
        about="# About",
        cost__index="---\ntitle: What it costs\n---\n# Other heading",
        cost__zebra="---\norder: 1\n---\n# Zebra",
        cost__half="---\norder: 0.5\n---\n# Half",
        cost__b="# Beta { #stable }",
        cost__a="# alpha",
        decide__index="# Decide",
    )
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "site.css").touch()
    assert navigation(tmp_path, {"decide": "Decide", "cost": "Cost", "later": "Later"}) == [
        {"Home": "index.md"},
        {"About": "about.md"},
        {"Decide": ["decide/index.md"]},
        {"Cost": ["cost/index.md", "cost/half.md", "cost/zebra.md", "cost/a.md", "cost/b.md"]},
    ]


def test_folders_nest(tmp_path: Path) -> None:
    """A folder inside a section is ordered by its index page among the pages."""
    write(
        tmp_path,
        index="# Home",
        tasks__index="# Tasks",
        tasks__text__index="---\norder: 1\n---\n# Text",
        tasks__text__names="# Names",
        tasks__images="---\norder: 2\n---\n# Images",
    )
    assert navigation(tmp_path, {"tasks": "Tasks"}) == [
        {"Home": "index.md"},
        {
            "Tasks": [
                "tasks/index.md",
                {"Text": ["tasks/text/index.md", "tasks/text/names.md"]},
                "tasks/images.md",
            ]
        },
    ]


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ({"stray__index": "# Stray"}, r"docs/stray is in no section: add it to extra\.sections"),
        ({"cost__page": "# Page"}, r"cost/index\.md is missing"),
        ({"cost__index": "No heading"}, r"cost/index\.md has neither a title"),
        ({"cost__index": "# A", "cost__b": "No heading"}, r"cost/b\.md has neither a title"),
        ({"cost__index": "---\norder: first\n---\n# Cost"}, r"cost/index\.md: order is 'first'"),
    ],
)
def test_what_cannot_be_placed_stops_the_build(tmp_path: Path, pages: dict[str, str], message: str) -> None:
    """The message names the file and what to change."""
    write(tmp_path, index="# Home", **pages)
    with pytest.raises(BuildError, match=message):
        navigation(tmp_path, {"cost": "Cost"})


def test_a_site_needs_a_home_page(tmp_path: Path) -> None:
    """Without docs/index.md there is nothing to open."""
    write(tmp_path, cost__index="# Cost")
    with pytest.raises(BuildError, match=r"index\.md is missing"):
        navigation(tmp_path, {"cost": "Cost"})
