"""The recommendation with both sides of its price, the scenario that the answers make, and the ways on with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from calculators.core import Answer, Choice, Figure, Later, Link, Rows, Section
from calculators.core.words import bound, counted, listed, percent
from calculators.models import decide, estimate
from calculators.models.guided.inputs import GROUPS, GuidedInputs
from calculators.models.guided.result import Guided, costs

ONWARD = (
    ("decide", "Answer the rest of the advisor's questions, since it assumes what was not asked here"),
    ("cost", "See the whole cost, line by line, and put in what is not yours"),
    ("quotes", "Check a quote that you have been given"),
    ("turnaround", "Plan the work: when it is done, and with how many people"),
    ("estimate", "See both sides of the price for another country or another kind of label"),
    ("hybrid", "Split the work into parts, and see which of them to buy"),
    ("prelabel", "See whether a model should label first"),
    ("overlap", "Choose how many people should label the same item"),
    ("sampling", "Choose how many labels to check, and what to accept"),
    ("pilot", "Size a pilot that can decide"),
    ("scorecard", "Compare vendors by what matters to you"),
)


def present(inputs: GuidedInputs, found: Guided) -> Answer:
    """Return the recommendation, its price, why, and what the answers are worth elsewhere."""
    priced = estimate.present(inputs, found.estimate)
    return Answer(
        headline=f"{decide.in_short(found.decision)} {_price(found)}",
        figures=[_figure(figure, found) for figure in decide.figures(found.decision)],
        sections=Later(
            lambda: [
                _scenario(inputs),
                *decide.explained(found.decision),
                *(_with_split(found) if section.id == "both-sides" else section for section in priced.sections),
            ]
        ),
        cautions=Later(lambda: [_left_open(inputs), decide.LEGAL, *priced.cautions]),
        next_steps=Later(lambda: _next_steps(inputs)),
        known=estimate.known(inputs),
    )


def _price(found: Guided) -> str:
    """Say in one sentence what each way costs that is open, and the split where it is what we advise."""
    own, bought, split = costs(found)
    parts = [f"your own people would cost about {own}"]
    if "outsourced" not in found.decision.closed:
        parts.append(f"a vendor {bought}")
    if found.decision.recommendation == "hybrid":
        parts.append(f"the split {split} with {percent(found.split.share)} of the labels bought")
    ways = listed(parts) if len(parts) > 2 else ", and ".join(parts)
    return f"Over {counted(found.estimate.months, 'month')} {ways}."


def _figure(figure: Figure, found: Guided) -> Figure:
    """Return the advisor's figure of a way with what it costs, unless the way is closed."""
    own, bought, split = costs(found)
    cost = {"in-house": f"about {own}", "outsourced": bought, "hybrid": split}[figure.style]
    return replace(figure, note=figure.note if figure.value == "Closed" else f"{figure.note}; {cost}", why="why")


def _with_split(found: Guided) -> Section:
    """Return both sides of the price with the split between them, which has a part of both."""
    section = estimate.both_sides(found.estimate, (found.split.low, found.split.high))
    words = (
        f"The hybrid buys {percent(found.split.share)} of the labels, as the cost calculator does until you say "
        "otherwise, and pays the fixed costs of both sides."
    )
    if "outsourced" in found.decision.closed:
        words += " A way that is closed has its bar too, so that you see what the rule costs or saves."
    return replace(section, content=[words, *section.content])


def _scenario(inputs: GuidedInputs) -> Section:
    return Section(
        id="scenario",
        title="Your scenario",
        # The form is printed, where each answer says whether it was given or is assumed.
        on_paper=False,
        content=[
            "What you answered, and what is assumed where you did not. It is kept in this tab alone, and each way on "
            "below opens with as much of it as is asked there.",
            Rows(title="Taken as", columns=["Question", "Answer"], rows=list(_answers(inputs))),
        ],
    )


def _answers(inputs: GuidedInputs) -> Iterator[tuple[str, str]]:
    """Yield each question with its answer, in the order in which they are asked."""
    fields = inputs.fields()
    for name in sorted(fields, key=lambda name: list(GROUPS).index(fields[name].group)):
        field, value = fields[name], getattr(inputs, name)
        yield field.label, field.options[value] if isinstance(field, Choice) else bound(value)


def _left_open(inputs: GuidedInputs) -> str:
    """Say how much of the advisor's answer rests on what nobody was asked here."""
    asked = decide.questions()
    here = sum(name in inputs.fields() or name == "monthly_volume" for name in asked)
    return (
        f"The advisor asks {len(asked)} questions, and {here} of them were asked here. It answers the others as for an "
        "imagined project with street scenes, so a reason may rest on what you never said. Go through them before you "
        "decide."
    )


def _next_steps(inputs: GuidedInputs) -> Sequence[Link]:
    work = {"turnaround": estimate.work(inputs, once=inputs.volume_shape == "once")}
    return [
        Link(words=words, page=f"calculators/{name}.md", calculator=name, inputs=work.get(name, {}))
        for name, words in ONWARD
    ]
