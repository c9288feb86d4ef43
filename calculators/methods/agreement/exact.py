"""Agreement and chance as exact ratios of whole numbers.

Every sum behind a coefficient is a whole number and each coefficient is one division, rounded once. So the
result has the same bytes on every machine, does not depend on the order of anything, and 0/0 is recognised as
such.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sumprod
from typing import NamedTuple, cast

# The sum of products of two equally long runs; of whole numbers it is one.
dot = cast("Callable[[Iterable[int], Iterable[int]], int]", sumprod)

# What an item of each pattern (or cell) adds to a sum, by the pattern's place, in order, where it adds anything.
type Column = tuple[tuple[int, float], ...]

# So many products take as long as one whose number is looked up by its place.
_SPARSE = 10


class Shares(NamedTuple):
    """How often annotators agreed, and how often chance would have had them agree.

    Attributes:
        agreed: numerator of the observed agreement.
        of: its denominator; 0 where nothing could be compared.
        by_chance: numerator of the agreement expected by chance.
        of_chance: its denominator.
    """

    agreed: int
    of: int
    by_chance: int
    of_chance: int

    @property
    def observed(self) -> float:
        """The observed agreement, from 0 to 1."""
        return self.agreed / self.of

    @property
    def expected(self) -> float:
        """The agreement expected by chance, from 0 to 1."""
        return self.by_chance / self.of_chance

    @property
    def coefficient(self) -> float | None:
        """(observed - expected) / (1 - expected); None where that is 0/0."""
        return beyond_chance(*self)


def beyond_chance(agreed: int, of: int, by_chance: int, of_chance: int) -> float | None:
    """Return the coefficient of such shares."""
    room = of * (of_chance - by_chance)
    return (agreed * of_chance - by_chance * of) / room if room else None


@dataclass(frozen=True, slots=True)
class Statistic:
    """What is worked out from how often each pattern (or cell) occurs, by way of sums over the items.

    Told apart like that, statistics that need the same sum of a resample share it, and many resamples are worked out
    at a time.

    Attributes:
        columns: the sums, each by what an item of each pattern adds to it.
        of: the statistic from those sums, in that order; None where it does not exist.
    """

    columns: tuple[Column, ...]
    of: Callable[..., float | None]

    def __call__(self, frequencies: Sequence[int]) -> float | None:
        """Return the statistic where patterns occur so often."""
        return self.of(*sums(self.columns, frequencies))


@dataclass(frozen=True, slots=True)
class ChanceCorrected:
    """A coefficient that takes off what chance would have had annotators agree on.

    Attributes:
        columns: the sums that it needs.
        of: from those, the four numbers of its ``Shares``.
    """

    columns: tuple[Column, ...]
    of: Callable[..., tuple[int, int, int, int]]

    def shares(self, frequencies: Sequence[int]) -> Shares:
        """Return the shares where patterns occur so often."""
        return Shares(*self.of(*sums(self.columns, frequencies)))

    @property
    def statistic(self) -> Statistic:
        """The coefficient alone."""
        of = self.of
        return Statistic(self.columns, lambda *found: beyond_chance(*of(*found)))


def column(worths: Iterable[float]) -> Column:
    """Return a column from what an item of each pattern, in order, adds to it."""
    return tuple([(at, worth) for at, worth in enumerate(worths) if worth])


def columns[Place: (int, tuple[int, int])](parts: Iterable[Iterable[tuple[Place, int]]]) -> dict[Place, Column]:
    """Return a column for each place, in order.

    Args:
        parts: for each pattern its places, each once, with what they count for.
    """
    found: dict[Place, list[tuple[int, int]]] = {}
    for at, part in enumerate(parts):
        for place, worth in part:
            if worth:
                found.setdefault(place, []).append((at, worth))
    return {place: tuple(found[place]) for place in sorted(found)}


def sums(wanted: Iterable[Column], frequencies: Sequence[int]) -> list[int]:
    """Return the sum of each column where patterns occur so often."""
    return [summing(one, len(frequencies))([frequencies])[0] for one in wanted]


def summing(wanted: Column, patterns: int) -> Callable[[Sequence[Sequence[int]]], list[int]]:
    """Return what gives the sum of a column for many runs of frequencies, each of so many patterns."""
    if len(wanted) * _SPARSE > patterns:
        worth = dict(wanted)
        # A whole number among others would have the sum rounded there.
        nothing = 0.0 if any(isinstance(one, float) for _, one in wanted) else 0
        full = [cast("int", worth.get(at, nothing)) for at in range(patterns)]
        return lambda runs: [dot(frequencies, full) for frequencies in runs]
    places, few = [at for at, _ in wanted], [cast("int", worth) for _, worth in wanted]
    return lambda runs: [dot([frequencies[at] for at in places], few) for frequencies in runs]
