"""Sharing one scarce capacity: the continuous multiple-choice knapsack."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

# Part of a capacity that may be lacking before there is said to be no way; and what rounding alone may cause.
FORGIVEN = 1e-9
NOISE = 1e-12
# Dividing a cost by a vanishing weight must stay a number that can be rounded.
STEEPEST = 1e300


class Option(NamedTuple):
    """One way of doing a class, for one unit of it.

    Attributes:
        weight: the capacity it takes, at least 0.
        cost: what it costs, at least 0.
        rank: its place among options that take and cost the same; also what the caller knows it by.
    """

    weight: float
    cost: float
    rank: int


class Place(NamedTuple):
    """Where a class stands on its frontier: on an option, and by a share on the next one too."""

    step: int
    share: float


def frontier(options: Iterable[Option]) -> tuple[Option, ...]:
    """Return the options that a cheapest choice may use, from the lightest to the cheapest.

    An option that costs no less and weighs no less than another is dropped, and so is one on or above the straight
    line between its neighbours, because mixing those two does as well. What is left saves less and less by weight.
    Source: Sinha and Zoltners (1979), The multiple-choice knapsack problem, Operations Research 27, 503-515.
    """
    kept: list[Option] = []
    for option in sorted(options):
        if kept and option.cost >= kept[-1].cost * (1 - NOISE):
            continue
        while len(kept) > 1 and _saving(kept[-1], option) >= _saving(kept[-2], kept[-1]):
            kept.pop()
        kept.append(option)
    return tuple(kept)


def _saving(light: Option, heavy: Option) -> float:
    """Return the saving by weight from one option to a heavier and cheaper one."""
    weight = heavy.weight - light.weight
    return min((light.cost - heavy.cost) / weight, STEEPEST) if weight else STEEPEST


def _rounded(value: float) -> float:
    """Return a number to 41 bits, so that savings that differ by rounding alone count as equal.

    Source: Dekker (1971), A floating-point technique for extending the available precision, section 5.
    """
    high = value * 4097
    return high - (high - value)


def fill(classes: Sequence[tuple[float, Sequence[Option]]], capacity: float) -> list[Place] | None:
    """Return where each class stands when all of them together cost least within the capacity; None where none fit.

    Every class starts at its lightest option. Steps along the frontiers are taken by the saving by weight, the largest
    first and of equals the earlier class first, until the capacity runs out; the last step may be partial. Linear
    duality proves it cheapest: at the saving by weight of the last step every class has its least cost plus weight.

    Args:
        classes: the size of each class and its frontier, which is not empty.
        capacity: the weight that all of them together may take.

    Source: Zemel (1980), The linear multiple choice knapsack problem, Operations Research 28, 1412-1423.
    """
    lightest = cheapest = 0.0
    for size, options in classes:
        lightest += size * options[0].weight
        cheapest += size * options[-1].weight
    if lightest > capacity * (1 + FORGIVEN):
        return None
    if cheapest <= capacity:
        return [Place(len(options) - 1, 0.0) for _, options in classes]
    places = [Place(0, 0.0)] * len(classes)
    left = max(0.0, capacity - lightest)
    for _, index, step, weight in _steps(classes):
        if weight > left + NOISE * capacity:
            places[index] = Place(step, left / weight)
            break
        left = max(0.0, left - weight)
        places[index] = Place(step + 1, 0.0)
    return places


def _steps(classes: Sequence[tuple[float, Sequence[Option]]]) -> list[tuple[float, int, int, float]]:
    """Return the steps in the order in which they are taken: minus the saving, class, step, weight."""
    return sorted(
        (-_rounded(_saving(options[step], options[step + 1])), index, step,
         size * (options[step + 1].weight - options[step].weight))
        for index, (size, options) in enumerate(classes)
        for step in range(len(options) - 1)
    )  # fmt: skip
