"""What one fully stated quote costs, month by month. The formulas are those of the page, in the same order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculators.methods.labour import check_cost, price_levels, redo, whole_up
from calculators.methods.vendor_bill import Months, hour_bills, label_bills, seat_bills, with_minimum, work_hours
from calculators.models.quotes.inputs import QuotesInputs
from calculators.models.quotes.terms import BY_WORK, TOOL_SEAT_HOURS, UNITS, Terms


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


def hours_worked(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Months:
    """Return the hours that each month's accepted labels take the vendor, rework included."""
    seconds, overlap, times = seconds_of(terms, inputs), inputs.overlap, 1 + passes(terms, inputs).again
    return [hours * times for hours in work_hours(wanted, seconds, overlap)]


def price_parts(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Months:
    """Return what the price alone comes to in each month, at first-year prices and in the quote's money."""
    paid, overlap, price = passes(terms, inputs), inputs.overlap, terms.price
    if terms.pricing == "per_month":
        return [price] * len(wanted)
    if terms.pricing in UNITS:
        return label_bills(wanted, one_label(terms, inputs), overlap, paid.labels)
    hours = work_hours(wanted, seconds_of(terms, inputs), overlap)
    if terms.pricing == "per_hour":
        return hour_bills(hours, price, paid.hours)
    return seat_bills(hours, paid.again, terms.seat_hours, price)


def bill(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Bill:
    """Return what the quote costs, in the reader's money, where so many accepted labels are wanted in each month."""
    rate, nothing = terms.exchange_rate, [0.0] * (len(wanted) - 1)
    service = _service(terms, inputs, wanted)
    components = {
        "service": service,
        "project_fee": [charge * (terms.project_fee / 100) for charge in service],
        "tool": _tool(terms, inputs, wanted),
        "oversight": [inputs.oversight_hours * inputs.oversight_rate] * len(wanted),
        "checking": _checking(terms, inputs, wanted),
        "setup": [terms.vendor_setup * rate, *nothing],
        "exit": [*nothing, terms.exit_cost * rate],
    }
    # Months first, as the cost calculator adds them up: the same sums in the same order agree to the last digit.
    return Bill(
        terms=terms,
        total=sum(map(sum, zip(*components.values(), strict=True))),
        components={name: sum(months) for name, months in components.items()},
    )


def _service(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Months:
    charges = price_parts(terms, inputs, wanted)
    if terms.qa_share:
        charges = [charge * (1 + terms.qa_share / 100) for charge in charges]
    if terms.qa_price:
        # A seat and a month are paid whatever passes, so their checks are paid once a label.
        counted = passes(terms, inputs).labels if terms.pricing in BY_WORK else 1.0
        checks = inputs.overlap * terms.qa_price * counted
        charges = [charge + labels * checks for charge, labels in zip(charges, wanted, strict=True)]
    rate, minimum = terms.exchange_rate, terms.minimum_month * terms.exchange_rate
    levels = price_levels(terms.price_rise, len(wanted))
    return with_minimum([charge * rate for charge in charges], levels, minimum)


def _tool(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Months:
    if not terms.tool_seat:
        return [terms.tool_month * terms.exchange_rate] * len(wanted)
    seat = terms.tool_seat * terms.exchange_rate
    return [whole_up(hours / TOOL_SEAT_HOURS) * seat for hours in hours_worked(terms, inputs, wanted)]


def _checking(terms: Terms, inputs: QuotesInputs, wanted: Sequence[float]) -> Months:
    """Return what your own checks cost: of deliveries, and again of the labels that were redone."""
    share = acceptance_of(terms, inputs)
    again = 1 + inputs.recheck_share / 100 * (100 - share) / share
    one = check_cost(inputs.review_seconds, inputs.reviewer_wage, inputs.benefit_load, inputs.utilisation)
    one *= inputs.check_share / 100
    return [labels * one * again for labels in wanted]
