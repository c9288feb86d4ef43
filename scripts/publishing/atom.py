"""Atom feeds: what every feed of the site has in common, from lasting names to the file itself."""

import uuid
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a feed.

    Attributes:
        name: what it is called for ever, whatever its address.
        title: its title.
        day: the date of the change, as 2026-11-24.
        address: where it can be read.
        summary: what it says.
    """

    name: str
    title: str
    day: str
    address: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What a feed says of itself.

    Attributes:
        name: what it is called for ever.
        title: its title.
        author: who writes it.
        address: its own address.
        page: the address of the page that people read instead.
    """

    name: str
    title: str
    author: str
    address: str
    page: str


def atom(about: Feed, entries: Sequence[Entry]) -> str:
    """Return the feed as a file; there must be an entry, from which it has its date."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _add(feed, "id", _lasting_name(about.name))
    _add(feed, "title", about.title)
    _add(feed, "updated", _moment(max(entry.day for entry in entries)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=about.address)
    _add(feed, "link", rel="alternate", type="text/html", href=about.page)
    _add(_add(feed, "author"), "name", about.author)
    for one in entries:
        entry = _add(feed, "entry")
        _add(entry, "id", _lasting_name(one.name))
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.day))
        _add(entry, "link", rel="alternate", type="text/html", href=one.address)
        _add(entry, "summary", one.summary)
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _lasting_name(name: str) -> str:
    # Independent of the address, so that readers of feeds see no old entry anew when the site moves.
    return uuid.uuid5(uuid.NAMESPACE_URL, f"labelling-handbook/changes/{name}").urn


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
    element.text = text
    return element
