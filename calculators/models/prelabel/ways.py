"""The four ways to the same labels, and the thresholds among which one of them chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from calculators.methods import labour
from calculators.models.prelabel.bounds import Unseen, expected_wrong, keeps, most_wrong
from calculators.models.prelabel.inputs import Coverage, PrelabelInputs
from calculators.models.prelabel.money import (
    Parts,
    Rates,
    hours_of,
    model_parts,
    people_parts,
    review_seconds,
)

type State = Literal["within", "unproven", "over"]

# What a number of items is while it has not been searched for.
NOT_YET: Literal["not yet"] = "not yet"
# Costs that differ by no more than this part of the lowest are equal.
TIE = 1e-12


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A fresh random sample of finished labels, checked blind.

    Attributes:
        items: how many to check.
        allowed: the most that may be wrong.
    """

    items: int
    allowed: int


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to the labels.

    Attributes:
        unit_cost: money for one label, wrong ones counted.
        parts: where that goes.
        hours: hours of people a month.
        people: full-time people that takes.
        wrong: the share of labels expected to end wrong, in per cent.
        wrong_bound: the most it can be at the confidence asked for, in per cent.
        wrong_labels: wrong labels a month, expected.
        wrong_labels_bound: the same at most.
        state: "within" where the most is within the limit, "unproven" where only the expected share is, else "over".
        items_needed: the sample that would prove the limit if it showed the same shares; None if none would.
        proof: the check of finished labels that would prove it; None if none would.
    """

    unit_cost: float
    parts: Parts
    hours: float
    people: float
    wrong: float
    wrong_bound: float
    wrong_labels: float
    wrong_labels_bound: float
    state: State
    items_needed: int | Literal["not yet"] | None = NOT_YET
    proof: Proof | Literal["not yet"] | None = NOT_YET


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """One threshold of the reader's table.

    Attributes:
        threshold: labels pass unseen at this score or above.
        passed: the share of items that pass, in per cent.
        passed_wrong: the share of these that are wrong, in per cent; None if none pass.
        wrong: the share of all labels expected to end wrong, in per cent.
        wrong_bound: the most it can be, in per cent.
        unit_cost: money for one label.
        hours: hours of people a month.
        certified: whether it and every stricter threshold keep the limit.
    """

    threshold: float
    passed: float
    passed_wrong: float | None
    wrong: float
    wrong_bound: float
    unit_cost: float
    hours: float
    certified: bool


@dataclass(frozen=True, kw_only=True)
class Ways:
    """The four ways in the order of the page; ``threshold`` is None without a table."""

    people: Way
    review_all: Way
    threshold: Way | None
    model_only: Way

    def given(self) -> Mapping[str, Way]:
        """Return the ways there are, by name, in order."""
        every = {
            "people": self.people,
            "review_all": self.review_all,
            "threshold": self.threshold,
            "model_only": self.model_only,
        }
        return {name: way for name, way in every.items() if way is not None}


def unseen_of(row: Coverage) -> Unseen:
    """Return what passes unseen at a row of the table."""
    return Unseen(items=row.items, errors=row.errors)


def thresholds_of(inputs: PrelabelInputs, rates: Rates) -> tuple[Threshold, ...]:
    """Return the thresholds from the strictest to the loosest; certify each that keeps the limit with all before it."""
    found, certified = [], True
    for row in inputs.coverage:
        unseen = unseen_of(row)
        limit = most_wrong(inputs, unseen)
        certified = certified and keeps(limit, inputs)
        found.append(
            Threshold(
                threshold=row.threshold,
                passed=100 * row.items / inputs.calibration_items,
                passed_wrong=100 * row.errors / row.items if row.items else None,
                wrong=100 * expected_wrong(inputs, unseen),
                wrong_bound=100 * limit,
                unit_cost=model_parts(inputs, rates, unseen).total,
                hours=hours_of(inputs, rates, review_seconds(inputs, unseen), audited=True),
                certified=certified,
            )
        )
    return tuple(found)


def shown(inputs: PrelabelInputs, thresholds: Sequence[Threshold]) -> int | None:
    """Return the place of the threshold to show: the cheapest certified, else the cheapest hoped, else the first."""
    if not thresholds:
        return None
    certified = [place for place, one in enumerate(thresholds) if one.certified]
    hoped = [place for place, one in enumerate(thresholds) if keeps(one.wrong / 100, inputs)]
    among = certified or hoped
    if not among:
        return 0
    lowest = min(thresholds[place].unit_cost for place in among)
    return next(place for place in among if equal(thresholds[place].unit_cost, lowest))


def equal(cost: float, lowest: float) -> bool:
    """Return whether a cost is as low as the lowest."""
    return cost <= lowest + TIE * abs(lowest)


def people_way(inputs: PrelabelInputs, rates: Rates) -> Way:
    """Return the way without a model; its share of wrong labels is the one typed, not measured here."""
    wrong = inputs.inhouse_escape / 100
    return _way(
        inputs,
        people_parts(inputs, rates),
        hours_of(inputs, rates, inputs.seconds, audited=False),
        wrong,
        wrong,
        "within" if keeps(wrong, inputs) else "over",
    )


def model_way(inputs: PrelabelInputs, rates: Rates, unseen: Unseen, certified: bool | None = None) -> Way:
    """Return a way with a model; ``certified`` says whether the walk of thresholds certified it, where there is one."""
    wrong, limit = expected_wrong(inputs, unseen), most_wrong(inputs, unseen)
    proven = keeps(limit, inputs) if certified is None else certified
    hoped = keeps(wrong, inputs) or keeps(limit, inputs)
    return _way(
        inputs,
        model_parts(inputs, rates, unseen),
        hours_of(inputs, rates, review_seconds(inputs, unseen), audited=True),
        wrong,
        limit,
        "within" if proven else "unproven" if hoped else "over",
    )


def _way(inputs: PrelabelInputs, parts: Parts, hours: float, wrong: float, limit: float, state: State) -> Way:
    return Way(
        unit_cost=parts.total,
        parts=parts,
        hours=hours,
        people=hours / labour.hours_a_person(inputs.paid_hours, inputs.utilisation),
        wrong=100 * wrong,
        wrong_bound=100 * limit,
        wrong_labels=inputs.volume * wrong,
        wrong_labels_bound=inputs.volume * limit,
        state=state,
    )
