"""What a label costs on each way, in money and in hours."""

from dataclasses import dataclass

from calculators.methods import labour
from calculators.models.prelabel.bounds import Unseen, expected_wrong
from calculators.models.prelabel.inputs import PrelabelInputs


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Where the money of one label goes.

    Attributes:
        labour: people who label, or review and correct.
        second_look: the second person's look at labels that people touched.
        model: the model's price.
        fixed: set-up, the sample, upkeep and the audit, spread over the labels.
        errors: the labels that stay wrong.
    """

    labour: float
    second_look: float
    model: float
    fixed: float
    errors: float

    @property
    def total(self) -> float:
        """Return what one label costs."""
        return self.labour + self.second_look + self.model + self.fixed + self.errors


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What people's work costs here.

    Attributes:
        factor: how often a second of work is done for one accepted label: overlap and rework.
        hour: an hour of an own person that makes labels.
        second_look: the second look at one label.
        sample: labelling the sample, once.
        fixed: a month of set-up, sample, upkeep and audit.
    """

    factor: float
    hour: float
    second_look: float
    sample: float
    fixed: float

    @property
    def second(self) -> float:
        """Return what a second of work costs for one accepted label."""
        return self.factor / 3600 * self.hour


def rates_of(inputs: PrelabelInputs) -> Rates:
    """Return what people's work costs, from their pay and the way they work."""
    factor = inputs.overlap * (1 + labour.redo(inputs.rework_effort, inputs.inhouse_acceptance))
    loaded = labour.loaded(inputs.benefit_load)
    month = inputs.paid_hours * inputs.wage * loaded + inputs.person_overhead
    hour = month / labour.hours_a_person(inputs.paid_hours, inputs.utilisation)
    look = labour.review_hours(inputs.review_seconds, inputs.review_share, inputs.inhouse_acceptance)
    from_scratch = inputs.seconds * factor / 3600 * hour
    sample = inputs.calibration_items * from_scratch
    return Rates(
        factor=factor,
        hour=hour,
        second_look=look * inputs.reviewer_wage * loaded / (inputs.utilisation / 100),
        sample=sample,
        fixed=(inputs.model_setup + sample) / inputs.months + inputs.model_upkeep + inputs.audit_items * from_scratch,
    )


def people_parts(inputs: PrelabelInputs, rates: Rates) -> Parts:
    """Return what a label costs if people make it from scratch."""
    return Parts(
        labour=inputs.seconds * rates.second,
        second_look=rates.second_look,
        model=0.0,
        fixed=0.0,
        errors=inputs.inhouse_escape / 100 * inputs.error_cost,
    )


def model_parts(inputs: PrelabelInputs, rates: Rates, unseen: Unseen) -> Parts:
    """Return what a label costs if a model labels first and people review what does not pass unseen."""
    return Parts(
        labour=review_seconds(inputs, unseen) * rates.second,
        second_look=rates.second_look * _seen(inputs, unseen),
        model=inputs.model_price,
        fixed=rates.fixed / inputs.volume,
        errors=expected_wrong(inputs, unseen) * inputs.error_cost,
    )


def review_seconds(inputs: PrelabelInputs, unseen: Unseen) -> float:
    """Return the seconds a person spends on one label, looking and correcting, on average over all labels."""
    sample, wrong = inputs.calibration_items, inputs.calibration_wrong
    noticed = (1 - inputs.undercorrection / 100) * (wrong - unseen.errors)
    spoiled = inputs.overcorrection / 100 * (sample - unseen.items - wrong + unseen.errors)
    return _seen(inputs, unseen) * inputs.review_seconds + (noticed + spoiled) / sample * inputs.correct_seconds


def hours_of(inputs: PrelabelInputs, rates: Rates, seconds: float, audited: bool) -> float:
    """Return the hours a month that people work, the blind labels of the audit among them."""
    audit = inputs.audit_items * inputs.seconds if audited else 0.0
    return (inputs.volume * seconds + audit) * rates.factor / 3600


def _seen(inputs: PrelabelInputs, unseen: Unseen) -> float:
    return (inputs.calibration_items - unseen.items) / inputs.calibration_items
