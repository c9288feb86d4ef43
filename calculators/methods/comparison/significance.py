"""Exact tests of two shares, and what several tests at once are worth."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from calculators.methods.proportions import (
    binomial_cdf,
    binomial_pmf,
    hypergeometric_cdf,
    hypergeometric_pmf,
)

# Tables as likely as the one seen count with it; this is wider than the noise of the arithmetic, as in R's fisher.test.
_TIE = 1 + 1e-7


def mcnemar(only_first: int, only_second: int) -> tuple[float, float | None]:
    """Return the exact two-sided p of McNemar's test and its mid-p, None where no item tells the two apart.

    Args:
        only_first: the items on which only the first is right.
        only_second: the items on which only the second is right.

    Source: McNemar (1947), Psychometrika 12:153; Fagerland, Lydersen and Laake (2013), BMC Medical Research
    Methodology 13:91.
    """
    fewer, differing = min(only_first, only_second), only_first + only_second
    if not differing:
        return 1.0, None
    exact = min(1.0, 2 * binomial_cdf(fewer, differing, 0.5))
    return exact, exact - binomial_pmf(fewer, differing, 0.5)


def fisher(first: int, of_first: int, second: int, of_second: int) -> float:
    """Return the two-sided p of Fisher's exact test for two samples with items of their own.

    The margins are held, and all tables no likelier than the one seen are added up.

    Args:
        first: the successes in the first sample.
        of_first: its size.
        second: the successes in the second sample.
        of_second: its size.

    Source: Fisher (1935), The Design of Experiments; Agresti (2013), Categorical Data Analysis, section 3.5.
    """
    marked, population = first + second, of_first + of_second
    least, most = max(0, marked - of_second), min(marked, of_first)
    mode = min(most, max(least, (marked + 1) * (of_first + 1) // (population + 2)))

    def chance(place: int) -> float:
        return hypergeometric_pmf(place, marked, of_first, population)

    seen = chance(first) * _TIE
    # The chances rise up to the mode and fall from there, so each side is cut once.
    below = least - 1 + bisect_right(range(least, mode + 1), seen, key=chance)
    if below == mode:
        return 1.0
    above = mode + bisect_left(range(mode, most + 1), -seen, key=lambda place: -chance(place))
    low = hypergeometric_cdf(below, marked, of_first, population)
    return min(1.0, low + hypergeometric_tail(above, marked, of_first, population))


def hypergeometric_tail(least: int, marked: int, drawn: int, population: int) -> float:
    """Return the chance that ``least`` or more of the marked ones are among those drawn without replacement.

    Small chances keep all their digits. ``marked`` and ``drawn`` are from 0 to ``population``.
    """
    return hypergeometric_cdf(drawn - least, population - marked, drawn, population)


def holm(chances: Sequence[float]) -> list[float]:
    """Return the p values of several tests adjusted so that all together err no oftener than one would, in order.

    Source: Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics
    6:65.
    """
    adjusted = [0.0] * len(chances)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[place]))
        adjusted[place] = highest
    return adjusted
