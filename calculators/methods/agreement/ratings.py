"""What annotators said, folded to how often each pattern of labels occurs.

Real data repeat themselves: 10,000 items labelled three times from five labels show at most 56 patterns.
Every coefficient works on the patterns, so that its cost hardly depends on the number of items.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from calculators.core import InputError
from calculators.core.scale_order import Label, in_scale_order
from calculators.methods.agreement.exact import Column, columns

# ((category's place on the scale, annotators who chose it), ...), in the scale's order.
type Pattern = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Ratings:
    """The labels that any number of annotators gave to items; who gave which is not kept.

    Attributes:
        categories: the declared labels, in the order of the scale.
        patterns: the distinct patterns of labels on an item, sorted.
        frequencies: for each pattern, the number of items that show it.
    """

    categories: tuple[Label, ...]
    patterns: tuple[Pattern, ...]
    frequencies: tuple[int, ...]

    @classmethod
    def from_units(
        cls, units: Iterable[Sequence[Label | None]], categories: Sequence[Label] | None = None
    ) -> "Ratings":
        """Fold a table of items by annotators.

        Args:
            units: one row an item, one column an annotator, None where the annotator gave no label.
            categories: the scale in order, with labels nobody used; without it, the labels that occur in
                scale order (by value where all are numbers, by text otherwise).

        Raises:
            InputError: a label is not text or a finite number, or is not declared.
        """
        try:
            rows = Counter(map(tuple, units))
        except TypeError:
            raise InputError("units", "rows of labels, each text, a number or nothing") from None
        scale = _scale(set(chain.from_iterable(rows)) - {None}, categories)
        code = {label: place for place, label in enumerate(scale)}
        folded: Counter[tuple[int, ...]] = Counter()
        for row, items in rows.items():
            folded[tuple(sorted([code[label] for label in row if label is not None]))] += items
        return cls._fold(folded, scale)

    @classmethod
    def from_codes(cls, counts: Mapping[tuple[int, ...], int], categories: Sequence[Label]) -> "Ratings":
        """Take counts of items by the places of their labels in ``categories``, counted from 0, in any order.

        Raises:
            InputError: a place is outside the categories, or a count is not a whole number of at least 0.
        """
        scale = _scale((), categories)
        if any(not 0 <= place < len(scale) for place in chain.from_iterable(counts)):
            raise InputError("counts", f"places from 0 to {len(scale) - 1}")
        _check_counts("counts", counts.values())
        folded: Counter[tuple[int, ...]] = Counter()
        for codes, items in counts.items():
            if items:
                folded[tuple(sorted(codes))] += items
        return cls._fold(folded, scale)

    @classmethod
    def from_counts(cls, counts: Iterable[Sequence[int]], categories: Sequence[Label] | None = None) -> "Ratings":
        """Fold a table of items by categories that holds how many annotators chose each category.

        Args:
            counts: one row an item, one column a category, whole numbers of annotators.
            categories: the columns' labels; without them, 1, 2, 3 and so on.

        Raises:
            InputError: rows differ in length, or a count is not a whole number of at least 0.
        """
        rows = Counter(map(tuple, counts))
        width = len(categories) if categories is not None else max(map(len, rows), default=0)
        if any(len(row) != width for row in rows):
            raise InputError("counts", f"{width} counts in every row")
        _check_counts("counts", chain.from_iterable(rows))
        scale = _scale((), categories if categories is not None else range(1, width + 1))
        patterns = Counter[Pattern]()
        for row, items in rows.items():
            patterns[tuple((place, n) for place, n in enumerate(row) if n)] += items
        return cls._sorted(patterns, scale)

    @classmethod
    def from_pairs(cls, table: "PairTable") -> "Ratings":
        """Return two annotators' table as ratings that no longer tell them apart."""
        folded: Counter[tuple[int, ...]] = Counter()
        for (first, second), items in zip(table.cells, table.frequencies, strict=True):
            folded[(min(first, second), max(first, second))] += items
        return cls._fold(folded, table.categories)

    @classmethod
    def _fold(cls, folded: Mapping[tuple[int, ...], int], scale: tuple[Label, ...]) -> "Ratings":
        return cls._sorted({tuple(Counter(codes).items()): items for codes, items in folded.items()}, scale)

    @classmethod
    def _sorted(cls, patterns: Mapping[Pattern, int], scale: tuple[Label, ...]) -> "Ratings":
        ordered = sorted(patterns.items())
        return cls(scale, tuple(pattern for pattern, _ in ordered), tuple(items for _, items in ordered))

    @property
    def items(self) -> int:
        """The number of items, those without a label included."""
        return sum(self.frequencies)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """For each pattern, the number of labels on an item that shows it."""
        return tuple([sum([n for _, n in pattern]) for pattern in self.patterns])

    @cached_property
    def uses(self) -> dict[int, Column]:
        """For each category that was used, by its place, the sum that says how often."""
        return columns(self.patterns)

    @property
    def labels_per_item(self) -> int | None:
        """The number of labels that every item has; None where items differ or there are none."""
        sizes = set(self.sizes)
        return sizes.pop() if len(sizes) == 1 else None


@dataclass(frozen=True, slots=True)
class PairTable:
    """The items that two annotators both labelled, by what each of them said.

    Attributes:
        categories: the declared labels, in the order of the scale.
        cells: the distinct pairs of labels (the first annotator's place on the scale, the second's), sorted.
        frequencies: for each cell, the number of items.
    """

    categories: tuple[Label, ...]
    cells: tuple[tuple[int, int], ...]
    frequencies: tuple[int, ...]

    @classmethod
    def from_rows(cls, rows: Sequence[Sequence[int]], categories: Sequence[Label] | None = None) -> "PairTable":
        """Take a square table of counts.

        Args:
            rows: one row a label of the first annotator, one column a label of the second, numbers of items.
            categories: the labels in the order of the scale; without them, 1, 2, 3 and so on.

        Raises:
            InputError: the table is not square, or a count is not a whole number of at least 0.
        """
        scale = _scale((), categories if categories is not None else range(1, len(rows) + 1))
        if len(rows) != len(scale) or any(len(row) != len(scale) for row in rows):
            raise InputError("rows", f"a square table, {len(scale)} by {len(scale)}")
        _check_counts("rows", chain.from_iterable(rows))
        return cls._of({(i, j): n for i, row in enumerate(rows) for j, n in enumerate(row) if n}, scale)

    @classmethod
    def from_pairs(
        cls, pairs: Iterable[tuple[Label | None, Label | None]], categories: Sequence[Label] | None = None
    ) -> "PairTable":
        """Count pairs of labels; a pair with None, where one annotator gave no label, is dropped.

        Raises:
            InputError: a pair does not hold two labels, or a label is not text or a finite number or not
                declared.
        """
        try:
            counted = Counter(map(tuple, pairs))
        except TypeError:
            raise InputError("pairs", "pairs of labels, each text, a number or nothing") from None
        if any(len(pair) != 2 for pair in counted):
            raise InputError("pairs", "two labels in every pair")
        scale = _scale(set(chain.from_iterable(counted)) - {None}, categories)
        code = {label: place for place, label in enumerate(scale)}
        return cls._of(
            {(code[a], code[b]): n for (a, b), n in counted.items() if a is not None and b is not None}, scale
        )

    @classmethod
    def from_codes(cls, counts: Mapping[tuple[int, int], int], categories: Sequence[Label]) -> "PairTable":
        """Take counts of items by the places of the two labels in ``categories``, counted from 0.

        Raises:
            InputError: a place is outside the categories, or a count is not a whole number of at least 0.
        """
        scale = _scale((), categories)
        if any(not 0 <= place < len(scale) for place in chain.from_iterable(counts)):
            raise InputError("counts", f"places from 0 to {len(scale) - 1}")
        _check_counts("counts", counts.values())
        return cls._of(counts, scale)

    @classmethod
    def _of(cls, counts: Mapping[tuple[int, int], int], scale: tuple[Label, ...]) -> "PairTable":
        cells = sorted((cell, items) for cell, items in counts.items() if items)
        return cls(scale, tuple(cell for cell, _ in cells), tuple(items for _, items in cells))

    @property
    def items(self) -> int:
        """The number of items that both labelled."""
        return sum(self.frequencies)

    @property
    def rows(self) -> tuple[tuple[int, ...], ...]:
        """The square table: one row a label of the first annotator, one column a label of the second."""
        table = [[0] * len(self.categories) for _ in self.categories]
        for (first, second), items in zip(self.cells, self.frequencies, strict=True):
            table[first][second] = items
        return tuple(map(tuple, table))


def _scale(used: Iterable[Label | None], categories: Iterable[Label] | None) -> tuple[Label, ...]:
    labels = [label for label in used if label is not None]
    for label in labels if categories is None else (declared := tuple(categories)):
        if not isinstance(label, str | int | float) or (isinstance(label, float) and not math.isfinite(label)):
            raise InputError("categories", "labels that are text or finite numbers", repr(label))
    if categories is None:
        return tuple(in_scale_order(labels))
    known = set(declared)
    if len(known) < len(declared):
        raise InputError("categories", "each label declared once")
    for label in labels:
        if label not in known:
            raise InputError("categories", "every label that is used", str(label))
    return declared


def _check_counts(field: str, counts: Iterable[int]) -> None:
    for n in counts:
        if not isinstance(n, int) or n < 0:
            raise InputError(field, "whole numbers of at least 0", str(n))
