"""What each way of working costs, month by month. The formulas are those of the methods page, in the same order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculators.methods import labour, vendor_bill
from calculators.methods.finance import net_present_value
from calculators.models.cost.inputs import CostInputs

type Months = list[float]


@dataclass(frozen=True, kw_only=True)
class Way:
    """The cost of one way of working.

    Attributes:
        total: all months, undiscounted.
        npv: the same at today's worth, paid at the end of each month.
        unit_cost: total per accepted label.
        components: where the money goes, by name, over all months.
        monthly: the total of each month.
    """

    total: float
    npv: float
    unit_cost: float
    components: Mapping[str, float]
    monthly: Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Who is needed in one month.

    Attributes:
        annotators: whole people.
        reviewers: people, part time allowed.
        leads: people, part time allowed.
        hires: people hired in the month, replacements included.
        new_seats: seats above the highest count so far.
    """

    annotators: int
    reviewers: float
    leads: float
    hires: float
    new_seats: float

    @property
    def seats(self) -> float:
        """Everybody who needs a place."""
        return self.annotators + self.reviewers + self.leads


def demand(inputs: CostInputs) -> Months:
    """Return the accepted labels wanted in each month."""
    return labour.demand(inputs.volume, inputs.growth, inputs.months)


def staffing(inputs: CostInputs, wanted: Months) -> Iterator[Staff]:
    """Yield who is needed in each month; nobody is there before month 1.

    Annotators are whole people; a billionth of one is forgiven so that rounding noise hires nobody.
    """
    capacity = labour.hours_a_person(inputs.paid_hours, inputs.utilisation)
    label_hours = labour.label_hours(inputs.seconds, inputs.overlap, inputs.rework_effort, inputs.inhouse_acceptance)
    review_hours = labour.review_hours(inputs.review_seconds, inputs.review_share, inputs.inhouse_acceptance)
    leaving = labour.leaving_a_month(inputs.attrition)
    before, most_seats = 0, 0.0
    for labels in wanted:
        people = labels * label_hours / capacity
        annotators = labour.whole_up(people)
        reviewers = labels * review_hours / capacity
        leads = annotators / inputs.span
        seats = annotators + reviewers + leads
        yield Staff(
            annotators=annotators,
            reviewers=reviewers,
            leads=leads,
            hires=max(0, annotators - before) + annotators * leaving,
            new_seats=max(0.0, seats - most_seats),
        )
        before, most_seats = annotators, max(most_seats, seats)


def onboarding(inputs: CostInputs) -> float:
    """Return what a hire is paid for hours without output: in training, and while still slow."""
    lost = inputs.training_weeks * inputs.paid_hours * 12 / 52 + inputs.ramp_months * inputs.paid_hours * (
        1 - inputs.ramp_speed / 100
    )
    return lost * inputs.wage * labour.loaded(inputs.benefit_load)


def overhead_a_person(inputs: CostInputs) -> float:
    """Return what an annotator costs a month beyond pay and benefits, at level volume and spread over the plan.

    It is a share of a lead, the hires that keep the seat filled with their training, the tool, and the place of both.
    """
    hires = labour.leaving_a_month(inputs.attrition) + 1 / inputs.months
    return (
        inputs.lead_salary / 12 / inputs.span * labour.loaded(inputs.benefit_load)
        + hires * (inputs.hire_cost + onboarding(inputs))
        + inputs.tool_seat
        + (1 + 1 / inputs.span) * (inputs.workstation / inputs.months + inputs.seat_overhead)
    )


def in_house(inputs: CostInputs, wanted: Months) -> dict[str, Months]:
    """Return the monthly cost of making the wanted labels with own people, by component."""
    onboarded = onboarding(inputs)
    staff = list(staffing(inputs, wanted))
    labelling = [month.annotators * inputs.paid_hours * inputs.wage for month in staff]
    review = [month.reviewers * inputs.paid_hours * inputs.reviewer_wage for month in staff]
    management = [month.leads * inputs.lead_salary / 12 for month in staff]
    return {
        "labelling": labelling,
        "review": review,
        "management": management,
        "benefits": [
            (labour + check + lead) * inputs.benefit_load / 100
            for labour, check, lead in zip(labelling, review, management, strict=True)
        ],
        "recruiting": [month.hires * inputs.hire_cost for month in staff],
        "training": [month.hires * onboarded for month in staff],
        "tools": [(month.annotators + month.reviewers) * inputs.tool_seat for month in staff],
        "workstations": [month.new_seats * inputs.workstation for month in staff],
        "space": [month.seats * inputs.seat_overhead for month in staff],
        "engineering": [inputs.engineer_hours * inputs.engineer_rate] * len(staff),
        "setup": [inputs.inhouse_setup, *[0.0] * (len(staff) - 1)],
        "errors": [labels * inputs.inhouse_escape / 100 * inputs.error_cost for labels in wanted],
    }


def outsourced(inputs: CostInputs, wanted: Months) -> dict[str, Months]:
    """Return the monthly cost of buying the wanted labels, by component."""
    check_cost = labour.check_cost(inputs.review_seconds, inputs.reviewer_wage, inputs.benefit_load, inputs.utilisation)
    check_cost *= inputs.check_share / 100
    service = [
        vendor_bill.with_minimum(
            charge(inputs, labels), labour.price_level(inputs.price_rise, month), inputs.minimum_month
        )
        for month, labels in enumerate(wanted)
    ]
    nothing = [0.0] * (len(wanted) - 1)
    return {
        "service": service,
        "project_fee": [bill * inputs.project_fee / 100 for bill in service],
        "oversight": [inputs.oversight_hours * inputs.oversight_rate] * len(wanted),
        "checking": [labels * check_cost for labels in wanted],
        "setup": [inputs.vendor_setup, *nothing],
        "exit": [*nothing, inputs.exit_cost],
        "errors": [labels * inputs.vendor_escape / 100 * inputs.error_cost for labels in wanted],
    }


def charge(inputs: CostInputs, labels: float) -> float:
    """Return the vendor's bill for a month's labels at first-year prices, before any minimum."""
    again = labour.redo(inputs.rework_effort, inputs.vendor_acceptance)
    hours = vendor_bill.work_hours(labels, inputs.vendor_seconds, inputs.overlap)
    if inputs.pricing == "per_seat":
        return vendor_bill.seat_bill(hours, again, inputs.seat_hours, inputs.seat_fee)
    paid = 1 + inputs.rework_billed / 100 * again
    if inputs.pricing == "per_hour":
        return vendor_bill.hour_bill(hours, inputs.hour_rate, paid)
    return vendor_bill.label_bill(labels, inputs.label_price, inputs.overlap, paid)


def way(inputs: CostInputs, wanted: Months, costs: Mapping[str, Months]) -> Way:
    """Return the totals of a way of working from its monthly components."""
    monthly = [sum(month) for month in zip(*costs.values(), strict=True)]
    total = sum(monthly)
    return Way(
        total=total,
        npv=net_present_value(monthly, inputs.discount),
        unit_cost=total / sum(wanted),
        components={name: sum(months) for name, months in costs.items()},
        monthly=monthly,
    )


def hybrid_costs(inputs: CostInputs, wanted: Months) -> dict[str, Months]:
    """Return the monthly cost of making a part and buying the rest, each component prefixed by its side.

    Both sides pay their fixed costs, unless a side has nothing to do at all.
    """
    bought = inputs.hybrid_share / 100
    sides = (
        ("in_house_", in_house, 1 - bought),
        ("vendor_", outsourced, bought),
    )
    costs = {}
    for prefix, side, share in sides:
        for name, months in side(inputs, [labels * share for labels in wanted]).items():
            costs[prefix + name] = months if share > 0 else [0.0] * len(months)
    return costs


def totals(inputs: CostInputs) -> tuple[float, float]:
    """Return the total cost in-house and outsourced, undiscounted."""
    wanted = demand(inputs)
    return (
        sum(map(sum, in_house(inputs, wanted).values())),
        sum(map(sum, outsourced(inputs, wanted).values())),
    )


def difference(inputs: CostInputs) -> float:
    """Return in-house minus outsourced: above zero, buying is cheaper."""
    own, bought = totals(inputs)
    return own - bought
