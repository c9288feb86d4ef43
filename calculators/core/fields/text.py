"""A few words of the reader's own, and a day of the calendar."""

import re
from dataclasses import dataclass

from calculators.core.errors import InputError
from calculators.core.field import Field, refused

# Between lines, and within them, a reader's own words may hold these.
_BREAKS = {ord(sign): " " for sign in "\r\n\t"}


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A few words of the reader's own, on one line unless ``lines`` says otherwise.

    Attributes:
        limit: the most characters accepted.
        least: the fewest characters accepted, blanks around them aside.
        lines: whether there may be several lines.
        pasted: whether line breaks and tabs count as blanks, as where a list is pasted.
        offered: whether an answer or a refusal may offer words to choose from, such as the columns of an opened file.
        several: whether several of them may be chosen; then they stand with commas between them.
        signs: where each sign stands for a row of another table, the signs allowed; the last one stands for none.
    """

    limit: int = 500
    least: int = 0
    lines: bool = False
    pasted: bool = False
    offered: bool = False
    several: bool = False
    signs: str = ""

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        if self.least:
            return f"{self.least} to {self.limit} printable characters"
        return f"at most {self.limit:,} characters" + ("" if self.lines else " on one line")

    def read(self, name: str, given: object) -> str:
        """Return the words without blanks around them.

        Raises:
            InputError: it is not text, too short or too long, or has a line break or another control character.
        """
        if not isinstance(given, str):
            raise InputError(name, self.expected, type(given).__name__)
        if self.pasted:
            given = " ".join(given.split())
        words = given.strip()
        printed = words.translate(_BREAKS) if self.lines else words
        if len(given) > self.limit or len(words) < self.least or not printed.isprintable():
            raise refused(self, name, given)
        return words

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        return self.described(type="string", minLength=self.least, maxLength=self.limit)


_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A day of the calendar as ISO 8601 text ("2027-01-04"), or nothing.

    Attributes:
        earliest: the first year accepted.
        latest: the last year accepted.
    """

    earliest: int = 1900
    latest: int = 2199

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        return "a date such as 2027-01-04, or nothing"

    def read(self, name: str, given: object) -> str:
        """Return the day as it was given.

        Raises:
            InputError: it is not written so, does not exist, or lies outside the years.
        """
        text = given.strip() if isinstance(given, str) else None
        if text == "":
            return ""
        found = _DAY.fullmatch(text) if text else None
        if not found or not self._exists(*map(int, found.groups())):
            raise refused(self, name, given)
        return found[0]

    def _exists(self, year: int, month: int, day: int) -> bool:
        if not self.earliest <= year <= self.latest or not 1 <= month <= 12:
            return False
        leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 1 <= day <= _MONTH_LENGTHS[month - 1] + leap

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        return self.described(type="string", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
