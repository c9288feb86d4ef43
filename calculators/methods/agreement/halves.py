"""How many of very many fair coins show heads, without tossing each of them."""

from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import accumulate

# Fewer coins than two to this power are tossed, since that is quicker; more than two to that one are drawn in turns.
_TOSSED, _LARGEST = 13, 24
# The likeliest number of heads has this weight in a table; what is rarer than one in about so many has none.
_WEIGHT = 1 << 128


class Heads(int):
    """How many coins show heads, to be counted as the ones of as many random bits are."""

    def bit_count(self) -> int:
        """Return the number itself."""
        return int(self)


def halves(bits: Callable[[int], int]) -> Callable[[int], Heads]:
    """Return a function that draws how many of so many fair coins show heads, from a source of random bits.

    A number of coins is taken as a sum of powers of two. For each power the number of heads is looked up in the table
    of its binomial distribution by a uniform whole number, so that the draw costs as much for a billion coins as for a
    million. The tables are made of whole numbers alone, and are the same on every machine; a chance is off by less
    than one in 2 to the power of 100.

    Source: the ratio of neighbouring binomial probabilities, Johnson, Kemp and Kotz (2005), Univariate Discrete
    Distributions, 3rd edition, section 3.4; drawing by the inverse of the distribution, Devroye (1986), Non-Uniform
    Random Variate Generation, chapter III.
    """

    def heads(coins: int) -> Heads:
        found = 0
        for power in range(_LARGEST, _TOSSED - 1, -1):
            turns, coins = divmod(coins, 1 << power)
            for _ in range(turns):
                first, sums = _table(power)
                found += first + bisect_right(sums, _below(sums[-1], bits))
        return Heads(found + bits(coins).bit_count())

    return heads


def _below(most: int, bits: Callable[[int], int]) -> int:
    """Return a uniform whole number below another."""
    size = most.bit_length()
    while (drawn := bits(size)) >= most:
        pass
    return drawn


@cache
def _table(power: int) -> tuple[int, tuple[int, ...]]:
    """Return the least number of heads that has any weight among 2 to a power coins, and the cumulated weights."""
    coins = 1 << power
    middle, weight, upper = coins // 2, _WEIGHT, []
    for heads in range(middle, coins):
        weight = weight * (coins - heads) // (heads + 1)
        if not weight:
            break
        upper.append(weight)
    # Heads and tails are alike, so the table is its own mirror image.
    return middle - len(upper), tuple(accumulate([*reversed(upper), _WEIGHT, *upper]))
