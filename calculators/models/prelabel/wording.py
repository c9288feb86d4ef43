"""How ways, shares and items are said."""

import math

from calculators.core import Amount
from calculators.core.words import counted, percent, plain
from calculators.models.prelabel.bounds import FORGIVEN
from calculators.models.prelabel.ways import Way

NAMES = {
    "people": "People alone",
    "review_all": "Model first, people review all",
    "threshold": "Model first, sure labels unseen",
    "model_only": "Model alone",
}
# No share is so close to none, to all or to a limit that more decimals are needed.
MOST_DIGITS = 9
# What a share, in per cent, may be off by rounding alone.
NOISE = 100 * FORGIVEN


def expected(share: float, limit: float = 100.0) -> str:
    """Return a share in per cent with as many digits as it takes that it is not read as none, as all or as the limit.

    Args:
        share: what is expected.
        limit: where it stands beside a limit, that limit.
    """
    if share <= 0 or share >= 100:
        return percent(share)
    return percent(share, next(digits for digits in range(1, MOST_DIGITS + 1) if told(share, digits, limit)))


def told(share: float, digits: int, limit: float) -> bool:
    """Return whether a share, so rounded, is neither none nor all, and is above a limit that it is above."""
    shown = round(share, digits)
    return digits == MOST_DIGITS or (0 < shown < 100 and not shown <= limit < share - NOISE)


def at_most(share: float, limit: float = 100.0) -> str:
    """Return an upper limit in per cent, never rounded down, since less would be claimed than is known.

    It has two digits where one alone would round it up past what the number of labels beside it comes to. Where it
    keeps the limit beside which it stands, it has as many as it takes to be read so.
    """
    if share <= 0:
        return percent(0)
    if share <= limit + NOISE:
        share = min(share, limit)
    for digits in range(1, MOST_DIGITS):
        shown = math.ceil(share * 10**digits - 1e-9) / 10**digits
        nearest = digits > 1 or shown == round(share, digits)
        if nearest and not share <= limit < shown:
            break
    return percent(shown, digits)


def labels(number: float) -> Amount | str:
    """Return a number of labels, and never as none where some are wrong."""
    return "less than 1" if 0 < number <= 0.5 else Amount(value=number)


def typed(share: float) -> str:
    """Return a percentage as it was typed."""
    return f"{share:.6g}%"


def score(threshold: float) -> str:
    """Return a threshold in the scale of the model's scores."""
    return plain(threshold)


def alone(name: str, threshold: float | None) -> str:
    """Return a way as the subject of a sentence."""
    if name == "threshold":
        return f"Letting labels with a score of {score(threshold or 0)} or more pass unseen"
    return {"people": "People alone", "review_all": "A review of everything", "model_only": "The model alone"}[name]


def items(number: int) -> str:
    """Return a number of items in words."""
    return counted(number, "item")


def verdict(name: str, way: Way, limit: str) -> str:
    """Return what a way's state means."""
    if name == "people":
        return f"{'Keeps' if way.state == 'within' else 'Breaks'} {limit}, as you typed it"
    if way.state == "within":
        return f"Keeps {limit}"
    return "Expected to, not proven" if way.state == "unproven" else f"Breaks {limit}"
