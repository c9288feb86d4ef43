"""Review at one moment: how many of the labels made until then are accepted, in very many cases."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from operator import sub

from calculators.models.turnaround.flow import SPARE, between
from calculators.models.turnaround.people import Curve
from calculators.models.turnaround.supply import DAYS_A_WEEK, Plan, Supply


@dataclass(frozen=True)
class Side:
    """What one side has given until the moment.

    Attributes:
        hours: hours of labelling by week.
        at_time: hours of labelling at the moment.
        reviews: review hours that its labels bring, by week.
        reviews_at_time: review hours that its labels bring at the moment.
    """

    hours: Curve
    at_time: float
    reviews: Curve
    reviews_at_time: float


class Station:
    """Your reviewers, for one plan, a number of working days after the decision."""

    def __init__(self, supply: Supply, plan: Plan, days: int, *, reviewed: bool) -> None:
        self.time = days / DAYS_A_WEEK
        self.label, self.bought_label = supply.label_hours, supply.vendor_label_hours
        self.review = supply.review_hours / self.label if reviewed else 0.0
        self.check = supply.check_hours / self.bought_label if reviewed else 0.0
        curve = supply.reviewing(plan, math.ceil(self.time))
        self.given = between(curve, self.time)
        self.given += SPARE * (1 + self.given)
        self.known = curve[: int(self.time) + 1]

    def own(self, hours: Curve) -> Side:
        """Return your own people's side."""
        return self._side(hours, self.review)

    def bought(self, hours: Curve) -> Side:
        """Return the vendor's side."""
        return self._side(hours, self.check)

    def _side(self, hours: Curve, review: float) -> Side:
        at_time = between(hours, self.time)
        return Side(hours, at_time, [review * here for here in hours], review * at_time)

    def room(self, own: Side) -> Curve:
        """Return the review hours that your own labels leave, by week."""
        return list(map(sub, self.known, own.reviews))

    def accepted(self, own: Side, room: Curve, bought: Side) -> float:
        """Return the labels that are accepted; the rule is that of ``Flow.accepted``.

        A side whose reviews are less than its hours bring, and room that is more than they leave, give a number that
        no case between the two exceeds.
        """
        made = own.at_time / self.label + bought.at_time / self.bought_label
        brought = own.reviews_at_time + bought.reviews_at_time
        if not brought:
            return made
        fits: float = self.given - max(map(sub, room, bought.reviews))
        if brought <= fits:
            return made
        weeks = range(len(bought.reviews))
        week = bisect_right(weeks, fits, key=lambda week: own.reviews[week] + bought.reviews[week]) - 1
        first, then = (own.reviews[at] + bought.reviews[at] for at in (week, week + 1))
        share = (fits - first) / (then - first)
        mine, theirs = (side.hours[week] + share * (side.hours[week + 1] - side.hours[week]) for side in (own, bought))
        return mine / self.label + theirs / self.bought_label
