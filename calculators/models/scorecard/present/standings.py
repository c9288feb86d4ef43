"""Gates, scores, and the price beside the score."""

from collections.abc import Sequence
from itertools import pairwise

from calculators.core import Amount, Lines, Ranges, Rows, Section, Series
from calculators.core.words import count, listed, money
from calculators.models.scorecard.present.view import View, one_digit
from calculators.models.scorecard.scoring import Standing
from calculators.models.scorecard.signs import LEVELS

VERDICTS = {"passed": "passes", "open": "open", "failed": "out"}
_GRAVEST = ("failed", "open", "passed")


def gates(view: View) -> Section:
    """Say which gates each vendor passes, fails and still has to prove."""
    number = sum(criterion.gate > 0 for criterion in view.inputs.criteria)
    if number == 0:
        content: list[str | Rows] = ["No criterion is a gate, so every vendor is compared by its score alone."]
    else:
        content = [
            f"There {'is one gate' if number == 1 else f'are {number} gates'}. A level below a gate fails it, whoever "
            "gave it, and no score buys it back. It stays open while nothing is known, or while the evidence does not "
            "carry the level.",
            Rows(
                title="Gates by vendor",
                columns=["Vendor", "Gates", "Fails", "Still to prove"],
                rows=[
                    [
                        vendor.name,
                        VERDICTS[vendor.gate],
                        "; ".join(_failed(view, place, gate) for gate in vendor.gates_failed) or "–",
                        "; ".join(_open(view, place, gate) for gate in vendor.gates_open) or "–",
                    ]
                    # Who is out is seen first, also where a paper has room for two.
                    for place, vendor in sorted(
                        enumerate(view.card.vendors), key=lambda row: _GRAVEST.index(row[1].gate)
                    )
                ],
            ),
        ]
    return Section(id="gates", title="Gates: who is out, and who must prove what", content=content)


def _failed(view: View, vendor: int, criterion: int) -> str:
    given = [int(one.signs[criterion]) for one in view.marks[vendor] if one.signs[criterion] in LEVELS]
    return f"{view.title(criterion)}: level {min(given)}, must be {view.inputs.criteria[criterion].gate}"


def _open(view: View, vendor: int, criterion: int) -> str:
    if criterion in view.card.vendors[vendor].unknown:
        return f"{view.title(criterion)}: unknown"
    gate = view.inputs.criteria[criterion].gate
    return f"{view.title(criterion)}: level {gate} is claimed, and its evidence carries less"


def scores(view: View) -> Section:
    """Show each vendor's score with its range; those that are out stand apart."""
    vendors = view.card.vendors
    ranked = sorted((vendor for vendor in vendors if vendor.rank is not None), key=lambda vendor: vendor.rank or 0)
    out = [vendor for vendor in vendors if vendor.rank is None]
    content: list[str | Ranges | Rows] = [
        f"An unknown counts as level {view.inputs.unknown_level}. The ends of each range count every unknown as 0 and "
        "as 4."
    ]
    for title, group, style in (("Score out of 100", ranked, "1"), ("Out, whatever it scores", out, "7")):
        if bars := [_bar(vendor, style) for vendor in group if vendor.score is not None]:
            content.append(
                Ranges(
                    title=title,
                    description="; ".join(f"{name} {one_digit(score)}" for name, _, score, _, _ in bars) + ".",
                    rows=bars,
                    low_name="unknowns at level 0",
                    middle_name="score",
                    high_name="unknowns at level 4",
                    kind="count",
                    digits=1,
                )
            )
    content.append(
        Rows(
            title="Scores, unknowns and what does not apply",
            columns=["Vendor", "Rank", "Score", "Unknown", "Does not apply"],
            rows=[
                [
                    vendor.name,
                    "out" if vendor.rank is None else count(vendor.rank),
                    "none" if vendor.score is None else Amount(value=vendor.score, digits=1),
                    Amount(value=len(vendor.unknown)),
                    Amount(value=len(vendor.not_applicable)),
                ]
                for vendor in [*ranked, *out]
            ],
        )
    )
    return Section(id="standings", title="Scores", content=content)


def _bar(vendor: Standing, style: str) -> tuple[str, float, float, float, str]:
    return vendor.name, vendor.score_low or 0.0, vendor.score or 0.0, vendor.score_high or 0.0, style


def price(view: View) -> Section:
    """Put the price beside the score, and say what the points cost."""
    line = view.card.value_line
    if line.lowest_bid is None:
        return Section(id="price", title="Price beside the score", content=["No vendor has a unit cost yet."])
    content: list[str | Lines | Rows] = [_frontier(view)]
    if line.frontier:
        content.append(_chart(view, line.frontier))
    content.append(
        Rows(
            title="Cost of one accepted label, and score",
            columns=["Vendor", "Unit cost", "Score", "On the frontier"],
            rows=[
                [
                    vendor.name,
                    "none" if vendor.unit_cost is None else Amount(value=vendor.unit_cost, kind="money"),
                    one_digit(view.card.vendors[place].score),
                    "yes" if place in line.frontier else "out" if not view.card.vendors[place].eligible else "no",
                ]
                for place, vendor in enumerate(view.inputs.vendors)
            ],
        )
    )
    return Section(id="price", title="Price beside the score", content=content)


def _frontier(view: View) -> str:
    line = view.card.value_line
    if not line.frontier:
        return "No vendor that is still in has a unit cost."
    if len(line.frontier) == 1:
        return f"{view.vendor(line.frontier[0])} costs no more and scores no less than any other vendor still in."
    steps = [
        f"{money(price)} a label from {view.vendor(one)} to {view.vendor(other)}"
        for (one, other), price in zip(pairwise(line.frontier), line.price_of_point, strict=True)
        if price is not None
    ]
    names = listed([view.vendor(place) for place in line.frontier])
    beaten = f"No vendor still in beats {names} on both price and score: they are the frontier."
    return f"{beaten} One more point costs {', and '.join(steps)}." if steps else beaten


def _chart(view: View, frontier: Sequence[int]) -> Lines:
    # Per thousand, because the cost of one label is too small a number for an axis.
    costs = [1_000 * (view.inputs.vendors[place].unit_cost or 0.0) for place in frontier]
    scores_ = [view.card.vendors[place].score or 0.0 for place in frontier]
    named = [f"{view.vendor(place)}: {count(score, 1)}" for place, score in zip(frontier, scores_, strict=True)]
    return Lines(
        title="Score against the cost of 1,000 accepted labels",
        description="Vendors that nobody beats on both, the cheapest first: " + "; ".join(named) + ".",
        positions=costs,
        series=[Series(name="Score", values=scores_, style="1")],
        position_name="Cost of 1,000 accepted labels",
        kind="count",
        marks=[(cost, view.vendor(place)) for cost, place in zip(costs, frontier, strict=True)],
    )
