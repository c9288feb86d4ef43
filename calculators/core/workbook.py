"""A workbook as data: sheets of cells, with formulas where whoever opens it goes on calculating."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

type Look = Literal["", "title", "heading", "note", "entry", "result"]
type Value = str | int | float | None


class Cell(NamedTuple):
    """One cell that is more than its value.

    Attributes:
        value: what it says; of a formula, its result as we computed it.
        look: "title", "heading", "note", "entry" where the reader writes, "result", or nothing.
        formula: the formula without its equals sign; empty where there is none.
        digits: how many decimals a number shows; None for as many as it has.
    """

    value: Value
    look: Look = ""
    formula: str = ""
    digits: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet.

    Attributes:
        title: what its tab says: at most 31 characters, none of them a bracket, a colon, a mark or a slash.
        rows: its cells, row by row; a bare value stands as it is.
        widths: the widths of its columns in characters, the last one for all that follow.
        fixed: how many rows and columns stay in sight when the rest is scrolled.
        choices: for a range of cells such as "B2:M2", the range whose texts may stand there.
        hidden: whether its tab is not shown.
    """

    title: str
    rows: Sequence[Sequence[Value | Cell]]
    widths: Sequence[float] = (20,)
    fixed: tuple[int, int] = (0, 0)
    choices: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False


type Workbook = Sequence[Sheet]


def column_name(place: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def headings(*words: str) -> list[Value | Cell]:
    """Return a row that names columns."""
    return [Cell(word, "heading") for word in words]
