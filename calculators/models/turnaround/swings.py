"""What each uncertain input does to the finish, or to the longest wait."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core import Better, Progress, Step
from calculators.methods.ranges import uncertain
from calculators.models.turnaround.inflow import Keeping, worked_off
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.project import finish_days
from calculators.models.turnaround.supply import Plan


@dataclass(frozen=True, kw_only=True)
class Swing:
    """The finish in working days, or of an inflow the longest wait in weeks, at the two ends of an input's range.

    None stands for never.
    """

    name: str
    low: float
    high: float
    in_house_at_low: int | None
    in_house_at_high: int | None
    outsourced_at_low: int | None
    outsourced_at_high: int | None

    @property
    def size(self) -> float:
        """The larger change of the two ways."""
        pairs = ((self.in_house_at_low, self.in_house_at_high), (self.outsourced_at_low, self.outsourced_at_high))
        return max(_distance(low, high) for low, high in pairs)


def _distance(low: int | None, high: int | None) -> float:
    if low is None or high is None:
        return 0.0 if low is high else math.inf
    return abs(high - low)


def swings(inputs: TurnaroundInputs) -> Iterator[Step[tuple[Swing, ...]]]:
    """Set each uncertain input to its low and its high end, the rest as given; yield progress, and last the swings.

    The largest swing comes first; inputs that change nothing are left out.
    """
    ranges, found = uncertain(inputs), []
    for index, (name, (low, _, high)) in enumerate(ranges.items(), 1):
        (own_low, bought_low), (own_high, bought_high) = (outcomes(inputs.varied({name: end})) for end in (low, high))
        swing = Swing(
            name=name, low=low, high=high, in_house_at_low=own_low, in_house_at_high=own_high,
            outsourced_at_low=bought_low, outsourced_at_high=bought_high,
        )  # fmt: skip
        if swing.size:
            found.append(swing)
        if index % 5 == 0:
            yield Progress(share=index / len(ranges), doing="Trying each input at its low and high end")
    found.sort(key=lambda swing: (-swing.size, swing.name))
    yield Better(tuple(found))


def outcomes(inputs: TurnaroundInputs) -> tuple[int | None, int | None]:
    """Return what matters of in-house and of outsourced: the day of the finish, or the longest wait."""
    if inputs.work_shape == "project":
        return finish_days(inputs, "in_house"), finish_days(inputs, "outsourced")
    promise, plan = Keeping(inputs), Plan.of(inputs)
    own, bought = (
        promise.longest_wait(list(worked_off(promise.flow(way, plan), promise.new, inputs.backlog)))
        for way in ("in_house", "outsourced")
    )
    return own, bought
