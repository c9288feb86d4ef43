"""Working days are counted and found as a day-by-day walk would."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.methods.calendar import working_day, working_days

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2014-01-15", "2014-06-30", 119),
        ("2008-10-01", "2009-03-01", 108),
        ("2009-01-01", "2009-01-08", 6),
        ("2027-01-02", "2027-01-03", 0),
        ("2027-01-02", "2027-01-04", 1),
        ("2027-01-04", "2027-01-03", 0),
        ("2000-02-28", "2000-03-01", 3),
        ("1900-02-28", "1900-03-01", 2),
    ],
)
def test_published_counts(start: str, end: str, days: int) -> None:
    """Both ends count; a weekend has no working day, nothing lies before the start, and leap days count."""
    assert working_days(start, end) == days


@given(DAYS, st.integers(0, 400))
def test_counting_agrees_with_a_walk(start: date, length: int) -> None:
    """The count is that of the days that are neither Saturday nor Sunday, one by one."""
    walked = sum((start + timedelta(days=step)).weekday() < 5 for step in range(length + 1))
    assert working_days(start.isoformat(), (start + timedelta(days=length)).isoformat()) == walked


@given(DAYS, st.integers(1, 100_000))
def test_the_day_found_is_the_one_counted(start: date, number: int) -> None:
    """Working day n is a weekday, n working days from the start; day 1 is the start or the Monday after it."""
    found = working_day(start.isoformat(), number)
    assert date.fromisoformat(found).weekday() < 5
    assert working_days(start.isoformat(), found) == number
    first = date.fromisoformat(working_day(start.isoformat(), 1))
    assert first == start if start.weekday() < 5 else first.weekday() == 0
    assert timedelta() <= first - start <= timedelta(days=2)
