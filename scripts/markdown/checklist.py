"""A Markdown extension: `/// checklist | NAME` makes a list that can be ticked, linked, printed and exported.

```
/// checklist | vendor-security
### People {#people}

- {#staffing} You know who does the work.
    - Evidence: headcount by country and kind of contract.
    - See: ISO 5.19
///
```

Each item starts with its id, which is also its address; ids are for ever, because people link to them. The
first line becomes the label of a box; a note "Word: text" becomes a column of that name in the export. The
list is complete without a script; `docs/assets/checklist.mjs` adds what a script can. A missing or repeated
id, a list without items and any option stop the build.
"""

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Extension
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

PLAIN_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ITEM = re.compile(rf"\{{#({PLAIN_WORDS.pattern})\}}\s+(?=\S)")
NOTE = re.compile(r"([A-Z][a-z]+): ")


class ChecklistError(ValueError):
    """A checklist that could not be linked to or ticked as written."""


class Checklist(Block):
    """The block."""

    NAME = "checklist"
    ARGUMENT = True

    def _validate(self, parent: ElementTree.Element, arg: Any, **options: Any) -> bool:
        """Refuse what the library would quietly leave on the page as text.

        Raises:
            ChecklistError: there is an option, or the name is missing or not in plain-words form.
        """
        if options or not PLAIN_WORDS.fullmatch((arg or "").strip()):
            raise ChecklistError(f"a checklist takes one plain-words name and no options: {arg!r} {options}")
        valid: bool = super()._validate(parent, arg)
        return valid

    def on_markdown(self) -> str:
        """Read the contents as blocks."""
        return "block"

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """Open the element that the script brings to life."""
        attributes = {"class": "checklist", "data-name": self.argument.strip()}
        return ElementTree.SubElement(parent, "handbook-checklist", attributes)

    def on_end(self, block: ElementTree.Element) -> None:
        """Turn every item of the lists into a box with a label, an address and its notes.

        Raises:
            ChecklistError: there is no item, or an item has no id or one that stands on the page already.
        """
        lists = block.findall("ul")
        if not lists:
            raise ChecklistError(f"the checklist {self.argument!r} has no items")
        for items in lists:
            items.attrib |= {"class": "checklist-items", "role": "list"}
            for item in items:
                self._make_tickable(item)

    def _make_tickable(self, item: ElementTree.Element) -> None:
        holder = text_holder(item)
        text = holder.text or ""
        found = ITEM.match(text)
        if not found:
            raise ChecklistError(f"an item of {self.argument!r} does not start with its {{#id}}: {text!r}")
        name = found.group(1)
        seen = self.tracker.setdefault("names", set())
        if name in seen:
            raise ChecklistError(f"two checklist items on a page are called {name!r}")
        seen.add(name)
        label = ElementTree.Element("label", {"for": f"{name}-done"})
        label.text = text[found.end() :]
        rest = [child for child in item if child is not holder]
        item.clear()
        item.attrib |= {"id": name, "class": "checklist-item"}
        ElementTree.SubElement(item, "input", {"type": "checkbox", "id": f"{name}-done"})
        item.append(label)
        link = ElementTree.SubElement(item, "a", {"href": f"#{name}", "class": "checklist-link"})
        link.text = "#"
        link.set("aria-label", f"Link to {name.replace('-', ' ')}")
        item.extend(rest)
        for note in item.findall("ul/li"):
            if kind := NOTE.match(text_holder(note).text or ""):
                note.set("data-kind", kind.group(1))


def text_holder(item: ElementTree.Element) -> ElementTree.Element:
    """Return what holds an item's first words: its paragraph where items stand apart, else the item."""
    return item[0] if len(item) and item[0].tag == "p" else item


class ChecklistExtension(BlocksExtension):
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: N802, ARG002
        """Register the block."""
        block_mgr.register(Checklist, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the library's name
    """Return the extension, as Python-Markdown asks for it."""
    return ChecklistExtension(**options)
