"""Working days, Monday to Friday; no holidays, which differ from place to place. Days are ISO text, "2027-01-04"."""

_WORKING = 5
_DAYS_IN_400_YEARS = 146_097
# From the first of March of the year 0 to the first of January 1970, which was a Thursday.
_EPOCH, _THURSDAY = 719_468, 3


def working_days(start: str, end: str) -> int:
    """Return how many days from Monday to Friday there are from one day to another, both included; 0 if none."""
    first, last = _number(start), _number(end)
    if last < first:
        return 0
    weeks, rest = divmod(last - first + 1, 7)
    return _WORKING * weeks + sum(_weekday(first + day) < _WORKING for day in range(rest))


def working_day(start: str, number: int) -> str:
    """Return a working day counted from 1, which is ``start`` or the Monday after it on a weekend."""
    first = _number(start)
    if _weekday(first) >= _WORKING:
        first += 7 - _weekday(first)
    weeks, day = divmod(number - 1 + _weekday(first), _WORKING)
    return _written(first - _weekday(first) + 7 * weeks + day)


def _weekday(number: int) -> int:
    """Return 0 for a Monday to 6 for a Sunday."""
    return (number + _THURSDAY) % 7


def _number(day: str) -> int:
    """Return the days from 1970-01-01 to a day of the Gregorian calendar.

    Years begin in March, so that the day that leap years add comes last.
    Source: Hinnant (2013), chrono-compatible low-level date algorithms.
    """
    year, month, date = map(int, day.split("-"))
    year -= month <= 2
    cycles, years = divmod(year, 400)
    days = (153 * ((month + 9) % 12) + 2) // 5 + date - 1
    return cycles * _DAYS_IN_400_YEARS + years * 365 + years // 4 - years // 100 + days - _EPOCH


def _written(number: int) -> str:
    """Return the day that ``_number`` gives a number; see there."""
    cycles, rest = divmod(number + _EPOCH, _DAYS_IN_400_YEARS)
    years = (rest - rest // 1460 + rest // 36_524 - rest // 146_096) // 365
    days = rest - (365 * years + years // 4 - years // 100)
    month = (5 * days + 2) // 153
    date = days - (153 * month + 2) // 5 + 1
    return f"{cycles * 400 + years + (month >= 10):04}-{(month + 2) % 12 + 1:02}-{date:02}"
