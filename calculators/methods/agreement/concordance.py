"""Lin's concordance: how closely two people's numbers lie on the line of equal numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined
from calculators.methods.agreement.weighted import weighted_sum
from calculators.methods.proportions import normal_quantile


@dataclass(frozen=True, slots=True)
class Concordance:
    """Lin's concordance correlation of two people.

    Attributes:
        value: from -1 to 1; below the ordinary correlation wherever one person's numbers are shifted or stretched.
        correlation: the ordinary (Pearson's) correlation.
        low: the low end of the confidence interval; None with fewer than three items, or without any correlation.
        high: its high end.
    """

    value: float
    correlation: float
    low: float | None
    high: float | None


def concordance(
    first: Sequence[float],
    second: Sequence[float],
    confidence: float = 0.95,
    *,
    times: Sequence[int] | None = None,
) -> Concordance | Undefined:
    """Return Lin's concordance correlation of two people's numbers for the same items.

    Twice the covariance over both variances and the squared difference of the means together, all dividing by the
    number of items. The interval is that of its inverse hyperbolic tangent.

    ``times`` says how many items each pair of numbers stands for; without it, one each.

    Raises:
        InputError: the two differ in length, a number is not finite, or the confidence is not between 0 and 1.

    Source: Lin (1989), A concordance correlation coefficient to evaluate reproducibility, Biometrics 45(1),
    doi:10.2307/2532051; its variance as corrected in Lin (2000), A note on the concordance correlation coefficient,
    Biometrics 56(1), doi:10.1111/j.0006-341X.2000.00324.x.
    """
    _check(first, second, confidence)
    times = [1] * len(first) if times is None else times
    n = sum(times)
    if n < 2:
        return Undefined("it needs two items or more with numbers by both people")
    one, other = (weighted_sum(zip(numbers, times, strict=True)) / n for numbers in (first, second))
    spread = weighted_sum(((value - one) ** 2, often) for value, often in zip(first, times, strict=True)) / n
    another = weighted_sum(((value - other) ** 2, often) for value, often in zip(second, times, strict=True)) / n
    both = zip(first, second, times, strict=True)
    shared = weighted_sum(((a - one) * (b - other), often) for a, b, often in both) / n
    below = spread + another + (one - other) ** 2
    if not spread or not another:
        return Undefined("somebody gave one and the same number to every item")
    value = max(-1.0, min(1.0, 2 * shared / below))
    correlation = max(-1.0, min(1.0, shared / math.sqrt(spread * another)))
    shift = (one - other) ** 2 / math.sqrt(spread * another)
    return Concordance(value, correlation, *_limits(value, correlation, shift, n, confidence))


def _check(first: Sequence[float], second: Sequence[float], confidence: float) -> None:
    if len(first) != len(second):
        raise InputError("second", f"{len(first)} numbers, as many as the first", str(len(second)))
    for field, numbers in (("first", first), ("second", second)):
        if not all(isinstance(value, int | float) and math.isfinite(value) for value in numbers):
            raise InputError(field, "finite numbers")
    if not 0 < confidence < 1:
        raise InputError("confidence", "a number between 0 and 1", str(confidence))


def _limits(
    value: float, correlation: float, shift: float, items: int, confidence: float
) -> tuple[float | None, float | None]:
    rest = 1 - value * value
    if rest < 1e-12:
        return value, value
    if items < 3 or not correlation:
        return None, None
    squared = correlation * correlation
    variance = (
        (1 - squared) * value**2 / (rest * squared)
        + 2 * value**3 * (1 - value) * shift / (correlation * rest**2)
        - value**4 * shift**2 / (2 * squared * rest**2)
    ) / (items - 2)
    reach = normal_quantile((1 + confidence) / 2) * math.sqrt(max(variance, 0.0))
    middle = math.atanh(value)
    return math.tanh(middle - reach), math.tanh(middle + reach)
