"""The estimate in words: what your own people cost, what a vendor does, and where the two meet."""

from collections.abc import Iterator, Sequence

from calculators.core import Amount, Answer, Basis, Figure, Known, Later, Link, Rows, Section, Series, StackedBars
from calculators.core.currency import CURRENCIES, DEFAULT
from calculators.core.words import bound, counted, money, plain, told_apart
from calculators.facts import Fact, fact
from calculators.models.cost import PARTS
from calculators.models.cost import calculator as cost
from calculators.models.estimate.inputs import EstimateInputs
from calculators.models.estimate.result import Estimate
from calculators.vocabulary.exchange import rate

ENDS = ("the lowest published price", "a common price", "the highest published price")
EVERY = "every published price"


def present(inputs: EstimateInputs, estimate: Estimate) -> Answer:
    """Return both sides of the price, what the estimate rests on, and the ways on."""
    return Answer(
        headline=_headline(inputs, estimate),
        figures=list(_tiles(inputs, estimate)),
        sections=Later(lambda: [both_sides(estimate), _parts(inputs, estimate), _rests_on(inputs, estimate)]),
        cautions=Later(lambda: _cautions(inputs)),
        next_steps=Later(lambda: _next_steps(inputs)),
        known=known(inputs),
    )


def _tiles(inputs: EstimateInputs, estimate: Estimate) -> Iterator[Figure]:
    """Yield what one label costs on both sides; what a vendor asks for it is less, and stands in the note."""
    one, low, high = inputs.what.one, estimate.prices[0], estimate.prices[-1]
    over = f"over {counted(estimate.months, 'month')}"
    own, *totals = told_apart(estimate.own_total, low.total, high.total)
    yield Figure(
        name=f"In-house, all in, per {one}", value=Amount(value=estimate.own_unit_cost, kind="money"),
        note=f"about {own} {over}", style="in-house", why="parts",
    )  # fmt: skip
    if estimate.at_minimum:
        yield Figure(
            name=f"Outsourced, all in, per {one}, at {EVERY}",
            value=Amount(value=low.unit_cost, kind="money"),
            note=f"about {totals[0]} {over}, whatever the vendor asks for one", style="outsourced", why="parts",
        )  # fmt: skip
        return
    for end, at, total in ((ENDS[0], low, totals[0]), (ENDS[-1], high, totals[1])):
        yield Figure(
            name=f"Outsourced, all in, per {one}, at {end}",
            value=Amount(value=at.unit_cost, kind="money"),
            note=f"about {total} {over}; the vendor asks {money(at.price)} for one",
            style="outsourced",
            why="parts",
        )


def _minimum(inputs: EstimateInputs) -> str:
    """Say why the price changes nothing where each month's labels come to less than the vendor bills anyway."""
    return f"the vendor's minimum of {money(inputs.case.minimum_month)} a month is more than the labels come to"


def known(inputs: EstimateInputs) -> Sequence[Known]:
    """Return what the place and the task mean for the inputs of other calculators."""
    fields = inputs.case.fields()
    return [
        Known(name=name, text=text, label=fields[name].label)
        for name, text in inputs.case.link_texts().items()
        if name not in inputs.fields()
    ]


def work(inputs: EstimateInputs, *, once: bool = False) -> dict[str, str]:
    """Return how the turnaround calculator takes the labels: as so many each month, or once as a project."""
    if not once:
        return {"work_shape": "inflow"}
    # A project is of whole labels, a month's mean need not be.
    return {"work_shape": "project", "project_labels": plain(round(inputs.volume))}


def _headline(inputs: EstimateInputs, estimate: Estimate) -> str:
    own, low, high = told_apart(estimate.own_total, estimate.prices[0].total, estimate.prices[-1].total)
    start = f"Over {counted(estimate.months, 'month')} your own people cost about {own}, while a vendor costs"
    if low == high:
        why = _minimum(inputs) if estimate.at_minimum else "a minimum bill and your own side outweigh the price of one"
        sentence = f"{start} about {low} at {EVERY}, because {why}."
    else:
        sentence = f"{start} between {low} and {high}, {inputs.what.apart}."
    return f"{sentence} {_verdict(inputs, estimate)}".rstrip()


def _verdict(inputs: EstimateInputs, estimate: Estimate) -> str:
    """Say which side is cheaper, or at which price neither is."""
    own, low, high = estimate.own_total, estimate.prices[0].total, estimate.prices[-1].total
    if high <= own:
        return f"So buying is cheaper at {EVERY}."
    if own <= low:
        return f"So your own people are cheaper at {EVERY}."
    if estimate.same_at is None:
        return ""
    return f"Both cost the same where the vendor asks {money(estimate.same_at)} for one {inputs.what.one}."


def both_sides(estimate: Estimate, split: Sequence[float] = ()) -> Section:
    """Return what both sides cost at each price, and a split at the lowest and the highest one, where it is given."""
    bought = [at.total for at in estimate.prices]
    bars = [("In-house", "in-house", "In-house", estimate.own_total)]
    bars += _at_prices("Outsourced", "outsourced", ENDS, bought)
    bars += _at_prices("Hybrid", "hybrid", (ENDS[0], ENDS[-1]), split)
    ways = dict.fromkeys((name, style) for name, style, _, _ in bars)
    return Section(
        id="both-sides",
        title="Both sides of the price",
        content=[
            StackedBars(
                title=f"Cost over {counted(estimate.months, 'month')}",
                description=f"{'; '.join(f'{label} {money(cost)}' for _, _, label, cost in bars)}.",
                labels=[label for _, _, label, _ in bars],
                series=[
                    Series(name=name, style=style, values=[cost if its == name else 0 for its, _, _, cost in bars])
                    for name, style in ways
                ],
            )
        ],
    )


def _parts(inputs: EstimateInputs, estimate: Estimate) -> Section:
    """Return what one label's cost is made of, at the lowest and the highest price unless the price changes nothing."""
    low, high = estimate.prices[0], estimate.prices[-1]
    ends = {"Outsourced": low} if estimate.at_minimum else {"Lowest price": low, "Highest price": high}
    sides = [(estimate.own_components, estimate.own_unit_cost, estimate.own_total)]
    sides += [(at.components, at.unit_cost, at.total) for at in ends.values()]
    rows = []
    for words, names in PARTS.items():
        sums = [sum(parts.get(name, 0) for name in names) * each / total for parts, each, total in sides]
        if any(sums):
            rows.append([words, *(Amount(value=one, kind="money") if one else "-" for one in sums)])
    rows.append(["All in", *(Amount(value=each, kind="money") for _, each, _ in sides)])
    title = f"For one accepted {inputs.what.one}, made in-house or bought"
    table = Rows(title=title, columns=["", "In-house", *ends], rows=rows)
    return Section(id="parts", title="What one label costs, part by part", folded=True, content=[table])


def _at_prices(name: str, style: str, ends: Sequence[str], costs: Sequence[float]) -> list[tuple[str, str, str, float]]:
    """Return a bar for each price, or one for all where the vendor's minimum makes them the same."""
    if costs and costs[0] == costs[-1]:
        ends, costs = [EVERY], costs[:1]
    return [(name, style, f"{name} at {end}", cost) for end, cost in zip(ends, costs, strict=False)]


def _rests_on(inputs: EstimateInputs, estimate: Estimate) -> Section:
    return Section(
        id="rests-on",
        title="What it rests on",
        folded=True,
        content=[
            Rows(
                title=f"Published for {inputs.there.name} and for {inputs.what.many}, or assumed",
                columns=["", "Taken as", "From"],
                rows=list(_figures(inputs, estimate)),
            )
        ],
    )


def _figures(inputs: EstimateInputs, estimate: Estimate) -> Iterator[tuple[str, str, str]]:
    """Yield what the answer rests on, the value taken, and who published it in which year, weak or not."""
    there, usual, case = inputs.there.figures, cost.inputs.fields(), inputs.case
    seconds = inputs.what.seconds
    yield f"Time for one {inputs.what.one}", f"{bound(seconds.value)} seconds", _origin(seconds)
    yield "Annotator's wage", f"{money(estimate.wage)} an hour", _cited(there["wage"])
    for name, unit in (("benefit_load", "% of wages"), ("paid_hours", " hours a month")):
        field, taken = usual[name], f"{bound(getattr(case, name))}{unit}"
        if name in there:
            yield field.label, taken, _cited(there[name])
        else:
            yield field.label, taken, f"The default, for the United States: {_origin(field.basis)}"
    for end, at, key in zip(ENDS, estimate.prices, inputs.what.asked, strict=True):
        yield f"Vendor, {end.removeprefix('the ')}", f"{money(at.price)} for one {inputs.what.one}", _cited(fact(key))
    known = rate(inputs.currency)
    if known and inputs.currency != DEFAULT:
        worth = f"{bound(float(known.value))} {CURRENCIES[inputs.currency].name}"
        yield "One US dollar", worth, _cited(known)


def _origin(basis: Basis[float]) -> str:
    return _cited(fact(basis.fact)) if basis.fact else f"Assumption: {basis.words}"


def _cited(figure: Fact) -> str:
    return f"{figure.publisher}, {figure.year}{', weak' * figure.weak}"


def _cautions(inputs: EstimateInputs) -> Iterator[str]:
    yield (
        "It is an estimate and no quote. Prices that vendors publish are offers to strangers, so ask three of them "
        "for a price on a sample of your own data."
    )
    yield (
        "Both ways are taken to be equally good, one label in five is reviewed, and what leads, reviewers and "
        "engineers earn stands to an annotator's wage as it does in the United States. Each is a field of the full "
        "calculator."
    )
    if inputs.currency != DEFAULT:
        yield (
            "Prices, and every amount that is not listed under “What it rests on”, were published or assumed in US "
            "dollars and are converted at the rate that stands there."
        )


def _next_steps(inputs: EstimateInputs) -> Sequence[Link]:
    return [
        Link(
            words="Open this case in the full calculator, and change whatever is not yours",
            page=cost.page,
            calculator="cost",
            inputs=inputs.case.link_texts(),
        ),
        Link(words="Decide who should label, since money is only one reason", page="calculators/decide.md",
             calculator="decide"),
        Link(words="Check a quote that you have been given", page="calculators/quotes.md", calculator="quotes"),
        Link(words="Plan the work: when it is done, and with how many people", page="calculators/turnaround.md",
             calculator="turnaround", inputs=work(inputs)),
    ]  # fmt: skip
