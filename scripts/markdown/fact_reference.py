"""A Markdown extension: `{fact KEY}` puts a published figure into a sentence with its source and year.

Forms: ``{fact us_cost_per_hire}`` the value with its unit, ``{fact us_cost_per_hire range}`` low to high with the
unit, ``{fact us_cost_per_hire number}`` the bare value. ``/// figures | quality`` writes the table of a topic.
An unknown key stops the build: a page never shows a figure that is not in the facts.
"""

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from calculators.facts import Fact, FactError, all_facts, fact

PATTERN = r"\{fact ([a-z0-9_]+)(?: (range|number))?\}"
PAGE = "/reference/sources.md"


def written(figure: Fact, form: str = "") -> str:
    """Return the figure as it stands in a sentence: dollars and per cent before or after the number as people write."""
    if isinstance(figure.value, str):
        return figure.value
    before, after = ("$", figure.unit[3:]) if figure.unit.startswith("USD") else ("", figure.unit)
    if after == "year":
        return f"{figure.value:.0f}"
    if figure.value == 1 and after.endswith("s") and form != "range":
        after = after[:-1]
    join = "" if not after or after[0] in "/%" else " "
    value = f"{before}{amount(figure.value, bool(before))}"
    if form == "number":
        return value + ("%" if after.startswith("%") else "")
    if form == "range":
        value = f"{before}{amount(figure.low, bool(before))} to {before}{amount(figure.high, bool(before))}"
    return value + join + after.strip() if join == "" else f"{value} {after.strip()}"


def amount(value: float | str, dollars: bool) -> str:
    """Return a number with thousands separated; dollars with cents unless whole."""
    if isinstance(value, str):
        return value
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return f"{value:,.2f}" if dollars and re.fullmatch(r"[\d,]+\.\d", text) else text


def cited(figure: Fact) -> str:
    """Return the publisher and year in short: "SHRM, 2017"."""
    publisher = re.split(r"\s*[(;]", figure.publisher)[0]
    return f"{publisher}, {re.split(r'[ (]', figure.year)[0].rstrip(',')}"


class FactReference(InlineProcessor):
    """Replaces `{fact KEY}` by the figure and a link to its source."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ElementTree.Element, int, int]:
        """Return the element for one reference.

        Raises:
            FactError: no figure has that key.
        """
        figure = fact(m.group(1))
        element = ElementTree.Element("span", {"class": "fact"})
        element.text = f"{written(figure, m.group(2) or '')} "
        link = ElementTree.SubElement(
            element, "a", {"href": f"{PAGE}#{m.group(1)}", "title": f"{figure.cited}; last checked {figure.checked}"}
        )
        link.text = f"({cited(figure)})"
        return element, m.start(0), m.end(0)


class Figures(Block):
    """`/// figures | topic`: every figure of a topic in a table, each row with its key as anchor."""

    NAME = "figures"
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """Write the table.

        Raises:
            FactError: the topic does not exist.
        """
        topic = self.argument.strip()
        if topic not in all_facts():
            raise FactError(f"no topic is called {topic!r}; there are {', '.join(all_facts())}")
        holder = ElementTree.SubElement(parent, "div", {"class": "figures"})
        table = ElementTree.SubElement(holder, "table")
        head = ElementTree.SubElement(ElementTree.SubElement(table, "thead"), "tr")
        for name in ("Figure", "Value and range", "Source", "Year, last checked", "Confidence"):
            ElementTree.SubElement(head, "th", {"scope": "col"}).text = name
        body = ElementTree.SubElement(table, "tbody")
        for key, figure in all_facts()[topic].items():
            self._row(body, key, figure)
        return holder

    @staticmethod
    def _row(body: ElementTree.Element, key: str, figure: Fact) -> None:
        row = ElementTree.SubElement(body, "tr", {"id": key})
        name = ElementTree.SubElement(row, "td")
        name.text = f"{figure.description}."
        if figure.note:
            ElementTree.SubElement(name, "small").text = f" {figure.note}"
        value = ElementTree.SubElement(row, "td")
        value.text = written(figure)
        if figure.low != figure.high:
            ElementTree.SubElement(value, "small").text = f" ({written(figure, 'range')})"
        source = ElementTree.SubElement(row, "td")
        if figure.url.startswith("http"):
            ElementTree.SubElement(source, "a", {"href": figure.url, "rel": "noopener"}).text = figure.source
        else:
            source.text = figure.source
        ElementTree.SubElement(source, "small").text = f" {figure.publisher}"
        year = ElementTree.SubElement(row, "td")
        year.text = figure.year
        ElementTree.SubElement(year, "small").text = f" checked {figure.checked}"
        status = "" if figure.status == "current" else f", {figure.status}"
        ElementTree.SubElement(row, "td").text = figure.confidence + status


class FactReferenceExtension(BlocksExtension):
    """Registers the inline reference and the table of figures."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the inline reference ahead of links, so that its braces are never read as attributes."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(FactReference(PATTERN, md), "fact", 185)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802, ARG002
        """Register the block."""
        block_mgr.register(Figures, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the library's name
    """Return the extension, as Python-Markdown asks for it."""
    return FactReferenceExtension(**options)
