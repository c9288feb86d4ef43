"""The split in words, figures, tables and charts."""

from collections.abc import Iterator

from calculators.core import Amount, Answer, Figure, Later
from calculators.core.words import bound, money, percent
from calculators.models.hybrid import sections
from calculators.models.hybrid.headline import headline
from calculators.models.hybrid.inputs import HybridInputs
from calculators.models.hybrid.phrases import GATE_NAMES, beside, carried, few, heads
from calculators.models.hybrid.result import Gate, Hybrid
from calculators.models.hybrid.routes import LEAST_CHECK
from calculators.models.hybrid.steps import next_steps

# A rule that costs less than the first share of the total is worth little, above the second it is worth much.
LITTLE, MUCH = 0.01, 0.1
ASK = {
    "data": "Ask whether masking would let these data out.",
    "expertise": "Ask whether other people can learn it, or do a first pass.",
    "quality": "Ask whether this part needs so strict a limit.",
}


def present(inputs: HybridInputs, hybrid: Hybrid) -> Answer:
    """Return the answer: the split and what would move it, then the parts that explain it."""
    return Answer(
        headline=headline(inputs, hybrid),
        figures=list(_figures(hybrid)),
        sections=Later(
            lambda: [
                sections.split(inputs, hybrid),
                sections.people(hybrid),
                sections.routes(hybrid),
                sections.rules(hybrid),
                sections.alternatives(hybrid),
                sections.moves(hybrid),
            ]
        ),
        cautions=Later(lambda: _cautions(inputs, hybrid)),
        next_steps=Later(lambda: next_steps(inputs, hybrid)),
    )


def _figures(hybrid: Hybrid) -> Iterator[Figure]:
    if hybrid.total is None or hybrid.unit_cost is None or hybrid.people is None:
        yield Figure(name="A month", value="none", note="no split keeps your rules", why="rules")
        yield Figure(name="Per label", value="none", why="rules")
        lack = sum(one.people for one in hybrid.shortage)
        yield Figure(name="Own people", value=f"{heads(lack)} too few" if lack else "enough", why="team")
    else:
        yield Figure(name="A month", value=_about(hybrid.total), style="hybrid", why="split")
        yield Figure(name="Per label", value=Amount(value=hybrid.unit_cost, kind="money"), style="hybrid", why="routes")
        experts = hybrid.people["specialist"]
        of = f"{bound(experts.available)} specialist{'' if experts.available == 1 else 's'}"
        note = f"and {beside(experts.used, experts.available)} of {of}" if experts.available else ""
        yield Figure(name="Own people", value=sections.used(hybrid), note=note, style="in-house", why="team")
    yield _dearest(hybrid)


def _dearest(hybrid: Hybrid) -> Figure:
    name = "Dearest rule"
    if hybrid.gates is None:
        return Figure(name=name, value="-", note="being worked out", why="rules")
    priced = _priced(hybrid)
    if not priced or not priced[0].saving:
        return Figure(name=name, value="none", note="no rule costs anything" if hybrid.feasible else "", why="rules")
    dear = priced[0]
    return Figure(
        name=name,
        value=_about(dear.saving or 0.0),
        note=f"a month: {GATE_NAMES[dear.gate]} for {dear.segment}",
        why="rules",
    )


def _about(amount: float) -> Amount:
    """Return an amount with the two digits that a plan is worth; the table has them all."""
    return Amount(value=float(f"{amount:.2g}"), kind="money")


def _priced(hybrid: Hybrid) -> list[Gate]:
    """Return the rules whose price is known, the dearest first."""
    return sorted(
        (gate for gate in hybrid.gates or () if gate.saving is not None), key=lambda gate: -(gate.saving or 0)
    )


def _cautions(inputs: HybridInputs, hybrid: Hybrid) -> Iterator[str]:
    if inputs.check_share < LEAST_CHECK:
        yield (
            "You check fewer than 1% of the labels a vendor delivers. It is counted as 1% here, "
            "because whoever labels should not be the only one to check."
        )
    if hybrid.feasible:
        yield from _on_minimum(inputs, hybrid)
        yield from _on_model(inputs, hybrid)
        yield from _on_rules(hybrid)
    if inputs.error_cost == 0:
        yield "A wrong label costs nothing here until you give it a price, so only your limit keeps errors down."
    yield (
        "Volume is level and prices are those of the first year. Price rises and whole heads are left out, so the cost "
        "calculator, which counts whole people, comes out higher where a part of a person would do."
    )


def _on_minimum(inputs: HybridInputs, hybrid: Hybrid) -> Iterator[str]:
    assert hybrid.split is not None
    assert hybrid.top_up is not None
    sold = [share for share in hybrid.split if carried(share, "outsourced")]
    bills = {part.name: part.bill for part in hybrid.routes}
    paid = sum(carried(share, "outsourced") * bills[share.name] for share in sold)
    if not sold or not inputs.minimum_month or paid > inputs.minimum_month * (1 + 1e-9):
        return
    names = few([share.name for share in sold])
    more = f"{money(hybrid.top_up)} a month of it buys nothing. " if hybrid.top_up else ""
    yield (
        f"What goes out ({names}) is small beside the vendor's minimum bill, which decides here. {more}"
        "Ask for a lower minimum, or try the split without one."
    )


def _on_model(inputs: HybridInputs, hybrid: Hybrid) -> Iterator[str]:
    assert hybrid.split is not None
    trusting = [
        share.name
        for share, row in zip(hybrid.split, inputs.segments, strict=True)
        if carried(share, "model") and row.model_accuracy is None
    ]
    if trusting and inputs.model_accuracy == inputs.fields()["model_accuracy"].basis.value:
        yield (
            f"That a model gets {percent(inputs.model_accuracy)} right is our assumption, and the plan for "
            f"{few(trusting)} rests on it. Measure it on a sample of your own first."
        )


def _on_rules(hybrid: Hybrid) -> Iterator[str]:
    assert hybrid.total is not None
    priced = _priced(hybrid)
    much = [gate for gate in priced if (gate.saving or 0) >= MUCH * hybrid.total]
    little = [gate for gate in priced if (gate.saving or 0) < LITTLE * hybrid.total]
    if much:
        yield f"The rule on {_named(much[0])} costs {money(much[0].saving or 0)} a month. {ASK[much[0].gate]}"
    if little:
        names = few([_named(gate) for gate in little], "rule")
        one = len(little) == 1
        rules, cost, them = ("The rule", "costs", "it") if one else ("The rules", "cost", "them")
        yield f"{rules} on {names} {cost} next to nothing. Ask who set {them}."


def _named(gate: Gate) -> str:
    return f"{GATE_NAMES[gate.gate]} for {gate.segment}"
