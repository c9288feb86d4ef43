"""What a project costs, as a ledger of payments in decimals of fifty digits: a second reading of the published model.

Nothing here comes from the calculator. Every payment is an entry with its month, its side and its name; totals, months
and present values are sums over entries. Values are taken as they are typed, so that no rounding of floats is shared.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal, localcontext
from typing import Any, NamedTuple

DIGITS = 50
NOISE = Decimal("1e-9")
TWELFTH = Decimal(1) / 12
HOUR = Decimal(3600)


class Entry(NamedTuple):
    """A payment: in which month, for what, and how much."""

    month: int
    name: str
    amount: Decimal


class Ledger(NamedTuple):
    """What a way of working costs: in all, as a present value, per accepted label, by name and by month."""

    total: float
    npv: float
    unit_cost: float
    components: Mapping[str, float]
    monthly: list[float]


def people(needed: Decimal) -> Decimal:
    """Return whole people or seats for a need, forgiving a billionth above a whole number."""
    return max(Decimal(0), (needed - NOISE).to_integral_value(ROUND_CEILING))


def share(percent: Decimal) -> Decimal:
    """Return a percentage as a share."""
    return percent / 100


def redone(x: Mapping[str, Decimal], accepted: Decimal) -> Decimal:
    """Return how much work is done again for each piece of work that is accepted."""
    return share(x["rework_effort"]) * (100 - accepted) / accepted


def own(x: Mapping[str, Decimal], months: int, part: Decimal) -> Iterator[Entry]:
    """Yield what making a part of the labels costs."""
    hours_a_person = x["paid_hours"] * share(x["utilisation"])
    an_hour_of_pay = x["wage"] * (1 + share(x["benefit_load"]))
    leaving = 1 - (1 - share(x["attrition"])) ** TWELFTH
    hours_unproductive = x["paid_hours"] * (
        x["training_weeks"] * 12 / 52 + x["ramp_months"] * (1 - share(x["ramp_speed"]))
    )
    team = most_seats = Decimal(0)
    for month in range(1, months + 1):
        labels = part * x["volume"] * (1 + share(x["growth"])) ** (month - 1)
        labelled = labels * x["overlap"] * (1 + redone(x, x["inhouse_acceptance"]))
        annotators = people(labelled * x["seconds"] / HOUR / hours_a_person)
        reviewed = labels * share(x["review_share"]) / share(x["inhouse_acceptance"])
        reviewers = reviewed * x["review_seconds"] / HOUR / hours_a_person
        leads = annotators / x["span"]
        seats = annotators + reviewers + leads
        hires = max(annotators - team, Decimal(0)) + annotators * leaving
        pay = {
            "labelling": annotators * x["paid_hours"] * x["wage"],
            "review": reviewers * x["paid_hours"] * x["reviewer_wage"],
            "management": leads * x["lead_salary"] * TWELFTH,
        }
        yield from (Entry(month, name, amount) for name, amount in pay.items())
        yield Entry(month, "benefits", sum(pay.values(), Decimal(0)) * share(x["benefit_load"]))
        yield Entry(month, "recruiting", hires * x["hire_cost"])
        yield Entry(month, "training", hires * hours_unproductive * an_hour_of_pay)
        yield Entry(month, "tools", (annotators + reviewers) * x["tool_seat"])
        yield Entry(month, "workstations", max(seats - most_seats, Decimal(0)) * x["workstation"])
        yield Entry(month, "space", seats * x["seat_overhead"])
        yield Entry(month, "engineering", x["engineer_hours"] * x["engineer_rate"])
        yield Entry(month, "errors", labels * share(x["inhouse_escape"]) * x["error_cost"])
        team, most_seats = annotators, max(most_seats, seats)
    yield Entry(1, "setup", x["inhouse_setup"])


def vendor(x: Mapping[str, Decimal], pricing: str, months: int, part: Decimal) -> Iterator[Entry]:
    """Yield what buying a part of the labels costs."""
    again = redone(x, x["vendor_acceptance"])
    billed = 1 + share(x["rework_billed"]) * again
    for month in range(1, months + 1):
        labels = part * x["volume"] * (1 + share(x["growth"])) ** (month - 1)
        hours = labels * x["overlap"] * x["vendor_seconds"] / HOUR
        if pricing == "per_label":
            charge = labels * x["overlap"] * billed * x["label_price"]
        elif pricing == "per_hour":
            charge = hours * billed * x["hour_rate"]
        else:
            charge = people(hours * (1 + again) / x["seat_hours"]) * x["seat_fee"]
        years_passed = (month - 1) // 12
        service = max(charge * (1 + share(x["price_rise"])) ** years_passed, x["minimum_month"])
        checked_hours = labels * share(x["check_share"]) * x["review_seconds"] / HOUR
        yield Entry(month, "service", service)
        yield Entry(month, "project_fee", service * share(x["project_fee"]))
        yield Entry(month, "oversight", x["oversight_hours"] * x["oversight_rate"])
        paid = checked_hours / share(x["utilisation"]) * x["reviewer_wage"]
        yield Entry(month, "checking", paid * (1 + share(x["benefit_load"])))
        yield Entry(month, "errors", labels * share(x["vendor_escape"]) * x["error_cost"])
    yield Entry(1, "setup", x["vendor_setup"])
    yield Entry(months, "exit", x["exit_cost"])


def added_up(x: Mapping[str, Decimal], months: int, entries: list[Entry]) -> Ledger:
    """Return the sums over a ledger's entries."""
    by_name: dict[str, Decimal] = defaultdict(Decimal)
    by_month: dict[int, Decimal] = defaultdict(Decimal)
    for month, name, amount in entries:
        by_name[name] += amount
        by_month[month] += amount
    a_month = (1 + share(x["discount"])) ** TWELFTH
    labels = sum((x["volume"] * (1 + share(x["growth"])) ** month for month in range(months)), Decimal(0))
    total = sum(by_month.values(), Decimal(0))
    return Ledger(
        total=float(total),
        npv=float(sum((amount / a_month**month for month, amount in by_month.items()), Decimal(0))),
        unit_cost=float(total / labels),
        components={name: float(amount) for name, amount in by_name.items()},
        monthly=[float(by_month[month]) for month in range(1, months + 1)],
    )


def ledgers(typed: Mapping[str, Any]) -> dict[str, Ledger]:
    """Return the ledgers of the three ways for inputs as they are typed."""
    with localcontext(prec=DIGITS):
        x = {name: Decimal(str(value)) for name, value in typed.items() if not isinstance(value, str)}
        pricing, months, bought = str(typed["pricing"]), int(typed["months"]), share(x["hybrid_share"])
        mixed: list[Entry] = []
        if bought < 1:
            mixed += (each._replace(name=f"in_house_{each.name}") for each in own(x, months, 1 - bought))
        if bought > 0:
            mixed += (each._replace(name=f"vendor_{each.name}") for each in vendor(x, pricing, months, bought))
        ways = {
            "in_house": list(own(x, months, Decimal(1))),
            "outsourced": list(vendor(x, pricing, months, Decimal(1))),
            "hybrid": mixed,
        }
        return {name: added_up(x, months, entries) for name, entries in ways.items()}
