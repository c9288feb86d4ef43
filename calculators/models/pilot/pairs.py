"""Every two vendors against each other, and each against a standard."""

from dataclasses import dataclass, replace
from itertools import combinations

from calculators.methods.acceptance import FORGIVEN
from calculators.methods.comparison import (
    Difference,
    fisher,
    holm,
    hypergeometric_tail,
    mcnemar,
    paired_difference,
    separate_difference,
)
from calculators.models.pilot.scores import Scores, Shared


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two vendors compared.

    Attributes:
        first: the vendor entered first.
        second: the other.
        shared: items for which each has exactly one row.
        method: "paired" where only the shared items count, "separate" where all rows do.
        both: shared items that both got right; None, as the three that follow, where the method is "separate".
        only_first: shared items that only the first got right.
        only_second: shared items that only the second got right.
        neither: shared items that both got wrong.
        difference: the first's accuracy minus the second's.
        low: the low end of its interval.
        high: the high end.
        p_value: of McNemar's exact test, or of Fisher's.
        p_mid: McNemar's mid-p; None where no item tells the two apart, or the method is "separate".
        p_adjusted: the p value adjusted for all pairs, after Holm.
        expected_neither: how many shared items both would get wrong by chance.
        p_shared: the chance of so many or more.
        shared_error_share: the share of the fewer errors that the other vendor made too.
        better: the vendor shown to be better, if one is.
    """

    first: str
    second: str
    shared: int
    method: str
    both: int | None
    only_first: int | None
    only_second: int | None
    neither: int | None
    difference: float
    low: float
    high: float
    p_value: float
    p_mid: float | None
    p_adjusted: float
    expected_neither: float | None
    p_shared: float | None
    shared_error_share: float | None
    better: str | None


@dataclass(frozen=True, kw_only=True)
class NotWorse:
    """A vendor measured against the standard.

    Attributes:
        vendor: the vendor.
        standard: the one it is measured against.
        difference: the vendor's accuracy minus the standard's.
        lower: the low end of its interval, at a level that holds for all vendors together.
        not_worse: whether that is above the margin.
    """

    vendor: str
    standard: str
    difference: float
    lower: float
    not_worse: bool


def pairs(scores: Scores, alpha: float) -> tuple[Pair, ...]:
    """Return every two vendors compared, in the order of entry."""
    found = [_pair(scores, first, second, alpha) for first, second in combinations(scores.vendors, 2)]
    adjusted = holm([pair.p_value for pair in found])
    return tuple(
        replace(pair, p_adjusted=p, better=_better(pair, p, alpha)) for pair, p in zip(found, adjusted, strict=True)
    )


def _better(pair: Pair, p_adjusted: float, alpha: float) -> str | None:
    if p_adjusted > alpha + FORGIVEN:
        return None
    return pair.first if pair.difference > 0 else pair.second


def not_worse(scores: Scores, standard: str, alpha: float, margin: float) -> tuple[NotWorse, ...]:
    """Return each vendor but the standard, measured against it."""
    others = [vendor for vendor in scores.vendors if vendor != standard]
    found = []
    for vendor in others:
        value = difference(scores, vendor, standard, 1 - alpha / len(others))
        found.append(
            NotWorse(
                vendor=vendor, standard=standard, difference=value.value, lower=value.low, not_worse=value.low > -margin
            )
        )
    return tuple(found)


def difference(scores: Scores, first: str, second: str, confidence: float) -> Difference:
    """Return the accuracy of one vendor minus another's, on the shared items where they are enough."""
    shared = _enough(scores, first, second)
    if shared:
        return paired_difference(*shared, confidence)
    one, other = scores.vendors[first], scores.vendors[second]
    return separate_difference(one.right, one.items, other.right, other.items, confidence)


def _shared(scores: Scores, first: str, second: str) -> Shared:
    if (second, first) in scores.shared:
        both, only_second, only_first, neither = scores.shared[second, first]
        return Shared(both, only_first, only_second, neither)
    return scores.shared.get((first, second), Shared())


def _enough(scores: Scores, first: str, second: str) -> Shared | None:
    """Return how two vendors did on the items of both, if they are at least half of the smaller result."""
    shared = _shared(scores, first, second)
    smaller = min(scores.vendors[first].items, scores.vendors[second].items)
    return shared if shared.items and 2 * shared.items >= smaller else None


def _pair(scores: Scores, first: str, second: str, alpha: float) -> Pair:
    value = difference(scores, first, second, 1 - alpha)
    shared = _enough(scores, first, second)
    one, other = scores.vendors[first], scores.vendors[second]
    if shared:
        p_value, p_mid = mcnemar(shared.only_first, shared.only_second)
    else:
        p_value, p_mid = fisher(one.right, one.items, other.right, other.items), None
    both, only_first, only_second, neither = shared or (None, None, None, None)
    expected, p_shared, share = _shared_errors(shared)
    return Pair(
        first=first,
        second=second,
        shared=_shared(scores, first, second).items,
        method="paired" if shared else "separate",
        both=both,
        only_first=only_first,
        only_second=only_second,
        neither=neither,
        difference=value.value,
        low=value.low,
        high=value.high,
        p_value=p_value,
        p_mid=p_mid,
        p_adjusted=p_value,
        expected_neither=expected,
        p_shared=p_shared,
        shared_error_share=share,
        better=None,
    )


def _shared_errors(shared: Shared | None) -> tuple[float | None, float | None, float | None]:
    """Return how many items both would get wrong by chance, how likely so many are, and their share of the errors."""
    if shared is None:
        return None, None, None
    first, second = shared.only_second + shared.neither, shared.only_first + shared.neither
    fewer = min(first, second)
    return (
        first * second / shared.items,
        hypergeometric_tail(shared.neither, first, second, shared.items),
        shared.neither / fewer if fewer else None,
    )
