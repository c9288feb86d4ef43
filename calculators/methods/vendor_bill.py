"""What a vendor bills, month by month, by form of price. Calculators that share these agree to the last digit.

Money and hours are as given; nothing is in per cent but what says so. What stands for months holds one number a month.
"""

from collections.abc import Sequence

from calculators.methods.labour import whole_up_each

type Months = list[float]


def work_hours(labels: Sequence[float], seconds: float, overlap: float) -> Months:
    """Return the hours of first passes behind each month's accepted labels."""
    return [month * seconds / 3600 * overlap for month in labels]


def label_bills(labels: Sequence[float], price: float, overlap: float, paid: float) -> Months:
    """Return the bills by the label, where ``paid`` labels are paid for each accepted one."""
    return [month * price * overlap * paid for month in labels]


def hour_bills(hours: Sequence[float], rate: float, paid: float) -> Months:
    """Return the bills by the hour, where ``paid`` hours are paid for each hour of first passes."""
    return [month * paid * rate for month in hours]


def seat_bills(hours: Sequence[float], again: float, seat_hours: float, fee: float) -> Months:
    """Return the bills by the seat: whole seats for first passes and the redoing that ``again`` adds to each."""
    return [seats * fee for seats in whole_up_each(month * (1 + again) / seat_hours for month in hours)]


def with_minimum(charges: Sequence[float], levels: Sequence[float], minimum: float) -> Months:
    """Return the bills at the prices of each month, and no less than the minimum, which does not rise."""
    bills = [charge * level for charge, level in zip(charges, levels, strict=True)]
    return bills if min(bills, default=minimum) >= minimum else [max(bill, minimum) for bill in bills]
