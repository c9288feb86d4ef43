"""The kinds of input: a number, a choice, a few words, a table of the reader's own rows.

One declaration gives the form, the parsing, the messages, the link, the command line's flags and the schema.
"""

import dataclasses
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculators.core.errors import InputError
from calculators.core.sources import Basis
from calculators.core.words import plain

# "1,250,000.5" is what a spreadsheet pastes; "1,5" is not a number here, for it would be read in two ways.
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?(e[+-]?\d{1,3})?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number with a unit and bounds.

    Attributes:
        label: the field's name in the reader's words.
        unit: its unit ("%", "hours a month"); empty for a plain count.
        minimum: the lowest value accepted.
        maximum: the highest value accepted, or the first one refused where ``below`` is set.
        basis: the starting value, its range and where they come from.
        help: one sentence on what belongs in the field.
        group: the heading it stands under in the form.
        first: whether it is one of the few that matter most.
        whole: whether only whole numbers make sense.
        below: whether ``maximum`` itself is refused.
        slider: low end, high end and step of a slider, where dragging helps.
        driver: a name shared by inputs that move together in the real world.
        when: a choice's name and the answer under which alone this number counts.
    """

    label: str
    unit: str
    minimum: float
    maximum: float
    basis: Basis[float]
    help: str = ""
    group: str = ""
    first: bool = False
    whole: bool = False
    below: bool = False
    slider: tuple[float, float, float] | None = None
    driver: str = ""
    when: tuple[str, str] | None = None

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        kind = "a whole number" if self.whole else "a number"
        top = f"up to but not including {plain(self.maximum)}" if self.below else f"to {plain(self.maximum)}"
        unit = f" ({self.unit})" if self.unit else ""
        return f"{kind} from {plain(self.minimum)} {top}{unit}"

    def parse(self, name: str, given: object) -> float:
        """Return the number that was given as text or as a number.

        Raises:
            InputError: it is no number, not finite, not whole where it must be, or out of bounds.
        """
        number = self._read(given)
        inside = number is not None and self._inside(number)
        if number is None or not inside or (self.whole and number != int(number)):
            raise InputError(name, self.expected, given if isinstance(given, str) else repr(given))
        return int(number) if self.whole else number

    def _inside(self, number: float) -> bool:
        return self.minimum <= number <= self.maximum and not (self.below and number == self.maximum)

    @staticmethod
    def _read(given: object) -> float | None:
        if isinstance(given, str):
            text = given.strip()
            if not re.search(r"\d", text) or len(text) > 40 or not _NUMBER.fullmatch(text):
                return None
            number = float(text.replace(",", ""))
        elif isinstance(given, int | float) and not isinstance(given, bool):
            # An integer beyond any float is out of every bound; infinity says so without overflowing.
            number = float(given) if abs(given) < 1e300 else math.inf
        else:
            return None
        return number if math.isfinite(number) else None

    def text(self, value: object) -> str:
        """Return the value as it stands in the field and in the link; ``parse`` reads it back exactly."""
        assert isinstance(value, int | float)
        return plain(value)

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        top = "exclusiveMaximum" if self.below else "maximum"
        return {
            "type": "integer" if self.whole else "number",
            "title": self.label,
            "description": " ".join(part for part in (self.help, f"Unit: {self.unit}." if self.unit else "") if part),
            "minimum": self.minimum,
            top: self.maximum,
            "default": self.basis.value,
        }


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of a few named answers.

    Attributes:
        label: the question in the reader's words.
        options: the stored name of each answer, and its words.
        basis: the starting answer and why.
        help: why the question matters.
        group: the heading it stands under in the form.
        first: whether it is one of the few that matter most.
    """

    label: str
    options: Mapping[str, str]
    basis: Basis[str]
    help: str = ""
    group: str = ""
    first: bool = False
    unit: str = ""

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        return "one of " + ", ".join(self.options)

    def parse(self, name: str, given: object) -> str:
        """Return the stored name of the answer given.

        Raises:
            InputError: it is not one of the options.
        """
        if not isinstance(given, str) or given not in self.options:
            raise InputError(name, self.expected, given if isinstance(given, str) else repr(given))
        return given

    def text(self, value: object) -> str:
        """Return the value as it stands in the field and in the link."""
        return str(value)

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        return {
            "type": "string",
            "title": self.label,
            "description": self.help,
            "enum": list(self.options),
            "default": self.basis.value,
        }


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of the reader's own, pasted or opened from a file; they are never put into a link.

    Attributes:
        label: what the rows are.
        basis: the rows shown at the start, and what they stand for.
        examples: further rows to try, by title.
        limit: the most characters or bytes accepted.
        page_limit: the largest file that a page opens, in bytes.
        help: one sentence on what belongs in the field.
        group: the heading it stands under in the form.
        first: whether it is one of the few that matter most.
        accept: the file endings offered when opening a file.
    """

    label: str
    basis: Basis[str]
    examples: Mapping[str, str] = dataclasses.field(default_factory=dict)
    limit: int = 8_000_000_000
    page_limit: int = 64_000_000
    help: str = ""
    group: str = ""
    first: bool = True
    unit: str = ""
    accept: str = ".csv,.tsv,.txt,.json,.jsonl"

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        return f"text of at most {self.limit:,} characters"

    def parse(self, name: str, given: object) -> str | bytes:
        """Return the text, or the bytes of an opened file; what the rows mean is for the model to say.

        Raises:
            InputError: it is neither, or longer than the limit.
        """
        if not isinstance(given, str | bytes):
            raise InputError(name, self.expected, type(given).__name__)
        if len(given) > self.limit:
            raise InputError(name, self.expected, f"{len(given):,}")
        return given

    def text(self, value: object) -> str:
        """Return the rows as they stand in the field."""
        return str(value)

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        return {"type": "string", "title": self.label, "description": self.help, "maxLength": self.limit}


@dataclass(frozen=True, kw_only=True)
class Text:
    """A few words of the reader's own, such as the names of columns.

    Attributes:
        label: what the words are.
        basis: the starting words, and why.
        limit: the most characters accepted.
        help: one sentence on what belongs in the field.
        group: the heading it stands under in the form.
        first: whether it is one of the few that matter most.
    """

    label: str
    basis: Basis[str]
    limit: int = 500
    help: str = ""
    group: str = ""
    first: bool = False
    unit: str = ""

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        return f"at most {self.limit} characters on one line"

    def parse(self, name: str, given: object) -> str:
        """Return the words without blanks around them.

        Raises:
            InputError: it is not text, longer than the limit, or has a line break or another control character.
        """
        if not isinstance(given, str) or len(given) > self.limit or not given.strip().isprintable():
            raise InputError(name, self.expected, given if isinstance(given, str) else type(given).__name__)
        return given.strip()

    def text(self, value: object) -> str:
        """Return the words as they stand in the field and in the link."""
        return str(value)

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        return {
            "type": "string",
            "title": self.label,
            "description": self.help,
            "maxLength": self.limit,
            "default": self.basis.value,
        }


type Field = Number | Choice | Table | Text


def number(label: str, unit: str, minimum: float, maximum: float, basis: Basis[float], **more: Any) -> Any:
    """Declare a number in a class of inputs; see ``Number``. Its default is the basis's value."""
    field = Number(label=label, unit=unit, minimum=minimum, maximum=maximum, basis=basis, **more)
    return dataclasses.field(default=basis.value, metadata={"field": field})


def choice(label: str, options: Mapping[str, str], basis: Basis[str], **more: Any) -> Any:
    """Declare a choice in a class of inputs; see ``Choice``. Its default is the basis's value."""
    field = Choice(label=label, options=options, basis=basis, **more)
    return dataclasses.field(default=basis.value, metadata={"field": field})


def words(label: str, basis: Basis[str], **more: Any) -> Any:
    """Declare a few words in a class of inputs; see ``Text``. Its default is the basis's value."""
    return dataclasses.field(default=basis.value, metadata={"field": Text(label=label, basis=basis, **more)})


def table(label: str, basis: Basis[str], **more: Any) -> Any:
    """Declare a table of rows in a class of inputs; see ``Table``. Its default is the basis's value."""
    return dataclasses.field(default=basis.value, metadata={"field": Table(label=label, basis=basis, **more)})
