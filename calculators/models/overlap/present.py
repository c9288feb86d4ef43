"""The overlap result in words, figures, tables and charts."""

from collections.abc import Sequence

from calculators.core import (
    Amount,
    Answer,
    BulletList,
    Download,
    Figure,
    Later,
    Lines,
    Number,
    Rows,
    Section,
    Series,
    StackedBars,
)
from calculators.core.answer import Content
from calculators.core.words import count, money
from calculators.models.overlap.advice import cautions, named, next_steps
from calculators.models.overlap.flips import flips, ranges_of_amounts
from calculators.models.overlap.headline import headline
from calculators.models.overlap.inputs import OverlapInputs
from calculators.models.overlap.options import Option, fraction, settled, vote_of
from calculators.models.overlap.result import Overlap, Sureness
from calculators.models.overlap.strips import strips
from calculators.models.overlap.team import team
from calculators.models.overlap.wording import (
    decimals,
    in_sentence,
    in_table,
    in_thousand,
    sentence,
    share,
    share_cell,
    typed,
)


def present(inputs: OverlapInputs, result: Overlap) -> Answer:
    """Return the answer: the best option and where that changes, then the parts that explain it."""
    return Answer(
        headline=headline(inputs, result),
        figures=_figures(result),
        strips=Later(lambda: strips(inputs, result)),
        sections=Later(
            lambda: [
                _options(inputs, result),
                _switches(inputs, result),
                _sureness(result),
                _more_people(inputs),
                team(inputs, result),
                _flips(inputs, result),
            ]
        ),
        cautions=Later(lambda: cautions(inputs, result)),
        next_steps=Later(lambda: next_steps(inputs, result)),
    )


def _figures(result: Overlap) -> list[Figure]:
    best = named(result, result.best)
    return [
        Figure(
            name="Cost an item",
            value=Amount(value=best.cost, kind="money"),
            note=f"{sentence(in_sentence(best.name))}.",
            why="options",
        ),
        Figure(
            name="Wrong labels in 1,000",
            value=in_thousand(best.accuracy),
            note=f"{share(best.accuracy)} are right.",
            why="options",
        ),
        Figure(
            name="Most a vote can reach",
            value=share_cell(result.ceiling),
            note="The rest misleads everybody.",
            why="more-people",
        ),
        Figure(
            name="Two people would agree",
            value=share_cell(result.agreement),
            note="If your measure is lower, see below.",
            why="sureness",
        ),
    ]


def _options(inputs: OverlapInputs, result: Overlap) -> Section:
    return Section(
        id="options",
        title="The options side by side",
        content=[
            Rows(
                title="For one item",
                columns=[
                    "", "People", "Right", "Wrong in 1,000", "Expert asked", "Cost", "Cost per right label",
                    "Cost with mistakes", "",
                ],
                rows=[_row(inputs, result, option) for option in result.options],
            ),
            StackedBars(
                title="Cost of one item, mistakes included",
                description=f"The lowest bar is {in_sentence(result.best)}.",
                labels=[sentence(in_table(option.name)) for option in result.options],
                series=_parts(inputs, result),
            ),
            Download(name="options", words="every option with all its digits (CSV)"),
        ],
    )  # fmt: skip


def _row(inputs: OverlapInputs, result: Overlap, option: Option) -> list[Amount | str]:
    marks = []
    if option.name == result.best:
        marks.append("Best")
    if option.name == result.cheapest_reaching:
        marks.append(f"Cheapest at {typed(inputs.target_accuracy)}")
    each = option.cost_per_correct
    return [
        sentence(in_table(option.name)),
        Amount(value=option.people, digits=0 if option.people == int(option.people) else 2),
        share_cell(option.accuracy),
        in_thousand(option.accuracy),
        share_cell(option.expert_share) if option.expert_share else "-",
        Amount(value=option.cost, kind="money"),
        "-" if each is None else Amount(value=each, kind="money"),
        Amount(value=option.total, kind="money"),
        ", ".join(marks),
    ]


def _parts(inputs: OverlapInputs, result: Overlap) -> list[Series]:
    values = {
        "Labels": [option.people * inputs.label_price for option in result.options],
        "Expert": [option.expert_share * inputs.expert_price for option in result.options],
        "Wrong labels": [(1 - option.accuracy) * inputs.error_cost for option in result.options],
    }
    return [
        Series(name=name, values=amounts, style=str(number))
        for number, (name, amounts) in enumerate(values.items(), 1)
        if any(amounts) or name == "Labels"
    ]


def _switches(inputs: OverlapInputs, result: Overlap) -> Section:
    expert, price = result.three_match_expert, result.expert_break_even_price
    if expert is None:
        match = "Three people never match the expert, however good each of them is."
    elif expert == 0:
        match = "Three people match the expert at any accuracy of their own."
    else:
        match = f"Three people match the expert once each is right {share(expert)} of the time."
    pays = (
        "An expert alone would not pay, not even for nothing."
        if price is None
        else f"An expert alone would pay at {money(price)} an item, against the {money(inputs.expert_price)} you gave."
    )
    return Section(
        id="switches",
        title="As a wrong label costs more",
        content=[
            Rows(
                title="Which option costs least, mistakes included",
                columns=["When a wrong label costs", "Best", "Right", "Cost"],
                rows=[
                    [
                        f"{money(switch.from_error_cost)} or more",
                        sentence(in_table(switch.option)),
                        share_cell(named(result, switch.option).accuracy),
                        Amount(value=named(result, switch.option).cost, kind="money"),
                    ]
                    for switch in result.switches
                ],
            ),
            match,
            pays,
        ],
    )


def _sureness(result: Overlap) -> Section:
    if not result.sureness:
        return Section(id="sureness", title="How sure a vote is", content=[])
    return Section(
        id="sureness",
        title="How sure a vote is",
        content=[
            _unanimity(result.sureness),
            Rows(
                title="What an outcome is worth",
                columns=["Votes for the winner", "Share of items", "Winner is right"],
                rows=[
                    [
                        f"{row.votes} of {row.people}" if row.votes else f"Tie among {row.people}",
                        share_cell(row.share),
                        "-" if row.right is None else share_cell(row.right),
                    ]
                    for row in result.sureness
                ],
            ),
        ],
    )


def _unanimity(rows: Sequence[Sureness]) -> str:
    """Return what unanimity proves: less than it seems, since what misleads everybody is unanimous."""
    sure = {(row.people, row.votes): row.right for row in rows}
    all_five, four = sure.get((5, 5)), sure.get((5, 4))
    if all_five is not None and four is not None and four > all_five:
        return (
            f"Unanimity is no proof: items that mislead everybody are unanimous too, so four votes of five are right "
            f"{share(four)} of the time and five of five only {share(all_five)}."
        )
    return "Unanimity is no proof, because an item that misleads everybody gets the same wrong label from all."


def _more_people(inputs: OverlapInputs) -> Section:
    people = list(range(1, inputs.most_overlap + 1, 2))
    alike = inputs.varied({"shared_mistakes": 0})
    lines = {
        "As you gave it": [100 * settled(inputs, vote_of(inputs, number))[0] for number in people],
        "Nothing shared": [100 * settled(alike, vote_of(alike, number))[0] for number in people],
        "The expert": [inputs.expert_accuracy] * len(people),
        "Your target": [inputs.target_accuracy] * len(people),
    }
    words = (
        f"No vote passes {share(1 - fraction(inputs.shared_mistakes))}, because "
        f"{typed(inputs.shared_mistakes)} of items mislead everybody. If nothing did, "
        f"{people[-1]} people would reach {share(lines['Nothing shared'][-1] / 100)}."
        if inputs.shared_mistakes
        else "With no shared mistakes each further vote repairs part of what is left, as long as people err by chance."
    )
    return Section(
        id="more-people",
        title="What more people add",
        content=[
            words,
            Lines(
                title="Right labels by number of people who vote",
                description=words,
                positions=people,
                series=[
                    Series(name=name, values=values, style=str(style))
                    for style, (name, values) in enumerate(lines.items(), 1)
                ],
                position_name="People",
                kind="percent",
                digits=decimals(
                    [value for values in lines.values() for value in values],
                    [inputs.expert_accuracy, inputs.target_accuracy],
                ),
            ),
        ]
        if len(people) > 1
        else [],
    )


def _flips(inputs: OverlapInputs, result: Overlap) -> Section:
    fields = inputs.fields()
    found = []
    for flip in flips(inputs, result.best):
        field = fields[flip.field]
        assert isinstance(field, Number)
        value = money(flip.value) if field.is_money else count(flip.value, 2 if flip.value % 1 else 0)
        value += "%" if field.unit.startswith("%") else ""
        found.append(f"{field.label} at {value}: {in_sentence(flip.best)}.")
    content: list[Content] = ["No other input changes the best option within its usual range."]
    if found:
        content = [
            "Each line sets one input to an end of its usual range and leaves the rest as you gave it. Then the best "
            "option would be another.",
            BulletList(items=found),
        ]
    return Section(id="flips", title="What else would flip it", content=[*content, *ranges_of_amounts(inputs)])
