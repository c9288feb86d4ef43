"""The cells of a sheet as text: what is written in them, or what the number in them means under its format."""

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from calculators.core.errors import InputError
from calculators.core.spreadsheet.parts import Attributes, Listener, unescaped, whole
from calculators.core.words import plain

MOST_COLUMNS = 1_000
MOST_CELLS = 5_000_000
PERCENT, DATE, DURATION = "percent", "date", "duration"
# Numbers of the formats that every program knows, by what they make of a number (ECMA-376, 18.8.30).
_PERCENTS, _DATES = frozenset({9, 10}), frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_DURATIONS = frozenset({46})
# Hours, minutes or seconds in brackets are counted on, past a day, an hour or a minute.
_COUNTED_ON = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_WRITTEN_OUT = re.compile(r'"[^"]*"|\\.')
_PLACE = re.compile(r"([A-Z]{1,3})\d{1,7}")
_ROW = re.compile(r"[1-9]\d{0,6}")
# Numbers of items may have more digits than a calculation keeps, so what is whole stays as it is written.
_WHOLE = re.compile(r"0|-?[1-9]\d*")
_TRUTH = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_SECONDS_A_DAY = 86_400
# From day 0 of a workbook back to 1 March of the year 0. Days before March 1900 are one off, as everywhere.
_FROM_YEAR_0 = 693_899


type Row = tuple[int, list[str]]


class Meaning(NamedTuple):
    """What the cells of a workbook refer to, and how a number is written that is neither percentage nor date.

    Attributes:
        texts: the texts that several cells share.
        kinds: what each format makes of a number.
        day_0: by how many days the calendar begins later than the usual one.
        number: what becomes of the text of a plain number.
    """

    texts: Sequence[str]
    kinds: Sequence[str]
    day_0: int
    number: Callable[[str], str]


def kind_of_format(number: int, code: str) -> str:
    """Return what a format makes of a number: a percentage, a date, a duration, or nothing that changes its meaning."""
    shown = _NOT_SHOWN.sub("", code).lower()
    if number in _PERCENTS or "%" in shown:
        return PERCENT
    if number in _DURATIONS or _COUNTED_ON.search(_WRITTEN_OUT.sub("", code)):
        return DURATION
    return DATE if number in _DATES or ("general" not in shown and re.search("[ymdhs]", shown)) else ""


def number_text(number: float, kind: str, meaning: Meaning) -> str:
    """Return a cell's number as text: a percentage with its sign, a date as 2027-01-04, or hours as 26:30:00."""
    if kind == PERCENT:
        # A percentage that was typed has few digits; the division by 100 added the rest.
        return f"{plain(float(f'{100 * number:.12g}'))}%"
    if kind == DATE and number >= 0:
        return _moment(number + meaning.day_0)
    if kind == DURATION and number >= 0:
        return _time(round(number * _SECONDS_A_DAY))
    return meaning.number(plain(number))


def _moment(number: float) -> str:
    """Return a day and a time of the workbook's calendar, each only if it is there."""
    day, seconds = divmod(round(number * _SECONDS_A_DAY), _SECONDS_A_DAY)
    if not day:
        return _time(seconds)
    return f"{_date(day)} {_time(seconds)}" if seconds else _date(day)


def _time(seconds: int) -> str:
    """Return seconds as hours, minutes and seconds; the hours go on past a day."""
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


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


def _one_of(texts: Sequence[str], place: str) -> str:
    number = whole(place)
    return texts[number] if number < len(texts) else ""


class Cells(Listener):
    """The rows of a sheet, without those that are empty.

    Attributes:
        rows: the number of each row, and its cells as text up to the last that is filled.
        size: how many cells the rows have when all are as wide as the widest.
    """

    def __init__(self, field: str, meaning: Meaning, most: int) -> None:
        self.rows: list[Row] = []
        self.size = 0
        self._field, self._meaning, self._most = field, meaning, most
        self._row: dict[int, str] = {}
        self._at, self._column, self._widest = 0, -1, 0
        self._cell: Attributes = {}
        self._value: list[str] = []
        self._heard = self._aside = self._formula = self._result = False

    def starts(self, name: str, attributes: Attributes) -> None:
        """Begin a row, a cell or what is in it."""
        if name == "row":
            given = attributes.get("r", "")
            self._row, self._column = {}, -1
            self._at = int(given) if _ROW.fullmatch(given) else self._at + 1
        elif name == "c":
            self._cell, self._value, self._formula, self._result = attributes, [], False, False
            self._column = self._place()
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
        elif name == "row" and any(cell.strip() for cell in self._row.values()):
            self._keep_row()

    def _keep_row(self) -> None:
        width = max(self._row) + 1
        self._widest = max(self._widest, width)
        self.size = self._widest * (len(self.rows) + 1)
        if self.size > self._most:
            raise InputError(self._field, f"a workbook of at most {MOST_CELLS:,} cells")
        self.rows.append((self._at, [self._row.get(column, "") for column in range(width)]))

    def _keep(self, text: str) -> None:
        if not text:
            return
        if self._column >= MOST_COLUMNS:
            raise InputError(self._field, f"a sheet of at most {MOST_COLUMNS:,} columns; row {self._at:,} has more")
        if self._column in self._row:
            raise InputError(self._field, f"a sheet with one cell in a place; row {self._at:,} has two in one")
        self._row[self._column] = text

    def _place(self) -> int:
        """Return a cell's column from 0; one without a place stands behind the one before."""
        place = _PLACE.fullmatch(self._cell.get("r", ""))
        if not place:
            return self._column + 1
        column = -1
        for letter in place[1]:
            column = 26 * (column + 1) + ord(letter) - ord("A")
        return column

    def _text(self) -> str:
        said, kind = "".join(self._value), self._cell.get("t", "n")
        # Programs that do not calculate leave the result out, or leave it empty; an empty text is of another kind.
        if self._formula and not (self._result and (kind != "n" or said.strip())):
            where = self._cell.get("r", "a cell")
            raise InputError(
                self._field, f"a workbook with its results in it; {where} has a formula alone, so open the file in a "
                "spreadsheet program and save it once",
            )  # fmt: skip
        if kind == "n":
            return self._number(said.strip())
        if kind == "s":
            return _one_of(self._meaning.texts, said)
        if kind == "b":
            return _TRUTH.get(said.strip(), said)
        return unescaped(said)

    def _number(self, said: str) -> str:
        try:
            number = float(said) if said else math.nan
        except ValueError:
            return said
        if not math.isfinite(number):
            return said
        kind = _one_of(self._meaning.kinds, self._cell.get("s", "0"))
        return said if not kind and _WHOLE.fullmatch(said) else number_text(number, kind, self._meaning)
