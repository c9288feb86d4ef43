"""The PERT distribution: a value known by its low, most likely and high end."""

from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.proportions import beta_cdf


@dataclass(frozen=True, kw_only=True)
class Moments:
    """What a PERT distribution comes to.

    Attributes:
        mean: its mean.
        variance_classic: the square of a sixth of the range, as planners have long taken it.
        variance_beta: the variance of the beta distribution itself, which is what drawn values have.
    """

    mean: float
    variance_classic: float
    variance_beta: float


def pert(low: float, likely: float, high: float) -> Moments:
    """Return mean and variances of the distribution.

    Raises:
        InputError: the three are not in order.

    Source: Malcolm, Roseboom, Clark and Fazar (1959), Application of a technique for research and development
    program evaluation, Operations Research 7(5); Vose (2008), Risk analysis, for the beta variance.
    """
    if not low <= likely <= high:
        raise InputError("likely", "a value from the low to the high end")
    mean = (low + 4 * likely + high) / 6
    return Moments(mean=mean, variance_classic=((high - low) / 6) ** 2, variance_beta=(mean - low) * (high - mean) / 7)


def pert_share(value: float, low: float, likely: float, high: float) -> float:
    """Return the share of the distribution at or below a value; without a range, all of it lies at that one value.

    Raises:
        InputError: the three are not in order.

    Source: as for ``pert``; a beta distribution stretched over the range.
    """
    if not low <= likely <= high:
        raise InputError("likely", "a value from the low to the high end")
    if low == high:
        return float(value >= low)
    width = high - low
    return beta_cdf((value - low) / width, 1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width)


_CELLS = 512


@dataclass(frozen=True)
class PertTable:
    """The shares of a PERT distribution in a table, for looking up very many: within 1e-4 of ``pert_share``.

    Attributes:
        low: the low end.
        high: the high end; where it equals the low one, all lies there.
        shares: the shares at evenly spaced values from the low to the high end.
    """

    low: float
    high: float
    shares: tuple[float, ...]

    @classmethod
    def of(cls, low: float, likely: float, high: float) -> "PertTable":
        """Return the table of a distribution; see ``pert_share``."""
        width = high - low
        cells = range(_CELLS + 1) if width else ()
        return cls(low, high, tuple(pert_share(low + width * cell / _CELLS, low, likely, high) for cell in cells))

    def share(self, value: float) -> float:
        """Return the share at or below a value, by a straight line between the values in the table."""
        if value >= self.high:
            return 1.0
        if value <= self.low:
            return 0.0
        place = (value - self.low) / (self.high - self.low) * _CELLS
        cell = int(place)
        return self.shares[cell] + (place - cell) * (self.shares[cell + 1] - self.shares[cell])
