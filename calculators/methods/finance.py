"""Money over time."""

from collections.abc import Sequence


def monthly_rate(annual_percent: float) -> float:
    """Return the monthly rate, as a share, that compounds to a yearly rate given in per cent.

    Source: Brealey, Myers and Allen, Principles of Corporate Finance, chapter 2 (effective rates).
    """
    return float((1 + annual_percent / 100) ** (1 / 12) - 1)


def net_present_value(monthly: Sequence[float], annual_percent: float) -> float:
    """Return today's worth of payments at the end of month 1, 2, ..., discounted at a yearly rate in per cent.

    Source: Brealey, Myers and Allen, Principles of Corporate Finance, chapter 2 (present value).
    """
    factor = 1 / (1 + monthly_rate(annual_percent))
    worth = 0.0
    for payment in reversed(monthly):
        worth = (worth + payment) * factor
    return worth
