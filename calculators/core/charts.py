"""Charts as data: what is drawn, never how. Each names itself for people who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core.words import count, money, percent

_FORMATS = {"money": money, "percent": percent, "count": count}


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number that knows how to be written for people, and stays exact for files.

    Attributes:
        value: the number.
        kind: "money", "percent" or "count".
        digits: decimals shown; ignored for money, which chooses its own.
    """

    value: float
    kind: str = "count"
    digits: int = 0

    def __str__(self) -> str:
        if self.kind == "money":
            return money(self.value)
        return percent(self.value, self.digits) if self.kind == "percent" else count(self.value, self.digits)


def tenths(number: float) -> Amount | str:
    """Return a number as a cell with one decimal, which is not read as nothing where there is something."""
    return "less than 0.1" if 0 < number < 0.05 else Amount(value=number, digits=1)


@dataclass(frozen=True, kw_only=True)
class Series:
    """One line, or one row of bar segments.

    Attributes:
        name: what it stands for.
        values: one number a position.
        style: a class for its colour: a way of working ("in-house", "outsourced", "hybrid"), "model" or "1" to "8".
        low: the lower end of a line's range at each position; empty where the line has none.
        high: the upper end of it.
    """

    name: str
    values: Sequence[float]
    style: str
    low: Sequence[float] = ()
    high: Sequence[float] = ()


@dataclass(frozen=True, kw_only=True)
class StackedBars:
    """One bar a label, made of the segments that the series give it.

    Attributes:
        digits: decimals of a value; ignored for money.
    """

    title: str
    description: str
    labels: Sequence[str]
    series: Sequence[Series]
    kind: str = "money"
    digits: int = 0


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Lines over a common run of positions.

    Attributes:
        positions: the places along the lines, rising.
        position_name: what they count.
        marks: positions worth a vertical line and a word.
        spans: stretches of positions worth a shade and a word.
        digits: decimals of a value in the table of numbers.
        position_digits: decimals of a position in the table of numbers.
        logarithmic: whether a step along the axis is a ratio; all positions are then above 0.
    """

    title: str
    description: str
    positions: Sequence[float]
    series: Sequence[Series]
    position_name: str
    kind: str = "money"
    marks: Sequence[tuple[float, str]] = ()
    spans: Sequence[tuple[float, float, str]] = ()
    digits: int = 0
    position_digits: int = 0
    logarithmic: bool = False


@dataclass(frozen=True, kw_only=True)
class Tornado:
    """One bar a driver, from the outcome at its low end to the outcome at its high end.

    Attributes:
        bars: the driver's name, the words of its two ends, and the outcome at each.
        centre: the outcome at the given values.
        negative: what an outcome below zero means.
        positive: what an outcome above zero means.
        zero: what an outcome of zero means.
        styles: the styles of the two sides of zero, as of a ``Series``.
    """

    title: str
    description: str
    bars: Sequence[tuple[str, str, str, float, float]]
    centre: float
    negative: str
    positive: str
    zero: str = "same cost"
    styles: tuple[str, str] = ("in-house", "outsourced")
    kind: str = "money"


@dataclass(frozen=True, kw_only=True)
class Ranges:
    """One row a name, with a low, a middle and a high value: an interval drawn."""

    title: str
    description: str
    rows: Sequence[tuple[str, float, float, float, str]]
    low_name: str = "10 in 100 are below"
    middle_name: str = "middle"
    high_name: str = "10 in 100 are above"
    kind: str = "money"
    digits: int = 0


@dataclass(frozen=True, kw_only=True)
class HeatTable:
    """A table of counts whose cells are shaded by size.

    Attributes:
        rows: the row names.
        columns: the column names.
        values: one row of numbers a row name.
    """

    title: str
    description: str
    row_name: str
    column_name: str
    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[float]]


type Chart = StackedBars | Lines | Tornado | Ranges | HeatTable
