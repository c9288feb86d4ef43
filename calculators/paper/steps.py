"""What the reader writes of what to do next: one step a line, and in front of it a day as people write days."""

import re
from collections.abc import Iterator

from calculators.core import Day, InputError
from calculators.core.field import blank

_DAY = Day(label="Day", basis=blank("None is named."))
_DATED = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}([./])\s?\d{1,2}\2\s?\d{4})(?!\d)\s*[:,;–-]?\s*(?P<step>.*)")


def steps(text: str) -> list[list[str]]:
    """Return the day of each line, as in "2027-01-15" and empty where there is none, and what is to be done.

    >>> steps("2027-01-15: Ana asks\\n15.1.2027 Ben asks\\n1/15/2027 Cleo asks\\n1/2/2027 either day")
    [['2027-01-15', 'Ana asks'], ['2027-01-15', 'Ben asks'], ['2027-01-15', 'Cleo asks'], ['', '1/2/2027 either day']]
    """
    return [_step(line.strip()) for line in text.splitlines() if line.strip()]


def _step(line: str) -> list[str]:
    found = _DATED.fullmatch(line)
    days = set(_readings(found["day"])) if found else set()
    return [days.pop(), found["step"]] if found and len(days) == 1 else ["", line]


def _readings(text: str) -> Iterator[str]:
    """Yield each day that exists and that a text can mean: between points the day stands first, between strokes either.

    A line that begins with a day of neither kind stays as it was written.
    """
    if "-" in text:
        orders = [text]
    else:
        one, other, year = (int(part) for part in re.split(r"[./]", text))
        orders = [f"{year}-{other:02}-{one:02}", *([f"{year}-{one:02}-{other:02}"] if "/" in text else [])]
    for day in orders:
        try:
            yield _DAY.read("day", day)
        except InputError:
            continue
