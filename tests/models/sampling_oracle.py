"""The sampling model computed again, slowly and in the words of its description, with an independent library."""

import itertools
import math
from typing import Any

import numpy as np
from scipy import optimize, stats

NEAR = 1e-12
# The library's own chances are off by about this much.
NOISE = 1e-10
LETTER_ENDS = [8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10000, 35000, 150000, 500000]
SIZES = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000]
AQLS = [0.01, 0.015, 0.025, 0.04, 0.065, 0.1, 0.15, 0.25, 0.4, 0.65, 1, 1.5, 2.5, 4, 6.5, 10]
NUMBERS = {0: 0, 3: 1, 4: 2, 5: 3, 6: 5, 7: 7, 8: 10, 9: 14, 10: 21}


def down(value: float) -> int:
    """Round down, forgiving noise."""
    return math.floor(value + 1e-9)


def up(value: float) -> int:
    """Round up, forgiving noise."""
    return math.ceil(value - 1e-9)


class Both:
    """Both chances of a plan."""

    def __init__(self, x: dict[str, Any]) -> None:
        self.x = x
        self.lot, self.whole = x["lot_size"], x["population"] == "delivery"
        self.g, self.b = x["acceptance_quality_limit"] / 100, x["limiting_quality"] / 100
        self.alpha, self.beta = x["producer_risk"] / 100, x["consumer_risk"] / 100
        self.good, self.bad = down(self.lot * self.g), up(self.lot * self.b)

    def cdf(self, n: int, c: Any, rate: float, count: int) -> Any:
        """Return the chance of at most c wrong in n."""
        if self.whole:
            return stats.hypergeom.cdf(c, self.lot, count, n)
        return stats.binom.cdf(c, n, rate)

    def sums(self, n: int, rate: float, count: int) -> Any:
        """Return the chances of at most 0, 1, ... wrong in n."""
        if self.whole:
            ways = (math.comb(count, x) * math.comb(self.lot - count, n - x) for x in range(n + 1))
            return np.array([total / math.comb(self.lot, n) for total in itertools.accumulate(ways)])
        return stats.binom.cdf(np.arange(n + 1), n, rate)

    def of_good(self, n: int, c: Any) -> Any:
        """Return the chance that the good side passes."""
        return self.cdf(n, c, self.g, self.good)

    def of_bad(self, n: int, c: Any) -> Any:
        """Return the chance that the bad side passes."""
        return self.cdf(n, c, self.b, self.bad)

    def limit(self) -> int:
        """Return the most checks a plan may have."""
        return min(20_000, self.lot) if self.whole else 20_000

    def plan(self, limit: int) -> tuple[int, int] | None:
        """Try every number of checks and of wrong ones allowed."""
        for n in range(1, min(limit, self.limit()) + 1):
            good, bad = self.sums(n, self.g, self.good), self.sums(n, self.b, self.bad)
            fits = np.flatnonzero((good >= 1 - self.alpha - NOISE) & (bad <= self.beta + NOISE))
            if len(fits):
                return n, int(fits[0])
        return None

    def largest(self, n: int) -> int:
        """Return the largest count that keeps the consumer's risk."""
        if n == 0:
            return -1
        fits = np.flatnonzero(self.sums(n, self.b, self.bad) <= self.beta + NOISE)
        return int(fits[-1]) if len(fits) else -1


def average_checked(n: int, c: int, rate: float) -> float:
    """Sum the chances that each check is still needed."""
    return float(sum(stats.binom.cdf(c, np.arange(n), rate)))


def clustered(x: dict[str, Any], images: int, allowed: int, rate: float) -> float:
    """Convolve the images."""
    m, rho = x["cluster_size"], x["intraclass_correlation"]
    if rate in (0, 1):
        return float(rate == 0 or allowed >= images * m)
    if rho == 1:
        return float(stats.binom.cdf(allowed // m, images, rate))
    one = stats.betabinom.pmf(np.arange(m + 1), m, rate * (1 - rho) / rho, (1 - rate) * (1 - rho) / rho)
    total = np.array([1.0])
    for _ in range(images):
        total = np.convolve(total, one)[: allowed + 1]
    return float(total.sum())


def plan(x: dict[str, Any], both: Both, found: tuple[int, int]) -> dict[str, Any]:
    """Return everything about the plan."""
    n, c = found
    m, rho = x["cluster_size"], x["intraclass_correlation"]
    effect = 1 + (m - 1) * rho
    images = up(n * effect / m)
    labels, allowed, everything = images * m, down(c * effect), False
    if both.whole and m > 1 and labels >= both.lot:
        images, labels, allowed, everything = math.ceil(both.lot / m), both.lot, both.good, True
    if m > 1 and rho > 0 and not everything:
        chances = [clustered(x, images, allowed, rate) for rate in (both.g, both.b)]
    else:
        chances = [both.of_good(labels, allowed), both.of_bad(labels, allowed)]
    return {
        "checks": n, "acceptance_number": c, "share": min(1, labels / both.lot), "pass_good": both.of_good(n, c),
        "pass_bad": both.of_bad(n, c), "average_checked_good": average_checked(n, c, both.g),
        "average_checked_bad": average_checked(n, c, both.b), "images": images, "labels": labels,
        "labels_acceptance_number": allowed, "clustered_pass_good": chances[0], "clustered_pass_bad": chances[1],
    }  # fmt: skip


def curves(both: Both, n: int, c: int) -> dict[str, Any]:
    """Return the two curves and the highest point of the second."""
    rates = list(dict.fromkeys(min(1, both.b * t / 20) for t in range(41)))
    if both.whole:
        counts = dict.fromkeys(down(both.lot * rate + 0.5) for rate in rates)
        oc = [[count / both.lot, both.cdf(n, c, 0, count)] for count in counts]
    else:
        oc = [[rate, stats.binom.cdf(c, n, rate)] for rate in rates]

    def left(rate: float) -> float:
        return float(stats.binom.cdf(c, n, rate) * rate * max(0, both.lot - n) / both.lot)

    top = optimize.minimize_scalar(
        lambda p: -left(p), bounds=(0, min(1, 3 * (c + 1) / n)), method="bounded", options={"xatol": 1e-12}
    )
    none = n >= both.lot
    return {
        "oc": oc, "aoq": [[rate, left(rate)] for rate in rates], "aoql": 0 if none else -top.fun,
        "aoql_rate": None if none else top.x,
    }  # fmt: skip


def table(lot: int, aql: float) -> tuple[float, int, int] | None:
    """Return the standard's AQL, size and number."""
    fits = [value for value in AQLS if value <= aql + 1e-9]
    if lot < 2 or not fits:
        return None
    t = sum(lot > end for end in LETTER_ENDS)
    z = 14 - AQLS.index(fits[-1])
    step = t - z
    if step < 0:
        step = 0
    elif step == 1:
        step = 3 if z == -1 else 0
    elif step == 2:
        step = 3
    step = min(step, 10)
    return fits[-1], min(SIZES[z + step], lot), NUMBERS[step]


def comparisons(x: dict[str, Any], both: Both, found: tuple[int, int] | None, zero: int | None, k: float) -> list[dict]:
    """Return what every rule does."""
    s = up(both.lot * x["check_share"] / 100)
    rules = [("plan", *found)] if found else []
    rules += [("zero_acceptance", zero, 0)] if zero else []
    rules += [("share", s, both.largest(s))]
    rules += [("share_flat_limit", s, down(s * both.b)), ("share_flat_good", s, down(s * both.g))]
    printed = table(both.lot, x["acceptance_quality_limit"])
    rules += [("standard_table", *printed[1:])] if printed else []
    return [
        {
            "name": name, "checks": n, "acceptance_number": c, "pass_good": both.of_good(n, c),
            "pass_bad": both.of_bad(n, c), "sees_one_bad": 1 - both.of_bad(n, 0), "cost": k * n,
        }
        for name, n, c in rules
    ]  # fmt: skip


def alternatives(x: dict[str, Any], limit: int) -> list[dict[str, Any]]:
    """Return the plan after each change."""
    out = []
    for name, value in (
        ("consumer_risk", x["consumer_risk"] / 2), ("limiting_quality", x["limiting_quality"] - 1),
        ("limiting_quality", x["limiting_quality"] + 1),
        ("acceptance_quality_limit", x["acceptance_quality_limit"] / 2), ("lot_size", x["lot_size"] * 10),
    ):  # fmt: skip
        y = {**x, name: value}
        good, bad = y["acceptance_quality_limit"], y["limiting_quality"]
        if bad - good <= 1e-9 or bad > 100 or y["lot_size"] > 1_000_000:
            continue
        found = Both(y).plan(limit)
        n, c = found or (None, None)
        out.append({"name": name, "value": value, "checks": n, "acceptance_number": c})
    return out


def share_sizes(x: dict[str, Any], limit: int) -> list[dict[str, Any]]:
    """Return what a share proves at each size."""
    out = []
    for lot in (500, 1_000, 5_000, 10_000, 50_000, 100_000):
        there = Both({**x, "lot_size": lot})
        n = up(lot * x["check_share"] / 100)
        found = there.plan(limit)
        chance = there.of_bad(n, down(n * there.b))
        out.append({"lot_size": lot, "checks": n, "pass_bad": chance, "plan_checks": found and found[0]})
    return out


def costs(x: dict[str, Any], both: Both, chosen: dict[str, Any] | None) -> dict[str, Any]:
    """Return every cost, the ladder included."""
    lot, e, sd = both.lot, x["delivered_error_rate"] / 100, x["delivered_error_spread"] / 100
    k = x["review_seconds"] / 3600 * x["reviewer_wage"] * (1 + x["benefit_load"] / 100) / (x["utilisation"] / 100)
    price, none = x["error_cost"], lot * e * x["error_cost"]

    def rule(n: int, c: int, q: int) -> tuple[float, float, float, float]:
        rest = max(0, lot - q)
        counts = np.arange(c + 1)
        if sd == 0 or e in (0, 1):
            chances, rates = stats.binom.pmf(counts, n, e), e
        else:
            size = e * (1 - e) / sd**2 - 1
            a, b = e * size, (1 - e) * size
            chances, rates = stats.betabinom.pmf(counts, n, a, b), (a + counts) / (a + b + n)
        refused = 1 - float(np.sum(chances))
        left = rest * float(np.sum(chances * rates))
        paid = k * min(q, lot) + refused * (x["refusal_cost"] + x["rework_billed"] / 100 * k * rest)
        return paid + price * left, refused, left, paid

    effect = 1 + (x["cluster_size"] - 1) * x["intraclass_correlation"]
    best = ("none", 0, None, none, 0, lot * e)
    if k * lot < best[3] - 1e-9 * max(1, abs(best[3])):
        best = ("all", lot, None, k * lot, 0, 0)
    ladder, pays = [[0, none]], [k / e] if e else []
    tried = sorted({math.floor(10 ** (j / 20) + 0.5) for j in range(200)})
    for n in tried:
        q = up(n * effect)
        if n >= lot or q >= lot:
            break
        c = int(stats.binom.ppf(1 - both.alpha - NOISE, n, both.g))
        cost, refused, left, paid = rule(n, c, q)
        ladder.append([q, cost])
        if cost < best[3] - 1e-9 * max(1, abs(best[3])):
            best = ("sample", q, down(c * effect), cost, refused, left)
        if e and lot * e - left > NEAR * lot * e:
            pays.append(paid / (lot * e - left))
    ladder.append([lot, k * lot])
    of_plan = None
    if chosen:
        n, c, q = chosen["checks"], chosen["acceptance_number"], chosen["labels"]
        cost, refused, left, _ = rule(n, c, q)
        of_plan = {"cost": cost, "refused": refused, "wrong_left": left, "checking": k * min(q, lot)}
    names = ("kind", "checks", "acceptance_number", "cost", "refused", "wrong_left")
    return {
        "none": none, "all": k * lot, "plan": of_plan, "cheapest": dict(zip(names, best, strict=True)),
        "ladder": ladder, "break_even_error_rate": k / price if price else None,
        "break_even_error_cost": min(pays) if e else None,
    }  # fmt: skip


def effects(x: dict[str, Any]) -> tuple[int, int, float, float | None]:
    """Return checked and wrong labels, the design effect, and the correlation that the images show."""
    rho = x["intraclass_correlation"]
    pairs = [tuple(map(int, entry.split("/"))) for entry in x["image_errors"].replace(",", " ").split()]
    if not pairs:
        return x["checked"], x["errors_found"], 1 + (x["cluster_size"] - 1) * rho, None
    n, wrong, images = sum(m for _, m in pairs), sum(w for w, _ in pairs), len(pairs)
    if images < 2 or wrong in (0, n):
        return n, wrong, 1 + max(0, n / images - 1) * rho, None
    p = wrong / n
    v = images / (images - 1) * sum((w - p * m) ** 2 for w, m in pairs) / n**2
    effect = max(1, v / (p * (1 - p) / n))
    mean = sum(m * m for _, m in pairs) / n
    return n, wrong, effect, min(1, (effect - 1) / (mean - 1)) if mean > 1 else None


def judged(x: dict[str, Any], both: Both, chosen: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the verdict."""
    n, wrong, effect, correlation = effects(x)
    if n == 0:
        return None
    known = both.whole and n == both.lot
    effect = 1.0 if known else effect
    ne, xe, level = n / effect, wrong / effect, x["confidence_level"] / 100
    tail = (1 - level) / 2
    z = stats.norm.ppf((1 + level) / 2)
    p = wrong / n
    middle, half = p + z * z / 2 / ne, z * math.sqrt(p * (1 - p) / ne + z * z / 4 / ne / ne)
    limits = {
        "low": 0 if wrong == 0 else stats.beta.ppf(tail, xe, ne - xe + 1),
        "high": 1 if wrong == n else stats.beta.ppf(1 - tail, xe + 1, ne - xe),
        "wilson_low": 0 if wrong == 0 else max(0, (middle - half) / (1 + z * z / ne)),
        "wilson_high": 1 if wrong == n else min(1, (middle + half) / (1 + z * z / ne)),
        "upper": 1 if wrong == n else stats.beta.ppf(1 - both.beta, xe + 1, ne - xe),
    }
    if known:
        limits = dict.fromkeys(limits, p)
    fits = [wrong] if known else []
    if both.whole and abs(effect - 1) <= NEAR and not known:
        counts = np.arange(wrong, both.lot - n + wrong + 1)
        few = stats.hypergeom.cdf(wrong, both.lot, counts, n)
        many = 1 - stats.hypergeom.cdf(wrong - 1, both.lot, counts, n)
        fits = [int(count) for count in counts[(few > tail + NOISE) & (many > tail + NOISE)]]
    need = most = None
    if chosen:
        need, most = chosen["labels"], chosen["labels_acceptance_number"]
        if x["image_errors"]:
            need, most = up(chosen["checks"] * effect), down(chosen["acceptance_number"] * effect)
            need = min(need, both.lot) if both.whole else need
    whole, errors = down(ne), down(xe)
    if chosen and not x["image_errors"] and n == need:
        allowed, good, bad = most, chosen["clustered_pass_good"], chosen["clustered_pass_bad"]
    else:
        c = both.largest(whole)
        allowed = down(c * effect) if c >= 0 else -1
        good, bad = (both.of_good(whole, c), both.of_bad(whole, c)) if whole else (0, 0)
    if allowed >= 0 and wrong <= allowed:
        verdict = "pass"
    elif chosen:
        verdict = "fail" if wrong > most else "go_on"
    else:
        fails = whole >= 1 and 1 - both.of_good(whole, errors - 1) <= both.alpha + NOISE
        verdict = "fail" if fails else "go_on"
    return {
        "checked": n, "errors": wrong, "rate": p, "design_effect": effect, "effective_checked": ne,
        "intraclass_estimated": correlation, **limits, "wrong_low": fits[0] if fits else None,
        "wrong_high": fits[-1] if fits else None, "allowed": allowed, "verdict": verdict,
        "more_checks": need - n if verdict == "go_on" and chosen else None, "pass_if_good": good, "pass_if_bad": bad,
    }  # fmt: skip


def measure(x: dict[str, Any], both: Both) -> dict[str, Any] | None:
    """Return the checks that measure a rate."""
    e = x["delivered_error_rate"] / 100
    if e in (0, 1):
        return None
    z = stats.norm.ppf((1 + x["confidence_level"] / 100) / 2)
    n0 = z * z * e * (1 - e) / (x["margin_of_error"] / 100) ** 2
    n1 = n0 / (1 + (n0 - 1) / both.lot) if both.whole else n0
    checks = up(up(n1) * (1 + (x["cluster_size"] - 1) * x["intraclass_correlation"]))
    return {"n0": n0, "checks": min(checks, both.lot) if both.whole else checks}


def expected(x: dict[str, Any], limit: int = 20_000) -> dict[str, Any]:
    """Return the whole result; ``limit`` stops the search for a plan early, where the caller knows there is one."""
    both = Both(x)
    found = both.plan(limit)
    chosen = plan(x, both, found) if found else None
    zero = next((n for n in range(1, both.limit() + 1) if both.of_bad(n, 0) <= both.beta + NOISE), None)
    k = costs(x, both, None)["all"] / both.lot
    printed = table(both.lot, x["acceptance_quality_limit"])
    shapes = curves(both, *found) if found else {"oc": [], "aoq": [], "aoql": None, "aoql_rate": None}
    return {
        "design_effect": 1 + (x["cluster_size"] - 1) * x["intraclass_correlation"],
        "check_cost": k,
        "plan": chosen,
        **shapes,
        "zero_acceptance": zero
        and {"checks": zero, "pass_good": both.of_good(zero, 0), "pass_bad": both.of_bad(zero, 0)},
        "alternatives": alternatives(x, limit),
        "comparisons": comparisons(x, both, found, zero, k),
        "standard_table_aql": printed and printed[0],
        "share_sizes": share_sizes(x, limit),
        "measure": measure(x, both),
        "costs": costs(x, both, chosen),
        "judged": judged(x, both, chosen),
    }
