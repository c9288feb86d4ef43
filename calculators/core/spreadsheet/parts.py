"""The XML files inside a workbook, heard element by element, so that none is ever in memory as a whole."""

import posixpath
import pyexpat
import re
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from calculators.core.errors import InputError
from calculators.core.spreadsheet.archive import Archive

# Spreadsheet programs write at most 65,490 formats of cells, and no sheet has more texts than cells.
MOST_ELEMENTS, MOST_TEXTS = 200_000, 5_000_000
# How a workbook writes a sign that XML cannot hold. Half a sign is none, and no file could hold it.
_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
# The longest number of a format or text.
_DIGITS = 9

type Attributes = Mapping[str, str]


class Listener:
    """Hears the elements and the text of a file; names are bare, without what stands for a namespace."""

    def starts(self, name: str, attributes: Attributes) -> None:
        """Hear the start of an element."""

    def ends(self, name: str) -> None:
        """Hear the end of an element."""

    def says(self, text: str) -> None:
        """Hear a piece of text."""


def read(field: str, archive: Archive, part: str, listener: Listener) -> None:
    """Let a listener hear one file of a workbook.

    Raises:
        InputError: it is damaged or too large, or it defines entities, which no spreadsheet program does.
    """

    def refuse(*_: object) -> None:
        raise InputError(
            field, "a workbook as a spreadsheet program saves it, without a document type of its own, since "
            "definitions in it can grow without end",
        )  # fmt: skip

    parser = pyexpat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: listener.starts(
        _bare(name), {_bare(key): value for key, value in given.items()}
    )
    parser.EndElementHandler = lambda name: listener.ends(_bare(name))
    parser.CharacterDataHandler = listener.says
    # Entities may name one another until the memory is full.
    parser.StartDoctypeDeclHandler = refuse
    try:
        for piece in archive.pieces(part):
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003 - pyexpat takes it by place
    except pyexpat.ExpatError:
        raise archive.damaged() from None


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]


class _Elements(Listener):
    """Elements as "parent/name" with their attributes."""

    def __init__(self, field: str, names: Container[str]) -> None:
        self.found: list[tuple[str, Attributes]] = []
        self._field, self._names = field, names
        self._open = [""]

    def starts(self, name: str, attributes: Attributes) -> None:
        """Keep an element that is wanted."""
        place = f"{self._open[-1]}/{name}"
        if place in self._names:
            self.found.append((place, attributes))
            if len(self.found) > MOST_ELEMENTS:
                raise InputError(self._field, f"a workbook with at most {MOST_ELEMENTS:,} sheets, links or formats")
        self._open.append(name)

    def ends(self, name: str) -> None:  # noqa: ARG002 - it is the last that was opened
        """Leave it."""
        self._open.pop()


def elements(field: str, archive: Archive, part: str, names: Container[str]) -> list[tuple[str, Attributes]]:
    """Return the elements of a file that are called so, each as "parent/name" with its attributes.

    Raises:
        InputError: see ``read``; or there are more than 200,000.
    """
    found = _Elements(field, names)
    read(field, archive, part, found)
    return found.found


class Relation(NamedTuple):
    """A file that another refers to: by what name, of what kind, and where it stands in the archive."""

    name: str
    kind: str
    part: str


def relations(field: str, archive: Archive, part: str) -> Iterator[Relation]:
    """Yield the files that a file refers to; those of the archive itself for an empty name.

    Raises:
        InputError: see ``read``.
    """
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    wanted = ("Relationships/Relationship",)
    for _, one in elements(field, archive, listed, wanted) if listed in archive else []:
        if "Id" in one and one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
            yield Relation(one["Id"], one.get("Type", "").rpartition("/")[2], target.lstrip("/"))


class Texts(Listener):
    """Pieces of text within one kind of element, joined; readings of Japanese signs beside them are left out."""

    def __init__(self, field: str, holder: str) -> None:
        self.found: list[str] = []
        self._field, self._holder = field, holder
        self._parts: list[str] = []
        self._shown = self._aside = False

    def starts(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - a text has none that counts
        """Begin a text, or a piece of one."""
        if name == self._holder:
            self._parts = []
        self._aside = self._aside or name == "rPh"
        self._shown = name == "t" and not self._aside

    def ends(self, name: str) -> None:
        """Keep a text that is complete."""
        self._shown = False
        if name == "rPh":
            self._aside = False
        elif name == self._holder:
            self.found.append(unescaped("".join(self._parts)))
            if len(self.found) > MOST_TEXTS:
                raise InputError(self._field, f"a workbook with at most {MOST_TEXTS:,} texts")

    def says(self, text: str) -> None:
        """Add a piece."""
        if self._shown:
            self._parts.append(text)


def unescaped(text: str) -> str:
    """Return a text with the signs that a workbook writes by their number."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def whole(text: str) -> int:
    """Return the number by which a file names something; one that nothing has where the text is no such number."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 10**_DIGITS
