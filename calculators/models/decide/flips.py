"""The smallest changes of answers that lead to another recommendation, and what the answer hangs on."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.core import Choice, Progress
from calculators.models.decide.inputs import DecideInputs
from calculators.models.decide.rules import RULES
from calculators.models.decide.weigh import Answers, Verdict, best, holds, main_points, weigh

SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Change:
    """One question answered otherwise: its field, the answer given and the other answer."""

    question: str
    given: str
    instead: str


@dataclass(frozen=True, kw_only=True)
class Flip:
    """A change of one or two answers, and the recommendation it leads to."""

    changes: Sequence[Change]
    recommendation: str


@dataclass(frozen=True, kw_only=True)
class Hinge:
    """A weighted rule that the recommendation hangs on.

    Attributes:
        id: the rule.
        weight: "none" or "double": the weight at which the recommendation changes.
        recommendation: what it changes to.
    """

    id: str
    weight: str
    recommendation: str


def options() -> dict[str, tuple[str, ...]]:
    """Return the possible answers to each question, in the order of the form."""
    fields = DecideInputs.fields().items()
    return {name: tuple(field.options) for name, field in fields if isinstance(field, Choice)}


def changes(answers: Answers) -> list[tuple[int, Change]]:
    """Return every change of one answer with its size: how many places it moves in the list of answers."""
    return [
        (abs(place - given.index(answers[name])), Change(question=name, given=answers[name], instead=option))
        for name, given in options().items()
        for place, option in enumerate(given)
        if option != answers[name]
    ]


def single_flips(answers: Answers, now: str) -> tuple[Flip, ...]:
    """Return the changes of one answer that lead elsewhere, the smallest first, one a question and outcome."""
    found = (
        (size, (change,), weigh({**answers, change.question: change.instead}).best)
        for size, change in changes(answers)
    )
    return _smallest([flip for flip in found if flip[2] != now])


def pair_flips(answers: Answers, now: str) -> Iterator[Progress | tuple[Flip, ...]]:
    """Try every change of two answers; yield progress, and last the smallest that lead elsewhere."""
    pairs = [
        (first, second)
        for first, second in itertools.combinations(changes(answers), 2)
        if first[1].question != second[1].question
    ]
    found = []
    for number, ((size, first), (more, second)) in enumerate(pairs, 1):
        other = {**answers, first.question: first.instead, second.question: second.instead}
        way = weigh(other).best
        if way != now:
            found.append((size + more, (first, second), way))
        if number % 400 == 0:
            yield Progress(share=number / len(pairs), doing="Trying changes of two answers")
    yield _smallest(found)


def _smallest(found: list[tuple[int, tuple[Change, ...], str]]) -> tuple[Flip, ...]:
    """Return the smallest flips; of several with the same questions and outcome only the smallest."""
    kept: dict[tuple[object, ...], Flip] = {}
    for _, made, way in sorted(found, key=lambda flip: flip[0]):
        key = (way, *(change.question for change in made))
        kept.setdefault(key, Flip(changes=made, recommendation=way))
    return tuple(kept.values())[:SHOWN]


def hinges(answers: Answers, verdict: Verdict) -> tuple[Hinge, ...]:
    """Return the rules that, counted not at all or twice, would change the recommendation."""
    found = []
    for rule in RULES:
        if not holds(rule, answers):
            continue
        for weight, sign in (("none", -1), ("double", 1)):
            points = [total + sign * more for total, more in zip(verdict.points, main_points(rule), strict=True)]
            way = best(points, verdict.closed)
            if way != verdict.best:
                found.append(Hinge(id=rule.id, weight=weight, recommendation=way))
    return tuple(found)


def with_equal_weights(answers: Answers, verdict: Verdict) -> str:
    """Return the recommendation if every rule counted one point for a way or against it."""
    fired = [main_points(rule) for rule in RULES if holds(rule, answers)]
    signs = [tuple((number > 0) - (number < 0) for number in points) for points in fired]
    return best([sum(column) for column in zip((0, 0, 0), *signs, strict=True)], verdict.closed)
