"""Works out the navigation from the folders and front matter of docs/, so that no page is listed by hand."""

from collections.abc import Mapping
from pathlib import Path

from scripts.machine.errors import BuildError
from scripts.markdown.front_matter import place

type Entry = str | dict[str, str | list[Entry]]


def navigation(docs: Path, sections: Mapping[str, str]) -> list[Entry]:
    """Return MkDocs' ``nav``: the home page, other pages beside it, then the sections as listed.

    ``sections`` gives each folder its short name for the tabs; a page beside the home page has its file's name there.

    A listed section that has no pages yet is passed over.
    Raises BuildError for a folder with pages that is not listed, and as ``place`` does.
    """
    folders = {folder.name: folder for folder in folders_with_pages(docs)}
    for name in folders:
        if name not in sections:
            raise BuildError(f"docs/{name} is in no section: add it to extra.sections in mkdocs.yml, or move its pages")
    place(docs)
    others: list[Entry] = [
        {page.stem.replace("-", " ").capitalize(): page.relative_to(docs).as_posix()}
        for page in pages_in_order(docs)[1:]
    ]
    listed: list[Entry] = [{short: entries(folders[name], docs)} for name, short in sections.items() if name in folders]
    return [{"Home": "index.md"}, *others, *listed]


def entry(page_or_folder: Path, docs: Path) -> Entry:
    """Return the entry of a page, its path, or of a folder, its title over all that is in it."""
    position = place(page_or_folder)
    if not page_or_folder.is_dir():
        return page_or_folder.relative_to(docs).as_posix()
    return {position.title: entries(page_or_folder, docs)}


def entries(folder: Path, docs: Path) -> list[Entry]:
    """Return the entries of what is in a folder: its index page, then pages and folders by order and title."""
    index, *others = pages_in_order(folder)
    return [entry(inner, docs) for inner in [index, *sorted([*others, *folders_with_pages(folder)], key=rank)]]


def pages_in_order(folder: Path) -> list[Path]:
    """Return the pages directly in a folder: index.md, then by order, then by title."""
    index = folder / "index.md"
    return [index, *sorted((page for page in folder.glob("*.md") if page != index), key=rank)]


def folders_with_pages(folder: Path) -> list[Path]:
    """Return the folders directly in a folder that hold a page at any depth."""
    return [inner for inner in sorted(folder.iterdir()) if inner.is_dir() and any(inner.rglob("*.md"))]


def rank(page_or_folder: Path) -> tuple[float, str]:
    """Return what to sort a page or folder by."""
    position = place(page_or_folder)
    return position.order, position.title.casefold()
