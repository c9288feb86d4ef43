"""The options: how many people look at an item, what they get right, and what that costs."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.methods.voting import Vote, plurality
from calculators.models.overlap.inputs import OverlapInputs

NOISE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way of using people; money is for one item.

    Attributes:
        name: its name in results and links.
        people: annotators for one item, on average.
        accuracy: the share of items that end right.
        expert_share: the share of items that an expert is asked about.
        cost: what the people and the expert cost.
        cost_per_correct: that for each right label; None where none is right.
        total: the cost with the wrong labels that are left.
    """

    name: str
    people: float
    accuracy: float
    expert_share: float
    cost: float
    cost_per_correct: float | None
    total: float


def fraction(percent: float) -> float:
    """Return a percentage as a share."""
    return percent / 100


def own_accuracy(accuracy: float, shared: float) -> float:
    """Return how often a person is right on the items that do not mislead everybody; both in per cent."""
    return 0.0 if shared == 100 else min(1.0, accuracy / (100 - shared))


def wrong_labels(inputs: OverlapInputs) -> int:
    """Return how many labels wrong answers are spread over."""
    return 1 if inputs.wrong_answers == "one" else inputs.classes - 1


def ceiling(inputs: OverlapInputs) -> float:
    """Return the share of items that do not mislead everybody."""
    return 1 - fraction(inputs.shared_mistakes)


def disagreement(inputs: OverlapInputs) -> float:
    """Return how often two people differ on items that do not mislead everybody."""
    chance = own_accuracy(inputs.annotator_accuracy, inputs.shared_mistakes)
    return max(0.0, 1 - chance**2 - (1 - chance) ** 2 / wrong_labels(inputs))


def agreement(inputs: OverlapInputs) -> float:
    """Return how often two people give the same label."""
    chance = own_accuracy(inputs.annotator_accuracy, inputs.shared_mistakes)
    same = chance**2 + (1 - chance) ** 2 / wrong_labels(inputs)
    return fraction(inputs.shared_mistakes) + ceiling(inputs) * same


def vote_of(inputs: OverlapInputs, people: int) -> Vote:
    """Return the vote of some people on the items that do not mislead everybody."""
    chance = own_accuracy(inputs.annotator_accuracy, inputs.shared_mistakes)
    return plurality(people, wrong_labels(inputs), chance)


def settled(inputs: OverlapInputs, vote: Vote) -> tuple[float, float]:
    """Return a vote's accuracy over all items and the share an expert settles, ties decided as the inputs say."""
    if inputs.tie_rule == "expert":
        won = vote.alone + vote.tied * fraction(inputs.expert_accuracy)
        return ceiling(inputs) * won, ceiling(inputs) * vote.tied
    return ceiling(inputs) * vote.drawn, 0.0


def three_people(inputs: OverlapInputs, chance: float) -> float:
    """Return the accuracy of a vote of three, each right with a chance on items that do not mislead everybody.

    It is the closed form of ``settled`` for three people, for a search that tries many chances.
    """
    miss, labels = 1 - chance, wrong_labels(inputs)
    alone = chance**3 + 3 * chance**2 * miss
    one_right = chance * miss**2 * (labels - 1) / labels
    none_right = miss**3 * (labels - 1) * (labels - 2) / labels**2
    if inputs.tie_rule == "expert":
        return ceiling(inputs) * (alone + (3 * one_right + none_right) * fraction(inputs.expert_accuracy))
    return ceiling(inputs) * (alone + one_right)


def options_of(inputs: OverlapInputs) -> tuple[Option, ...]:
    """Return every option in the order of the page.

    Even votes are left out: with two labels and a fair draw, four people are as good as three.
    """
    return tuple(_options(inputs))


def _options(inputs: OverlapInputs) -> Iterator[Option]:
    unshared, differing = ceiling(inputs), disagreement(inputs)
    expert = fraction(inputs.expert_accuracy)
    for people in range(1, inputs.most_overlap + 1, 2):
        accuracy, asked = settled(inputs, vote_of(inputs, people))
        if people == 3:
            # A third person is needed only where two differ; two who agree are the majority already.
            yield _option(inputs, "two_then_third", 2 + unshared * differing, accuracy, asked)
        yield _option(inputs, f"vote_{people}", people, accuracy, asked)
        if people == 3 or (people == 1 and inputs.most_overlap == 2):
            yield _two_then_expert(inputs, unshared, differing)
    yield _option(inputs, "expert", 0, expert, 1)


def _two_then_expert(inputs: OverlapInputs, unshared: float, differing: float) -> Option:
    both_right = own_accuracy(inputs.annotator_accuracy, inputs.shared_mistakes) ** 2
    accuracy = unshared * (both_right + differing * fraction(inputs.expert_accuracy))
    return _option(inputs, "two_then_expert", 2, accuracy, unshared * differing)


def _option(inputs: OverlapInputs, name: str, people: float, accuracy: float, asked: float) -> Option:
    cost = people * inputs.label_price + asked * inputs.expert_price
    return Option(
        name=name,
        people=people,
        accuracy=accuracy,
        expert_share=asked,
        cost=cost,
        cost_per_correct=_each(cost, accuracy),
        total=cost + (1 - accuracy) * inputs.error_cost,
    )


def _each(cost: float, accuracy: float) -> float | None:
    """Return the cost of each right label; None where there are none, or so few that no number holds it."""
    each = cost / accuracy if accuracy else math.inf
    return each if math.isfinite(each) else None


def equal(value: float, lowest: float) -> bool:
    """Return whether a value is as low as the lowest, rounding noise forgiven."""
    return value <= lowest + NOISE * max(1.0, lowest)


def best_of(options: Sequence[Option]) -> str:
    """Return the first option whose cost with mistakes is the lowest."""
    lowest = min(option.total for option in options)
    return next(option.name for option in options if equal(option.total, lowest))
