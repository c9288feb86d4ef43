"""What the reader knows: a frozen class of fields, always inside its bounds."""

import dataclasses
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from calculators.core.errors import InputError, InputErrors
from calculators.core.fields import Field, Table


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The base of every calculator's inputs; an instance holds only values its fields accept.

    Subclasses are frozen, keyword-only dataclasses whose fields are declared with ``number``, ``choice`` or ``table``.
    """

    def __post_init__(self) -> None:
        errors = []
        for name, field in self.fields().items():
            try:
                object.__setattr__(self, name, field.parse(name, getattr(self, name)))
            except InputError as error:
                errors.append(error)
        if errors:
            raise InputErrors(errors)

    @classmethod
    @functools.cache
    def fields(cls) -> Mapping[str, Field]:
        """Return the declarations by name, in the order of the form."""
        return {field.name: field.metadata["field"] for field in dataclasses.fields(cls)}

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Return the inputs that the given values describe; what is not given keeps its default.

        Raises:
            InputErrors: a name is unknown or a value is refused; all such fields are named.
        """
        unknown = [InputError(str(name)[:60], _known(cls.fields())) for name in given if name not in cls.fields()]
        try:
            inputs = cls(**{name: value for name, value in given.items() if name in cls.fields()})
        except InputErrors as error:
            raise InputErrors([*unknown, *error.errors]) from None
        if unknown:
            raise InputErrors(unknown)
        return inputs

    def values(self) -> dict[str, object]:
        """Return every value by name."""
        return {name: getattr(self, name) for name in self.fields()}

    def changed(self) -> dict[str, str]:
        """Return as text, by name, what differs from the defaults and may stand in a link: never a table."""
        return {
            name: field.text(getattr(self, name))
            for name, field in self.fields().items()
            if not isinstance(field, Table) and getattr(self, name) != field.basis.value
        }

    def varied(self, changes: Mapping[str, float]) -> Self:
        """Return a copy with other values, unchecked: for a simulation that stays inside the bounds by itself."""
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy.__dict__.update(changes)
        return copy


def _known(fields: Mapping[str, Field]) -> str:
    return "a name this calculator has: " + ", ".join(fields)
