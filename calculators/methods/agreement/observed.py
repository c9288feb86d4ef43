"""Agreement as counted, with nothing taken off for chance."""

import math
from dataclasses import dataclass
from typing import Literal

from calculators.core import InputError
from calculators.methods.agreement.exact import Statistic, column, dot
from calculators.methods.agreement.ratings import Ratings
from calculators.methods.agreement.undefined import Undefined

type Kind = Literal["pairwise", "all_equal"]


@dataclass(frozen=True, slots=True)
class ObservedAgreement:
    """Two different numbers, both called percent agreement; always say which is shown.

    Attributes:
        pairwise: the chance that two annotators of one item gave it the same label, averaged over items (0 to
            1).
        all_equal: the share of items whose labels are all the same (0 to 1).
        items_used: the number of items with at least two labels.
    """

    pairwise: float
    all_equal: float
    items_used: int


def observed_agreement(ratings: Ratings) -> ObservedAgreement | Undefined:
    """Return how often annotators agreed: by pairs, and by whole items.

    For each item with two labels or more the share of its pairs that agree is taken, then the plain mean over
    those items. Items with fewer labels are skipped. It is defined, and 1, where only one label was ever
    used.
    Source: Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76(5),
    doi:10.1037/h0031619; Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapter 2.
    """
    pairwise = observed_agreement_statistic(ratings, "pairwise")(ratings.frequencies)
    all_equal = observed_agreement_statistic(ratings, "all_equal")(ratings.frequencies)
    if pairwise is None or all_equal is None:
        return Undefined("no item has two labels")
    used = dot(ratings.frequencies, [size >= 2 for size in ratings.sizes])
    return ObservedAgreement(pairwise, all_equal, used)


def observed_agreement_statistic(ratings: Ratings, kind: Kind = "pairwise") -> Statistic:
    """Return the agreement as a function of how often each pattern occurs, for the bootstrap.

    Raises:
        InputError: the kind is neither "pairwise" nor "all_equal".
    """
    if kind not in ("pairwise", "all_equal"):
        raise InputError("kind", "pairwise or all_equal", str(kind))
    sizes = ratings.sizes
    comparable = [int(size >= 2) for size in sizes]
    if kind == "pairwise":
        whole = math.lcm(*(size * (size - 1) for size in sizes if size >= 2))
        worth = [
            sum(n * (n - 1) for _, n in pattern) * (whole // (size * (size - 1))) if size >= 2 else 0
            for pattern, size in zip(ratings.patterns, sizes, strict=True)
        ]
    else:
        whole = 1
        worth = [int(size >= 2 and len(pattern) == 1) for pattern, size in zip(ratings.patterns, sizes, strict=True)]

    def share(items: int, agreed: int) -> float | None:
        return agreed / (whole * items) if items else None

    return Statistic((column(comparable), column(worth)), share)
