"""What ends wrong, and how sure that is: expected shares, and upper limits that hold whichever threshold is chosen.

A limit counts errors out of all items of the sample, not out of those that pass. A stricter threshold can then only
have fewer, in truth and in the sample, so its limit can only be lower, and looking at many thresholds costs nothing.

Source: Bates, Angelopoulos, Lei, Malik and Jordan (2021), Distribution-free, risk-controlling prediction sets, Journal
of the ACM 68(6); Candès, Ilyas and Zrnic (2025), Probably approximately correct labels.
"""

from dataclasses import dataclass
from functools import lru_cache

from calculators.methods.proportions import clopper_pearson_high, clopper_pearson_low
from calculators.models.prelabel.inputs import PrelabelInputs

# A share that is missed by no more than this is kept: rounding noise.
FORGIVEN = 1e-9


@dataclass(frozen=True, kw_only=True)
class Review:
    """What a review does to a proposal.

    Attributes:
        missed: the chance that a reviewed error of the model ends wrong.
        spoiled: the chance that a right proposal ends wrong.
    """

    missed: float
    spoiled: float


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """What of the sample passes unseen: nothing, the items above a threshold, or everything.

    Attributes:
        items: the items that pass.
        errors: the wrong ones among them.
    """

    items: int
    errors: int


def review_of(inputs: PrelabelInputs) -> Review:
    """Return what a review does: an error that is noticed is made anew, and is then as good as any label by people."""
    miss = inputs.undercorrection / 100
    return Review(
        missed=miss + (1 - miss) * inputs.inhouse_escape / 100,
        spoiled=inputs.overcorrection / 100,
    )


def risk_part(inputs: PrelabelInputs) -> float:
    """Return the chance of error that each statement gets, shared evenly by the statements that are used.

    The upper limit of all errors always is one, the upper limit of those that pass unseen where there are thresholds,
    and the lower limit of all errors where a review spoils more than it misses.
    """
    review = review_of(inputs)
    statements = 1 + bool(inputs.coverage) + (review.missed < review.spoiled)
    return (100 - inputs.confidence_level) / 100 / statements


def expected_wrong(inputs: PrelabelInputs, unseen: Unseen) -> float:
    """Return the share that ends wrong: what passes wrong, what a review misses, and what it spoils."""
    review, sample = review_of(inputs), inputs.calibration_items
    seen_wrong = (inputs.calibration_wrong - unseen.errors) / sample
    seen_right = (sample - unseen.items - inputs.calibration_wrong + unseen.errors) / sample
    return unseen.errors / sample + review.missed * seen_wrong + review.spoiled * seen_right


def most_wrong(inputs: PrelabelInputs, unseen: Unseen, size: float | None = None) -> float:
    """Return the upper limit of the share that ends wrong.

    Args:
        inputs: the sample, the review and the confidence.
        unseen: what of the sample passes unseen.
        size: a sample of another size that shows the same shares; counts need then not be whole.
    """
    sample, part = inputs.calibration_items, risk_part(inputs)
    size = size or sample
    wrong = inputs.calibration_wrong * size / sample
    if unseen.items == sample:
        return _high(wrong, size, part)
    review = review_of(inputs)
    balance = review.missed - review.spoiled
    limit = balance * (_low if balance < 0 else _high)(wrong, size, part)
    limit += review.spoiled * (sample - unseen.items) / sample
    if unseen.items:
        limit += (1 - balance) * _high(unseen.errors * size / sample, size, part)
    return min(1.0, limit)


# A threshold asks for the same limit of all errors as every other, and so does the next change of a price.
@lru_cache(maxsize=512)
def _high(wrong: float, checked: float, risk: float) -> float:
    return clopper_pearson_high(wrong, checked, risk)


@lru_cache(maxsize=512)
def _low(wrong: float, checked: float, risk: float) -> float:
    return clopper_pearson_low(wrong, checked, risk)


def keeps(share: float, inputs: PrelabelInputs) -> bool:
    """Return whether a share of wrong labels is within the limit, rounding noise forgiven."""
    return share <= inputs.error_limit / 100 + FORGIVEN
