"""Which two labels people confuse, and what settling the border between them would do at most."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from calculators.label_files import LabelTable
from calculators.methods.agreement import (
    KrippendorffAlpha,
    ObservedAgreement,
    Ratings,
    krippendorff_alpha,
    observed_agreement,
)
from calculators.models.agreement.insight import MOST_CELLS, pairs_to_compare
from calculators.models.agreement.measures import Folded

MOST_PAIRS = 10


@dataclass(frozen=True, kw_only=True)
class ConfusedPair:
    """Two labels that stand against each other on the same items.

    Attributes:
        first: the one label, in scale order.
        second: the other.
        times: pairs of labels on one item of which one is the one and the other the other.
        share: their share of all pairs that differ (0 to 1).
        who: the two people between whom it happens most often, whoever says the first label first; empty where nobody
            is named, or where there are too many people to compare two by two.
        by_them: how often it happens between them, that way round.
        item: the item that shows it best: one on which nothing else was said, and both about as often.
        said: who gave which of the two labels to that item, the first label's people first.
        observed_settled: the observed agreement if everybody agreed on this border, all else the same.
        alpha_merged: Krippendorff's alpha if the two were one label; None where it is not defined, or where the
            labels are numbers or steps apart, which cannot be one.
    """

    first: str
    second: str
    times: int
    share: float
    who: Sequence[str]
    by_them: int
    item: str
    said: Sequence[tuple[str, Sequence[str]]]
    observed_settled: float | None
    alpha_merged: float | None


def confused_labels(table: LabelTable, folded: Folded, most: int = MOST_PAIRS) -> tuple[int, tuple[ConfusedPair, ...]]:
    """Return how many pairs of labels on one item differ, and the two labels of most of them, most often first."""
    times: Counter[tuple[int, int]] = Counter()
    people: defaultdict[tuple[int, int], Counter[tuple[int, int]]] = defaultdict(Counter)
    shown: dict[tuple[int, int], tuple[tuple[int, int], int]] = {}
    named = pairs_to_compare(table) <= MOST_CELLS
    for group, (items, at) in _places(table).items():
        said: defaultdict[int, list[int]] = defaultdict(list)
        for who, label in group:
            said[label].append(who)
        here = {pair: len(said[pair[0]]) * len(said[pair[1]]) for pair in combinations(sorted(said), 2)}
        for one, other in here if named else ():
            for both in product(said[one], said[other]):
                people[one, other][both] += items
        for pair, found in here.items():
            times[pair] += found * items
            # Nothing else said, then the most divided, then the first of the file.
            plain = -len(said), found
            if pair not in shown or plain > shown[pair][0]:
                shown[pair] = plain, at
    total = times.total()
    ordered = sorted(times, key=lambda pair: (-times[pair], pair))[:most]
    return total, tuple(
        _pair(table, folded, pair, (times[pair], total), people[pair], shown[pair][1]) for pair in ordered
    )


def _places(table: LabelTable) -> Mapping[tuple[tuple[int, int], ...], tuple[int, int]]:
    """Return how many items have each pattern, and the first, since what is said of one holds of all."""
    places: dict[tuple[tuple[int, int], ...], tuple[int, int]] = {}
    for at, group in enumerate(table.by_item):
        if len(group) > 1 and group not in places:
            places[group] = table.groups[group], at
    return places


def _pair(
    table: LabelTable, folded: Folded, pair: tuple[int, int], often: tuple[int, int],
    people: Counter[tuple[int, int]], at: int,
) -> ConfusedPair:  # fmt: skip
    first, second = (table.labels[place] for place in pair)
    counted = max(people.items(), key=lambda found: (found[1], (-found[0][0], -found[0][1])), default=None)
    who, by_them = counted or ((), 0)
    said = [
        (table.labels[label], [table.annotators[who] for who, given in table.by_item[at] if given == label])
        for label in pair
    ]
    observed, alpha = _merged(folded, first, second)
    return ConfusedPair(
        first=first,
        second=second,
        times=often[0],
        share=often[0] / often[1],
        who=() if table.unnamed else tuple(table.annotators[one] for one in who),
        by_them=by_them,
        item=table.items[at],
        said=said,
        observed_settled=observed,
        alpha_merged=alpha,
    )


def _merged(folded: Folded, first: str, second: str) -> tuple[float | None, float | None]:
    """Return the observed agreement and alpha with two labels as one."""
    ratings = folded.ratings
    one, other = sorted((ratings.categories.index(first), ratings.categories.index(second)))
    counts: Counter[tuple[int, ...]] = Counter()
    for pattern, items in zip(ratings.patterns, ratings.frequencies, strict=True):
        codes = [one if place == other else place - (place > other) for place, times in pattern for _ in range(times)]
        counts[tuple(sorted(codes))] += items
    merged = Ratings.from_codes(counts, [name for at, name in enumerate(ratings.categories) if at != other])
    observed = observed_agreement(merged)
    settled = observed.pairwise if isinstance(observed, ObservedAgreement) else None
    joinable = folded.level == "nominal" or (folded.level == "ordinal" and other == one + 1)
    alpha = krippendorff_alpha(merged, folded.level) if joinable else None
    return settled, alpha.alpha if isinstance(alpha, KrippendorffAlpha) else None
