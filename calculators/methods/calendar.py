"""Working days, Monday to Friday; no holidays, which differ from place to place."""

from datetime import date

_WORKING = 5


def first_working_day(day: date) -> date:
    """Return the day itself, or the Monday after it where it falls on a weekend."""
    return _later(day, 7 - day.weekday()) if day.weekday() >= _WORKING else day


def working_days(start: date, end: date) -> int:
    """Return how many days from Monday to Friday there are from one day to another, both included; 0 if none."""
    if end < start:
        return 0
    weeks, rest = divmod(end.toordinal() - start.toordinal() + 1, 7)
    return _WORKING * weeks + sum((start.weekday() + day) % 7 < _WORKING for day in range(rest))


def working_day(start: date, number: int) -> date:
    """Return the date of a working day counted from 1, which is ``start`` or the Monday after it on a weekend."""
    first = first_working_day(start)
    weeks, day = divmod(number - 1 + first.weekday(), _WORKING)
    return _later(first, 7 * weeks + day - first.weekday())


def _later(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)
