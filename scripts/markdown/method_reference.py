"""A Markdown extension: `/// methods | calculators` and `/// methods | formulas` list what computes what.

Both are read from the code itself: the calculators from the catalogue, the formulas from ``calculators/methods``, with
the sources that their functions name and the calculators that import them. So no list can fall behind the code.
"""

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from markdown import Extension
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from calculators.catalog import catalog
from calculators.core import Calculator

ROOT = Path(__file__).parents[2]
METHODS = ROOT / "calculators" / "methods"
MODELS = ROOT / "calculators" / "models"


class MethodsError(ValueError):
    """A block that asks for a list that does not exist."""


type Part = str | Calculator


class Listing(NamedTuple):
    """A table: its columns, and rows whose cells hold words and calculators, one below the other."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Sequence[Part]]]


def calculators() -> Listing:
    """Return the calculators: their code, and the cases each must give with whoever published some of them."""
    rows: list[list[list[Part]]] = []
    for name, calculator in catalog().items():
        published = sorted({f"{one.source.publisher}, {one.source.year}" for one in calculator.examples if one.source})
        cases = [f"{len(calculator.examples)} worked cases", *published]
        rows.append([[calculator], [f"calculators/models/{_file(name)}"], [*cases]])
    return Listing(["Calculator", "Code", "Cases it must give, and who published some"], rows)


def formulas() -> Listing:
    """Return the formulas by topic: what they are, who published them, and which calculators use them."""
    users = _users()
    rows: list[list[list[Part]]] = []
    for path in sorted(METHODS.iterdir()):
        if path.name.startswith("__") or not (path.suffix == ".py" or (path / "__init__.py").exists()):
            continue
        sources = sources_of(path.stem) or ["Ours; written out where it is used."]
        used: list[Part] = [catalog()[name] for name in users.get(path.stem, [])]
        rows.append([[_about(path), f"calculators/methods/{path.name}"], [*sources], used or ["-"]])
    return Listing(["Formulas", "Published by", "Used by"], rows)


@cache
def sources_of(topic: str) -> list[str]:
    """Return what the functions of a topic name as their sources, each once, in the order of the code."""
    found: dict[str, None] = {}
    for file in _files(METHODS, topic):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and (words := ast.get_docstring(node)):
                for source in re.findall(r"Source: (.+?)(?:\n\n|\Z)", words, re.DOTALL):
                    if not source.startswith("as "):
                        found[re.sub(r"``|\s+", lambda mark: " " if mark[0].isspace() else "", source)] = None
    return list(found)


def _users() -> Mapping[str, list[str]]:
    """Return the calculators that import each topic, by its name."""
    users: dict[str, list[str]] = {}
    for name in catalog():
        used = set(chain.from_iterable(map(_imported, _files(MODELS, name))))
        for topic in used:
            users.setdefault(topic, []).append(name)
    return users


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("calculators.methods"):
            parts = (node.module or "").split(".")
            yield from parts[2:3] or [alias.name for alias in node.names]


def _files(folder: Path, name: str) -> list[Path]:
    return sorted((folder / name).rglob("*.py")) or [folder / f"{name}.py"]


def _file(name: str) -> str:
    return f"{name}/" if (MODELS / name).is_dir() else f"{name}.py"


def _about(path: Path) -> str:
    file = path / "__init__.py" if path.is_dir() else path
    words = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return words.partition("\n")[0]


def write(listing: Listing, holder: ElementTree.Element) -> None:
    """Write the table into an element, with links as pages have them."""
    table = ElementTree.SubElement(holder, "table")
    head = ElementTree.SubElement(ElementTree.SubElement(table, "thead"), "tr")
    for column in listing.columns:
        ElementTree.SubElement(head, "th", {"scope": "col"}).text = column
    body = ElementTree.SubElement(table, "tbody")
    for row in listing.rows:
        line = ElementTree.SubElement(body, "tr")
        for parts in row:
            cell = ElementTree.SubElement(line, "td")
            for part in parts:
                _write_part(part, ElementTree.SubElement(cell, "div"))


def _write_part(part: Part, holder: ElementTree.Element) -> None:
    if isinstance(part, str):
        holder.text = AtomicString(part)
    else:
        ElementTree.SubElement(holder, "a", {"href": f"/{part.page}"}).text = AtomicString(part.title)


def as_markdown(name: str, address_of: Callable[[str], str]) -> str:
    """Return the list of that name as a table in Markdown; ``address_of`` turns a page's path into its address."""

    def words(part: Part) -> str:
        text = part if isinstance(part, str) else f"[{part.title}]({address_of(f'/{part.page}')})"
        return text.replace("|", "\\|")

    listing = LISTS[name]()
    lines = [listing.columns, ["---"] * len(listing.columns)]
    lines += [["; ".join(map(words, parts)) for parts in row] for row in listing.rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


LISTS: Mapping[str, Callable[[], Listing]] = {"calculators": calculators, "formulas": formulas}


class MethodsBlock(Block):
    """The block."""

    NAME = "methods"
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """Put the list in the page.

        Raises:
            MethodsError: there is no list of that name.
        """
        name = self.argument.strip()
        if name not in LISTS:
            raise MethodsError(f"no list of methods is called {name!r}; there are {', '.join(LISTS)}")
        holder = ElementTree.SubElement(parent, "div")
        write(LISTS[name](), holder)
        return holder


class MethodReferenceExtension(BlocksExtension):
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: N802, ARG002
        """Register the block."""
        block_mgr.register(MethodsBlock, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the library's name
    """Return the extension, as Python-Markdown asks for it."""
    return MethodReferenceExtension(**options)
