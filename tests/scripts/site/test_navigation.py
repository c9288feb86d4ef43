"""The navigation comes from folders and front matter."""

from pathlib import Path

import pytest

from scripts.machine.errors import BuildError
from scripts.site.navigation import navigation, pages_of


def write(docs: Path, **pages: str) -> None:
    """Write pages by path, with ``__`` for the slash."""
    for name, text in pages.items():
        path = docs / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_tabs_come_as_listed_and_pages_by_order_then_title(tmp_path: Path) -> None:
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
    tabs = {"Decide": ["decide"], "Cost": ["cost"], "Later": ["later"]}
    assert navigation(tmp_path, tabs, ["no-such"]) == [
        {"Home": "index.md"},
        {"About": "about.md"},
        {"Decide": ["decide/index.md"]},
        {"Cost": ["cost/index.md", "cost/half.md", "cost/zebra.md", "cost/a.md", "cost/b.md"]},
    ]


def test_a_tab_holds_several_folders_and_pages_that_join_it(tmp_path: Path) -> None:
    """Pages that name the tab follow its first page, further folders come last, and what stands below has no tab."""
    write(
        tmp_path,
        index="# Home",
        start="---\ntab: Plan\norder: 1\n---\n# Start",
        scale__index="# Scale",
        scale__shifts="# Shifts",
        tasks__index="# Tasks",
        look_up__index="# Look up",
        look_up__dates="---\ntab: Plan\norder: 2\n---\n# Dates",
        look_up__words="# Words",
    )
    found = navigation(tmp_path, {"Plan": ["scale", "tasks"]}, ["look_up"])
    assert found == [
        {"Home": "index.md"},
        {"Plan": ["scale/index.md", "start.md", "look_up/dates.md", "scale/shifts.md", {"Tasks": ["tasks/index.md"]}]},
        {"Look_up": ["look_up/index.md", "look_up/words.md"]},
    ]
    assert list(pages_of(found[1]))[-2:] == ["scale/shifts.md", "tasks/index.md"]


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
    assert navigation(tmp_path, {"Tasks": ["tasks"]}, []) == [
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
        ({"stray__index": "# Stray"}, r"docs/stray is in no tab: add it to extra\.tabs"),
        ({"cost__page": "# Page"}, r"cost/index\.md is missing"),
        ({"cost__index": "No heading"}, r"cost/index\.md has neither a title"),
        ({"cost__index": "# A", "cost__b": "No heading"}, r"cost/b\.md has neither a title"),
        ({"cost__index": "---\norder: first\n---\n# Cost"}, r"cost/index\.md: order is 'first'"),
        (
            {"cost__index": "# A", "cost__b": "---\ntab: Buy\n---\n# B"},
            r"b\.md: tab is 'Buy', which is none of Cost",
        ),
    ],
)
def test_what_cannot_be_placed_stops_the_build(tmp_path: Path, pages: dict[str, str], message: str) -> None:
    """The message names the file and what to change."""
    write(tmp_path, index="# Home", **pages)
    with pytest.raises(BuildError, match=message):
        navigation(tmp_path, {"Cost": ["cost"]}, [])


def test_a_site_needs_a_home_page(tmp_path: Path) -> None:
    """Without docs/index.md there is nothing to open."""
    write(tmp_path, cost__index="# Cost")
    with pytest.raises(BuildError, match=r"index\.md is missing"):
        navigation(tmp_path, {"Cost": ["cost"]}, [])
