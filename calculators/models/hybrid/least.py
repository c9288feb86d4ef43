"""The least cost of the parts over the routes: hours are shared, and the vendor bills at least a minimum."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from calculators.methods.knapsack import NOISE, Option, Place, fill, frontier

# In the order in which they are preferred where hours and money are equal.
ROUTES = ("in_house", "model", "outsourced")
IN_HOUSE, MODEL, OUTSOURCED = range(3)
POOLS = ("trained", "specialist")
# The routes that may be open together: fewer first, and without the vendor before with it. The model needs own people.
SETS = ((IN_HOUSE,), (OUTSOURCED,), (IN_HOUSE, MODEL), (IN_HOUSE, OUTSOURCED), (IN_HOUSE, MODEL, OUTSOURCED))
# A route that carries no more labels than this is not open.
CARRIED = 1e-7
# Totals that differ by this share cost the same.
TIE = 1e-9
# Rounds after which two solutions around the minimum bill are mixed as they are; a handful is the rule.
ROUNDS = 60

type Amounts = tuple[float, float, float]

NOWHERE: Amounts = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Part:
    """One part of the work, by route where there are three numbers.

    Attributes:
        volume: accepted labels a month.
        pool: the place in ``POOLS`` of the people who would do it.
        hours: own annotators' hours a label.
        money: money a label, without the vendor's bill and its fee.
        bill: the vendor's bill a label, without the fee.
        routes: the routes that no gate closes.
    """

    volume: float
    pool: int
    hours: Amounts
    money: Amounts
    bill: float
    routes: frozenset[int]

    @cached_property
    def options(self) -> Mapping[int, Option]:
        """The routes that no gate closes, as they are without the vendor's bill."""
        return {route: Option(self.hours[route], self.money[route], route) for route in sorted(self.routes)}

    @cached_property
    def _kept(self) -> dict[tuple[Sequence[int], float], tuple[Option, ...]]:
        return {}

    def frontier(self, routes: Sequence[int], price: float, keep: bool) -> tuple[Option, ...]:
        """Return the frontier over the routes let open, a unit of the vendor's bill costing a price.

        It is kept where the caller is likely to ask again; it is empty where every route is closed.
        """
        known = self._kept.get((routes, price)) if keep else None
        if known is None:
            options = [self.options[route] for route in routes if route in self.routes]
            if options and options[-1].rank == OUTSOURCED:
                options[-1] = Option(0.0, self.money[OUTSOURCED] + price * self.bill, OUTSOURCED)
            known = frontier(options)
            if keep:
                self._kept[routes, price] = known
        return known


@dataclass(frozen=True)
class Plan:
    """What is to be split, and what the parts share.

    Attributes:
        parts: the parts of the work.
        capacity: own hours a month, by pool.
        fixed: money a month once a route is open: the own team's, the model's, the vendor's.
        minimum: the vendor's least bill a month, without the fee.
        fee: what a unit of the vendor's bill costs, with the fee.
    """

    parts: tuple[Part, ...]
    capacity: tuple[float, float]
    fixed: Amounts
    minimum: float
    fee: float

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """The places of the parts that each pool works on."""
        return tuple(
            tuple(index for index, part in enumerate(self.parts) if part.pool == pool) for pool in range(len(POOLS))
        )


@dataclass(frozen=True, slots=True)
class Split:
    """Labels a month by part and route, and what they come to.

    Attributes:
        amounts: labels of each part by route.
        money: money without the vendor's bill and without fixed costs.
        bill: the vendor's bills, before the minimum and the fee.
        hours: own hours by pool.
        cost: everything, with the fixed costs of the routes that were let open.
    """

    amounts: tuple[Amounts, ...]
    money: float
    bill: float
    hours: tuple[float, float]
    cost: float


@dataclass(frozen=True, kw_only=True)
class Month:
    """What a month of a split costs beside its labels.

    Attributes:
        open: whether each route carries labels.
        fixed: money a month for each open route; the own team's stands under in-house whoever of the two it serves.
        top_up: what the vendor's minimum adds to the bills, with the fee.
        total: everything.
    """

    open: tuple[bool, ...]
    fixed: tuple[float, ...]
    top_up: float
    total: float


def month(plan: Plan, split: Split) -> Month:
    """Return what a month of a split costs: only routes that carry labels are paid for."""
    carried = [sum(amounts[route] for amounts in split.amounts) for route in range(len(ROUTES))]
    is_open = tuple(labels > CARRIED for labels in carried)
    in_use = (is_open[IN_HOUSE] or is_open[MODEL], is_open[MODEL], is_open[OUTSOURCED])
    fixed = tuple(money if used else 0.0 for money, used in zip(plan.fixed, in_use, strict=True))
    lacking = plan.minimum - split.bill
    top_up = plan.fee * lacking if is_open[OUTSOURCED] and lacking > NOISE * plan.minimum else 0.0
    total = sum(fixed) + split.money + plan.fee * split.bill + top_up
    return Month(open=is_open, fixed=fixed, top_up=top_up, total=total)


def best(plan: Plan) -> Split | None:
    """Return the cheapest split that keeps every gate and pool; None where there is none.

    Splits that cost the same but for a billionth count as equal: then fewer open routes win, and no vendor.
    """
    found = list(candidates(plan, SETS))
    if not found:
        return None
    limit = min(split.cost for split in found) * (1 + TIE)
    return next(split for split in found if split.cost <= limit)


def cheapest(plan: Plan, sets: Sequence[tuple[int, ...]] = SETS) -> Split | None:
    """Return the split of the very least cost, whatever it ties with; None where there is none."""
    return min(candidates(plan, sets), key=lambda split: split.cost, default=None)


def candidates(plan: Plan, sets: Sequence[tuple[int, ...]]) -> Iterator[Split]:
    """Yield the cheapest split of each set of open routes that has one, in the order given."""
    for routes in sets:
        split = _above_minimum(plan, routes) if OUTSOURCED in routes else spread(plan, routes, 1.0)
        if split:
            paid = plan.fee * max(split.bill, plan.minimum) if OUTSOURCED in routes else 0.0
            fixed = sum(plan.fixed[route] for route in routes)
            yield replace(split, cost=fixed + split.money + paid)


def spread(plan: Plan, routes: Sequence[int], weight: float) -> Split | None:
    """Return the cheapest split over the routes let open when a vendor's bill counts by a weight from 0 to 1.

    Its cost is that of the labels alone, at this weight.
    """
    price = plan.fee * weight
    fronts = [part.frontier(routes, price, keep=weight in (0.0, 1.0)) for part in plan.parts]
    if not all(fronts):
        return None
    amounts: list[Amounts] = [NOWHERE] * len(fronts)
    for pool, capacity in enumerate(plan.capacity):
        members = plan.members[pool]
        places = fill([(plan.parts[index].volume, fronts[index]) for index in members], capacity)
        if places is None:
            return None
        for index, place in zip(members, places, strict=True):
            amounts[index] = _labels(plan.parts[index].volume, fronts[index], place)
    return _summed(plan, tuple(amounts), price)


def _labels(volume: float, options: Sequence[Option], place: Place) -> Amounts:
    step, share = place
    labels = [0.0, 0.0, 0.0]
    labels[options[step].rank] = volume * (1 - share)
    if share:
        labels[options[step + 1].rank] = volume * share
    return labels[0], labels[1], labels[2]


def _summed(plan: Plan, amounts: tuple[Amounts, ...], price: float) -> Split:
    money = bill = 0.0
    hours = [0.0, 0.0]
    for part, (own, model, bought) in zip(plan.parts, amounts, strict=True):
        if own:
            money += own * part.money[IN_HOUSE]
            hours[part.pool] += own * part.hours[IN_HOUSE]
        if model:
            money += model * part.money[MODEL]
            hours[part.pool] += model * part.hours[MODEL]
        if bought:
            money += bought * part.money[OUTSOURCED]
            bill += bought * part.bill
    return Split(amounts, money, bill, (hours[0], hours[1]), money + price * bill)


def _above_minimum(plan: Plan, routes: Sequence[int]) -> Split | None:
    """Return the cheapest split where the vendor bills at least the minimum.

    The vendor's charge is the larger of two straight lines, so the least cost is the highest of the least weighted
    costs. At that weight one solution bills more than the minimum and one less, and their mix that bills just the
    minimum reaches the bound. The weight is found by drawing the two known solutions' lines until none lies below.
    Source: Kelley (1960), The cutting-plane method for solving convex programs, Journal of the Society for Industrial
    and Applied Mathematics 8, 703-712.
    """
    below = spread(plan, routes, 1.0)
    if below is None or below.bill >= plan.minimum:
        return below
    above = spread(plan, routes, 0.0)
    if above is None or above.bill <= plan.minimum:
        return above
    for _ in range(ROUNDS):
        weight = (below.money - above.money) / (plan.fee * (above.bill - below.bill))
        level = above.money + plan.fee * weight * above.bill
        middle = spread(plan, routes, min(1.0, max(0.0, weight)))
        if middle is None or middle.cost >= level * (1 - NOISE):
            break
        if middle.bill > plan.minimum:
            above = middle
        else:
            below = middle
    return _mixed(plan, above, below)


def _mixed(plan: Plan, above: Split, below: Split) -> Split:
    """Return the mix of two solutions whose bills are just the minimum: by rows from the top, else all rows alike."""
    share = (plan.minimum - below.bill) / (above.bill - below.bill)
    even = _summed(plan, tuple(_between(*both, share) for both in zip(below.amounts, above.amounts, strict=True)), 0.0)
    rows = _row_by_row(plan, above, below)
    roomy = all(
        used <= max(have * (1 + NOISE), *some)
        for used, have, some in zip(rows.hours, plan.capacity, zip(above.hours, below.hours, strict=True), strict=True)
    )
    return rows if roomy and rows.money <= even.money * (1 + NOISE) else even


def _row_by_row(plan: Plan, above: Split, below: Split) -> Split:
    amounts = list(above.amounts)
    bill = above.bill
    for index, part in enumerate(plan.parts):
        less = part.bill * (above.amounts[index][OUTSOURCED] - below.amounts[index][OUTSOURCED])
        if bill - less <= plan.minimum:
            amounts[index] = _between(above.amounts[index], below.amounts[index], (bill - plan.minimum) / less)
            break
        amounts[index] = below.amounts[index]
        bill -= less
    return _summed(plan, tuple(amounts), 0.0)


def _between(start: Amounts, end: Amounts, share: float) -> Amounts:
    first, second, third = (a + share * (b - a) for a, b in zip(start, end, strict=True))
    return first, second, third
