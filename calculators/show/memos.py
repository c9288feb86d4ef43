"""An answer as text: a Markdown memo to paste, and a few lines for the terminal."""

import re
import textwrap
from collections.abc import Collection, Iterator
from typing import Any

from calculators.core import (
    Answer,
    BulletList,
    Calculator,
    Download,
    Field,
    Inputs,
    Records,
    Rows,
    Section,
)
from calculators.core.answer import Content
from calculators.core.currency import currency_of, localized
from calculators.core.example_rows import example_rows
from calculators.core.values import record_table, unit_of, written
from calculators.show.chart_tables import table_of

GIVEN = "given"


def memo(
    name: str,
    calculator: Calculator,
    inputs: Inputs,
    answer: Answer,
    *,
    answered: Collection[str] = (),
    link: str = "",
) -> str:
    """Return the whole answer as Markdown, with every input and where it comes from.

    ``answered`` are the calculator's questions that the reader answered, be it as is assumed; ``link`` is the address
    that opens the same inputs, where that is known.
    """
    lines = [f"# {calculator.title}", "", f"**{escaped(answer.headline)}**", ""]
    for figure in answer.figures:
        value, note = escaped(str(figure.value)), escaped(figure.note)
        lines.append(f"- {escaped(figure.name)}: **{value}** {note}".rstrip())
    for section in answer.sections:
        if written_ := list(_section(section)):
            lines += ["", f"## {escaped(section.title)}", "", *written_[:-1]]
    if answer.cautions:
        lines += ["", "## Keep in mind", "", *(f"- {escaped(words)}" for words in answer.cautions)]
    lines += ["", "## Inputs", "", *_inputs(inputs, answered)]
    for key, field in inputs.fields().items():
        if isinstance(field, Records) and (rows := getattr(inputs, key)):
            lines += ["", f"### {escaped(field.label)}", "", *_table(record_table(field, rows))]
    same = f" Same inputs: <{link}>" if link else ""
    lines += ["", f"Model {name}, version {calculator.version}.{same}", ""]
    return localized("\n".join(lines), currency_of(inputs))


def _section(section: Section) -> Iterator[str]:
    for item in section.content:
        if written_ := list(content(item, under=section.title)):
            yield from (*written_, "")


def content(item: Content, under: str = "") -> Iterator[str]:
    """Yield the lines of one item of a section; a table's title that stands as the heading over it is not repeated.

    A download has none, since nobody can press a button in a text.
    """
    match item:
        case str():
            yield escaped(item)
        case BulletList():
            yield from (f"{'1.' if item.ordered else '-'} {escaped(words)}" for words in item.items)
        case Download():
            return
        case inner:
            table = inner if isinstance(inner, Rows) else table_of(inner)
            if table.title not in ("", under):
                yield from (f"**{escaped(table.title)}**", "")
            yield from _table(table)


def _table(table: Rows) -> Iterator[str]:
    yield f"| {' | '.join(escaped(name) or ' ' for name in table.columns)} |"
    yield f"|{'---|' * len(table.columns)}"
    for row in table.rows:
        yield f"| {' | '.join(escaped(str(cell)) for cell in row)} |"


def _inputs(inputs: Inputs, answered: Collection[str]) -> Iterator[str]:
    yield "| Input | Value | Unit | From |"
    yield "|---|---|---|---|"
    for name, field in inputs.fields().items():
        if not field.travels:
            continue
        value = getattr(inputs, name)
        origin = _origin(field, value, answered=name in answered)
        cells = (field.label, written(field, value), unit_of(field, value), origin)
        yield f"| {' | '.join(map(escaped, cells))} |"


def _origin(field: Field, value: Any, *, answered: bool) -> str:
    if value == field.basis.value and not answered:
        return field.basis.origin
    examples = example_rows(field, value)
    return examples.words() if examples else GIVEN


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
