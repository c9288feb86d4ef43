"""The smallest lead of one vendor over another that a pilot shows, by the rule that its size is found with."""

import functools
import math
from collections.abc import Callable
from dataclasses import replace

from calculators.methods.acceptance import FORGIVEN
from calculators.methods.comparison import PairedPower, SeparateDesign, paired_items
from calculators.methods.search import fewest
from calculators.models.pilot.plans import MOST
from calculators.models.pilot.terms import Terms

TENTH = 0.001  # of a point, as a share of 1
MOST_DIFFERING = 2_500  # items that only one vendor gets right, beyond which the exact test takes too long to try leads
BEYOND_FORMULA = 3  # by the lead, items that the exact test asks beyond the formula at the very most where these differ


@functools.lru_cache(maxsize=8)
def shown_lead(terms: Terms, items: int, by_formula: float | None) -> float | None:
    """Return the smallest lead over the other vendor, in tenths of a point, that so many items show as often as asked.

    The search begins at the lead of the formula, which promises a little more than the tests keep, or a little less
    where work is nearly faultless. So a reader who compared that lead with the number of items needed would find that
    they disagree. None where not even faultless work shows as often. ``items`` are independent ones.
    """
    most = _most(terms)
    if items < 1 or most < 1:
        return None
    start = _start(terms, by_formula)
    shows = _rule(_ahead(terms, start), items)
    tenths = _smallest(lambda tenths: shows(_ahead(terms, tenths)), start, most)
    return None if tenths is None else min(tenths * TENTH, 1 - terms.other)


def by_exact_test(terms: Terms, items: int, by_formula: float | None) -> bool:
    """Say whether ``shown_lead`` tries leads by the exact test, as the plan's size is found."""
    return _exact(_ahead(terms, _start(terms, by_formula)), items)


def _exact(start: Terms, items: int) -> bool:
    return start.same_items and items <= MOST and items * start.differing <= MOST_DIFFERING


def _most(terms: Terms) -> int:
    return math.ceil((1 - terms.other) / TENTH - 1e-6)


def _start(terms: Terms, by_formula: float | None) -> int:
    most = _most(terms)
    return most if by_formula is None else min(most, max(1, math.ceil(by_formula / TENTH - 1e-6)))


def _rule(start: Terms, items: int) -> Callable[[Terms], bool]:
    """Return the rule that says whether so many items show a vendor ahead; it is one for all leads of a search."""
    if _exact(start, items):
        return lambda ahead: _power(ahead, items) >= ahead.power - FORGIVEN
    if not start.same_items:
        return lambda ahead: _separate(ahead) <= items + 1e-9
    # Beyond the largest exact size the formula sets the size as well.
    beyond = BEYOND_FORMULA if items <= MOST else 0
    return lambda ahead: (
        paired_items(ahead.differing, ahead.difference, ahead.alpha_a_pair, ahead.power) + beyond / ahead.difference
        <= items + 1e-9
    )


def _power(ahead: Terms, items: int) -> float:
    # The powers that the plan keeps at hand stay there, because each lead here has one of its own.
    return PairedPower(ahead.alpha_a_pair, ahead.only_good / ahead.differing)(items, ahead.differing)


def _separate(ahead: Terms) -> float:
    return SeparateDesign(ahead.good, ahead.other, ahead.alpha_a_pair).corrected_items(ahead.power)


def _ahead(terms: Terms, tenths: int) -> Terms:
    return replace(terms, good=min(1.0, terms.other + tenths * TENTH))


def _smallest(shows: Callable[[int], bool], start: int, most: int) -> int | None:
    """Return the smallest of 1 to ``most`` that shows, looked for from a start near it; None if none does."""
    if shows(start):
        fewer = fewest(lambda fewer: fewer == start or not shows(start - fewer), start, 1)
        return None if fewer is None else start - fewer + 1
    more = fewest(lambda more: shows(start + more), most - start, 1) if most > start else None
    return None if more is None else start + more
