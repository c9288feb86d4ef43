"""Rows of the reader's own, as text or as the bytes of a file."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from calculators.core.errors import InputError
from calculators.core.field import Field


@dataclass(frozen=True, kw_only=True)
class Table(Field):
    """Raw rows of the reader's own, pasted or opened from a file; they never stand in a link.

    Attributes:
        examples: further rows to try, by title.
        limit: the most characters or bytes accepted.
        page_limit: the largest file that a page opens, in bytes.
        accept: the file endings offered when opening a file.
    """

    examples: Mapping[str, str] = dataclasses.field(default_factory=dict)
    limit: int = 1_000_000_000
    page_limit: int = 64_000_000
    accept: str = ".csv,.tsv,.txt,.json,.jsonl"

    travels: ClassVar[bool] = False

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        return f"text of at most {self.limit:,} characters"

    def read(self, name: str, given: object) -> str | bytes:
        """Return the text, or the bytes of an opened file; what the rows mean is for the model to say.

        Raises:
            InputError: it is neither, or longer than the limit.
        """
        if not isinstance(given, str | bytes):
            raise InputError(name, self.expected, type(given).__name__)
        if len(given) > self.limit:
            raise InputError(name, self.expected, f"{len(given):,}")
        return given

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        return {"type": "string", "title": self.label, "description": self.help, "maxLength": self.limit}

    def text(self, value: Any) -> str:
        """Return the rows as they stand in the field."""
        return str(value)
