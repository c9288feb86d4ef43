"""What a vendor bills for a month's work, by form of price. Calculators that share these agree to the last digit.

Money and hours are as given; nothing is in per cent but what says so.
"""

from calculators.methods.labour import whole_up


def work_hours(labels: float, seconds: float, overlap: float) -> float:
    """Return the hours of first passes behind a month's accepted labels."""
    return labels * seconds / 3600 * overlap


def label_bill(labels: float, price: float, overlap: float, paid: float) -> float:
    """Return the bill by the label, where ``paid`` labels are paid for each accepted one."""
    return labels * price * overlap * paid


def hour_bill(hours: float, rate: float, paid: float) -> float:
    """Return the bill by the hour, where ``paid`` hours are paid for each hour of first passes."""
    return hours * paid * rate


def seat_bill(hours: float, again: float, seat_hours: float, fee: float) -> float:
    """Return the bill by the seat: whole seats for first passes and the redoing that ``again`` adds to each."""
    return whole_up(hours * (1 + again) / seat_hours) * fee


def with_minimum(charge: float, level: float, minimum: float) -> float:
    """Return the bill at the prices of a later year, and no less than the minimum, which does not rise."""
    return max(charge * level, minimum)
