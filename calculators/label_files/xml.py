"""Reading XML within bounds: no definitions of a file's own, so none can grow, and no endless depth."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from calculators.core import InputError

_DEEPEST = 100
# What may stand before the outermost element, by how it starts and ends.
_BEFORE = (("<?", "?>"), ("<!--", "-->"), ("<!DOCTYPE", ">"))


@dataclass(slots=True)
class Element:
    """An element.

    Attributes:
        name: its name, without the address of its namespace.
        attributes: its attributes, likewise.
        children: the elements in it.
        text: its own text.
    """

    name: str
    attributes: Mapping[str, str]
    children: list["Element"] = field(default_factory=list)
    text: str = ""


def each(text: str, names: frozenset[str], take: Callable[[Element], None], about: str) -> None:
    """Hand over every element of those names, whole, as soon as it has been read; the rest is not kept.

    Args:
        text: the XML.
        names: elements to hand over; one within another of them comes with the outer one.
        take: what to do with each.
        about: the field that errors are about.

    Raises:
        InputError: it is not well-formed, defines a type of its own, or is nested too deep; the line is named.
    """
    refuse_definitions(text, about, "<!DOCTYPE|<!ENTITY")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    handler = _Handler(names, take)
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.said
    try:
        # The text is decoded already, so what its first line says of an encoding no longer holds.
        parser.Parse(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), True)  # noqa: FBT003 - expat has no name for it
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        raise InputError(about, f"well-formed XML; line {error.lineno:,} is not ({said})") from None
    except _TooDeepError:
        line = parser.CurrentLineNumber
        raise InputError(about, f"XML nested at most {_DEEPEST} deep, on line {line:,}") from None


def refuse_definitions(text: str, about: str, signs: str = "<!ENTITY") -> None:
    """Refuse XML that defines words of its own, a few of which can stand for a text without end.

    Raises:
        InputError: one of the signs stands in it.
    """
    if re.search(signs, text, re.IGNORECASE):
        raise InputError(about, "XML without a document type of its own, since definitions in it can grow without end")


class _TooDeepError(Exception):
    """Elements stand within elements beyond any export."""


class _Handler:
    """Builds the elements that are wanted."""

    def __init__(self, names: frozenset[str], take: Callable[[Element], None]) -> None:
        self._names = names
        self._take = take
        self._open: list[Element] = []
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeepError
        plain = name.rpartition(" ")[2]
        if self._open or plain in self._names:
            one = Element(plain, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
            if self._open:
                self._open[-1].children.append(one)
            self._open.append(one)

    def end(self, _: str) -> None:
        """Take the end of an element, and hand it over where it is whole."""
        self._depth -= 1
        if self._open:
            one = self._open.pop()
            if not self._open:
                self._take(one)

    def said(self, words: str) -> None:
        """Take text."""
        if self._open:
            self._open[-1].text += words


def root_of(text: str) -> str:
    """Return the name of the outermost element, with its prefix; empty where there is none."""
    at = 0
    while True:
        at = len(text) - len(text[at:].lstrip())
        end = next((end for start, end in _BEFORE if text[at : at + len(start)].upper() == start), "")
        if not end:
            break
        at = text.find(end, at) + len(end)
        if at < len(end):
            return ""
    found = re.compile(r"<([\w:.-]+)").match(text, at)
    return found[1] if found else ""
