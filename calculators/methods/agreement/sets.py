"""How far two sets of labels differ, for items that may carry several labels at once."""

from collections.abc import Set

_SUBSET, _CROSSING = 2 / 3, 1 / 3


def jaccard_distance(first: Set[str], second: Set[str]) -> float:
    """Return 1 less the labels in both sets over the labels in either, from 0 to 1; two empty sets are equal.

    Source: Jaccard (1912), The distribution of the flora in the alpine zone, New Phytologist 11(2),
    doi:10.1111/j.1469-8137.1912.tb05611.x.
    """
    either = len(first | second)
    return 1 - len(first & second) / either if either else 0.0


def masi_distance(first: Set[str], second: Set[str]) -> float:
    """Return 1 less Jaccard's share times a factor, from 0 to 1; two empty sets are equal.

    The factor is 1 for equal sets, 2/3 where one holds the other, 1/3 where they only cross, and 0 where they share
    nothing: leaving a label out counts for less than choosing another.

    Source: Passonneau (2006), Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation,
    LREC 2006.
    """
    if first == second:
        return 0.0
    if not first & second:
        return 1.0
    factor = _SUBSET if first <= second or second <= first else _CROSSING
    return 1 - (1 - jaccard_distance(first, second)) * factor
