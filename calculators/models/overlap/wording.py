"""How options, shares and amounts are said."""

from collections.abc import Iterable

from calculators.core import Amount
from calculators.core.words import money

_SENTENCES = {
    "vote_1": "one person",
    "two_then_third": "two people and a third where they differ",
    "two_then_expert": "two people and an expert where they differ",
    "expert": "an expert alone",
}
# A share that differs by no more from none, from all or from another is the same one, worked out with rounding.
SAME = 1e-12
# The most decimals of a per cent in a sentence, and in a chart.
_TOLD, _DRAWN = 5, 6
_SEVERAL = ("two_then_third", "two_then_expert")


def in_table(option: str) -> str:
    """Return an option as a table says it: "5 people, majority"."""
    if option.startswith("vote_") and option != "vote_1":
        return f"{option.removeprefix('vote_')} people, majority"
    return _SENTENCES[option].replace(" and ", ", ")


def in_sentence(option: str) -> str:
    """Return an option as a sentence says it: "a majority of 5 people"."""
    return _SENTENCES.get(option) or f"a majority of {option.removeprefix('vote_')} people"


def verb(option: str, one: str, several: str) -> str:
    """Return the form of a verb that goes with an option."""
    return several if option in _SEVERAL else one


def sentence(words: str) -> str:
    """Return words with a capital letter at the start."""
    return words[0].upper() + words[1:]


def share(value: float, below: float = 1.0) -> str:
    """Return a share as a percentage that is never rounded to all or to nothing.

    Args:
        value: the share.
        below: another share that it is below, and is not to be read as.
    """
    return str(share_cell(value, below))


def share_cell(value: float, below: float = 1.0) -> Amount | str:
    """Return a share as ``share`` writes it, exact for files; words where no decimals tell it from its neighbour."""
    if value <= SAME or value >= 1 - SAME:
        return Amount(value=round(100 * value), kind="percent")
    for digits in range(1, _TOLD + 1):
        shown = round(100 * value, digits)
        if 0 < shown < 100 and not value < below - SAME <= below <= shown / 100 + SAME:
            return Amount(value=100 * value, kind="percent", digits=digits)
    if 0 < shown < 100:
        return f"just under {share(below)}"
    return f"over {100 - 10**-_TOLD:.{_TOLD}f}%" if value > 0.5 else f"under {10**-_TOLD:.{_TOLD}f}%"


def decimals(drawn: Iterable[float], given: Iterable[float]) -> int:
    """Return how many decimals a chart's per cents need.

    Args:
        drawn: what must not be written as all or as none.
        given: what must be written as it was typed.
    """
    between, exact = [one for one in drawn if 100 * SAME < one < 100 * (1 - SAME)], list(given)
    enough = (
        digits
        for digits in range(1, _DRAWN)
        if all(0 < round(one, digits) < 100 for one in between)
        and all(abs(one - round(one, digits)) < 1e-9 for one in exact)
    )
    return next(enough, _DRAWN)


def in_thousand(accuracy: float) -> Amount | str:
    """Return the wrong labels in a thousand, never rounded to all or to none."""
    wrong = 1000 * (1 - accuracy)
    if 1000 * SAME < wrong < 0.05:
        return "less than 0.1"
    if 999.95 <= wrong < 1000 * (1 - SAME):
        return "more than 999.9"
    return Amount(value=wrong, digits=1)


def typed(value: float) -> str:
    """Return a percentage as it was typed."""
    return f"{value:.6g}%"


def cost_of_mistake(error_cost: float) -> str:
    """Return what a wrong label costs, in words."""
    return money(error_cost) if error_cost else "nothing"
