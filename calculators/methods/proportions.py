"""Shares of wrong ones: how likely a count is in a sample, and what a sample says about the whole.

Every chance is correct to about twelve digits, for a million items as for ten. Arguments are whole numbers unless a
docstring says otherwise; shares are fractions from 0 to 1.
"""

import math
from statistics import NormalDist

from calculators.core import InputError

_NORMAL = NormalDist()
_ENOUGH = 1e-17  # a term below this part of the sum no longer changes it
_STIRLING = (1 / 12, 1 / 360, 1 / 1260, 1 / 1680, 1 / 1188, 691 / 360360, 1 / 156)


def normal_quantile(share: float) -> float:
    """Return the value below which a share (above 0, below 1) of the standard normal distribution lies.

    Source: Wichura (1988), Algorithm AS 241: the percentage points of the normal distribution, Applied Statistics
    37(3).
    """
    return _NORMAL.inv_cdf(share)


def normal_cdf(value: float) -> float:
    """Return the share of the standard normal distribution at or below a value."""
    return math.erfc(-value / math.sqrt(2)) / 2


def beta_cdf(share: float, a: float, b: float) -> float:
    """Return the share of the beta distribution with shapes ``a`` and ``b`` (both above 0) at or below ``share``.

    This is the regularised incomplete beta function, by its continued fraction; the shapes need not be whole.
    Source: Press et al., Numerical Recipes, 3rd edition (2007), section 6.4.
    """
    if share <= 0:
        return 0.0
    if share >= 1:
        return 1.0
    if share > (a + 1) / (a + b + 2):
        return 1 - _beta_lower(1 - share, b, a)
    return _beta_lower(share, a, b)


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Return the share that a beta distribution (shapes ``a``, ``b``, both above 0) stays below with a probability.

    Newton's steps on ``beta_cdf``, with halving wherever a step would leave the interval that holds the answer.
    A probability of 0 or less gives 0, of 1 or more gives 1.
    Source: Press et al., Numerical Recipes, 3rd edition (2007), section 6.14.
    """
    if probability <= 0:
        return 0.0
    if probability >= 1:
        return 1.0
    low, high = 0.0, 1.0
    here = _beta_guess(probability, a, b)
    for _ in range(200):
        if not low < here < high:
            here = (low + high) / 2
            if here in (low, high):
                break
        off = beta_cdf(here, a, b) - probability
        low, high = (here, high) if off < 0 else (low, here)
        density = a * _beta_front(here, a, b) / (here * (1 - here))
        step = off / density if density > 0 else math.inf
        if abs(step) <= 1e-15 * here:
            break
        here -= step
    return here


def binomial_pmf(wrong: int, checked: int, rate: float) -> float:
    """Return the chance of exactly ``wrong`` in ``checked`` independent draws, each wrong with chance ``rate``.

    Source: Loader (2000), Fast and accurate computation of binomial probabilities, the saddle-point form that R's
    ``dbinom`` uses.
    """
    if not 0 <= wrong <= checked:
        return 0.0
    return _saddle(wrong, checked, rate, 1 - rate)


def binomial_cdf(most: int, checked: int, rate: float) -> float:
    """Return the chance of at most ``most`` wrong in ``checked`` independent draws; 0 for ``most`` below 0.

    The shorter of the two tails is summed outward from its first term (``binomial_pmf``).
    """
    if most < 0 or most >= checked:
        return float(most >= 0)
    if most < checked * rate:
        return _binomial_below(most, checked, rate, 1 - rate)
    return 1 - _binomial_below(checked - most - 1, checked, 1 - rate, rate)


def binomial_tail(least: int, checked: int, rate: float) -> float:
    """Return the chance of ``least`` or more wrong in ``checked`` independent draws; 1 for ``least`` of 0 or less.

    Small chances keep all their digits, which ``1 - binomial_cdf(least - 1, ...)`` would lose.
    """
    if least <= 0 or least > checked:
        return float(least <= 0)
    if least > checked * rate:
        return _binomial_below(checked - least, checked, 1 - rate, rate)
    return 1 - _binomial_below(least - 1, checked, rate, 1 - rate)


def hypergeometric_pmf(wrong: int, bad: int, checked: int, lot: int) -> float:
    """Return the chance of exactly ``wrong`` among ``checked`` drawn without replacement from a lot.

    ``lot`` items, ``bad`` of them wrong; ``checked`` and ``bad`` are from 0 to ``lot``.
    Source: Loader (2000), as for ``binomial_pmf``: three binomial chances, as in R's ``dhyper``.
    """
    if not max(0, checked + bad - lot) <= wrong <= min(checked, bad):
        return 0.0
    share, rest = checked / lot, (lot - checked) / lot
    inside = _saddle(wrong, bad, share, rest)
    outside = _saddle(checked - wrong, lot - bad, share, rest)
    return inside * outside / _saddle(checked, lot, share, rest)


def hypergeometric_cdf(most: int, bad: int, checked: int, lot: int) -> float:
    """Return the chance of at most ``most`` wrong among ``checked`` drawn without replacement; 0 for ``most`` below 0.

    The shorter of the two tails is summed outward from its first term (``hypergeometric_pmf``).
    """
    if most < max(0, checked + bad - lot):
        return 0.0
    if most >= min(checked, bad):
        return 1.0
    if most * lot < checked * bad:
        return _hypergeometric_below(most, bad, checked, lot)
    return 1 - _hypergeometric_below(checked - most - 1, lot - bad, checked, lot)


def beta_binomial_pmf(wrong: int, checked: int, a: float, b: float) -> float:
    """Return the chance of exactly ``wrong`` in ``checked`` draws whose common rate varies as Beta(a, b).

    ``a`` and ``b`` are above 0 and need not be whole.
    Source: Skellam (1948), A probability distribution derived from the binomial distribution by regarding the
    probability of success as variable between the sets of trials, Journal of the Royal Statistical Society B 10(2);
    computed as three saddle-point forms, as for ``hypergeometric_pmf``.
    """
    if not 0 <= wrong <= checked:
        return 0.0
    right = checked - wrong
    share, rest = (wrong + a) / (checked + a + b), (right + b) / (checked + a + b)
    before = a / (a + b) * b * _saddle(a, a + b, share, rest)
    after = share * (right + b) * _saddle(wrong + a, checked + a + b, share, rest)
    return _saddle(wrong, checked, share, rest) * before / after


def beta_binomial_cdf(most: int, checked: int, a: float, b: float) -> float:
    """Return the chance of at most ``most`` wrong in ``checked`` draws whose rate varies as Beta(a, b).

    The side with fewer terms is summed, outward from its largest.
    """
    if most < 0 or most >= checked:
        return float(most >= 0)
    if 2 * most < checked:
        return _beta_binomial_below(most, checked, a, b)
    return 1 - _beta_binomial_below(checked - most - 1, checked, b, a)


def clopper_pearson_low(wrong: float, checked: float, risk: float) -> float:
    """Return the one-sided lower limit of a rate: the rate at which ``wrong`` or more would have chance ``risk``.

    The ``risk`` quantile of Beta(wrong, checked - wrong + 1), exactly 0 for none wrong. Counts need not be whole.

    Raises:
        InputError: nothing was checked, or the wrong ones are below 0 or more than the checked ones.

    Source: Clopper and Pearson (1934), The use of confidence or fiducial limits illustrated in the case of the
    binomial, Biometrika 26(4).
    """
    _refuse_impossible(wrong, checked)
    return 0.0 if wrong == 0 else beta_quantile(risk, wrong, checked - wrong + 1)


def clopper_pearson_high(wrong: float, checked: float, risk: float) -> float:
    """Return the one-sided upper limit of a rate: the rate at which ``wrong`` or fewer would have chance ``risk``.

    The ``1 - risk`` quantile of Beta(wrong + 1, checked - wrong), exactly 1 for all wrong. Counts need not be whole.

    Raises:
        InputError: as for ``clopper_pearson_low``.

    Source: Clopper and Pearson (1934).
    """
    _refuse_impossible(wrong, checked)
    return 1.0 if wrong == checked else beta_quantile(1 - risk, wrong + 1, checked - wrong)


def clopper_pearson(wrong: float, checked: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return the two-sided Clopper-Pearson interval of a rate, with half of ``1 - confidence`` on either side.

    Raises:
        InputError: as for ``clopper_pearson_low``.

    Source: Clopper and Pearson (1934).
    """
    risk = (1 - confidence) / 2
    return clopper_pearson_low(wrong, checked, risk), clopper_pearson_high(wrong, checked, risk)


def wilson(wrong: float, checked: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return Wilson's two-sided interval of a rate, exactly 0 below for none wrong and 1 above for all wrong.

    Counts need not be whole.

    Raises:
        InputError: as for ``clopper_pearson_low``.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22.
    """
    _refuse_impossible(wrong, checked)
    z, rate = normal_quantile((1 + confidence) / 2), wrong / checked
    weight = z * z / checked
    middle = (rate + weight / 2) / (1 + weight)
    half = z * math.sqrt(rate * (1 - rate) / checked + weight / (4 * checked)) / (1 + weight)
    low = 0.0 if wrong == 0 else max(0.0, middle - half)
    high = 1.0 if wrong == checked else min(1.0, middle + half)
    return low, high


def _refuse_impossible(wrong: float, checked: float) -> None:
    if not checked > 0:
        raise InputError("checked", "at least one observation", str(checked))
    if not 0 <= wrong <= checked:
        raise InputError("wrong", f"from 0 to {checked}, the number checked", str(wrong))


def _binomial_below(most: int, checked: int, rate: float, rest: float) -> float:
    """Sum the chances of ``most`` and fewer, from the largest down; ``most`` lies below the mean."""
    term = total = _saddle(most, checked, rate, rest)
    odds = rest / rate if rate else 0.0
    for wrong in range(most, 0, -1):
        term *= wrong / (checked - wrong + 1) * odds
        total += term
        if term <= total * _ENOUGH:
            break
    return total


def _hypergeometric_below(most: int, bad: int, checked: int, lot: int) -> float:
    term = total = hypergeometric_pmf(most, bad, checked, lot)
    beyond = lot - bad - checked
    for wrong in range(most, max(0, -beyond), -1):
        term *= wrong / (bad - wrong + 1) * ((beyond + wrong) / (checked - wrong + 1))
        total += term
        if term <= total * _ENOUGH:
            break
    return total


def _beta_binomial_below(most: int, checked: int, a: float, b: float) -> float:
    """Sum the chances of ``most`` and fewer, outward from the largest of them, so that none grows from a lost digit."""
    if a + b > 2:
        start = min(most, max(0, int((checked + 1) * (a - 1) / (a + b - 2))))
    else:
        start = max(0, most, key=lambda wrong: beta_binomial_pmf(wrong, checked, a, b))
    first = total = term = beta_binomial_pmf(start, checked, a, b)
    for wrong in range(start, 0, -1):
        term *= wrong / (checked - wrong + 1) * ((checked - wrong + b) / (wrong - 1 + a))
        total += term
        if term <= total * _ENOUGH:
            break
    term = first
    for wrong in range(start, most):
        term *= (checked - wrong) / (wrong + 1) * ((wrong + a) / (checked - wrong - 1 + b))
        total += term
        if term <= total * _ENOUGH:
            break
    return total


def _beta_front(share: float, a: float, b: float) -> float:
    """Return share^a (1 - share)^b / (a B(a, b)), in Loader's form so that large shapes lose nothing."""
    return b / (a + b) * _saddle(a, a + b, share, 1 - share)


def _beta_lower(share: float, a: float, b: float) -> float:
    """Evaluate the continued fraction by Lentz's method, for a share below the mean."""
    tiny = 1e-300
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * share / (a + 1), tiny)
    value = d
    for step in range(1, 100_000):
        even = step * (b - step) * share / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * share / ((a + 2 * step) * (a + 2 * step + 1))
        for part in (even, odd):
            d = 1 / _not_zero(1 + part * d, tiny)
            c = _not_zero(1 + part / c, tiny)
            value *= c * d
        # One unit in the last place, below which rounding would go on for ever.
        if abs(c * d - 1) <= 2**-52:
            break
    return _beta_front(share, a, b) * value


def _not_zero(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny


def _beta_guess(probability: float, a: float, b: float) -> float:
    if a >= 1 and b >= 1:
        z = -normal_quantile(probability)
        scale = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1))
        bend = (z * z - 3) / 6
        w = z * math.sqrt(max(0.0, scale + bend)) / scale
        w -= (1 / (2 * b - 1) - 1 / (2 * a - 1)) * (bend + 5 / 6 - 2 / (3 * scale))
        return a / (a + b * math.exp(min(700.0, 2 * w)))
    left = math.exp(a * math.log(a / (a + b))) / a
    right = math.exp(b * math.log(b / (a + b))) / b
    if probability < left / (left + right):
        return float((a * (left + right) * probability) ** (1 / a))
    return float(1 - (b * (left + right) * (1 - probability)) ** (1 / b))


def _saddle(count: float, size: float, rate: float, rest: float) -> float:
    """Return Γ(size+1) / (Γ(count+1) Γ(size-count+1)) · rate^count · rest^(size-count), for any real counts.

    ``rest`` is ``1 - rate``, given apart so that a rate next to 1 loses nothing.
    """
    if rate <= 0 or rest <= 0:
        return float(count == 0 if rate <= 0 else count == size)
    other = size - count
    if size == 0:
        return 1.0
    if count == 0:
        return math.exp(-_deviance(size, size * rest) - size * rate if rate < 0.1 else size * math.log(rest))
    if other == 0:
        return math.exp(-_deviance(size, size * rate) - size * rest if rest < 0.1 else size * math.log(rate))
    exponent = _stirling(size) - _stirling(count) - _stirling(other)
    exponent -= _deviance(count, size * rate) + _deviance(other, size * rest)
    return math.exp(exponent) * math.sqrt(size / (2 * math.pi * count * other))


def _deviance(count: float, mean: float) -> float:
    """Return count·log(count/mean) + mean - count without cancellation where both are close (Loader's D0)."""
    gap = count - mean
    if abs(gap) >= 0.1 * (count + mean):
        return count * math.log(count / mean) - gap
    ratio = gap / (count + mean)
    total, term, square = gap * ratio, 2 * count * ratio, ratio * ratio
    for odd in range(3, 1000, 2):
        term *= square
        larger = total + term / odd
        if larger == total:
            break
        total = larger
    return total


def _stirling(size: float) -> float:
    """Return log Γ(size+1) less Stirling's formula, for a size above 0."""
    if size < 10:
        return math.log(math.gamma(size + 1) * math.exp(size) / (size**size * math.sqrt(2 * math.pi * size)))
    square = 1 / (size * size)
    total = 0.0
    for part in reversed(_STIRLING):
        total = part - total * square
    return total / size
