"""Intraclass correlation: how much of the spread of ratings is between items, in six forms."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from calculators.core import InputError
from calculators.methods.agreement.undefined import Undefined
from calculators.methods.agreement.weighted import weighted_sum
from calculators.methods.proportions import beta_quantile

# With fewer degrees of freedom an F distribution has no quantile worth a number.
_LEAST_FREEDOM = 0.1

# Shrout and Fleiss' names: the model (people differ by item; are a sample; are all there are), and whether one rating
# or the mean of all k is used.
type Form = Literal["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"]


@dataclass(frozen=True, slots=True)
class IntraclassCorrelation:
    """One form of the intraclass correlation.

    Attributes:
        form: which of the six.
        value: at most 1; below 0 where items differ less than chance would make them differ; None where
            items do not differ and that leaves nothing to divide by.
        low: the low end of the confidence interval; None where it does not exist.
        high: its high end.
    """

    form: Form
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class _Squares:
    """Mean squares of an analysis of variance of ``items`` by ``people``."""

    items: int
    people: int
    between: float  # items
    judges: float  # people
    within: float  # within items, people included
    error: float


def intraclass_correlations(
    ratings: Sequence[Sequence[float]], confidence: float = 0.95, *, times: Sequence[int] | None = None
) -> tuple[IntraclassCorrelation, ...] | Undefined:
    """Return all six forms with their confidence intervals.

    The first figure names the model: 1, each item is rated by other people; 2, the people are a sample of those who
    could rate, and an offset of one of them counts as disagreement; 3, they are all the people there are, and an offset
    does not count. The second says whether one rating is used or the mean of all k.

    Args:
        ratings: one row an item, one column a person, without gaps.
        confidence: the confidence level of the limits.
        times: how many items each row stands for; without it, one each.

    Raises:
        InputError: rows differ in length, a rating is not a finite number, or the confidence is not between 0 and 1.

    Source: Shrout and Fleiss (1979), Intraclass correlations: uses in assessing rater reliability, Psychological
    Bulletin 86(2), doi:10.1037/0033-2909.86.2.420; the limits of ICC(2,1) after McGraw and Wong (1996), Forming
    inferences about some intraclass correlation coefficients, Psychological Methods 1(1), doi:10.1037/1082-989X.1.1.30.
    """
    _check(ratings, confidence)
    times = [1] * len(ratings) if times is None else times
    if sum(times) < 2 or len(ratings[0]) < 2:
        return Undefined("it needs two items or more that the same number of people, two or more, rated")
    squares = _squares(ratings, times)
    if not squares.between and not squares.within:
        return Undefined("every rating is the same, so there is no spread to divide")
    return (*_single(squares, confidence), *_averaged(squares, confidence))


def _check(ratings: Sequence[Sequence[float]], confidence: float) -> None:
    if len({len(row) for row in ratings}) > 1:
        raise InputError("ratings", "the same number of ratings in every row")
    if not all(isinstance(value, int | float) and math.isfinite(value) for row in ratings for value in row):
        raise InputError("ratings", "finite numbers")
    if not 0 < confidence < 1:
        raise InputError("confidence", "a number between 0 and 1", str(confidence))


def _squares(ratings: Sequence[Sequence[float]], times: Sequence[int]) -> _Squares:
    n, k = sum(times), len(ratings[0])
    weighed = [*zip(ratings, times, strict=True)]
    mean = weighted_sum((value, often) for row, often in weighed for value in row) / (n * k)
    rows = [math.fsum(value - mean for value in row) / k for row in ratings]
    columns = [weighted_sum((row[at] - mean, often) for row, often in weighed) / n for at in range(k)]
    between = k * weighted_sum((row * row, often) for row, often in zip(rows, times, strict=True))
    judges = n * math.fsum(column * column for column in columns)
    inside = weighted_sum(
        ((value - mean - rows[at]) ** 2, often) for at, (row, often) in enumerate(weighed) for value in row
    )
    error = weighted_sum(
        ((value - mean - rows[at] - columns[place]) ** 2, often)
        for at, (row, often) in enumerate(weighed)
        for place, value in enumerate(row)
    )
    # Below rounding nothing is left; otherwise a perfect fit would have an interval made of noise.
    nothing = 1e-24 * weighted_sum((value * value, often) for row, often in weighed for value in row)
    between, judges, inside, error = (part if part > nothing else 0.0 for part in (between, judges, inside, error))
    return _Squares(n, k, between / (n - 1), judges / (k - 1), inside / (n * (k - 1)), error / ((n - 1) * (k - 1)))


def _single(squares: _Squares, confidence: float) -> tuple[IntraclassCorrelation, ...]:
    n, k = squares.items, squares.people
    one = _share(squares.between - squares.within, squares.between + (k - 1) * squares.within)
    two = _second(squares)
    three = _share(squares.between - squares.error, squares.between + (k - 1) * squares.error)
    return (
        IntraclassCorrelation("ICC(1,1)", one, *_alone(_ratios(squares, confidence, squares.within, n * (k - 1)), k)),
        IntraclassCorrelation("ICC(2,1)", two, *_second_limits(squares, two, confidence)),
        IntraclassCorrelation(
            "ICC(3,1)", three, *_alone(_ratios(squares, confidence, squares.error, (n - 1) * (k - 1)), k)
        ),
    )


def _averaged(squares: _Squares, confidence: float) -> tuple[IntraclassCorrelation, ...]:
    single = _single(squares, confidence)
    names: tuple[Form, Form, Form] = ("ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
    return tuple(
        IntraclassCorrelation(name, *(_stepped(part, squares.people) for part in (one.value, one.low, one.high)))
        for name, one in zip(names, single, strict=True)
    )


def _stepped(value: float | None, people: int) -> float | None:
    """Return what the mean of all ratings has, from what one has; None where items do not differ at all."""
    below = 0.0 if value is None else 1 + (people - 1) * value
    return people * value / below if value is not None and below > 1e-15 else None


def _share(above: float, below: float) -> float | None:
    return above / below if below else None


def _second(squares: _Squares) -> float | None:
    n, k = squares.items, squares.people
    below = squares.between + (k - 1) * squares.error + k * (squares.judges - squares.error) / n
    return _share(squares.between - squares.error, below)


def _ratios(squares: _Squares, confidence: float, noise: float, rest: int) -> tuple[float, float]:
    """Return the limits of the ratio of the spread between items to the noise; infinite where there is no noise."""
    if not noise:
        return (math.inf, math.inf) if squares.between else (math.nan, math.nan)
    items = squares.items - 1
    ratio, tail = squares.between / noise, (1 + confidence) / 2
    return ratio / _f_quantile(tail, items, rest), ratio * _f_quantile(tail, rest, items)


def _alone(limits: tuple[float, float], people: int) -> tuple[float | None, float | None]:
    if math.isnan(limits[0]):
        return None, None
    low, high = (1.0 if math.isinf(end) else (end - 1) / (end + people - 1) for end in limits)
    return low, high


def _second_limits(squares: _Squares, value: float | None, confidence: float) -> tuple[float | None, float | None]:
    if value is None:
        return None, None
    n, k = squares.items, squares.people
    ours, rest = k * value * squares.judges, (n * (1 + (k - 1) * value) - k * value) * squares.error
    below = (n - 1) * ours * ours + rest * rest
    freedom = (k - 1) * (n - 1) * (ours + rest) ** 2 / below if below else 0.0
    if not squares.judges and not squares.error:
        return 1.0, 1.0
    if freedom < _LEAST_FREEDOM:
        return None, None
    tail = (1 + confidence) / 2
    over, under = _f_quantile(tail, n - 1, freedom), _f_quantile(tail, freedom, n - 1)
    noise = k * squares.judges + (k * n - k - n) * squares.error
    return (
        _share(n * (squares.between - over * squares.error), over * noise + n * squares.between),
        _share(n * (under * squares.between - squares.error), noise + n * under * squares.between),
    )


def _f_quantile(share: float, above: float, below: float) -> float:
    """Return what an F distribution stays below with a probability, from the beta distribution it is made of."""
    one = beta_quantile(share, above / 2, below / 2)
    rest = beta_quantile(1 - share, below / 2, above / 2)
    return below * one / (above * rest)
