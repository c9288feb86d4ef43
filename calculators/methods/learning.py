"""Learning curves: how the time for one unit falls as units are made.

Two conventions share one formula and are often mixed up. In Crawford's, the time of a single unit falls by the same
share with each doubling; in Wright's, the average time of all units so far does. At a rate of 80% and two units the
second takes 80% of the first in the one, and 60% in the other.
"""

import math
from dataclasses import dataclass

from calculators.core import InputError


@dataclass(frozen=True, kw_only=True)
class UnitCurve:
    """Crawford's curve at one unit.

    Attributes:
        b: the exponent, the logarithm of the rate to the base of 2.
        unit_time: the time of the unit.
    """

    b: float
    unit_time: float


@dataclass(frozen=True, kw_only=True)
class AverageCurve:
    """Wright's curve at a number of units.

    Attributes:
        cum_avg: the average time of all units so far.
        total: their time together.
        unit_time: the time of the last of them.
    """

    cum_avg: float
    total: float
    unit_time: float


def exponent(rate: float) -> float:
    """Return the exponent of a learning rate, which is the share of the time that remains after each doubling.

    Raises:
        InputError: the rate is not above 0 and up to 1.
    """
    if not 0 < rate <= 1:
        raise InputError("rate", "a share above 0 and up to 1")
    return math.log2(rate)


def learning_unit(known_time: float, unit: float, rate: float, known_unit: float = 1) -> UnitCurve:
    """Return the time of one unit, known that of another: ``known_time`` times (unit / known_unit) to the exponent.

    Units need not be whole.

    Raises:
        InputError: the rate is not above 0 and up to 1, or a unit is not above 0.

    Source: Crawford (1944), Learning curve, ship curve, ratios, related data; Heizer and Render, Operations
    Management, module E.
    """
    b = exponent(rate)
    if not (unit > 0 and known_unit > 0):
        raise InputError("unit", "a number above 0")
    return UnitCurve(b=b, unit_time=known_time * (unit / known_unit) ** b)


def learning_unit_total(first_time: float, first: int, last: int, rate: float) -> float:
    """Return the time of all units from ``first`` to ``last``, both included, on Crawford's curve.

    Raises:
        InputError: the rate is not above 0 and up to 1, or the units are not in order from 1 up.

    Source: Heizer and Render, Operations Management, module E.
    """
    b = exponent(rate)
    if not 1 <= first <= last:
        raise InputError("last", "a unit at or after the first, and the first at least 1")
    return first_time * math.fsum(unit**b for unit in range(first, last + 1))


def learning_cumavg(first_time: float, units: float, rate: float) -> AverageCurve:
    """Return average, total and last unit of the first ``units`` units when their average follows the curve.

    Raises:
        InputError: the rate is not above 0 and up to 1, or there is less than one unit.

    Source: Wright (1936), Factors affecting the cost of airplanes, Journal of the Aeronautical Sciences 3(4).
    """
    b = exponent(rate)
    if not units >= 1:
        raise InputError("units", "a number from 1 up")
    total = first_time * units ** (1 + b)
    before = first_time * (units - 1) ** (1 + b) if units > 1 else 0.0
    return AverageCurve(cum_avg=first_time * units**b, total=total, unit_time=total - before)
