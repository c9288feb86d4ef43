"""Two charts: what the model's accuracy does to the money, and what a threshold does to the errors."""

import math
from collections.abc import Sequence

from calculators.core import Lines, Series
from calculators.core.words import decimals
from calculators.models.prelabel.flips import slope
from calculators.models.prelabel.inputs import PrelabelInputs
from calculators.models.prelabel.money import rates_of
from calculators.models.prelabel.result import Prelabel
from calculators.models.prelabel.wording import MOST_DIGITS, expected, told, typed

STEPS = 20


def by_accuracy(inputs: PrelabelInputs, result: Prelabel) -> Lines:
    """Return the cost of a label by the model's accuracy, for people alone and for a review of everything."""
    sure, meets = result.accuracy, result.break_even.accuracy
    lowest = min(sure.low, 90.0 if meets is None else meets)
    start = max(0.0, 10 * math.floor(lowest / 10) - 10)
    positions = [start + (100 - start) * step / STEPS for step in range(STEPS + 1)]
    now, steepness = result.ways.review_all.unit_cost, slope(inputs, rates_of(inputs))
    reviewed = [now + steepness * (sure.estimate - position) / 100 for position in positions]
    words = f"Your sample puts the model between {expected(sure.low)} and {expected(sure.high)}. " + (
        "Both ways never cost the same." if meets is None else f"Both ways cost the same at {expected(meets)}."
    )
    return Lines(
        title="Cost of a label by the model's accuracy",
        description=words,
        positions=positions,
        series=[
            Series(name="People alone", values=[result.ways.people.unit_cost] * len(positions), style="in-house"),
            Series(name="Model first", values=reviewed, style="model"),
        ],
        position_name="Labels the model gets right, %",
        position_digits=max((decimals(one, 2) for one in positions), default=0),
        spans=[(sure.low, sure.high, "your sample")],
        marks=[] if meets is None else [(meets, "same cost")],
    )


def by_threshold(inputs: PrelabelInputs, result: Prelabel) -> Lines:
    """Return the share of wrong labels by the share that passes unseen, expected and at most, with the limit."""
    rows = result.thresholds
    certified = [one for one in rows if one.certified]
    words = (
        f"Up to {expected(certified[-1].passed)} may pass unseen with {typed(inputs.error_limit)} kept."
        if certified
        else f"At no share that passes unseen is {typed(inputs.error_limit)} shown to be kept."
    )
    return Lines(
        title="Wrong labels in all by the share that passes unseen",
        description=words,
        positions=[one.passed for one in rows],
        series=[
            Series(name="Expected", values=[one.wrong for one in rows], style="1"),
            Series(name="At most", values=[one.wrong_bound for one in rows], style="2"),
            Series(name="Your limit", values=[inputs.error_limit] * len(rows), style="3"),
        ],
        position_name="Labels that pass unseen, %",
        kind="percent",
        digits=_digits([share for one in rows for share in (one.wrong, one.wrong_bound)], inputs.error_limit),
        position_digits=max((decimals(one.passed, 2) for one in rows), default=0),
    )


def _digits(shares: Sequence[float], limit: float) -> int:
    """Return how many decimals it takes that none of some shares is read as a limit that it is above."""
    between = [one for one in shares if 0 < one < 100]
    enough = (digits for digits in range(2, MOST_DIGITS) if all(told(one, digits, limit) for one in between))
    return max(next(enough, MOST_DIGITS), decimals(limit))
