"""Flip strips as data: where one input stands, and which way wins at its other values."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Values of an input between which one way wins.

    Attributes:
        low: the lowest of them.
        high: the highest of them.
        name: the way that wins, as it stands inside a sentence.
        style: its class, as of a ``Series``.
    """

    low: float
    high: float
    name: str
    style: str


@dataclass(frozen=True, kw_only=True)
class Strip:
    """One input, all others as given.

    Attributes:
        field: the input that follows when the strip is dragged.
        label: what a reader calls it.
        unit: what its values count ("a label"); the currency is left out.
        kind: how its values are written, as of an ``Amount``.
        low: the lowest value that is drawn.
        high: the highest value that is drawn.
        at: the value given.
        stretches: which way wins, from the lowest value that is known to the highest, the one beginning where the other
            ends; they may reach beyond what is drawn. Empty while it is still being looked for.
        outcome: what it means to win ("is cheaper").
        whole: whether only whole values are accepted.
    """

    field: str
    label: str
    unit: str = ""
    kind: str = "count"
    low: float
    high: float
    at: float
    stretches: Sequence[Stretch] = ()
    outcome: str = "is cheaper"
    whole: bool = False

    @property
    def by_ratio(self) -> bool:
        """Whether equal steps along the strip are equal ratios, because its ends lie more than tenfold apart.

        Whole values are drawn by amount, since at a low end equal ratios would be steps of less than one.
        """
        return not self.whole and self.low > 0 and self.high > 10 * self.low

    @property
    def here(self) -> Stretch:
        """The stretch that the given value lies in; where two meet, the upper one."""
        return next((one for one in reversed(self.stretches) if one.low <= self.at), self.stretches[0])
