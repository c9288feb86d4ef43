"""Answers of one calculator side by side: what differs in the inputs, what came of it, and charts of both."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.core import Amount, Answer, Field, Inputs, Number, Records, Rows, Series, StackedBars, Table
from calculators.core.currency import currency_of, localized
from calculators.core.values import written
from calculators.core.words import counted, listed
from calculators.show.answers import rows
from calculators.show.charts import draw
from calculators.show.markup import Markup, joined, tag

# What a table of differences shows before it says how many more there are.
MOST_ROWS = 40
# Bars of inputs beyond these say less than the table does.
MOST_CHARTS = 6
NOTHING = "–"
CURRENCIES_DIFFER = "These answers stand in different currencies. Nothing is converted, so amounts are not drawn."
# The first number of a figure in words, as in "96 times in 100"; one inside a word or a longer number is none.
_NUMBER = re.compile(r"(?<![\w.,])[−-]?\d[\d,]*(?:\.\d+)?(?![\w,.]*\d)")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One answer that is put beside others.

    Attributes:
        name: what the reader calls it.
        inputs: what was asked.
        answer: what came of it.
    """

    name: str
    inputs: Inputs
    answer: Answer

    @property
    def currency(self) -> str:
        """The code of the currency of its amounts."""
        return currency_of(self.inputs)


def comparison(columns: Sequence[Compared], id: str) -> Markup:  # noqa: A002 - it is an HTML id
    """Return charts, tables and sentences that put answers of one calculator side by side; nothing for a single one.

    Nothing is converted: amounts in different currencies stand in the tables and are not drawn.
    """
    if len(columns) < 2:
        return Markup()
    inputs, more = _inputs(columns)
    results, same = _results(columns)
    parts = [
        *([tag("p", CURRENCIES_DIFFER)] if len({one.currency for one in columns}) > 1 else []),
        *_part("What came of it", columns, results, f"{id}-result"),
        *([tag("p", f"The same in all: {listed(list(same))}.")] if same else []),
        *_part("What was asked", columns, inputs, f"{id}-input"),
        *([] if inputs else [tag("p", "All were asked the same.")]),
        *([tag("p", f"{counted(more, 'more input differs', 'more inputs differ')}, beyond these.")] if more else []),
    ]
    return Markup(localized(joined(*parts), columns[0].currency))


# A row: its name, its style, and for each column its text and, where it is one, the amount behind it.
@dataclass(frozen=True)
class _Line:
    name: str
    style: str
    cells: Sequence[str]
    amounts: Sequence[Amount | None]

    @property
    def differs(self) -> bool:
        return len(set(self.cells)) > 1


def _part(title: str, columns: Sequence[Compared], lines: Sequence[_Line], id: str) -> Iterator[Markup]:  # noqa: A002
    if not lines:
        return
    yield tag("h4", title)
    charts = _charts(columns, lines)[:MOST_CHARTS]
    if charts:
        drawn = [
            tag("figure", tag("figcaption", chart.title), draw(chart, f"{id}-{number}"), class_="chart-figure")
            for number, chart in enumerate(charts)
        ]
        yield tag("div", *drawn, class_="pin-charts")
    named = ["", *(one.name for one in columns)]
    yield rows(Rows(title=f"{title}, in numbers", columns=named, rows=[_cells(line, columns) for line in lines]))


def _cells(line: _Line, columns: Sequence[Compared]) -> list[Amount | str]:
    """Return a row of a table; an amount is one where it reads the same in any currency, and so stands with numbers."""
    several = len({one.currency for one in columns}) > 1
    cells: list[Amount | str] = [line.name]
    for one, text, amount in zip(columns, line.cells, line.amounts, strict=True):
        written_alone = str(amount) if several else localized(str(amount), one.currency)
        cells.append(amount if amount and written_alone == text else text)
    return cells


def _results(columns: Sequence[Compared]) -> tuple[Sequence[_Line], Sequence[str]]:
    """Return the figures that differ, and the names of those that do not."""
    names = dict.fromkeys(figure.name for one in columns for figure in one.answer.figures)
    lines = [line for name in names for line in _figure(name, columns)]
    return [line for line in lines if line.differs], [
        f"{line.name} ({line.cells[0]})" for line in lines if not line.differs
    ]


def _figure(name: str, columns: Sequence[Compared]) -> Iterator[_Line]:
    """Yield a figure, and its notes where they differ."""
    figures = [next((figure for figure in one.answer.figures if figure.name == name), None) for one in columns]
    style = next((figure.style for figure in figures if figure and figure.style), "")
    values = [figure.value if figure else None for figure in figures]
    yield _Line(name, style, _localized([str(value or "") for value in values], columns), _amounts(values))
    notes = _line(f"{name}, in detail", _localized([figure.note if figure else "" for figure in figures], columns))
    if notes.differs:
        yield notes


def _localized(texts: Sequence[str], columns: Sequence[Compared]) -> list[str]:
    return [localized(text, one.currency) or NOTHING for text, one in zip(texts, columns, strict=True)]


def _amounts(values: Sequence[Amount | str | None]) -> Sequence[Amount | None]:
    """Return the number in each value; of words only where they are otherwise the same, so that it counts the same."""
    words = {_NUMBER.sub("#", value, count=1) for value in values if isinstance(value, str)}
    if len(words) > 1:
        return [value if isinstance(value, Amount) else None for value in values]
    return [value if isinstance(value, Amount) else _in_words(value) for value in values]


def _in_words(value: str | None) -> Amount | None:
    found = _NUMBER.search(value or "")
    if not found or not value:
        return None
    text = found[0].replace(",", "").replace("−", "-")
    digits = len(text.partition(".")[2])
    return Amount(value=float(text), kind="percent" if value[found.end() :].startswith("%") else "count", digits=digits)


def _inputs(columns: Sequence[Compared]) -> tuple[Sequence[_Line], int]:
    """Return the inputs that differ, in the order of the form, and how many more there are."""
    lines = [
        line
        for name, field in columns[0].inputs.fields().items()
        if len({_comparable(getattr(one.inputs, name)) for one in columns}) > 1
        for line in _input(name, field, columns)
        if line.differs
    ]
    return lines[:MOST_ROWS], len(lines[MOST_ROWS:])


def _comparable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _input(name: str, field: Field, columns: Sequence[Compared]) -> Iterator[_Line]:
    values = [getattr(one.inputs, name) for one in columns]
    if isinstance(field, Table):
        cells = [
            "the example" if value == field.basis.value else f"rows of your own, {number}"
            for number, value in enumerate(values, 1)
        ]
        yield _Line(field.label, "", cells, [None] * len(cells))
    elif isinstance(field, Records):
        yield _line(field.label, [written(field, value) for value in values])
        for number in range(max(map(len, values))):
            for key, column in field.row.fields().items():
                given = [getattr(value[number], key) if number < len(value) else None for value in values]
                yield _given(f"{field.row_name.capitalize()} {number + 1}: {column.label}", column, given, columns)
    else:
        yield _given(field.label, field, values, columns)


def _line(name: str, cells: Sequence[str]) -> _Line:
    return _Line(name, "", [cell or NOTHING for cell in cells], [None] * len(cells))


def _given(label: str, field: Field, values: Sequence[object], columns: Sequence[Compared]) -> _Line:
    units = [localized(field.unit, one.currency) for one in columns]
    texts = [written(field, value) for value in values]
    same = len(set(units)) == 1
    # A label that names the unit already need not be followed by it.
    name = f"{label} ({units[0]})" if same and units[0].lower() not in label.lower() else label
    cells = [text if same or not text else f"{text} {unit}" for text, unit in zip(texts, units, strict=True)]
    amounts = [
        Amount(value=float(value), digits=len(text.partition(".")[2]))
        if isinstance(field, Number) and isinstance(value, int | float) and same
        else None
        for value, text in zip(values, texts, strict=True)
    ]
    return _Line(name, "", [cell or NOTHING for cell in cells], amounts)


def _charts(columns: Sequence[Compared], lines: Sequence[_Line]) -> list[StackedBars]:
    """Return one chart of bars for each row whose numbers can be drawn: two at least, none of them below zero."""
    several = len({one.currency for one in columns}) > 1
    charts = []
    for line in lines:
        drawn = [(one.name, amount) for one, amount in zip(columns, line.amounts, strict=True) if amount]
        kinds = {amount.kind for _, amount in drawn}
        if len(drawn) < 2 or len(kinds) > 1 or (several and "money" in kinds):
            continue
        if all(0 <= amount.value < math.inf for _, amount in drawn):
            charts.append(_bars(line, drawn))
    return charts


def _bars(line: _Line, drawn: Sequence[tuple[str, Amount]]) -> StackedBars:
    ends = ", ".join(f"{name} {amount}" for name, amount in drawn)
    return StackedBars(
        title=line.name,
        description=f"One bar for each pinned answer: {ends}.",
        labels=[name for name, _ in drawn],
        series=[Series(name=line.name, values=[amount.value for _, amount in drawn], style=line.style or "1")],
        kind=drawn[0][1].kind,
        digits=max(amount.digits for _, amount in drawn),
    )
