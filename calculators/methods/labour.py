"""Labour and its money: what an accepted label takes in hours, and what an hour of a person gives and costs.

Percentages are given as typed: 30 means 30 %. Calculators that share these agree to the last digit.
"""

import math
from collections.abc import Iterable

# Rounding noise that must not hire a person or buy a seat.
NOISE = 1e-9


def whole_up(number: float) -> int:
    """Return the whole number at or above a number; a billionth above a whole one is forgiven."""
    return math.ceil(number - NOISE)


def whole_up_each(numbers: Iterable[float]) -> list[float]:
    """Return the same for each of several numbers: whole ones, in a list that stands for months."""
    ceil = math.ceil
    return [ceil(number - NOISE) for number in numbers]


def demand(volume: float, growth: float, months: int) -> list[float]:
    """Return the accepted labels wanted in each month, growing by a percentage from month to month."""
    step = 1 + growth / 100
    return [volume * step**month for month in range(months)]


def redo(rework_effort: float, acceptance: float) -> float:
    """Return the first passes' worth of work that redoing adds to each accepted label.

    Of the labels that are made, ``acceptance`` in a hundred pass each time; redoing takes ``rework_effort`` per cent of
    a first pass.
    """
    return rework_effort / 100 * (100 - acceptance) / acceptance


def label_hours(seconds: float, overlap: float, rework_effort: float, acceptance: float) -> float:
    """Return the hours of labelling that one accepted label takes, rework included."""
    return seconds / 3600 * overlap * (1 + redo(rework_effort, acceptance))


def review_hours(review_seconds: float, review_share: float, acceptance: float) -> float:
    """Return the hours of review that one accepted label takes, where a share of all first passes is reviewed."""
    return review_seconds / 3600 * review_share / acceptance


def hours_a_person(paid_hours: float, utilisation: float) -> float:
    """Return the hours a month that one person gives to labels, out of those that are paid."""
    return paid_hours * utilisation / 100


def loaded(benefit_load: float) -> float:
    """Return what one unit of wages costs with benefits and employer's taxes."""
    return 1 + benefit_load / 100


def check_cost(review_seconds: float, reviewer_wage: float, benefit_load: float, utilisation: float) -> float:
    """Return the money that checking one delivered label costs, with a reviewer of one's own."""
    return review_seconds / 3600 * reviewer_wage * loaded(benefit_load) / (utilisation / 100)


def price_level(price_rise: float, month: int) -> float:
    """Return the prices in a month, counted from 0, as a multiple of those of the first year."""
    return float((1 + price_rise / 100) ** (month // 12))


def price_levels(price_rise: float, months: int) -> list[float]:
    """Return the prices of each month as a multiple of those of the first year."""
    years = [price_level(price_rise, month) for month in range(0, months, 12)]
    return [years[month // 12] for month in range(months)]


def leaving_a_month(attrition: float) -> float:
    """Return the share of people who leave in a month, where ``attrition`` per cent leave in a year."""
    return float(1 - (1 - attrition / 100) ** (1 / 12))
