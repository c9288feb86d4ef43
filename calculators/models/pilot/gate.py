"""The gate of a floor: how many errors a vendor may make and still pass."""

from calculators.methods.acceptance import FORGIVEN, Urn
from calculators.methods.proportions import binomial_cdf, binomial_tail


def errors_allowed(items: int, floor: float, alpha: float) -> int:
    """Return the most errors, fewer than the items, that work at the floor makes with at most a chance of ``alpha``.

    -1 where even none is too likely. ``floor`` is the chance of an error in work at the floor.
    """
    return Urn.process(floor).first_reaching(alpha + FORGIVEN, items) - 1


def verdict(wrong: int, items: int, floor: float, alpha: float) -> str:
    """Return PASS for so few errors, FAIL for so many, and REPEAT between.

    Work at the floor passes, and fails, with a chance of at most ``alpha``; ``floor`` is its chance of an error.
    """
    if wrong < items and binomial_cdf(wrong, items, floor) <= alpha + FORGIVEN:
        return "PASS"
    return "FAIL" if binomial_tail(wrong, items, floor) <= alpha + FORGIVEN else "REPEAT"
