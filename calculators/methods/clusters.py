"""Labels that hang together: what one image or document tells less than as many labels drawn one by one."""

import cmath
import math
import operator
from collections.abc import Sequence

from calculators.methods.proportions import beta_binomial_cdf, beta_binomial_pmf, binomial_cdf

# The recursion adds only what is not negative while one image is usually right; beyond it would cancel.
_SAFE_RATE = 0.25
_SAFE_NONE = 1e-4
_LARGE = 1e200
_NONE = 1e-12
_NEVER = 1e-100
# What the transform takes for one point, in steps of the recursion: measured, and only a matter of speed.
_STEPS_A_POINT = 200


def design_effect(size: float, correlation: float) -> float:
    """Return by how much drawing clusters of a size widens a variance: 1 + (size - 1) correlation.

    Source: Kish (1965), Survey Sampling, section 5.4.
    """
    return 1 + (size - 1) * correlation


def measured_design_effect(wrong: Sequence[int], sizes: Sequence[int]) -> float | None:
    """Return the design effect that clusters of unlike size show, before any floor; None where nothing varies.

    The variance of the ratio over that of as many independent draws. None for a single cluster, or where none or
    all are wrong.
    Source: Rao and Scott (1992), A simple method for the analysis of clustered binary data, Biometrics 48(2).
    """
    clusters, checked, total = len(sizes), sum(sizes), sum(wrong)
    if clusters < 2 or not 0 < total < checked:
        return None
    rate = total / checked
    squares = math.fsum((errors - rate * size) ** 2 for errors, size in zip(wrong, sizes, strict=True))
    return clusters / (clusters - 1) * squares / checked**2 / (rate * (1 - rate) / checked)


def clusters_at_most(most: int, clusters: int, size: int, rate: float, correlation: float) -> float:
    """Return the chance of at most ``most`` wrong in independent clusters, each with a rate of its own.

    The number wrong in one cluster is beta-binomial with mean ``size * rate`` and the given intraclass correlation.
    Without correlation all are independent; with a correlation of 1 a cluster is all right or all wrong.
    Source: Skellam (1948) for one cluster; for the sum the recursion of Panjer (1981), Recursive evaluation of a
    family of compound distributions, ASTIN Bulletin 12(1), as De Pril (1985) states it for powers, or, where that
    loses digits, the discrete Fourier transform.
    """
    if most < 0 or most >= clusters * size or rate == 1:
        return float(most >= clusters * size)
    if rate < _NEVER:
        return 1.0
    if correlation >= 1:
        return binomial_cdf(most // size, clusters, rate)
    if correlation * size < _NONE:
        return binomial_cdf(most, clusters * size, rate)
    a, b = rate * (1 - correlation) / correlation, (1 - rate) * (1 - correlation) / correlation
    if clusters == 1:
        return beta_binomial_cdf(most, size, a, b)
    chances = [beta_binomial_pmf(wrong, size, a, b) for wrong in range(size + 1)]
    first, points = _window(clusters, chances)
    if not first <= most < first + points:
        return float(most >= first)
    safe = rate <= _SAFE_RATE and chances[0] >= _SAFE_NONE
    if safe and most * size <= _STEPS_A_POINT * points:
        return min(1.0, _by_recursion(most, clusters, chances))
    return min(1.0, max(0.0, _by_transform(most, clusters, chances, first, points)))


def _by_recursion(most: int, clusters: int, chances: Sequence[float]) -> float:
    """Sum the first coefficients of a power of a polynomial, each from those before it."""
    size = len(chances) - 1
    # Backwards, so that each step is the product of two runs in order.
    ratios = [chances[wrong] / chances[0] for wrong in range(size, 0, -1)]
    weighted = [wrong * ratio for wrong, ratio in zip(range(size, 0, -1), ratios, strict=True)]
    terms, total, scale = [1.0], 1.0, clusters * math.log(chances[0])
    for wrong in range(1, most + 1):
        past = min(wrong, size)
        recent = terms[-past:]
        up = math.sumprod(weighted[size - past :], recent)
        down = math.sumprod(ratios[size - past :], recent)
        term = ((clusters + 1) * up - wrong * down) / wrong
        total += term
        terms.append(term)
        if total > _LARGE:
            terms = [value / _LARGE for value in terms[-size:]]
            total /= _LARGE
            scale += math.log(_LARGE)
    return math.exp(scale + math.log(total))


def _by_transform(most: int, clusters: int, chances: Sequence[float], first: int, points: int) -> float:
    """Raise the transform of one cluster to a power, and sum its coefficients from ``first`` to ``most``.

    What lies outside the window of ``points`` coefficients from ``first`` falls into it.
    """
    folded = [0.0] * points
    for wrong, chance in enumerate(chances):
        folded[wrong % points] += chance
    roots = [cmath.rect(1, -2 * math.pi * k / points) for k in range(points)]
    sums = [(most - first + 1) / points]
    for k, value in enumerate(_transform(folded, roots)):
        if k:
            start, end = roots[-k * first % points], roots[-k * (most + 1) % points]
            sums.append((value**clusters * (start - end) / (1 - roots[-k])).real / points)
    return math.fsum(sums)


def _window(clusters: int, chances: Sequence[float]) -> tuple[int, int]:
    """Return where the window begins that holds all but 1e-12 of the sum, and its length, a power of two.

    The bounds are those of Bernstein and of Hoeffding (1963), Probability inequalities for sums of bounded random
    variables, Journal of the American Statistical Association 58; the nearer one counts.
    """
    size = len(chances) - 1
    mean = math.fsum(wrong * chance for wrong, chance in enumerate(chances))
    variance = clusters * math.fsum((wrong - mean) ** 2 * chance for wrong, chance in enumerate(chances))
    strict = math.log(2e12)
    bernstein = size * strict / 3 + math.sqrt((size * strict / 3) ** 2 + 2 * strict * variance)
    reach = min(bernstein, size * math.sqrt(clusters * strict / 2)) + 1
    first = max(0, math.floor(clusters * mean - reach))
    last = min(clusters * size, math.ceil(clusters * mean + reach))
    return first, 1 << (last - first).bit_length()


def _transform(values: Sequence[complex], roots: Sequence[complex]) -> Sequence[complex]:
    """Return the discrete Fourier transform of a run whose length is a power of two, given the roots of one.

    Source: Cooley and Tukey (1965), An algorithm for the machine calculation of complex Fourier series, Mathematics
    of Computation 19.
    """
    if len(values) == 1:
        return values
    even, odd = _transform(values[::2], roots[::2]), _transform(values[1::2], roots[::2])
    turned = [root * value for root, value in zip(roots, odd, strict=False)]
    return [*map(operator.add, even, turned), *map(operator.sub, even, turned)]
