"""Fleiss' kappa: the same number of labels on every item."""

import math
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.agreement.exact import ChanceCorrected, Statistic, column, dot, sums
from calculators.methods.agreement.ratings import Ratings
from calculators.methods.agreement.undefined import Undefined


@dataclass(frozen=True, slots=True)
class FleissKappa:
    """Fleiss' kappa.

    Attributes:
        kappa: agreement beyond chance, from -1/(n-1) for n labels an item to 1.
        observed: the mean share of agreeing pairs, from 0 to 1.
        expected: the agreement of labels drawn from the overall shares.
        standard_error_null: the standard error if kappa were 0.
        z_null: kappa divided by that.
        items: the number of items.
        labels_per_item: the number of labels on each.
    """

    kappa: float
    observed: float
    expected: float
    standard_error_null: float
    z_null: float
    items: int
    labels_per_item: int


def fleiss_kappa(ratings: Ratings) -> FleissKappa | Undefined:
    """Return Fleiss' kappa, with the standard error for testing it against 0.

    The share of agreeing pairs on each item, averaged, against the chance that two labels drawn from all
    labels are the same. With two labels an item it equals Scott's pi, not Cohen's kappa.

    Raises:
        InputError: items differ in their number of labels (use Krippendorff's alpha), or have fewer than two.

    Source: Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76(5),
    doi:10.1037/h0031619; standard error: Fleiss, Nee and Landis (1979), Large sample variance of kappa in the
    case of different sets of raters, Psychological Bulletin 86(5), doi:10.1037/0033-2909.86.5.974.
    """
    if not ratings.items:
        return Undefined("there are no items")
    shares = _corrected(ratings).shares(ratings.frequencies)
    kappa = shares.coefficient
    if kappa is None:
        return Undefined("only one label was used, so chance alone explains the agreement")
    each = _labels_per_item(ratings)
    error = _standard_error(ratings, each)
    return FleissKappa(kappa, shares.observed, shares.expected, error, kappa / error, ratings.items, each)


def fleiss_kappa_statistic(ratings: Ratings) -> Statistic:
    """Return kappa as a function of how often each pattern occurs, for the bootstrap.

    Raises:
        InputError: items differ in their number of labels, or have fewer than two.
    """
    return _corrected(ratings).statistic


def _labels_per_item(ratings: Ratings) -> int:
    sizes = ratings.sizes
    if len(set(sizes)) > 1:
        raise InputError(
            "ratings",
            "the same number of labels on every item (Krippendorff's alpha does without)",
            f"{min(sizes)} to {max(sizes)}",
        )
    if sizes and sizes[0] < 2:
        raise InputError("ratings", "at least two labels on every item", str(sizes[0]))
    return sizes[0] if sizes else 0


def _corrected(ratings: Ratings) -> ChanceCorrected:
    each = _labels_per_item(ratings)
    agreeing = [sum(n * (n - 1) for _, n in pattern) for pattern in ratings.patterns]

    def shares(items: int, agreed: int, *uses: int) -> tuple[int, int, int, int]:
        return agreed, items * each * (each - 1), dot(uses, uses), (items * each) ** 2

    return ChanceCorrected((column([1] * len(agreeing)), column(agreeing), *ratings.uses.values()), shares)


def _standard_error(ratings: Ratings, each: int) -> float:
    given, labels = sums(ratings.uses.values(), ratings.frequencies), ratings.items * each
    # With t the uses of a label and T all of them: p(1-p) = t(T-t)/T² and p(1-p)(1-2p) = t(T-t)(T-2t)/T³.
    mixed = sum(total * (labels - total) for total in given)
    skew = sum(total * (labels - total) * (labels - 2 * total) for total in given)
    inside = (mixed * mixed - labels * skew) / (mixed * mixed)
    return math.sqrt(2 * inside / (ratings.items * each * (each - 1)))
