"""What the contents of a column say: dates, prose, addresses, numbers, words from a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from calculators.core.scale_order import number_in

_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d\d)([T ,].*)?"
    r"|\d{1,4}:\d\d(:\d\d(\.\d+)?)?"
    r"|(?:[A-Z][a-z]{2},? )?[A-Z][a-z]{2} \d{1,2},? .*\d{4}.*|\d{1,2} [A-Z][a-z]{2} \d{4}.*"
)
_ADDRESS = re.compile(r"(?:https?|s3|gs|file)://.*|[^\s]+\.(?:jpe?g|png|gif|wav|mp3|mp4|txt|pdf|json|xml|webp|tiff?)")
# What forms write where several of a list were chosen.
_CHOICES = re.compile(r"""\[\s*(?:"[^"]*"\s*,?\s*)*\]""")
_MOST = 0.8
_LONG_TEXT = 60
_MANY_WORDS = 4
_FEW_ROWS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """The first cells of a column that hold something.

    Attributes:
        name: its name.
        place: its place, counted from 0.
        cells: what they hold.
        distinct: the same, each once.
        numbers: the same as numbers; empty unless all are.
    """

    name: str
    place: int
    cells: tuple[str, ...]
    distinct: frozenset[str]
    numbers: tuple[float, ...]

    @property
    def counts(self) -> bool:
        """Whether all are whole numbers from 0."""
        return bool(self.numbers) and all(number >= 0 and number.is_integer() for number in self.numbers)

    @property
    def repeats(self) -> bool:
        """Whether something stands in it twice."""
        return len(self.distinct) < len(self.cells)

    @property
    def is_no_label(self) -> str:
        """Why nobody can have given these as labels: "dates", "addresses" or "free text"; empty where somebody can."""
        if not self.cells:
            return "nothing"
        if self._most(_DATE):
            return "dates"
        if self._most(_ADDRESS):
            return "addresses"
        if self._most(_CHOICES):
            return ""
        words = sum(len(cell.split()) for cell in self.distinct) / len(self.distinct)
        length = sum(map(len, self.distinct)) / len(self.distinct)
        varied = len(self.distinct) > max(2, len(self.cells) / 2)
        return "free text" if length > _LONG_TEXT or (varied and words >= _MANY_WORDS) else ""

    def _most(self, pattern: re.Pattern[str]) -> bool:
        fitting = sum(pattern.fullmatch(cell) is not None for cell in self.distinct)
        return fitting >= _MOST * len(self.distinct)

    def like(self, other: "Column") -> bool:
        """Say whether two columns may hold labels of one list."""
        shared = self.distinct & other.distinct
        if not (self.numbers and other.numbers):
            return bool(shared)
        if min(len(self.cells), len(other.cells)) < _FEW_ROWS:
            return True
        if len(shared) >= 0.2 * len(self.distinct | other.distinct):
            return True
        low = max(min(self.numbers), min(other.numbers))
        high = min(max(self.numbers), max(other.numbers))
        whole = max(*self.numbers, *other.numbers) - min(*self.numbers, *other.numbers)
        return high >= low and high - low >= 0.3 * whole


def columns(names: Sequence[str], body: Sequence[Sequence[str]], missing: Sequence[str]) -> list[Column]:
    """Return the columns of the first rows."""
    none = {word.strip() for word in missing} | {""}
    found = []
    for place, name in enumerate(names):
        cells = tuple(row[place] for row in body if row[place] not in none)
        found.append(Column(name, place, cells, frozenset(cells), _numbers(cells)))
    return found


def _numbers(cells: Sequence[str]) -> tuple[float, ...]:
    """Return the numbers that cells hold; none where a cell holds none."""
    known: dict[str, float] = {}
    for cell in dict.fromkeys(cells):
        number = number_in(cell.replace(",", ".") if "." not in cell else cell)
        if number is None:
            return ()
        known[cell] = number
    return tuple(map(known.__getitem__, cells))


def families(found: Sequence[Column]) -> list[list[Column]]:
    """Return the columns in groups that may hold labels of one list, the largest group first."""
    groups: list[list[Column]] = []
    for one in found:
        near = [group for group in groups if any(one.like(other) for other in group)]
        groups = [group for group in groups if group not in near] + [[*chain.from_iterable(near), one]]
    for group in groups:
        group.sort(key=lambda one: one.place)
    return sorted(groups, key=lambda group: (-len(group), group[0].place))


def plain_number(cell: str) -> str:
    """Return a cell with its number in one spelling, where it holds one."""
    number = number_in(cell)
    return cell if number is None else f"{number:g}"
