"""A Markdown extension for readers of paper, who cannot follow a link: it gives each page what names its sources.

Links that leave the site are marked by `rel="noopener"`, and the style sheet prints their addresses behind them. The
figures that a page cites link to their rows on another page, so their sources stand in a list that only paper shows.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from calculators.facts import Fact, fact
from scripts.markdown.fact_reference import CLASS, cited

TITLE = "Where the figures on this page come from"


class OnPaper(Treeprocessor):
    """Marks the links that leave the site, and lists the sources of the figures below the page's own text."""

    def run(self, root: ElementTree.Element) -> None:
        """Change the page's tree in place."""
        if sources := sources_of(root):
            # No reader on a screen sees it, so no search leads there.
            holder = ElementTree.SubElement(root, "div", {"class": "paper-only", "data-search-exclude": ""})
            title = ElementTree.SubElement(holder, "p")
            ElementTree.SubElement(title, "strong").text = TITLE
            listed = ElementTree.SubElement(holder, "ul")
            for figure in sources:
                _write(ElementTree.SubElement(listed, "li"), figure)
        for link in root.iter("a"):
            if link.get("href", "").startswith(("https://", "http://")):
                link.set("rel", "noopener")


def sources_of(root: ElementTree.Element) -> list[Fact]:
    """Return a figure for each source that a page's figures cite, in the order in which they are cited."""
    found: dict[tuple[str, str], Fact] = {}
    for figure in _figures(root):
        found.setdefault((cited(figure), figure.source), figure)
    return list(found.values())


def _figures(root: ElementTree.Element) -> Iterator[Fact]:
    for holder in root.iter("span"):
        if holder.get("class") == CLASS and (link := holder.find("a")) is not None:
            yield fact(link.get("href", "").partition("#")[2])


def _write(item: ElementTree.Element, figure: Fact) -> None:
    item.text = f"{cited(figure)}: "
    if figure.url.startswith("http"):
        ElementTree.SubElement(item, "a", {"href": figure.url}).text = figure.source
    else:
        item.text += figure.source


class OnPaperExtension(Extension):
    """Registers the treeprocessor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register it behind what writes links and footnotes, and ahead of what resolves the site's own links."""
        md.treeprocessors.register(OnPaper(md), "on-paper", 15)


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the library's name
    """Return the extension, as Python-Markdown asks for it."""
    return OnPaperExtension(**options)
