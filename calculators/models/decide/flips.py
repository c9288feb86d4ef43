"""The smallest changes of answers that lead to another recommendation, and what the answer hangs on."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from calculators.core import Better, Progress, Step
from calculators.models.decide.inputs import CONTRADICTIONS, options
from calculators.models.decide.rules import RULES
from calculators.models.decide.weigh import Answers, PointsByWay, Verdict, best, holds, main_points, total, weigh

SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Change:
    """One question answered otherwise: its field, the answer given and the other answer."""

    question: str
    given: str
    instead: str

    @property
    def size(self) -> int:
        """How many places it moves in the list of answers."""
        given = options()[self.question]
        return abs(given.index(self.instead) - given.index(self.given))


@dataclass(frozen=True, kw_only=True)
class Flip:
    """A change of one or two answers, and the recommendation it leads to."""

    changes: Sequence[Change]
    recommendation: str

    @property
    def size(self) -> int:
        """The sizes of its changes, added up."""
        return sum(change.size for change in self.changes)


@dataclass(frozen=True, kw_only=True)
class DecisiveRule:
    """A weighted rule that the recommendation hangs on.

    Attributes:
        id: the rule.
        weight: "none" or "double": the weight at which the recommendation changes.
        recommendation: what it changes to.
    """

    id: str
    weight: str
    recommendation: str


def changes(answers: Answers) -> list[Change]:
    """Return every change of one answer, the smallest first, then in the order of the form."""
    found = [
        Change(question=question, given=answers[question], instead=answer)
        for question, given in options().items()
        for answer in given
        if answer != answers[question]
    ]
    return sorted(found, key=lambda change: change.size)


def changed(answers: Answers, made: Iterable[Change]) -> dict[str, str]:
    """Return the answers after some changes."""
    return {**answers, **{change.question: change.instead for change in made}}


def contradicts(answers: Answers, made: Sequence[Change]) -> bool:
    """Say whether a change sets an answer that cannot be beside another one, as it stands after all of them."""
    after, touched = changed(answers, made), {change.question for change in made}
    return any(
        not touched.isdisjoint(together) and all(after[question] == answer for question, answer in together.items())
        for together in CONTRADICTIONS
    )


def single_flips(answers: Answers, now: str) -> tuple[Flip, ...]:
    """Return the changes of one answer that lead elsewhere, the smallest first, one a question and outcome."""
    return _smallest([_flip(answers, change) for change in _possible(answers)], now)


def pair_flips(answers: Answers, now: str) -> Iterator[Step[tuple[Flip, ...]]]:
    """Try every change of two answers; yield progress, and last the smallest that lead elsewhere."""
    pairs = [
        pair
        for pair in itertools.combinations(changes(answers), 2)
        if pair[0].question != pair[1].question and not contradicts(answers, pair)
    ]
    tried = []
    for number, pair in enumerate(pairs, 1):
        tried.append(_flip(answers, *pair))
        if number % 400 == 0:
            yield Progress(share=number / len(pairs), doing="Trying changes of two answers")
    yield Better(_smallest(tried, now))


def _possible(answers: Answers) -> list[Change]:
    return [change for change in changes(answers) if not contradicts(answers, [change])]


def _flip(answers: Answers, *made: Change) -> Flip:
    """Return what some changes lead to, with the changes in the order of the form."""
    in_order = sorted(made, key=lambda change: list(options()).index(change.question))
    return Flip(changes=in_order, recommendation=weigh(changed(answers, made)).best)


def _smallest(tried: Iterable[Flip], now: str) -> tuple[Flip, ...]:
    """Return the smallest that lead elsewhere; of several with the same questions and outcome only the smallest."""
    kept: dict[object, Flip] = {}
    for flip in sorted(tried, key=lambda flip: flip.size):
        if flip.recommendation != now:
            kept.setdefault((flip.recommendation, frozenset(one.question for one in flip.changes)), flip)
    return tuple(kept.values())[:SHOWN]


def decisive_rules(answers: Answers, verdict: Verdict) -> tuple[DecisiveRule, ...]:
    """Return the rules that, counted not at all or twice, would change the recommendation."""
    found = []
    for rule in RULES:
        if not holds(rule, answers):
            continue
        for weight, sign in (("none", -1), ("double", 1)):
            points = [total + sign * more for total, more in zip(verdict.points, main_points(rule), strict=True)]
            way = best(points, verdict.closed)
            if way != verdict.best:
                found.append(DecisiveRule(id=rule.id, weight=weight, recommendation=way))
    return tuple(found)


def with_equal_weights(answers: Answers, verdict: Verdict) -> str:
    """Return the recommendation if every rule counted one point for a way or against it."""
    signs = [_signs(main_points(rule)) for rule in RULES if holds(rule, answers)]
    return best(total(signs), verdict.closed)


def _signs(points: PointsByWay) -> PointsByWay:
    own, both, bought = ((number > 0) - (number < 0) for number in points)
    return own, both, bought
