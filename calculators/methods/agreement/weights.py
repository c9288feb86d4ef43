"""How much credit a near miss on an ordered scale gets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from calculators.core import InputError

type Weights = Literal["none", "linear", "quadratic"]


@dataclass(frozen=True, slots=True)
class Credit:
    """Agreement weights as whole numbers: what two labels that lie so many steps apart count for.

    Attributes:
        name: the weighting.
        steps: the credit by distance on the scale, 0 steps first.
        full: the credit of two equal labels.
    """

    name: Weights
    steps: tuple[int, ...]
    full: int

    @property
    def total(self) -> int:
        """The sum of all cells of the table of weights."""
        size = len(self.steps)
        return size * self.full + 2 * sum((size - step) * self.steps[step] for step in range(1, size))

    def towards(self, counts: Mapping[int, int], places: Iterable[int]) -> dict[int, int]:
        """Return for each place the credit it earns against all the counts."""
        if self.name == "none":
            return {place: counts.get(place, 0) for place in places}
        steps, given = self.steps, list(counts.items())
        return {place: sum([n * steps[abs(place - other)] for other, n in given]) for place in places}

    def squared(self) -> "Credit":
        """Return the squares of the weights."""
        return Credit(self.name, tuple(step * step for step in self.steps), self.full * self.full)


def credit(weights: Weights, size: int) -> Credit:
    """Return the agreement weights for a scale of ``size`` declared labels.

    "none" counts equal labels only; "linear" gives 1 - d/(k-1) and "quadratic" 1 - d²/(k-1)² to labels d
    steps apart on a scale of k.

    Raises:
        InputError: the weighting is unknown.

    Source: Cohen (1968), Weighted kappa, Psychological Bulletin 70(4), doi:10.1037/h0026256.
    """
    if weights not in get_args(Weights.__value__):
        raise InputError("weights", "none, linear or quadratic", str(weights))
    top = size - 1
    if weights == "none" or top < 1:
        return Credit("none", (1, *[0] * max(top, 0)), 1)
    power = 1 if weights == "linear" else 2
    return Credit(weights, tuple(top**power - step**power for step in range(size)), top**power)
