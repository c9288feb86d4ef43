"""What every kind of input has: a label, a basis, a place in the form, and one way from text to value and back."""

import dataclasses
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from calculators.core.errors import InputError
from calculators.core.sources import Basis


@dataclass(frozen=True, kw_only=True)
class Field(ABC):
    """The declaration of an input.

    Attributes:
        label: the input's name in the reader's words.
        basis: the starting value, its range and where they come from; see ``blank`` and ``required`` for columns.
        unit: the unit ("%", "hours a month"); "¤" stands for the reader's currency; empty for a plain count.
        help: one sentence on what belongs in the field.
        group: the heading it stands under in the form.
        first: whether it is one of the few that matter most.
        when: another input's name and the answer under which alone this one counts.
        corrects: the table of the reader's own rows whose reading this input corrects; it is put back for other rows.
    """

    label: str
    basis: Basis[Any]
    unit: str = ""
    help: str = ""
    group: str = ""
    first: bool = False
    when: tuple[str, str] | None = None
    corrects: str = ""

    # Whether the value may stand in a link and in a scenario; the reader's own files never do.
    travels: ClassVar[bool] = True

    @property
    @abstractmethod
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""

    @property
    def optional(self) -> bool:
        """Whether a blank is an answer of its own."""
        return self.basis.value is None

    def parse(self, name: str, given: object) -> Any:
        """Return the value that was given; None for a blank where a blank is allowed.

        Raises:
            InputError: it is not what is expected.
        """
        if self.optional and (given is None or (isinstance(given, str) and not given.strip())):
            return None
        return self.read(name, given)

    @abstractmethod
    def read(self, name: str, given: object) -> Any:
        """Return the value that was given, which is no blank.

        Raises:
            InputError: it is not what is expected.
        """

    def text(self, value: Any) -> str:
        """Return the value as it stands in the form and in the link; ``parse`` reads it back exactly."""
        return "" if value is None else str(value)

    def link_text(self, value: Any) -> str:
        """Return the value as it stands in a link, which somebody else may open."""
        return self.text(value)

    @abstractmethod
    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""

    def described(self, **parts: object) -> dict[str, object]:
        """Return a JSON Schema with the field's label and help, its default where it has one, and the given parts."""
        unit = f"Unit: {self.unit}." if self.unit else ""
        kind = parts.pop("type")
        schema: dict[str, object] = {
            "type": [kind, "null"] if self.optional else kind,
            "title": self.label,
            "description": " ".join(part for part in (self.help, unit) if part),
            **parts,
        }
        if self.basis.value is not dataclasses.MISSING:
            schema["default"] = self.plain(self.basis.value)
        return schema

    def plain(self, value: Any) -> object:
        """Return the value as JSON has it."""
        return value


def refused(field: Field, name: str, given: object) -> InputError:
    """Return the error that says what the field expects and what it got."""
    return InputError(name, field.expected, given if isinstance(given, str) else repr(given))


def blank(words: str) -> Basis[Any]:
    """Return the basis of a column that may stay empty, with what an empty cell means; its value is then None."""
    return Basis(value=None, low=None, high=None, words=words)


def required(words: str) -> Basis[Any]:
    """Return the basis of a column that every row must fill, with what belongs there."""
    return Basis(value=dataclasses.MISSING, low=None, high=None, words=words)


def declared(field: Field) -> Any:
    """Return a dataclass field that starts at the value of the declaration's basis."""
    return dataclasses.field(default=field.basis.value, metadata={"field": field})
