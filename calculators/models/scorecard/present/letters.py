"""Two texts to copy: why not the lowest bid, and what a vendor who is not chosen may be told."""

from collections import Counter
from collections.abc import Iterator

from calculators.core import BulletList, Section
from calculators.core.words import count, counted, listed, money
from calculators.models.scorecard.criteria import meaning
from calculators.models.scorecard.present.view import MOST_LISTED, View, share_apart, share_words
from calculators.models.scorecard.scoring import EQUAL_SCORES
from calculators.models.scorecard.signs import LEVELS, NOT_GRADED

GRADES = {
    "A": "on independent evidence in scope and in date or on a test of your own (A)",
    "B": "on independent but partial evidence (B)",
    "C": "on the vendor's own dated documents (C)",
    "D": "on a claim (D)",
    NOT_GRADED: "on evidence nobody graded",
}


def justification(view: View) -> Section:
    """Write down why the first is proposed and not the lowest bid."""
    title, first, lowest = "Why not the lowest bid: a text to copy", view.card.first, view.card.value_line.lowest_bid
    if first is None:
        content: list[str | BulletList] = []
    elif lowest is None:
        content = ["No vendor has a unit cost yet, so there is no lowest bid to compare with."]
    elif lowest == first:
        content = [f"{view.vendor(first)} is the lowest bid too, so there is nothing to justify."]
    else:
        content = [
            f"The proposal is {view.vendor(first)}. The lowest bid is {view.vendor(lowest)}, at "
            f"{money(view.inputs.vendors[lowest].unit_cost or 0.0)} an accepted label.",
            BulletList(
                items=[
                    _lowest(view, first, lowest),
                    _evidence(view, first),
                    *_cost(view, first),
                    *_weights(view, first),
                    "[ ] Criteria, gates and weights were fixed before the bids were opened.",
                ]
            ),
        ]
    return Section(id="justification", title=title, content=content, to_copy=True)


def _lowest(view: View, first: int, lowest: int) -> str:
    """Say what rules the lowest bid out, or plainly that nothing does."""
    name, vendor = view.vendor(lowest), view.card.vendors[lowest]
    left_open = f"It leaves open {view.criteria(vendor.gates_open)}." if vendor.gates_open else ""
    if vendor.gates_failed:
        fails = f"{name} is out, because it fails {view.criteria(vendor.gates_failed)}, and no price buys a gate back."
        return f"{fails} {left_open}".strip()
    if vendor.score is None:
        return f"{name} has no score, because no criterion with a weight applies to it."
    ahead = (view.card.vendors[first].score or 0.0) - vendor.score
    cost, beaten = view.card.value_line.extra_unit, lowest not in view.card.value_line.frontier
    passes = "fails no gate" if vendor.gates_open else "passes every gate"
    worth = (
        ""
        if cost is None
        else f" The question is whether {count(ahead, 1)} more points are worth {money(cost)} a label."
    )
    if beaten:
        return f"{name} {passes}. {left_open} Another vendor asks no more and scores higher.{worth}".replace("  ", " ")
    plain = f"{name} {passes}, and no vendor is both as cheap and better, so nothing here rules it out."
    return f"{plain} {left_open}{worth}".replace("  ", " ")


def _evidence(view: View, first: int) -> str:
    """Say the scores of both, and what the first one's rests on."""
    lowest = view.card.value_line.lowest_bid
    assert lowest is not None
    ours, theirs = view.card.vendors[first].score or 0.0, view.card.vendors[lowest].score
    score = f"{view.vendor(first)} scores {count(ours, 1)} of 100"
    score += "." if theirs is None else f", {view.vendor(lowest)} {count(theirs, 1)}."
    grades = Counter(
        grade
        for one in view.marks[first]
        for level, grade in zip(one.signs, one.grades, strict=True)
        if level in LEVELS
    )
    if not grades:
        return f"{score} Nobody gave {view.vendor(first)} a level."
    bases = listed([f"{grades[grade]} {words}" for grade, words in GRADES.items() if grades[grade]])
    return f"{score} Its {counted(grades.total(), 'level')} rest as follows: {bases}."


def _cost(view: View, first: int) -> Iterator[str]:
    """Yield what the first costs above the lowest bid, and what a point costs next to it."""
    line = view.card.value_line
    if line.extra_unit is None or line.extra_month is None or line.extra_total is None:
        yield f"{view.vendor(first)} has no unit cost yet, so the extra cost cannot be given."
        return
    yield (
        f"It costs {money(line.extra_unit)} more an accepted label, {money(line.extra_month)} a month at "
        f"{counted(view.inputs.volume, 'label')}, and {money(line.extra_total)} over "
        f"{counted(view.inputs.months, 'month')}."
    )
    place = line.frontier.index(first) if first in line.frontier else 0
    price = line.price_of_point[place - 1] if place else None
    if price is not None:
        yield (
            f"Against {view.vendor(line.frontier[place - 1])}, the next cheaper vendor that nobody beats on both, one "
            f"more point costs {money(price)} an accepted label."
        )


def _weights(view: View, first: int) -> Iterator[str]:
    """Yield how far the choice hangs on the weights."""
    name, shares = view.vendor(first), view.card.acceptability
    if shares is not None and (row := shares[first]) is not None:
        in_order = view.card.acceptability_in_order
        kept = in_order[first] if in_order is not None else None
        order = "" if kept is None else f", and in {view.about}{share_words(kept[0])} of those in the order given"
        yield f"{name} is first in {view.about}{share_words(row[0])} of all weightings{order}."
    found = view.edges
    if found:
        weight, end = share_apart(100 * found[0].weight, 100 * found[0].share)
        yield (
            f"The tightest weight is {view.criterion(found[0].criterion)}, at {weight}: {name} stays first until that "
            f"weight {'rises above' if found[0].rises else 'falls below'} {view.about}{end}."
        )
    elif view.card.second is not None and not view.card.tied:
        yield f"No change of a single weight puts another vendor ahead of {name}."


def debrief(view: View) -> Section:
    """Write for each vendor but the first what it may be told: its own marks, no other name and no price."""
    title, first = "What to tell the others: texts to copy", view.card.first
    if first is None:
        return Section(id="debrief", title=title, content=[], folded=True, to_copy=True)
    texts = [" ".join(_told(view, place, first)) for place in range(len(view.inputs.vendors)) if place != first]
    words = "Each text names no other vendor and no price. Your own rules on what to disclose come first."
    return Section(id="debrief", title=title, content=[words, BulletList(items=texts)], folded=True, to_copy=True)


def _told(view: View, place: int, first: int) -> Iterator[str]:
    vendor, chosen = view.card.vendors[place], view.card.vendors[first]
    yield f"To {vendor.name}: thank you for your offer, which we did not choose."
    for gate in vendor.gates_failed:
        needed = view.inputs.criteria[gate].gate
        yield (
            f"It does not meet our condition on {view.criterion(gate)}, which is: “{meaning(view.title(gate), needed)}”"
        )
    if vendor.gates_open:
        yield f"We had no sufficient proof on {view.criteria(vendor.gates_open)}."
    if vendor.score is not None and chosen.score is not None:
        yield _compared(vendor.score, chosen.score)
        yield from _strengths(view, place, first)
    if vendor.unknown:
        yield f"Your answers left open {view.criteria(vendor.unknown)}."


def _compared(score: float, chosen: float) -> str:
    if abs(score - chosen) <= EQUAL_SCORES:
        return f"It scored {count(score, 1)} of 100, as much as the offer we chose."
    return f"It scored {count(score, 1)} of 100, and the offer we chose {count(chosen, 1)}."


def _strengths(view: View, place: int, first: int) -> Iterator[str]:
    """Yield where a vendor was stronger and weaker than the first, what counts most first."""
    pair = (view.card.vendors[place], view.card.vendors[first])
    without = {criterion for vendor in pair for criterion in (*vendor.unknown, *vendor.not_applicable)}
    leads: dict[int, float] = {}
    for criterion, (own, chosen) in enumerate(zip(view.card.values[place], view.card.values[first], strict=True)):
        if own is not None and chosen is not None and criterion not in without:
            leads[criterion] = view.card.weights[criterion] * (own - chosen)
    ordered = sorted(leads, key=lambda criterion: -abs(leads[criterion]))
    for word, found in (
        ("stronger", [one for one in ordered if leads[one] > EQUAL_SCORES]),
        ("weaker", [one for one in ordered if leads[one] < -EQUAL_SCORES]),
    ):
        if found:
            yield f"It was {word} on {view.criteria(found[:MOST_LISTED])}."
