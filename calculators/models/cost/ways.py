"""What each way of working costs, month by month. The formulas are those of the methods page, in the same order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from calculators.methods import labour, vendor_bill
from calculators.methods.finance import net_present_value
from calculators.methods.vendor_bill import Months
from calculators.models.cost.inputs import CostInputs


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


class Work(NamedTuple):
    """What a side takes for the wanted labels by what is counted, and what one of each costs.

    A plan is made of months. A simulation needs only the sums of all months, so these are found without them. Prices
    name a component of the cost, what is counted, and the money for one; they are the same for any part of the labels.
    """

    wanted: Months
    sums: Callable[[Months], Mapping[str, float]]
    months: Callable[[Months], Mapping[str, Months]]
    prices: Sequence[tuple[str, str, float]]

    def by_month(self) -> dict[str, Months]:
        """Return the cost of each month, by component."""
        counts = self.months(self.wanted)
        terms: dict[str, list[Months]] = {}
        for component, counted, price in self.prices:
            terms.setdefault(component, []).append([count * price for count in counts[counted]])
        return {component: [sum(month) for month in zip(*costs, strict=True)] for component, costs in terms.items()}

    def part(self, share: float) -> "Work":
        """Return the same for a share of the labels, from 0 to 1; fixed costs stay, unless there is nothing to do."""
        part = self._replace(wanted=[labels * share for labels in self.wanted])
        return part if share > 0 else part.free()

    def free(self) -> "Work":
        """Return the same at no price."""
        return self._replace(prices=[(component, counted, 0.0) for component, counted, _ in self.prices])

    def total(self) -> float:
        """Return the cost of all months."""
        sums = self.sums(self.wanted)
        return sum([sums[counted] * price for _, counted, price in self.prices])


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


def annotators_needed(inputs: CostInputs, wanted: Months) -> Months:
    """Return the annotators that each month takes, as whole people.

    A billionth of one is forgiven so that rounding noise hires nobody.
    """
    capacity = labour.hours_a_person(inputs.paid_hours, inputs.utilisation)
    hours = labour.label_hours(inputs.seconds, inputs.overlap, inputs.rework_effort, inputs.inhouse_acceptance)
    return labour.whole_up_each([labels * hours / capacity for labels in wanted])


def reviewers_needed(inputs: CostInputs, wanted: Months) -> Months:
    """Return the reviewers that each month takes, part time allowed."""
    capacity = labour.hours_a_person(inputs.paid_hours, inputs.utilisation)
    hours = labour.review_hours(inputs.review_seconds, inputs.review_share, inputs.inhouse_acceptance)
    return [labels * hours / capacity for labels in wanted]


def headcount(inputs: CostInputs, wanted: Months) -> dict[str, Months]:
    """Return who is needed in each month, a list of all months by the names in Staff; before month 1 nobody is."""
    leaving, span = labour.leaving_a_month(inputs.attrition), inputs.span
    annotators, reviewers = annotators_needed(inputs, wanted), reviewers_needed(inputs, wanted)
    leads = [people / span for people in annotators]
    seats = [
        people + checking + leading for people, checking, leading in zip(annotators, reviewers, leads, strict=True)
    ]
    earlier, most = [0, *annotators[:-1]], [0.0, *accumulate(seats[:-1], max)]
    return {
        "annotators": annotators,
        "reviewers": reviewers,
        "leads": leads,
        "seats": seats,
        "hires": [max(0, now - before) + now * leaving for now, before in zip(annotators, earlier, strict=True)],
        "new_seats": [max(0.0, now - before) for now, before in zip(seats, most, strict=True)],
    }


def headcount_sums(inputs: CostInputs, wanted: Months) -> dict[str, float]:
    """Return the sums of the head count's lists, by the same names.

    Demand only ever rises or only ever falls, so the month with most people is the first or the last: as many are hired
    beside those who replace others, and as many seats bought.
    """
    annotators, span = annotators_needed(inputs, wanted), inputs.span
    months, first, last = sum(annotators), annotators[0], annotators[-1]
    reviewed, first_checks, last_checks = reviewers_needed(inputs, [sum(wanted), wanted[0], wanted[-1]])
    return {
        "annotators": months,
        "reviewers": reviewed,
        "leads": months / span,
        "seats": months + reviewed + months / span,
        "hires": max(first, last) + months * labour.leaving_a_month(inputs.attrition),
        "new_seats": max(first + first_checks + first / span, last + last_checks + last / span),
    }


def occasions(wanted: Months) -> dict[str, Months]:
    """Return what both sides count: the labels, each month, the first and the last."""
    others = [0.0] * (len(wanted) - 1)
    return {"labels": wanted, "months": [1.0] * len(wanted), "first": [1.0, *others], "last": [*others, 1.0]}


def occasion_sums(wanted: Months) -> dict[str, float]:
    """Return the sums of what both sides count."""
    return {"labels": sum(wanted), "months": len(wanted), "first": 1, "last": 1}


def staffing(inputs: CostInputs, wanted: Months) -> Iterator[Staff]:
    """Yield who is needed in each month, as in the head count."""
    people = headcount(inputs, wanted)
    people.pop("seats")
    for month in zip(*people.values(), strict=True):
        yield Staff(**dict(zip(people, month, strict=True)))


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


def in_house(inputs: CostInputs, wanted: Months) -> Work:
    """Return what making the wanted labels with own people takes and costs."""
    hours, benefits = inputs.paid_hours, inputs.benefit_load / 100
    wage, check, lead = hours * inputs.wage, hours * inputs.reviewer_wage, inputs.lead_salary / 12
    return Work(
        wanted=wanted,
        sums=lambda labels: headcount_sums(inputs, labels) | occasion_sums(labels),
        months=lambda labels: headcount(inputs, labels) | occasions(labels),
        prices=(
            ("labelling", "annotators", wage),
            ("review", "reviewers", check),
            ("management", "leads", lead),
            ("benefits", "annotators", wage * benefits),
            ("benefits", "reviewers", check * benefits),
            ("benefits", "leads", lead * benefits),
            ("recruiting", "hires", inputs.hire_cost),
            ("training", "hires", onboarding(inputs)),
            ("tools", "annotators", inputs.tool_seat),
            ("tools", "reviewers", inputs.tool_seat),
            ("workstations", "new_seats", inputs.workstation),
            ("space", "seats", inputs.seat_overhead),
            ("engineering", "months", inputs.engineer_hours * inputs.engineer_rate),
            ("setup", "first", inputs.inhouse_setup),
            ("errors", "labels", inputs.inhouse_escape / 100 * inputs.error_cost),
        ),
    )


def outsourced(inputs: CostInputs, wanted: Months) -> Work:
    """Return what buying the wanted labels takes and costs."""
    check_cost = labour.check_cost(inputs.review_seconds, inputs.reviewer_wage, inputs.benefit_load, inputs.utilisation)
    levels = labour.price_levels(inputs.price_rise, len(wanted))

    def bills(labels: Months) -> Months:
        return vendor_bill.with_minimum(charges(inputs, labels), levels, inputs.minimum_month)

    return Work(
        wanted=wanted,
        sums=lambda labels: {"bill": sum(bills(labels))} | occasion_sums(labels),
        months=lambda labels: {"bill": bills(labels)} | occasions(labels),
        prices=(
            ("service", "bill", 1),
            ("project_fee", "bill", inputs.project_fee / 100),
            ("oversight", "months", inputs.oversight_hours * inputs.oversight_rate),
            ("checking", "labels", check_cost * (inputs.check_share / 100)),
            ("setup", "first", inputs.vendor_setup),
            ("exit", "last", inputs.exit_cost),
            ("errors", "labels", inputs.vendor_escape / 100 * inputs.error_cost),
        ),
    )


def charge(inputs: CostInputs, labels: float) -> float:
    """Return the vendor's bill for a month's labels at first-year prices, before any minimum."""
    (bill,) = charges(inputs, [labels])
    return bill


def charges(inputs: CostInputs, wanted: Months) -> Months:
    """Return the vendor's bill for each month's labels at first-year prices, before any minimum."""
    again = labour.redo(inputs.rework_effort, inputs.vendor_acceptance)
    paid = 1 + inputs.rework_billed / 100 * again
    if inputs.pricing == "per_label":
        return vendor_bill.label_bills(wanted, inputs.label_price, inputs.overlap, paid)
    hours = vendor_bill.work_hours(wanted, inputs.vendor_seconds, inputs.overlap)
    if inputs.pricing == "per_hour":
        return vendor_bill.hour_bills(hours, inputs.hour_rate, paid)
    return vendor_bill.seat_bills(hours, again, inputs.seat_hours, inputs.seat_fee)


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


def hybrid(inputs: CostInputs, own: Work, bought: Work) -> dict[str, Work]:
    """Return the work of making a part and buying the rest, each side by its prefix, from the work of doing all.

    Both sides pay their fixed costs, unless a side has nothing to do at all.
    """
    share = inputs.hybrid_share / 100
    return {"in_house_": own.part(1 - share), "vendor_": bought.part(share)}


def hybrid_costs(inputs: CostInputs, own: Work, bought: Work) -> dict[str, Months]:
    """Return the monthly cost of making a part and buying the rest, each component prefixed by its side."""
    sides = hybrid(inputs, own, bought).items()
    return {prefix + name: months for prefix, work in sides for name, months in work.by_month().items()}


def totals(inputs: CostInputs) -> tuple[float, float]:
    """Return the total cost in-house and outsourced, undiscounted."""
    wanted = demand(inputs)
    return in_house(inputs, wanted).total(), outsourced(inputs, wanted).total()


def difference(inputs: CostInputs) -> float:
    """Return in-house minus outsourced: above zero, buying is cheaper."""
    own, bought = totals(inputs)
    return own - bought
