"""A promise to keep, and the fewest people who keep it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from calculators.methods.search import fewest
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.supply import Plan, Supply

# The most reviewers that are tried.
REVIEWERS = 1000
# The latest week of start that is tried.
LATEST_START = 52


@dataclass(frozen=True, kw_only=True)
class Ways[Part]:
    """The same of each way of working."""

    in_house: Part
    outsourced: Part
    hybrid: Part

    def items(self) -> Iterator[tuple[str, Part]]:
        """Yield each way's name and part."""
        return iter(vars(self).items())

    @classmethod
    def of(cls, part: Callable[[str], Part]) -> "Ways[Part]":
        """Return what a function says of each way's name."""
        return cls(in_house=part("in_house"), outsourced=part("outsourced"), hybrid=part("hybrid"))


@dataclass(frozen=True, kw_only=True)
class Need:
    """The fewest people who keep the promise; None where no number that is possible does.

    Attributes:
        people: hires in-house, otherwise the vendor's annotators; in the hybrid on top of the planned team.
        reviewer_hires: reviewers to hire with them.
    """

    people: int | None
    reviewer_hires: int | None

    @property
    def found(self) -> bool:
        """Whether both numbers are there."""
        return self.people is not None and self.reviewer_hires is not None


class Promise(ABC):
    """What must be kept: a deadline, or a longest wait.

    Attributes:
        inputs: the reader's inputs.
        supply: the hours that people give.
        weeks: the longest delay that is looked at.
    """

    inputs: TurnaroundInputs
    supply: Supply
    weeks: int

    @abstractmethod
    def kept(self, way: str, plan: Plan, *, reviewed: bool) -> bool:
        """Say whether a way of working keeps the promise; without review, as if review took no time."""

    def slack(self, way: str, plan: Plan) -> int | None:
        """Return by how many weeks everybody may come later, that and every shorter delay; None if it is broken now."""
        kept = None
        for weeks in range(self.weeks + 1):
            if not self.kept(way, plan.later(weeks), reviewed=True):
                break
            kept = weeks
        return kept

    def need(self, way: str, plan: Plan) -> Need:
        """Return the fewest people, and with them the fewest reviewers, who keep the promise."""
        people = fewest(
            lambda number: self.kept(way, plan.with_people(way, number), reviewed=False), possible(self.inputs, way)
        )
        return Need(people=people, reviewer_hires=self.reviewers(way, plan, people))

    def reviewers(self, way: str, plan: Plan, people: int | None) -> int | None:
        """Return the fewest reviewers to hire with some people; None without people."""
        if people is None:
            return None
        staffed = plan.with_people(way, people)
        return fewest(lambda number: self.kept(way, replace(staffed, reviewer_hires=number), reviewed=True), REVIEWERS)

    def needs_by_start(self, plan: Plan) -> Iterator[Ways[Need]]:
        """Yield what each way needs if everybody comes 0, 1, 2, ... weeks later."""
        for weeks in range(min(LATEST_START, self.weeks) + 1):
            yield Ways.of(partial(self.need, plan=plan.later(weeks)))


def possible(inputs: TurnaroundInputs, way: str) -> int:
    """Return the most people that a way of working can add."""
    return inputs.hires_possible if way == "in_house" else inputs.vendor_annotators_possible


def searched(inputs: TurnaroundInputs, way: str) -> int:
    """Return up to how many people a way of working is tried: as many as are possible or planned, and one at least."""
    planned = inputs.hires if way == "in_house" else inputs.vendor_annotators
    return max(possible(inputs, way), planned, 1)
