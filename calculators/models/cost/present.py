"""The cost result in words: the verdict, what would flip it, and what to keep in mind."""

from collections.abc import Iterator, Sequence

from calculators.core import Amount, Answer, Figure, Later, Link
from calculators.core.guesses import still_assumed
from calculators.core.words import about_money, count, counted, listed, money, percent, told_apart
from calculators.methods import labour
from calculators.models.cost import sections
from calculators.models.cost.flips import PRICE_FIELDS
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.result import Cost
from calculators.models.cost.strips import strips
from calculators.models.cost.ways import charge, demand, overhead_a_person
from calculators.vocabulary import shared_number

# A way that wins in fewer draws than this share, in per cent, is said to be unsure where it is said to win.
SURE = 80
# Ways whose costs differ by less than this share cost about the same: no input is known better.
EQUAL = 0.005


def present(inputs: CostInputs, cost: Cost) -> Answer:
    """Return the answer: the cheaper way and what would flip it, then the parts that explain it."""
    return Answer(
        headline=" ".join(filter(None, _headline(inputs, cost))),
        figures=[
            Figure(
                name=f"{sections.WAYS[name]}, per label",
                value=Amount(value=way.unit_cost, kind="money"),
                note=f"about {about_money(way.total)} over {sections.months(inputs)}",
                style=sections.STYLES[name],
                why="where",
            )
            for name, way in sections.ways(cost).items()
        ],
        strips=Later(lambda: strips(inputs, cost)),
        sections=Later(
            lambda: [
                sections.prices(inputs, cost),
                sections.compare(inputs, cost),
                sections.where(cost),
                sections.flips(inputs, cost),
                sections.drivers(inputs, cost),
                sections.certainty(inputs, cost),
                sections.monthly(cost),
                sections.people(cost),
                sections.components(cost),
            ]
        ),
        cautions=Later(lambda: _cautions(inputs, cost)),
        next_steps=Later(lambda: _next_steps(inputs)),
    )


def _headline(inputs: CostInputs, cost: Cost) -> tuple[str, ...]:
    return _verdict(inputs, cost), _flip(inputs, cost), _other_price(inputs, cost), _unsure(cost)


def _verdict(inputs: CostInputs, cost: Cost) -> str:
    own, bought = cost.in_house.total, cost.outsourced.total
    name, cheap, dear = ("Outsourcing", bought, own) if bought < own else ("Labelling in-house", own, bought)
    if dear - cheap <= EQUAL * dear:
        about = tuple(map(about_money, (own, bought)))
        costs = about[0] if about[0] == about[1] else f"{about[0]} in-house and {about[1]} outsourced"
        return f"Over {sections.months(inputs)} both ways cost about the same: {costs}."
    saving = 100 * (dear - cheap) / dear
    less, more = told_apart(cheap, dear)
    sentence = (
        f"{name} is cheaper over {sections.months(inputs)}: about {less} against {more}, "
        f"which saves {about_money(dear - cheap)} ({_saving(saving)})."
    )
    if 0 < inputs.hybrid_share < 100 and cost.hybrid.total < cheap:
        sentence += f" The hybrid is cheaper still, at about {told_apart(cost.hybrid.total, cheap)[0]}."
    return sentence


def _other_price(inputs: CostInputs, cost: Cost) -> str:
    """Return what holds at the far end of the published prices, where the other way is cheaper there."""
    own, bought = cost.in_house.total, cost.outsourced.total
    for end, where in zip(cost.at_prices, ("lowest", "highest"), strict=False):
        if (end.total < own) != (bought < own):
            unit = sections.unit_of(inputs, PRICE_FIELDS[inputs.pricing])
            winner = "outsourcing" if end.total < own else "in-house"
            at = f"At the {where} published price, {money(end.price)} {unit}"
            return f"{at}, outsourcing would cost about {told_apart(end.total, own)[0]}, so {winner} would win."
    return ""


def _saving(share: float) -> str:
    """Return a saving in per cent that is never rounded to all or nothing."""
    return "over 99%" if share > 99 else percent(share, 0 if share >= 1 else 1)


def _flip(inputs: CostInputs, cost: Cost) -> str:
    """Return what would flip the answer: the nearest price and wage, or that none would; nothing between equals."""
    own, bought = cost.in_house.total, cost.outsourced.total
    if abs(own - bought) <= EQUAL * max(own, bought):
        return ""
    field = PRICE_FIELDS[inputs.pricing]
    changes = [
        _change("the vendor's price", getattr(inputs, field), cost.break_even.price, sections.unit_of(inputs, field)),
        _change("the annotator's wage", inputs.wage, cost.break_even.wage, "an hour"),
        _change("the cost of one wrong label", inputs.error_cost, cost.break_even.error_cost, ""),
    ]
    flips = sorted(change for change in changes if change)
    if not flips:
        return "No vendor's price, wage or cost of a wrong label would flip that."
    return f"That flips if {listed([words for _, words in flips[:2]], 'or')}."


def _unsure(cost: Cost) -> str:
    """Return how often the other way wins once the inputs vary, where that is often; nothing until it is known."""
    own, bought = cost.in_house.total, cost.outsourced.total
    if cost.uncertainty is None or abs(own - bought) <= EQUAL * max(own, bought):
        return ""
    sure = cost.uncertainty.buying_cheaper if bought < own else 100 - cost.uncertainty.buying_cheaper
    if sure >= SURE:
        return ""
    other = "labelling in-house" if bought < own else "outsourcing"
    often = f"{percent(100 - sure, 0)} of {count(cost.uncertainty.draws)} draws"
    return f"It is not sure: within the ranges of the inputs {other} is cheaper in {often}."


def _change(name: str, given: float, flip: float | None, unit: str) -> tuple[float, str] | None:
    if flip is None or money(flip) == money(given):
        return None
    verb = "rises above" if flip > given else "falls below"
    far = abs(flip - given) / given if given else float("inf")
    return far, f"{name} {verb} {money(flip)}{f' {unit}' if unit else ''} (now {money(given)})"


def _cautions(inputs: CostInputs, cost: Cost) -> Iterator[str]:
    yield from still_assumed(inputs)
    if inputs.inhouse_escape == inputs.vendor_escape and inputs.inhouse_acceptance == inputs.vendor_acceptance:
        yield "Both ways are taken to be equally good. Only a pilot on your own data can show that."
    if inputs.pricing == "per_seat":
        rate = inputs.seat_fee / inputs.seat_hours
        yield f"This seat works out at {money(rate)} an hour. Ask for the hours in writing."
    if inputs.pricing == "per_label":
        pace = inputs.label_price * 3600 / inputs.vendor_seconds
        yield (
            f"At {count(inputs.vendor_seconds, 1)} seconds a label, the price pays {money(pace)} for an hour of work, "
            "before the vendor's own costs. If that looks too low, ask how the vendor labels so fast or pays so little."
        )
    quiet = sum(
        charge(inputs, labels) * labour.price_level(inputs.price_rise, month) < inputs.minimum_month
        for month, labels in enumerate(demand(inputs))
    )
    if quiet:
        yield f"The minimum bill decides what you pay in {counted(quiet, 'month')} of {count(inputs.months)}."
    if cost.people[0].annotators <= 2:
        yield "So small a team has nobody to stand in when one person is away."
    if (
        inputs.vendor_seconds != inputs.seconds
        and inputs.vendor_seconds == inputs.fields()["vendor_seconds"].basis.value
    ):
        yield (
            f"The vendor's time for a label still stands at {count(inputs.vendor_seconds, 1)} seconds, while yours is "
            f"{count(inputs.seconds, 1)}. Unless a pilot showed that, give both the same time."
        )
    yield "Taxes and the cost of a late start are left out."


def _next_steps(inputs: CostInputs) -> Sequence[Link]:
    overhead = shared_number("person_overhead", inputs.currency)
    return [
        Link(
            words="Split unlike parts of the work over the ways, part by part",
            page="calculators/hybrid.md",
            calculator="hybrid",
            inputs={"person_overhead": overhead.text(min(overhead.maximum, overhead_a_person(inputs)))},
        ),
        Link(words="See each formula and its source", page="reference/methods.md#cost"),
        Link(words="See where each default comes from", page="reference/sources.md"),
    ]
