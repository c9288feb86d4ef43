"""Reading a result item by item: CSV, a JSON list of objects, or one JSON object a line."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn

from calculators.core import InputError, Progress
from calculators.core.file_text import decode, line_at, refuse_depth
from calculators.methods.verdicts import verdict
from calculators.models.pilot.scores import Judgement

FIELD = "table"
MOST_ROWS = 200_000
MOST_VENDORS = 12
REQUIRED = ("item", "vendor", "correct")
COLUMNS = (*REQUIRED, "day", "class", "annotator")
OTHER_NAMES = {"item": "task", "annotator": "worker"}
NO_VERDICT = frozenset(["", "NA", "N/A", "n/a", "null", "NULL", "None", "nan", "NaN", "-"])
_LINE_END = re.compile(r"\r\n|\r|\n")
_STEP = 5_000
_MOST_QUOTED = 40  # characters of a name that a refusal repeats


class RowError(InputError):
    """A row of the table that cannot be used.

    Attributes:
        place: the row and the column, as in "row 12, correct"; the row below the header is 1.
    """

    def __init__(self, place: str, expected: str, got: str = "") -> None:
        self.place = place
        super().__init__(FIELD, expected, got)

    @property
    def sentence(self) -> str:
        """The message without the field's name."""
        return f"{self.place}: {super().sentence}"


class Rows:
    """The rows used so far.

    Attributes:
        used: them, in their order.
        skipped: rows without a verdict, and rows that repeat one.
    """

    def __init__(self) -> None:
        self.used: list[Judgement] = []
        self.skipped = 0
        self._verdicts: dict[tuple[str, str, str], tuple[bool, int]] = {}
        self._vendors: set[str] = set()

    def add(self, number: int, cells: Mapping[str, str]) -> None:
        """Take one more row.

        Raises:
            InputError: there are too many rows or vendors, a name is empty, or a verdict cannot be used.
        """
        if number > MOST_ROWS:
            raise InputError(FIELD, f"at most {MOST_ROWS:,} rows")
        item, vendor, annotator = (cells.get(name, "") for name in ("item", "vendor", "annotator"))
        for name, cell in (("item", item), ("vendor", vendor)):
            if not cell:
                raise RowError(f"row {number:,}, {name}", "a name, got an empty cell")
        right = _verdict(number, cells.get("correct", ""))
        if right is None or self._repeats((item, vendor, annotator), number, right=right):
            self.skipped += 1
            return
        self._vendors.add(vendor)
        if len(self._vendors) > MOST_VENDORS:
            raise RowError(f"row {number:,}, vendor", f"at most {MOST_VENDORS} vendors; {_short(vendor)} is one more")
        self.used.append(Judgement(item, vendor, right, cells.get("day", ""), cells.get("class", ""), annotator))

    def _repeats(self, who: tuple[str, str, str], number: int, *, right: bool) -> bool:
        """Say whether the same was said before; the other verdict about it is refused."""
        before, first = self._verdicts.setdefault(who, (right, number))
        if before != right:
            item, vendor, annotator = who
            by = f"{_short(vendor)}, labelled by {_short(annotator)}," if annotator else _short(vendor)
            said = ("right", "wrong") if before else ("wrong", "right")
            raise RowError(
                f"row {number:,}, correct",
                f"one verdict for each item; item {_short(item)} of vendor {by} is {said[0]} in row {first:,} and "
                f"{said[1]} here, so keep the row that counts",
            )
        return first != number


def filled(data: str | bytes) -> bool:
    """Say whether a table holds more than blanks."""
    text = data if isinstance(data, str) else data.decode("utf-8", "replace")
    return bool(text.removeprefix("\ufeff").strip())


def reading(data: str | bytes) -> Iterator[Progress | Rows]:
    """Yield ``Progress`` while reading a table that is filled and, last, its rows.

    Raises:
        InputError: the table cannot be used; the first row at fault is named.
    """
    text = decode(data, "utf-8", FIELD)[0]
    about = max(1, min(MOST_ROWS, len(_LINE_END.findall(text))))
    rows = Rows()
    for number, cells in enumerate(_cells(text), 1):
        rows.add(number, cells)
        if number % _STEP == 0:
            yield Progress(share=min(1.0, number / about), doing=f"Reading row {number:,} of about {about:,}")
    if not rows.used:
        raise InputError(FIELD, "at least one row whose verdict is right or wrong")
    yield rows


def _short(name: str) -> str:
    """Return a name in quotes, cut where it is long, because a cell may hold a whole text."""
    return repr(name if len(name) <= _MOST_QUOTED else f"{name[: _MOST_QUOTED - 3]}...")


def _verdict(number: int, cell: str) -> bool | None:
    if cell in NO_VERDICT:
        return None
    right = verdict(cell)
    if right is None:
        raise RowError(f"row {number:,}, correct", "1 or 0, yes or no", cell)
    return right


def _cells(text: str) -> Iterator[Mapping[str, str]]:
    """Yield each row's cells by the name of their column."""
    match text.lstrip()[:1]:
        case "[":
            return _from_objects(_list_of(text))
        case "{":
            return _from_objects(_lines_of(text))
        case _:
            return _from_grid(text)


def _from_grid(text: str) -> Iterator[Mapping[str, str]]:
    line = next(line for line in _LINE_END.split(text) if line.strip())
    delimiter = max(",\t;|", key=line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        grid = (row for row in reader if any(cell.strip() for cell in row))
        places = _places(next(grid), "in the header")
        for row in grid:
            yield {name: row[place].strip() for name, place in places.items() if place < len(row)}
    except csv.Error:
        raise InputError(
            FIELD,
            f"quotes that close, and the end of the cell after them; see line {reader.line_num:,} and those before "
            "it (a quote inside a cell is doubled)",
        ) from None


def _places(header: Sequence[str], where: str) -> dict[str, int]:
    """Return the place of each column that is used.

    Raises:
        InputError: a name stands twice, or a column that is needed is missing.
    """
    names = [name.strip().lower() for name in header]
    for name in names:
        if name and names.count(name) > 1:
            raise InputError(FIELD, f"each column once {where}; {_short(name)} stands there {names.count(name)} times")
    places = {}
    for name in COLUMNS:
        found = name if name in names else OTHER_NAMES.get(name, "")
        if found in names and found:
            places[name] = names.index(found)
        elif name in REQUIRED:
            got = ", ".join(filter(None, names))
            raise InputError(FIELD, f"the columns item, vendor and correct {where}; {name} is missing", got)
    return places


class _Object(dict[str, object]):
    """A JSON object that remembers every name in it, even one that stands twice."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.names = tuple(name for name, _ in pairs)


class _NoNumberError(ValueError):
    """A word that Python's reader takes for a number, and JSON does not have."""


def _no_number(word: str) -> NoReturn:
    raise _NoNumberError(word)


_DECODER = json.JSONDecoder(object_pairs_hook=_Object, parse_constant=_no_number)
# A text is passed over, since only outside one is such a word no JSON.
_TEXT_OR_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)')


def _parsed(text: str, line: int) -> object:
    refuse_depth(text, line, FIELD)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise InputError(FIELD, f"valid JSON on line {line + error.lineno - 1:,} ({error.msg})") from None
    except _NoNumberError as error:
        place = next((found.start() for found in _TEXT_OR_WORD.finditer(text) if found[1]), 0)
        at = line + line_at(text, place) - 1
        raise InputError(
            FIELD, f"valid JSON on line {at:,}, which has no {error}; write null for an empty cell"
        ) from None
    except ValueError:
        raise InputError(
            FIELD, f"numbers that are short enough to read, with fewer digits, from line {line:,} on"
        ) from None


def _list_of(text: str) -> Iterable[object]:
    found = _parsed(text, 1)
    assert isinstance(found, list)
    return found


def _lines_of(text: str) -> Iterator[object]:
    for number, line in enumerate(_LINE_END.split(text), 1):
        if line.strip():
            yield _parsed(line, number)


def _from_objects(objects: Iterable[object]) -> Iterator[Mapping[str, str]]:
    known: dict[tuple[str, ...], dict[str, str]] = {}
    for number, found in enumerate(objects, 1):
        if not isinstance(found, _Object):
            raise RowError(f"row {number:,}", "an object with item, vendor and correct", json.dumps(found))
        keys = known.get(found.names)
        if keys is None:
            places = _places(found.names, f"in row {number:,}")
            keys = known[found.names] = {name: found.names[place] for name, place in places.items()}
        yield {name: _text(found[key]) for name, key in keys.items()}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
