"""Agreement and chance as exact ratios of whole numbers.

Every sum behind a coefficient is a whole number and each coefficient is one division, rounded once. So the
result has the same bytes on every machine, does not depend on the order of anything, and 0/0 is recognised as
such.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import mul


@dataclass(frozen=True, slots=True)
class Shares:
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


def dot(left: Iterable[int], right: Iterable[int]) -> int:
    """Return the sum of products of two equally long runs of whole numbers."""
    return sum(map(mul, left, right))
