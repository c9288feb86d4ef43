"""How much a statistic would move if other items had been drawn: the bootstrap over items."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, batched, count, islice

from calculators.core import InputError
from calculators.methods.agreement.exact import Column, Statistic, summing, sums
from calculators.methods.agreement.resampling import resampler
from calculators.methods.agreement.undefined import Undefined

# Of so many frequencies in all the resamples are kept, for what changes is mostly not the items.
_KEPT = 250_000
_PARTS = 10**9  # a confidence level is kept to nine decimals, so that the rank of a limit is exact


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """What the resamples say about a statistic.

    Attributes:
        mean: the mean over the resamples in which the statistic exists.
        standard_error: their standard deviation, dividing by their number.
        low: the lower percentile limit, the smallest value that a share of (1 - confidence) / 2 do not
            exceed.
        high: the upper one, for a share of (1 + confidence) / 2. Where all resamples agree, low equals high:
            the bootstrap cannot see past a perfect sample.
        undefined_share: the share of resamples in which the statistic does not exist; they are left out.
        resamples: the number of resamples, those included.
        below: the share of resamples, of those in which the statistic exists, that lie below the mark that was asked
            about; None where none was.
    """

    mean: float
    standard_error: float
    low: float
    high: float
    undefined_share: float
    resamples: int
    below: float | None = None


@dataclass(frozen=True, slots=True)
class BootstrapStep:
    """How far a bootstrap has come and what it says so far.

    Attributes:
        done: resamples drawn.
        total: resamples to draw.
    """

    done: int
    total: int
    _found: Mapping[str, Sequence[float | None]]
    _confidence: float
    _mark: float | None

    @property
    def results(self) -> dict[str, Bootstrap | Undefined]:
        """For each statistic by name, the result so far; worked out when it is asked for."""
        return {
            name: _summary(Counter(values[: self.done]), self._confidence, self._mark, self.done)
            for name, values in self._found.items()
        }


def bootstrap(
    frequencies: Sequence[int],
    statistics: Mapping[str, Statistic],
    *,
    resamples: int = 2_000,
    seed: int = 1,
    confidence: float = 0.95,
    every: int = 100,
    mark: float | None = None,
) -> Iterator[BootstrapStep]:
    """Yield percentile intervals, better at each step; the last step is the answer.

    Args:
        frequencies: how often each pattern (``Ratings.frequencies``) or cell (``PairTable.frequencies``)
            occurs.
        statistics: by name, what is to be worked out of such frequencies, all of the same resamples.
        resamples: how many samples of as many items to draw.
        seed: the start of the random numbers; the same seed gives the same answer everywhere.
        confidence: the confidence level of the limits.
        every: how many resamples to draw between steps.
        mark: a value of interest, whose place among the resamples is wanted.

    Raises:
        InputError: a frequency is not a whole number of at least 0, the confidence is not between 0 and 1, or
            a number of resamples is not positive.

    Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 6 and 13.
    """
    _check(frequencies, confidence)
    for name, number in (("resamples", resamples), ("every", every)):
        if number < 1:
            raise InputError(name, "a number of at least 1", str(number))
    return _steps(tuple(frequencies), statistics, resamples, seed, (confidence, mark), every)


def _steps(
    frequencies: tuple[int, ...],
    statistics: Mapping[str, Statistic],
    resamples: int,
    seed: int,
    asked: tuple[float, float | None],
    every: int,
) -> Iterator[BootstrapStep]:
    columns = dict.fromkeys(column for one in statistics.values() for column in one.columns)
    place = {column: at for at, column in enumerate(columns)}
    wanted = {name: [place[column] for column in one.columns] for name, one in statistics.items()}
    summed = [_summing(column, frequencies) for column in columns]
    found: dict[str, list[float | None]] = {name: [] for name in statistics}
    done = 0
    for samples in batched(islice(_samples(frequencies, seed, resamples), resamples), every, strict=False):
        added = [sums_of(samples) for sums_of in summed]
        for name, one in statistics.items():
            of_each = [added[at] for at in wanted[name]]
            found[name] += map(one.of, *of_each) if of_each else [one.of()] * len(samples)
        done += len(samples)
        yield BootstrapStep(done, resamples, found, *asked)


def _summing(column: Column, frequencies: Sequence[int]) -> Callable[[Sequence[Sequence[int]]], list[int]]:
    """Return what gives the sum of a column for many resamples."""
    worths = {worth for _, worth in column}
    if len(column) < len(frequencies) or len(worths) != 1:
        return summing(column, len(frequencies))
    # What each item adds alike is the same in all resamples, as they have the same number of items.
    (whole,) = sums([column], frequencies)
    return lambda samples: [whole] * len(samples)


def _samples(frequencies: tuple[int, ...], seed: int, resamples: int) -> Iterator[tuple[int, ...]]:
    """Yield resamples without end: those that were drawn of the same items before, then new ones."""
    if len(frequencies) * resamples > _KEPT:
        draw = resampler(frequencies, seed)
        while True:
            yield draw()
    kept, draw = _drawn(frequencies, seed)
    for at in count():
        if at == len(kept):
            kept.append(draw())
        yield kept[at]


@lru_cache(maxsize=2)
def _drawn(frequencies: tuple[int, ...], seed: int) -> tuple[list[tuple[int, ...]], Callable[[], tuple[int, ...]]]:
    """Return the resamples that were drawn of these items, to be added to, and what draws the next."""
    return [], resampler(frequencies, seed)


def bootstrap_exact(
    frequencies: Sequence[int],
    statistic: Callable[[Sequence[int]], float | None],
    *,
    confidence: float = 0.95,
    most: int = 200_000,
) -> Bootstrap | Undefined:
    """Return what infinitely many resamples would say, by going through all of them.

    Args:
        frequencies: how often each pattern or cell occurs.
        statistic: a function of such frequencies.
        confidence: the confidence level of the limits.
        most: the largest number of distinct resamples to go through.

    Raises:
        InputError: a frequency is not a whole number of at least 0, the confidence is not between 0 and 1, or
            there are more than ``most`` distinct resamples.

    Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 5, 6 and 13.
    """
    _check(frequencies, confidence)
    items, patterns = sum(frequencies), sum(map(bool, frequencies))
    distinct = math.comb(items + patterns - 1, items) if patterns else 0
    if distinct > most:
        raise InputError("frequencies", f"data with at most {most:,} distinct resamples", f"{distinct:,}")
    values: Counter[float | None] = Counter()
    for sample, ways in _all_resamples(frequencies, items):
        values[statistic(sample)] += ways
    return _summary(values, confidence, None, distinct)


def _check(frequencies: Sequence[int], confidence: float) -> None:
    if any(not isinstance(n, int) or n < 0 for n in frequencies):
        raise InputError("frequencies", "whole numbers of at least 0")
    if not 0 < confidence < 1:
        raise InputError("confidence", "a number between 0 and 1", str(confidence))


def _all_resamples(frequencies: Sequence[int], items: int) -> Iterator[tuple[list[int], int]]:
    """Yield every resample with the number of ways in which it can be drawn."""
    there = [place for place, n in enumerate(frequencies) if n]
    for counts, ways in _compositions(tuple(frequencies[place] for place in there), items):
        sample = [0] * len(frequencies)
        for place, n in zip(there, counts, strict=True):
            sample[place] = n
        yield sample, ways


def _compositions(frequencies: tuple[int, ...], items: int) -> Iterator[tuple[tuple[int, ...], int]]:
    if len(frequencies) <= 1:
        if frequencies:
            yield (items,), frequencies[0] ** items
        return
    for first in range(items + 1):
        ways = math.comb(items, first) * frequencies[0] ** first
        for rest, others in _compositions(frequencies[1:], items - first):
            yield (first, *rest), ways * others


def _summary(
    values: Counter[float | None], confidence: float, mark: float | None, resamples: int
) -> Bootstrap | Undefined:
    total = values.total()
    defined = sorted([value for value in values if value is not None])
    upto = list(accumulate([values[value] for value in defined]))
    if not upto:
        return Undefined("the statistic does not exist in any resample")
    ways = upto[-1]
    shares = [values[value] / ways for value in defined]
    mean = math.fsum([value * share for value, share in zip(defined, shares, strict=True)])
    variance = math.fsum([(value - mean) ** 2 * share for value, share in zip(defined, shares, strict=True)])
    level = round(confidence * _PARTS)
    return Bootstrap(
        mean=mean,
        standard_error=math.sqrt(variance),
        # The smallest values that so many do not exceed; in whole numbers, so that the rank is exact.
        low=defined[bisect_left(upto, -(-ways * (_PARTS - level) // (2 * _PARTS)))],
        high=defined[bisect_left(upto, -(-ways * (_PARTS + level) // (2 * _PARTS)))],
        undefined_share=(total - ways) / total,
        resamples=resamples,
        below=None if mark is None else [0, *upto][bisect_left(defined, mark)] / ways,
    )
