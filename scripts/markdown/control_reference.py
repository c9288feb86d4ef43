"""Markdown for the set of controls: one statement, wherever it is read.

An item of a printed checklist that is a control is written as its id, and its statement, evidence and numbers come
from the set. What an author adds below it stays:

```
- {control where-they-sit}
    - Note: ask again each quarter.
```

`/// controls | people` lists the controls of a group in full; `laws`, `editions`, `moved` and `unverified` write the
tables beside them. An unknown id or part stops the build.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from markdown import Extension
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from calculators.models.security.controls import Control, addresses, control_set
from calculators.models.security.words import SIDES, STANDARDS, applies, crosswalk, gate, small

PAGE = "/security/controls.md"
# What the block takes beside the id of a group.
TABLES = ("laws", "editions", "moved", "unverified")
_CONTROL = re.compile(r"- \{control ([a-z0-9-]+)\}\s*")
_ITEM = re.compile(r"- \{#([a-z0-9-]+)\} ")
_FENCE = re.compile(r"[ \t]*(```|~~~)")


class ControlReferenceError(ValueError):
    """A page names a control, or a part of the set, that does not exist."""


def with_controls(lines: Iterable[str]) -> Iterator[str]:
    """Yield a page's lines with every control's id written out, and the numbers below items that ask the same.

    Raises:
        ControlReferenceError: there is no control of that id, or it does not stand alone in its item.
    """
    see, blank, fenced = "", 0, False
    for line in lines:
        fenced ^= bool(_FENCE.match(line))
        if not line.strip():
            blank += 1
            continue
        if see and not line.startswith(" "):
            yield see
            see = ""
        yield from [""] * blank
        blank = 0
        written, control = (line, None) if fenced else _item(line)
        yield written
        if control and written != line:
            yield f"    - Evidence: {small(control.ask)}"
        see = f"    - See: {_numbers(control)}" if control else see
    yield from [see] * bool(see)
    yield from [""] * blank


def _item(line: str) -> tuple[str, Control | None]:
    """Return an item as an author would have written it, and its control; other lines as they are."""
    if named := _CONTROL.fullmatch(line):
        control = control_set().by_id.get(named[1])
        if not control or not control.page:
            raise ControlReferenceError(f"no control that a checklist prints is called {named[1]!r}")
        return f"- {{#{control.id}}} {control.says}", control
    if "{control " in line:
        raise ControlReferenceError(f"a control's id stands alone in its item: {line!r}")
    item = _ITEM.match(line)
    return line, _same().get(item[1]) if item else None


def _same() -> dict[str, Control]:
    """Return the control that each printed item asks for in other words."""
    return {address.partition("#")[2]: control for control in control_set().controls for address in control.same_as}


def _numbers(control: Control) -> str:
    numbers = crosswalk(control)
    return f"{numbers}{' · ' if numbers else ''}[control {control.number}]({PAGE}#{control.id})"


def entries(control: Control) -> Iterator[tuple[str, str]]:
    """Yield all that is known of a control, by what it is."""
    yield "Applies", applies(control)
    yield "Is a gate", gate(control)
    tool = ", or whoever runs the tool" if control.tool else ""
    yield "Must be done by", f"{SIDES[control.side]}{tool}.".capitalize()
    yield "Weight", f"{control.weight} of 5. The best evidence to ask for is {control.needs}."
    yield "Why", control.why
    yield "Ask for", control.ask
    yield "A strong answer", control.strong
    yield "A weak answer", control.red_flag
    yield "Until it is in place", control.instead
    yield "Question to the vendor", control.question
    yield "Sentence for the contract", control.clause
    yield "Numbers", crosswalk(control)
    yield "Not verified", " ".join(control.unverified)


def table(part: str) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Return the columns and rows of one of the ``TABLES``."""
    known = control_set()
    if part == "laws":
        return ("Law", "What it says", "How it was read"), [(law.id, law.says, law.read) for law in known.laws]
    if part == "editions":
        return ("Standard", "Edition, and how it was read"), [
            (STANDARDS[name], words) for name, words in known.editions.items()
        ]
    if part == "moved":
        return ("In 4.0", "In 4.1"), list(known.ccm_moved.items())
    return ("Control", "What could not be verified"), [
        (f"{control.number}. {control.says}", " ".join(control.unverified))
        for control in known.controls
        if control.unverified
    ]


def as_markdown(part: str) -> str:
    """Return what the block shows as Markdown that needs no extension.

    Raises:
        ControlReferenceError: the set has no such part.
    """
    if part in TABLES:
        columns, rows = table(part)
        return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows))
    lines = []
    for control in group(part):
        lines.append(f"- **{control.number}. {control.says}**")
        lines += [f"    - {name}: {words}" for name, words in entries(control) if words]
    return "\n".join(lines)


def group(part: str) -> list[Control]:
    """Return the controls of a group.

    Raises:
        ControlReferenceError: there is no such group.
    """
    found = [control for control in control_set().controls if control.group == part]
    if not found:
        known = [*(one.id for one in control_set().groups), *TABLES]
        raise ControlReferenceError(f"the set of controls has no part {part!r}; there are {', '.join(known)}")
    return found


class ControlItems(Preprocessor):
    """Writes out the controls of a page before it is read."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with every control written out."""
        return list(with_controls(lines))


class Controls(Block):
    """`/// controls | part`: a group's controls in full, each with its id as address, or a table beside them."""

    NAME = "controls"
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """Write the part.

        Raises:
            ControlReferenceError: the set has no such part.
        """
        part = self.argument.strip()
        holder = ElementTree.SubElement(parent, "div", {"class": "controls"})
        if part in TABLES:
            self._table(holder, part)
        else:
            for control in group(part):
                self._control(holder, control)
        return holder

    @staticmethod
    def _table(holder: ElementTree.Element, part: str) -> None:
        columns, rows = table(part)
        written = ElementTree.SubElement(holder, "table")
        head = ElementTree.SubElement(ElementTree.SubElement(written, "thead"), "tr")
        for name in columns:
            ElementTree.SubElement(head, "th", {"scope": "col"}).text = name
        body = ElementTree.SubElement(written, "tbody")
        for row in rows:
            line = ElementTree.SubElement(body, "tr")
            for cell in row:
                ElementTree.SubElement(line, "td").text = cell

    @staticmethod
    def _control(holder: ElementTree.Element, control: Control) -> None:
        fold = ElementTree.SubElement(holder, "details", {"id": control.id})
        ElementTree.SubElement(fold, "summary").text = f"{control.number}. {control.says}"
        facts = ElementTree.SubElement(fold, "dl")
        for name, words in entries(control):
            if words:
                ElementTree.SubElement(facts, "dt").text = name
                ElementTree.SubElement(facts, "dd").text = words
        if printed := addresses(control):
            ElementTree.SubElement(facts, "dt").text = "On the printed lists"
            where = ElementTree.SubElement(facts, "dd")
            for number, address in enumerate(printed):
                link = ElementTree.SubElement(where, "a", {"href": f"/{address}"})
                link.text = address.partition("#")[2].replace("-", " ")
                link.tail = ", " if number < len(printed) - 1 else ""


class ControlReferenceExtension(BlocksExtension):
    """Registers the items and the block."""

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802 - the library's name
        """Register the items after fenced code has been set aside, and before anything reads lists."""
        super().extendMarkdown(md)
        md.preprocessors.register(ControlItems(md), "controls", 20)

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: N802, ARG002
        """Register the block."""
        block_mgr.register(Controls, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the library's name
    """Return the extension, as Python-Markdown asks for it."""
    return ControlReferenceExtension(**options)
