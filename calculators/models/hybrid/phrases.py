"""How routes, gates and parts are named in an answer."""

from collections.abc import Sequence

from calculators.core import Amount
from calculators.core.words import bound, count, counted, decimals, listed
from calculators.models.hybrid.least import CARRIED
from calculators.models.hybrid.result import Hybrid, Routes, Share

ROUTE_NAMES = {"in_house": "In-house", "outsourced": "Outsourced", "model": "Model first"}
# The model's route is none of the three ways of working, so it has a colour of its own.
STYLES = {"in_house": "in-house", "outsourced": "outsourced", "model": "model"}
GATE_NAMES = {"data": "data", "expertise": "expertise", "quality": "quality", "no_model": "no model"}
POOL_NAMES = {"trained": "trained people", "specialist": "specialists"}
DRIVER_NAMES = {"vendor_price": "Vendor's bill a label", "model_accuracy": "Labels the model gets right"}
REASONS = {
    "must_go": "nothing: no split works without this route",
    "never": "nothing, not even for free or without an error",
    "always": "nothing: some goes out at any price",
}
# Why a part has no way left, by the first gate that closes a route, and the routes as each of them names them.
_SHUT = {
    "data": "data may not go to {}",
    "expertise": "nobody at the vendor can do it",
    "quality": "too many labels stay wrong {}",
    "no_model": "there is no model for it",
}
_PLACES = {
    "data": {"outsourced": "the vendor", "model": "the model"},
    "quality": {"in_house": "in-house", "outsourced": "at the vendor", "model": "behind the model"},
}
# From this change on, in per cent, a per cent says less than the amount itself.
MANIFOLD = 1000
MOST_NAMES = 4
NEXT_TO_WHOLE = 0.05
# Below this many, parts of a label or of an hour are told; from it on they are lost among the whole ones.
FEW = 10
# No two numbers that are told apart need more decimals, and those that differ by less are one, worked out twice.
MOST_DIGITS, SAME = 6, 1e-9


def few(names: Sequence[str], noun: str = "part") -> str:
    """Return names in a row; of many only the first, and how many more there are of what the noun says."""
    if len(names) <= MOST_NAMES:
        return listed(list(names))
    shown = list(names[: MOST_NAMES - 1])
    return listed([*shown, counted(len(names) - len(shown), f"more {noun}")])


def heads(people: float) -> str:
    """Return a number of people: whole where it is next to a whole one, else with one decimal; never none for some."""
    if 0 < people < NEXT_TO_WHOLE:
        return "less than 0.1"
    return count(people, 0 if abs(people - round(people)) < NEXT_TO_WHOLE else 1)


def beside(people: float, have: float) -> str:
    """Return a number of people beside the number there are, with the digits to be read as more or as no more."""
    if abs(people - have) <= SAME * max(1.0, have):
        return bound(have)
    if 0 < people < NEXT_TO_WHOLE:
        return heads(people)
    texts = [heads(people), *(count(people, digits) for digits in range(1, MOST_DIGITS))]
    more = people > have
    return next((text for text in texts if (float(text.replace(",", "")) > have) == more), bound(people))


def amount(number: float) -> Amount:
    """Return a number of labels as a cell: whole, unless they are so few that a part of one counts."""
    return Amount(value=number, digits=decimals(number, 2) if number < FEW else 0)


def labels(number: float) -> str:
    """Return a number of labels as a sentence says it."""
    text = str(amount(number))
    return f"{text} label{'' if text == '1' else 's'}"


def hours(number: float) -> str:
    """Return hours as a sentence says them: whole, unless they are few, and never none for some."""
    if number < 0.05:
        return "less than 0.1 hours"
    text = count(number, 0 if number >= FEW else 1).removesuffix(".0")
    return f"{text} hour{'' if text == '1' else 's'}"


def carried(share: Share, route: str) -> float:
    """Return how many of a part's labels a route carries; nothing where it is next to nothing."""
    labels: float = getattr(share, route)
    return labels if labels > CARRIED else 0.0


def taking(hybrid: Hybrid, route: str) -> list[str]:
    """Return the parts that a route carries, each named as a part of itself where it is split."""
    names = []
    for share in hybrid.split or ():
        if carried(share, route):
            whole = sum(1 for other in ROUTE_NAMES if carried(share, other)) == 1
            names.append(share.name if whole else f"part of {share.name}")
    return names


def no_way_left(routes: Routes) -> str:
    """Return why a part has no way left, as the end of a sentence."""
    reasons = []
    for gate, words in _SHUT.items():
        shut = [route for route, gates in routes.closed.items() if gates[0] == gate]
        places = [_PLACES.get(gate, {}).get(route, "") for route in shut]
        if shut:
            reasons.append(words.format(listed(places, "or")))
    return listed(reasons)
