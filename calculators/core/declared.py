"""A frozen class of declared fields, always inside its bounds: the base of all inputs and of a table's rows."""

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from calculators.core.errors import InputError, InputErrors
from calculators.core.field import Field


@dataclass(frozen=True, kw_only=True)
class Declared:
    """Values that their fields accept.

    Subclasses are frozen, keyword-only dataclasses whose fields are declared with ``number``, ``choice`` and the like.
    """

    def __post_init__(self) -> None:
        errors = []
        for name, field in self.accepted_by().items():
            try:
                object.__setattr__(self, name, field.parse(name, getattr(self, name)))
            except InputError as error:
                errors.append(error)
            except InputErrors as several:
                errors.extend(several.errors)
        # A rule across fields may count on each of them being inside its own bounds.
        errors = errors or list(self.refusals())
        if errors:
            raise InputErrors(errors)

    def accepted_by(self) -> Mapping[str, Field]:
        """Return the declarations that the values must meet."""
        return self.fields()

    def refusals(self) -> Iterator[InputError]:
        """Yield what is wrong with values that are each inside their bounds and do not go together."""
        return iter(())

    @classmethod
    @functools.cache
    def fields(cls) -> Mapping[str, Field]:
        """Return the declarations by name, in the order of the form."""
        return {field.name: field.metadata["field"] for field in dataclasses.fields(cls)}

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Return the instance that the given values describe; what is not given keeps its default.

        Raises:
            InputErrors: a name is unknown, one that is required is missing, or a value is refused; all are named.
        """
        errors = [InputError(str(name)[:60], cls.known()) for name in given if name not in cls.fields()]
        values = {name: value for name, value in given.items() if name in cls.fields()}
        for name, field in cls.fields().items():
            if field.basis.value is dataclasses.MISSING and name not in values:
                errors.append(InputError(name, field.expected))
        if errors:
            # What was given is looked at all the same, so that everything can be corrected at once.
            errors += cls._refused(values)
            raise InputErrors(errors)
        return cls(**values)

    @classmethod
    def _refused(cls, values: Mapping[str, object]) -> Iterator[InputError]:
        for name, field in cls.fields().items():
            try:
                if name in values:
                    field.parse(name, values[name])
            except InputError as error:
                yield error
            except InputErrors as several:
                yield from several.errors

    @classmethod
    def known(cls) -> str:
        """Return the names there are, as the end of "expected ..."."""
        return "one of the names " + ", ".join(cls.fields())

    def values(self) -> dict[str, object]:
        """Return every value by name."""
        return {name: getattr(self, name) for name in self.fields()}


class Row(Declared):
    """The base of a table's rows: one line whose columns are fields.

    A cell that is left out, empty or null has its column's default.
    """

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Return the row that the cells describe.

        Raises:
            InputErrors: see ``Declared.parse``.
        """
        filled = {name: cell for name, cell in given.items() if not _empty(cell) or name not in cls.fields()}
        return super().parse(filled)

    @classmethod
    def known(cls) -> str:
        """Return the columns there are, as the end of "expected ..."."""
        return "one of the columns " + ", ".join(cls.fields())

    def plain(self) -> dict[str, object]:
        """Return the row as JSON has it; a blank is null."""
        return {name: field.plain(getattr(self, name)) for name, field in self.fields().items()}


def _empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
