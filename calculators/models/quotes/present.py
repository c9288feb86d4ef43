"""The quotes in words, figures, tables and charts."""

from collections.abc import Iterator, Sequence

from calculators.core import (
    Amount,
    Answer,
    BulletList,
    Download,
    Figure,
    Later,
    Ranges,
    Rows,
    Section,
    Series,
    StackedBars,
)
from calculators.core.answer import Content
from calculators.core.currency import CURRENCIES, DEFAULT
from calculators.core.words import listed, money, percent
from calculators.models.quotes.flips import Flip
from calculators.models.quotes.inputs import Quote, QuotesInputs
from calculators.models.quotes.letters import SAME_FOR_ALL, file_note
from calculators.models.quotes.near import lower
from calculators.models.quotes.one_to_one import asked, at_its_dearest, left_open, left_open_note, open_terms, warnings
from calculators.models.quotes.onward import next_steps
from calculators.models.quotes.pay_words import pay_section
from calculators.models.quotes.result import Cost, Quotes
from calculators.models.quotes.words import TERMS, apart, cell, condition, months_of, nearest, nearest_of
from calculators.vocabulary.exchange import worth_told

COMPONENTS = {
    "service": "Vendor's bill",
    "project_fee": "Project fee",
    "tool": "Tool",
    "oversight": "Your time to manage the vendor",
    "checking": "Your own checks",
    "setup": "Set-up",
    "exit": "Leaving",
}


def present(inputs: QuotesInputs, result: Quotes) -> Answer:
    """Return the answer: the cheapest quote and what would change that, then the parts that explain it."""
    return Answer(
        headline=" ".join(filter(None, _headline(inputs, result))),
        figures=[*(_figure(inputs, row, one) for row, one in enumerate(result.quotes)), _pay_figure(inputs, result)],
        sections=Later(
            lambda: [
                _compare(inputs, result),
                _parts(result),
                pay_section(inputs, result),
                _flips(inputs, result),
                _questions(inputs, result),
                _note(inputs, result),
            ]
        ),
        cautions=Later(lambda: [*_unwarned(inputs, result), *_filled_in(inputs, result), *_cautions(inputs)]),
        next_steps=Later(lambda: next_steps(inputs, result)),
    )


def _named(inputs: QuotesInputs, result: Quotes) -> list[Quote]:
    """Return the quotes that the headline names."""
    rows = {result.first, result.second, result.lowest_list_price}
    if result.tied:
        rows |= {row for row, one in enumerate(result.quotes) if one.rank == 1}
    return [quote for row, quote in enumerate(inputs.quotes) if row in rows]


def _unwarned(inputs: QuotesInputs, result: Quotes) -> Iterator[str]:
    """Warn of the quotes that count one to one and that the headline does not name."""
    named = _named(inputs, result)
    yield from warnings([quote for quote in inputs.quotes if quote not in named], inputs.currency)


def _filled_in(inputs: QuotesInputs, result: Quotes) -> Iterator[str]:
    """Say which amounts we filled in that are no amounts of the reader's money."""
    if inputs.currency == DEFAULT:
        return
    open_amounts = {term for one in result.quotes for term in one.missing if Quote.fields()[term].unit.startswith("¤")}
    if open_amounts:
        names = listed([words for term, words in TERMS.items() if term in open_amounts])
        yield (
            f"What we fill in where a quote leaves an amount open ({names}) was published or assumed in US dollars and "
            f"counts here as {CURRENCIES[inputs.currency].name} without being converted, so put in what the vendor "
            f"says. {worth_told(inputs.currency)}"
        )


def _headline(inputs: QuotesInputs, result: Quotes) -> Iterator[str]:
    first = result.quotes[result.first]
    # An order that rests on money counted one to one says so before anything is built on it.
    warned = " ".join(warnings(_named(inputs, result), inputs.currency))
    if result.second is None:
        terms = left_open(first, inputs.quotes[result.first], inputs.currency)
        cost = f"{first.name} costs {money(first.unit_cost)} per accepted label{_range(first)}"
        yield f"{cost}; it leaves {terms} open."
        yield warned
        return
    second = result.quotes[result.second]
    if result.tied:
        equals = [one.name for one in result.quotes if one.rank == 1]
        yield f"{listed(equals)} cost the same: {money(first.unit_cost)} per accepted label."
    else:
        ours, theirs = apart(first.unit_cost, second.unit_cost)
        yield (
            f"{first.name} costs least: {ours} per accepted label, against {theirs} for {second.name} "
            f"({_more(first.total, second.total)})."
        )
        yield warned
        yield _flip_sentence(inputs, result)
    if not result.firm:
        yield _uncertain(inputs, result)
    if result.tied:
        # Only here, because "That is not certain" speaks of the tie.
        yield warned
    if result.lowest_list_price != result.first and not result.tied:
        yield f"{result.quotes[result.lowest_list_price].name} looks cheaper by the label, and is not."


def _range(cost: Cost) -> str:
    if money(cost.unit_cost_low) == money(cost.unit_cost_high):
        return ""
    return f", and {money(cost.unit_cost_low)} to {money(cost.unit_cost_high)} as its open terms turn out"


def _more(low: float, high: float) -> str:
    """Return how much dearer one total is, never rounded to nothing."""
    if low == 0:
        return "the first costs nothing"
    more = 100 * (high - low) / low
    return "less than 0.1% more" if more < 0.1 else f"{percent(more, 0 if more >= 1 else 1)} more"


def _flip_sentence(inputs: QuotesInputs, result: Quotes) -> str:
    """Return the two nearest changes that make the second quote the first; nothing before they are searched."""
    if result.flips is None or result.second is None:
        return ""
    quote = inputs.quotes[result.second]
    found = nearest_of(result.flips.second, quote, inputs.currency)
    if not found:
        return f"No single term of {quote.name} would make it first."
    changes = [condition(name, flip, quote) for name, flip in found[:2]]
    return f"{quote.name} would be first if {listed(changes, 'or')}."


def _uncertain(inputs: QuotesInputs, result: Quotes) -> str:
    """Return why the order is not certain: what the first leaves open, what another does, or both."""
    first = result.quotes[result.first]
    rivals = [one for row, one in enumerate(result.quotes) if row != result.first]
    # Where nothing is tied, the sentence before is about another quote, so "that" alone would be taken for its change.
    claim, who = ("That", first.name) if result.tied else (f"That {first.name} costs least", "it")
    rival = min(rivals, key=lambda one: one.unit_cost)
    if lower(rival.unit_cost, first.unit_cost_high):
        quote, reader = inputs.quotes[result.first], inputs.currency
        ours, theirs = apart(first.unit_cost_high, rival.unit_cost)
        return (
            f"{claim} is not certain, because {who} leaves {left_open(first, quote, reader)} open, and "
            f"{at_its_dearest(first, quote, reader)} it costs {ours}, more than the {theirs} of {rival.name}."
        )
    rival = min(rivals, key=lambda one: one.unit_cost_low)
    ours, theirs = apart(first.unit_cost_high, rival.unit_cost_low)
    dearest = " at the dearest of its own" if first.missing else ""
    return (
        f"{claim} is not certain, because {rival.name} costs {theirs} at the cheapest reading of its open terms, and "
        f"{first.name} {ours}{dearest}."
    )


def _figure(inputs: QuotesInputs, row: int, cost: Cost) -> Figure:
    low, high = money(cost.unit_cost_low), money(cost.unit_cost_high)
    note = left_open_note(cost, inputs.quotes[row], inputs.currency)
    return Figure(
        name=f"{cost.name}, per accepted label",
        value=Amount(value=cost.unit_cost, kind="money"),
        note=f"{low} to {high}, because {note}" if low != high else note,
        style="outsourced",
        why="parts",
    )


def _pay_figure(inputs: QuotesInputs, result: Quotes) -> Figure:
    first = result.quotes[result.first]
    return Figure(
        name=f"What {first.name} may pay an annotator, an hour",
        value=Amount(value=first.pay, kind="money"),
        note=f"{money(first.pay_low)} to {money(first.pay_high)}, at {percent(inputs.pass_through_low)} to "
        f"{percent(inputs.pass_through_high)} of {money(first.revenue_hour)}",
        why="pay",
    )


def _compare(inputs: QuotesInputs, result: Quotes) -> Section:
    ranges = [(one.name, one.unit_cost_low, one.unit_cost, one.unit_cost_high, "outsourced") for one in result.quotes]
    rows: list[list[Amount | str]] = [
        [
            one.name, *_moneys(one.list_price, one.unit_cost, one.unit_cost_low, one.unit_cost_high, one.total),
            Amount(value=one.rank), listed(open_terms(one, quote, inputs.currency)) or "none",
        ]
        for one, quote in zip(result.quotes, inputs.quotes, strict=True)
    ]  # fmt: skip
    columns = ["", "List price", "Per accepted label", "Lowest", "Highest", "Total", "Rank", "Terms open"]
    return Section(
        id="compare",
        title="The quotes side by side",
        content=[
            Rows(title=f"In one unit, over {months_of(inputs)}", columns=columns, rows=rows),
            Ranges(
                title="Cost per accepted label, as what a quote leaves open turns out",
                description=_least(result),
                rows=ranges,
                low_name="open terms at their cheapest",
                middle_name="as you chose",
                high_name="open terms at their dearest",
            ),
            Download(name="comparison", words="this comparison, at full precision"),
        ],
    )


def _least(result: Quotes) -> str:
    """Say for the picture what the headline says: which quote costs least, or that none does."""
    first = result.quotes[result.first]
    at = f"{money(first.unit_cost)} at the reading you chose."
    if result.second is None:
        return f"{first.name} costs {at}"
    if result.tied:
        return f"{listed([one.name for one in result.quotes if one.rank == 1])} cost the same, {at}"
    return f"{first.name} costs least, {at}"


def _moneys(*values: float) -> list[Amount]:
    return [Amount(value=value, kind="money") for value in values]


def _parts(result: Quotes) -> Section:
    costs = result.quotes
    # Unit cost over total turns each part into its share of an accepted label, whatever the number of labels.
    each = [one.unit_cost / one.total if one.total else 0.0 for one in costs]
    series = [
        Series(
            name=words,
            values=[one.components[name] * unit for one, unit in zip(costs, each, strict=True)],
            style=str(number),
        )
        for number, (name, words) in enumerate(COMPONENTS.items(), 1)
    ]
    return Section(
        id="parts",
        title="Where the money goes",
        content=[
            StackedBars(
                title="Cost per accepted label by part",
                description="Largest part: "
                + "; ".join(f"{one.name}, {COMPONENTS[_largest(one)].lower()}" for one in costs),
                labels=[one.name for one in costs],
                series=[one for one in series if any(one.values)],
            )
        ],
    )


def _largest(cost: Cost) -> str:
    return max(COMPONENTS, key=lambda name: cost.components[name])


def _flips(inputs: QuotesInputs, result: Quotes) -> Section:
    return Section(
        id="flip",
        title="What would turn the order round",
        content=_flip_content(inputs, result),
        pending=result.second is not None and not result.tied and (result.flips is None or not result.flips.shared),
    )


def _flip_content(inputs: QuotesInputs, result: Quotes) -> list[Content]:
    if result.second is None:
        return ["One quote has no order. Put a second one beside it."]
    if result.tied:
        return ["The first two cost the same, so any change decides between them."]
    if result.flips is None:
        return ["Not searched yet."]
    first, second = inputs.quotes[result.first], inputs.quotes[result.second]
    # A section names the words, the changes found and the quote whose money they are in.
    parts: tuple[tuple[str, str, dict[str, Flip], Quote | None], ...] = (
        (f"A term of {second.name} that would make it first", f"No single term of {second.name} would make it first.",
         dict(nearest_of(result.flips.second, second, inputs.currency)), second),
        (f"A term of {first.name} that would cost it its place",
         f"No single term of {first.name} would cost it its place.",
         dict(nearest_of(result.flips.first, first, inputs.currency)), first),
        (f"What both share, where {second.name} becomes cheaper", "Nothing that both share would turn the order round.",
         dict(nearest(result.flips.shared)), None),
    )  # fmt: skip
    content: list[Content] = ["Each line changes one thing and leaves the rest as it stands."]
    for title, none, found, quote in parts:
        content.append(_flip_rows(title, found, quote) if found else none)
    if any(quote.currency.upper() not in ("", inputs.currency) for quote in (first, second)):
        content.append("Amounts that we filled in move with the exchange rate, since they stand in the quote's money.")
    return content


def _flip_rows(title: str, found: dict[str, Flip], quote: Quote | None) -> Rows:
    rows = [
        [TERMS[name].capitalize(), cell(name, flip.now, quote), cell(name, flip.value, quote)]
        for name, flip in found.items()
        if flip.value is not None
    ]
    return Rows(title=title, columns=["", "Now", "Turns at"], rows=rows)


def _questions(inputs: QuotesInputs, result: Quotes) -> Section:
    content: list[Content] = []
    for cost, quote in zip(result.quotes, inputs.quotes, strict=True):
        questions = [question for _, question in asked(cost, quote, inputs.currency)]
        if questions:
            content += [f"To {cost.name}:", BulletList(items=questions, ordered=True)]
    if not content:
        content.append("No quote leaves a term open.")
    content += [f"To all, in the same words: {SAME_FOR_ALL}", Download(name="questions", words="all questions")]
    return Section(id="questions", title="Text to copy: questions to send back", content=content, to_copy=True)


def _note(inputs: QuotesInputs, result: Quotes) -> Section:
    note = file_note(inputs, result)
    return Section(
        id="note", title="Text to copy: a sentence for the file", content=[note] if note else [], to_copy=True
    )


def _cautions(inputs: QuotesInputs) -> Iterator[str]:
    yield (
        "The accepted share is what your own check lets pass, not what a vendor promises. Compare at one pass mark, "
        "because a looser one makes every quote look cheap."
    )
    if payment := _payment_caution(inputs.quotes):
        yield payment
    seats = [quote.name for quote in inputs.quotes if quote.pricing == "per_seat" and quote.seat_hours is None]
    if seats:
        yield f"A seat without its hours cannot be compared, so ask {listed(seats)} for them in writing."
    unchecked = [quote.name for quote in inputs.quotes if quote.qa == "none"]
    if unchecked:
        yield (
            f"Without checks of its own, {listed(unchecked)} should have a lower accepted share, so put in what you "
            "measured."
        )
    if any(quote.pricing == "per_item" for quote in inputs.quotes):
        yield "A price per item pays for labels that vary, so try another number of labels in one item."
    yield "This prices what is written, not whether the vendor keeps it. No quote is recommended on price alone."


def _payment_caution(quotes: Sequence[Quote]) -> str:
    """Return which quotes pay for labels that fail, where not all are alike."""
    names = {
        paid: [
            quote.name for quote in quotes if quote.payment == paid and quote.pricing not in {"per_seat", "per_month"}
        ]
        for paid in ("accepted", "delivered")
    }
    if not names["accepted"] or not names["delivered"]:
        return ""
    return (
        f"Labels that fail are paid for under {listed(names['delivered'])}. Under {listed(names['accepted'])} they are "
        "redone free, or at the share of rework in the table."
    )
