"""What the tests of the pre-label model share: its finished result, inputs that go together, and a second computation.

The second computation follows the words of the model with scipy's distributions and none of our code.
"""

import math
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from scipy.stats import beta, binom

from calculators.catalog import find
from tests.strategies import near

PRELABEL = find("prelabel")
WAYS = ("people", "review_all", "threshold", "model_only")
TABLED = {
    "volume": 200_000, "seconds": 26.5, "review_seconds": 9, "wage": 17.5, "correct_seconds": 21,
    "undercorrection": 36, "model_price": 0.003, "calibration_items": 500, "calibration_right": 450, "error_limit": 5,
    "overlap": 1, "inhouse_acceptance": 95, "rework_effort": 100, "review_share": 20, "reviewer_wage": 25,
    "benefit_load": 34.6, "paid_hours": 173.33, "utilisation": 70, "inhouse_escape": 3, "error_cost": 0, "months": 24,
    "person_overhead": 2_000, "overcorrection": 0, "model_setup": 10_000, "model_upkeep": 1_000, "audit_items": 200,
    "confidence_level": 95, "power": 80,
}  # fmt: skip


def first(**changes: Any) -> Any:
    """Return the first result with some inputs changed."""
    return PRELABEL.compute(PRELABEL.inputs.parse(changes))


def finished(**changes: Any) -> Any:
    """Return the finished result with some inputs changed."""
    return PRELABEL.finished(PRELABEL.inputs.parse(changes))


def rows(*cells: tuple[float, int, int]) -> list[dict[str, float]]:
    """Return rows of the table."""
    return [{"threshold": threshold, "items": items, "errors": errors} for threshold, items, errors in cells]


@st.composite
def situations(draw: st.DrawFn, most_items: int = 2_000, **fixed: Any) -> dict[str, Any]:
    """Return inputs whose sample and table go together: each row adds some right and some wrong items."""
    items = draw(st.integers(1, most_items))
    wrong = draw(st.integers(0, items))
    rows = []
    if draw(st.booleans()):
        places = draw(st.lists(st.floats(0, 1), max_size=6, unique=True))
        right_cuts = sorted(draw(st.lists(st.integers(0, items - wrong), min_size=6, max_size=6)))
        wrong_cuts = sorted(draw(st.lists(st.integers(0, wrong), min_size=6, max_size=6)))
        for place, right, errors in zip(sorted(places, reverse=True), right_cuts, wrong_cuts, strict=False):
            rows.append({"threshold": place, "items": right + errors, "errors": errors})
    other = {
        name: draw(near(field))
        for name, field in PRELABEL.inputs.fields().items()
        if name not in ("risk_coverage", "calibration_items", "calibration_right", "audit_items", "currency")
    }
    return {
        **other,
        "audit_items": draw(st.floats(0, other["volume"])),
        "calibration_items": items,
        "calibration_right": items - wrong,
        "risk_coverage": draw(st.permutations(rows)),
        **fixed,
    }


def high(x: float, n: float, alpha: float) -> float:
    """Return Clopper and Pearson's one-sided upper limit."""
    return 1.0 if x >= n else float(beta.ppf(1 - alpha, x + 1, n - x))


def low(x: float, n: float, alpha: float) -> float:
    """Return Clopper and Pearson's one-sided lower limit."""
    return 0.0 if x <= 0 else float(beta.ppf(alpha, x, n - x + 1))


def situation(x: Mapping[str, Any]) -> dict[str, float]:
    """Return the shares and rates that the model names, with its letters."""
    n, u, o = x["calibration_items"], x["undercorrection"] / 100, x["overcorrection"] / 100
    e, accepted = x["inhouse_escape"] / 100, x["inhouse_acceptance"] / 100
    k = u + (1 - u) * e
    g = x["overlap"] * (1 + x["rework_effort"] / 100 * (1 - accepted) / accepted)
    load, useful = 1 + x["benefit_load"] / 100, x["utilisation"] / 100
    hour = (x["paid_hours"] * x["wage"] * load + x["person_overhead"]) / (x["paid_hours"] * useful)
    look = x["review_seconds"] / 3600 * x["review_share"] / 100 / accepted * x["reviewer_wage"] * load / useful
    return {
        "n": n, "q": (n - x["calibration_right"]) / n, "u": u, "o": o, "e": e, "k": k, "g": g, "H": hour, "look": look,
        "alpha": 1 - x["confidence_level"] / 100, "limit": x["error_limit"] / 100,
        "part": (1 - x["confidence_level"] / 100) / (1 + bool(x["risk_coverage"]) + (k < o)),
    }  # fmt: skip


def wrong_and_bound(x: Mapping[str, Any], passed: int, errors: int, size: float = 0) -> tuple[float, float]:
    """Return the expected share of wrong labels and its upper limit."""
    s = situation(x)
    n, q, k, o = s["n"], s["q"], s["k"], s["o"]
    size = size or n
    share, a = passed / n, errors / n
    wrong = a + k * (q - a) + o * (1 - share - q + a)
    if share == 1:
        return wrong, high(q * size, size, s["part"])
    whole = low(q * size, size, s["part"]) if k < o else high(q * size, size, s["part"])
    above = (1 - k + o) * high(a * size, size, s["part"]) if passed else 0.0
    return wrong, min(1.0, above + (k - o) * whole + o * (1 - share))


def way(x: Mapping[str, Any], name: str, passed: int = 0, errors: int = 0) -> dict[str, Any]:
    """Return the money, hours and errors of one way."""
    s = situation(x)
    n, q, o = s["n"], s["q"], s["o"]
    share, a = passed / n, errors / n
    scratch = x["seconds"] * s["g"] / 3600 * s["H"]
    if name == "people":
        wrong, bound, seconds, fixed, price, share = s["e"], s["e"], x["seconds"], 0.0, 0.0, 0.0
        audit = 0.0
    else:
        wrong, bound = wrong_and_bound(x, passed, errors)
        seconds = (1 - share) * x["review_seconds"]
        seconds += ((1 - s["u"]) * (q - a) + o * (1 - share - q + a)) * x["correct_seconds"]
        once = (x["model_setup"] + n * scratch) / x["months"]
        fixed = (once + x["model_upkeep"] + x["audit_items"] * scratch) / x["volume"]
        price, audit = x["model_price"], x["audit_items"] * x["seconds"] * s["g"] / 3600
    parts = {
        "labour": seconds * s["g"] / 3600 * s["H"],
        "second_look": s["look"] * (1 - share),
        "model": price,
        "fixed": fixed,
        "errors": wrong * x["error_cost"],
    }
    hours = x["volume"] * seconds * s["g"] / 3600 + audit
    return {
        "parts": parts, "unit_cost": math.fsum(parts.values()), "hours": hours,
        "people": hours / (x["paid_hours"] * x["utilisation"] / 100), "wrong": 100 * wrong, "wrong_bound": 100 * bound,
        "wrong_labels": x["volume"] * wrong, "wrong_labels_bound": x["volume"] * bound,
    }  # fmt: skip


def smallest_proof(wrong: float, limit: float, power: float, alpha: float) -> tuple[int, int] | None:
    """Return the smallest check by going through every number of items and of errors."""
    for items in range(1, 3_000):
        for allowed in range(items + 1):
            if binom.cdf(allowed, items, limit) > alpha * (1 + 1e-12):
                break
            if binom.cdf(allowed, items, wrong) >= power * (1 - 1e-12):
                return items, allowed
    return None
