"""What is not known yet: what it could change, and whom to ask."""

from calculators.core import Rows, Section
from calculators.core.words import count, counted, listed
from calculators.models.scorecard.criteria import asks, meaning
from calculators.models.scorecard.present.view import View
from calculators.models.scorecard.scoring import EQUAL_SCORES


def unknowns(view: View) -> Section:
    """Say whether the unknowns could put another vendor first."""
    title = "What the unknowns could change"
    if view.card.first is None:
        return Section(id="unknowns", title=title, content=[])
    first = view.card.vendors[view.card.first]
    if not any(view.card.vendors[place].unknown for place in view.contest.eligible):
        words = "No vendor that is still in has an unknown, so nothing can change on that account."
    elif view.card.holds_whatever_unknown:
        words = f"Whatever the unknowns turn out to be, {first.name} stays first."
    else:
        least = first.score_low or 0.0
        rivals = [
            f"{vendor.name} (up to {count(vendor.score_high or 0.0, 1)})"
            for place in view.contest.eligible
            if (vendor := view.card.vendors[place]) is not first and (vendor.score_high or 0.0) > least + EQUAL_SCORES
        ]
        words = (
            f"{first.name} could end as low as {count(least, 1)}, and {listed(rivals)} could pass it once the "
            "unknowns are known. So ask before you decide."
        )
    return Section(id="unknowns", title=title, content=[words])


def questions(view: View) -> Section:
    """List every unknown and every open gate, by vendor."""
    rows = []
    for place, vendor in enumerate(view.card.vendors):
        rows += [[vendor.name, *_question(view, place, criterion)] for criterion in _missing(view, place)]
    if rows:
        content: list[str | Rows] = [
            f"{counted(len(rows), 'question')}, to be sent back once. Answers go into the table as levels.",
            Rows(title="Unknowns and open gates", columns=["Vendor", "Criterion", "Why", "Ask"], rows=rows),
        ]
    else:
        content = ["Nothing is unknown and no gate is open."]
    return Section(id="questions", title="Questions to send back", content=content)


def _missing(view: View, place: int) -> list[int]:
    vendor = view.card.vendors[place]
    return sorted({*vendor.unknown, *vendor.gates_open})


def _question(view: View, place: int, criterion: int) -> tuple[str, str, str]:
    name, gate = view.title(criterion), view.inputs.criteria[criterion].gate
    vendor = view.card.vendors[place]
    question = asks(name) or f"What can you show us on {name}?"
    if criterion not in vendor.unknown:
        return name, f"Gate, level {gate} not proven", f"Please prove this: {meaning(name, gate)}"
    if criterion in vendor.gates_open:
        return name, f"Unknown, and a gate at level {gate}", f"{question} We need at least: {meaning(name, gate)}"
    return name, "Unknown", question
