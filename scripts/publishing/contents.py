"""Reads what is published: every page with what its author says of it, and every part of it that can be linked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.utils.meta import get_data

from calculators.catalog import catalog
from scripts.machine.errors import BuildError
from scripts.markdown.front_matter import place
from scripts.markdown.markup import VOID

ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
# An id that somebody chose; the theme's and the libraries' own have other characters, or stand elsewhere.
CHOSEN = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
LINKABLE = HEADINGS | {"li", "tr", "dt", "figure", "table", "div", "p", "details", "blockquote", "live-calculator"}
# What is inside these has ids for its own use, or is a sign and no words.
CLOSED = frozenset(
    ["live-calculator", "decision-paper", "calculator-excerpt", "footnote", "svg", "script", "style", "template"]
)
SIGNS = frozenset(["headerlink", "checklist-link", "footnote-ref", "footnote-backref"])
INLINE = frozenset(
    ["a", "abbr", "b", "cite", "code", "em", "i", "kbd", "label", "mark", "small", "span", "strong", "sub", "sup"]
)
MOST_WORDS = 4000


@dataclass
class Part:
    """Something on a page that can be linked: its id, what it is, its title, and the words below the title."""

    name: str
    kind: str
    title: str = ""
    words: str = ""

    def summary(self, most: int = 160) -> str:
        """Return the first words, cut between two of them."""
        if len(self.words) <= most:
            return self.words
        return self.words[:most].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


@dataclass(frozen=True)
class Document:
    """A published page.

    Attributes:
        source: its path below docs/.
        folder: its address below the site's own, ending in a slash; empty for the home page.
        file: the built page.
        title: its title.
        description: one sentence on it, empty where its author gave none.
        checked: when its author last checked it, if stated.
        changes_with: what makes it out of date: prices, law or methods; empty if not stated.
        parts: what can be linked on it, in order.
    """

    source: PurePosixPath
    folder: str
    file: Path
    title: str
    description: str
    checked: date | None
    changes_with: str
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """Its source path without the ending: what other sites call it in an inventory."""
        return str(self.source.with_suffix(""))

    @property
    def heading(self) -> Part | None:
        """The page's own heading."""
        return next((part for part in self.parts if part.kind == "page"), None)


def documents(site: Path, docs: Path) -> list[Document]:
    """Read every page of docs/ with its built form, ordered by address.

    Raises BuildError as ``document`` does.
    """
    found = [document(source, site, docs) for source in docs.rglob("*.md") if _is_built(source, site, docs)]
    return sorted(found, key=lambda each: each.folder)


def document(source: Path, site: Path, docs: Path) -> Document:
    """Read one page.

    Raises BuildError when its date is none, or an id that can be linked stands twice on it.
    """
    path = PurePosixPath(source.relative_to(docs).as_posix())
    _, front = get_data(source.read_text("utf-8"))
    file = _built(source, site, docs)
    article = ARTICLE.search(file.read_text("utf-8"))
    reader = PartReader(str(path))
    reader.feed(article[0] if article else "")
    reader.close()
    _refuse_repeated(reader.parts, path)
    return Document(
        source=path,
        folder="" if file.parent == site else f"{file.parent.relative_to(site).as_posix()}/",
        file=file,
        title=place(source).title,
        description=str(front.get("description") or ""),
        checked=_date(front, path),
        changes_with=str(front.get("changes_with") or ""),
        parts=tuple(reader.parts),
    )


def _built(source: Path, site: Path, docs: Path) -> Path:
    folder = site / source.relative_to(docs).with_suffix("")
    return (folder.parent if folder.name == "index" else folder) / "index.html"


def _is_built(source: Path, site: Path, docs: Path) -> bool:
    # Drafts and templates are sources without a page.
    return _built(source, site, docs).is_file()


def _date(front: Mapping[str, Any], path: PurePosixPath) -> date | None:
    stated = front.get("checked")
    if stated is None:
        return None
    try:
        return date.fromisoformat(str(stated))
    except ValueError:
        raise BuildError(f"docs/{path}: checked is {stated!r}; write a date such as 2026-11-24") from None


def _refuse_repeated(parts: list[Part], path: PurePosixPath) -> None:
    names = [part.name for part in parts]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise BuildError(f"docs/{path}: these ids stand twice: {', '.join(repeated)}")


class PartReader(HTMLParser):
    """Collects the parts of one article that can be linked."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.parts: list[Part] = []
        self.open: list[str] = []
        # How deep in open tags the closed place, and the title being read, began.
        self.closed_at: int | None = None
        self.title_at: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part where one begins."""
        attributes = {name: value or "" for name, value in attrs}
        if self.closed_at is None:
            self._begin(tag, attributes)
        if tag in VOID:
            return
        self.open.append(tag)
        closing = CLOSED | SIGNS
        if self.closed_at is None and not closing.isdisjoint({tag, *attributes.get("class", "").split()}):
            self.closed_at = len(self.open)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag not in INLINE:
            self._say(" ")
        name = attributes.get("id", "")
        is_self_link = tag == "a" and attributes.get("href") == f"#{name}"
        if CHOSEN.fullmatch(name) and (tag in LINKABLE or is_self_link):
            title = catalog()[name].title if tag == "live-calculator" and name in catalog() else ""
            self.parts.append(Part(name, self._kind(tag), title))
            if tag in HEADINGS or is_self_link or tag == "dt":
                self.title_at = len(self.open) + 1
        elif tag in {"label", "td"} and self._awaits_title():
            self.title_at = len(self.open) + 1

    def _awaits_title(self) -> bool:
        # A ticked item is called by its label, a row of figures by its first cell.
        part = self.parts[-1] if self.parts else None
        return bool(part and part.kind in {"item", "figure"} and not part.title and self.title_at is None)

    def _kind(self, tag: str) -> str:
        if tag == "h1":
            return "page"
        special = {"reference/questions.md": "question", "reference/glossary.md": "term"}
        if tag == "h3" and self.path in special:
            return special[self.path]
        kinds = {"li": "item", "tr": "figure", "dt": "term", "a": "row", "live-calculator": "calculator"}
        return kinds.get(tag, "heading" if tag in HEADINGS else "part")

    def handle_endtag(self, tag: str) -> None:
        """End what ends here."""
        if tag not in self.open:
            return
        while self.open.pop() != tag:
            pass
        if self.closed_at is not None and len(self.open) < self.closed_at:
            self.closed_at = None
        if self.title_at is not None and len(self.open) < self.title_at:
            self.title_at = None
            return
        if tag not in INLINE:
            self._say(" ")

    def handle_data(self, data: str) -> None:
        """Add words to the part they belong to."""
        if self.closed_at is None:
            self._say(data)

    def _say(self, text: str) -> None:
        if not self.parts:
            return
        part = self.parts[-1]
        if self.title_at is not None:
            part.title = _single_spaced(part.title, text)
        elif len(part.words) < MOST_WORDS:
            part.words = _single_spaced(part.words, text)

    def close(self) -> None:
        """Tidy what was read."""
        super().close()
        for part in self.parts:
            part.title = part.title.strip() or part.name.replace("-", " ").replace("_", " ").capitalize()
            part.words = re.sub(r" ([.,;:)])", r"\1", part.words.strip())


def _single_spaced(before: str, added: str) -> str:
    text = re.sub(r"\s+", " ", added)
    return before + (text.lstrip() if not before or before.endswith(" ") else text)
