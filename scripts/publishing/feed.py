"""Writes ``feed.xml``, an Atom feed of the dated changes that the page of changes lists.

Each ``##`` heading of that page whose id starts with a date, ``{#2026-11-24-first-edition}``, is one entry.
"""

import re
import uuid
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path

from scripts.publishing.contents import Document, Part

SOURCE = "reference/changes.md"
ATOM = "http://www.w3.org/2005/Atom"
DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:-.+)?")


def write_feed(site: Path, site_url: str, name: str, published: Sequence[Document]) -> None:
    """Write the feed to the root of the site, if there is a page of changes with a dated entry."""
    page = next((document for document in published if str(document.source) == SOURCE), None)
    entries = dated(page) if page else []
    if not page or not entries:
        return
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _add(feed, "id", _lasting_name("feed"))
    _add(feed, "title", f"{name}: what changed")
    _add(feed, "updated", _moment(max(day for day, _ in entries)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{site_url}feed.xml")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{site_url}{page.folder}")
    _add(_add(feed, "author"), "name", name)
    for day, part in entries:
        entry = _add(feed, "entry")
        _add(entry, "id", _lasting_name(part.name))
        _add(entry, "title", part.title)
        _add(entry, "updated", _moment(day))
        _add(entry, "link", rel="alternate", type="text/html", href=f"{site_url}{page.folder}#{part.name}")
        _add(entry, "summary", part.summary(600))
    ElementTree.indent(feed)
    text = ElementTree.tostring(feed, encoding="unicode")
    file = site / "feed.xml"
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', encoding="utf-8", newline="\n")


def dated(page: Document) -> list[tuple[str, Part]]:
    """Return the page's dated entries, each with its date, newest first."""
    found = [(match[1], part) for part in page.parts if (match := DATED.fullmatch(part.name))]
    return sorted(found, key=lambda entry: entry[0], reverse=True)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _lasting_name(name: str) -> str:
    # Independent of the address, so that readers of feeds see no old entry anew when the site moves.
    return uuid.uuid5(uuid.NAMESPACE_URL, f"labelling-handbook/changes/{name}").urn


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
    element.text = text
    return element
