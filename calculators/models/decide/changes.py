"""What an answer did: how a decision differs from the one before it."""

from collections.abc import Collection, Iterator

from calculators.core.words import counted, listed
from calculators.models.decide.result import Decision

# How a way is called where it closes or opens.
CALLED = {
    "in_house": "in-house",
    "hybrid": "the hybrid",
    "outsourced": "outsourcing",
    "rented_staff": "rented staff",
    "model_assisted": "help from models",
    "freelancers": "freelancers",
    "crowd": "the crowd",
}


def changed(before: Decision, after: Decision) -> list[str]:
    """Return what became different, the weightiest first, each as the rest of a sentence; empty where nothing did."""
    return [*_recommendation(before, after), *_ways(before, after), *_conditions(before, after)]


def _recommendation(before: Decision, after: Decision) -> Iterator[str]:
    if before.recommendation != after.recommendation:
        yield f"moves the recommendation from {CALLED[before.recommendation]} to {CALLED[after.recommendation]}"
    elif before.lead is not None and after.lead is not None and before.lead != after.lead:
        verb = "widens" if after.lead > before.lead else "narrows"
        way = CALLED[after.recommendation]
        yield f"{verb} the lead of {way} from {counted(before.lead, 'point')} to {after.lead}"


def _ways(before: Decision, after: Decision) -> Iterator[str]:
    for verb, were, are in (("closes", before.closed, after.closed), ("opens", after.closed, before.closed)):
        ways = [CALLED[way] for way in CALLED if way in are and way not in were]
        if ways:
            yield f"{verb} {listed(ways)}"


def _conditions(before: Decision, after: Decision) -> Iterator[str]:
    """Yield how many conditions come and go; one on several ways counts once."""
    were, are = _bound(before), _bound(after)
    for verb, many in (("adds", len(are - were)), ("drops", len(were - are))):
        if many:
            yield f"{verb} {counted(many, 'condition')}"


def _bound(decision: Decision) -> set[str]:
    found: set[str] = set()
    conditions: Collection[Collection[str]] = decision.conditions.values()
    return found.union(*conditions)
