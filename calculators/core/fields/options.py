"""One of a few named answers, or several of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from calculators.core.field import Field, refused


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few named answers.

    Attributes:
        options: the stored name of each answer, and its words.
        details: what a page's script needs to know of an answer, by the answer and then by name.
        pictures: the name of a small picture that shows what an answer means, by the answer.
    """

    options: Mapping[str, str]
    details: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        return "one of " + ", ".join(self.options)

    def read(self, name: str, given: object) -> str:
        """Return the stored name of the answer given.

        Raises:
            InputError: it is not one of the options.
        """
        if not isinstance(given, str) or given not in self.options:
            raise refused(self, name, given)
        return given

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        return self.described(type="string", enum=[*self.options, *([None] if self.optional else [])])


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """One or more of a few named answers; the value is a tuple in the order of the options.

    Attributes:
        options: the stored name of each answer, and its words.
    """

    options: Mapping[str, str]

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        return "one or more of " + ", ".join(self.options)

    def read(self, name: str, given: object) -> tuple[str, ...]:
        """Return the stored names of the answers given, as a list or as text with commas between them.

        Raises:
            InputError: there is none, or one is not among the options.
        """
        asked = [part.strip() for part in given.split(",")] if isinstance(given, str) else given
        if not isinstance(asked, list | tuple) or not asked or not all(isinstance(one, str) for one in asked):
            raise refused(self, name, given)
        if unknown := [one for one in asked if one not in self.options]:
            raise refused(self, name, unknown[0])
        return tuple(option for option in self.options if option in asked)

    def text(self, value: Any) -> str:
        """Return the stored names with commas between them."""
        return ",".join(value or ())

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        items = {"type": "string", "enum": list(self.options)}
        return self.described(type="array", items=items, minItems=1, uniqueItems=True)

    def plain(self, value: Any) -> object:
        """Return the value as JSON has it."""
        return list(value)
