"""What would move a part: the vendor's price and the model's accuracy at which any of it changes its route."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, Progress, Step
from calculators.methods.search import bisect
from calculators.models.hybrid.case import Case, without
from calculators.models.hybrid.least import MODEL, OUTSOURCED, SETS, Part, Plan, Split, cheapest
from calculators.models.hybrid.routes import FORGIVEN_POINTS, lane

# A route must save more than this share before any of a part goes there.
MARGIN = 1e-10
HIGHEST_PRICE = 100_000.0
# What rounding alone may cause.
NOISE = 1e-13
# The price is raised this often before it is searched by halving.
RAISES = 10
PRICE_HALVINGS = 44
ACCURACY_HALVINGS = 34


@dataclass(frozen=True, kw_only=True)
class Move:
    """Where a part starts to go out, or to a model.

    Attributes:
        segment: the part's name.
        driver: "vendor_price" or "model_accuracy".
        now: the vendor's bill a label, or the model's accuracy in per cent.
        value: the highest bill, or the lowest accuracy, at which any of the part goes there; None with a reason.
        change: from now to there, in per cent; None with a reason or from 0.
        reason: "must_go", "never", "always" or nothing.
    """

    segment: str
    driver: str
    now: float
    value: float | None
    change: float | None
    reason: str


def moves(case: Case) -> Iterator[Step[tuple[Move, ...]]]:
    """Look at each part's vendor's price, then at each part's accuracy; yield progress, and last all moves."""
    found = []
    count = len(case.rows)
    for index in range(count):
        if not case.closed[index][OUTSOURCED]:
            found.append(_move(case, index, "vendor_price", case.lanes[index].bill, price_limit(case.plan, index)))
        yield Progress(share=0.3 * (index + 1) / count, doing="Looking for the prices that move a part")
    for index in range(count):
        if monotone(case) and "data" not in case.closed[index][MODEL]:
            accuracy = case.rows[index].accuracy
            found.append(_move(case, index, "model_accuracy", accuracy, accuracy_limit(case, index)))
        yield Progress(share=0.3 + 0.7 * (index + 1) / count, doing="Looking for the accuracies that move a part")
    yield Better(tuple(found))


def smallest(found: Sequence[Move]) -> Move | None:
    """Return the move that is nearest to happening, in per cent of what it is now; the first of equals."""
    near = [(abs(move.change), place) for place, move in enumerate(found) if move.change is not None]
    return found[min(near)[1]] if near else None


def _move(case: Case, index: int, driver: str, now: float, limit: float | str) -> Move:
    value, reason = (None, limit) if isinstance(limit, str) else (limit, "")
    change = 100 * (value / now - 1) if value is not None and now else None
    return Move(segment=case.names[index], driver=driver, now=now, value=value, change=change, reason=reason)


def monotone(case: Case) -> bool:
    """Return whether a more accurate model never costs more and never leaves more wrong."""
    missed, spoiled = case.inputs.undercorrection, case.inputs.overcorrection
    stays_wrong = missed + (100 - missed) * case.inputs.inhouse_escape / 100
    return missed + spoiled <= 100 and spoiled <= stays_wrong


def price_limit(plan: Plan, index: int) -> float | str:
    """Return the highest bill a label at which any of a part goes out, or the reason why there is none.

    At each price the cheapest split tells how far the price may rise before staying costs the same; it is raised to
    there until nothing is saved any more. The least cost never falls as the price rises, so nothing is jumped over.
    """
    stay = cheapest(without(plan, OUTSOURCED, {index}))
    if stay is None:
        return "must_go"
    target = stay.cost * (1 - MARGIN)
    price = 0.0
    for _ in range(RAISES):
        split = _sold(plan, index, price)
        bought = split.amounts[index][OUTSOURCED]
        if split.cost >= target * (1 - NOISE) or not bought:
            return price or "never"
        paid = plan.fee * max(split.bill, plan.minimum)
        price += ((target - split.cost + paid) / plan.fee - split.bill) / bought
        if price > HIGHEST_PRICE:
            return "always"
    if _sold(plan, index, HIGHEST_PRICE).cost < target:
        return "always"
    return bisect(lambda bill: target - _sold(plan, index, bill).cost, price, HIGHEST_PRICE, PRICE_HALVINGS)


def _sold(plan: Plan, index: int, bill: float) -> Split:
    """Return the cheapest split with the vendor's door open, one part billed at another price."""
    split = cheapest(_changed(plan, index, replace(plan.parts[index], bill=bill)), _with(OUTSOURCED))
    assert split, "a plan that can be split can be split at any price"
    return split


def accuracy_limit(case: Case, index: int) -> float | str:
    """Return the lowest accuracy at which any of a part goes to the model, or the reason why there is none."""
    stay = cheapest(without(case.plan, MODEL, {index}))
    if stay is None:
        return "must_go"
    target = stay.cost * (1 - MARGIN)

    def saved(accuracy: float) -> float:
        part = _at_accuracy(case, index, accuracy)
        split = cheapest(_changed(case.plan, index, part), _with(MODEL)) if MODEL in part.routes else None
        return target - split.cost if split else -1.0

    if saved(100.0) <= 0:
        return "never"
    return 0.0 if saved(0.0) > 0 else bisect(saved, 0.0, 100.0, ACCURACY_HALVINGS)


def _at_accuracy(case: Case, index: int, accuracy: float) -> Part:
    """Return a part as it is with another model, whose route is judged by its new quality alone."""
    one = lane(case.inputs, replace(case.rows[index], accuracy=accuracy))
    part = case.plan.parts[index]
    good = one.wrong[MODEL] <= case.inputs.error_limit + FORGIVEN_POINTS
    routes = part.routes | {MODEL} if good else part.routes - {MODEL}
    return replace(part, hours=one.hours, money=one.money, routes=routes)


def _changed(plan: Plan, index: int, part: Part) -> Plan:
    return replace(plan, parts=(*plan.parts[:index], part, *plan.parts[index + 1 :]))


def _with(route: int) -> list[tuple[int, ...]]:
    return [routes for routes in SETS if route in routes]
