"""Reads the handbook's pages for the tests: front matter, rendered text, figures with their sources, prose.

Pages are rendered by Python-Markdown alone, with the extensions of ``mkdocs.yml``: no site is built, so a
writer can check a page in seconds. A page that cannot be rendered raises.
"""

import ast
import functools
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from markdown import Markdown
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as BrowserPage

from scripts.publishing import open_data
from scripts.publishing.take_away import FOLDER, files

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DATA = Path(__file__).parent / "data"
TABS = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["tabs"]
GUIDE = tuple(name for folders in TABS.values() for name in folders)

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# What calculates, or lists figures or controls: these carry their sources and are tested where they are made.
LIVE = frozenset(["live-calculator", "decision-paper", "calculator-excerpt", "figures", "controls", "paper-only"])
# What the page shows beside its words: signs to click on.
CHROME = frozenset(["headerlink", "footnote-ref", "footnote-backref", "checklist-link"])
INLINE = frozenset(
    ["a", "abbr", "b", "cite", "code", "em", "i", "kbd", "label", "mark", "small", "span", "strong", "sub"]
)
NO_PROSE = HEADINGS | {"tr", "dt", "summary", "figure", "svg"}
# An element with none of these inside is one block.
GROUPING = HEADINGS | {"p", "ul", "ol", "li", "dl", "dt", "dd", "table", "pre"}
GROUPING |= {"div", "section", "details", "summary", "blockquote", "figure"}


@dataclass(frozen=True)
class Page:
    """One page of docs/: its path in that folder ("cost/index.md") and the file's text."""

    path: str
    source: str

    @cached_property
    def front(self) -> Mapping[str, Any]:
        """The front matter; empty where there is none or it cannot be read."""
        return get_data(self.source)[1]

    @cached_property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return get_data(self.source)[0]

    @cached_property
    def tree(self) -> Element:
        """The rendered page, as a browser would read it."""
        html = Markdown(extensions=list(extensions()), extension_configs=extensions()).convert(self.body)
        tree: Element = html5lib.parseFragment(html, namespaceHTMLElements=False)
        return tree

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the rendered page, in order, repeated ones too."""
        return [element.get("id", "") for element in elements(self.tree) if element.get("id")]

    @cached_property
    def words(self) -> str:
        """Everything a reader or a search engine sees: title, description, text, words about pictures."""
        named = ("alt", "title", "aria-label")
        unseen = [element.get(key, "") for element in elements(self.tree) for key in named]
        told = [str(self.front.get(key, "")) for key in ("title", "description")]
        return " ".join([*told, text_of(self.tree), *unseen])

    @property
    def is_guide(self) -> bool:
        """Whether it advises readers, rather than documents the handbook or calculates."""
        return self.path == "index.md" or self.path.split("/")[0] in GUIDE

    @property
    def is_on_law(self) -> bool:
        """Whether it is about security, or changes with the law."""
        return self.path.startswith("security/") or self.front.get("changes_with") == "law"


@functools.cache
def extensions() -> Mapping[str, Mapping[str, Any]]:
    """Return the Markdown extensions of mkdocs.yml with their options."""
    with (ROOT / "mkdocs.yml").open("rb") as opened:
        listed = yaml_load(opened)["markdown_extensions"]
    return {
        name: options or {}
        for entry in listed
        for name, options in (entry.items() if isinstance(entry, dict) else [(entry, None)])
    }


def read_pages() -> dict[str, Page]:
    """Return every page of docs/ by its path."""
    files = {file.relative_to(DOCS).as_posix(): file for file in DOCS.rglob("*.md")}
    return {path: Page(path, files[path].read_text("utf-8")) for path in sorted(files)}


PAGES = read_pages()


def elements(root: Element, into: Callable[[Element], bool] = lambda _: True) -> Iterator[Element]:
    """Yield the elements below one, in order, without those that ``into`` refuses and what is in them."""
    for child in root:
        if isinstance(child.tag, str) and into(child):
            yield child
            yield from elements(child, into)


def name_of(element: Element) -> str:
    """Return the element's name, without the namespace that drawings have."""
    return str(element.tag).rpartition("}")[2]


def classes(element: Element) -> set[str]:
    """Return the element's classes."""
    return set(element.get("class", "").split())


def is_live(element: Element) -> bool:
    """Say whether it is a calculator, a part of its answer, or a list of the handbook's figures."""
    return not LIVE.isdisjoint({name_of(element), *classes(element)})


def text_of(root: Element, without: Iterable[str] = ()) -> str:
    """Return the visible text with single spaces, leaving out elements of the given names or classes."""
    dropped = frozenset(without) | CHROME

    def pieces(element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str) and dropped.isdisjoint({name_of(child), *classes(child)}):
                space = "" if name_of(child) in INLINE else " "
                yield from (space, *pieces(child), space)
            yield child.tail or ""

    return " ".join("".join(pieces(root)).split())


# --- Sequences of words shared with the article ---------------------------------------------------


def copied_runs(text: str) -> list[str]:
    """Return every run of eight words that stands in the article, which is known by its hashes only."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    runs = [" ".join(words[start : start + 8]) for start in range(len(words) - 7)]
    return [run for run in runs if sha256(run.encode()).hexdigest()[:12] in article_hashes()]


@functools.cache
def article_hashes() -> frozenset[str]:
    """Return the hashes of the article's runs of eight words."""
    lines = (DATA / "article-word-sequences.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def literals(path: Path) -> str:
    """Return every string written in a Python file, each on a line of its own."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return "\n".join(constant for constant in constants if isinstance(constant, str))


# --- Blocks of text, figures in them, and sources -------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A paragraph, list item, table row or heading, and the elements in which a source for it counts."""

    element: Element
    nearby: Sequence[Element]

    columns: Sequence[str] = ()

    @property
    def figures(self) -> list[str]:
        """The figures in it, units in a column's name included; what a heading quotes is only a name."""
        if name_of(self.element) == "tr":
            cells = [text_of(cell, without=["code"]) for cell in self.element]
            texts = cells + [
                f"{cell} {unit.group()}"
                for cell, column in zip(cells, self.columns, strict=False)
                if PLAIN_NUMBER.fullmatch(cell) and (unit := UNIT.search(column))
            ]
        else:
            texts = [QUOTED.sub("", self.text) if name_of(self.element) in HEADINGS else self.text]
        return [found.group().strip(" .,") for text in texts for found in FIGURE.finditer(text)]

    @property
    def text(self) -> str:
        """Its own words, without lists inside it and without code."""
        return text_of(self.element, without=["ul", "ol", "pre", "code"])


def outside_sources(tree: Element) -> Iterator[Element]:
    """Yield the page's top elements without footnotes and what stands under a heading called Sources."""
    inside = False
    for element in tree:
        if isinstance(element.tag, str):
            inside = element.get("id", "").endswith("sources") if name_of(element) in {"h1", "h2"} else inside
            if not inside and "footnote" not in classes(element):
                yield element


def blocks(siblings: Iterable[Element]) -> Iterator[Block]:
    """Yield the blocks in some sibling elements, leaving out what is live."""
    shown = [None, *(element for element in siblings if isinstance(element.tag, str)), None]
    for before, element, after in zip(shown, shown[1:], shown[2:], strict=False):
        if element is not None and not is_live(element):
            yield from _blocks_of(element, before, after)


def _blocks_of(element: Element, before: Element | None, after: Element | None) -> Iterator[Block]:
    beside = [other for other in (before, after) if other is not None]
    paragraphs = [other for other in beside if name_of(other) == "p"]
    match name_of(element):
        case "table":
            shared = [*paragraphs, *element.iter("caption"), *element.iter("thead")]
            columns = [text_of(cell) for cell in next(element.iter("tr"), ())]
            yield from (Block(row, [row, *shared], columns) for row in element.iter("tr"))
        case "figure" | "svg":
            yield Block(element, [element, *paragraphs])
        case "summary" | "dt" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield Block(element, [element, *beside[-1:]])
        case "dd":
            yield Block(element, [element, *beside[:1]])
        case "li":
            yield Block(element, [element])
            yield from blocks(inner for inner in element if name_of(inner) in {"ul", "ol"})
        case "pre":
            return
        case _ if GROUPING.isdisjoint(map(name_of, elements(element))):
            yield Block(element, [element])
        case _:
            yield from blocks(element)


WRITTEN_OUT = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety"
)
NUMBER = rf"(?:\d[\d,.]*|\b(?:{WRITTEN_OUT}))"
MONEY_OR_SHARE = (
    r"%|€|£|per\s?cent\b|percent\b|percentage points?\b"
    r"|USD\b|EUR\b|GBP\b|dollars?\b|euros?\b|pounds\b|cents\b"
)
KIND_OF_TIME = "(?:working|business|calendar|paid|productive|full|more|extra|further)[ -]"
TIME = (
    "(?:milli)?seconds?|ms|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?"
)
UNIT = re.compile(rf"[$€£%]|\bper cent\b|\b(?:{TIME})\b", re.IGNORECASE)
PLAIN_NUMBER = re.compile(r"(?:[a-z]+ ){0,2}\d[\d,.]*(?: ?(?:to|-|–|and) ?\d[\d,.]*)?", re.IGNORECASE)
QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
FIGURE = re.compile(
    rf"[$€£¥₹]\s?\d[\d,.]*|(?:USD|EUR|GBP)\s?\d[\d,.]*|{NUMBER}\s?(?:{MONEY_OR_SHARE})"
    rf"|{NUMBER}[ -]?(?:{KIND_OF_TIME})?(?:{TIME})\b|\b\d[\d,.]* [sh]\b",
    re.IGNORECASE,
)
ASSUMED = re.compile(r"\bassum(?:e[sd]?|ing|ptions?)\b|\bexamples?\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ARTICLE = re.compile(
    r"(?:§+|\b(?:Art(?:icles?|s)?|Sec(?:tions?)?|Recital|Annex|Requirement|Clause|Rule|Regulation|CFR)\b)"
    r"[.\s]*(?:\(EU\) )?[\dIVX]"
)
REMEDY = (
    "Add, in the same paragraph, item or row (for a table also in the paragraph before or after), "
    "{fact KEY}, or a footnote [^x] that names its source and year, or a link or footnote that names "
    "the law's article, or say that it is assumed or an example."
)


def unsourced(page: Page) -> list[str]:
    """Return, for each block with figures but no source, the sentence and what to add."""
    return [
        f"{sentence_with(figures[0], block.text)!r} says {', '.join(figures)} without a source. {REMEDY}"
        for block in blocks(outside_sources(page.tree))
        if (figures := block.figures) and not any(is_source(page, element) for element in block.nearby)
    ]


def sentence_with(figure: str, text: str) -> str:
    """Return the sentence of a text in which a figure stands."""
    return next((sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if figure in sentence), text)


def is_source(page: Page, element: Element) -> bool:
    """Say whether an element holds a fact, a footnote that serves, a link to an article, or an assumption."""
    inside = [element, *elements(element)]
    targets = [inner.get("href", "") for inner in inside if name_of(inner) == "a"]
    notes = [footnotes(page).get(target.removeprefix("#"), "") for target in targets]
    text = text_of(element)
    return bool(
        any("fact" in classes(inner) for inner in inside)
        or any(YEAR.search(note) or ARTICLE.search(note) for note in notes)
        or (ARTICLE.search(text) and any(target.startswith(("http", "/")) for target in targets))
        or ASSUMED.search(text)
    )


def footnotes(page: Page) -> dict[str, str]:
    """Return the text of each footnote by its id."""
    items = (element for element in elements(page.tree) if element.get("id", "").startswith("fn:"))
    return {item.get("id", ""): text_of(item) for item in items}


# --- Reading age ----------------------------------------------------------------------------------


def prose(page: Page) -> str:
    """Return a page's sentences, a block a line: no tables, code, headings, citations, lists of sources."""
    texts = [
        CITATION.sub("", _without_heading(block))
        for block in blocks(outside_sources(page.tree))
        if name_of(block.element) not in NO_PROSE
    ]
    return "\n".join(_closed(text) for text in texts if len(text.split()) > 2)


# What stands behind a fact: publisher, year or years, and a word where it is weak.
CITATION = re.compile(r" ?\([^()]*, (?:to )?(?:(?:19|20)\d\d(?:-\d+)*|undated)(?:, weak)?\)")


def _without_heading(block: Block) -> str:
    """Return a block's words without the bold ones that begin it as a heading does, ending in a mark of their own."""
    first = next((inner for inner in elements(block.element) if name_of(inner) != "p"), None)
    heading = text_of(first) if first is not None and name_of(first) == "strong" else ""
    return block.text.removeprefix(heading).lstrip() if heading[-1:] in (".", ":", "?") else block.text


# A full stop inside a number or a name, after a single letter ("e.g."), after a short form.
NO_END = re.compile(r"(?<=\w)\.(?=\w)|(?<=\b\w)\.(?=\s[a-z(])|(?<=\bArt)\.|(?<=\bSec)\.|(?<=\b(?:vs|No|al))\.")


def _closed(text: str) -> str:
    """Return a text that ends as a sentence does and has no full stop that ends none."""
    text = NO_END.sub("", text).replace("/", " ").rstrip(" :;,")
    return text if re.search(r"[.!?][\"'”’)\]]*$", text) else f"{text}."


# --- Links ----------------------------------------------------------------------------------------


def links(root: Element) -> list[str]:
    """Return where a writer's links and pictures lead: none of a calculator's, none of a fact's."""
    written = elements(root, lambda element: not is_live(element) and "fact" not in classes(element))
    return [found for element in written for key in ("href", "src") if (found := element.get(key)) is not None]


@functools.cache
def taken_away() -> Mapping[str, bytes]:
    """Return the files that readers take away, by name."""
    return files(DOCS)


def link_fault(page: Page, link: str) -> str:
    """Return what is wrong with a link from a page, or nothing where it leads somewhere."""
    parts = urlsplit(link)
    if parts.scheme in {"http", "https", "mailto"}:
        return ""
    if parts.scheme == "site":
        known = {f"{FOLDER}/{name}" for name in taken_away()}
        known |= {f"{open_data.FOLDER}/{name}" for name in open_data.open_data("", "")}
        return "" if parts.path in known else f"{link}: the site writes no such file"
    path, anchor = unquote(parts.path), unquote(parts.fragment).partition("?")[0]
    if path and not path.startswith("/"):
        return f"{link}: start at docs/, as in /cost/index.md"
    if path and not (DOCS / path[1:]).is_file():
        return f"{link}: docs{path} does not exist (a page's link ends in .md)"
    target = PAGES.get(path[1:]) if path else page
    if anchor and (target is None or anchor not in target.ids):
        return f"{link}: nothing there has the id {anchor!r}"
    return ""


# --- Search ---------------------------------------------------------------------------------------


def queries() -> dict[str, str]:
    """Return what readers type into the search box, with the page that must come first."""
    with (DATA / "queries.toml").open("rb") as opened:
        return tomllib.load(opened)


def searches() -> dict[str, list[str]]:
    """Return what readers type in words of their own, with the pages of which one must be among the first three."""
    with (DATA / "searches.toml").open("rb") as opened:
        return tomllib.load(opened)


def page_address(path: str) -> str:
    """Return a page's address below the site's root: "cost/break-even.md" is at "cost/break-even/"."""
    folder = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{folder}/" if folder else ""


def first_result(browser_page: BrowserPage, query: str) -> str:
    """Type a query into the open page's search box; return where the first result leads, empty for none."""
    box = browser_page.locator("[data-md-component=search-query]")
    found = browser_page.locator("li.md-search-result__item")
    type_into(box, "")
    expect(found).to_have_count(0)
    type_into(box, query)
    expect(browser_page.locator(".md-search-result__meta")).to_contain_text("matching")
    return str(found.locator("a").first.evaluate("link => link.href")) if found.count() else ""


def type_into(box: Locator, text: str) -> None:
    """Put text into the search box, which listens to keys only."""
    box.fill(text)
    box.dispatch_event("keyup")
