"""How chances, rates and changes are said."""

from calculators.core.words import bound, count, percent, plain
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


def passes(chance: float) -> str:
    """Return how often something passes, with the verb: "passes 96 times in 100", "always passes"."""
    often = times(chance)
    return f"{often} passes" if often in {"always", "never"} else f"passes {often}"


def capital(words: str) -> str:
    """Return words with a capital at their start."""
    return f"{words[0].upper()}{words[1:]}"


def typed(rate: float) -> str:
    """Return a percentage as the reader typed it."""
    return f"{plain(rate)}%"


def as_given(number: float, singular: str) -> str:
    """Return a number as the reader typed it with what it counts: "1 second", "1.5 seconds"."""
    return f"{bound(number)} {singular if number == 1 else singular + 's'}"


def rate(share: float) -> str:
    """Return a share as a percentage with the digits it deserves; a little is never nothing, nor most of it all."""
    per_cent = 100 * share
    if 0 < per_cent < 0.0005:
        return "less than 0.001%"
    if 99.95 <= per_cent < 100:
        return "more than 99.9%"
    return percent(per_cent, 0 if per_cent in (0, 100) else 1 if per_cent >= 0.1 else 3)


def ends(low: float, high: float) -> list[str]:
    """Return both ends of an interval of rates, with the digits that tell them apart; one where they are the same."""
    texts = [rate(low), rate(high)]
    for digits in range(2, 7):
        if texts[0] != texts[1] or low == high:
            break
        texts = [percent(100 * low, digits), percent(100 * high, digits)]
    return list(dict.fromkeys(texts))


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
