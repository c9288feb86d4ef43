"""What quotes cost, computed a second time from the published formulas, and rows to try it on."""

import math
from typing import Any

from hypothesis import strategies as st

from calculators.core import Choice, Number
from calculators.models.quotes.inputs import Quote

BY_WORK = {"per_label", "per_item", "per_thousand", "per_hour"}
# The cheapest, the middle and the dearest reading of a blank; amounts in the reader's own money.
BLANKS = {
    "rework_billed": (0, 0, 50), "minimum_month": (0, 500, 10_000), "vendor_setup": (2_000, 5_000, 25_000),
    "project_fee": (0, 10, 20), "price_rise": (0, 3, 8), "exit_cost": (0, 0, 25_000), "seat_hours": (170, 121, 80),
}  # fmt: skip
MONEY = {"minimum_month", "vendor_setup", "exit_cost"}
CHECKS = {None: (0, 0, 0.2), "extra": (0, 0.1, 0.2)}
DEFAULTS = {"currency": "", "exchange_rate": 1, "units_per_label": 1}
ASKED = (
    "payment", "rework_billed", "minimum_month", "vendor_setup", "project_fee", "qa", "qa_price", "tool_month",
    "price_rise", "exit_cost", "seat_hours",
)  # fmt: skip
TOOL = 33


def whole(number: float) -> int:
    """Round up, forgiving a billionth."""
    return math.ceil(number - 1e-9)


def row(given: dict[str, Any]) -> dict[str, Any]:
    """Return a row with every column."""
    return dict.fromkeys(Quote.fields()) | DEFAULTS | given


def total(q: dict[str, Any], x: dict[str, Any], end: int, payment: str) -> dict[str, Any]:
    """Return components, total and what belongs to month 1 of one quote, blanks at an end."""
    rate = q["exchange_rate"]
    t = dict(q)
    for name, ends in BLANKS.items():
        if t[name] is None:
            t[name] = ends[end] / (rate if name in MONEY else 1)
    a = (x["vendor_acceptance"] if t["acceptance"] is None else t["acceptance"]) / 100
    seconds = x["vendor_seconds"] if t["seconds"] is None else t["seconds"]
    redo = x["rework_effort"] / 100 * (1 - a) / a
    paid = 1 + t["rework_billed"] / 100 * redo
    f, hours = (1 / a, 1 + redo) if payment == "delivered" else (paid, paid)
    out: dict[str, float] = dict.fromkeys(
        ("service", "project_fee", "tool", "oversight", "checking", "setup", "exit"), 0.0
    )
    demand = [x["volume"] * (1 + x["growth"] / 100) ** m for m in range(x["months"])]
    found: dict[str, Any] = {}
    for m, d in enumerate(demand):
        labels = d * x["overlap"]
        worked = labels * seconds / 3600 * (1 + redo)
        price = {
            "per_label": labels * t["price"] * f,
            "per_item": labels / x["objects_per_item"] * t["price"] * f,
            "per_thousand": labels * t["units_per_label"] / 1000 * t["price"] * f,
            "per_hour": labels * seconds / 3600 * hours * t["price"],
            "per_seat": whole(worked / t["seat_hours"]) * t["price"],
            "per_month": t["price"],
        }[t["pricing"]]
        if t["qa"] == "extra" and t["qa_price"] is not None:
            checks = labels * t["qa_price"] * (f if t["pricing"] in BY_WORK else 1)
        else:
            checks = CHECKS.get(t["qa"], (0, 0, 0))[end] * price
        rise = (1 + t["price_rise"] / 100) ** math.floor(m / 12)
        service = max((price + checks) * rate * rise, t["minimum_month"] * rate)
        out["service"] += service
        out["project_fee"] += service * t["project_fee"] / 100
        if t["tool_month"] is not None:
            out["tool"] += t["tool_month"] * rate
        elif end == 2:
            out["tool"] += whole(worked / 160) * TOOL
        out["oversight"] += x["oversight_hours"] * x["oversight_rate"]
        check = d * x["check_share"] / 100 * x["review_seconds"] / 3600 * x["reviewer_wage"]
        check *= (1 + x["benefit_load"] / 100) / (x["utilisation"] / 100)
        out["checking"] += check * (1 + x["recheck_share"] / 100 * (1 - a) / a)
        if m == 0:
            out["setup"] += t["vendor_setup"] * rate
            seat = t["price"] * rate / t["seat_hours"]
            found["revenue_hour"] = seat if t["pricing"] == "per_seat" else price * rate / worked
    out["exit"] = t["exit_cost"] * rate
    once = {
        "per_label": t["price"],
        "per_item": t["price"] / x["objects_per_item"],
        "per_thousand": t["price"] * t["units_per_label"] / 1000,
        "per_hour": t["price"] * seconds / 3600,
        "per_seat": t["price"] * seconds / 3600 / t["seat_hours"],
        "per_month": t["price"] / (x["volume"] * x["overlap"]),
    }[t["pricing"]]
    return found | {
        "components": out, "total": math.fsum(out.values()), "labels": math.fsum(demand), "list_price": once * rate,
        "seconds": seconds,
    }  # fmt: skip


def priced(q: dict[str, Any], x: dict[str, Any], end: int) -> dict[str, Any]:
    """Return the same with the payment that counts at an end."""
    if q["payment"]:
        return total(q, x, end, q["payment"])
    if end == 1:
        return total(q, x, end, "delivered" if q["pricing"] == "per_hour" else "accepted")
    both = [total(q, x, end, payment) for payment in ("accepted", "delivered")]
    return (min if end == 0 else max)(both, key=lambda one: one["total"])


def missing(q: dict[str, Any]) -> list[str]:
    """Return the blank terms that are asked."""
    work = q["pricing"] in BY_WORK
    asked = {
        "payment": work, "rework_billed": work and q["payment"] != "delivered", "qa_price": q["qa"] == "extra",
        "seat_hours": q["pricing"] == "per_seat",
    }  # fmt: skip
    return [name for name in ASKED if q[name] is None and asked.get(name, True)]


def cells(name: str, blanks: bool = True) -> st.SearchStrategy[Any]:
    """Return values of one column: plausible ones, and a blank now and then where one is allowed."""
    column = Quote.fields()[name]
    if isinstance(column, Choice):
        found: st.SearchStrategy[Any] = st.sampled_from(list(column.options))
    else:
        assert isinstance(column, Number)
        high = {
            "price": 1_000, "exchange_rate": 100, "units_per_label": 1_000, "minimum_month": 1e5, "vendor_setup": 1e5,
            "exit_cost": 1e5, "qa_price": 1, "tool_month": 1e4, "seconds": 1_000,
        }.get(name, column.maximum)  # fmt: skip
        found = st.floats(max(column.minimum, 0.01 if column.minimum else 0), high)
    return found | st.none() if blanks and column.optional else found


def rows(blanks: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Return rows without a name; without blanks, fully stated ones."""
    names = [name for name in Quote.fields() if name not in {"name", "currency"}]
    return st.fixed_dictionaries({name: cells(name, blanks) for name in names})


def tables(least: int = 1, most: int = 4, blanks: bool = True) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return tables of quotes, named by their place."""
    return st.lists(rows(blanks), min_size=least, max_size=most).map(
        lambda found: [{"name": f"Q{place}", **one} for place, one in enumerate(found)]
    )


WORK: dict[str, st.SearchStrategy[Any]] = {
    "volume": st.floats(1, 1e6), "months": st.integers(1, 30), "vendor_seconds": st.floats(0.1, 1_000),
    "vendor_acceptance": st.floats(1, 100), "objects_per_item": st.floats(0.01, 1_000), "growth": st.floats(-50, 20),
    "overlap": st.floats(1, 10), "rework_effort": st.floats(0, 200), "check_share": st.floats(0, 100),
    "recheck_share": st.floats(0, 100), "review_seconds": st.floats(0, 100), "reviewer_wage": st.floats(0, 100),
    "benefit_load": st.floats(0, 100), "utilisation": st.floats(1, 100), "oversight_hours": st.floats(0, 100),
    "oversight_rate": st.floats(0, 100), "living_wage": st.just(0.0) | st.floats(0.01, 50),
    "unknown_terms": st.sampled_from(["low", "middle", "high"]),
}  # fmt: skip


def work() -> st.SearchStrategy[dict[str, Any]]:
    """Return the shared figures."""
    return st.fixed_dictionaries(WORK)
