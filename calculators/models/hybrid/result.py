"""The split and what surrounds it: other ways, the price of each rule, one more person, and what would move a part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, Progress, Step
from calculators.methods.knapsack import FORGIVEN
from calculators.models.hybrid.case import Case, case, least_total, without
from calculators.models.hybrid.inputs import HybridInputs
from calculators.models.hybrid.least import IN_HOUSE, MODEL, OUTSOURCED, POOLS, ROUTES, TIE, Split, best, month
from calculators.models.hybrid.moves import Move, moves, smallest
from calculators.models.hybrid.routes import RULES, person_hours

# As a reader meets them.
ORDER = (IN_HOUSE, OUTSOURCED, MODEL)


@dataclass(frozen=True, kw_only=True)
class Share:
    """One part's labels a month by route, and what they cost without fixed costs and top-up."""

    name: str
    in_house: float
    outsourced: float
    model: float
    cost: float


@dataclass(frozen=True, kw_only=True)
class Pool:
    """People of one kind: how many there are, how many the split uses, and their hours a month."""

    available: float
    used: float
    hours: float


@dataclass(frozen=True, kw_only=True)
class Routes:
    """Money for one label of a part on each route, closed or not: the fee included, fixed costs not.

    Attributes:
        bill: the vendor's bill, without the fee.
        in_house_hours: own hours a label.
        model_hours: own hours a label that a model made first.
        closed: the gates that close each route.
    """

    name: str
    in_house: float
    outsourced: float
    model: float
    bill: float
    in_house_hours: float
    model_hours: float
    closed: Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Shortage:
    """What a pool of people lacks at the least, in hours a month and in people."""

    pool: str
    hours: float
    people: float


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """One route for all parts, rules and head count ignored and then named.

    Attributes:
        total: money a month.
        unit_cost: money a label.
        people: trained people needed.
        specialists: specialists needed.
        blocked: the parts that a gate closes to the route.
        possible: whether nothing is blocked and the people there are suffice.
    """

    total: float
    unit_cost: float
    people: float
    specialists: float
    blocked: Sequence[str]
    possible: bool


@dataclass(frozen=True, kw_only=True)
class Lift:
    """The least total with a rule lifted, and what that saves; None where it cannot be said."""

    total: float | None
    saving: float | None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """What one rule costs for one part."""

    segment: str
    gate: str
    total: float | None
    saving: float | None


@dataclass(frozen=True, kw_only=True)
class Hybrid:
    """The cheapest split; what takes longer is None until it has been worked out.

    Attributes:
        feasible: whether a split keeps every rule.
        total: money a month.
        unit_cost: money per accepted label.
        hybrid_share: per cent of all labels that are bought.
        open: whether each route carries labels.
        fixed: money a month for each open route.
        top_up: what the vendor's minimum bill adds.
        split: labels by part and route.
        people: people by kind.
        routes: one label of each part.
        nowhere: the parts whose every route is closed.
        shortage: what each kind of people lacks.
        alternatives: each route alone.
        without: the least cost with a route closed.
        gates: what each rule costs for each part.
        gates_together: what each kind of rule costs for all parts.
        one_more: what one more person of each kind saves.
        moves: what would move each part.
        smallest_move: the nearest of them.
    """

    feasible: bool
    total: float | None
    unit_cost: float | None
    hybrid_share: float | None
    open: Mapping[str, bool] | None
    fixed: Mapping[str, float] | None
    top_up: float | None
    split: Sequence[Share] | None
    people: Mapping[str, Pool] | None
    routes: Sequence[Routes]
    nowhere: Sequence[str]
    shortage: Sequence[Shortage]
    alternatives: Mapping[str, Alternative]
    without: Mapping[str, float | None] | None = None
    gates: Sequence[Gate] | None = None
    gates_together: Mapping[str, Lift] | None = None
    one_more: Mapping[str, float | None] | None = None
    moves: Sequence[Move] | None = None
    smallest_move: Move | None = None


def compute(inputs: HybridInputs) -> Hybrid:
    """Return the split, the three routes alone, and what is lacking where no split keeps the rules."""
    known = case(inputs)
    split = best(known.plan)
    paid = month(known.plan, split) if split else None
    return Hybrid(
        feasible=split is not None,
        total=paid.total if paid else None,
        unit_cost=paid.total / known.volume if paid else None,
        hybrid_share=_bought(known, split) if split else None,
        open=_by_route(paid.open) if paid else None,
        fixed=_by_route(paid.fixed) if paid else None,
        top_up=paid.top_up if paid else None,
        split=_shares(known, split) if split else None,
        people=_people(known, split) if split else None,
        routes=[_routes(known, index) for index in range(len(known.rows))],
        nowhere=_nowhere(known),
        shortage=list(_shortage(known)),
        alternatives={ROUTES[route]: _alternative(known, route) for route in ORDER},
    )


def _by_route[Value](values: Sequence[Value]) -> dict[str, Value]:
    return {ROUTES[route]: values[route] for route in ORDER}


def _bought(known: Case, split: Split) -> float:
    return 100 * sum(amounts[OUTSOURCED] for amounts in split.amounts) / known.volume


def _shares(known: Case, split: Split) -> list[Share]:
    shares = []
    for name, part, amounts in zip(known.names, known.plan.parts, split.amounts, strict=True):
        cost = sum(labels * money for labels, money in zip(amounts, part.money, strict=True))
        cost += amounts[OUTSOURCED] * part.bill * known.plan.fee
        shares.append(Share(name=name, **_by_route(amounts), cost=cost))
    return shares


def _people(known: Case, split: Split) -> dict[str, Pool]:
    available = (known.inputs.people, known.inputs.specialists)
    hours = person_hours(known.inputs)
    return {
        pool: Pool(available=have, used=used / hours, hours=used)
        for pool, have, used in zip(POOLS, available, split.hours, strict=True)
    }


def _routes(known: Case, index: int) -> Routes:
    one = known.lanes[index]
    money = _by_route(one.money)
    money["outsourced"] += one.bill * known.plan.fee
    return Routes(
        name=known.names[index],
        **money,
        bill=one.bill,
        in_house_hours=one.hours[IN_HOUSE],
        model_hours=one.hours[MODEL],
        closed={ROUTES[route]: known.closed[index][route] for route in ORDER},
    )


def _nowhere(known: Case) -> list[str]:
    return [name for name, part in zip(known.names, known.plan.parts, strict=True) if not part.routes]


def _shortage(known: Case) -> Iterator[Shortage]:
    """Yield what each pool lacks when every part that has a way at all takes the one with the fewest own hours."""
    hours = person_hours(known.inputs)
    for pool, capacity in enumerate(known.plan.capacity):
        needed = 0.0
        for part in known.plan.parts:
            if part.pool == pool and part.routes:
                needed += part.volume * min(part.hours[route] for route in part.routes)
        if needed > capacity * (1 + FORGIVEN):
            yield Shortage(pool=POOLS[pool], hours=needed - capacity, people=(needed - capacity) / hours)


def _alternative(known: Case, route: int) -> Alternative:
    plan = known.plan
    hours = [0.0, 0.0]
    money = bill = 0.0
    for part in plan.parts:
        hours[part.pool] += part.volume * part.hours[route]
        money += part.volume * part.money[route]
        bill += part.volume * part.bill if route == OUTSOURCED else 0.0
    if route == OUTSOURCED:
        money += plan.fixed[OUTSOURCED] + plan.fee * max(bill, plan.minimum)
    else:
        money += plan.fixed[IN_HOUSE] + (plan.fixed[MODEL] if route == MODEL else 0.0)
    blocked = [name for name, shut in zip(known.names, known.closed, strict=True) if shut[route]]
    a_person = person_hours(known.inputs)
    suffice = all(used <= have * (1 + FORGIVEN) for used, have in zip(hours, plan.capacity, strict=True))
    return Alternative(
        total=money,
        unit_cost=money / known.volume,
        people=hours[0] / a_person,
        specialists=hours[1] / a_person,
        blocked=blocked,
        possible=suffice and not blocked,
    )


def refine(inputs: HybridInputs, hybrid: Hybrid) -> Iterator[Step[Hybrid]]:
    """Add the least cost without a route, the price of each rule, one more person, and then the moves."""
    known = case(inputs)
    everywhere = range(len(known.rows))
    hybrid = replace(
        hybrid,
        without={ROUTES[route]: least_total(without(known.plan, route, everywhere)) for route in ORDER},
        one_more=_one_more(known, hybrid.total),
        gates_together={gate: _lift(known, gate, everywhere, hybrid.total) for gate in RULES},
    )
    yield Progress(share=0.1, doing="Working out what each rule costs")
    priced = []
    for index in everywhere:
        for gate in RULES:
            if any(gate in gates for gates in known.closed[index].values()):
                lift = _lift(known, gate, [index], hybrid.total)
                priced.append(Gate(segment=known.names[index], gate=gate, total=lift.total, saving=lift.saving))
        yield Progress(share=0.1 + 0.2 * (index + 1) / len(known.rows), doing="Working out what each rule costs")
    hybrid = replace(hybrid, gates=priced)
    yield Better(hybrid)
    if hybrid.feasible:
        for step in moves(known):
            if isinstance(step, Progress):
                yield replace(step, share=0.3 + 0.7 * step.share)
            else:
                hybrid = replace(hybrid, moves=step.result, smallest_move=smallest(step.result))
    else:
        hybrid = replace(hybrid, moves=())
    yield Better(hybrid)


def _saving(before: float | None, after: float | None) -> float | None:
    """Return what is saved, without rounding's noise; None where one of the two cannot be done."""
    if before is None or after is None:
        return None
    return before - after if abs(before - after) > TIE * before else 0.0


def _lift(known: Case, gate: str, parts: Sequence[int], total: float | None) -> Lift:
    after = least_total(known.lifted(gate, parts))
    return Lift(total=after, saving=_saving(total, after))


def _one_more(known: Case, total: float | None) -> dict[str, float | None]:
    hours = person_hours(known.inputs)
    trained, specialist = known.plan.capacity
    more = {"trained": (trained + hours, specialist), "specialist": (trained, specialist + hours)}
    return {
        pool: _saving(total, least_total(replace(known.plan, capacity=capacity))) for pool, capacity in more.items()
    }
