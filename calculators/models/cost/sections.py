"""The parts that explain the cost: tables, charts and the sentences over them."""

from collections.abc import Mapping, Sequence

from calculators.core import Amount, Lines, Number, Ranges, Rows, Section, Series, StackedBars, Tornado
from calculators.core.currency import CURRENCIES, DEFAULT
from calculators.core.words import DRIVERS, NOT_YET, count, counted, listed, money, percent
from calculators.methods.ranges import certain
from calculators.models.cost.flips import PRICE_FIELDS
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.ranges import ends_by_place, told
from calculators.models.cost.result import AtPrice, Cost
from calculators.models.cost.ways import Way
from calculators.vocabulary.exchange import dollar_in, rate, worth_of_a_dollar, worth_told
from calculators.vocabulary.tasks import TASKS
from calculators.vocabulary.vendor import PRICING

WAYS = {"in_house": "In-house", "outsourced": "Outsourced", "hybrid": "Hybrid"}
STYLES = {"in_house": "in-house", "outsourced": "outsourced", "hybrid": "hybrid"}

# What belongs together in the chart; the full list of components is in the table.
PARTS = {
    "Annotators and reviewers": ("labelling", "review", "in_house_labelling", "in_house_review"),
    "Leads, benefits, engineers": (
        "management", "benefits", "engineering",
        "in_house_management", "in_house_benefits", "in_house_engineering",
    ),
    "Hiring and training": ("recruiting", "training", "in_house_recruiting", "in_house_training"),
    "Tools and space": (
        "tools", "workstations", "space", "in_house_tools", "in_house_workstations", "in_house_space",
    ),
    "Vendor's bill": ("service", "project_fee", "vendor_service", "vendor_project_fee"),
    "Managing and checking the vendor": ("oversight", "checking", "vendor_oversight", "vendor_checking"),
    "Set-up and exit": ("setup", "exit", "in_house_setup", "vendor_setup", "vendor_exit"),
    "Wrong labels": ("errors", "in_house_errors", "vendor_errors"),
}  # fmt: skip

COMPONENT_NAMES = {
    "labelling": "Annotators' wages",
    "review": "Reviewers' wages",
    "management": "Team leads",
    "benefits": "Benefits and employer's taxes",
    "recruiting": "Recruiting",
    "training": "Training and slow start",
    "tools": "Annotation tool",
    "workstations": "Workstations",
    "space": "Space, network and support",
    "engineering": "Engineer's time",
    "setup": "Set-up",
    "errors": "Wrong labels",
    "service": "Vendor's bill",
    "project_fee": "Project management fee",
    "oversight": "Your time to manage the vendor",
    "checking": "Your own checks of deliveries",
    "exit": "Leaving the vendor",
}


def ways(cost: Cost) -> dict[str, Way]:
    """Return the three ways by name, in the order in which the handbook shows them."""
    return {"in_house": cost.in_house, "outsourced": cost.outsourced, "hybrid": cost.hybrid}


def months(inputs: CostInputs) -> str:
    """Return how long the plan is, in words."""
    return "one month" if inputs.months == 1 else f"{inputs.months} months"


def unit_of(inputs: CostInputs, name: str) -> str:
    """Return an amount's unit without the currency."""
    return inputs.fields()[name].unit.removeprefix("¤ ")


def prices(inputs: CostInputs, cost: Cost) -> Section:
    """Return outsourcing at a low, the given and a high price: which half one looks at must not decide."""
    name = PRICE_FIELDS[inputs.pricing]
    unit = unit_of(inputs, name)
    low, high = (*cost.at_prices, None, None)[:2]
    by_place = ends_by_place(inputs)
    points = [
        (f"Lowest published price{' (offshore)' * by_place}", low),
        ("Your price", AtPrice(price=getattr(inputs, name), total=cost.outsourced.total,
                               unit_cost=cost.outsourced.unit_cost)),
        (f"Highest published price{' (onshore)' * by_place}", high),
    ]  # fmt: skip
    rows = [
        [words, Amount(value=end.price, kind="money"), Amount(value=end.unit_cost, kind="money"),
         Amount(value=end.total, kind="money"), "Outsourced" if end.total < cost.in_house.total else "In-house"]
        for words, end in points if end
    ]  # fmt: skip
    depends = "where the vendor's annotators sit" if by_place else "the seller, and one seller's own band is that wide"
    words = (
        f"In-house costs {money(cost.in_house.total)}, whatever the vendor asks. What outsourcing costs depends on "
        f"{depends}, so look at both ends of what is published before you believe either."
        if low
        else _unlike(inputs)
    )
    words += _exchanged(inputs) if low else ""
    return Section(
        id="prices",
        title="At a low and at a high price",
        content=[
            words,
            Rows(
                title=f"Outsourcing over {months(inputs)}",
                columns=["", f"Price {unit}", "Per accepted label", "In all", "Cheaper way"],
                rows=rows,
            ),
        ],
    )


def _unlike(inputs: CostInputs) -> str:
    """Say why no published price stands beside the given one."""
    if worth_of_a_dollar(inputs.currency) is None:
        only = "Prices by place are published in US dollars, so only your own price is shown."
        return f"{only} {worth_told(inputs.currency)}"
    if inputs.pricing != "per_label":
        hour = "what is published for an hour of ordinary labelling"
        return f"Your price lies outside of {hour}, so only your own price is shown."
    kinds = listed([kind.one for kind in TASKS.values() if kind.is_priced_by_place], "or")
    return (
        f"Prices by place are published for one {kinds}, and your price and your time for a label together are those "
        "of none of these, so only your own price is shown."
    )


def _exchanged(inputs: CostInputs) -> str:
    """Say at which rate prices that were published in US dollars stand in another currency."""
    known = rate(inputs.currency) if inputs.currency != DEFAULT else None
    if not known:
        return ""
    worth = f"{count(float(known.value), 4)} {CURRENCIES[inputs.currency].name}"
    return f" They were published in US dollars, and one dollar was {worth} ({known.publisher}, {known.year})."


def compare(inputs: CostInputs, cost: Cost) -> Section:
    """Return the three ways side by side."""
    return Section(
        id="compare",
        title="The three ways side by side",
        content=[
            Rows(
                title=f"Cost over {months(inputs)}",
                columns=["", *WAYS.values()],
                rows=[
                    ["Total", *(Amount(value=way.total, kind="money") for way in ways(cost).values())],
                    ["Per accepted label", *(Amount(value=w.unit_cost, kind="money") for w in ways(cost).values())],
                    ["Present value", *(Amount(value=way.npv, kind="money") for way in ways(cost).values())],
                    ["First month", *(Amount(value=w.monthly[0], kind="money") for w in ways(cost).values())],
                    ["Last month", *(Amount(value=w.monthly[-1], kind="money") for w in ways(cost).values())],
                ],
            )
        ],
    )


def where(cost: Cost) -> Section:
    """Return where the money goes."""
    every = ways(cost)
    series = [
        Series(
            name=part,
            values=[sum(way.components.get(name, 0.0) for name in names) for way in every.values()],
            style=str(number),
        )
        for number, (part, names) in enumerate(PARTS.items(), 1)
    ]
    largest = {
        WAYS[name]: max(PARTS, key=lambda part: sum(way.components.get(key, 0.0) for key in PARTS[part]))
        for name, way in every.items()
    }
    return Section(
        id="where",
        title="Where the money goes",
        content=[
            StackedBars(
                title="Total cost by part",
                description="Largest part: " + "; ".join(f"{name}, {part.lower()}" for name, part in largest.items()),
                labels=list(WAYS.values()),
                series=[one for one in series if any(one.values)],
            )
        ],
    )


def flips(inputs: CostInputs, cost: Cost) -> Section:
    """Return what would flip the answer."""
    flips = cost.break_even
    price = PRICE_FIELDS[inputs.pricing]
    rows: list[list[Amount | str]] = [
        [f"Vendor's price, {PRICING[inputs.pricing].lower()}", _or_none(flips.price, "money"),
         Amount(value=getattr(inputs, price), kind="money")],
        ["Annotator's wage an hour", _or_none(flips.wage, "money"), Amount(value=inputs.wage, kind="money")],
        ["Cost of one wrong label", _or_none(flips.error_cost, "money"),
         Amount(value=inputs.error_cost, kind="money")],
        ["Labels a month", _volumes(flips.volume), Amount(value=inputs.volume)],
        ["Month in which the cheaper way so far changes",
         listed([count(month) for month in flips.months]) or "none", "-"],
    ]  # fmt: skip
    return Section(
        id="flip",
        title="What would flip it",
        content=[
            "Each line changes one thing and leaves the rest as you gave it.",
            Rows(title="Where in-house and outsourced cost the same", columns=["", "Meets at", "You gave"], rows=rows),
        ],
    )


def _or_none(value: float | None, kind: str) -> Amount | str:
    return "none" if value is None else Amount(value=value, kind=kind)


def _volumes(volumes: Sequence[float] | None) -> str:
    if volumes is None:
        return "searching"
    if not volumes:
        return "none between 1% and 10,000% of yours"
    if len(volumes) > 3:
        return f"between {count(volumes[0])} and {count(volumes[-1])}, {len(volumes)} times, as people are whole"
    return listed([count(volume) for volume in volumes])


def drivers(inputs: CostInputs, cost: Cost) -> Section:
    """Return what each input does to the difference, the largest swing first."""
    if cost.swings is None:
        return Section(id="drivers", title=DRIVERS, content=[NOT_YET], pending=True)
    fields = inputs.fields()
    bars = [
        (
            fields[swing.name].label,
            _end(fields[swing.name], swing.low),
            _end(fields[swing.name], swing.high),
            swing.difference_at_low,
            swing.difference_at_high,
        )
        for swing in cost.swings[:12]
    ]
    gap = cost.in_house.total - cost.outsourced.total
    flippers = [name for name, _, _, low, high in bars if (low > 0) != (gap > 0) or (high > 0) != (gap > 0)]
    words = (
        f"Alone and within its range, {listed(flippers, 'or')} can flip the answer."
        if flippers
        else "No single input flips the answer within its range."
    )
    return Section(
        id="drivers",
        title=DRIVERS,
        content=[
            words,
            Tornado(
                title="In-house minus outsourced, each input at its low and high end",
                description=words,
                bars=bars,
                centre=gap,
                negative="In-house cheaper",
                positive="Outsourced cheaper",
            ),
        ],
    )


def _end(field: object, value: float) -> str:
    assert isinstance(field, Number)
    digits = 0 if value >= 100 or value == int(value) else 2
    return count(value, digits)


def certainty(inputs: CostInputs, cost: Cost) -> Section:
    """Return how sure the answer is."""
    if cost.uncertainty is None:
        return Section(id="uncertainty", title="How sure this is", content=[NOT_YET], pending=True)
    found = cost.uncertainty
    likelier = "Outsourcing" if found.buying_cheaper >= 50 else "Labelling in-house"
    share = max(found.buying_cheaper, 100 - found.buying_cheaper)
    words = (
        f"{likelier} is cheaper in {_of(share, found.draws)} draws, in which "
        f"{counted(len(found.drawn), 'input')} vary within their ranges. Where your value lies "
        "outside the usual range, the range moves along with it." + told(inputs)
    )
    if held := [f"“{inputs.number(name).label}”" for name in certain(inputs, dollar_in(inputs.currency))]:
        counts = "it counts" if len(held) == 1 else "they count"
        words += f" No range could move along to your value of {listed(held)}, so {counts} as certain."
    if worth_of_a_dollar(inputs.currency) is None:
        words += " Ranges of amounts stand as they are in US dollars, since we hold no rate."
    return Section(
        id="uncertainty",
        title="How sure this is",
        content=[
            words,
            Ranges(
                title="Cost per accepted label",
                description=words,
                rows=[(WAYS[name], *ends, STYLES[name]) for name, ends in found.unit_costs.items()],
            ),
        ],
    )


def _of(share: float, draws: int) -> str:
    if share == 100:
        return f"all {count(draws)}"
    return f"{percent(share, 0 if share < 99 else 1)} of {count(draws)}"


def monthly(cost: Cost) -> Section:
    """Return the money spent so far, month by month."""
    series = []
    for name, way in ways(cost).items():
        sums, total = [], 0.0
        for month in way.monthly:
            total += month
            sums.append(total)
        series.append(Series(name=WAYS[name], values=sums, style=STYLES[name]))
    months = cost.break_even.months
    words = (
        f"The cheaper way so far changes in month {listed([count(month) for month in months])}."
        if months
        else "The way that is cheaper so far never changes."
    )
    return Section(
        id="monthly",
        title="Month by month",
        content=[
            words,
            Lines(
                title="Money spent so far",
                description=words,
                positions=list(range(1, len(cost.in_house.monthly) + 1)),
                series=series,
                position_name="Month",
                marks=[(month, f"month {month}") for month in months[:3]],
            ),
        ],
    )


def people(cost: Cost) -> Section:
    """Return the team that the work takes in-house."""
    last = len(cost.people)
    shown = sorted({1, 2, 3, 6, 12, 24, 36, 60, last} & set(range(1, last + 1)))
    hires = sum(month.hires for month in cost.people)
    return Section(
        id="people",
        title="People you would need in-house",
        folded=True,
        content=[
            f"All work in-house takes {count(hires, 1)} hires in all, replacements included.",
            Rows(
                title="In-house team by month",
                columns=["Month", "Annotators", "Reviewers", "Team leads", "Hires in the month"],
                rows=[
                    [
                        count(month),
                        Amount(value=cost.people[month - 1].annotators),
                        Amount(value=cost.people[month - 1].reviewers, digits=1),
                        Amount(value=cost.people[month - 1].leads, digits=1),
                        Amount(value=cost.people[month - 1].hires, digits=1),
                    ]
                    for month in shown
                ],
            ),
        ],
    )


def components(cost: Cost) -> Section:
    """Return every component of the cost."""
    ways: Mapping[str, Mapping[str, float]] = {
        "in_house": cost.in_house.components,
        "outsourced": cost.outsourced.components,
    }

    def cell(components: Mapping[str, float], name: str) -> Amount | str:
        return Amount(value=components[name], kind="money") if name in components else "-"

    def both(name: str) -> Amount:
        parts = cost.hybrid.components
        return Amount(value=parts.get(f"in_house_{name}", 0.0) + parts.get(f"vendor_{name}", 0.0), kind="money")

    return Section(
        id="components",
        title="Every component",
        folded=True,
        content=[
            Rows(
                title="Sum over all months",
                columns=["", *WAYS.values()],
                rows=[
                    [words, *(cell(components, name) for components in ways.values()), both(name)]
                    for name, words in COMPONENT_NAMES.items()
                ],
            )
        ],
    )
