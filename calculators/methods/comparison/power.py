"""The exact chance that a test sees a difference, over everything that two samples may bring."""

import math
from collections.abc import Callable

from calculators.methods.proportions import binomial_pmf

_TIE = 1e-12  # a chance keeps or reaches a limit that it misses by no more than this
_NOTHING = 1e-18  # a term that no longer changes a sum of chances
_INSIDE = 2.0**-53  # next to 0 and to 1, so that no ratio divides by nothing and no digit of a chance changes


class PairedPower:
    """The chance that McNemar's exact test sees a difference, for any number of items.

    What the test does with the items on which the two differ does not depend on how many there are besides, so it is
    worked out once, as far as it is asked for.

    Source: McNemar (1947), Psychometrika 12:153, summed over the number of differing items as in Connor (1987),
    Biometrics 43:207.
    """

    def __init__(self, alpha: float, share: float) -> None:
        """Prepare a test at a two-sided chance of a false alarm.

        Args:
            alpha: the chance of a false alarm.
            share: of the items that only one of the two gets right, the share that the first does.
        """
        rate = min(max(share, _INSIDE), 1 - _INSIDE)
        self._limit = (alpha + _TIE) / 2
        self._odds = rate / (1 - rate)
        self._rate = rate
        # The most items one side may have to be significant, and the chance of at most and exactly so many: by the
        # toss of a coin, for the first, for the second. They move on by their ratios.
        self._most = 0
        self._chances = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
        self._seen = [0.0]

    def __call__(self, items: int, differing: float) -> float:
        """Return the chance that this many items show the difference, each differing with a given chance."""
        rate = min(differing, 1 - _INSIDE)
        odds = rate / (1 - rate)
        mode = min(items, int((items + 1) * rate))
        # Eight standard deviations and a few items more hold all but a chance of 1e-14.
        reach = int(8 * math.sqrt(items * rate * (1 - rate))) + 12
        last = min(items, mode + reach)
        if last >= len(self._seen):
            self._extend(last)
        seen = self._seen
        term = first = binomial_pmf(mode, items, rate)
        total = first * seen[mode]
        for place in range(mode + 1, last + 1):
            term *= (items - place + 1) / place * odds
            total += term * seen[place]
        term, odds = first, 1 / odds
        for place in range(mode, max(0, mode - reach), -1):
            term *= place / (items - place + 1) * odds
            total += term * seen[place - 1]
        return total

    def _extend(self, differing: int) -> None:
        """Work out the chance of a significant result up to a number of differing items."""
        limit, odds, rate, most = self._limit, self._odds, self._rate, self._most
        rest = 1 - rate
        coin, coin_term, low, low_term, high, high_term = self._chances
        for number in range(len(self._seen), differing + 1):
            grown = number / (number - most)
            coin -= coin_term / 2
            coin_term *= grown / 2
            low -= low_term * rate
            low_term *= grown * rest
            high -= high_term * rest
            high_term *= grown * rate
            ratio = (number - most) / (most + 1)
            if coin + coin_term * ratio <= limit:
                most += 1
                coin_term *= ratio
                coin += coin_term
                low_term *= ratio * odds
                low += low_term
                high_term *= ratio / odds
                high += high_term
            self._seen.append(low + high if coin <= limit else 0.0)
        self._most = most
        self._chances = (coin, coin_term, low, low_term, high, high_term)


def smallest(power: Callable[[int], float], target: float, start: int) -> int:
    """Return a number of items that reaches a power while one fewer does not, by doubling and halving.

    Exact powers rise in saw teeth, so several numbers may be such; the search from ``start`` decides.
    """
    low, high = 0, max(1, start)
    while power(high) < target - _TIE:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if power(middle) < target - _TIE:
            low = middle
        else:
            high = middle
    return high


def separate_power(items: int, first: float, second: float, alpha: float) -> float:
    """Return the exact chance that Fisher's two-sided test sees a difference between two samples of equal size.

    With equal sizes the tables of one total are symmetric, so the test rejects where the rarer count is at most half
    as likely as ``alpha``; for each such count it does so from one total on, which rises with the count.

    Args:
        items: the size of each sample.
        first: the true share of the one.
        second: the true share of the other.
        alpha: the two-sided chance of a false alarm.

    Source: Fisher (1935), The Design of Experiments, summed over both binomial counts.
    """
    if first + second > 1:
        first, second = 1 - first, 1 - second
    (one, one_up), (other, other_up) = _counts(items, first), _counts(items, second)
    limit, power = (alpha + _TIE) / 2, 0.0
    total, below, term = 0, 1.0, 1.0
    for fewer in range(min(items, max(len(one), len(other)))):
        while below > limit and total < items + fewer:
            left = 2 * items - total
            below -= term * (items - fewer) / left
            term *= (items - total + fewer) / (total + 1 - fewer) * ((total + 1) / left)
            total += 1
        more = total - fewer
        if below > limit or more >= max(len(one), len(other)):
            break
        power += _at(one, fewer) * _at(other_up, more) + _at(other, fewer) * _at(one_up, more)
        term *= (items - fewer) / (fewer + 1) * (more / (items - more + 1))
        below += term
    return power


def _counts(items: int, rate: float) -> tuple[list[float], list[float]]:
    """Return the chance of each count, and of each count or more, up to where they no longer matter."""
    mode = min(items, int((items + 1) * rate))
    chances = [0.0] * mode + [binomial_pmf(mode, items, rate)]
    for count in range(mode, 0, -1):
        chances[count - 1] = chances[count] * count / (items - count + 1) * ((1 - rate) / rate)
        if chances[count - 1] < _NOTHING:
            break
    for count in range(mode, items):
        term = chances[count] * (items - count) / (count + 1) * (rate / (1 - rate))
        if term < _NOTHING:
            break
        chances.append(term)
    above, tails = 0.0, [0.0] * len(chances)
    for count in range(len(chances) - 1, -1, -1):
        above += chances[count]
        tails[count] = above
    return chances, tails


def _at(chances: list[float], count: int) -> float:
    return chances[count] if count < len(chances) else 0.0
