"""A number with a unit and bounds."""

import math
from dataclasses import dataclass, replace
from typing import Any, Self

from calculators.core.currency import CURRENCIES, mark_of, without_mark
from calculators.core.errors import InputError
from calculators.core.field import Field, refused
from calculators.core.fields.typed_numbers import readings, unmistakable
from calculators.core.words import bound, plain


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number with a unit and bounds.

    Attributes:
        minimum: the lowest value accepted.
        maximum: the highest value accepted, or the first one refused where ``below`` is set.
        whole: whether only whole numbers make sense.
        below: whether ``maximum`` itself is refused.
        slider: low end, high end and step of a slider, where dragging helps.
        driver: a name shared by inputs that move together in the real world.
        follows: another input, of the same unit, whose typed value this one takes too until it is typed itself.
    """

    minimum: float
    maximum: float
    whole: bool = False
    below: bool = False
    slider: tuple[float, float, float] | None = None
    driver: str = ""
    follows: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in the reader's currency."""
        return self.unit.startswith("¤")

    def in_currency(self, code: str) -> Self:
        """Return the field as it is for amounts in that currency: with bounds that suit it."""
        scale = CURRENCIES[code].scale if code in CURRENCIES and self.is_money else 1
        return replace(self, maximum=self.maximum * scale) if scale > 1 else self

    def worth(self, dollar: float) -> Self:
        """Return the field with the range of its default in the reader's money, of which a dollar buys so much.

        Published ranges of amounts are in US dollars; of anything else they stay as they are.
        """
        if not self.is_money or dollar == 1:
            return self
        low, value, high = (end * dollar for end in (self.basis.low, self.basis.value, self.basis.high))
        return replace(self, basis=replace(self.basis, low=low, value=value, high=high))

    @property
    def expected(self) -> str:
        """What is accepted, as the end of "expected ..."."""
        kind = "a whole number" if self.whole else "a number"
        top = f"up to but not including {bound(self.maximum)}" if self.below else f"to {bound(self.maximum)}"
        unit = f" ({self.unit})" if self.unit else ""
        return f"{kind} from {bound(self.minimum)} {top}{unit}"

    def read(self, name: str, given: object) -> float:
        """Return the number that was given as text or as a number.

        Raises:
            InputError: it is no number, not finite, not whole where it must be, out of bounds, or has two readings.
        """
        number = self._typed(name, given) if isinstance(given, str) else self._number(given)
        if number is None or not self._inside(number) or (self.whole and number != int(number)):
            raise refused(self, name, given)
        return int(number) if self.whole else number

    def _inside(self, number: float) -> bool:
        return self.minimum <= number <= self.maximum and not (self.below and number == self.maximum)

    @staticmethod
    def _number(given: object) -> float | None:
        # The numbers of a data frame are taken too, but truth, as Python or numpy has it, is no number.
        as_float = getattr(given, "__float__", None)
        if as_float is None or type(given).__name__ in ("bool", "bool_"):
            return None
        try:
            number = float(as_float())
        except (OverflowError, TypeError, ValueError):
            # Beyond any float, or more numbers than one.
            return None
        return number if math.isfinite(number) else None

    def _typed(self, name: str, text: str) -> float | None:
        """Return the number of a text, by the only reading that lies within the bounds."""
        bare = text.strip()
        if self.is_money and mark_of(bare):
            bare = without_mark(bare)
        if self.unit.startswith("%"):
            bare = bare.removesuffix("%")
        found = readings(bare)
        within = [number for number in found if self._inside(number)]
        if self.whole and any(number != int(number) for number in within):
            return None
        if len(within) == 2:
            both = [unmistakable(bound(number)) for number in within]
            raise InputError(name, self.expected, text, f"Did you mean {' or '.join(both)}?", readings=both)
        return (within or found or (None,))[0]

    def text(self, value: Any) -> str:
        """Return the value as it stands in the field and in the link; ``parse`` reads it back exactly."""
        return "" if value is None else unmistakable(plain(value))

    def schema(self) -> dict[str, object]:
        """Return the field's JSON Schema."""
        top = "exclusiveMaximum" if self.below else "maximum"
        bounds = {"minimum": self.minimum, top: self.maximum}
        return self.described(type="integer" if self.whole else "number", **bounds)
