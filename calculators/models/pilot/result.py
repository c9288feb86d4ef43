"""From inputs to a result: the size and the verdict on counts at once; other sizes and a table's rows follow."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators.core import Better, InputError, InputErrors, Progress
from calculators.core.calculator import Step
from calculators.methods import labour
from calculators.methods.precision import settled
from calculators.models.pilot.inputs import PilotInputs, unknown_standard
from calculators.models.pilot.judged import Judged, judge
from calculators.models.pilot.plans import Plans, chosen, items_wanted, plans
from calculators.models.pilot.reading import Rows, filled, reading
from calculators.models.pilot.record import record
from calculators.models.pilot.scores import Scores, from_counts, from_rows
from calculators.models.pilot.sizes import STEPS, Size, sizes, smallest_difference
from calculators.models.pilot.terms import Terms, up


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """What one changed input would do.

    Attributes:
        name: the input's name.
        value: its other value, as typed.
        items: the items then needed for each vendor; None where no size would do.
    """

    name: str
    value: float | str
    items: int | None


@dataclass(frozen=True, kw_only=True)
class Pilot:
    """How many items a pilot takes, what it costs, and what its result means.

    Attributes:
        plans: the size for each question.
        needed: the items for each vendor that the question takes, clusters counted; None where no size can do it.
        alternatives: what it would be with one input changed.
        design_effect: how many items of a cluster count as one.
        cost: what labelling and scoring them costs, for all vendors.
        days: the working days that a vendor takes for them.
        budget_cost: what the reader's own number of items costs.
        budget_days: the working days for them.
        sizes: what pilots of several sizes would show; at first only one of the reader's own size.
        smallest_difference: the smallest lead that the reader's own number of items shows, as a share of 1.
        judged: what the result means; None while nothing is entered.
        record: the decision, as a text to file.
    """

    plans: Plans
    needed: int | None
    alternatives: tuple[Alternative, ...]
    design_effect: float
    cost: float | None
    days: int | None
    budget_cost: float
    budget_days: int
    sizes: tuple[Size, ...]
    smallest_difference: float | None
    judged: Judged | None
    record: str


def compute(inputs: PilotInputs) -> Pilot:
    """Return the size, and the verdict on a result in counts; ``refine`` tries others and judges a table of items."""
    terms = Terms.of(inputs)
    found = plans(terms)
    plan = chosen(terms, found)
    needed = _for_clusters(plan.items if plan else None, terms)
    unit = _cost_of_an_item(inputs)
    scores = from_counts(inputs.counts, inputs.only_first, inputs.only_second) if inputs.counts else None
    return _with_verdict(
        inputs,
        scores,
        Pilot(
            plans=found,
            needed=needed,
            alternatives=_alternatives(inputs),
            design_effect=terms.design_effect,
            cost=None if needed is None else needed * unit,
            days=None if needed is None else up(needed / inputs.items_per_day),
            budget_cost=inputs.pilot_items * unit,
            budget_days=up(inputs.pilot_items / inputs.items_per_day),
            sizes=sizes(terms, [inputs.pilot_items]),
            smallest_difference=smallest_difference(terms, inputs.pilot_items),
            judged=None,
            record="",
        ),
    )


def refine(inputs: PilotInputs, result: Pilot) -> Iterator[Step[Pilot]]:
    """Try other sizes, then read and judge a table of items; yield progress on the way.

    Raises:
        InputErrors: a row cannot be used, or the vendor to measure against is not among the rows.
    """
    result = replace(result, sizes=settled(sizes(Terms.of(inputs), [*STEPS, inputs.pilot_items])))
    yield Better(result)
    if not filled(inputs.table):
        return
    try:
        for step in reading(inputs.table):
            if isinstance(step, Progress):
                yield step
            else:
                yield Progress(share=1.0, doing="Comparing the vendors")
                yield Better(_with_verdict(inputs, _scores(inputs, step), result))
    except InputError as error:
        raise InputErrors([error]) from None


def _scores(inputs: PilotInputs, rows: Rows) -> Scores:
    scores = from_rows(rows.used, rows.skipped)
    if inputs.question == "not_worse":
        for error in unknown_standard(inputs, list(scores.vendors)):
            raise error
    return scores


def _with_verdict(inputs: PilotInputs, scores: Scores | None, result: Pilot) -> Pilot:
    judged = judge(inputs, Terms.of(inputs), scores) if scores else None
    return settled(replace(result, judged=judged, record=record(inputs, judged)))


def _for_clusters(items: int | None, terms: Terms) -> int | None:
    return None if items is None else up(items * terms.design_effect)


def _cost_of_an_item(inputs: PilotInputs) -> float:
    """Return what one more item costs: each vendor labels it, and a person of yours scores each label."""
    check = labour.check_cost(inputs.review_seconds, inputs.reviewer_wage, inputs.benefit_load, inputs.utilisation)
    return inputs.vendor_count * (inputs.label_price + check)


def _alternatives(inputs: PilotInputs) -> tuple[Alternative, ...]:
    changes: dict[str, float | str] = {
        "expected_accuracy": min(100.0, inputs.expected_accuracy + 1),
        "power": 90.0,
        "confidence_level": 90.0,
        "pairing": "separate_items" if inputs.pairing == "same_items" else "same_items",
    }
    found = []
    for name, value in changes.items():
        terms = Terms.of(inputs.varied({name: value}))
        found.append(Alternative(name=name, value=value, items=_for_clusters(items_wanted(terms), terms)))
    return tuple(found)
