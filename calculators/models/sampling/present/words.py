"""How chances, rates and changes are said."""

from calculators.core.words import count, percent, plain
from calculators.models.sampling.inputs import SamplingInputs
from calculators.models.sampling.planning import Alternative


def times(chance: float) -> str:
    """Return a chance as "96 times in 100", never rounded to always or never."""
    if chance >= 1 - 1e-12:
        return "always"
    if chance <= 1e-12:
        return "never"
    if chance >= 0.995:
        return "more than 99 times in 100"
    if chance < 0.005:
        return "less than once in 200"
    number = round(100 * chance)
    return "once in 100" if number == 1 else f"{number} times in 100"


def capital(words: str) -> str:
    """Return words with a capital at their start."""
    return f"{words[0].upper()}{words[1:]}"


def typed(rate: float) -> str:
    """Return a percentage as the reader typed it."""
    return f"{plain(rate)}%"


def rate(share: float) -> str:
    """Return a share as a percentage with the digits it deserves."""
    per_cent = 100 * share
    return percent(per_cent, 0 if per_cent in (0, 100) else 1 if per_cent >= 0.1 else 3)


def change(inputs: SamplingInputs, found: Alternative) -> str:
    """Return a change as a clause: "asking for 4% instead of 5%"."""
    value = typed(found.value)
    match found.name:
        case "consumer_risk":
            return f"halving your own risk to {value}"
        case "acceptance_quality_limit":
            return f"calling only {value} good instead of {typed(inputs.acceptance_quality_limit)}"
        case "lot_size":
            return f"ten times as many labels ({count(found.value)})"
    if found.value < inputs.limiting_quality:
        return f"refusing from {value} on instead of {typed(inputs.limiting_quality)}"
    return f"refusing only from {value} on"
