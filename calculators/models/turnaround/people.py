"""Hours that people give over the weeks: yours, with those who leave and are replaced, and the vendor's.

Everything is counted at whole weeks from the day of the decision. One seat's curve, shifted and added, gives any team.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import mul

from calculators.methods.capacity import markov_headcount
from calculators.methods.labour import hours_a_person, whole_up
from calculators.models.turnaround.inputs import TurnaroundInputs

type Curve = list[float]

WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True, kw_only=True)
class Ramp:
    """How a new person comes to full speed; all times in weeks.

    Attributes:
        training: weeks without output after joining.
        length: weeks below full speed after that.
        speed: the average speed in them, as a share of full speed.
        learning: whether speed builds up along a learning curve rather than at the average from the start.
    """

    training: float
    length: float
    speed: float
    learning: bool

    def done(self, weeks: float) -> float:
        """Return the full weeks' worth of work that one person has done some weeks after joining.

        The learning form is Crawford's unit curve of rate 2^(speed - 1), taken as continuous; it has made the same
        when the ramp ends.
        """
        working = weeks - self.training
        if working <= 0:
            return 0.0
        if working >= self.length:
            return self.speed * self.length + working - self.length
        if not self.learning:
            return self.speed * working
        if not self.speed:
            return 0.0
        return float(self.speed * self.length * (working / self.length) ** (1 / self.speed))

    @property
    def weeks(self) -> int:
        """The whole weeks after which everybody is at full speed."""
        return math.ceil(self.training + self.length)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """What one person of yours gives, with everybody who follows on the same seat, at the end of week 0, 1, 2, ...

    Attributes:
        post: expected people in post on the seat in each week; week 0 is before anybody came.
        present: hours so far, where the first person is trained at the start.
        hired: hours so far, where the first person joins at the start and must be trained.
    """

    post: Curve
    present: Curve
    hired: Curve

    @cached_property
    def post_sums(self) -> Curve:
        """Running sums of ``post``, which give a column of equal groups in two look-ups."""
        return list(accumulate(self.post))

    @cached_property
    def hired_sums(self) -> Curve:
        """Running sums of ``hired``."""
        return list(accumulate(self.hired))


def seat(inputs: TurnaroundInputs, weeks: int, stay: float, replaced: bool) -> Seat:
    """Return the curves of one seat for a weekly share that stays; leavers are replaced after the planned wait.

    Every leaver of week t is followed by one who joins when the post is filled again, and the same holds for them:
    a renewal, so the people in post follow from those of the weeks before.
    """
    wait = whole_up(inputs.hiring_weeks)
    ramp = own_ramp(inputs)
    post, joining = [0.0, 1.0], [1.0]
    for week in range(1, weeks):
        left = week - wait
        joining.append((1 - stay) * post[left] if replaced and left > 0 else 0.0)
        post.append(stay * post[week] + joining[week])
    kept = [1.0, *(grade for (grade,) in markov_headcount([1.0], [[stay]], weeks).stock)]
    gives = hours_a_week(inputs)
    new = gives * inputs.training_pass / 100
    first, weekly = _new_people(ramp, kept, joining, stay)
    return Seat(
        post=post,
        present=[0.0, *accumulate(gives * kept[week] + new * (weekly[week] - first[week]) for week in range(weeks))],
        hired=[0.0, *accumulate(new * done for done in weekly)],
    )


def _new_people(ramp: Ramp, kept: Curve, joining: Curve, stay: float) -> tuple[Curve, Curve]:
    """Return full weeks' worth done a week by the first new person, and by all who joined, whole weeks from 0."""
    weeks, ramping = len(joining), min(ramp.weeks, len(joining))
    done = [ramp.done(week) for week in range(ramping + 1)]
    slow = [kept[week] * (done[week + 1] - done[week]) for week in range(ramping)]
    latest_first = slow[::-1]
    first = slow + kept[ramping:weeks]
    weekly, full = [], 0.0
    for week in range(weeks):
        # Those who joined at the start of this week, the one before, ... and are still below full speed.
        some = min(week + 1, ramping)
        value = sum(map(mul, joining[week + 1 - some : week + 1], latest_first[ramping - some :]))
        if week >= ramping:
            full = full * stay + joining[week - ramping] * kept[ramping]
        weekly.append(value + full)
    return first, weekly


def hours_a_week(inputs: TurnaroundInputs) -> float:
    """Return the hours that one of your own people gives to labels in a week."""
    return hours_a_person(inputs.paid_hours, inputs.utilisation) / WEEKS_A_MONTH


def vendor_hours_a_week(inputs: TurnaroundInputs) -> float:
    """Return the hours that one of the vendor's people gives to labels in a week."""
    return inputs.seat_hours / WEEKS_A_MONTH


def weekly_stay(inputs: TurnaroundInputs) -> float:
    """Return the share of people who are still there a week later."""
    return float((1 - inputs.attrition / 100) ** (1 / 52))


def own_ramp(inputs: TurnaroundInputs) -> Ramp:
    """Return how your own new people come to full speed."""
    return Ramp(
        training=inputs.training_weeks,
        length=inputs.ramp_months * WEEKS_A_MONTH,
        speed=inputs.ramp_speed / 100,
        learning=inputs.ramp_shape == "learning",
    )


def vendor_ramp(inputs: TurnaroundInputs) -> Ramp:
    """Return how the vendor's people come to full speed on your task; their training is part of the start."""
    return Ramp(
        training=0,
        length=inputs.vendor_ramp_months * WEEKS_A_MONTH,
        speed=inputs.ramp_speed / 100,
        learning=inputs.ramp_shape == "learning",
    )


def column(curve: Curve, sums: Curve, people: int, a_week: int, first: int, week: int) -> float:
    """Return what ``people`` have given by a week when ``a_week`` of them join at ``first``, as many a week later...

    ``curve`` is what one gives by weeks since joining, ``sums`` its running sums.
    """
    full, rest = divmod(people, a_week)
    since = week - first
    if since < 0:
        return 0.0
    if since < full:
        return a_week * sums[since]
    return a_week * (sums[since] - sums[since - full]) + rest * curve[since - full]


def columns(curve: Curve, sums: Curve, people: int, a_week: int, first: int, weeks: int) -> Curve:
    """Return ``column`` for every week from 0 to ``weeks``."""
    length = weeks + 1
    if first >= length or not people:
        return [0.0] * length
    full, rest = divmod(people, a_week)
    since, lag = sums[: length - first], min(full, length - first)
    values = [a_week * done for done in since[:lag]]
    values += [
        a_week * (done - before) + rest * last for done, before, last in zip(since[lag:], since, curve, strict=False)
    ]
    return [0.0] * first + values
