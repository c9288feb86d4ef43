"""Drawing possible cases from low, likely and high values, the same every time."""

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_CELLS = 256


@dataclass(frozen=True)
class Pert:
    """The PERT distribution of a value known by its low, most likely and high end.

    Its mean is (low + 4 likely + high) / 6; it is a beta distribution stretched over the range.
    The quantile is read from the distribution function summed over 256 cells (Simpson's rule), with an error
    below a thousandth of the range.
    Source: Malcolm, Roseboom, Clark and Fazar (1959), Application of a technique for research and development
    program evaluation, Operations Research 7(5).
    """

    low: float
    likely: float
    high: float
    cumulative: tuple[float, ...]

    @classmethod
    def of(cls, low: float, likely: float, high: float) -> "Pert":
        """Return the distribution; ``low <= likely <= high`` and ``low < high`` must hold."""
        assert low <= likely <= high
        assert low < high
        first = 4 * (likely - low) / (high - low)
        second = 4 - first

        def density(share: float) -> float:
            return float(share**first * (1 - share) ** second)

        sums, before = [0.0], density(0.0)
        for cell in range(_CELLS):
            left, right = cell / _CELLS, (cell + 1) / _CELLS
            after = density(right)
            sums.append(sums[-1] + before + 4 * density((left + right) / 2) + after)
            before = after
        return cls(low, likely, high, tuple(value / sums[-1] for value in sums))

    def quantile(self, share: float) -> float:
        """Return the value that the given share (0 to 1) of all draws lie below."""
        cell = min(bisect_right(self.cumulative, share) - 1, _CELLS - 1)
        left, right = self.cumulative[cell], self.cumulative[cell + 1]
        inside = (share - left) / (right - left) if right > left else 0.0
        return self.low + (self.high - self.low) * (cell + inside) / _CELLS


@lru_cache(maxsize=1)
def stratified(draws: int, columns: int, seed: int) -> tuple[tuple[float, ...], ...]:
    """Return ``columns`` columns of ``draws`` shares between 0 and 1, each of which covers that range evenly.

    Every column has exactly one share in each of ``draws`` equal strata, in shuffled order, which steadies the
    result of few draws. The last table is kept, since the next answer mostly draws the same.
    Source: McKay, Beckman and Conover (1979), A comparison of three methods for selecting values of input variables,
    Technometrics 21(2).
    """
    generator = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    strata = []
    for _ in range(columns):
        column = [(index + generator.random()) / draws for index in range(draws)]
        generator.shuffle(column)
        strata.append(tuple(column))
    return tuple(strata)


@lru_cache(maxsize=64)
def drawn(ends: tuple[float, float, float], table: tuple[int, int, int], column: int) -> tuple[float, ...]:
    """Return the value of each draw for an input known by its low, most likely and high end.

    ``table`` is what ``stratified`` takes, and ``column`` the place of the shares that the input takes. Whoever changes
    one input draws the others as before, so the last ones are kept.
    """
    return tuple(map(Pert.of(*ends).quantile, stratified(*table)[column]))


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which a share of the ordered values lies, between neighbours by straight line.

    Source: Hyndman and Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4), type 7.
    """
    place = share * (len(ordered) - 1)
    below = int(place)
    if below + 1 >= len(ordered):
        return ordered[-1]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])
