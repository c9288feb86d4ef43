"""The turnaround model once more, group by group and week by week, as its description says it: slow and plain.

Names are those of the published formulas.
"""
# ruff: noqa: E741, N803, N806

import math
from datetime import date, timedelta
from typing import Any

from scipy.stats import beta, binom

LAST = 520


def up(number: float) -> int:
    """Return the whole number at or above, a billionth forgiven."""
    return math.ceil(number - 1e-9)


def done(x: dict[str, Any], weeks: float, training: float, ramp: float) -> float:
    """Return the full-speed weeks that one person has done some weeks after joining."""
    s, y = x["ramp_speed"] / 100, weeks - training
    if y <= 0:
        return 0.0
    if y >= ramp:
        return s * ramp + y - ramp
    if x["ramp_shape"] == "even":
        return s * y
    return s * ramp * (y / ramp) ** (1 / s) if s else 0.0


class Oracle:
    """One set of inputs; every curve is a list over whole weeks."""

    def __init__(self, x: dict[str, Any], last: int = LAST) -> None:
        self.x, self.last = x, last
        self.K = x["paid_hours"] * 12 / 52 * x["utilisation"] / 100
        self.Kv = x["seat_hours"] * 12 / 52

        def redo(a: float) -> float:
            return x["rework_effort"] / 100 * (1 - a) / a

        own, bought = x["inhouse_acceptance"] / 100, x["vendor_acceptance"] / 100
        self.L = x["seconds"] / 3600 * x["overlap"] * (1 + redo(own))
        self.Lv = x["vendor_seconds"] / 3600 * x["overlap"] * (1 + redo(bought))
        self.Q = x["review_seconds"] / 3600 * x["review_share"] / 100 / own
        self.Qv = x["review_seconds"] / 3600 * x["check_share"] / 100
        self.A = up(x["hiring_weeks"])
        self.V = up(5 * x["vendor_start_weeks"]) / 5
        self.q = (1 - x["attrition"] / 100) ** (1 / 52)

    def groups(self, people: int, a_week: int, first: float) -> list[tuple[float, int]]:
        """Return the groups in which people join: when, and how many."""
        found = []
        while people > 0:
            found.append((first + len(found), min(a_week, people)))
            people -= a_week
        return found

    def team(self, now: float, hired: list[tuple[float, int]], leaving: bool = True) -> tuple[list[float], list[float]]:
        """Return hours so far and people in post, with everybody who leaves and is replaced."""
        x, q = self.x, self.q if leaving else 1.0
        T, R = x["training_weeks"], x["ramp_months"] * 52 / 12
        joining = [0.0] * (self.last + 200)
        for when, people in hired:
            if when < self.last:
                joining[int(when)] += people
        hours, post, total = [0.0], [0.0], 0.0
        for t in range(1, self.last + 1):
            here = now * q ** (t - 1)
            week = self.K * here
            for j in range(t):
                if joining[j]:
                    there = joining[j] * q ** (t - 1 - j)
                    here += there
                    week += (
                        there * self.K * x["training_pass"] / 100 * (done(x, t - j, T, R) - done(x, t - 1 - j, T, R))
                    )
            total += week
            hours.append(total)
            post.append(here)
            if x["leavers_replaced"] == "yes" and leaving:
                joining[t + self.A] += (1 - q) * here
        return hours, post

    def vendor(self, people: int, start: float) -> tuple[list[float], list[int]]:
        """Return the vendor's hours so far, and the people who have joined before each week's end."""
        x = self.x
        R = x["vendor_ramp_months"] * 52 / 12
        groups = self.groups(people, x["vendor_annotators_a_week"], start)
        hours = [sum(n * self.Kv * done(x, t - j, 0, R) for j, n in groups) for t in range(self.last + 1)]
        joined = [sum(n for j, n in groups if round(5 * j) < 5 * t) for t in range(self.last + 1)]
        return hours, joined

    def curves(self, way: str, **other: Any) -> tuple[list[float], list[float], list[float], list[float]]:
        """Return labels that can be made, the review they bring, review hours, and people, for a way of working."""
        x = self.x
        plan = {name: x[name] for name in ("hires", "reviewer_hires", "vendor_annotators")}
        plan |= {"A": self.A, "V": self.V} | other
        C = self.team(x["reviewers_now"], self.groups(plan["reviewer_hires"], plan["reviewer_hires"] or 1, plan["A"]))[
            0
        ]
        zero = [0.0] * (self.last + 1)
        O, own = self.team(x["annotators_now"], self.groups(plan["hires"], x["hires_a_week"], plan["A"]))
        B, bought = self.vendor(plan["vendor_annotators"], plan["V"])
        if way == "in_house":
            B, bought = zero, zero
        if way == "outsourced":
            O, own = zero, zero
            if x["work_shape"] == "inflow":
                full, post = self.team(x["annotators_now"], [])
                O = [line(full, min(t, plan["V"])) for t in range(self.last + 1)]
                own = [people if t - 1 < plan["V"] - 1e-9 else 0.0 for t, people in enumerate(post)]
        O = other.get("own_hours", O)
        X = [o / self.L + b / self.Lv for o, b in zip(O, B, strict=True)]
        W = [self.Q * o / self.L + self.Qv * b / self.Lv for o, b in zip(O, B, strict=True)]
        return X, W, C, [a + b for a, b in zip(own[1:], bought[1:], strict=True)]


def line(curve: list[float], t: float) -> float:
    """Return a curve between two whole weeks."""
    k = min(int(t), len(curve) - 2)
    return curve[k] + (t - k) * (curve[k + 1] - curve[k])


def cap(X: list[float], W: list[float], C: list[float], t: float) -> float:
    """Return the labels that could be accepted by a time, by looking at every week in which the last was made."""
    limit = line(C, t) + 1e-12 * (1 + line(C, t))
    latest, lost = 0.0, -math.inf
    for k in range(int(t) + 1):
        lost = max(lost, C[k] - W[k])
        end = min(float(k + 1), t)
        if W[k] + lost <= limit:
            if end <= k or line(W, end) + lost <= limit:
                latest = max(float(k), end)
            else:
                latest = k + (limit - lost - W[k]) / (W[k + 1] - W[k])
    return line(X, latest)


def tail(x: dict[str, Any], acceptance: float, days: float) -> int:
    """Return the working days of the last batch's rounds."""
    k, size = 1, min(x["batch_labels"], x["project_labels"])
    while size * (1 - acceptance / 100) ** k > 1 + 1e-9:
        k += 1
    return up(k * days)


def tails(x: dict[str, Any]) -> dict[str, int]:
    """Return the working days of the last batch's rounds by way."""
    own = tail(x, x["inhouse_acceptance"], x["batch_days"])
    bought = tail(x, x["vendor_acceptance"], x["vendor_batch_days"])
    return {"in_house": own, "outsourced": bought, "hybrid": max(own, bought)}


def deadline(x: dict[str, Any]) -> int:
    """Return the working days until the deadline."""
    if not x["deadline_date"]:
        return math.floor(5 * x["deadline_weeks"] + 1e-9)
    here, end = date.fromisoformat(x["start_date"]), date.fromisoformat(x["deadline_date"])
    return sum((here + timedelta(days=n)).weekday() < 5 for n in range((end - here).days + 1))


def meets(oracle: Oracle, way: str, reviewed: bool = True, **plan: Any) -> bool:
    """Say whether a plan meets the deadline."""
    x = oracle.x
    D = (deadline(x) - tails(x)[way]) / 5
    X, W, C, _ = oracle.curves(way, **plan)
    return D > 0 and cap(X, W if reviewed else [0.0] * len(W), C, D) >= x["project_labels"] * (1 - 1e-9)


def project(x: dict[str, Any], way: str, last: int = LAST) -> dict[str, Any]:
    """Return what a way makes of a project, without the searches."""
    oracle = Oracle(x, last)
    X, W, C, people = oracle.curves(way)
    P, days, rounds = x["project_labels"], deadline(x), tails(x)[way]
    D = (days - rounds) / 5
    capacity = cap(X, W, C, D) if D > 0 else 0.0
    finish = next((d for d in range(1, 5 * last + 1) if cap(X, W, C, d / 5) >= P * (1 - 1e-9)), None)
    weeks = None
    if finish is not None:
        low, high = (finish - 1) / 5, finish / 5
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (low, middle) if cap(X, W, C, middle) >= P * (1 - 1e-12) else (middle, high)
        weeks = high
    waits = None
    if weeks is not None:
        waits = 5 / P * sum(min(P, X[k]) - min(P, cap(X, W, C, k)) for k in range(1, up(weeks) + 1))
    return {
        "finish_weeks": weeks,
        "finish_days": None if finish is None else finish + rounds,
        "late_days": None if finish is None else finish + rounds - days,
        "meets": D > 0 and capacity >= P * (1 - 1e-9),
        "capacity": capacity,
        "margin": capacity / P,
        "tail_days": rounds,
        "review_wait_days": waits,
        "accepted": [min(P, cap(X, W, C, k)) for k in range(last + 1)],
        "people": people,
    }


def inflow(x: dict[str, Any], way: str, factor: float = 1.0, reviewed: bool = True, **plan: Any) -> dict[str, Any]:
    """Return what a way makes of an inflow, without the searches."""
    start, end = x["peak_start"], x["peak_start"] + x["peak_weeks"]
    J = end + 13
    oracle = Oracle(x, J + 52)
    X, W, C, people = oracle.curves(way, **plan)
    X = [made / factor for made in X]
    if not reviewed:
        W = [0.0] * len(W)
    normal = x["volume"] * 12 / 52
    new = [0.0] + [normal * (x["peak_factor"] if start < t <= end else 1) for t in range(1, J + 53)]
    waiting, arrived, total = x["backlog"], [x["backlog"]], 0.0
    accepted, opened = [0.0], [float(x["backlog"])]
    labels = hours = 0.0
    for t in range(1, J + 53):
        waiting += new[t]
        arrived.append(arrived[-1] + new[t])
        can = X[t] - X[t - 1]
        made = min(waiting, can) if can > 0 else 0.0
        waiting -= made
        labels += made
        hours += made * (W[t] - W[t - 1]) / can if can > 0 else 0.0
        worked = min(hours, C[t] - C[t - 1])
        share = 1.0 if hours - worked <= 0 else worked / hours
        total += labels * share
        labels -= labels * share
        hours -= worked
        accepted.append(total)
        opened.append(waiting + labels)
    waits: list[float] = []
    for t in range(start, J + 1):
        n = next((n for n in range(J + 53 - t) if accepted[t + n] >= arrived[t] * (1 - 1e-9)), math.inf)
        waits.append(n)
    longest = max(waits)
    peak = max(opened[start : J + 1])
    close = peak - 1e-6 * max(peak, 1)
    weeks = range(start + 1, J + 1)
    return {
        "meets": longest <= x["turnaround_weeks"],
        "longest_wait_weeks": None if longest == math.inf else longest,
        "average_wait_weeks": sum(opened[t] for t in weeks) / sum(new[t] for t in weeks),
        "peak_backlog": peak,
        "peak_backlog_week": next(t for t in range(start, J + 1) if opened[t] >= close),
        "cleared_week": next((t for t in range(end, J + 53) if opened[t] <= 0.5), None),
        "open": opened[: J + 1],
        "accepted": accepted[: J + 1],
        "arrived": arrived[: J + 1],
        "people": people[:J],
    }


def pert_cdf(x: float, low: float, high: float) -> float:
    """Return the share of PERT(low, 1, high) at or below a value."""
    if low == high:
        return float(x >= 1 - 1e-9)
    return float(
        beta.cdf((x - low) / (high - low), 1 + 4 * (1 - low) / (high - low), 1 + 4 * (high - 1) / (high - low))
    )


def delays(x: dict[str, Any], wait: float) -> list[tuple[int, float]]:
    """Return by how many weeks a wait may move, with probabilities."""
    if not wait:
        return [(0, 1.0)]
    low, high = x["optimistic_lead"] / 100, x["pessimistic_lead"] / 100
    g = max(1, up(wait * (high - low) / 8))
    found = []
    for k in range(-60, 200):
        p = pert_cdf(1 + (k + 0.5) * g / wait, low, high) - pert_cdf(1 + (k - 0.5) * g / wait, low, high)
        if p > 0:
            found.append((k * g, p))
    return found


def probability(x: dict[str, Any], way: str, days: int, reviewed: bool = True, **plan: Any) -> float:
    """Return the chance, in per cent, that a plan is done by a working day."""
    oracle = Oracle(x, max(1, -(-days // 5)))
    D = (days - tails(x)[way]) / 5
    if D <= 0:
        return 0.0
    hires = plan.pop("hires", x["hires"])
    n, now, total = x["annotators_now"] + hires, x["annotators_now"], 0.0
    starts = delays(x, x["vendor_start_weeks"]) if way != "in_house" else [(0, 1.0)]
    for later, p in delays(x, x["hiring_weeks"]):
        A = max(0, oracle.A + later)
        groups = oracle.groups(hires, x["hires_a_week"], A)
        z = math.ceil(D - 1e-12) - 1
        m = now * (1 - oracle.q**z) + sum(people * (1 - oracle.q ** max(0, z - j)) for j, people in groups)
        cases: list[tuple[float, list[float] | None]] = [(1.0, None)]
        if way != "outsourced" and 0 < n <= 50 and m > 0:
            best, expected = oracle.team(now, groups, leaving=False)[0], oracle.team(now, groups)[0]
            cases = []
            for leavers in range(n + 1):
                curve, top = [], 0.0
                for full, mean in zip(best, expected, strict=True):
                    top = max(top, full - leavers / m * (full - mean))
                    curve.append(top)
                cases.append((float(binom.pmf(leavers, n, m / n)), curve))
        for moved, p_start in starts:
            V = max(0.0, oracle.V + moved)
            for p_leavers, curve in cases:
                extra = {} if curve is None else {"own_hours": curve}
                X, W, C, _ = oracle.curves(way, hires=hires, A=A, V=V, **extra, **plan)
                done_ = cap(X, W if reviewed else [0.0] * len(W), C, D)
                low, high = x["optimistic_time"] / 100, x["pessimistic_time"] / 100
                total += p * p_start * p_leavers * pert_cdf(done_ / x["project_labels"], low, high)
    return 100 * total
