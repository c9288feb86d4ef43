"""From answers to a verdict: gates first, then points. The order of rules and of answers changes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculators.models.decide.gates import GATES, Gate
from calculators.models.decide.inputs import options
from calculators.models.decide.rules import RULES, Rule
from calculators.models.decide.ways import MAIN

type Answers = Mapping[str, str]
type PointsByWay = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Which main way is best.

    Attributes:
        best: the open way with the most points; among equals the one that sends less out.
        points: the points of each main way, closed or not, in the order of ``MAIN``.
        closed: the main ways that a gate closes.
    """

    best: str
    points: PointsByWay
    closed: frozenset[str]


def holds(rule: Gate | Rule, answers: Answers) -> bool:
    """Say whether every question the rule names is answered in one of the ways it names."""
    # A loop, for speed: the flips ask thousands of times.
    for name, accepted in rule.when.items():  # noqa: SIM110
        if answers[name] not in accepted:
            return False
    return True


def fired_rules(answers: Answers) -> Iterator[Rule]:
    """Yield the weighted rules that hold, in the order of the form."""
    return (rule for rule in RULES if holds(rule, answers))


def fired_gates(answers: Answers) -> Iterator[Gate]:
    """Yield the gates that hold, the hardest first."""
    return (gate for gate in GATES if holds(gate, answers))


def main_points(rule: Rule) -> PointsByWay:
    """Return what a rule adds to each main way."""
    own, both, bought = (rule.points.get(way, 0) for way in MAIN)
    return own, both, bought


def total(points: Iterable[PointsByWay]) -> PointsByWay:
    """Add up the points of the main ways."""
    own, both, bought = map(sum, zip((0, 0, 0), *points, strict=True))
    return own, both, bought


def alone(question: str, answer: str) -> PointsByWay:
    """Return what an answer adds to the main ways by the rules that ask for nothing else."""
    return total(
        main_points(rule) for rule in RULES if rule.when.keys() == {question} and answer in rule.when[question]
    )


# Looked up, for the same reason.
_ALONE = {(question, answer): alone(question, answer) for question, given in options().items() for answer in given}
_JOINT = tuple((rule, main_points(rule)) for rule in RULES if len(rule.when) > 1)
_CLOSING = tuple(gate for gate in GATES if not set(MAIN).isdisjoint(gate.closes))


def weigh(answers: Answers) -> Verdict:
    """Close what the gates close, add up the points, and take the best of what is left."""
    closed = frozenset(way for gate in _CLOSING if holds(gate, answers) for way in gate.closes if way in MAIN)
    added = [_ALONE[answer] for answer in answers.items()]
    added += [points for rule, points in _JOINT if holds(rule, answers)]
    points = total(added)
    return Verdict(best=best(points, closed), points=points, closed=closed)


def best(points: Sequence[float], closed: frozenset[str]) -> str:
    """Return the open way with the most points; among equals the one that sends less out."""
    standing = {way: number for way, number in zip(MAIN, points, strict=True) if way not in closed}
    return max(standing, key=lambda way: standing[way])
