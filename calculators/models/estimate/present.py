"""The estimate in words: what your own people cost, what a vendor does, and where the two meet."""

from collections.abc import Iterator, Sequence

from calculators.core import Amount, Answer, Basis, Figure, Known, Link, Rows, Section, Series, StackedBars
from calculators.core.currency import CURRENCIES, DEFAULT
from calculators.core.words import about_money, bound, count, counted, money, plain
from calculators.facts import Fact, fact
from calculators.models.cost import calculator as cost
from calculators.models.estimate.inputs import EstimateInputs
from calculators.models.estimate.result import Estimate
from calculators.vocabulary.exchange import rate

ENDS = ("lowest published price", "a common price", "highest published price")


def present(inputs: EstimateInputs, estimate: Estimate) -> Answer:
    """Return both sides of the price, what the estimate rests on, and the ways on."""
    one, low, high = inputs.what.one, estimate.prices[0], estimate.prices[-1]
    over = counted(estimate.months, "month")
    return Answer(
        headline=_headline(inputs, estimate),
        figures=[
            Figure(
                name=f"In-house, per {one}",
                value=Amount(value=estimate.own_unit_cost, kind="money"),
                note=f"about {about_money(estimate.own_total)} over {over}",
                style="in-house",
                why="both-sides",
            ),
            *(
                Figure(
                    name=f"Outsourced, {end}, per {one}",
                    value=Amount(value=at.unit_cost, kind="money"),
                    note=f"about {about_money(at.total)} over {over}; the vendor bills {money(at.price)} for one",
                    style="outsourced",
                    why="both-sides",
                )
                for end, at in ((ENDS[0], low), (ENDS[-1], high))
            ),
        ],
        sections=[_both_sides(estimate), _rests_on(inputs, estimate)],
        cautions=list(_cautions(inputs)),
        next_steps=_next_steps(inputs),
        known=known(inputs),
    )


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
    own, low, high = estimate.own_total, estimate.prices[0].total, estimate.prices[-1].total
    start = f"Over {counted(estimate.months, 'month')} your own people cost about {about_money(own)}"
    if about_money(low) == about_money(high):
        return (
            f"{start}, while a vendor costs about {about_money(low)} at every published price, because a minimum bill "
            "and your own side outweigh the price of one."
        )
    sentence = f"{start}, while a vendor costs between {about_money(low)} and {about_money(high)}, {inputs.what.apart}."
    if high <= own:
        return f"{sentence} So buying is cheaper at every published price."
    if own <= low:
        return f"{sentence} So your own people are cheaper at every published price."
    if estimate.same_at is None:
        return sentence
    return f"{sentence} Both cost the same where the vendor asks {money(estimate.same_at)} for one {inputs.what.one}."


def _both_sides(estimate: Estimate) -> Section:
    totals = [at.total for at in estimate.prices]
    own = estimate.own_total
    return Section(
        id="both-sides",
        title="Both sides of the price",
        content=[
            StackedBars(
                title=f"Cost over {counted(estimate.months, 'month')}",
                description=(
                    f"In-house {money(own)}; outsourced {money(totals[0])} at the lowest published price, "
                    f"{money(totals[1])} at a common one and {money(totals[2])} at the highest."
                ),
                labels=["In-house", *(f"Outsourced, {end}" for end in ENDS)],
                series=[
                    Series(name="In-house", values=[own, 0, 0, 0], style="in-house"),
                    Series(name="Outsourced", values=[0, *totals], style="outsourced"),
                ],
            )
        ],
    )


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
    yield f"Time for one {inputs.what.one}", f"{count(seconds.value, 1)} seconds", _origin(seconds)
    yield "Annotator's wage", f"{money(estimate.wage)} an hour", _cited(there["wage"])
    for name, unit in (("benefit_load", "% of wages"), ("paid_hours", "hours a month")):
        field, taken = usual[name], f"{bound(getattr(case, name))} {unit}"
        if name in there:
            yield field.label, taken, _cited(there[name])
        else:
            yield field.label, taken, f"The default, for the United States: {_origin(field.basis)}"
    for end, at, key in zip(ENDS, estimate.prices, inputs.what.asked, strict=True):
        yield f"Vendor, {end}", f"{money(at.price)} for one {inputs.what.one}", _cited(fact(key))
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
