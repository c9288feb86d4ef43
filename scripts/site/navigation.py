"""Works out the navigation from the folders and front matter of docs/, so that no page is listed by hand."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scripts.machine.errors import BuildError
from scripts.markdown.front_matter import place

type Entry = str | dict[str, str | list[Entry]]


def navigation(docs: Path, tabs: Mapping[str, Sequence[str]], below: Sequence[str]) -> list[Entry]:
    """Return MkDocs' ``nav``: the home page, the tabs, then the folders that stand below in the footer.

    A tab is named by what a reader wants to do. The first of its folders gives its first page; then come the pages
    elsewhere whose front matter has its name as ``tab``, the other pages of that folder, and its other folders.
    A page that names no tab stands in its folder, or beside the home page.

    A listed folder that has no pages yet is passed over.
    Raises BuildError for a folder with pages that is not listed, for a page whose tab is none, and as ``place`` does.
    """
    folders = {folder.name: folder for folder in folders_with_pages(docs)}
    for name in folders:
        if name not in [*(inner for inside in tabs.values() for inner in inside), *below]:
            raise BuildError(f"docs/{name} is in no tab: add it to extra.tabs in mkdocs.yml, or move its pages")
    place(docs)
    joining = pages_by_tab(docs, tabs)
    others: list[Entry] = [
        {named(page.stem): page.relative_to(docs).as_posix()}
        for page in pages_in_order(docs)[1:]
        if not place(page).tab
    ]
    listed: list[Entry] = []
    for tab, names in tabs.items():
        if inside := [folders[name] for name in names if name in folders]:
            first, *rest = entries(inside[0], docs)
            joined: list[Entry] = [page.relative_to(docs).as_posix() for page in joining[tab]]
            further: list[Entry] = [{named(folder.name): entries(folder, docs)} for folder in inside[1:]]
            listed.append({tab: [first, *joined, *rest, *further]})
    footer: list[Entry] = [{named(name): entries(folders[name], docs)} for name in below if name in folders]
    return [{"Home": "index.md"}, *others, *listed, *footer]


def pages_by_tab(docs: Path, tabs: Mapping[str, Sequence[str]]) -> dict[str, list[Path]]:
    """Return the pages whose front matter names a tab, in order, by tab.

    Raises BuildError for a tab that is none.
    """
    joining: dict[str, list[Path]] = {tab: [] for tab in tabs}
    for page in sorted(docs.rglob("*.md"), key=rank):
        tab = place(page).tab
        if not tab:
            continue
        if tab not in tabs:
            raise BuildError(f"{page}: tab is {tab!r}, which is none of {', '.join(tabs)}")
        joining[tab].append(page)
    return joining


def pages_of(entry: Entry) -> Iterator[str]:
    """Yield the paths of all pages of an entry, in order."""
    if isinstance(entry, str):
        yield entry
        return
    for inside in entry.values():
        for inner in [inside] if isinstance(inside, str) else inside:
            yield from pages_of(inner)


def named(name: str) -> str:
    """Return a file's or folder's name as a reader sees it."""
    return name.replace("-", " ").capitalize()


def entry(page_or_folder: Path, docs: Path) -> Entry:
    """Return the entry of a page, its path, or of a folder, its title over all that is in it."""
    position = place(page_or_folder)
    if not page_or_folder.is_dir():
        return page_or_folder.relative_to(docs).as_posix()
    return {position.title: entries(page_or_folder, docs)}


def entries(folder: Path, docs: Path) -> list[Entry]:
    """Return the entries of what is in a folder: its index page, then pages and folders by order and title."""
    index, *others = pages_in_order(folder)
    staying = [page for page in others if not place(page).tab]
    return [entry(inner, docs) for inner in [index, *sorted([*staying, *folders_with_pages(folder)], key=rank)]]


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
