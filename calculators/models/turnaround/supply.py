"""What each way of working can make and review over the weeks, for any plan of people."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate

from calculators.methods.labour import label_hours, review_hours, whole_up
from calculators.models.turnaround.flow import Flow, between
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.people import (
    Curve,
    Seat,
    columns,
    seat,
    vendor_hours_a_week,
    vendor_ramp,
    weekly_stay,
)

WAYS = ("in_house", "outsourced", "hybrid")
DAYS_A_WEEK = 5


@dataclass(frozen=True)
class Plan:
    """Who comes, and when.

    Attributes:
        hires: annotators hired.
        reviewer_hires: reviewers hired.
        vendor_annotators: the vendor's people.
        joining: the week at whose end the first hires join.
        start: the working day at whose end the vendor's first people start.
    """

    hires: int
    reviewer_hires: int
    vendor_annotators: int
    joining: int
    start: int

    @classmethod
    def of(cls, inputs: TurnaroundInputs) -> "Plan":
        """Return the plan that the inputs describe."""
        return cls(
            hires=inputs.hires,
            reviewer_hires=inputs.reviewer_hires,
            vendor_annotators=inputs.vendor_annotators,
            joining=whole_up(inputs.hiring_weeks),
            start=whole_up(DAYS_A_WEEK * inputs.vendor_start_weeks),
        )

    def later(self, weeks: int) -> "Plan":
        """Return the same people, all of them some weeks later."""
        return replace(self, joining=self.joining + weeks, start=self.start + DAYS_A_WEEK * weeks)

    def with_people(self, way: str, people: int) -> "Plan":
        """Return the plan with another number of the people that a way of working would add."""
        return replace(self, hires=people) if way == "in_house" else replace(self, vendor_annotators=people)


class Supply:
    """Hours of labelling and of review that people give, in whole weeks from 0.

    Attributes:
        weeks: the last week that is known.
        label_hours: hours of labelling in one accepted label of your own.
        vendor_label_hours: the same at the vendor.
        review_hours: hours of review that a label of your own brings.
        check_hours: hours of your checks that a label of the vendor's brings.
        stay: the share of your people who are still there a week later.
    """

    def __init__(self, inputs: TurnaroundInputs, weeks: int) -> None:
        self.inputs = inputs
        self.weeks = weeks
        self.label_hours = label_hours(inputs.seconds, inputs.overlap, inputs.rework_effort, inputs.inhouse_acceptance)
        self.vendor_label_hours = label_hours(
            inputs.vendor_seconds, inputs.overlap, inputs.rework_effort, inputs.vendor_acceptance
        )
        self.review_hours = review_hours(inputs.review_seconds, inputs.review_share, inputs.inhouse_acceptance)
        self.check_hours = review_hours(inputs.review_seconds, inputs.check_share, 100)
        self.stay = weekly_stay(inputs)
        self._benches: dict[int, tuple[Curve, Curve]] = {}
        # A search for reviewers asks for the same labels again and again.
        self.labels = lru_cache(maxsize=8)(self._labels)

    @cached_property
    def seat(self) -> Seat:
        """One seat of yours, with people who leave and are replaced as expected."""
        return seat(self.inputs, self.weeks, self.stay, replaced=self.inputs.leavers_replaced == "yes")

    @cached_property
    def lasting_seat(self) -> Seat:
        """One seat of yours if nobody ever left."""
        return seat(self.inputs, self.weeks, 1.0, replaced=False)

    def team(self, one: Seat, plan: Plan, weeks: int) -> Curve:
        """Return the hours of labelling that the people there are and those hired have given so far."""
        now, inputs = self.inputs.annotators_now, self.inputs
        joined = columns(one.hired, one.hired_sums, plan.hires, inputs.hires_a_week, plan.joining, weeks)
        return [now * present + hired for present, hired in zip(one.present, joined, strict=False)]

    def own(self, way: str, plan: Plan, weeks: int) -> Curve:
        """Return the hours of labelling that your own people have given so far in a way of working.

        When an inflow goes to a vendor, those you have label on until the vendor starts, and then stop.
        """
        if way != "outsourced":
            return self.team(self.seat, plan, weeks)
        if self.inputs.work_shape == "project":
            return [0.0] * (weeks + 1)
        stop = min(plan.start / DAYS_A_WEEK, weeks)
        at_stop = between(self.seat.present, stop)
        return [
            self.inputs.annotators_now * (present if week < stop else at_stop)
            for week, present in enumerate(self.seat.present[: weeks + 1])
        ]

    def bought(self, way: str, plan: Plan, weeks: int) -> Curve:
        """Return the hours of labelling that the vendor's people have given so far in a way of working."""
        if way == "in_house":
            return [0.0] * (weeks + 1)
        first = -(-plan.start // DAYS_A_WEEK)
        one, sums = self._bench(first * DAYS_A_WEEK - plan.start)
        return columns(one, sums, plan.vendor_annotators, self.inputs.vendor_annotators_a_week, first, weeks)

    def _bench(self, ahead: int) -> tuple[Curve, Curve]:
        """Return the hours of one vendor person who started some working days before a week's end, and their sums."""
        if ahead not in self._benches:
            ramp, gives = vendor_ramp(self.inputs), vendor_hours_a_week(self.inputs)
            one = [gives * ramp.done(week + ahead / DAYS_A_WEEK) for week in range(self.weeks + 1)]
            self._benches[ahead] = one, list(accumulate(one))
        return self._benches[ahead]

    def reviewing(self, plan: Plan, weeks: int) -> Curve:
        """Return the hours of review that your reviewers have given so far; those hired all join at once."""
        one, now = self.seat, self.inputs.reviewers_now
        joined = columns(one.hired, one.hired_sums, plan.reviewer_hires, plan.reviewer_hires or 1, plan.joining, weeks)
        return [now * present + hired for present, hired in zip(one.present, joined, strict=False)]

    def _labels(self, way: str, plan: Plan, weeks: int) -> tuple[Curve, Curve]:
        """Return the labels that can be made so far, and the review hours that they bring."""
        own, bought = self.own(way, plan, weeks), self.bought(way, plan, weeks)
        review, check = self.review_hours / self.label_hours, self.check_hours / self.vendor_label_hours
        made = [
            here / self.label_hours + there / self.vendor_label_hours for here, there in zip(own, bought, strict=True)
        ]
        return made, [here * review + there * check for here, there in zip(own, bought, strict=True)]

    def flow(self, way: str, plan: Plan, weeks: int) -> Flow:
        """Return what a way of working makes and reviews up to a week."""
        made, brought = self.labels(way, replace(plan, reviewer_hires=0), weeks)
        return Flow(made, brought, self.reviewing(plan, weeks))

    def people(self, way: str, plan: Plan, weeks: int) -> Curve:
        """Return the annotators in post in each week from 1, trainees and the vendor's included."""
        own = [0.0] * (weeks + 1) if way == "outsourced" else self._in_post(plan, weeks)
        if way == "outsourced" and self.inputs.work_shape == "inflow":
            now = self.inputs.annotators_now
            own = [
                now * post if DAYS_A_WEEK * (week - 1) < plan.start else 0.0 for week, post in enumerate(self.seat.post)
            ]
        there = [self._arrived(way, plan, week) for week in range(weeks + 1)]
        return [here + vendor for here, vendor in zip(own[1:], there[1:], strict=False)]

    def _in_post(self, plan: Plan, weeks: int) -> Curve:
        one, inputs = self.seat, self.inputs
        joined = columns(one.post, one.post_sums, plan.hires, inputs.hires_a_week, plan.joining, weeks)
        return [inputs.annotators_now * post + hired for post, hired in zip(one.post, joined, strict=False)]

    def _arrived(self, way: str, plan: Plan, week: int) -> int:
        """Return how many of the vendor's people have started before a week's end."""
        groups = 0 if way == "in_house" else max(0, -((plan.start - DAYS_A_WEEK * week) // DAYS_A_WEEK))
        return min(plan.vendor_annotators, groups * self.inputs.vendor_annotators_a_week)
