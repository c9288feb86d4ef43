"""What every part of the answer needs: the inputs, the result, and how vendors, criteria and numbers are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from calculators.core.words import count, listed, percent
from calculators.models.scorecard.criteria import BY_NAME
from calculators.models.scorecard.inputs import ScorecardInputs
from calculators.models.scorecard.marks import Marks, marks_by_vendor
from calculators.models.scorecard.present.edges import Edge, edges
from calculators.models.scorecard.result import Scorecard, contest_of
from calculators.models.scorecard.scoring import Standing
from calculators.models.scorecard.weighing import Contest

# A list in a sentence stops here and says how many more there are.
MOST_LISTED = 4


@dataclass(frozen=True)
class View:
    """A result with the inputs it came from."""

    inputs: ScorecardInputs
    card: Scorecard

    @cached_property
    def contest(self) -> Contest:
        """The eligible vendors on the criteria that score."""
        return contest_of(self.card.vendors, self.card.values, self.card.weights)

    @cached_property
    def marks(self) -> Sequence[Sequence[Marks]]:
        """The marks of each vendor, in the order of their rows."""
        return marks_by_vendor(self.inputs)

    @cached_property
    def edges(self) -> Sequence[Edge]:
        """The nearest end of each weight's interval that has one, the least room first."""
        return edges(self.card, self.contest)

    @cached_property
    def about(self) -> str:
        """The word "about " where an eligible vendor's own score stands in for a criterion that does not apply."""
        stands_in = any(
            self.card.weights[criterion] > 0
            for vendor in self.contest.eligible
            for criterion in self.card.vendors[vendor].not_applicable
        )
        return "about " if stands_in else ""

    @cached_property
    def unmarked(self) -> bool:
        """Whether no vendor that could be chosen has a level in anything that scores."""
        vendors = [self.card.vendors[place] for place in self.contest.eligible]
        return bool(vendors) and not any(
            criterion not in vendor.unknown and criterion not in vendor.not_applicable
            for vendor in vendors
            for criterion in self.contest.scoring
        )

    @cached_property
    def leaders(self) -> list[str]:
        """The names of all vendors that share the highest score."""
        return [self.vendor(place) for place in self.contest.eligible if self.card.vendors[place].rank == 1]

    def vendor(self, place: int) -> str:
        """Return a vendor's name."""
        return self.inputs.vendors[place].name

    def criterion(self, place: int) -> str:
        """Return a criterion's name as it stands within a sentence."""
        name = self.inputs.criteria[place].name
        return name[0].lower() + name[1:] if name in BY_NAME else name

    def criteria(self, places: Sequence[int], last: str = "and") -> str:
        """Return some criteria in a row, or the first of them and how many more there are."""
        names = [self.criterion(place) for place in places]
        if len(names) > 1 and any(" and " in name for name in names):
            names = [f"“{name}”" for name in names]
        if len(names) > MOST_LISTED:
            names = [*names[: MOST_LISTED - 1], f"{len(names) - MOST_LISTED + 1} more"]
        return listed(names, last)

    def title(self, place: int) -> str:
        """Return a criterion's name as it stands at the start of a row."""
        return self.inputs.criteria[place].name


def apart(one: float, other: float) -> tuple[str, str]:
    """Return two numbers with as few digits as tell them apart, and at most two."""
    digits = next((digits for digits in (0, 1) if count(one, digits) != count(other, digits)), 2)
    if count(one, digits) == count(other, digits):
        digits = 0
    return count(one, digits), count(other, digits)


def share_apart(weight: float, end: float) -> tuple[str, str]:
    """Return a weight and an end of its interval in per cent: with the table's one digit, or with as many as differ.

    With fewer digits an end would be rounded past itself, so that a sentence would keep the first where the table says
    that another leads.
    """
    digits = next((digits for digits in range(1, 7) if count(weight, digits) != count(end, digits)), 1)
    first, second = (count(value, digits).rstrip("0").removesuffix(".") for value in (weight, end))
    return f"{first}%", f"{second}%"


def one_digit(value: float | None) -> str:
    """Return a score with one digit after the point."""
    return "none" if value is None else count(value, 1)


def share_words(share: float) -> str:
    """Return a share as a percentage that is never rounded to all or nothing."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 < share < 1:
        return "over 99%"
    return percent(100 * share)


def range_words(vendor: Standing) -> str:
    """Return between which scores a vendor ends up, whatever its unknowns turn out to be."""
    low, high = one_digit(vendor.score_low), one_digit(vendor.score_high)
    return "nothing in it is unknown" if low == high else f"{low} to {high} as its unknowns turn out"
