"""The pilot in words, figures, tables and charts."""

from calculators.core import Amount, Answer, Figure, Later, Link
from calculators.core.words import counted, plain
from calculators.models.pilot.headline import headline, own_size
from calculators.models.pilot.inputs import PilotInputs
from calculators.models.pilot.phrases import NO_SIZE, bare, missing_size, times
from calculators.models.pilot.present.cautions import cautions
from calculators.models.pilot.present.found import classes, days, differences, vendors
from calculators.models.pilot.present.planned import plan_section, record_section, sizes_section
from calculators.models.pilot.reading import filled
from calculators.models.pilot.result import Pilot
from calculators.models.pilot.terms import Terms


def present(inputs: PilotInputs, result: Pilot) -> Answer:
    """Return the answer: the verdict where there is a result, and above all else the size of the pilot."""
    waiting = result.judged is None and filled(inputs.table)
    return Answer(
        headline=headline(inputs, result),
        figures=_figures(inputs, result),
        sections=Later(
            lambda: [
                vendors(inputs, result.judged, waiting=waiting),
                differences(inputs, result.judged, waiting=waiting),
                days(result.judged, waiting=waiting),
                classes(result.judged, waiting=waiting),
                plan_section(inputs, result),
                sizes_section(inputs, result),
                record_section(result, waiting=waiting),
            ]
        ),
        cautions=Later(lambda: cautions(inputs, result)),
        next_steps=Later(lambda: _next_steps(inputs, result)),
    )


def _figures(inputs: PilotInputs, result: Pilot) -> list[Figure]:
    terms = Terms.of(inputs)
    each = counted(inputs.vendor_count, "vendor")
    return [
        Figure(
            name="Items needed, for each vendor",
            value=missing_size(terms) if result.needed is None else Amount(value=result.needed),
            note=""
            if result.design_effect == 1
            else f"{plain(round(result.design_effect, 4))} for each independent one",
            why="plan",
        ),
        Figure(
            name="What they cost",
            value="-" if result.cost is None else Amount(value=result.cost, kind="money"),
            note=f"labels and scoring, {each}",
            why="plan",
        ),
        Figure(
            name="What they take",
            value="-" if result.days is None else counted(result.days, "working day"),
            note=f"at {counted(inputs.items_per_day, 'item')} a day",
            why="plan",
        ),
        Figure(
            name=f"Your {bare(inputs.pilot_items)} {'answers' if inputs.pilot_items == 1 else 'answer'} the question",
            value=_answers(inputs, result),
            note=f"for {Amount(value=result.budget_cost, kind='money')} and {counted(result.budget_days, 'day')}",
            why="sizes",
        ),
    ]


def _answers(inputs: PilotInputs, result: Pilot) -> str:
    """Return how often the reader's own number of items answers the question."""
    terms, power = Terms.of(inputs), own_size(inputs, result).power
    if power is None:
        return "no difference to show" if terms.equal else "not worked out"
    # Where no number can do it, what is left is the chance of being wrong that every test takes.
    luck = result.needed is None and missing_size(terms) == NO_SIZE and power > 0
    return f"{times(power)}, by luck alone" if luck else times(power)


def _next_steps(inputs: PilotInputs, result: Pilot) -> list[Link]:
    accepted = inputs.expected_accuracy
    if result.judged:
        named = [one for one in result.judged.vendors if one.vendor == result.judged.winner] or [
            max(result.judged.vendors, key=lambda one: one.accuracy)
        ]
        accepted = max(1.0, round(100 * named[0].accuracy, 4))
    return [
        Link(
            words="Put the accuracy you found into the cost of the work",
            page="calculators/cost.md",
            calculator="cost",
            inputs={"vendor_acceptance": plain(accepted)},
        ),
        Link(words="Score the vendors on all else", page="calculators/scorecard.md", calculator="scorecard"),
        Link(words="Check each delivery afterwards", page="calculators/sampling.md", calculator="sampling"),
        Link(words="See whether your own people agree on the gold", page="calculators/agreement.md"),
    ]
