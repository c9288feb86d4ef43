"""Rows of cells as one line of text: how a table travels in a link and in a scenario.

Cells are separated by commas and rows by semicolons; cells at the end of a row that have nothing to say are left out.
A backslash stands in front of a comma, a semicolon or a backslash that belongs to a cell.
"""

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\,;])")


def write_rows(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as one line; the first cell of a row always stands, so no row is lost."""
    written = [_row(cells) for cells in rows]
    # An empty line has no row, so a single row that says nothing has two cells.
    return "," if written == [""] else ";".join(written)


def _row(cells: Sequence[str]) -> str:
    written = [_SPECIAL.sub(r"\\\1", cell) for cell in cells]
    while len(written) > 1 and not written[-1]:
        written.pop()
    return ",".join(written)


def read_rows(text: str) -> list[list[str]]:
    """Return the rows of cells that a line describes; an empty line has no row."""
    if not text:
        return []
    rows: list[list[str]] = [[""]]
    escaped = False
    for sign in text:
        if escaped:
            rows[-1][-1] += sign
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == ";":
            rows.append([""])
        elif sign == ",":
            rows[-1].append("")
        else:
            rows[-1][-1] += sign
    return rows
