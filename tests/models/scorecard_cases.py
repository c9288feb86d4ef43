"""Scorecards for the tests, and a second computation of them in exact fractions, in the words of the model."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from hypothesis import strategies as st

from calculators.catalog import find
from calculators.show.tables import plain

SCORECARD = find("scorecard")
THREE = [
    {"name": "One", "weight": 1, "rank": 1},
    {"name": "Two", "weight": 1, "rank": 2},
    {"name": "Three", "weight": 0, "rank": 3},
]


CAPS = {"A": 4, "B": 3, "C": 2, "D": 1, ".": 4}


def first_result(inputs: dict[str, Any]) -> Any:
    """Return the first result as it is printed."""
    return plain(SCORECARD.first(SCORECARD.inputs.parse(inputs)))


def finished(inputs: dict[str, Any]) -> Any:
    """Return the finished result as it is printed."""
    return plain(SCORECARD.finished(SCORECARD.inputs.parse(inputs)))


def headline(inputs: dict[str, Any]) -> str:
    """Return the headline of the first answer."""
    parsed = SCORECARD.inputs.parse(inputs)
    return SCORECARD.present(parsed, SCORECARD.first(parsed)).headline


def table(levels: dict[str, str], criteria: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """Return inputs with one rater who gave each vendor these levels, ungraded."""
    return {
        "criteria": criteria or THREE,
        "vendors": [{"name": name} for name in levels],
        "scores": [{"vendor": name, "rater": "R", "levels": given} for name, given in levels.items()],
        **more,
    }


def gated(gate: int) -> list[dict[str, Any]]:
    """Return three criteria, the last of them a gate without a weight."""
    return [*THREE[:2], {**THREE[2], "gate": gate}]


@st.composite
def scorecards(draw: st.DrawFn) -> dict[str, Any]:
    """Return inputs by name, with few criteria and vendors, so that ties, gates and unknowns are common."""
    size = draw(st.integers(3, 5))
    criteria = [
        {
            "name": f"Criterion {place}",
            "weight": draw(st.sampled_from([0, 1, 1, 2, 5, 12.5])),
            "rank": draw(st.integers(1, 4)),
            "gate": draw(st.sampled_from([0, 0, 0, 1, 2, 3])),
        }
        for place in range(size)
    ]
    criteria[draw(st.integers(0, size - 1))]["weight"] = 3
    vendors = [
        {"name": f"Vendor {place}", "unit_cost": draw(st.sampled_from([None, 0, 0.05, 0.05, 0.08, 2]))}
        for place in range(draw(st.integers(2, 4)))
    ]
    pairs = [(vendor["name"], rater) for vendor in vendors for rater in ("Ada", "Bo", "Cy")]
    scores = [
        {
            "vendor": vendor,
            "rater": rater,
            "levels": draw(st.text("0123444??-", min_size=size, max_size=size)),
            "evidence": draw(st.just("") | st.text("ABCD.", min_size=size, max_size=size)),
        }
        for vendor, rater in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=8))
    ]
    return {
        "criteria": criteria,
        "vendors": vendors,
        "scores": scores,
        "weighting": draw(st.sampled_from(["points", "ranks", "equal"])),
        "evidence_use": draw(st.sampled_from(["cap", "show"])),
        "unknown_level": draw(st.integers(0, 4)),
    }


def weights_of(given: dict[str, Any]) -> list[Fraction]:
    """Return the weights, adding up to 1."""
    rows = given["criteria"]
    counting = [place for place, row in enumerate(rows) if row["weight"] > 0]
    size = len(counting)
    if given["weighting"] == "points":
        raw = {place: Fraction(rows[place]["weight"]) for place in counting}
    elif given["weighting"] == "equal":
        raw = dict.fromkeys(counting, Fraction(1))
    else:
        by_position = [
            sum((Fraction(1, k) for k in range(r, size + 1)), Fraction(0)) / size for r in range(1, size + 1)
        ]
        ordered = sorted(counting, key=lambda place: rows[place]["rank"])
        raw = {}
        for place in counting:
            alike = [at for at, other in enumerate(ordered) if rows[other]["rank"] == rows[place]["rank"]]
            raw[place] = sum((by_position[at] for at in alike), Fraction(0)) / len(alike)
    total = sum(raw.values(), Fraction(0))
    return [raw.get(place, Fraction(0)) / total for place in range(len(rows))]


def level(row: dict[str, Any], at: int, cap: bool) -> int:
    """Return the level of a mark as it counts."""
    grade = row["evidence"][at] if row["evidence"] else "."
    return min(int(row["levels"][at]), CAPS[grade]) if cap else int(row["levels"][at])


def value(rows: Sequence[dict[str, Any]], at: int, cap: bool) -> Fraction | str:
    """Return a vendor's value on a criterion, or "?" or "-"."""
    given = [level(row, at, cap) for row in rows if row["levels"][at].isdigit()]
    if given:
        return Fraction(sum(given), len(given))
    return "?" if not rows or any(row["levels"][at] == "?" for row in rows) else "-"


def gate(rows: Sequence[dict[str, Any]], at: int, needed: int, cap: bool) -> str:
    """Return what becomes of one gate."""
    given = [row for row in rows if row["levels"][at].isdigit()]
    if any(int(row["levels"][at]) < needed for row in given):
        return "failed"
    if given:
        return "open" if any(level(row, at, cap) < needed for row in given) else "passed"
    return "open" if not rows or any(row["levels"][at] == "?" for row in rows) else "passed"


def score(values: Sequence[Fraction | str], weights: Sequence[Fraction], unknown: int) -> Fraction | None:
    """Return the score with every unknown at a level."""
    applying = [
        (weight, Fraction(unknown) if found == "?" else found)
        for found, weight in zip(values, weights, strict=True)
        if found != "-" and weight
    ]
    if not applying:
        return None
    whole = sum((weight for weight, _ in applying), Fraction(0))
    return 25 * sum((weight * Fraction(found) for weight, found in applying), Fraction(0)) / whole


def expected(given: dict[str, Any]) -> dict[str, Any]:
    """Return what the model must say, as exact fractions."""
    cap, size = given["evidence_use"] == "cap", len(given["criteria"])
    weights = weights_of(given)
    vendors, values = [], []
    for vendor in given["vendors"]:
        rows = [row for row in given["scores"] if row["vendor"] == vendor["name"]]
        found = [value(rows, at, cap) for at in range(size)]
        gates = [
            gate(rows, at, row["gate"], cap) if row["gate"] else "passed" for at, row in enumerate(given["criteria"])
        ]
        own, low, high = (score(found, weights, unknown) for unknown in (given["unknown_level"], 0, 4))
        values.append(
            [
                Fraction(given["unknown_level"]) if one == "?" else (own and own / 25 if own is not None else None)
                if one == "-" else one
                for one in found
            ]
        )  # fmt: skip
        vendors.append(
            {
                "name": vendor["name"],
                "gate": next((word for word in ("failed", "open") if word in gates), "passed"),
                "gates_failed": [at for at, word in enumerate(gates) if word == "failed"],
                "gates_open": [at for at, word in enumerate(gates) if word == "open"],
                "eligible": "failed" not in gates and own is not None,
                "score": own,
                "score_low": low,
                "score_high": high,
                "unknown": [at for at, one in enumerate(found) if one == "?"],
                "not_applicable": [at for at, one in enumerate(found) if one == "-"],
            }
        )
    eligible = [at for at, vendor in enumerate(vendors) if vendor["eligible"]]
    for vendor in vendors:
        better = sum(vendors[at]["score"] > vendor["score"] for at in eligible) if vendor["eligible"] else None
        vendor["rank"] = None if better is None else 1 + better
    order = sorted(eligible, key=lambda at: (-vendors[at]["score"], at))
    first, second = [*order, None, None][:2]
    tied = second is not None and vendors[first]["score"] == vendors[second]["score"]
    return {
        "weights": weights,
        "vendors": vendors,
        "values": values,
        "first": first,
        "second": second,
        "tied": tied,
        "intervals": [interval(values, weights, first, eligible, at) for at in range(size)],
        "swaps": [swap(values, weights, first, second, tied, at) for at in range(size)],
        "dominates": dominates(values, weights, eligible),
        "value_line": value_line(given, vendors, first),
        "disagreements": list(disagreements(given)),
    }


def interval(
    values: list[list[Any]], weights: list[Fraction], first: int | None, eligible: list[int], at: int
) -> tuple[Fraction, Fraction] | None:
    """Return where one weight may move, by looking between all the points where first meets a rival."""
    scoring = [place for place, weight in enumerate(weights) if weight]
    if first is None or at not in scoring or len(scoring) == 1:
        return None
    rest = 1 - weights[at]

    def lead(rival: int, x: Fraction) -> Fraction:
        others = sum(
            (weights[place] * (values[first][place] - values[rival][place]) for place in scoring if place != at),
            Fraction(0),
        )
        return x * (values[first][at] - values[rival][at]) + (1 - x) * others / rest

    meetings = {Fraction(0), Fraction(1)}
    for rival in eligible:
        at_zero, at_one = lead(rival, Fraction(0)), lead(rival, Fraction(1))
        if at_zero * at_one < 0:
            meetings.add(at_zero / (at_zero - at_one))
    holding = [x for x in meetings if all(lead(rival, x) >= 0 for rival in eligible)]
    return min(holding), max(holding)


def swap(
    values: list[list[Any]], weights: list[Fraction], first: int | None, second: int | None, tied: bool, at: int
) -> Fraction | None:
    """Return the change of one weight that makes both equal."""
    if first is None or second is None or not weights[at]:
        return None
    if tied:
        return Fraction(0)
    scoring = [place for place, weight in enumerate(weights) if weight]
    lead = sum((weights[place] * (values[first][place] - values[second][place]) for place in scoring), Fraction(0))
    if values[first][at] == values[second][at]:
        return None
    change = 100 * lead / ((values[first][at] - values[second][at]) * weights[at])
    return None if change > 100 else change


def dominates(values: list[list[Any]], weights: list[Fraction], eligible: list[int]) -> list[list[int]]:
    """Return the pairs of which the one is nowhere worse and somewhere better."""
    scoring = [place for place, weight in enumerate(weights) if weight]
    return [
        [one, other]
        for one in eligible
        for other in eligible
        if all(values[one][at] >= values[other][at] for at in scoring)
        and any(values[one][at] > values[other][at] for at in scoring)
    ]


def value_line(given: dict[str, Any], vendors: list[dict[str, Any]], first: int | None) -> dict[str, Any]:
    """Return cost against score."""
    costs = {at: vendor["unit_cost"] for at, vendor in enumerate(given["vendors"]) if vendor["unit_cost"] is not None}
    offers = [at for at in costs if vendors[at]["eligible"]]
    frontier = [
        at
        for at in offers
        if not any(
            costs[other] <= costs[at]
            and vendors[other]["score"] >= vendors[at]["score"]
            and (costs[other] < costs[at] or vendors[other]["score"] > vendors[at]["score"])
            for other in offers
        )
    ]
    frontier.sort(key=lambda at: (costs[at], at))
    lowest = min(costs, key=lambda at: (costs[at], at), default=None)
    extra = costs[first] - costs[lowest] if lowest is not None and first in costs else None
    prices = []
    for one, other in pairwise(frontier):
        gain = vendors[other]["score"] - vendors[one]["score"]
        prices.append((costs[other] - costs[one]) / float(gain) if gain else None)
    return {"frontier": frontier, "price_of_point": prices, "lowest_bid": lowest, "extra_unit": extra}


def disagreements(given: dict[str, Any]) -> Any:
    """Yield the cells to talk about."""
    for place, vendor in enumerate(given["vendors"]):
        rows = [row["levels"] for row in given["scores"] if row["vendor"] == vendor["name"]]
        for at in range(len(given["criteria"])):
            marks = "".join(row[at] for row in rows)
            apart = any(
                (one.isdigit() and other.isdigit() and abs(int(one) - int(other)) >= 2)
                or (one != other and not (one.isdigit() and other.isdigit()))
                for one, other in combinations(marks, 2)
            )
            if apart:
                yield {"vendor": place, "criterion": at, "marks": marks}
