"""What the reader knows: a frozen class of fields, and the scenario that travels between calculators."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any, Self

from calculators.core.currency import CURRENCIES, DEFAULT, currency_of, mark_of, may_mean
from calculators.core.declared import Declared
from calculators.core.errors import InputError, InputErrors
from calculators.core.field import Field
from calculators.core.fields.numeric import Number

# What is known of a situation, as text by the name of an input: the same in a tab, a link and a file.
type Scenario = Mapping[str, str]


class Inputs(Declared):
    """The base of every calculator's inputs; an instance holds only values its fields accept."""

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Return the inputs that the given values describe; what is not given keeps its default.

        Raises:
            InputErrors: see ``Declared.parse``; also where an amount bears the mark of another currency. Bounds of
                amounts bear the mark of the reader's own, unless that is the one that stands everywhere else.
        """
        code = given.get("currency", DEFAULT)
        try:
            return cls._parsed(given)
        except InputErrors as refusal:
            if code == DEFAULT or not isinstance(code, str) or code not in CURRENCIES:
                raise
            raise InputErrors(error.said_in(str(code)) for error in refusal.errors) from None

    @classmethod
    def _parsed(cls, given: Mapping[str, object]) -> Self:
        foreign = list(cls._foreign(given))
        if foreign:
            others = cls.fields().keys() - {error.field for error in foreign}
            errors = cls._refused({name: value for name, value in given.items() if name in others})
            raise InputErrors([*foreign, *errors])
        return super().parse(given)

    @classmethod
    def _foreign(cls, given: Mapping[str, object]) -> Iterator[InputError]:
        """Yield an error for each amount whose mark is not that of the reader's currency: nothing is converted."""
        fields = cls.fields()
        if "currency" not in fields:
            return
        code = given.get("currency", fields["currency"].basis.value)
        if not isinstance(code, str) or code not in CURRENCIES:
            return
        for name, value in given.items():
            if not isinstance(value, str) or not isinstance(field := fields.get(name), Number) or not field.is_money:
                continue
            mark = mark_of(value)
            if mark and not may_mean(mark, code):
                own = CURRENCIES[code]
                expected = f"an amount in {own.name}, the currency chosen here; change one of the two"
                yield InputError(name, expected, value)

    def accepted_by(self) -> Mapping[str, Field]:
        """Return the declarations, with bounds of amounts that suit the reader's currency."""
        return self._in_currency(currency_of(self))

    @classmethod
    @functools.cache
    def _in_currency(cls, code: str) -> Mapping[str, Field]:
        return {
            name: field.in_currency(code) if isinstance(field, Number) else field
            for name, field in cls.fields().items()
        }

    def number(self, name: str) -> Number:
        """Return the declaration of a number among these inputs, with bounds that suit the reader's currency.

        Raises KeyError when there is no input of that name.
        """
        field = self.accepted_by()[name]
        assert isinstance(field, Number)
        return field

    def scenario(self) -> dict[str, str]:
        """Return as text, by name, what differs from the defaults and may travel: never the reader's own files."""
        return {
            name: field.text(getattr(self, name))
            for name, field in self.fields().items()
            if field.travels and getattr(self, name) != field.basis.value
        }

    def link_texts(self) -> dict[str, str]:
        """Return the scenario as it stands in a link, which holds nothing that is not for others."""
        return {name: self.fields()[name].link_text(getattr(self, name)) for name in self.scenario()}

    @classmethod
    def taking(cls, scenario: Mapping[str, object]) -> tuple[Self, tuple[str, ...]]:
        """Return the inputs that a scenario describes, and the names in it that these inputs do not have.

        Raises:
            InputErrors: a value that is known here is refused.
        """
        known = {name: value for name, value in scenario.items() if name in cls.fields()}
        return cls.parse(known), tuple(name for name in scenario if name not in known)

    def varied(self, changes: Mapping[str, Any]) -> Self:
        """Return a copy with other values, unchecked: for a simulation that stays inside the bounds by itself."""
        copy = object.__new__(type(self))
        copy.__dict__.update({**self.__dict__, **changes})
        return copy
