"""A Markdown extension: `{fact KEY}` puts a published figure into a sentence with its source and year.

Forms: ``{fact us_cost_per_hire}`` the value with its unit, ``{fact us_cost_per_hire range}`` low to high with the
unit, ``{fact us_cost_per_hire number}`` the bare value. ``/// figures | quality`` writes the table of a topic.
An unknown key stops the build: a page never shows a figure that is not in the facts.
"""

import functools
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from calculators.core.values import singular
from calculators.facts import Fact, FactError, all_facts, fact
from scripts.markdown.past_date import holds_until

PATTERN = r"\{fact ([a-z0-9_]+)(?: (range|number))?\}"
# What marks a figure in a sentence.
CLASS = "fact"
PAGE = "/reference/sources.md"
# Figures of places are as many as all others together, so they have a page of their own.
BY_PLACE = "/reference/sources-by-place.md"
# What a figure was last compared with, in a word; the page of sources says what each means.
SHORT = {"direct": "source", "secondary": "digest", "calculated": "sum"}
# Multiples, as a sentence says them.
TIMES = {"x variance": "times the variance", "x invoice": "times the invoice"}
PLACES = frozenset({"prices_by_place", "regions", "exchange_rates"})


def written(figure: Fact, form: str = "") -> str:
    """Return the figure as it stands in a sentence: dollars and per cent before or after the number as people write."""
    if isinstance(figure.value, str):
        return figure.value
    before, after = ("$", figure.unit[3:]) if figure.unit.startswith("USD") else ("", figure.unit)
    if after == "year":
        return f"{figure.value:.0f}"
    if figure.value == 1 and form != "range":
        after = singular(after)
    after = TIMES.get(after, re.sub(r"^x\b", "times", after))
    join = "" if not after or after[0] in "/%" else " "
    value = f"{before}{amount(figure.value, bool(before))}"
    if form == "number":
        return value + ("%" if after.startswith("%") else "")
    if form == "range":
        value = f"{before}{amount(figure.low, bool(before))} to {before}{amount(figure.high, bool(before))}"
    return value + join + after.strip() if join == "" else f"{value} {after.strip()}"


@functools.cache
def home(key: str) -> str:
    """Return the address at which a figure stands with its source, grade and last check."""
    return f"{BY_PLACE if any(key in all_facts()[topic] for topic in PLACES) else PAGE}#{key}"


@functools.cache
def replaced() -> Mapping[str, list[str]]:
    """Return, for each figure that took the place of others, their keys."""
    found: dict[str, list[str]] = {}
    for facts in all_facts().values():
        for key, figure in facts.items():
            if figure.replaced_by:
                found.setdefault(figure.replaced_by, []).append(key)
    return found


def amount(value: float | str, dollars: bool) -> str:
    """Return a number with thousands separated; dollars with cents unless whole."""
    if isinstance(value, str):
        return value
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return f"{value:,.2f}" if dollars and re.fullmatch(r"[\d,]+\.\d", text) else text


def until(key: str) -> dict[str, str]:
    """Return the mark that lets a script say of a figure that it is past its date."""
    topic = next(topic for topic, facts in all_facts().items() if key in facts)
    end = holds_until(fact(key), topic)
    return {"data-until": end.isoformat()} if end else {}


def grade(figure: Fact) -> str:
    """Return how far the figure can be trusted, and whether it still holds: "confidence low, superseded"."""
    return f"confidence {figure.confidence}" + ("" if figure.status == "current" else f", {figure.status}")


def cited(figure: Fact) -> str:
    """Return the publisher and year in short: "SHRM, 2017", and that a figure is weak where it is."""
    publisher = re.split(r"\s*[(;]", figure.publisher)[0]
    year = re.split(r"(?<!^to)[ (]", figure.year)[0].rstrip(",")
    return f"{publisher}, {year}" + ", weak" * figure.weak


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
        element = ElementTree.Element("span", {"class": CLASS})
        element.text = f"{written(figure, m.group(2) or '')} "
        title = f"{figure.cited}; {grade(figure)}; last checked {figure.checked}"
        link = ElementTree.SubElement(element, "a", {"href": home(m.group(1)), "title": title} | until(m.group(1)))
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
        checked = ElementTree.SubElement(year, "small", {"title": f"Compared with {figure.checked_by}"} | until(key))
        checked.text = f" checked {figure.checked}: {SHORT[figure.evidence]}"
        Figures._grade(ElementTree.SubElement(row, "td"), key, figure)

    @staticmethod
    def _grade(cell: ElementTree.Element, key: str, figure: Fact) -> None:
        cell.text = figure.confidence + ("" if figure.status == "current" else f", {figure.status}")
        for words, keys in (("replaced by", [figure.replaced_by]), ("replaces", replaced().get(key, []))):
            for other in filter(None, keys):
                small = ElementTree.SubElement(cell, "small")
                small.text = f" {words} "
                ElementTree.SubElement(small, "a", {"href": home(other)}).text = fact(other).description


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
