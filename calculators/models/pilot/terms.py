"""The inputs in the terms of the formulas: shares of 1 instead of per cent, and what follows from them at once."""

import math
from dataclasses import dataclass

from calculators.methods.acceptance import FORGIVEN
from calculators.models.pilot.inputs import PilotInputs


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the formulas speak of.

    Attributes:
        good: accuracy of the vendor you hope for, or of the new one.
        other: accuracy of the other vendor, or of the standard.
        floor: the lowest accuracy accepted.
        margin: the most accuracy that may be given up.
        alpha: the chance of a false alarm.
        power: the chance that good work passes the proof.
        vendors: how many are in the pilot.
        shared: the share of the better vendor's errors that the other makes too.
        design_effect: how many items of a cluster count as one.
        same_items: whether all vendors label the same items.
        question: what is to be decided.
    """

    good: float
    other: float
    floor: float
    margin: float
    alpha: float
    power: float
    vendors: int
    shared: float
    design_effect: float
    same_items: bool
    question: str

    @classmethod
    def of(cls, inputs: PilotInputs) -> "Terms":
        """Return the terms that the inputs stand for."""
        return cls(
            good=inputs.expected_accuracy / 100,
            other=inputs.other_accuracy / 100,
            floor=inputs.floor_accuracy / 100,
            margin=inputs.noninferiority_margin / 100,
            alpha=1 - inputs.confidence_level / 100,
            power=inputs.power / 100,
            vendors=inputs.vendor_count,
            shared=inputs.shared_errors / 100,
            design_effect=1 + (inputs.cluster_size - 1) * inputs.intraclass_correlation,
            same_items=inputs.pairing == "same_items",
            question=inputs.question,
        )

    @property
    def alpha_a_pair(self) -> float:
        """The chance of a false alarm for one of all pairs of vendors."""
        return self.alpha / max(1, self.vendors * (self.vendors - 1) // 2)

    @property
    def alpha_a_claim(self) -> float:
        """The one-sided chance of a false claim for one of all vendors measured against a standard."""
        return self.alpha / 2 / max(1, self.vendors - 1)

    @property
    def equal(self) -> bool:
        """Whether both vendors are taken to be equally good."""
        return abs(self.good - self.other) <= FORGIVEN

    @property
    def room(self) -> float:
        """How far the new vendor is above the lowest accuracy that still counts as no worse."""
        return self.good - self.other + self.margin

    @property
    def only_good(self) -> float:
        """The share of items that only the vendor you hope for gets right."""
        return 1 - self.other - self._both_wrong

    @property
    def only_other(self) -> float:
        """The share of items that only the other vendor gets right."""
        return 1 - self.good - self._both_wrong

    @property
    def differing(self) -> float:
        """The share of items that only one of the two gets right."""
        return self.only_good + self.only_other

    @property
    def difference(self) -> float:
        """The difference of the two accuracies, from 0 up."""
        return abs(self.good - self.other)

    @property
    def _both_wrong(self) -> float:
        return self.shared * min(1 - self.good, 1 - self.other)

    def variance(self, *, same_items: bool) -> float:
        """Return the variance of the difference that one item of each vendor has."""
        if same_items:
            difference = self.only_good - self.only_other
            return max(0.0, self.differing - difference * difference)
        return self.good * (1 - self.good) + self.other * (1 - self.other)

    def effective(self, items: int) -> int:
        """Return how many independent items this many are worth."""
        return math.floor(items / self.design_effect + 1e-9)


def up(value: float) -> int:
    """Return the whole number at or above a value, forgiving a billionth of floating noise."""
    return math.ceil(value - 1e-9)
