"""Two stations in a row: labels are made, then reviewed; each station works on what has arrived."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import sub

# The last week that is looked at.
HORIZON = 520
# What is forgiven of a number of labels, for rounding; also of review hours.
ENOUGH = 1 - 1e-9
SPARE = 1e-12


def between(curve: Sequence[float], time: float) -> float:
    """Return a curve that is known at whole weeks at any time, on the straight line between two weeks."""
    week = int(time)
    rest = time - week
    return curve[week] + rest * (curve[week + 1] - curve[week]) if rest else curve[week]


@dataclass(frozen=True)
class Flow:
    """Labels made, review hours they bring and review hours there are, up to the end of week 0, 1, 2, ...

    Attributes:
        made: labels that can be made, X.
        brought: the review hours that these bring, W.
        reviewing: the review hours that reviewers give, C.
    """

    made: Sequence[float]
    brought: Sequence[float]
    reviewing: Sequence[float]

    @cached_property
    def lost(self) -> Sequence[float]:
        """Review hours lost so far while nothing waited for review, M."""
        return list(accumulate(map(sub, self.reviewing, self.brought), max))

    def accepted(self, time: float) -> float:
        """Return the labels that could be accepted by a time: those made by the latest time whose review fits.

        Review that fits is what reviewers gave less what they lost so far, in the order in which labels were made.
        """
        given = between(self.reviewing, time)
        return self._made_with(given - self.lost[int(time)] + SPARE * (1 + given), time)

    def _made_with(self, hours: float, time: float) -> float:
        """Return the labels that have been made by a time and whose review takes at most some hours."""
        if between(self.brought, time) <= hours:
            return between(self.made, time)
        week = bisect_right(self.brought, hours) - 1
        share = (hours - self.brought[week]) / (self.brought[week + 1] - self.brought[week])
        return self.made[week] + share * (self.made[week + 1] - self.made[week])

    def first_time(self, labels: float) -> float | None:
        """Return the first time at which so many labels are accepted; None within the weeks that are known."""
        last = len(self.made) - 1
        most = self.accepted(last)
        if most < labels * ENOUGH:
            return None
        labels = min(labels, most)
        week = bisect_left(self.made, labels)
        time = _crossing(self.made, week, labels)
        need = between(self.brought, time) + self.lost[int(time)]
        need -= SPARE * (1 + need)
        if between(self.reviewing, time) >= need:
            return time
        return max(time, _crossing(self.reviewing, bisect_left(self.reviewing, need), need))

    def days(self, labels: float) -> int | None:
        """Return the first whole working day, from 1, by which so many labels are accepted."""
        days = range(1, 5 * (len(self.made) - 1) + 1)
        place = bisect_left(days, labels * ENOUGH, key=lambda day: self.accepted(day / 5))
        return days[place] if place < len(days) else None


def _crossing(curve: Sequence[float], week: int, value: float) -> float:
    """Return where a curve reaches a value, for the first whole week at which it has."""
    if week == 0 or week == len(curve):
        return float(min(week, len(curve) - 1))
    return week - 1 + (value - curve[week - 1]) / (curve[week] - curve[week - 1])
