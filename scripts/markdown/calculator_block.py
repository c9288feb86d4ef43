"""A Markdown extension: `/// calculator | its_name` puts a calculator, with its default answer, on a page.

Options: ``preset: ID`` starts from a typical case; ``show: answer`` shows the headline and figures alone, and
``show: SECTION`` one section of the answer; ``start: asked`` lets Python wait until the reader enters a field, for
pages that most readers only pass through. An unknown name or option stops the build.
"""

import functools
from typing import Any
from xml.etree import ElementTree

from markdown import Extension
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

from calculators.catalog import catalog, places_of, presented
from calculators.core import Calculator, Inputs
from calculators.show.blocks import block, excerpt

ASKED = "asked"
STARTS = ("", ASKED)


class CalculatorError(ValueError):
    """A calculator block that names something that does not exist."""


@functools.cache
def markup(name: str, preset: str, show: str, start: str = "") -> str:
    """Return the markup of a calculator or of a part of its answer.

    Raises:
        CalculatorError: the calculator, the preset, the section or the way to start does not exist.
    """
    if start not in STARTS:
        raise CalculatorError(f"{name} cannot start {start!r}; leave it out, or write {ASKED!r}")
    if name not in catalog():
        raise CalculatorError(f"no calculator is called {name!r}; there are {', '.join(catalog())}")
    calculator = catalog()[name]
    inputs = _inputs(name, calculator, preset)
    answer = presented(calculator, inputs, calculator.finished(inputs))
    if not show:
        return block(name, calculator, inputs, answer, catalog(), places_of(calculator), waits=start == ASKED)
    try:
        return excerpt(name, calculator, inputs, answer, show)
    except KeyError:
        raise CalculatorError(f"{name} has no part called {show!r}") from None


def _inputs(name: str, calculator: Calculator, preset: str) -> Inputs:
    if not preset:
        return calculator.inputs()
    if preset not in calculator.presets:
        raise CalculatorError(f"{name} has no preset {preset!r}; there are {', '.join(calculator.presets)}")
    return calculator.inputs.parse(calculator.presets[preset].inputs)


class CalculatorBlock(Block):
    """The block."""

    NAME = "calculator"
    ARGUMENT = True
    OPTIONS = {"preset": ["", type_string], "show": ["", type_string], "start": ["", type_string]}  # noqa: RUF012 - the library's shape

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """Put the calculator's markup in the page, kept from being read as Markdown.

        Raises:
            CalculatorError: see ``markup``.
        """
        html = markup(self.argument.strip(), *(self.options[option] for option in self.OPTIONS))
        holder = ElementTree.SubElement(parent, "div")
        holder.text = self.md.htmlStash.store(html)
        return holder


class CalculatorExtension(BlocksExtension):
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: N802, ARG002
        """Register the block."""
        block_mgr.register(CalculatorBlock, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the library's name
    """Return the extension, as Python-Markdown asks for it."""
    return CalculatorExtension(**options)
