"""What was entered of a pilot's result, whether item by item or in counts, in one form."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, Protocol

_DECIMAL = re.compile(r"([+-]?)(?:([0-9]+)\.?([0-9]*)|\.([0-9]+))")


class Tally(NamedTuple):
    """How many items were scored, and how many of them are right."""

    items: int = 0
    right: int = 0

    @property
    def wrong(self) -> int:
        """How many of the items are wrong."""
        return self.items - self.right


class Shared(NamedTuple):
    """How two vendors did on the items that both labelled."""

    both: int = 0
    only_first: int = 0
    only_second: int = 0
    neither: int = 0

    @property
    def items(self) -> int:
        """How many items both labelled."""
        return self.both + self.only_first + self.only_second + self.neither


type Parts = Mapping[str, Mapping[str, Tally]]
"""Tallies by vendor and, for each, by day, class or annotator, in the order they are shown in."""


@dataclass(frozen=True, kw_only=True)
class Scores:
    """The result of a pilot.

    Attributes:
        source: "rows" where it was entered item by item, "counts" otherwise.
        vendors: the tally of each vendor, in the order of entry.
        shared: how each two vendors did on the items of both, for pairs in that order; what is not here is unknown.
        days: tallies by day.
        classes: tallies by class.
        annotators: tallies by annotator.
        skipped: rows without a verdict, and rows that repeat one.
    """

    source: str
    vendors: Mapping[str, Tally]
    shared: Mapping[tuple[str, str], Shared]
    days: Parts = field(default_factory=dict)
    classes: Parts = field(default_factory=dict)
    annotators: Parts = field(default_factory=dict)
    skipped: int = 0


class Counted(Protocol):
    """A row of the result in counts."""

    @property
    def vendor(self) -> str:
        """The vendor's name."""

    @property
    def right(self) -> int:
        """How many items are right."""

    @property
    def checked(self) -> int:
        """How many items were scored."""


def from_counts(counts: Iterable[Counted], only_first: int, only_second: int) -> Scores:
    """Return a result entered in counts; the two numbers are 0 where it is not known which items were right."""
    vendors = {row.vendor: Tally(row.checked, row.right) for row in counts}
    shared = {}
    if only_first or only_second:
        first, second = vendors
        both = vendors[first].right - only_first
        shared[first, second] = Shared(
            both, only_first, only_second, vendors[first].items - both - only_first - only_second
        )
    return Scores(source="counts", vendors=vendors, shared=shared)


class Judgement(NamedTuple):
    """One row of a result entered item by item; a cell that was empty is empty here."""

    item: str
    vendor: str
    right: bool
    day: str
    of_class: str
    annotator: str


def from_rows(rows: Sequence[Judgement], skipped: int) -> Scores:
    """Return a result entered item by item."""
    own: dict[str, list[Judgement]] = {}
    for row in rows:
        own.setdefault(row.vendor, []).append(row)
    sides = {vendor: _sides(found) for vendor, found in own.items()}
    return Scores(
        source="rows",
        vendors={vendor: Tally(len(found), sum(row.right for row in found)) for vendor, found in own.items()},
        shared={(first, second): _shared(sides[first], sides[second]) for first, second in combinations(own, 2)},
        days=_parts(own, lambda row: row.day),
        classes=_parts(own, lambda row: row.of_class),
        annotators=_parts(own, lambda row: row.annotator),
        skipped=skipped,
    )


def _sides(rows: Sequence[Judgement]) -> tuple[set[str], set[str]]:
    """Return the items that one vendor got right and wrong, without those that have several rows."""
    times = Counter(row.item for row in rows)
    once = [row for row in rows if times[row.item] == 1]
    return {row.item for row in once if row.right}, {row.item for row in once if not row.right}


def _shared(first: tuple[set[str], set[str]], second: tuple[set[str], set[str]]) -> Shared:
    return Shared(*(len(one & other) for one in first for other in second))


def _parts(own: Mapping[str, Sequence[Judgement]], name_of: Callable[[Judgement], str]) -> Parts:
    parts = {}
    for vendor, rows in own.items():
        items = Counter(map(name_of, rows))
        right = Counter(name_of(row) for row in rows if row.right)
        names = in_order(name for name in items if name)
        if names:
            parts[vendor] = {name: Tally(items[name], right[name]) for name in names}
    return parts


def plain_decimals(names: Iterable[str]) -> bool:
    """Say whether all names are plain decimals, so that they stand in order by number."""
    return all(map(_DECIMAL.fullmatch, names))


def in_order(names: Iterable[str]) -> list[str]:
    """Return names by number where all are plain decimals, equal ones and all others by code point."""
    sorted_names = sorted(names)
    found = [_DECIMAL.fullmatch(name) for name in sorted_names]
    if not all(found):
        return sorted_names
    below: list[tuple[tuple[int, str, str], str]] = []
    others: list[tuple[tuple[int, str, str], str]] = []
    for match in found:
        assert match
        sign, whole, after, alone = match.groups(default="")
        whole, after = whole.lstrip("0"), (after or alone).rstrip("0")
        # Digits are compared as text, so that no name is too long to be a number.
        (below if sign == "-" and (whole or after) else others).append(((len(whole), whole, after), match.string))
    below.sort(key=lambda pair: pair[0], reverse=True)
    others.sort(key=lambda pair: pair[0])
    return [name for _, name in below + others]
