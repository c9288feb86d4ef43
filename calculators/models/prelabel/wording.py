"""How ways, shares and items are said."""

import math

from calculators.core.words import counted, percent, plain
from calculators.models.prelabel.ways import Way

NAMES = {
    "people": "People alone",
    "review_all": "Model first, people review all",
    "threshold": "Model first, sure labels unseen",
    "model_only": "Model alone",
}


def expected(share: float) -> str:
    """Return a share in per cent that is expected."""
    return percent(share, 1)


def at_most(share: float) -> str:
    """Return an upper limit in per cent, never rounded down: less would be claimed than is known."""
    return percent(math.ceil(share * 10 - 1e-9) / 10, 1)


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
