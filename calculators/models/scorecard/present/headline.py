"""The answer in a few sentences: who is first, what would change that, and who is out although ahead."""

from calculators.core.words import count, listed
from calculators.models.scorecard.present.edges import Edge
from calculators.models.scorecard.present.view import View, apart, share_apart

# Below these the first two are as good as tied: points of score, and per cent of a weight.
NEAR_SCORES = 2
NEAR_CHANGE = 10


def headline(view: View) -> str:
    """Return the headline."""
    if view.card.first is None:
        return _nobody(view)
    if view.unmarked:
        level = view.inputs.unknown_level
        return (
            f"Nobody is ahead yet, because nothing that scores has a level: every unknown counts as {level}, so all "
            "are as good as tied."
        )
    parts = [_leading(view), _tie(view), _watch(view), _outsider(view, view.card.first)]
    return " ".join(part for part in parts if part)


def _nobody(view: View) -> str:
    failing = [vendor for vendor in view.card.vendors if vendor.gates_failed]
    if not failing:
        return "No vendor has a score, because no criterion with a weight applies to any."
    if len(failing) > 3:
        return f"No vendor passes every gate: each of the {len(failing)} fails at least one."
    fails = "; ".join(f"{vendor.name} fails {view.criteria(vendor.gates_failed)}" for vendor in failing)
    return f"No vendor passes every gate, and no proof can change that: {fails}."


def _leading(view: View) -> str:
    """Say who scores highest, of how many, and on what condition."""
    vendors = [view.card.vendors[place] for place in view.contest.eligible]
    if not any(vendor.gate == "passed" for vendor in vendors):
        return _only_open(view)
    first = view.card.vendors[_first(view)]
    proof = f", if it proves {view.criteria(first.gates_open)} before signing" if first.gates_open else ""
    gates = any(criterion.gate for criterion in view.inputs.criteria)
    if len(vendors) == 1:
        return (
            f"{first.name} is the only vendor that {'passes every gate' if gates else 'has a score'}: {_scores(view)}."
        )
    passing = all(vendor.gate == "passed" for vendor in vendors)
    group = f" that {'pass every' if passing else 'fail no'} gate" if gates else ""
    return f"{first.name} scores highest of the {len(vendors)}{group}{proof}: {_scores(view)}."


def _first(view: View) -> int:
    assert view.card.first is not None
    return view.card.first


def _only_open(view: View) -> str:
    eligible = view.contest.eligible
    missing = sorted({gate for place in eligible for gate in view.card.vendors[place].gates_open})
    first = view.vendor(_first(view))
    if len(eligible) == 1:
        return f"No vendor passes every gate; {first} could if it proves {view.criteria(missing)}: {_scores(view)}."
    return (
        f"No vendor passes every gate; {len(eligible)} could if they prove {view.criteria(missing)}. "
        f"Of these, {first} scores highest: {_scores(view)}."
    )


def _scores(view: View) -> str:
    score = view.card.vendors[_first(view)].score or 0.0
    if view.card.second is None:
        return f"it scores {count(score)}"
    second = view.card.vendors[view.card.second]
    if view.card.tied:
        others = [name for name in view.leaders if name != view.vendor(_first(view))]
        return f"{count(score, 1)}, the same as {listed(others)}"
    ours, theirs = apart(score, second.score or 0.0)
    return f"{ours} against {theirs} for {second.name}"


def _tie(view: View) -> str:
    if view.card.second is None:
        return ""
    first, second = view.card.vendors[_first(view)], view.card.vendors[view.card.second]
    change = view.card.smallest_change
    near = (first.score or 0.0) - (second.score or 0.0) < NEAR_SCORES
    if near or (change is not None and abs(change.percent) < NEAR_CHANGE):
        close = view.leaders if view.card.tied else [first.name, second.name]
        both = "both pass" if len(close) == 2 else "more than one passes"
        return (
            f"{listed(close)} are as good as tied; let the pilot decide. If {both} it, price and risk decide between "
            "them."
        )
    return ""


def _watch(view: View) -> str:
    """Say which weight has the least room, and how many others could change the answer."""
    if view.card.tied or view.card.second is None:
        return ""
    if len(view.contest.scoring) == 1:
        return "Only one criterion scores, so no weight can change that."
    found = view.edges
    if not found:
        return "No change of a single weight puts another first."
    nearest, others = found[0], len(found) - 1
    more = f"; {'one other' if others == 1 else f'{others} others'} would have to move further" if others else ""
    weight, end = share_apart(100 * nearest.weight, 100 * nearest.share)
    return (
        f"The weight to watch is {view.criterion(nearest.criterion)}, {weight} of the total: "
        f"{_beyond(nearest, view.about + end)}, {view.vendor(nearest.leader)} leads{more}."
    )


def _beyond(edge: Edge, end: str) -> str:
    return f"{'above' if edge.rises else 'below'} {end}"


def _outsider(view: View, first: int) -> str:
    """Name the vendor that scores more than the first and is out."""
    out = [vendor for vendor in view.card.vendors if vendor.gate == "failed" and vendor.score is not None]
    highest = max(out, key=lambda vendor: vendor.score or 0.0, default=None)
    leader = view.card.vendors[first]
    if highest is None or (highest.score or 0.0) <= (leader.score or 0.0) + 1e-9:
        return ""
    return (
        f"{highest.name} scores {count(highest.score or 0.0)} and is out: it fails "
        f"{view.criteria(highest.gates_failed)}."
    )
