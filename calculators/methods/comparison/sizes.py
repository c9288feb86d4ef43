"""How many items show a difference of two shares, by formula; not rounded, so that the caller says how."""

import math
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.proportions import normal_cdf, normal_quantile


def paired_items(differing: float, difference: float, alpha: float, power: float) -> float:
    """Return how many items, labelled by both, show a difference by McNemar's test.

    Args:
        differing: the share of items that only one of the two gets right.
        difference: the difference of the two shares, above 0.
        alpha: the two-sided chance of a false alarm.
        power: the chance to see the difference.

    Raises:
        InputError: there is no difference, so that no number of items shows one.

    Source: Connor (1987), Sample size for testing differences in proportions for the paired-sample design, Biometrics
    43:207.
    """
    if not difference > 0:
        raise InputError("difference", "a difference above 0", str(difference))
    z_alpha, z_power = normal_quantile(1 - alpha / 2), normal_quantile(power)
    spread = math.sqrt(max(0.0, differing - difference * difference))
    return ((z_alpha * math.sqrt(differing) + z_power * spread) / difference) ** 2


@dataclass(frozen=True)
class SeparateDesign:
    """Two samples of equal size with items of their own, compared at a two-sided chance of a false alarm.

    Attributes:
        first: the true share of the one.
        second: the true share of the other; not the same.
        alpha: the two-sided chance of a false alarm.

    Raises:
        InputError: both shares are the same, so that no number of items shows a difference.

    Source: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition, chapter 4.
    """

    first: float
    second: float
    alpha: float

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise InputError("second", "another share than the first", str(self.second))

    def items(self, power: float) -> float:
        """Return the size of each sample that shows the difference with this chance, without a correction."""
        z_power = normal_quantile(power)
        return ((self._pooled + z_power * self._spread) / self._difference) ** 2

    def corrected_items(self, power: float) -> float:
        """Return the size of each sample with the correction for continuity, which exact tests need."""
        plain = self.items(power)
        return plain / 4 * (1 + math.sqrt(1 + 4 / (plain * self._difference))) ** 2

    def power(self, items: int) -> float:
        """Return the approximate chance that samples of a size show the difference."""
        return normal_cdf((math.sqrt(items) * self._difference - self._pooled) / self._spread)

    @property
    def _difference(self) -> float:
        return abs(self.first - self.second)

    @property
    def _pooled(self) -> float:
        middle = (self.first + self.second) / 2
        return normal_quantile(1 - self.alpha / 2) * math.sqrt(2 * middle * (1 - middle))

    @property
    def _spread(self) -> float:
        return math.sqrt(self.first * (1 - self.first) + self.second * (1 - self.second))


def margin_items(variance: float, room: float, alpha: float, power: float) -> float:
    """Return how many items show that one share is no worse than another by more than a margin.

    Args:
        variance: that of the difference for one item each.
        room: the true difference plus the margin, above 0.
        alpha: the one-sided chance of a false claim.
        power: the chance to show it.

    Raises:
        InputError: the true difference uses up the margin, so that no number of items shows it.

    Source: Blackwelder (1982), Proving the null hypothesis in clinical trials, Controlled Clinical Trials 3:345; Chow,
    Shao and Wang (2008), Sample Size Calculations in Clinical Research, 2nd edition, chapter 4.
    """
    if not room > 0:
        raise InputError("room", "a true difference above minus the margin", str(room))
    return (normal_quantile(1 - alpha) + normal_quantile(power)) ** 2 * variance / (room * room)


def margin_power(variance: float, room: float, alpha: float, items: int) -> float:
    """Return the approximate chance that this many items show what ``margin_items`` is about.

    Without any variance what is so is seen at once.
    """
    spread = math.sqrt(max(0.0, variance))
    if spread < 1e-12:
        return 1.0 if room > 1e-12 else 0.0
    return normal_cdf(room * math.sqrt(items) / spread - normal_quantile(1 - alpha))
