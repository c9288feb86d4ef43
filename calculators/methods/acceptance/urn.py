"""Where the checked ones are drawn from: one delivery, or the process behind it."""

import math
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.proportions import (
    binomial_cdf,
    binomial_pmf,
    hypergeometric_cdf,
    hypergeometric_pmf,
    normal_quantile,
)

# A risk counts as kept if it is missed by no more than this: the noise of a sum, not a chance.
FORGIVEN = 1e-12


@dataclass(frozen=True, slots=True)
class Urn:
    """An urn to draw from: with ``taken`` 1 what was drawn stays out, with 0 the next draw is like the first.

    A lot of labels is drawn from without replacement, so its counts are hypergeometric; a process makes labels
    without end, so its counts are binomial. Both are one urn scheme, and the recursions below hold for both.

    Attributes:
        bad: the wrong ones in the lot, or the share that the process makes wrong.
        right: the others.
        taken: 1 for a lot, 0 for a process.

    Source: Johnson, Kemp and Kotz, Univariate Discrete Distributions, 3rd edition (2005), section 6.2.4.
    """

    bad: float
    right: float
    taken: int

    @classmethod
    def lot(cls, bad: int, size: int) -> "Urn":
        """Return a lot of ``size`` with ``bad`` wrong ones.

        Raises:
            InputError: fewer than none or more than all are wrong, or the lot is empty.
        """
        if not (size >= 1 and 0 <= bad <= size):
            raise InputError("bad", f"a count from 0 to {size}, the size of the lot", str(bad))
        return cls(bad, size - bad, 1)

    @classmethod
    def process(cls, rate: float) -> "Urn":
        """Return a process that makes wrong ones at a rate from 0 to 1.

        Raises:
            InputError: the rate lies outside 0 to 1.
        """
        if not 0 <= rate <= 1:
            raise InputError("rate", "a number from 0 to 1", str(rate))
        return cls(rate, 1 - rate, 0)

    @property
    def size(self) -> float:
        """Return how many can be drawn: the lot's size, or no end."""
        return self.bad + self.right if self.taken else math.inf

    def at_most(self, most: int, checks: int) -> float:
        """Return the chance of at most ``most`` wrong among ``checks`` drawn; 0 for ``most`` below 0.

        Raises:
            InputError: more are drawn than the lot holds.
        """
        if not self.taken:
            return binomial_cdf(most, checks, self.bad)
        self._refuse_more(checks)
        return hypergeometric_cdf(most, int(self.bad), checks, int(self.bad + self.right))

    def exactly(self, wrong: int, checks: int) -> float:
        """Return the chance of exactly ``wrong`` wrong among ``checks`` drawn.

        Raises:
            InputError: more are drawn than the lot holds.
        """
        if not self.taken:
            return binomial_pmf(wrong, checks, self.bad)
        self._refuse_more(checks)
        return hypergeometric_pmf(wrong, int(self.bad), checks, int(self.bad + self.right))

    def first_reaching(self, chance: float, checks: int) -> int:
        """Return the smallest count whose ``at_most`` is at least a chance (above 0, below 1).

        From a normal guess the sum goes up or down by the ratio of neighbouring terms, a few steps away.
        """
        count = self._guess(chance, checks)
        total, term = self.at_most(count, checks), self.exactly(count, checks)
        while total < chance and count < checks:
            term *= self.ratio(count, checks)
            total += term
            count += 1
        while count > 0 and total - term >= chance:
            total -= term
            count -= 1
            term /= self.ratio(count, checks)
        return count

    def ratio(self, wrong: int, checks: int) -> float:
        """Return the chance of one more than ``wrong`` over the chance of exactly ``wrong``; infinite for n/0."""
        above = (checks - wrong) * (self.bad - self.taken * wrong)
        below = (wrong + 1) * (self.right - self.taken * (checks - wrong - 1))
        return above / below if below else math.inf

    def _guess(self, chance: float, checks: int) -> int:
        share = self.bad / (self.bad + self.right)
        variance = checks * share * (1 - share)
        least, most = 0, checks
        if self.taken:
            variance *= 1 - (checks - 1) / max(1, self.size - 1)
            least, most = max(0, checks - int(self.right)), min(checks, int(self.bad))
        return min(most, max(least, int(checks * share + normal_quantile(chance) * math.sqrt(max(0.0, variance)))))

    def _refuse_more(self, checks: int) -> None:
        if checks > self.size:
            raise InputError("checks", f"at most {int(self.size)}, the whole lot", str(checks))
