"""How many items would prove a way: a larger sample of the model's labels, or a check of finished ones."""

from collections.abc import Callable

from calculators.methods.acceptance import Urn, single_plan
from calculators.models.prelabel.bounds import Unseen, expected_wrong, most_wrong
from calculators.models.prelabel.inputs import PrelabelInputs
from calculators.models.prelabel.ways import Proof

MOST_ITEMS = 1_000_000
# A limit that is missed by no more than this part of itself is kept.
PART = 1e-12


def items_needed(inputs: PrelabelInputs, unseen: Unseen) -> int | None:
    """Return the smallest sample whose upper limit keeps the limit, if it showed the shares of the one there is.

    None where the expected share is at or above the limit, or no sample of up to a million is enough. The upper limit
    falls as the sample grows, so the size is found by doubling and halving.
    """
    limit = inputs.error_limit / 100
    if expected_wrong(inputs, unseen) >= limit:
        return None
    return _smallest(lambda size: most_wrong(inputs, unseen, size) <= limit * (1 + PART))


def _smallest(enough: Callable[[int], bool]) -> int | None:
    low, high = 0, 1
    while not enough(high):
        if high == MOST_ITEMS:
            return None
        low, high = high, min(2 * high, MOST_ITEMS)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def proof(inputs: PrelabelInputs, wrong: float) -> Proof | None:
    """Return the smallest check of finished labels that good work passes and work at the limit does not.

    Work whose share of wrong labels is ``wrong`` passes with the power asked for, and work at the limit passes with a
    chance of at most one minus the confidence. None where the share is at or above the limit, where the limit is none
    or all, or where 20,000 items are not enough.
    """
    limit = inputs.error_limit / 100
    if wrong >= limit or limit in (0, 1):
        return None
    plan = single_plan(
        Urn.process(wrong),
        Urn.process(limit),
        producer_risk=(100 - inputs.power) / 100,
        consumer_risk=(100 - inputs.confidence_level) / 100,
    )
    return Proof(items=plan.checks, allowed=plan.allowed) if plan else None
