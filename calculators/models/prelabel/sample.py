"""Reading a sample score by score: CSV with a score and whether the label is right, folded into the thresholds."""

import csv
import math
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculators.core import Folded, InputError, Progress
from calculators.core.fields.row_files import separator_of
from calculators.core.file_text import decode
from calculators.core.words import counted, percent, plain
from calculators.methods.verdicts import verdict
from calculators.models.prelabel.inputs import Coverage

MOST_ROWS = 1_000_000
# A threshold every fortieth of the items; where all items pass, the model alone is a way of its own.
STEPS = 40
SCORE, RIGHT = "score", "right"
_OTHER_NAMES = {"correct": RIGHT, "confidence": SCORE}
_STEP = 20_000
_LARGEST = 1e15
# One to three digits and then exactly three: thousands in one country, decimals in another.
_TWO_READINGS = re.compile(r"\s*[+-]?[1-9]\d{0,2}[.,]\d{3}\s*%?\s*")
_DECIMALS = re.compile(r"\s*[+-]?\d*([.,])\d+\s*%?\s*")
_EXPECTED = {SCORE: "a number such as 0.95", RIGHT: "1 or 0, yes or no"}


class RowError(InputError):
    """A row that cannot be used; its message begins with the row, its line in the file, and the column."""

    def __init__(self, name: str, place: str, expected: str, got: str = "", question: str = "") -> None:
        self.place = place
        super().__init__(name, expected, got, question)

    @property
    def sentence(self) -> str:
        """The message without the field's name."""
        return f"{self.place}: {super().sentence}"


@dataclass(frozen=True, kw_only=True)
class _Grid:
    """How a file is laid out: where its columns stand, the cells of a row, how a score is written."""

    name: str
    score: int
    right: int
    cells: int | None
    read_score: Callable[[str], float]

    def fault(self, place: str, row: Sequence[str]) -> InputError:
        """Return what is wrong with a row."""
        if len(row) <= max(self.score, self.right) or (self.cells and len(row) != self.cells):
            cells = counted(len(row), "cell")
            return RowError(
                self.name, place, "two cells; where commas stand between them, decimals need a point", cells
            )
        try:
            inside = abs(self.read_score(row[self.score])) <= _LARGEST
        except ValueError:
            inside = False
        if not inside:
            return RowError(self.name, f"{place}, {SCORE}", _EXPECTED[SCORE], row[self.score])
        return RowError(self.name, f"{place}, {RIGHT}", _EXPECTED[RIGHT], row[self.right])


def reading(name: str, contents: bytes) -> Iterator[Progress | Folded]:
    """Yield progress while reading a sample and, last, the sample's counts and its thresholds.

    A first row may name the columns; further columns are then passed over. Without names a row is a score and a
    verdict. A higher score must mean a surer label; its scale is the model's own.

    Raises:
        InputError: the file cannot be used; the first row at fault is named, with its column.
    """
    # Lines may end in CR LF, LF or CR alone; a cell of numbers or words holds no line end.
    text = decode(contents, "auto", name)[0].replace("\r\n", "\n").replace("\r", "\n")
    grid, rows = _opened(name, text)
    scores, wrong = array("d"), array("d")
    about = max(1, text.count("\n"))
    for number, line in _taken(grid, rows, scores, wrong):
        yield Progress(share=0.9 * min(1.0, line / about), doing=f"Reading row {number:,} of about {about:,}")
    if not scores:
        raise InputError(name, "at least one row with a score and whether the label is right")
    yield Progress(share=0.9, doing=f"Sorting {len(scores):,} scores")
    yield folded(sorted(scores), sorted(wrong))


def _taken(
    grid: _Grid, rows: Iterator[tuple[int, list[str]]], scores: "array[float]", wrong: "array[float]"
) -> Iterator[tuple[int, int]]:
    """Take every row, and yield now and then how many there are and on which line the last one stands."""
    read, at, other, cells = grid.read_score, grid.score, grid.right, grid.cells
    verdicts: dict[str, bool | None] = {}
    for number, (line, row) in enumerate(rows, 1):
        try:
            said = row[other]
            right = verdicts.get(said)
            if right is None:
                right = verdicts[said] = verdict(said.replace(",", "."))
            score = read(row[at])
        except (ValueError, IndexError):
            raise grid.fault(f"row {number:,} (line {line:,})", row) from None
        # What is no number is not below anything either.
        if right is None or not -_LARGEST <= score <= _LARGEST or (cells and len(row) != cells):
            raise grid.fault(f"row {number:,} (line {line:,})", row)
        if number > MOST_ROWS:
            raise InputError(grid.name, f"at most {MOST_ROWS:,} rows")
        scores.append(score)
        if not right:
            wrong.append(score)
        if number % _STEP == 0:
            yield number, line


def _rows(name: str, text: str, separator: str, skip: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank below the first lines, with the line on which it ends.

    Raises:
        InputError: a quotation mark is not closed, or stands inside a cell.
    """
    reader = csv.reader(_lines(text, skip), delimiter=separator, strict=True)
    try:
        for row in reader:
            if row and (row[0] or any(cell.strip() for cell in row)):
                yield reader.line_num + skip, row
    except csv.Error as error:
        line = reader.line_num + skip
        raise InputError(name, f"complete quotation marks up to line {line:,} ({error})") from None


def _lines(text: str, skip: int) -> Iterator[str]:
    """Yield each line below the first ones, without taking the text apart as a whole."""
    start = number = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if number >= skip:
            yield text[start:end]
        start, number = end, number + 1


def _opened(name: str, text: str) -> tuple[_Grid, Iterator[tuple[int, list[str]]]]:
    """Return how a text is laid out, and its rows below the one that names the columns."""
    start = text.lstrip()[:1]
    if start in ("[", "{"):
        raise InputError(name, "CSV with the columns score and right", "JSON")
    separator, skip = separator_of(text.lstrip("\n").partition("\n")[0]), 0
    if text.startswith("sep="):
        separator, skip = text[4:5], 1
    first = next(_rows(name, text, separator, skip), None)
    if first is None:
        raise InputError(name, "at least one row with a score and whether the label is right", "an empty file")
    line, cells = first
    columns = _columns(name, cells)
    skip = line if columns else skip
    places = columns or {SCORE: 0, RIGHT: 1}
    read_score = _number(name, text, separator, skip, places[SCORE])
    grid = _Grid(
        name=name, score=places[SCORE], right=places[RIGHT], cells=None if columns else 2, read_score=read_score
    )
    return grid, _rows(name, text, separator, skip)


def _columns(name: str, cells: Sequence[str]) -> Mapping[str, int]:
    """Return where the columns stand that a first row names; nothing where it holds data."""
    said = [cell.strip().casefold() for cell in cells]
    names = [_OTHER_NAMES.get(word, word) for word in said]
    found = {word: names.index(word) for word in (SCORE, RIGHT) if word in names}
    if not found and re.match(r"\s*[-+.]?\d", cells[0]):
        return {}
    for word in (SCORE, RIGHT):
        if names.count(word) != 1:
            raise InputError(name, f"one column called {word} in the first row", ", ".join(cells))
    return found


def _number(name: str, text: str, separator: str, skip: int, place: int) -> Callable[[str], float]:
    """Return what reads a score as this file writes its scores: by one mark of decimals, with or without a %.

    Raises:
        InputError: no score shows whether its mark stands for decimals or for thousands.
    """
    mark, unclear, percents = "", None, None
    for number, (line, row) in enumerate(_rows(name, text, separator, skip), 1):
        cell = row[place] if place < len(row) else ""
        percents = "%" in cell if percents is None else percents
        if _TWO_READINGS.fullmatch(cell):
            unclear = unclear or (f"row {number:,} (line {line:,}), {SCORE}", cell.strip())
        elif found := _DECIMALS.fullmatch(cell):
            mark = found[1]
            break
    if unclear and not mark:
        where, cell = unclear
        bare = cell.removesuffix("%").strip()
        question = f"Did you mean {re.sub('[.,]', '', bare)} or {bare.replace(',', '.')}0?"
        raise RowError(name, where, _EXPECTED[SCORE], cell, question)
    return _reader(mark, percents=bool(percents), odd="_" in text)


def _reader(mark: str, *, percents: bool, odd: bool) -> Callable[[str], float]:
    """Return what reads a score; Python's own reading where that is all it takes."""
    if mark != "," and not percents and not odd:
        return float

    def read(cell: str) -> float:
        bare = cell.strip()
        if percents:
            if not bare.endswith("%"):
                raise ValueError(cell)
            bare = bare[:-1].rstrip()
        # Python would read 1_000 as a thousand.
        if "_" in bare or (mark == "," and "." in bare):
            raise ValueError(cell)
        return float(bare.replace(",", ".") if mark == "," else bare)

    return read


def folded(scores: Sequence[float], wrong: Sequence[float]) -> Folded:
    """Return the counts of a sample and its thresholds.

    Args:
        scores: the scores of all items, rising.
        wrong: those of the wrong ones, rising.
    """
    items = len(scores)
    rows = [
        Coverage(
            threshold=_shortest(scores[first - 1], scores[first]),
            items=items - first,
            errors=len(wrong) - bisect_left(wrong, scores[first]),
        )
        for first in _cuts(scores)
    ]
    right = items - len(wrong)
    return Folded(
        inputs={"calibration_items": items, "calibration_right": right, "risk_coverage": tuple(rows)},
        words=" ".join(_said(scores, wrong, len(rows))),
    )


def _cuts(scores: Sequence[float]) -> list[int]:
    """Return the places from which on items pass, strictest first: every score, or where these are many, a share each.

    Items of one score pass together. Where all pass there is no cut.
    """
    starts: list[int] = []
    place = 0
    while place < len(scores) and len(starts) <= STEPS + 1:
        starts.append(place)
        place = bisect_right(scores, scores[place], place)
    if len(starts) > STEPS + 1:
        wanted = (len(scores) - -(-len(scores) * step // STEPS) for step in range(1, STEPS))
        starts = sorted({bisect_left(scores, scores[place]) for place in wanted})
    return [place for place in reversed(starts) if place]


def _shortest(below: float, score: float) -> float:
    """Return the number with the fewest decimals that a score reaches and the next lower score does not."""
    for digits in range(16):
        power = 10.0**digits
        number = math.floor(score * power) / power
        if below < number <= score:
            return number
    return score


def _said(scores: Sequence[float], wrong: Sequence[float], rows: int) -> Iterator[str]:
    items, errors = len(scores), len(wrong)
    yield f"Read {counted(items, 'row')}: the model is right on {percent(100 * (items - errors) / items, 1)}."
    if not rows:
        yield f"All scores are {plain(scores[0])}, so there is no threshold to choose."
        return
    yield f"Scores run from {plain(scores[0])} to {plain(scores[-1])} and give {counted(rows, 'threshold')}."
    middle = scores[items // 2]
    first = bisect_left(scores, middle)
    high = errors - bisect_left(wrong, middle)
    if first and high * first > (errors - high) * (items - first):
        yield (
            "Labels with high scores are wrong more often than those with low ones: is a high score the surer one "
            "here? A label passes unseen at a threshold or above it."
        )
