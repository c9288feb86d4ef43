"""An answer as text: a Markdown memo to paste, and a few lines for the terminal."""

import re
import textwrap
from collections.abc import Iterator

from calculators.core import (
    Answer,
    BulletList,
    Calculator,
    Download,
    Inputs,
    Records,
    Rows,
    Section,
)
from calculators.core.answer import Content
from calculators.core.currency import currency_of, localized
from calculators.core.values import record_table, written
from calculators.show.chart_tables import table_of
from calculators.show.links import address, fragment


def memo(name: str, calculator: Calculator, inputs: Inputs, answer: Answer) -> str:
    """Return the whole answer as Markdown, with every input, where it comes from, and the link's fragment."""
    lines = [f"# {calculator.title}", "", f"**{escaped(answer.headline)}**", ""]
    for figure in answer.figures:
        value, note = escaped(str(figure.value)), escaped(figure.note)
        lines.append(f"- {escaped(figure.name)}: **{value}** {note}".rstrip())
    for section in answer.sections:
        lines += ["", f"## {escaped(section.title)}", "", *_section(section)]
    if answer.cautions:
        lines += ["", "## Keep in mind", "", *(f"- {escaped(words)}" for words in answer.cautions)]
    lines += ["", "## Inputs", "", *_inputs(inputs)]
    for name_, field in inputs.fields().items():
        if isinstance(field, Records):
            lines += ["", f"### {escaped(field.label)}", "", *_table(record_table(field, getattr(inputs, name_)))]
    page = address(calculator.page).removeprefix("site:")
    link = f"{page}{fragment(name, inputs.link_texts(), calculator.version)}"
    lines += ["", f"Model {name}, version {calculator.version}. Same inputs: {link}", ""]
    return localized("\n".join(lines), currency_of(inputs))


def _section(section: Section) -> Iterator[str]:
    for item in section.content:
        yield from content(item)
        yield ""


def content(item: Content) -> Iterator[str]:
    """Yield the lines of one item of a section."""
    match item:
        case str():
            yield escaped(item)
        case BulletList():
            yield from (f"{'1.' if item.ordered else '-'} {escaped(words)}" for words in item.items)
        case Download():
            yield f"(File: {escaped(item.name)})"
        case Rows():
            yield from _table(item)
        case _:
            yield from _table(table_of(item))


def _table(table: Rows) -> Iterator[str]:
    yield f"| {' | '.join(escaped(name) or ' ' for name in table.columns)} |"
    yield f"|{'---|' * len(table.columns)}"
    for row in table.rows:
        yield f"| {' | '.join(escaped(str(cell)) for cell in row)} |"


def _inputs(inputs: Inputs) -> Iterator[str]:
    yield "| Input | Value | Unit | From |"
    yield "|---|---|---|---|"
    for name, field in inputs.fields().items():
        if not field.travels:
            continue
        value = getattr(inputs, name)
        origin = "given" if value != field.basis.value else field.basis.origin
        cells = (field.label, written(field, value), field.unit, origin)
        yield f"| {' | '.join(map(escaped, cells))} |"


def escaped(words: str) -> str:
    """Return words in which nothing is Markdown or markup."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", words.replace("\n", " "))


def terminal(inputs: Inputs, answer: Answer, width: int = 88) -> str:
    """Return the headline, the figures and the cautions for a terminal."""
    lines = [*textwrap.wrap(answer.headline, width), ""]
    longest = max((len(figure.name) for figure in answer.figures), default=0)
    lines += [f"  {figure.name:<{longest}}  {figure.value!s:>10}  {figure.note}".rstrip() for figure in answer.figures]
    if answer.cautions:
        lines += ["", "Keep in mind:"]
        for words in answer.cautions:
            lines += textwrap.wrap(words, width, initial_indent="  - ", subsequent_indent="    ")
    return localized("\n".join(lines), currency_of(inputs))
