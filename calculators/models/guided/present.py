"""The recommendation with both sides of its price, the scenario that the answers make, and the ways on with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from calculators.core import Answer, Choice, Figure, Known, Link, Rows, Section
from calculators.core.words import about_money, bound, counted
from calculators.models import decide, estimate
from calculators.models.guided.inputs import GROUPS, GuidedInputs
from calculators.models.guided.result import Guided, bought

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
    # What a decision costs is told here with every price.
    *advised, _ = decide.cautions(inputs.decision)
    return Answer(
        headline=f"{decide.in_short(found.decision)} {_price(found)}",
        figures=[_figure(figure, found) for figure in decide.figures(found.decision)],
        sections=[_scenario(inputs), *decide.explained(found.decision), *priced.sections],
        cautions=[*advised, *priced.cautions],
        next_steps=_next_steps(),
        known=_known(inputs),
    )


def _price(found: Guided) -> str:
    """Say both sides of the price in one sentence."""
    own = about_money(found.estimate.own_total)
    over = counted(found.estimate.months, "month")
    return f"Over {over} your own people would cost about {own}, and a vendor {bought(found.estimate)}."


def _figure(figure: Figure, found: Guided) -> Figure:
    """Return the advisor's figure of a way with what it costs, where the estimate says so."""
    costs = {"in-house": f"about {about_money(found.estimate.own_total)}", "outsourced": bought(found.estimate)}
    cost = "" if figure.value == "Closed" else costs.get(figure.style)
    return replace(figure, note=f"{figure.note}; {cost}" if cost else figure.note, why="why")


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


def _known(inputs: GuidedInputs) -> Sequence[Known]:
    """Return what the place and the task mean for the inputs of other calculators."""
    case = inputs.case
    fields = case.fields()
    return [
        Known(name=name, text=text, label=fields[name].label)
        for name, text in case.link_texts().items()
        if name not in inputs.fields()
    ]


def _next_steps() -> Sequence[Link]:
    return [Link(words=words, page=f"calculators/{name}.md", calculator=name) for name, words in ONWARD]
