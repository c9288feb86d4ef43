"""What a table of labels says: who agrees with whom, about what, and where not."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from calculators.core import InputError
from calculators.methods.agreement import PairTable, Ratings, Undefined, cohen_kappa, in_scale_order
from calculators.methods.label_table.table import LabelTable

MOST_CELLS = 5_000_000


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """How far annotators agree on one label.

    Attributes:
        label: the label.
        used: how often it was given, on items with at least two labels.
        items: the number of those items on which it was given.
        agreement: of the pairs of annotators on an item of whom one gave it, counting each of the two in
            turn, the share whose other gave it too (0 to 1).
    """

    label: str
    used: int
    items: int
    agreement: float | Undefined


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two annotators agree.

    Attributes:
        first: the one annotator.
        second: the other.
        items: the number of items that both labelled.
        observed: the share of them with the same label (0 to 1).
        kappa: Cohen's kappa.
    """

    first: str
    second: str
    items: int
    observed: float
    kappa: float | Undefined


@dataclass(frozen=True, slots=True)
class DisputedItem:
    """An item and how far its annotators part.

    Attributes:
        item: the item.
        counts: its labels with how many gave each, most given first.
        disagreeing: the share of pairs of its annotators that differ (0 to 1).
        entropy: the entropy of its labels, in bits.
    """

    item: str
    counts: tuple[tuple[str, int], ...]
    disagreeing: float
    entropy: float


@dataclass(frozen=True, slots=True)
class Vote:
    """The label that most annotators of an item gave.

    Attributes:
        item: the item.
        winners: every label with the most votes, in scale order; two or more are a tie.
        votes: the number of votes for each of them.
        of: the number of labels on the item.
    """

    item: str
    winners: tuple[str, ...]
    votes: int
    of: int

    @property
    def label(self) -> str | None:
        """The winner, or None where there is a tie: no winner is picked silently."""
        return self.winners[0] if len(self.winners) == 1 else None


def matrix(table: LabelTable) -> tuple[tuple[str | None, ...], ...]:
    """Return items by annotators, None where an annotator gave an item no label.

    Raises:
        InputError: it would have more than 5,000,000 cells.
    """
    cells = len(table.items) * len(table.annotators)
    if cells > MOST_CELLS:
        raise InputError("table", f"at most {MOST_CELLS:,} cells of items by annotators", f"{cells:,}")
    rows: list[list[str | None]] = [[None] * len(table.annotators) for _ in table.items]
    for item, annotator, label in zip(table.item_of, table.annotator_of, table.label_of, strict=True):
        rows[item][annotator] = table.labels[label]
    return tuple(map(tuple, rows))


def ratings(table: LabelTable, categories: Sequence[str] | None = None) -> Ratings:
    """Return the labels folded for coefficients; items without a label are left out.

    Args:
        table: the labels.
        categories: the scale in order, with labels nobody used; without it, the table's labels.

    Raises:
        InputError: a label is not among the categories.
    """
    scale, code = _scale(table, categories)
    groups = Counter(tuple([label for _, label in group]) for group in table.by_item if group)
    patterns: Counter[tuple[int, ...]] = Counter()
    for labels, items in groups.items():
        patterns[tuple([code[label] for label in labels])] += items
    return Ratings.from_codes(patterns, scale)


def pair_table(
    table: LabelTable, first: str, second: str, categories: Sequence[str] | None = None
) -> PairTable:
    """Return the confusion table of two annotators, over the items that both labelled.

    Raises:
        InputError: an annotator is not in the table, or a label is not among the categories.
    """
    scale, code = _scale(table, categories)
    one, other = (_annotator(table, field, name) for field, name in (("first", first), ("second", second)))
    counts: Counter[tuple[int, int]] = Counter()
    for group in table.by_item:
        said = dict(group)
        if one in said and other in said:
            counts[code[said[one]], code[said[other]]] += 1
    return PairTable.from_codes(counts, scale)


def label_agreement(table: LabelTable) -> tuple[LabelAgreement, ...]:
    """Return for each label how far annotators agree on it, in scale order.

    Source: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition, section
    18.1: the proportion of specific agreement.
    """
    groups = Counter(
        tuple(sorted([label for _, label in group])) for group in table.by_item if len(group) > 1
    )
    used, items, agreeing, pairs = (Counter[int]() for _ in range(4))
    for labels, times in groups.items():
        for label, n in Counter(labels).items():
            used[label] += n * times
            items[label] += times
            agreeing[label] += n * (n - 1) * times
            pairs[label] += n * (len(labels) - 1) * times
    return tuple(
        LabelAgreement(
            name,
            used[at],
            items[at],
            agreeing[at] / pairs[at] if pairs[at] else Undefined("it is on no item with two labels"),
        )
        for at, name in enumerate(table.labels)
    )


def pair_agreement(table: LabelTable) -> tuple[PairAgreement, ...]:
    """Return how far each two annotators agree who share an item, in the order of the annotators.

    Raises:
        InputError: there are more than 5,000,000 pairs of labels to compare.
    """
    groups = Counter(group for group in table.by_item if len(group) > 1)
    compared = sum(math.comb(len(group), 2) for group in groups)
    if compared > MOST_CELLS:
        raise InputError("table", f"at most {MOST_CELLS:,} pairs of labels on the same item", f"{compared:,}")
    counts: dict[tuple[int, int], Counter[tuple[int, int]]] = {}
    for group, items in groups.items():
        for (one, label), (other, another) in combinations(group, 2):
            counts.setdefault((one, other), Counter())[label, another] += items
    found = []
    for (one, other), cells in sorted(counts.items()):
        kappa = cohen_kappa(PairTable.from_codes(cells, table.labels))
        agreed = sum(items for (label, another), items in cells.items() if label == another)
        found.append(
            PairAgreement(
                first=table.annotators[one],
                second=table.annotators[other],
                items=cells.total(),
                observed=agreed / cells.total(),
                kappa=kappa if isinstance(kappa, Undefined) else kappa.kappa,
            )
        )
    return tuple(found)


def most_disputed(
    table: LabelTable, top: int = 20, by: Literal["pairs", "entropy"] = "pairs"
) -> tuple[DisputedItem, ...]:
    """Return the items on which annotators part most, among those with at least two labels that differ.

    Args:
        table: the labels.
        top: how many items to return.
        by: the share of disagreeing pairs, or the entropy of the labels. Ties are ordered by item, by value
            where all items are numbers and by text otherwise.

    Raises:
        InputError: ``by`` is neither.

    Source: entropy: Shannon (1948), A mathematical theory of communication, Bell System Technical Journal
    27(3).
    """
    if by not in ("pairs", "entropy"):
        raise InputError("by", "pairs or entropy", str(by))
    scores: dict[tuple[int, ...], tuple[float, float]] = {}
    found = []
    for at, group in enumerate(table.by_item):
        counts = Counter(label for _, label in group)
        if len(counts) > 1:
            numbers = tuple(sorted(counts.values()))
            if numbers not in scores:
                scores[numbers] = _dispute(numbers)
            found.append((at, counts, scores[numbers]))
    order = {name: place for place, name in enumerate(in_scale_order(table.items))}
    found.sort(key=lambda row: (-row[2][by == "entropy"], order[table.items[row[0]]]))
    return tuple(
        DisputedItem(
            table.items[at],
            tuple(
                (table.labels[k], n) for k, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            ),
            *score,
        )
        for at, counts, score in found[: max(top, 0)]
    )


def majority_votes(table: LabelTable) -> tuple[Vote, ...]:
    """Return for each item with a label the one most given, or all that tie, in the order of the items."""
    votes = []
    for item, group in zip(table.items, table.by_item, strict=True):
        if group:
            counts = Counter(label for _, label in group)
            most = max(counts.values())
            winners = sorted(label for label, n in counts.items() if n == most)
            votes.append(Vote(item, tuple(table.labels[label] for label in winners), most, len(group)))
    return tuple(votes)


def _dispute(numbers: tuple[int, ...]) -> tuple[float, float]:
    size = sum(numbers)
    same = sum(n * (n - 1) for n in numbers)
    entropy = -math.fsum(n / size * math.log2(n / size) for n in numbers)
    return 1 - same / (size * (size - 1)), entropy


def _scale(table: LabelTable, categories: Sequence[str] | None) -> tuple[Sequence[str], list[int]]:
    scale = table.labels if categories is None else tuple(categories)
    place = {label: at for at, label in enumerate(scale)}
    for label in table.labels:
        if label not in place:
            raise InputError("categories", "every label that is used", label)
    return scale, [place[label] for label in table.labels]


def _annotator(table: LabelTable, field: str, name: str) -> int:
    if name not in table.annotators:
        raise InputError(field, "an annotator of the table", name)
    return table.annotators.index(name)
