"""How routes, gates and parts are named in an answer."""

from collections.abc import Sequence

from calculators.core.words import count, counted, listed
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
MOST_NAMES = 4
NEXT_TO_WHOLE = 0.05


def few(names: Sequence[str], noun: str = "part") -> str:
    """Return names in a row; of many only the first, and how many more there are of what the noun says."""
    if len(names) <= MOST_NAMES:
        return listed(list(names))
    shown = list(names[: MOST_NAMES - 1])
    return listed([*shown, counted(len(names) - len(shown), f"more {noun}")])


def heads(people: float) -> str:
    """Return a number of people: whole where it is next to a whole one, else with one decimal."""
    return count(people, 0 if abs(people - round(people)) < NEXT_TO_WHOLE else 1)


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
