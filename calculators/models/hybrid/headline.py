"""The answer in a few sentences: what goes where, what it costs, and what would change it."""

from collections.abc import Iterator
from math import ceil, inf

from calculators.core.words import about_money, bound, count, counted, listed, money, percent, told_apart
from calculators.methods.knapsack import FORGIVEN
from calculators.methods.labour import whole_up
from calculators.models.hybrid.inputs import HybridInputs
from calculators.models.hybrid.least import ROUTES
from calculators.models.hybrid.moves import Move
from calculators.models.hybrid.phrases import (
    GATE_NAMES,
    MANIFOLD,
    MOST_DIGITS,
    POOL_NAMES,
    beside,
    few,
    hours,
    no_way_left,
    taking,
)
from calculators.models.hybrid.result import Alternative, Hybrid
from calculators.models.hybrid.routes import fixed_costs, lane, work

DOING = {"outsourced": "send {} out", "model": "let a model label {} first", "in_house": "keep {}"}
ALL_OF_IT = {
    "in_house": "Keep everything in-house",
    "outsourced": "Send everything out",
    "model": "Let a model label everything first and your own people review it",
}
# Below this change, in per cent, the slightest difference moves a part.
SLIGHT = 0.05


def headline(inputs: HybridInputs, hybrid: Hybrid) -> str:
    """Return the headline; what has not been worked out yet is left out."""
    return " ".join(_feasible(inputs, hybrid) if hybrid.feasible else _infeasible(inputs, hybrid))


def _feasible(inputs: HybridInputs, hybrid: Hybrid) -> Iterator[str]:
    assert hybrid.total is not None
    assert hybrid.unit_cost is not None
    doing = {route: taking(hybrid, route) for route in DOING}
    used = [route for route, names in doing.items() if names]
    what = ", ".join(DOING[route].format(few(doing[route])) for route in used)
    what = what[:1].upper() + what[1:] if len(used) > 1 else ALL_OF_IT[used[0]]
    yield f"{what}: about {about_money(hybrid.total)} a month, {money(hybrid.unit_cost)} a label."
    if len(used) == 1:
        yield from _no_split(inputs, hybrid, used[0])
    yield _comparison(inputs, hybrid, used)
    if hybrid.smallest_move:
        yield _move(hybrid.smallest_move)
    elif hybrid.moves is not None and all(move.value is None for move in hybrid.moves):
        yield "No vendor's price and no accuracy of the model moves a part."


def _no_split(inputs: HybridInputs, hybrid: Hybrid, used: str) -> Iterator[str]:
    """Say that one route takes all, and what a second one would cost before its first label."""
    own, model, vendor = fixed_costs(inputs)
    # Whoever reviews a model's labels can make labels too, so of those two one costs nothing more beside the other.
    second = {
        "in_house": {"a vendor": ("outsourced", vendor), "a model": ("model", model)},
        "outsourced": {"a team of your own": ("in_house", own)},
        "model": {"a vendor": ("outsourced", vendor)},
    }[used]
    hands = inputs.people or inputs.specialists
    others = {
        route
        for route in ROUTES
        if route != used and (hands or route == "outsourced") and any(not part.closed[route] for part in hybrid.routes)
    }
    before = [f"{who} costs {money(cost)}" for who, (route, cost) in second.items() if route in others and cost]
    if before:
        yield f"A split does not pay, because {listed(before)} a month before the first label."
    elif others:
        yield "No split within your rules costs less."
    elif hands:
        yield "Your rules leave no other way for any part."
    else:
        yield "You have no people of your own who could take a part."


def _comparison(inputs: HybridInputs, hybrid: Hybrid, used: list[str]) -> str:
    own, bought = hybrid.alternatives["in_house"], hybrid.alternatives["outsourced"]
    clauses = []
    if used != ["in_house"]:
        clauses.append(
            f"all in-house would cost about {told_apart(own.total, hybrid.total or 0)[0]}{_obstacle(inputs, own)}"
        )
    if used != ["outsourced"]:
        about = told_apart(bought.total, hybrid.total or 0)[0]
        clauses.append(f"everything bought{'' if clauses else ' would cost'} about {about}{_obstacle(inputs, bought)}")
    text = ", ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}."


def _obstacle(inputs: HybridInputs, way: Alternative) -> str:
    if way.blocked:
        return f", but the rules forbid it for {few(way.blocked)}"
    lacking = [
        f"{(text := beside(needed, have))} {one if text == '1' else several} where you have {bound(have)}"
        for needed, have, one, several in (
            (way.people, inputs.people, "trained person", "trained people"),
            (way.specialists, inputs.specialists, "specialist", "specialists"),
        )
        if needed > have * (1 + FORGIVEN)
    ]
    return "" if way.possible else f" and take {listed(lacking)}"


def _move(move: Move) -> str:
    assert move.value is not None
    assert move.change is not None
    slight = abs(move.change) < SLIGHT
    if move.driver == "vendor_price":
        if slight:
            return f"{move.segment} moves with the slightest change of its price."
        if move.change > MANIFOLD:
            return f"{move.segment} moves when its price rises to {money(move.value)}, from {money(move.now)}."
        return f"{move.segment} moves when its price {_by(move.change)}."
    if slight:
        return f"{move.segment} moves with the slightest change of the model's accuracy."
    turn = "rises" if move.change > 0 else "falls"
    now = f"{bound(move.now)}%"
    return f"{move.segment} moves when the model's accuracy on it {turn} to {_share(move.value, now)}, from {now}."


def _by(change: float) -> str:
    return f"{'rises' if change > 0 else 'falls'} by {percent(abs(change), 0 if abs(change) >= 10 else 1)}"


def _share(value: float, now: str) -> str:
    """Return a share with a decimal where it has one, and more where it would else be read as the one there is now."""
    texts = (percent(value, digits).replace(".0%", "%") for digits in range(1, MOST_DIGITS))
    return next((text for text in texts if text != now), percent(value, MOST_DIGITS))


def _infeasible(inputs: HybridInputs, hybrid: Hybrid) -> Iterator[str]:
    routes = {part.name: part for part in hybrid.routes}
    for name in hybrid.nowhere[:2]:
        yield f"{name} has no way left: {no_way_left(routes[name])}."
    if len(hybrid.nowhere) > 2:
        yield f"The same is true of {few(hybrid.nowhere[2:])}."
    if limit := _opening_limit(inputs, hybrid):
        yield f"A limit of {limit}% wrong labels would open a way for {few(hybrid.nowhere)}."
    if not hybrid.nowhere:
        yield "No split keeps your rules."
    for lack in hybrid.shortage:
        more, needs = counted(whole_up(lack.people), "more person", "more people"), f"needs {hours(lack.hours)} a month"
        yield f"What must stay with {POOL_NAMES[lack.pool]} {needs} more than you have: {more}."
    if hybrid.gates is not None:
        yield _enough(hybrid)


def _opening_limit(inputs: HybridInputs, hybrid: Hybrid) -> str:
    """Return the least limit on wrong labels that opens a way for every part without one; empty where none does."""
    found = [0.0]
    rows = {row.name: row for row in inputs.segments}
    routes = {part.name: part for part in hybrid.routes}
    for name in hybrid.nowhere:
        wrong = dict(zip(ROUTES, lane(inputs, work(inputs, rows[name])).wrong, strict=True))
        found.append(
            min((wrong[route] for route, gates in routes[name].closed.items() if gates == ["quality"]), default=inf)
        )
    # Rounded up, so that the limit which is named does open the way.
    return count(ceil(10 * max(found) - 1e-6) / 10, 1) if 0 < max(found) < inf else ""


def _enough(hybrid: Hybrid) -> str:
    """Say which rule, if it alone were lifted, would leave a split."""
    enough = sorted(
        ((gate.total, place, gate) for place, gate in enumerate(hybrid.gates or ()) if gate.total is not None),
    )
    if not enough:
        together = [GATE_NAMES[kind] for kind, lift in (hybrid.gates_together or {}).items() if lift.total is not None]
        also = f", unless you lift {listed(together, 'or')} for all parts" if together else ""
        return f"Lifting one rule for one part would not be enough{also}."
    named = [f"{GATE_NAMES[gate.gate]} for {gate.segment} ({money(total)} a month)" for total, _, gate in enough[:3]]
    return f"Lifting one rule would be enough: {listed(named, 'or')}."
