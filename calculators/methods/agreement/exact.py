"""Agreement and chance as exact ratios of whole numbers.

Every sum behind a coefficient is a whole number and each coefficient is one division, rounded once. So the
result has the same bytes on every machine, does not depend on the order of anything, and 0/0 is recognised as
such.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sumprod
from typing import NamedTuple, cast

# The sum of products of two equally long runs; of whole numbers it is one.
dot = cast("Callable[[Iterable[int], Iterable[int]], int]", sumprod)

# So many products of a column take as long as one that is looked up by its place.
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
        room = self.of * (self.of_chance - self.by_chance)
        return (self.agreed * self.of_chance - self.by_chance * self.of) / room if room else None


def totals(parts: Sequence[Iterable[tuple[int, int]]]) -> Callable[[Sequence[int]], Mapping[int, int]]:
    """Return what gives the sum of each place over all patterns, from how often each pattern occurs.

    Asked again of the very same frequencies, a tuple, it gives what it found: several coefficients ask of one resample.

    Args:
        parts: for each pattern its places, each once, with what they count for.
    """
    columns: dict[int, dict[int, int]] = {}
    for at, part in enumerate(parts):
        for place, worth in part:
            if worth:
                columns.setdefault(place, {})[at] = worth
    # A place that many patterns have is quicker to sum over all patterns, one that few have over those alone.
    full = {
        place: [column.get(at, 0) for at in range(len(parts))]
        for place, column in columns.items()
        if len(column) * _SPARSE > len(parts)
    }
    few = {place: [*column.items()] for place, column in columns.items() if place not in full}
    last: Sequence[int] | None = None
    found: dict[int, int] = {}

    def summed(frequencies: Sequence[int]) -> Mapping[int, int]:
        nonlocal last, found
        if frequencies is last:
            return found
        found = {place: dot(frequencies, column) for place, column in full.items()}
        for place, column in few.items():
            found[place] = sum([frequencies[at] * worth for at, worth in column])
        # What can be changed is no longer the same when it comes again.
        last = frequencies if isinstance(frequencies, tuple) else None
        return found

    return summed
