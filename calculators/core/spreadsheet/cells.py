"""The cells of a sheet as text: what is written in them, or what the number in them means under its format."""

import math
import re
from collections.abc import Sequence

from calculators.core.errors import InputError
from calculators.core.fields.typed_numbers import unmistakable
from calculators.core.spreadsheet.parts import Attributes, Listener, unescaped
from calculators.core.words import plain

MOST_COLUMNS = 1_000
MOST_CELLS = 5_000_000
PERCENT, DATE = "percent", "date"
# Numbers of the formats that every program knows, by what they make of a number (ECMA-376, 18.8.30).
_PERCENTS, _DATES = frozenset({9, 10}), frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_PLACE = re.compile(r"([A-Z]{1,3})\d{1,7}")
_SECONDS_A_DAY = 86_400
# From day 0 of a workbook back to 1 March of the year 0. Days before March 1900 are one off, as everywhere.
_FROM_YEAR_0 = 693_899


def kind_of_format(number: int, code: str) -> str:
    """Return what a format makes of a number: a percentage, a date, or nothing that changes its meaning."""
    shown = _NOT_SHOWN.sub("", code).lower()
    if number in _PERCENTS or "%" in shown:
        return PERCENT
    return DATE if number in _DATES or ("general" not in shown and re.search("[ymdhs]", shown)) else ""


def number_text(number: float, kind: str, day_0: int) -> str:
    """Return a cell's number as text that has one reading; a day 0 later than usual is given in days."""
    if kind == PERCENT:
        # A percentage that was typed has few digits; the division by 100 added the rest.
        return f"{plain(float(f'{100 * number:.12g}'))}%"
    if kind == DATE and number >= 0:
        return _moment(number + day_0)
    return unmistakable(plain(number))


def _moment(number: float) -> str:
    """Return a day and a time of the workbook's calendar, each only if it is there."""
    day, seconds = divmod(round(number * _SECONDS_A_DAY), _SECONDS_A_DAY)
    minutes, second = divmod(seconds, 60)
    time = f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"
    if not day:
        return time
    return f"{_date(day)} {time}" if seconds else _date(day)


def _date(day: int) -> str:
    """Return a day as 2027-01-04. Source: Howard Hinnant, chrono-compatible date algorithms, civil_from_days."""
    era, of_era = divmod(day + _FROM_YEAR_0, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    return (
        f"{year + era * 400 + (month > 9):04}-{month + (3 if month < 10 else -9):02}-"
        f"{of_year - (153 * month + 2) // 5 + 1:02}"
    )


class Cells(Listener):
    """The rows of a sheet, without those that are empty.

    Attributes:
        rows: the cells of each row as text.
    """

    def __init__(self, field: str, texts: Sequence[str], kinds: Sequence[str], day_0: int) -> None:
        self.rows: list[list[str]] = []
        self._field, self._texts, self._kinds, self._day_0 = field, texts, kinds, day_0
        self._row: list[str] = []
        self._cells = 0
        self._cell: Attributes = {}
        self._value: list[str] = []
        self._heard = self._aside = self._formula = self._result = False

    def starts(self, name: str, attributes: Attributes) -> None:
        """Begin a row, a cell or what is in it."""
        if name == "row":
            self._row = []
        elif name == "c":
            self._cell, self._value, self._formula, self._result = attributes, [], False, False
        elif name == "f":
            self._formula = True
        elif name == "v":
            self._result = True
        self._aside = self._aside or name == "rPh"
        self._heard = name in ("v", "t") and not self._aside

    def says(self, text: str) -> None:
        """Hear what a cell holds."""
        if self._heard:
            self._value.append(text)

    def ends(self, name: str) -> None:
        """Keep a cell or a row that is complete."""
        self._heard = False
        if name == "rPh":
            self._aside = False
        elif name == "c":
            self._keep(self._text())
        elif name == "row" and any(cell.strip() for cell in self._row):
            self.rows.append(self._row)

    def _keep(self, text: str) -> None:
        if not text:
            return
        column = self._column()
        self._cells += column - len(self._row) + 1
        if self._cells > MOST_CELLS:
            raise InputError(self._field, f"a sheet of at most {MOST_CELLS:,} cells")
        self._row += [""] * (column - len(self._row))
        self._row.append(text)

    def _column(self) -> int:
        """Return a cell's column from 0; one without a place stands behind the one before."""
        place = _PLACE.fullmatch(self._cell.get("r", ""))
        column = len(self._row)
        if place:
            column = -1
            for letter in place[1]:
                column = 26 * (column + 1) + ord(letter) - ord("A")
        if not len(self._row) <= column < MOST_COLUMNS:
            raise InputError(self._field, f"a sheet of at most {MOST_COLUMNS:,} columns")
        return column

    def _text(self) -> str:
        said, kind = "".join(self._value), self._cell.get("t", "n")
        if self._formula and not self._result:
            where = self._cell.get("r", "a cell")
            raise InputError(
                self._field, f"a workbook with its results in it; {where} has a formula alone, so open the file in a "
                "spreadsheet program and save it once",
            )  # fmt: skip
        if kind == "n":
            return self._number(said)
        if kind == "s":
            return self._texts[int(said)] if said.isdecimal() and int(said) < len(self._texts) else ""
        if kind == "b":
            return "TRUE" if said.strip() == "1" else "FALSE"
        return unescaped(said)

    def _number(self, said: str) -> str:
        try:
            number = float(said) if said.strip() else None
        except ValueError:
            return said
        if number is not None and not math.isfinite(number):
            return said
        style = self._cell.get("s", "0")
        known = style.isdecimal() and int(style) < len(self._kinds)
        return "" if number is None else number_text(number, self._kinds[int(style)] if known else "", self._day_0)
