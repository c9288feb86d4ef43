"""What pilots of several sizes would show, and the smallest difference that the budget's size shows."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from calculators.methods.comparison import SeparateDesign, margin_power, paired_items
from calculators.methods.proportions import binomial_cdf, clopper_pearson
from calculators.methods.search import bisect
from calculators.models.pilot.gate import errors_allowed
from calculators.models.pilot.plans import MOST, paired_power
from calculators.models.pilot.terms import Terms

STEPS = (50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, kw_only=True)
class Size:
    """What a pilot of one size would show.

    Attributes:
        items: how many each vendor labels.
        effective: how many independent items they are worth.
        accuracy_low: the low end of the interval for the vendor you hope for, if it does as hoped.
        accuracy_high: the high end.
        gate_errors: the most errors with which a vendor passes the floor; -1 where even none is too many.
        gate_pass_good: the chance that the vendor you hope for passes the floor.
        gate_pass_floor: the chance that a vendor at the floor passes it.
        power: the chance that the pilot answers the question; None where it is not worked out.
    """

    items: int
    effective: int
    accuracy_low: float
    accuracy_high: float
    gate_errors: int
    gate_pass_good: float
    gate_pass_floor: float
    power: float | None


def sizes(terms: Terms, pilot_items: Iterable[int]) -> tuple[Size, ...]:
    """Return what pilots of some numbers of items would show, the smallest first."""
    power = _power(terms)
    return tuple(_size(terms, items, power) for items in sorted(set(pilot_items)))


def _size(terms: Terms, items: int, power: Callable[[int, float], float | None]) -> Size:
    effective = terms.effective(items)
    if effective < 1:
        return Size(
            items=items, effective=effective, accuracy_low=0.0, accuracy_high=1.0, gate_errors=-1,
            gate_pass_good=0.0, gate_pass_floor=0.0, power=0.0,
        )  # fmt: skip
    wrong = math.floor(effective * (1 - terms.good) + 0.5 + 1e-9)
    low, high = clopper_pearson(effective - wrong, effective, 1 - terms.alpha)
    errors = errors_allowed(effective, 1 - terms.floor, terms.alpha)
    pass_good = binomial_cdf(errors, effective, 1 - terms.good)
    return Size(
        items=items,
        effective=effective,
        accuracy_low=low,
        accuracy_high=high,
        gate_errors=errors,
        gate_pass_good=pass_good,
        gate_pass_floor=binomial_cdf(errors, effective, 1 - terms.floor),
        power=power(effective, pass_good),
    )


def _power(terms: Terms) -> Callable[[int, float], float | None]:
    """Return the chance that a number of independent items answers the question, given that of passing the floor."""
    if terms.question == "floor":
        return lambda _, pass_good: pass_good
    if terms.question == "not_worse":
        variance = terms.variance(same_items=terms.same_items)
        return lambda items, _: margin_power(variance, terms.room, terms.alpha_a_claim, items)
    if terms.equal:
        return lambda _items, _: None
    if not terms.same_items:
        design = SeparateDesign(terms.good, terms.other, terms.alpha_a_pair)
        return lambda items, _: design.power(items)
    exact = paired_power(terms)
    return lambda items, _: exact(items) if exact and items <= MOST else None


def smallest_difference(terms: Terms, pilot_items: int) -> float | None:
    """Return the smallest lead over the other vendor that the budget's size shows, by formula.

    None where the question is another, where no lead is possible, or where even faultless work needs more items.
    """
    items, most = terms.effective(pilot_items), 1 - terms.other
    if terms.question != "better" or items < 1 or most <= 1e-9 or _needed(terms, most) > items:
        return None
    return bisect(lambda lead: _needed(terms, lead) - items, 1e-9, most)


def _needed(terms: Terms, lead: float) -> float:
    """Return the formula's items for a vendor ahead of the other by a lead, not rounded."""
    good = terms.other + lead
    if not terms.same_items:
        return SeparateDesign(good, terms.other, terms.alpha_a_pair).items(terms.power)
    differing = lead + 2 * (1 - terms.shared) * (1 - good)
    return paired_items(differing, lead, terms.alpha_a_pair, terms.power)
