"""How many to check to measure a rate, where no decision hangs on it."""

from calculators.core import InputError


def proportion_sample(rate: float, margin: float, z: float) -> float:
    """Return how many independent draws measure a rate to within a margin, not rounded: z² rate (1 - rate) / margin².

    ``z`` is the normal quantile of the confidence, 1.96 for 95 %.

    Raises:
        InputError: the rate is not between 0 and 1 (plan for zero failures instead), or the margin is not above 0.

    Source: Cochran, Sampling Techniques, 3rd edition (1977), section 4.4.
    """
    if not 0 < rate < 1:
        raise InputError("rate", "a number between 0 and 1", str(rate))
    if not margin > 0:
        raise InputError("margin", "a number above 0", str(margin))
    return z * z * rate * (1 - rate) / (margin * margin)


def finite_sample(draws: float, population: int) -> float:
    """Return what independent draws become where they are drawn without replacement from a population.

    Source: Cochran (1977), section 4.4; Krejcie and Morgan (1970), Determining sample size for research activities,
    Educational and Psychological Measurement 30(3), is the same.
    """
    # n / (1 + (n - 1) / N), written so that nothing cancels for a single item.
    return draws * population / (population - 1 + draws)
