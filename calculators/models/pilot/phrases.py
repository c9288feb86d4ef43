"""How this calculator says a size, a chance, an accuracy, a difference and a verdict, in one way everywhere."""

import math
from collections.abc import Sequence

from calculators.core.words import count, counted, listed, percent, plain
from calculators.models.pilot.gate import errors_allowed
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.judged import Judged, VendorVerdict
from calculators.models.pilot.pairs import NotWorse, Pair
from calculators.models.pilot.plans import MOST, beyond_search
from calculators.models.pilot.terms import Terms

NO_SIZE = "no number does it"
REASONS = {
    "undecided": "the errors do not decide",
    "floor": "too many errors",
    "drift": "the last day is worse than the first",
    "class": "a class is below the floor",
}


def typed(value: float) -> str:
    """Return a percentage as it was typed, in its shortest form."""
    return f"{plain(value)}%"


def bare(items: int) -> str:
    """Return a number of items without the word, save for one, which would not read as a number of items."""
    return "1 item" if items == 1 else count(items)


def missing_size(terms: Terms) -> str:
    """Return what stands where the question has no size: none can do it, or it is larger than those tried."""
    if terms.question == "floor" and beyond_search(terms):
        return f"more than {count(math.floor(MOST * terms.design_effect))}"
    return NO_SIZE


def with_errors(allowed: int) -> str:
    """Return how many errors a pass may have: "up to 3 errors", or "no error"."""
    return f"up to {counted(allowed, 'error')}" if allowed else "no error"


def accuracy(share: float) -> str:
    """Return an accuracy found, with one decimal or as many as it takes not to read as all or none."""
    return percent(100 * share, accuracy_digits(share))


def accuracy_digits(*shares: float) -> int:
    """Return the decimals with which no accuracy reads as all or none that is not, and no two read the same."""
    for digits in range(1, 6):
        read = {share: round(100 * share, digits) for share in shares}
        if len(set(read.values())) == len(read) and all((0 < read[one] < 100) or one in (0, 1) for one in read):
            return digits
    return 6


def times(chance: float) -> str:
    """Return how often something happens, never rounded to always or never; what cannot happen never does."""
    if chance == 0:
        return "never"
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
    digits = accuracy_digits(low, high)
    return f"{percent(100 * low, digits)} to {percent(100 * high, digits)}"


def reasons(one: VendorVerdict) -> str:
    """Return why a vendor does not pass."""
    return " and ".join(REASONS[reason] for reason in one.reasons)


def clusters(inputs: PilotInputs, items: int) -> str:
    """Return what a number of items is worth where they hang together."""
    terms = Terms.of(inputs)
    effective = terms.effective(items)
    most = errors_allowed(effective, 1 - terms.floor, terms.alpha) if effective else -1
    worth = f"of which {f'at most {count(most)}' if most else 'none'} may be wrong"
    if most < 0:
        worth = "too few for any vendor to pass"
    counts = f"{bare(items)} {'counts' if items == 1 else 'count'} as {count(effective)}"
    return f"counted as single items; with the clusters typed, {counts}, {worth}"


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
    given = f"and you would give up {in_points(margin)}"
    if one.not_worse:
        worst = f"at worst {points(-one.lower)} points worse" if one.lower < 0 else "better even at worst"
        return f"{one.vendor} is no worse than {one.standard}: it is {worst}, {given}."
    return (
        f"{one.vendor} is not shown to be no worse than {one.standard}: it may be {points(-one.lower)} points worse, "
        f"{given}."
    )


def _against_the_floor(one: VendorVerdict) -> str:
    wrong = one.items - one.right
    found = f"{counted(wrong, 'error') if wrong else 'no error'} in {count(one.items)}"
    limit = f"up to {count(one.gate_errors)} would pass" if one.gate_errors else "not one is allowed"
    if one.gate_errors < 0:
        limit = "so few items cannot pass"
    if one.final == "PASS":
        return f"{one.vendor} passes: {found}, and {limit}."
    if one.final == "FAIL":
        return f"{one.vendor} fails: {found}, and {limit}."
    if one.gate == "PASS":
        return f"{one.vendor} would pass with {found}, but must be repeated, since {reasons(one)}."
    return f"{one.vendor} is not decided: {found}, and {limit}."


def _verb(names: Sequence[str], one: str, several: str) -> str:
    return one if len(names) == 1 else several
