"""How this calculator says a chance, an accuracy, a difference and a verdict, in one way everywhere."""

from collections.abc import Sequence

from calculators.core.words import count, counted, listed, percent, plain
from calculators.models.pilot.gate import errors_allowed
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.judged import Judged, VendorVerdict
from calculators.models.pilot.pairs import NotWorse, Pair
from calculators.models.pilot.terms import Terms

REASONS = {
    "undecided": "the errors do not decide",
    "floor": "too many errors",
    "drift": "the last day is worse than the first",
    "class": "a class is below the floor",
}


def typed(value: float) -> str:
    """Return a percentage as it was typed, in its shortest form."""
    return f"{plain(value)}%"


def accuracy(share: float) -> str:
    """Return an accuracy found, with one decimal."""
    return percent(100 * share, 1)


def times(chance: float) -> str:
    """Return how often something happens, never rounded to always or never."""
    rounded = round(100 * chance)
    if rounded >= 100:
        return "more than 99 times in 100"
    if rounded <= 0:
        return "less than once in 100"
    return "once in 100" if rounded == 1 else f"{rounded} times in 100"


def points(share: float) -> str:
    """Return a difference of accuracies in points, with one decimal and its sign."""
    return count(100 * share, 1)


def in_points(margin: float) -> str:
    """Return a margin as it was typed, in points."""
    return f"{plain(margin)} point{'' if margin == 1 else 's'}"


def chance(value: float) -> str:
    """Return a p value: four decimals, and never nothing."""
    return "below 0.0001" if value < 0.00005 else f"{value:.4f}"


def spread(low: float, high: float) -> str:
    """Return an interval of accuracies."""
    return f"{accuracy(low)} to {accuracy(high)}"


def reasons(one: VendorVerdict) -> str:
    """Return why a vendor does not pass."""
    return " and ".join(REASONS[reason] for reason in one.reasons)


def clusters(inputs: PilotInputs, items: int) -> str:
    """Return what a number of items is worth where they hang together."""
    terms = Terms.of(inputs)
    effective = terms.effective(items)
    most = errors_allowed(effective, 1 - terms.floor, terms.alpha) if effective else -1
    worth = f"of which at most {count(most)} may be wrong" if most >= 0 else "too few for any vendor to pass"
    return f"counted as single items; with the clusters typed, {count(items)} count as {count(effective)}, {worth}"


def verdict(inputs: PilotInputs, judged: Judged) -> str:
    """Return what the result means for the question, in a sentence or two."""
    if len(judged.vendors) > 1 and inputs.question == "better":
        return _who_is_better(judged)
    if judged.not_worse:
        return " ".join(_no_worse(one, inputs.noninferiority_margin) for one in judged.not_worse)
    return " ".join(_against_the_floor(one) for one in judged.vendors)


def _who_is_better(judged: Judged) -> str:
    left = [one for one in judged.vendors if one.final != "FAIL"]
    failed = [one.vendor for one in judged.vendors if one.final == "FAIL"]
    ahead = _ahead(judged, left)
    if ahead is None:
        if not judged.passed:
            return "Nobody is shown to be better, and so far nobody passes."
        who = f"{listed(list(judged.passed))} {_verb(judged.passed, 'passes', 'pass')}"
        first = ", and the scorecard goes before price where it tells them apart" if len(judged.passed) > 1 else ""
        return f"Nobody is shown to be better: choose on price among those who pass. {who}{first}."
    others = [one for one in left if one is not ahead]
    losers = f" {listed(failed)} {_verb(failed, 'fails', 'fail')}." if failed else ""
    name = ahead.vendor
    if not others:
        against = listed([accuracy(one.accuracy) for one in judged.vendors if one is not ahead])
        if judged.winner:
            return f"{name} passes, which nobody else does: {accuracy(ahead.accuracy)} against {against}.{losers}"
        return f"{name} is the only one left and does not pass yet, since {reasons(ahead)}.{losers}"
    claim = "passes and is better" if judged.winner else "is better"
    against = listed([accuracy(one.accuracy) for one in others])
    size = _lead(judged, name, others[0].vendor) if len(others) == 1 else ""
    still = "" if judged.winner else f" It does not pass yet, since {reasons(ahead)}."
    who = listed([one.vendor for one in others])
    return f"{name} {claim} than {who}: {accuracy(ahead.accuracy)} against {against}{size}.{still}{losers}"


def _ahead(judged: Judged, left: Sequence[VendorVerdict]) -> VendorVerdict | None:
    """Return the vendor that is better than each other that did not fail, whether it passes or not."""
    if not left:
        return None
    best = max(left, key=lambda one: one.accuracy)
    names = {one.vendor for one in left}
    contests = [
        one for one in judged.pairs if best.vendor in (one.first, one.second) and {one.first, one.second} <= names
    ]
    return best if all(one.better == best.vendor for one in contests) else None


def _lead(judged: Judged, name: str, other: str) -> str:
    pair = next(one for one in judged.pairs if {one.first, one.second} == {name, other})
    value, low, high = turned(pair, name)
    return f", {points(value)} points ({points(low)} to {points(high)})"


def turned(pair: Pair, name: str) -> tuple[float, float, float]:
    """Return a pair's difference and interval, seen from one of the two."""
    if pair.first == name:
        return pair.difference, pair.low, pair.high
    return -pair.difference, -pair.high, -pair.low


def _no_worse(one: NotWorse, margin: float) -> str:
    given = f"and you would give up {plain(margin)}"
    if one.not_worse:
        worst = f"at worst {points(-one.lower)} points worse" if one.lower < 0 else "better even at worst"
        return f"{one.vendor} is no worse than {one.standard}: it is {worst}, {given}."
    return (
        f"{one.vendor} is not shown to be no worse than {one.standard}: it may be {points(-one.lower)} points worse, "
        f"{given}."
    )


def _against_the_floor(one: VendorVerdict) -> str:
    wrong = one.items - one.right
    found = f"{counted(wrong, 'error')} in {count(one.items)}"
    limit = f"up to {count(one.gate_errors)} would pass" if one.gate_errors >= 0 else "so few items cannot pass"
    if one.final == "PASS":
        return f"{one.vendor} passes: {found}, and {limit}."
    if one.final == "FAIL":
        return f"{one.vendor} fails: {found}, and {limit}."
    if one.gate == "PASS":
        return f"{one.vendor} would pass with {found}, but must be repeated, since {reasons(one)}."
    return f"{one.vendor} is not decided: {found}, and {limit}."


def _verb(names: Sequence[str], one: str, several: str) -> str:
    return one if len(names) == 1 else several
