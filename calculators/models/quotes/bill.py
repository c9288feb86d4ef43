"""What one fully stated quote costs, month by month. The formulas are those of the methods page, in the same order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from calculators.methods.labour import check_cost, price_level, redo, whole_up
from calculators.methods.vendor_bill import hour_bill, label_bill, seat_bill, with_minimum, work_hours
from calculators.models.quotes.inputs import QuotesInputs
from calculators.models.quotes.terms import TOOL_SEAT_HOURS, Terms

type Months = list[float]


@dataclass(frozen=True, kw_only=True)
class Bill:
    """The cost of one quote over all months.

    Attributes:
        terms: the terms it was computed from.
        total: all months.
        components: where the money goes, by name.
    """

    terms: Terms
    total: float
    components: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Passes:
    """How often the work is done, and paid for, for each accepted label.

    Attributes:
        again: first passes' worth of work that redoing adds.
        labels: labels paid.
        hours: hours paid for each hour of first passes.
    """

    again: float
    labels: float
    hours: float


def acceptance_of(terms: Terms, inputs: QuotesInputs) -> float:
    """Return the share of first passes that you accept from this vendor, in per cent."""
    return inputs.vendor_acceptance if terms.acceptance is None else terms.acceptance


def seconds_of(terms: Terms, inputs: QuotesInputs) -> float:
    """Return the time this vendor takes for one label."""
    return inputs.vendor_seconds if terms.seconds is None else terms.seconds


def passes(terms: Terms, inputs: QuotesInputs) -> Passes:
    """Return what is done and what is paid for one accepted label."""
    share = acceptance_of(terms, inputs)
    again = redo(inputs.rework_effort, share)
    if terms.accepted:
        billed = 1 + terms.rework_billed / 100 * again
        return Passes(again=again, labels=billed, hours=billed)
    return Passes(again=again, labels=100 / share, hours=1 + again)


def one_label(terms: Terms, inputs: QuotesInputs) -> float:
    """Return the price of one label in the quote's money, where the price is for labels, items or billed units."""
    if terms.pricing == "per_item":
        return terms.price / inputs.objects_per_item
    return terms.price * terms.units_per_label / 1000 if terms.pricing == "per_thousand" else terms.price


def hours_worked(terms: Terms, inputs: QuotesInputs, labels: float) -> float:
    """Return the hours that a month's accepted labels take the vendor, rework included."""
    return work_hours(labels, seconds_of(terms, inputs), inputs.overlap) * (1 + passes(terms, inputs).again)


def price_part(terms: Terms, inputs: QuotesInputs) -> Callable[[float], float]:
    """Return the function from a month's labels to what the price alone comes to, in the quote's first-year money."""
    paid, overlap, price = passes(terms, inputs), inputs.overlap, terms.price
    if terms.pricing == "per_month":
        return lambda _: price
    seconds = seconds_of(terms, inputs)
    if terms.pricing == "per_hour":
        return lambda labels: hour_bill(work_hours(labels, seconds, overlap), price, paid.hours)
    if terms.pricing == "per_seat":
        return lambda labels: seat_bill(work_hours(labels, seconds, overlap), paid.again, terms.seat_hours, price)
    each = one_label(terms, inputs)
    return lambda labels: label_bill(labels, each, overlap, paid.labels)


def bill(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Bill:
    """Return what the quote costs, in the reader's money, where so many accepted labels are wanted in each month."""
    components = {
        "service": _service(terms, inputs, wanted),
        "project_fee": [],
        "tool": _tool(terms, inputs, wanted),
        "oversight": [inputs.oversight_hours * inputs.oversight_rate] * len(wanted),
        "checking": _checking(terms, inputs, wanted),
        "setup": [terms.vendor_setup * terms.exchange_rate, *[0.0] * (len(wanted) - 1)],
        "exit": [*[0.0] * (len(wanted) - 1), terms.exit_cost * terms.exchange_rate],
    }
    components["project_fee"] = [charge * terms.project_fee / 100 for charge in components["service"]]
    # Months first, as the cost calculator adds them up: the same sums in the same order agree to the last digit.
    return Bill(
        terms=terms,
        total=sum([sum(month) for month in zip(*components.values(), strict=True)]),
        components={name: sum(months) for name, months in components.items()},
    )


def _service(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Months:
    price, rate = price_part(terms, inputs), terms.exchange_rate
    share = 1 + terms.qa_share / 100
    # A seat and a month are paid whatever passes, so their checks are paid once a label.
    counted = 1.0 if terms.pricing in {"per_seat", "per_month"} else passes(terms, inputs).labels
    checks = inputs.overlap * terms.qa_price * counted
    minimum = terms.minimum_month * rate
    return [
        with_minimum((price(labels) * share + labels * checks) * rate, price_level(terms.price_rise, month), minimum)
        for month, labels in enumerate(wanted)
    ]


def _tool(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Months:
    if not terms.tool_seat:
        return [terms.tool_month * terms.exchange_rate] * len(wanted)
    seat = terms.tool_seat * terms.exchange_rate
    return [whole_up(hours_worked(terms, inputs, labels) / TOOL_SEAT_HOURS) * seat for labels in wanted]


def _checking(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Months:
    """Return what your own checks cost: of deliveries, and again of the labels that were redone."""
    share = acceptance_of(terms, inputs)
    again = 1 + inputs.recheck_share / 100 * (100 - share) / share
    one = check_cost(inputs.review_seconds, inputs.reviewer_wage, inputs.benefit_load, inputs.utilisation)
    one *= inputs.check_share / 100
    return [labels * one * again for labels in wanted]
