"""How many items each question takes; none where no number of items can answer it."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from calculators.methods.acceptance import FORGIVEN, Urn, single_plan
from calculators.methods.comparison import (
    PairedPower,
    SeparateDesign,
    margin_items,
    paired_items,
    separate_power,
    smallest,
)
from calculators.models.pilot.terms import Terms, up

MOST = 20_000  # items beyond which no exact size is searched
MOST_SEPARATE = 5_000  # items beyond which the exact power of separate samples is not summed


@dataclass(frozen=True, kw_only=True)
class FloorPlan:
    """The smallest pilot that shows that a vendor clears the floor.

    Attributes:
        items: how many to score.
        errors_allowed: how many of them may be wrong.
        pass_if_good: the chance that the vendor you hope for passes.
        pass_if_floor: the chance that a vendor at the floor passes.
    """

    items: int
    errors_allowed: int
    pass_if_good: float
    pass_if_floor: float


@dataclass(frozen=True, kw_only=True)
class PairedPlan:
    """The smallest pilot that shows which of two vendors is better on the same items.

    Attributes:
        formula_items: how many items the usual formula gives, which are too few for the exact test.
        items: how many to score.
        power: the exact chance to see the difference with them; None beyond 20,000 items.
        p10: the share of items that only the vendor you hope for gets right.
        p01: the share that only the other gets right.
    """

    formula_items: int
    items: int
    power: float | None
    p10: float
    p01: float


@dataclass(frozen=True, kw_only=True)
class SeparatePlan:
    """The smallest pilot that shows which of two vendors is better, each on items of its own.

    Attributes:
        formula_items: how many items each takes without a correction, which are too few for the exact test.
        items: how many each has to label.
        power: the exact chance to see the difference with them; None beyond 5,000 items.
    """

    formula_items: int
    items: int
    power: float | None


@dataclass(frozen=True, kw_only=True)
class MarginPlan:
    """The smallest pilot that shows that a vendor is no worse, by formula.

    Attributes:
        items: how many to score.
    """

    items: int


@dataclass(frozen=True, kw_only=True)
class Plans:
    """The size for each question, whichever was asked; None where no size can answer it."""

    floor: FloorPlan | None
    paired: PairedPlan | None
    separate: SeparatePlan | None
    not_worse_paired: MarginPlan | None
    not_worse_separate: MarginPlan | None


def plans(terms: Terms) -> Plans:
    """Return the five plans."""
    formula, corrected = _separate_items(terms) or (0, 0)
    return Plans(
        floor=_floor_plan(terms),
        paired=_paired_plan(terms),
        separate=SeparatePlan(formula_items=formula, items=corrected, power=_separate_power(terms, corrected))
        if corrected
        else None,
        not_worse_paired=_margin_plan(terms, same_items=True),
        not_worse_separate=_margin_plan(terms, same_items=False),
    )


def beyond_search(terms: Terms) -> bool:
    """Say whether the size for a floor, where it was not found, is only larger than those that were tried."""
    return terms.good > terms.floor + FORGIVEN


def chosen(terms: Terms, found: Plans) -> FloorPlan | PairedPlan | SeparatePlan | MarginPlan | None:
    """Return the plan that the question and the pairing ask for."""
    if terms.question == "floor":
        return found.floor
    if terms.question == "better":
        return found.paired if terms.same_items else found.separate
    return found.not_worse_paired if terms.same_items else found.not_worse_separate


def items_wanted(terms: Terms) -> int | None:
    """Return the items of the plan that the question and the pairing choose, as single items; None without a plan."""
    plan: FloorPlan | PairedPlan | MarginPlan | None
    if terms.question == "floor":
        plan = _floor_plan(terms)
    elif terms.question == "not_worse":
        plan = _margin_plan(terms, same_items=terms.same_items)
    elif terms.same_items:
        plan = _paired_plan(terms)
    else:
        separate = _separate_items(terms)
        return separate[1] if separate else None
    return plan.items if plan else None


def paired_power(terms: Terms) -> Callable[[int], float] | None:
    """Return the exact chance to see the difference on a number of the same items; None between equals."""
    if terms.equal:
        return None
    power = _mcnemar_power(terms.alpha_a_pair, terms.only_good / terms.differing)
    return functools.partial(power, differing=terms.differing)


@functools.lru_cache(maxsize=8)
def _mcnemar_power(alpha: float, share: float) -> PairedPower:
    """Return the chance for each number of items, shared by all sizes: what one works out serves the next."""
    return PairedPower(alpha, share)


def _floor_plan(terms: Terms) -> FloorPlan | None:
    if not beyond_search(terms):
        return None
    return _smallest_gate(terms.good, terms.floor, terms.power, terms.alpha)


@functools.lru_cache(maxsize=8)
def _smallest_gate(good_accuracy: float, floor: float, power: float, alpha: float) -> FloorPlan | None:
    """Return the smallest plan; it is asked for again where only something else changes."""
    good, bad = Urn.process(1 - good_accuracy), Urn.process(1 - floor)
    found = single_plan(good, bad, 1 - power, alpha, MOST)
    if found is None:
        return None
    return FloorPlan(
        items=found.checks,
        errors_allowed=found.allowed,
        pass_if_good=good.at_most(found.allowed, found.checks),
        pass_if_floor=bad.at_most(found.allowed, found.checks),
    )


def _paired_plan(terms: Terms) -> PairedPlan | None:
    power = paired_power(terms)
    if power is None:
        return None
    formula = up(paired_items(terms.differing, terms.difference, terms.alpha_a_pair, terms.power))
    exact = formula <= MOST
    items = smallest(power, terms.power, formula) if exact else formula
    return PairedPlan(
        formula_items=formula,
        items=items,
        power=power(items) if exact else None,
        p10=terms.only_good,
        p01=terms.only_other,
    )


def _separate_items(terms: Terms) -> tuple[int, int] | None:
    if terms.equal:
        return None
    design = SeparateDesign(terms.good, terms.other, terms.alpha_a_pair)
    return up(design.items(terms.power)), up(design.corrected_items(terms.power))


def _separate_power(terms: Terms, items: int) -> float | None:
    if items > MOST_SEPARATE:
        return None
    return separate_power(items, terms.good, terms.other, terms.alpha_a_pair)


def _margin_plan(terms: Terms, *, same_items: bool) -> MarginPlan | None:
    if terms.room <= FORGIVEN:
        return None
    variance = terms.variance(same_items=same_items)
    return MarginPlan(items=max(1, up(margin_items(variance, terms.room, terms.alpha_a_claim, terms.power))))
