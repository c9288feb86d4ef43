"""What would flip the answer between people and a review of everything, and what the limit demands."""

import math
from dataclasses import dataclass

from calculators.models.prelabel.bounds import Review, keeps, review_of
from calculators.models.prelabel.inputs import PrelabelInputs
from calculators.models.prelabel.money import Rates
from calculators.models.prelabel.ways import Way

# A line that meets this little beyond the ends, in per cent, meets at them.
BEYOND = 1e-10


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """Where people alone and a review of everything cost the same; None where they never do.

    Attributes:
        accuracy: the model's accuracy, in per cent.
        model_price: the model's price per item.
        review_seconds: the time to look at one proposal, the second look aside.
        volume: the labels a month from which the model's fixed money is worth it.
    """

    accuracy: float | None
    model_price: float | None
    review_seconds: float | None
    volume: float | None


@dataclass(frozen=True, kw_only=True)
class Needed:
    """What keeps a review of everything within the limit, as far as is expected; None where nothing does.

    Attributes:
        accuracy: the lowest accuracy of the model, in per cent.
        undercorrection: the most of the model's errors that reviewers may miss, in per cent.
    """

    accuracy: float | None
    undercorrection: float | None


def break_even(inputs: PrelabelInputs, rates: Rates, people: Way, review_all: Way) -> BreakEven:
    """Return where people and a review of everything cost the same."""
    saving = people.unit_cost - review_all.unit_cost
    price = inputs.model_price + saving
    seconds = inputs.review_seconds + saving / rates.second if rates.second else -1.0
    before_fixed = saving + review_all.parts.fixed
    volume = rates.fixed / before_fixed if before_fixed > 0 else math.inf
    return BreakEven(
        accuracy=_accuracy(inputs, rates, saving),
        model_price=price if price >= 0 else None,
        review_seconds=seconds if 0 <= seconds < math.inf else None,
        volume=volume if volume < math.inf else None,
    )


def slope(inputs: PrelabelInputs, rates: Rates) -> float:
    """Return what a review of everything costs more for each label if the model is never right instead of always."""
    review = review_of(inputs)
    corrections = (100 - inputs.undercorrection - inputs.overcorrection) / 100 * inputs.correct_seconds
    return corrections * rates.second + (review.missed - review.spoiled) * inputs.error_cost


def _accuracy(inputs: PrelabelInputs, rates: Rates, saving: float) -> float | None:
    steepness = slope(inputs, rates)
    if steepness == 0:
        return None
    wrong = inputs.calibration_wrong / inputs.calibration_items + saving / steepness
    accuracy = 100 * (1 - wrong)
    return min(100.0, max(0.0, accuracy)) if -BEYOND <= accuracy <= 100 + BEYOND else None


def needed(inputs: PrelabelInputs) -> Needed:
    """Return the accuracy and the share of misses at which a review of everything is expected to keep the limit."""
    review = review_of(inputs)
    return Needed(accuracy=_needed_accuracy(inputs, review), undercorrection=_needed_undercorrection(inputs, review))


def _needed_accuracy(inputs: PrelabelInputs, review: Review) -> float | None:
    limit = inputs.error_limit / 100
    if review.spoiled > limit:
        return None
    if review.missed <= limit:
        return 0.0
    return 100 * (1 - (limit - review.spoiled) / (review.missed - review.spoiled))


def _needed_undercorrection(inputs: PrelabelInputs, review: Review) -> float | None:
    wrong, escape = inputs.calibration_wrong / inputs.calibration_items, inputs.inhouse_escape / 100
    spoiled = (1 - wrong) * review.spoiled
    if wrong == 0 or escape == 1:
        # Whatever is missed then changes nothing.
        return 100.0 if keeps(wrong + spoiled, inputs) else None
    most = ((inputs.error_limit / 100 - spoiled) / wrong - escape) / (1 - escape)
    return min(100.0, 100 * most) if most >= 0 else None
