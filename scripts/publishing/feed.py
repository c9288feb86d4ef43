"""Writes ``feed.xml``, an Atom feed of the dated changes that the page of changes lists.

Each ``##`` heading of that page whose id starts with a date, ``{#2026-11-24-first-edition}``, is one entry.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from scripts.publishing.atom import Entry, Feed, atom
from scripts.publishing.contents import Document, Part

SOURCE = "reference/changes.md"
DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:-.+)?")


def write_feed(site: Path, site_url: str, name: str, published: Sequence[Document]) -> None:
    """Write the feed to the root of the site, if there is a page of changes with a dated entry."""
    page = next((document for document in published if str(document.source) == SOURCE), None)
    entries = dated(page) if page else []
    if not page or not entries:
        return
    address = f"{site_url}{page.folder}"
    text = atom(
        Feed(
            name="feed", title=f"{name}: what changed", author=name, address=f"{site_url}feed.xml", page=address
        ),
        [
            Entry(
                name=part.name, title=part.title, day=day, address=f"{address}#{part.name}", summary=part.summary(600)
            )
            for day, part in entries
        ],
    )  # fmt: skip
    (site / "feed.xml").write_text(text, encoding="utf-8", newline="\n")


def dated(page: Document) -> list[tuple[str, Part]]:
    """Return the page's dated entries, each with its date, newest first."""
    found = [(match[1], part) for part in page.parts if (match := DATED.fullmatch(part.name))]
    return sorted(found, key=lambda entry: entry[0], reverse=True)
