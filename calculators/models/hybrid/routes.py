"""One label of each part on each route: own hours, money, the share left wrong, and the gates that close the route."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculators.methods import labour
from calculators.models.hybrid.inputs import HybridInputs, Segment
from calculators.models.hybrid.least import MODEL, OUTSOURCED, POOLS, ROUTES, Amounts, Part, Plan

GATES = ("data", "expertise", "quality", "no_model")
# Gates that are a reader's rule, and so have a price.
RULES = GATES[:3]
# A share of wrong labels may be above the limit by this much of a point.
FORGIVEN_POINTS = 1e-9
# Whoever labels is not the only one to check, so some of what a vendor delivers is always checked, in per cent.
LEAST_CHECK = 1.0

type Closed = Mapping[int, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One label of one part, by route where there are three numbers.

    Attributes:
        hours: own annotators' hours.
        money: everything but the vendor's bill and its fee.
        bill: the vendor's bill, without the fee.
        wrong: the share of labels left wrong, in per cent.
    """

    hours: Amounts
    money: Amounts
    bill: float
    wrong: Amounts


@dataclass(frozen=True, kw_only=True)
class Work:
    """A row with the columns it leaves empty taken from the fields they default to."""

    segment: Segment
    seconds: float
    ratio: float
    acceptance: float
    accuracy: float

    @property
    def pool(self) -> int:
        """The place in ``POOLS`` of the people who may do it."""
        return POOLS.index("specialist" if self.segment.expertise == "specialist" else "trained")


def work(inputs: HybridInputs, segment: Segment) -> Work:
    """Return a row with nothing left empty; a label that takes twice as long to make has a ratio twice as large."""
    seconds = inputs.seconds if segment.seconds is None else segment.seconds
    acceptance = segment.inhouse_acceptance
    accuracy = segment.model_accuracy
    return Work(
        segment=segment,
        seconds=seconds,
        ratio=seconds / inputs.seconds,
        acceptance=inputs.inhouse_acceptance if acceptance is None else acceptance,
        accuracy=inputs.model_accuracy if accuracy is None else accuracy,
    )


def person_hours(inputs: HybridInputs) -> float:
    """Return the hours of labelling that one person gives a month."""
    return labour.hours_a_person(inputs.paid_hours, inputs.utilisation)


def own_hour(inputs: HybridInputs, pool: int) -> float:
    """Return what an hour of an own annotator's labelling costs, with everything around the annotator."""
    wage = inputs.specialist_wage if POOLS[pool] == "specialist" else inputs.wage
    paid = inputs.paid_hours * wage * labour.loaded(inputs.benefit_load) + inputs.person_overhead
    return paid / person_hours(inputs)


def lane(inputs: HybridInputs, row: Work) -> Lane:
    """Return one label of a row on each route; a specialist's label is reviewed by a specialist."""
    hour = own_hour(inputs, row.pool)
    wage = inputs.specialist_wage if POOLS[row.pool] == "specialist" else inputs.reviewer_wage
    review = labour.check_cost(inputs.review_seconds * row.ratio, wage, inputs.benefit_load, inputs.utilisation)
    look = review * inputs.review_share / row.acceptance
    check = review * max(inputs.check_share, LEAST_CHECK) / 100
    own_hours = labour.label_hours(row.seconds, inputs.overlap, inputs.rework_effort, row.acceptance)
    model_hours, model_wrong = _model(inputs, row)
    wrong = (inputs.inhouse_escape, model_wrong, inputs.vendor_escape)
    own, model, bought = (inputs.error_cost * share / 100 for share in wrong)
    return Lane(
        hours=(own_hours, model_hours, 0.0),
        money=(own_hours * hour + look + own, model_hours * hour + look + inputs.model_price + model, check + bought),
        bill=bill(inputs, row),
        wrong=wrong,
    )


def _model(inputs: HybridInputs, row: Work) -> tuple[float, float]:
    """Return own hours and the share left wrong, in per cent, where a model labels first and people review all."""
    wrong, right = (100 - row.accuracy) / 100, row.accuracy / 100
    missed, spoiled = inputs.undercorrection / 100, inputs.overcorrection / 100
    corrected = wrong * (1 - missed) + right * spoiled
    seconds = (inputs.review_seconds + inputs.correct_seconds * corrected) * row.ratio
    left = wrong * (missed + (1 - missed) * inputs.inhouse_escape / 100) + right * spoiled
    return labour.label_hours(seconds, inputs.overlap, inputs.rework_effort, row.acceptance), 100 * left


def bill(inputs: HybridInputs, row: Work) -> float:
    """Return the vendor's bill for an accepted label: as quoted for the part, else by the vendor's pricing."""
    again = labour.redo(inputs.rework_effort, inputs.vendor_acceptance)
    billed = 1 + inputs.rework_billed / 100 * again
    hours = inputs.vendor_seconds * row.ratio / 3600 * inputs.overlap
    if row.segment.vendor_price is not None:
        return row.segment.vendor_price * inputs.overlap * billed
    if row.segment.expertise == "specialist":
        return hours * billed * inputs.specialist_rate
    if inputs.pricing == "per_label":
        return inputs.label_price * row.ratio * inputs.overlap * billed
    if inputs.pricing == "per_hour":
        return hours * billed * inputs.hour_rate
    return hours * (1 + again) * inputs.seat_fee / inputs.seat_hours


def closed(inputs: HybridInputs, row: Work, wrong: Amounts) -> Closed:
    """Return the gates that close each route for a row, in the order of ``GATES``; money opens none of them."""
    shut: dict[int, list[str]] = {route: [] for route in range(len(ROUTES))}
    for route in _data(inputs, row.segment.may_leave):
        shut[route].append("data")
    if _expertise(inputs, row.segment.expertise):
        shut[OUTSOURCED].append("expertise")
    for route, share in enumerate(wrong):
        if share > inputs.error_limit + FORGIVEN_POINTS:
            shut[route].append("quality")
    if row.accuracy == 0:
        shut[MODEL].append("no_model")
    return shut


def _data(inputs: HybridInputs, may_leave: str) -> list[int]:
    """Return the routes that take a row's data to where they may not go."""
    if may_leave == "anyone":
        return []
    outside = may_leave == "no"
    routes = []
    if inputs.model_runs == "public" or (outside and inputs.model_runs != "own"):
        routes.append(MODEL)
    if outside or inputs.vendor_people == "crowd":
        routes.append(OUTSOURCED)
    return routes


def _expertise(inputs: HybridInputs, expertise: str) -> bool:
    """Return whether nobody at the vendor can do a row."""
    return expertise == "ours" or (expertise == "specialist" and inputs.vendor_specialists == "no")


def part(row: Work, one: Lane, shut: Closed) -> Part:
    """Return a row as the search for the least cost wants it."""
    open_routes = frozenset(route for route, gates in shut.items() if not gates)
    return Part(row.segment.volume, row.pool, one.hours, one.money, one.bill, open_routes)


def fixed_costs(inputs: HybridInputs) -> Amounts:
    """Return the money a month that the own team, the model and the vendor cost before their first label."""
    return (
        inputs.engineer_hours * inputs.engineer_rate + inputs.inhouse_setup / inputs.months,
        inputs.model_upkeep + inputs.model_setup / inputs.months,
        inputs.oversight_hours * inputs.oversight_rate + (inputs.vendor_setup + inputs.exit_cost) / inputs.months,
    )


def plan(inputs: HybridInputs, parts: Sequence[Part]) -> Plan:
    """Return what is to be split, and what the parts share: people's hours, fixed costs, the vendor's minimum."""
    hours = person_hours(inputs)
    return Plan(
        parts=tuple(parts),
        capacity=(inputs.people * hours, inputs.specialists * hours),
        fixed=fixed_costs(inputs),
        minimum=inputs.minimum_month,
        fee=1 + inputs.project_fee / 100,
    )
