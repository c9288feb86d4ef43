"""A Markdown extension: `/// picture | its-name` puts a drawing of ``docs/assets/pictures`` on a page.

The drawing becomes part of the page, so that it takes the page's colours in light, dark and print; what stands inside
the block is its caption. A name without a drawing stops the build.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markdown import Extension
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

FOLDER = "assets/pictures"
PICTURES = Path(__file__).parents[2] / "docs" / FOLDER


class PictureError(ValueError):
    """A picture block that names a drawing that does not exist."""


def drawing(name: str) -> str:
    """Return the drawing's markup; raises PictureError where there is none of this name."""
    path = PICTURES / f"{name}.svg"
    if not path.is_file():
        raise PictureError(f"docs/{FOLDER} holds no {name}.svg")
    return path.read_text("utf-8").strip()


def as_markdown(name: str, address: Callable[[str], str]) -> str:
    """Return the drawing as a picture that names what it shows, and an empty line behind it."""
    shown = re.search(r"<desc>(.*?)</desc>", drawing(name), re.DOTALL)
    if shown is None:
        raise PictureError(f"docs/{FOLDER}/{name}.svg has no <desc> that says what it shows")
    return f"![{shown[1]}]({address(f'/{FOLDER}/{name}.svg')})\n\n"


class PictureBlock(Block):
    """The block."""

    NAME = "picture"
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """Put the drawing in the page, kept from being read as Markdown, and an empty caption below it.

        Raises:
            PictureError: see ``drawing``.
        """
        figure = ElementTree.SubElement(parent, "figure", {"class": "picture"})
        ElementTree.SubElement(figure, "div").text = self.md.htmlStash.store(drawing(self.argument.strip()))
        ElementTree.SubElement(figure, "figcaption")
        return figure

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        """Return the caption, to which the block's content goes."""
        return block[-1]


class PictureExtension(BlocksExtension):
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: N802, ARG002
        """Register the block."""
        block_mgr.register(PictureBlock, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the library's name
    """Return the extension, as Python-Markdown asks for it."""
    return PictureExtension(**options)
