"""A Markdown extension: `/// paper` puts the decision paper, with all calculators that there are, on a page."""

from typing import Any
from xml.etree import ElementTree

from markdown import Extension
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from calculators.catalog import catalog
from calculators.paper import Details
from calculators.show.paper_block import paper_block


class PaperBlock(Block):
    """The block."""

    NAME = "paper"

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """Put the paper's markup in the page, kept from being read as Markdown."""
        holder = ElementTree.SubElement(parent, "div")
        holder.text = self.md.htmlStash.store(paper_block(Details.fields(), catalog()))
        return holder


class PaperExtension(BlocksExtension):
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: N802, ARG002
        """Register the block."""
        block_mgr.register(PaperBlock, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the library's name
    """Return the extension, as Python-Markdown asks for it."""
    return PaperExtension(**options)
