"""Takes readers of old links to where a page or a part of a page is now.

``redirects.toml`` says, under ``[moved]``, where each old address leads::

    "/cost/old-page/" = "/cost/new-page/"
    "/cost/old-page/#one-part" = "/quality/other-page/#its-new-name"

A page that moved leaves a page that forwards, with query and fragment where there is a script and without where
there is none. A part renamed on its page keeps its old name beside the new one, and a part that moved to another
page leaves a line at the end of the old page. All three work without a script.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from scripts.machine.errors import BuildError
from scripts.publishing.anchors import Addresses
from scripts.publishing.contents import Document

FILE = "redirects.toml"
ADDRESS = re.compile(r"/(?:[^\s/#?]+/)*(?:#[^\s#?]+)?")


def read_moves(file: Path) -> dict[str, str]:
    """Return where each moved address leads; nothing where there is no file.

    Raises BuildError when the file cannot be read, or an entry is no pair of addresses.
    """
    if not file.exists():
        return {}
    try:
        moved: dict[str, str] = tomllib.loads(file.read_text("utf-8")).get("moved", {})
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{file.name}: {error}") from error
    for pair in moved.items():
        for address in pair:
            if not isinstance(address, str) or not ADDRESS.fullmatch(address):
                raise BuildError(f'{file.name}: {address!r} is no address such as "/cost/page/#part"')
    return moved


def write_redirects(site: Path, site_url: str, published: Sequence[Document], addresses: Addresses) -> None:
    """Put a page that forwards into the built site wherever one was and is no more; no address is lost.

    Raises BuildError when parts of such a page have moved and the page itself has not.
    """
    names, there = titles(published), {f"/{document.folder}" for document in published}
    for page, parts in _ways(addresses).items():
        if page not in there:
            _leave_page(site, site_url, page, addresses.destination(page), parts, names)


def leave_old_names(pages: Sequence[Document], published: Sequence[Document], addresses: Addresses) -> None:
    """Leave the ways of parts that were renamed or moved on these pages of all that are published.

    Raises BuildError when an id that moved away is still in use on its old page.
    """
    names, ways = titles(published), _ways(addresses)
    for document in pages:
        page = f"/{document.folder}"
        if page in ways:
            _leave_on_page(document, page, ways[page], names)


def _ways(addresses: Addresses) -> dict[str, dict[str, str]]:
    """Return where each part now is that an old address names, by page and by the part's old name."""
    ways = {old: addresses.destination(old) or "" for old in addresses.old()}
    pages = sorted({old.partition("#")[0] for old in ways})
    return {
        page: {old.partition("#")[2]: new for old, new in ways.items() if old.startswith(f"{page}#")} for page in pages
    }


def titles(published: Iterable[Document]) -> dict[str, str]:
    """Return what to call each address."""
    found = {}
    for document in published:
        found[f"/{document.folder}"] = document.title
        for part in document.parts:
            found[f"/{document.folder}#{part.name}"] = f"{document.title}: {part.title}"
    return found


def _leave_on_page(document: Document, page: str, parts: Mapping[str, str], names: Mapping[str, str]) -> None:
    text = document.file.read_text("utf-8")
    elsewhere = {}
    for old, new in parts.items():
        if f' id="{old}"' in text:
            raise BuildError(f"docs/{document.source}: {old} moved away, but something on the page still has the id")
        if new.partition("#")[0] == page:
            text = with_second_name(text, new.partition("#")[2], old)
        else:
            elsewhere[old] = new
    if elsewhere:
        lines = _lines(page, elsewhere, names)
        note = f'<aside class="moved-parts"><p>Moved from this page to another:</p>{lines}</aside>'
        text = text.replace("</article>", f"{note}\n</article>", 1)
    document.file.write_text(text, encoding="utf-8", newline="\n")


def with_second_name(text: str, name: str, old: str) -> str:
    """Return a page on which what is called ``name`` can be reached under its old name too.

    Raises BuildError when nothing on the page has that name.
    """
    mark = f'<span id="{old}" class="old-name"></span>'
    found = re.search(rf'<([\w-]+)(?:\s[^>]*)?\sid="{re.escape(name)}"[^>]*>', text)
    if not found:
        raise BuildError(f"{FILE}: {old} leads to #{name}, which is not on its page")
    place = found.end()
    if found[1] == "live-calculator":
        # Its children are laid out in columns.
        place = found.start()
    elif found[1] == "tr":
        # A row may hold nothing but cells.
        place = text.index(">", text.index("<td", found.end())) + 1
    return text[:place] + mark + text[place:]


def _leave_page(
    site: Path, site_url: str, page: str, new: str | None, parts: Mapping[str, str], names: Mapping[str, str]
) -> None:
    if new is None:
        raise BuildError(f"{FILE}: parts of {page} have entries, the page has none; say where it leads now")
    # What only kept its name on the new page is found by name; the rest is listed.
    target = new.partition("#")[0]
    listed = {old: way for old, way in parts.items() if way != f"{target}#{old}"}
    up = way_to("/", page)
    title = escape(names[new])
    html = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Moved: {title}</title>
<link rel="canonical" href="{escape(site_url + new.removeprefix("/"))}">
<noscript><meta http-equiv="refresh" content="0; url={escape(way_to(new, page))}"></noscript>
<link rel="stylesheet" href="{up}assets/styles/links.css">
<script type="module" src="{up}assets/scripts/arriving.mjs"></script>
</head>
<body>
<main class="moved-parts">
<h1>This page has moved</h1>
<p>It is now <a class="moved-page" href="{escape(way_to(new, page))}">{title}</a>.</p>
{_lines(page, listed, names) if listed else ""}
</main>
</body>
</html>
"""
    file = site / page.strip("/") / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8", newline="\n")


def _lines(page: str, parts: Mapping[str, str], names: Mapping[str, str]) -> str:
    items = "".join(
        f'<li id="{escape(old)}"><a href="{escape(way_to(new, page))}">{escape(names[new])}</a></li>'
        for old, new in parts.items()
    )
    return f"<ul>{items}</ul>"


def way_to(address: str, page: str) -> str:
    """Return the way from a page to an address, which holds wherever the site is mounted."""
    target, sign, name = address.partition("#")
    way = os.path.relpath(target, page).replace(os.sep, "/")
    return f"{way}/{sign}{name}"
