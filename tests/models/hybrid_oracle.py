"""The hybrid split computed a second way: the words of the model one by one, and a linear program a set of routes.

Nothing here is shared with the calculator. A case is a mapping of input names to plain values, as JSON has them.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import linprog

ROUTES = ("in_house", "outsourced", "model")
SETS = ({"in_house"}, {"in_house", "model"}, {"outsourced"}, {"outsourced", "in_house"}, set(ROUTES))

type Case = Mapping[str, Any]


def row_of(x: Case, row: Case) -> dict[str, Any]:
    """Return a row whose empty columns have their defaults."""
    defaults = {
        "seconds": x["seconds"], "may_leave": "under_contract", "expertise": "trained", "vendor_price": None,
        "inhouse_acceptance": x["inhouse_acceptance"], "model_accuracy": x["model_accuracy"],
    }  # fmt: skip
    return defaults | {name: value for name, value in row.items() if value is not None}


def label(x: Case, row: Case) -> dict[str, Any]:
    """Return one label of a row on each route, and the gates."""
    part = row_of(x, row)
    s, accept = part["seconds"], part["inhouse_acceptance"] / 100
    ratio = s / x["seconds"]
    r, c = x["review_seconds"] * ratio, x["correct_seconds"] * ratio
    loaded, useful = 1 + x["benefit_load"] / 100, x["utilisation"] / 100
    expert = part["expertise"] == "specialist"
    pay = x["specialist_wage"] if expert else x["wage"]
    hour = (x["paid_hours"] * pay * loaded + x["person_overhead"]) / (x["paid_hours"] * useful)
    checker = (x["specialist_wage"] if expert else x["reviewer_wage"]) * loaded / useful
    redo = x["rework_effort"] / 100 * (1 - accept) / accept
    look = r / 3600 * x["review_share"] / 100 / accept * checker
    own_hours = s / 3600 * x["overlap"] * (1 + redo)
    q, under, over = 1 - part["model_accuracy"] / 100, x["undercorrection"] / 100, x["overcorrection"] / 100
    model_hours = (r + c * (q * (1 - under) + (1 - q) * over)) / 3600 * x["overlap"] * (1 + redo)
    w = q * (under + (1 - under) * x["inhouse_escape"] / 100) + (1 - q) * over
    again = x["rework_effort"] / 100 * (100 - x["vendor_acceptance"]) / x["vendor_acceptance"]
    billed = 1 + x["rework_billed"] / 100 * again
    v = x["vendor_seconds"] * ratio / 3600 * x["overlap"]
    if part["vendor_price"] is not None:
        bill = part["vendor_price"] * x["overlap"] * billed
    elif expert:
        bill = v * billed * x["specialist_rate"]
    else:
        bill = {
            "per_label": x["label_price"] * ratio * x["overlap"] * billed,
            "per_hour": v * billed * x["hour_rate"],
            "per_seat": v * (1 + again) * x["seat_fee"] / x["seat_hours"],
        }[x["pricing"]]
    rest = max(x["check_share"], 1) / 100 * r / 3600 * checker + x["vendor_escape"] / 100 * x["error_cost"]
    closed: dict[str, list[str]] = {route: [] for route in ROUTES}
    leave, runs = part["may_leave"], x["model_runs"]
    if leave == "no" or (leave == "under_contract" and x["vendor_people"] == "crowd"):
        closed["outsourced"].append("data")
    if (leave == "no" and runs != "own") or (leave == "under_contract" and runs == "public"):
        closed["model"].append("data")
    if part["expertise"] == "ours" or (expert and x["vendor_specialists"] == "no"):
        closed["outsourced"].append("expertise")
    for route, wrong in (("in_house", x["inhouse_escape"]), ("outsourced", x["vendor_escape"]), ("model", 100 * w)):
        if wrong > x["error_limit"] + 1e-9:
            closed[route].append("quality")
    if part["model_accuracy"] == 0:
        closed["model"].append("no_model")
    return {
        "name": row["name"], "volume": row["volume"], "pool": "specialist" if expert else "trained", "closed": closed,
        "hours": {"in_house": own_hours, "outsourced": 0.0, "model": model_hours},
        "money": {
            "in_house": own_hours * hour + look + x["inhouse_escape"] / 100 * x["error_cost"],
            "outsourced": rest,
            "model": model_hours * hour + look + x["model_price"] + w * x["error_cost"],
        },
        "bill": bill,
    }  # fmt: skip


def fixed(x: Case) -> dict[str, float]:
    """Return the fixed money a month of each route that is open."""
    return {
        "in_house": x["engineer_hours"] * x["engineer_rate"] + x["inhouse_setup"] / x["months"],
        "outsourced": x["oversight_hours"] * x["oversight_rate"] + (x["vendor_setup"] + x["exit_cost"]) / x["months"],
        "model": x["model_upkeep"] + x["model_setup"] / x["months"],
    }


def capacity(x: Case) -> dict[str, float]:
    """Return the own hours a month of each pool."""
    a_person = x["paid_hours"] * x["utilisation"] / 100
    return {"trained": x["people"] * a_person, "specialist": x["specialists"] * a_person}


def least(x: Case, parts: Sequence[dict[str, Any]], hours: Mapping[str, float] | None = None) -> float | None:
    """Return the least cost over the five sets of open routes, each by a linear program; None where none is feasible.

    The vendor's charge is one more variable: at least the bills, and at least the minimum.
    """
    hours = hours or capacity(x)
    fee, paid = 1 + x["project_fee"] / 100, fixed(x)
    found = []
    for routes in SETS:
        ways = [(index, route) for index in range(len(parts)) for route in ROUTES]
        money = [parts[i]["volume"] * parts[i]["money"][route] for i, route in ways]
        open_ = [route in routes and not parts[i]["closed"][route] for i, route in ways]
        limits = [
            [parts[i]["volume"] * parts[i]["hours"][route] * (parts[i]["pool"] == pool) for i, route in ways] + [0.0]
            for pool in hours
        ]
        bills = [parts[i]["volume"] * parts[i]["bill"] * (route == "outsourced") for i, route in ways] + [-1.0]
        each = [[float(i == index) for i, _ in ways] + [0.0] for index in range(len(parts))]
        sold = "outsourced" in routes
        solved = linprog(
            [*money, fee if sold else 0.0], A_ub=np.array([*limits, bills]), b_ub=[*hours.values(), 0.0],
            A_eq=np.array(each), b_eq=np.ones(len(parts)), method="highs",
            bounds=[*((0, 1 if one else 0) for one in open_), (x["minimum_month"] if sold else 0, None)],
        )  # fmt: skip
        if solved.status == 0:
            found.append(solved.fun + sum(paid[route] for route in routes))
    return min(found, default=None)


def lifted(part: dict[str, Any], gate: str) -> dict[str, Any]:
    """Return a part without one gate."""
    return part | {"closed": {route: [one for one in gates if one != gate] for route, gates in part["closed"].items()}}


def shut(part: dict[str, Any], route: str) -> dict[str, Any]:
    """Return a part with one route closed."""
    return part | {"closed": part["closed"] | {route: ["shut"]}}


def recomputed(x: Case, result: Mapping[str, Any]) -> float:
    """Return what a printed split costs by the words of the model, whatever the result says of it."""
    parts, paid, fee = [label(x, row) for row in x["segments"]], fixed(x), 1 + x["project_fee"] / 100
    carried = dict.fromkeys(ROUTES, 0.0)
    total = bills = 0.0
    for part, share in zip(parts, result["split"], strict=True):
        for route in ROUTES:
            carried[route] += share[route]
            total += share[route] * part["money"][route]
        bills += share["outsourced"] * part["bill"]
    if carried["outsourced"] > 1e-7:
        total += fee * max(bills, x["minimum_month"]) + paid["outsourced"]
    if carried["in_house"] > 1e-7 or carried["model"] > 1e-7:
        total += paid["in_house"]
    return total + (paid["model"] if carried["model"] > 1e-7 else 0.0)


def drawn(seed: int, most: int = 6) -> dict[str, Any]:
    """Return a random small case, ties, zero costs, scarce people and a minimum bill that bites included."""
    draw = random.Random(seed)

    def one_of(*values: Any) -> Any:
        return draw.choice(values)

    rows = []
    for index in range(draw.randint(1, most)):
        row = {
            "name": f"part {index}", "volume": one_of(1000.0, 20_000.0, draw.uniform(1, 50_000)),
            "seconds": one_of(None, None, 40.0, draw.uniform(1, 300)),
            "may_leave": one_of(None, "anyone", "under_contract", "no"),
            "expertise": one_of(None, None, "trained", "specialist", "ours"),
            "inhouse_acceptance": one_of(None, None, draw.uniform(60, 100)),
            "vendor_price": one_of(None, None, 0.0, draw.uniform(0, 3)),
            "model_accuracy": one_of(None, None, 0.0, draw.uniform(30, 100)),
        }  # fmt: skip
        rows.append({name: value for name, value in row.items() if value is not None})
    return {
        "segments": rows, "people": one_of(0.0, 3.0, draw.uniform(0, 30), 1000.0, 1000.0),
        "specialists": one_of(0.0, draw.uniform(0, 20), 1000.0, 1000.0), "error_limit": one_of(3.0, 5.0, 10.0, 100.0),
        "model_accuracy": one_of(0.0, 90.0, draw.uniform(50, 100)), "seconds": 26.5, "wage": one_of(0.0, 3.0, 17.5),
        "pricing": one_of("per_label", "per_hour", "per_seat"), "label_price": one_of(0.0, 0.06, 0.4),
        "hour_rate": one_of(8.0, 30.0), "seat_fee": 499.0, "months": one_of(1, 24),
        "overlap": one_of(1.0, 2.5), "review_share": 20.0, "review_seconds": one_of(0.0, 9.0), "rework_effort": 100.0,
        "inhouse_acceptance": one_of(95.0, 100.0), "reviewer_wage": 25.0, "benefit_load": 34.6, "paid_hours": 173.33,
        "utilisation": 70.0, "engineer_hours": one_of(0.0, 30.0), "engineer_rate": 100.0,
        "inhouse_setup": one_of(0.0, 20_000.0), "person_overhead": one_of(0.0, 2000.0), "specialist_wage": 70.0,
        "vendor_seconds": 26.5, "seat_hours": 121.0, "vendor_acceptance": one_of(80.0, 95.0),
        "rework_billed": one_of(0.0, 50.0), "minimum_month": one_of(0.0, 500.0, draw.uniform(0, 20_000), 50_000.0),
        "project_fee": one_of(0.0, 10.0), "vendor_setup": one_of(0.0, 5000.0), "exit_cost": one_of(0.0, 2400.0),
        "oversight_hours": one_of(0.0, 40.0), "oversight_rate": 60.0, "check_share": one_of(0.0, 0.5, 5.0),
        "specialist_rate": 80.0, "vendor_people": one_of("under_contract", "under_contract", "crowd"),
        "vendor_specialists": one_of("yes", "no"), "model_runs": one_of("own", "under_contract", "public"),
        "correct_seconds": one_of(0.0, 21.0), "undercorrection": one_of(0.0, 36.0, 70.0),
        "overcorrection": one_of(0.0, 2.0, 40.0), "model_price": one_of(0.0, 0.003, 0.5),
        "model_setup": one_of(0.0, 10_000.0), "model_upkeep": one_of(0.0, 1000.0),
        "inhouse_escape": one_of(0.0, 3.0, 3.0, 5.0), "vendor_escape": one_of(3.0, 3.0, 6.0),
        "error_cost": one_of(0.0, 0.5),
    }  # fmt: skip
