"""Drawing the items again, never single labels.

As items of one pattern are alike, a resample is how often each pattern comes up: a multinomial draw, made here from
random bits alone. No logarithm or other function that machines round differently is used, so a seed gives the same
resamples everywhere.
"""

import random
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from calculators.methods.agreement.halves import halves

_DIGITS = 64  # that many rounds settle all items but for one draw in billions; the rest is worked out when it comes
# Beyond so many items a bit for each of them takes seconds a resample, so halves are drawn by their probabilities.
_MANY = 1 << 21
_FEW = 8  # with fewer items a pattern than this, items are drawn one by one


class _Fork(NamedTuple):
    """A run of patterns that is split in two, to draw first how many items fall on which side."""

    start: int
    middle: int
    digits: tuple[bool, ...]  # of the chance of the left side, as a binary fraction; the first of them
    rest: int  # what follows them is this, divided by the total
    total: int


def resampler(frequencies: Sequence[int], seed: int) -> Callable[[], tuple[int, ...]]:
    """Return a function that draws one resample at each call.

    Where patterns hardly repeat, drawing the items one by one is quicker than splitting their number.
    """
    generator = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    if sum(frequencies) < _FEW * len(frequencies):
        items = [place for place, n in enumerate(frequencies) for _ in range(n)]
        return partial(_draw_items, items, len(frequencies), generator.random)
    coins: Callable[[int], int] = generator.getrandbits
    if sum(frequencies) > _MANY:
        coins = halves(coins)
    return partial(_draw_splits, sum(frequencies), len(frequencies), _forks(frequencies), coins)


def _draw_items(items: Sequence[int], size: int, uniform: Callable[[], float]) -> tuple[int, ...]:
    """Return how often each pattern was drawn; ``items`` holds the pattern of each."""
    sample = [0] * size
    number = len(items)
    for _ in items:
        sample[items[int(uniform() * number)]] += 1
    return tuple(sample)


def _draw_splits(items: int, size: int, forks: Sequence[_Fork], coins: Callable[[int], int]) -> tuple[int, ...]:
    """Return how often each pattern was drawn; ``coins`` tosses so many, and a one is heads."""
    sample = [0] * size
    if size:
        sample[0] = items
    for start, middle, digits, rest, total in forks:
        here = open_ = sample[start]
        left = 0
        # Each item is a uniform number compared with the chance, binary digit by binary digit: one random bit settles
        # half of the items that are still open, so few rounds are needed, and the draw is exact.
        for digit in digits:
            if not open_:
                break
            ones = coins(open_).bit_count()
            if digit:
                left += open_ - ones
                open_ = ones
            else:
                open_ -= ones
        else:
            left += _binomial(open_, rest, total, coins)
        sample[start] = left
        sample[middle] = here - left
    return tuple(sample)


def _forks(frequencies: Sequence[int]) -> list[_Fork]:
    """Return the splits in order, each run halved by weight; a run's items wait at its first place."""
    sums = [0]
    for n in frequencies:
        sums.append(sums[-1] + n)
    forks, runs = [], [(0, len(frequencies))]
    while runs:
        start, end = runs.pop()
        if end - start < 2 or sums[end] == sums[start]:
            continue
        middle = _halfway(sums, start, end)
        total = sums[end] - sums[start]
        forks.append(_Fork(start, middle, *_binary(sums[middle] - sums[start], total), total))
        runs += [(middle, end), (start, middle)]
    return forks


def _binary(weight: int, total: int) -> tuple[tuple[bool, ...], int]:
    """Return the first binary digits of weight / total after the point, as far as it has any, and what is left."""
    digits: list[bool] = []
    while weight and len(digits) < _DIGITS:
        weight *= 2
        digits.append(weight >= total)
        weight -= total * digits[-1]
    return tuple(digits), weight


def _halfway(sums: Sequence[int], start: int, end: int) -> int:
    low, high = start + 1, end - 1
    while low < high:
        middle = (low + high) // 2
        if 2 * sums[middle] < sums[start] + sums[end]:
            low = middle + 1
        else:
            high = middle
    return low


def _binomial(trials: int, weight: int, total: int, coins: Callable[[int], int]) -> int:
    """Return how many of the trials succeed, each with chance weight / total, after the digits that are kept."""
    successes = 0
    while trials and weight:
        weight *= 2
        ones = coins(trials).bit_count()
        if weight >= total:
            weight -= total
            successes += trials - ones
            trials = ones
        else:
            trials -= ones
    return successes
