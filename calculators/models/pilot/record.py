"""The decision of a pilot as a text to file: the rule before the first item goes out, the verdict after."""

from collections.abc import Iterator

from calculators.core.words import count, counted
from calculators.models.pilot.doubts import compared_as_different
from calculators.models.pilot.gate import errors_allowed
from calculators.models.pilot.inputs import PAIRINGS, QUESTIONS, PilotInputs
from calculators.models.pilot.judged import Judged, VendorVerdict
from calculators.models.pilot.phrases import REASONS, clusters, in_points, typed, verdict
from calculators.models.pilot.terms import Terms


def record(inputs: PilotInputs, judged: Judged | None) -> str:
    """Return the rule and, once there is a result, the verdict."""
    lines = list(_rule(inputs))
    if judged:
        lines += ["", *_result(inputs, judged)]
    return "\n".join(lines) + "\n"


def _rule(inputs: PilotInputs) -> Iterator[str]:
    terms = Terms.of(inputs)
    items = inputs.pilot_items
    yield "PILOT DECISION"
    yield f"Question: {QUESTIONS[inputs.question]}"
    yield f"Vendors: {inputs.vendor_count}. The same items for all: {PAIRINGS[inputs.pairing].lower()}."
    if inputs.question == "not_worse":
        yield f"Measured against: {inputs.standard_vendor or 'the first vendor'}."
    yield f"Items: {count(items)} for each vendor."
    yield f"Floor: {typed(inputs.floor_accuracy)} right. Confidence: {typed(inputs.confidence_level)}."
    if inputs.question == "not_worse":
        yield f"Margin: at most {in_points(inputs.noninferiority_margin)} worse."
    most = errors_allowed(items, 1 - terms.floor, terms.alpha)
    yield (
        f"Pass: at most {count(most)} wrong of {count(items)}."
        if most >= 0
        else f"Pass: not possible with {counted(items, 'item')}, not even with none wrong."
    )
    if terms.design_effect > 1:
        yield f"This is {clusters(inputs, items)}."
    yield (
        f"Classes: one with {counted(inputs.rare_items, 'item')} or more may not be shown to be below the floor; "
        "smaller ones are not judged here, so set a limit for each by hand."
    )
    yield "Days: the last day may not be shown to be worse than the first."
    yield (
        "Repeat, once and on new items: where the errors decide nothing, where only a class or the last day keeps a "
        "vendor from passing, or where most errors trace to our own guideline, which is mended first."
    )
    yield "Fail: otherwise. All errors count, whoever made them."
    yield "No items are added after looking."


def _result(inputs: PilotInputs, judged: Judged) -> Iterator[str]:
    for one in judged.vendors:
        name = _named(one)
        why = "; ".join(f"{reason}: {REASONS[reason]}" for reason in one.reasons)
        yield f"{name}: {count(one.right)} right of {count(one.items)}, {one.final}" + (f" ({why})" if why else "")
    yield f"Verdict: {verdict(inputs, judged)}"
    if different := compared_as_different(inputs, judged):
        yield different
    for one in judged.vendors:
        if one.items < inputs.pilot_items:
            agreed = counted(inputs.pilot_items, "item")
            yield f"Not as agreed: {_named(one)} was judged on {count(one.items)} of {agreed}."
    if Terms.of(inputs).design_effect > 1:
        for items in dict.fromkeys(one.items for one in judged.vendors):
            yield f"This is {clusters(inputs, items)}."


def _named(one: VendorVerdict) -> str:
    return one.vendor if one.vendor.lower().startswith("vendor") else f"Vendor {one.vendor}"
