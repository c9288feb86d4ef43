"""The parts of the answer that explain it: tables and charts."""

from collections.abc import Iterator, Sequence

from calculators.core import Amount, Rows, Section, Series, StackedBars
from calculators.core.answer import Content
from calculators.core.charts import tenths
from calculators.core.words import NOT_YET, bound, count, decimals, listed, money, percent
from calculators.models.hybrid.inputs import HybridInputs
from calculators.models.hybrid.moves import Move
from calculators.models.hybrid.phrases import (
    DRIVER_NAMES,
    FEW,
    GATE_NAMES,
    MANIFOLD,
    MOST_DIGITS,
    POOL_NAMES,
    REASONS,
    ROUTE_NAMES,
    STYLES,
    amount,
    beside,
    carried,
    few,
    labels,
)
from calculators.models.hybrid.result import Gate, Hybrid, Routes

MOST_BARS = 12
# What stands where closing a route leaves no split.
NEEDED = "no split keeps your rules without it"


def cash(value: float | None) -> Amount | str:
    """Return an amount of money as a cell; a line where there is none."""
    return "-" if value is None else Amount(value=value, kind="money")


def split(inputs: HybridInputs, hybrid: Hybrid) -> Section:
    """Return where each part goes, with a chart of labels by part and route."""
    return Section(id="split", title="Which part goes where", content=list(_split(inputs, hybrid)))


def _split(inputs: HybridInputs, hybrid: Hybrid) -> Iterator[Content]:
    if hybrid.split is None or hybrid.fixed is None:
        yield "There is no split that keeps your rules, so nothing can be shown here."
        return
    volumes = {row.name: row.volume for row in inputs.segments}
    rows: list[list[Amount | str]] = [
        [
            share.name,
            amount(volumes[share.name]),
            *(amount(carried(share, route)) for route in ROUTE_NAMES),
            cash(share.cost),
        ]
        for share in hybrid.split
    ]
    rows += [
        [f"Fixed costs, {ROUTE_NAMES[route].lower()}", "-", "-", "-", "-", cash(cost)]
        for route, cost in hybrid.fixed.items()
        if cost
    ]
    if hybrid.top_up:
        rows.append(["Up to the vendor's minimum bill", "-", "-", "-", "-", cash(hybrid.top_up)])
    rows.append(["Total", amount(sum(volumes.values())), "-", "-", "-", cash(hybrid.total)])
    yield Rows(
        title="Labels a month and what they cost",
        columns=["Part", "Labels a month", *ROUTE_NAMES.values(), "Money a month"],
        rows=rows,
    )
    used = {route: [carried(share, route) for share in hybrid.split] for route in ROUTE_NAMES}
    sums = [f"{ROUTE_NAMES[route]}: {labels(sum(values))}" for route, values in used.items() if any(values)]
    yield StackedBars(
        title="Labels a month by part and route",
        description=f"{listed(sums)}.",
        labels=[share.name for share in hybrid.split],
        series=[
            Series(name=ROUTE_NAMES[route], values=values, style=STYLES[route])
            for route, values in used.items()
            if any(values)
        ],
        kind="count",
        digits=max(amount(value).digits for values in used.values() for value in values),
    )


def people(hybrid: Hybrid) -> Section:
    """Return the people that the split uses, and what is lacking where there is none."""
    content: list[Content] = []
    if hybrid.people is not None:
        rows: list[list[Amount | str]] = [
            [
                POOL_NAMES[pool].capitalize(),
                Amount(value=one.available, digits=max(1, decimals(one.available, 4))),
                tenths(one.used),
                tenths(one.hours) if 0 < one.hours < FEW else Amount(value=one.hours),
            ]
            for pool, one in hybrid.people.items()
        ]
        columns = ["", "You have", "Used", "Hours a month"]
        content.append("Whole people are not needed here, so round what is used up to the next one.")
        content.append(Rows(title="Own people who label, or review a model", columns=columns, rows=rows))
    elif hybrid.shortage:
        lacking: list[list[Amount | str]] = [
            [POOL_NAMES[lack.pool].capitalize(), tenths(lack.hours), tenths(lack.people)] for lack in hybrid.shortage
        ]
        content.append("This is what lacks even if every part takes its open route with the fewest own hours.")
        content.append(Rows(title="What lacks", columns=["", "Hours a month", "People"], rows=lacking))
    return Section(id="team", title="People you need", content=content)


def routes(hybrid: Hybrid) -> Section:
    """Return the money for one label of each part on each route, with what closes a route."""
    return Section(
        id="routes",
        title="One label on each route",
        content=[
            "The vendor's bill holds the fee; fixed costs come on top. A closed route shows what it would cost.",
            Rows(
                title="Money for one label",
                columns=["Part", *ROUTE_NAMES.values()],
                rows=[[part.name, *(_lane(part, route) for route in ROUTE_NAMES)] for part in hybrid.routes],
            ),
        ],
    )


def _lane(part: Routes, route: str) -> Amount | str:
    cost: float = getattr(part, route)
    gates = [GATE_NAMES[gate] for gate in part.closed[route]]
    return f"{money(cost)}, closed: {listed(gates)}" if gates else Amount(value=cost, kind="money")


def alternatives(hybrid: Hybrid) -> Section:
    """Return each route alone for all parts, as if no rule and no head count stood against it."""
    rows: list[list[Amount | str]] = [
        [
            ROUTE_NAMES[route],
            cash(way.total),
            cash(way.unit_cost),
            tenths(way.people),
            tenths(way.specialists),
            few(way.blocked) or "-",
            "yes" if way.possible else "no",
        ]
        for route, way in hybrid.alternatives.items()
    ]
    return Section(
        id="alternatives",
        title="One route for everything",
        content=[
            "Each line sends all parts down one route, whatever your rules and your head count say.",
            Rows(
                title="One route alone",
                columns=["", "Money a month", "A label", "Trained people", "Specialists", "Forbidden for", "Possible"],
                rows=rows,
            ),
        ],
    )


def rules(hybrid: Hybrid) -> Section:
    """Return what each rule costs for each part and for all, what closing a route costs, and one more person."""
    title = "What each rule and each person is worth"
    if hybrid.gates is None or hybrid.gates_together is None or hybrid.without is None or hybrid.one_more is None:
        return Section(id="rules", title=title, content=[NOT_YET], pending=True)
    content: list[Content] = [
        "A rule's price says what it costs you. It does not say that the rule may be broken.",
    ]
    if hybrid.gates:
        columns = ["Part", "Rule", "Least cost a month without it", "Saves a month"]
        rows = [[gate.segment, GATE_NAMES[gate.gate], cash(gate.total), cash(gate.saving)] for gate in hybrid.gates]
        content.append(Rows(title="One rule lifted for one part", columns=columns, rows=rows))
        content.extend(_bars(hybrid.gates))
    else:
        content.append("No rule closes a route for any part.")
    together = [
        [GATE_NAMES[kind].capitalize(), cash(lift.total), cash(lift.saving)]
        for kind, lift in hybrid.gates_together.items()
    ]
    columns = ["Rule", "Least cost a month without it", "Saves a month"]
    content.append(Rows(title="One kind of rule lifted for all parts", columns=columns, rows=together))
    shut = [[ROUTE_NAMES[route], NEEDED if total is None else cash(total)] for route, total in hybrid.without.items()]
    content.append(Rows(title="One route closed for all parts", columns=["Route", "Least cost a month"], rows=shut))
    content.extend(_one_more(hybrid))
    return Section(id="rules", title=title, content=content)


def _bars(gates: Sequence[Gate]) -> Iterator[StackedBars]:
    dear = sorted(
        ((gate.saving, f"{gate.segment}: {GATE_NAMES[gate.gate]}") for gate in gates if gate.saving),
        key=lambda pair: -pair[0],
    )[:MOST_BARS]
    if dear:
        yield StackedBars(
            title="What each rule costs a month",
            description=f"The dearest is {dear[0][1]}, at {money(dear[0][0])}.",
            labels=[name for _, name in dear],
            series=[Series(name="Cost of the rule", values=[saving for saving, _ in dear], style="1")],
        )


def _one_more(hybrid: Hybrid) -> Iterator[str]:
    assert hybrid.one_more is not None
    worth = {pool: saving for pool, saving in hybrid.one_more.items() if saving}
    if worth:
        words = [f"of your {POOL_NAMES[pool]} {money(saving)} a month" for pool, saving in worth.items()]
        yield f"One more person would save: {listed(words)}."
    elif hybrid.feasible:
        yield "One more person would save nothing, because hours are left over or another route is cheaper."


def moves(hybrid: Hybrid) -> Section:
    """Return at which price or accuracy each part changes its route."""
    title = "What would move each part"
    if hybrid.moves is None:
        return Section(id="moves", title=title, content=[NOT_YET], pending=True)
    if not hybrid.moves:
        words = "Every part is bound to its route." if hybrid.feasible else "There is no split that could move."
        return Section(id="moves", title=title, content=[words])
    return Section(
        id="moves",
        title=title,
        content=[
            "Up to this bill some of a part goes out; from this accuracy on some of it goes to the model. "
            "Each line changes one thing for one part.",
            Rows(
                title="Where a part starts to move",
                columns=["Part", "What changes", "Now", "Moves at", "Change"],
                rows=[_moved(move) for move in hybrid.moves],
            ),
        ],
    )


def _moved(move: Move) -> list[Amount | str]:
    kind = "money" if move.driver == "vendor_price" else "percent"
    digits = decimals(move.now, 4)
    now = Amount(value=move.now, kind=kind, digits=digits)
    if move.value is None:
        return [move.segment, DRIVER_NAMES[move.driver], now, REASONS[move.reason], "-"]
    at = "any above 0%" if kind == "percent" and move.value == 0 else Amount(value=move.value, kind=kind, digits=1)
    return [move.segment, DRIVER_NAMES[move.driver], now, at, _change(move)]


def _change(move: Move) -> str:
    """Return how far it is: a price in per cent of what it is now, a share in points, since it is per cent itself."""
    if move.value is None:
        return "-"
    if move.driver == "model_accuracy":
        return f"{_points(abs(move.value - move.now))} {'more' if move.value > move.now else 'less'}"
    if move.change is None:
        return "-"
    if move.change > MANIFOLD:
        return f"{count(float(f'{move.value / move.now:.2g}'))} times as much"
    return f"{percent(abs(move.change), 1)} {'more' if move.change > 0 else 'less'}"


def _points(size: float) -> str:
    """Return a difference of shares with one decimal, or with as many as it takes that some is not read as none."""
    texts = [count(size, digits) for digits in range(1, MOST_DIGITS + 1)]
    text = next((text for text in texts if float(text)), texts[0]).removesuffix(".0")
    return f"{text} point{'' if text == '1' else 's'}"


def used(hybrid: Hybrid) -> str:
    """Return own people used of those there are, in a few words."""
    assert hybrid.people is not None
    trained = hybrid.people["trained"]
    return f"{beside(trained.used, trained.available)} of {bound(trained.available)}"
