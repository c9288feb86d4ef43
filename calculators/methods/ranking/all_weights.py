"""What every possible weighting would say: shares of the set of all weight vectors, which add up to 1.

Weight vectors are even over that set when each weight is an exponential number divided by their sum; a ranking needs
no such division. Source: Devroye (1986), Non-Uniform Random Variate Generation, Springer, chapter V.
"""

import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from calculators.methods.ranking.alike import ALIKE, beyond

type Order = tuple[int, ...]


def better_share(differences: Sequence[float]) -> float:
    """Return the share of all weight vectors under which the weighted sum of the differences is above zero; exact.

    It is the chance that ``sum g*E > sum h*E`` for independent exponentials, with ``g`` the gains and ``h`` the
    losses. One gain and one loss run down as two clocks; a clock that stops takes its term away and, having no
    memory, leaves the other as it was. So the chance with i gains and k losses follows from those with one fewer,
    by sums of positive terms only. Without any difference it is 0.

    Source: the meeting of two exponential clocks, as in Ross, Introduction to Probability Models, chapter 5.
    """
    gains = [difference for difference in differences if difference > ALIKE]
    losses = [-difference for difference in differences if difference < -ALIKE]
    before = [0.0] * (len(losses) + 1)
    for gain in gains:
        chance = 1.0
        after = [chance]
        for loss, without in zip(losses, before[1:], strict=True):
            chance = (without * loss + chance * gain) / (gain + loss)
            after.append(chance)
        before = after
    return before[-1]


def kinds(rows: Sequence[Sequence[float]]) -> list[int]:
    """Return for each row the place of its kind among the kinds, in the order of their first row.

    Rows that are alike in every column are of one kind: no weighting can part them.
    """
    seen: list[Sequence[float]] = []
    found = []
    for row in rows:
        place = next((index for index, other in enumerate(seen) if _same(row, other)), len(seen))
        if place == len(seen):
            seen.append(row)
        found.append(place)
    return found


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(not beyond(left - right) for left, right in zip(one, other, strict=True))


def orders_on_a_line(rows: Sequence[Sequence[float]]) -> dict[Order, float]:
    """Return the share of all weight vectors under each order of the rows, best first, for one or two columns; exact.

    The rows must differ from each other. With two columns the first weight runs from 0 to 1, and the order changes
    only where two rows meet.
    """
    meetings = {0.0, 1.0}
    for index, one in enumerate(rows):
        for other in rows[:index]:
            left, right = beyond(one[0] - other[0]), beyond(one[-1] - other[-1])
            if left * right < 0:
                meetings.add(right / (right - left))
    ends = sorted(meetings)
    shares: dict[Order, float] = {}
    for low, high in pairwise(ends):
        weight = (low + high) / 2
        totals = [weight * row[0] + (1 - weight) * row[-1] for row in rows]
        order = _order(totals)
        shares[order] = shares.get(order, 0.0) + high - low
    return shares


def drawn_orders(
    rows: Sequence[Sequence[float]], importance: Sequence[float], draws: int, seed: int
) -> Iterator[Order]:
    """Yield the order of the rows, best first, under each of a number of weight vectors drawn evenly.

    Only vectors that keep the order of ``importance`` are drawn; columns of equal importance may come in any order
    among themselves, so with one importance for all no vector is left out. The same seed gives the same draws.

    Source: Lahdelma and Salminen (2001), SMAA-2: Stochastic multicriteria acceptability analysis for group decision
    making, Operations Research 49(3).
    """
    generator = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    chance, log = generator.random, math.log
    columns = sorted(range(len(importance)), key=lambda column: -importance[column])
    arranged = [[row[column] for column in columns] for row in rows]
    blocks = _blocks([importance[column] for column in columns])
    width = len(columns)
    for _ in range(draws):
        # 1 - chance() is never 0.
        weights = [-log(1.0 - chance()) for _ in range(width)]
        if len(blocks) > 1:
            weights.sort(reverse=True)
            for start, end in blocks:
                if end - start > 1:
                    block = weights[start:end]
                    generator.shuffle(block)
                    weights[start:end] = block
        yield _order([math.sumprod(weights, row) for row in arranged])


def _order(totals: Sequence[float]) -> Order:
    return tuple(sorted(range(len(totals)), key=totals.__getitem__, reverse=True))


def _blocks(ordered: Sequence[float]) -> list[tuple[int, int]]:
    """Return where each run of equal numbers starts and ends."""
    starts = [index for index, value in enumerate(ordered) if index == 0 or value != ordered[index - 1]]
    return list(zip(starts, [*starts[1:], len(ordered)], strict=True))


def rank_shares(orders: Mapping[Order, float], kinds: Sequence[int]) -> list[list[float]]:
    """Return for each option how often it takes each rank, given how often each order of the kinds comes out.

    ``kinds`` says which kind an option is of; options of one kind share the better rank.

    Source: Lahdelma and Salminen (2001), as above: rank acceptability.
    """
    whole = sum(orders.values())
    sizes = Counter(kinds)
    shares = [[0.0] * len(kinds) for _ in sizes]
    for order, times in orders.items():
        rank = 0
        for kind in order:
            shares[kind][rank] += times / whole
            rank += sizes[kind]
    return [list(shares[kind]) for kind in kinds]
