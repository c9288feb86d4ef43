"""The numbers behind each chart, as a table: for people who cannot see it, and for files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from calculators.core import Amount, HeatTable, Lines, Ranges, Rows, Series, StackedBars, Tornado
from calculators.core.charts import Chart

MOST_POSITIONS = 24


def table_of(chart: Chart) -> Rows:
    """Return the chart's numbers, one row a bar, position or name."""
    return _WRITERS[type(chart)](chart)


def _stacked(chart: StackedBars) -> Rows:
    return Rows(
        title=chart.title,
        columns=["", *chart.labels],
        rows=[
            [one.name, *(Amount(value=value, kind=chart.kind, digits=chart.digits) for value in one.values)]
            for one in chart.series
        ],
    )


def _lines(chart: Lines) -> Rows:
    """Long runs are thinned to at most ``MOST_POSITIONS`` rows and the last one."""
    step = -(-len(chart.positions) // MOST_POSITIONS)
    shown = [index for index in range(len(chart.positions)) if (index + 1) % step == 0 or index == 0]
    if len(chart.positions) - 1 not in shown:
        shown.append(len(chart.positions) - 1)
    return Rows(
        title=chart.title,
        columns=[chart.position_name, *(name for one in chart.series for name, _ in _columns(one))],
        rows=[
            [
                str(Amount(value=chart.positions[index], digits=chart.position_digits)),
                *(
                    Amount(value=values[index], kind=chart.kind, digits=chart.digits)
                    for one in chart.series
                    for _, values in _columns(one)
                ),
            ]
            for index in shown
        ],
    )


def _columns(one: Series) -> Iterator[tuple[str, Sequence[float]]]:
    """Yield the columns of a line: its values and, where it has a range, the two ends."""
    yield one.name, one.values
    if one.low:
        yield f"{one.name}, low", one.low
        yield f"{one.name}, high", one.high


def _tornado(chart: Tornado) -> Rows:
    return Rows(
        title=chart.title,
        columns=["Input", "Low end", "High end", "At the low end", "At the high end"],
        rows=[
            [name, low, high, Amount(value=at_low, kind=chart.kind), Amount(value=at_high, kind=chart.kind)]
            for name, low, high, at_low, at_high in chart.bars
        ],
    )


def _ranges(chart: Ranges) -> Rows:
    return Rows(
        title=chart.title,
        columns=["", chart.low_name, chart.middle_name, chart.high_name],
        rows=[
            [name, *(Amount(value=end, kind=chart.kind, digits=chart.digits) for end in (low, middle, high))]
            for name, low, middle, high, _ in chart.rows
        ],
    )


def _heat(chart: HeatTable) -> Rows:
    return Rows(
        title=chart.title,
        columns=[f"{chart.row_name} / {chart.column_name}", *chart.columns],
        rows=[
            [name, *(Amount(value=value) for value in values)]
            for name, values in zip(chart.rows, chart.values, strict=True)
        ],
    )


_WRITERS: Mapping[type, Callable[[Any], Rows]] = {
    StackedBars: _stacked,
    Lines: _lines,
    Tornado: _tornado,
    Ranges: _ranges,
    HeatTable: _heat,
}
