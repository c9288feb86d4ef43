"""From answers to a decision: the recommendation, why, what would flip it, and what to mind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, Progress, Step
from calculators.models.decide.advice import MISTAKES, fitting
from calculators.models.decide.flips import (
    DecisiveRule,
    Flip,
    decisive_rules,
    pair_flips,
    single_flips,
    with_equal_weights,
)
from calculators.models.decide.gates import Gate
from calculators.models.decide.inputs import DecideInputs, answers_of
from calculators.models.decide.rules import Rule
from calculators.models.decide.ways import ASIDES, MAIN, NAMES
from calculators.models.decide.weigh import Answers, Verdict, fired_gates, fired_rules, weigh

# Everything the advisor can say, from the least data sent out to the most.
OUTCOMES = {
    "in_house_without_people": "Only in-house is open, and there is nobody to do it",
    "in_house_only": "In-house, because every other way is closed",
    "in_house": "In-house",
    "hybrid": "Hybrid",
    "outsourced": "Outsourced",
}

# An aside fits from this many points on.
FITS = 2

MISTAKES_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A rule that holds: id, sentence, and how far it pulls towards the recommendation; a gate has no points."""

    id: str
    sentence: str
    points: int | None = None


@dataclass(frozen=True, kw_only=True)
class Aside:
    """A way for a part of the work.

    Attributes:
        verdict: "fits", "does_not_fit" or "closed".
        points: what the weighted rules add up to.
        reasons: the ids of the rules that speak loudest for the verdict, or of the gates that close it.
    """

    verdict: str
    points: int
    reasons: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the advisor recommends, and why.

    Attributes:
        recommendation: "in_house", "hybrid" or "outsourced".
        outcome: a key of ``OUTCOMES``.
        points: the points of the three main ways, closed or not.
        runner_up: the next best open way; None where no other is open.
        lead: how many points it is behind.
        gates: the gates that hold, the hardest first.
        closed: for each closed way, the gates that close it.
        conditions: for each open way, the gates that set a condition on it.
        reasons_for: what speaks for the recommendation, the strongest first.
        reasons_against: what speaks against it, the strongest first.
        flips: the smallest changes that lead elsewhere; empty where none were found.
        changes_tried: how many answers were changed at once to find the flips: 1 or 2.
        decisive_rules: the rules that the recommendation hangs on, were their weight none or double.
        equal_weights: the recommendation if every rule counted one point.
        asides: freelancers, crowd, model-assisted labelling and rented staff.
        mistakes: the ids of the mistakes that this profile tends to make.
    """

    recommendation: str
    outcome: str
    points: Mapping[str, int]
    runner_up: str | None
    lead: int | None
    gates: Sequence[Reason]
    closed: Mapping[str, Sequence[str]]
    conditions: Mapping[str, Sequence[str]]
    reasons_for: Sequence[Reason]
    reasons_against: Sequence[Reason]
    flips: Sequence[Flip]
    changes_tried: int
    decisive_rules: Sequence[DecisiveRule]
    equal_weights: str
    asides: Mapping[str, Aside]
    mistakes: Sequence[str]


def compute(inputs: DecideInputs) -> Decision:
    """Return the decision, with the flips that one changed answer brings."""
    answers = answers_of(inputs)
    verdict = weigh(answers)
    gates, rules = list(fired_gates(answers)), list(fired_rules(answers))
    closed = {way: ids for way in NAMES if (ids := tuple(gate.id for gate in gates if way in gate.closes))}
    conditions = {
        way: ids
        for way in NAMES
        if way not in closed and (ids := tuple(gate.id for gate in gates if way in gate.binds))
    }
    runner_up = _runner_up(verdict)
    points = dict(zip(MAIN, verdict.points, strict=True))
    pulls = _pulls(rules, verdict)
    return Decision(
        recommendation=verdict.best,
        outcome=outcome(answers, verdict),
        points=points,
        runner_up=runner_up,
        lead=points[verdict.best] - points[runner_up] if runner_up else None,
        gates=tuple(Reason(id=gate.id, sentence=gate.says) for gate in gates),
        closed=closed,
        conditions=conditions,
        reasons_for=(*_gates_as_reasons(gates, verdict), *_reasons(pulls, 1)),
        reasons_against=tuple(_reasons(pulls, -1)),
        flips=single_flips(answers, verdict.best),
        changes_tried=1,
        decisive_rules=decisive_rules(answers, verdict),
        equal_weights=with_equal_weights(answers, verdict),
        asides={way: _aside(way, gates, rules) for way in ASIDES},
        mistakes=tuple(one.id for one in fitting(MISTAKES, answers, verdict.best))[:MISTAKES_SHOWN],
    )


def refine(inputs: DecideInputs, decision: Decision) -> Iterator[Step[Decision]]:
    """Where no single answer flips the recommendation, try two; yield progress, and last the better decision."""
    if decision.flips:
        return
    for step in pair_flips(answers_of(inputs), decision.recommendation):
        if isinstance(step, Progress):
            yield step
        else:
            yield Better(replace(decision, flips=step.result, changes_tried=2))


def outcome(answers: Answers, verdict: Verdict) -> str:
    """Return which of the ``OUTCOMES`` a verdict is."""
    if len(verdict.closed) < len(MAIN) - 1:
        return verdict.best
    return "in_house_without_people" if answers["own_team"] == "cannot_hire" else "in_house_only"


def _runner_up(verdict: Verdict) -> str | None:
    """Return the open way with the next most points; among equals the one that sends less out."""
    others = [
        (-points, place, way)
        for place, (way, points) in enumerate(zip(MAIN, verdict.points, strict=True))
        if way not in {verdict.best, *verdict.closed}
    ]
    return min(others)[2] if others else None


def _pulls(rules: Sequence[Rule], verdict: Verdict) -> list[tuple[int, Rule]]:
    """Return each rule with how far it pulls towards the best way: its points for it, less those of each rival.

    The rivals are the other open ways; where none is open, all others, so that their merits are still seen.
    """
    others = [way for way in MAIN if way != verdict.best]
    rivals = [way for way in others if way not in verdict.closed] or others
    return [(sum(rule.points.get(verdict.best, 0) - rule.points.get(way, 0) for way in rivals), rule) for rule in rules]


def _reasons(pulls: Sequence[tuple[int, Rule]], sign: int) -> list[Reason]:
    """Return the rules that pull towards the best way (sign 1) or away from it (sign -1), the strongest first."""
    chosen = sorted((one for one in pulls if one[0] * sign > 0), key=lambda one: -abs(one[0]))
    return [Reason(id=rule.id, sentence=rule.says, points=pull) for pull, rule in chosen]


def _gates_as_reasons(gates: Sequence[Gate], verdict: Verdict) -> list[Reason]:
    """Return the gates that close another main way, those that close most first."""
    closing = [gate for gate in gates if not verdict.closed.isdisjoint(gate.closes)]
    closing.sort(key=lambda gate: -len(verdict.closed.intersection(gate.closes)))
    return [Reason(id=gate.id, sentence=gate.says) for gate in closing]


def _aside(way: str, gates: Sequence[Gate], rules: Sequence[Rule]) -> Aside:
    """Judge one of the ways for a part of the work."""
    points = sum(rule.points.get(way, 0) for rule in rules)
    closing = [gate.id for gate in gates if way in gate.closes]
    if closing:
        return Aside(verdict="closed", points=points, reasons=closing)
    fits = points >= FITS
    speaking = [rule for rule in rules if rule.points.get(way, 0) * (1 if fits else -1) > 0]
    speaking.sort(key=lambda rule: -abs(rule.points[way]))
    return Aside(verdict="fits" if fits else "does_not_fit", points=points, reasons=[one.id for one in speaking[:2]])
