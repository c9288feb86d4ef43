"""What a table of labels says: who agrees with whom, about what, and where not."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from calculators.core import InputError
from calculators.core.scale_order import in_scale_order
from calculators.label_files.table import LabelTable
from calculators.methods.agreement import PairTable, Ratings, Undefined, cohen_kappa

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
    patterns = Counter[tuple[int, ...]]()
    for group, items in table.groups.items():
        if group:
            patterns[tuple(sorted([code[label] for _, label in group]))] += items
    return Ratings.from_codes(patterns, scale)


def pair_table(table: LabelTable, first: str, second: str, categories: Sequence[str] | None = None) -> PairTable:
    """Return the confusion table of two annotators, over the items that both labelled.

    Raises:
        InputError: an annotator is not in the table, or a label is not among the categories.
    """
    scale, code = _scale(table, categories)
    one, other = (_annotator(table, field, name) for field, name in (("first", first), ("second", second)))
    counts: Counter[tuple[int, int]] = Counter()
    for group, items in table.groups.items():
        said = dict(group)
        if one in said and other in said:
            counts[code[said[one]], code[said[other]]] += items
    return PairTable.from_codes(counts, scale)


def label_agreement(table: LabelTable) -> tuple[LabelAgreement, ...]:
    """Return for each label how far annotators agree on it, in scale order.

    Source: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition, section
    18.1: the proportion of specific agreement.
    """
    used, items, agreeing, pairs = (Counter[int]() for _ in range(4))
    for group, times in table.groups.items():
        if len(group) < 2:
            continue
        for label, n in Counter(label for _, label in group).items():
            used[label] += n * times
            items[label] += times
            agreeing[label] += n * (n - 1) * times
            pairs[label] += n * (len(group) - 1) * times
    return tuple(
        LabelAgreement(
            name,
            used[at],
            items[at],
            agreeing[at] / pairs[at] if pairs[at] else Undefined("it is on no item with two labels"),
        )
        for at, name in enumerate(table.labels)
    )


def pairs_to_compare(table: LabelTable) -> int:
    """Return how many pairs of labels have to be looked at to say who agrees with whom.

    It grows with the square of the people on an item, and items labelled alike by the same people count once.
    """
    return sum(math.comb(len(group), 2) for group in table.groups)


def pair_agreement(table: LabelTable) -> tuple[PairAgreement, ...]:
    """Return how far each two annotators agree who share an item, in the order of the annotators.

    Raises:
        InputError: there are more than 5,000,000 pairs of labels to compare.
    """
    compared = pairs_to_compare(table)
    if compared > MOST_CELLS:
        raise InputError("table", f"at most {MOST_CELLS:,} pairs of labels on the same item", f"{compared:,}")
    counts: defaultdict[tuple[int, int], Counter[tuple[int, int]]] = defaultdict(Counter)
    for group, items in table.groups.items():
        for (one, label), (other, another) in combinations(group, 2):
            counts[one, other][label, another] += items
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
    scores = {group: _dispute(tuple(sorted([label for _, label in group]))) for group in table.groups}
    ranks = {group: -score[by == "entropy"] for group, score in scores.items() if score[0]}
    found = [(ranks[group], at) for at, group in enumerate(table.by_item) if group in ranks]
    order = {name: place for place, name in enumerate(in_scale_order(table.items))}
    found.sort(key=lambda row: (row[0], order[table.items[row[1]]]))
    disputed = []
    for _, at in found[: max(top, 0)]:
        group = table.by_item[at]
        counts = sorted(Counter(label for _, label in group).items(), key=lambda pair: (-pair[1], pair[0]))
        named = tuple((table.labels[label], n) for label, n in counts)
        disputed.append(DisputedItem(table.items[at], named, *scores[group]))
    return tuple(disputed)


def majority_votes(table: LabelTable) -> tuple[Vote, ...]:
    """Return for each item with a label the one most given, or all that tie, in the order of the items."""
    known = {group: winners(group) for group in table.groups if group}
    named = {group: (tuple(table.labels[label] for label in best), most) for group, (best, most) in known.items()}
    return tuple(
        Vote(item, *named[group], len(group)) for item, group in zip(table.items, table.by_item, strict=True) if group
    )


def ties_and_votes(table: LabelTable) -> tuple[int, int]:
    """Return how many items have several labels that most gave, and how many have one."""
    ties = sum(items for group, items in table.groups.items() if group and len(winners(group)[0]) > 1)
    return ties, sum(items for group, items in table.groups.items() if group) - ties


def winners(group: Iterable[tuple[int, int]]) -> tuple[list[int], int]:
    """Return the labels that most of an item's annotators gave, in scale order, and how many gave each."""
    counts = Counter(label for _, label in group)
    most = max(counts.values())
    return sorted(label for label, n in counts.items() if n == most), most


def _dispute(labels: tuple[int, ...]) -> tuple[float, float]:
    """Return the share of disagreeing pairs, 0 where there are none, and the entropy in bits."""
    counts, size = Counter(labels).values(), len(labels)
    if len(counts) < 2:
        return 0.0, 0.0
    pairs = size * (size - 1)
    entropy = -math.fsum(n / size * math.log2(n / size) for n in counts)
    return (pairs - sum(n * (n - 1) for n in counts)) / pairs, entropy


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
