"""What was planned, in words, tables and a chart."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from calculators.core import Amount, BulletList, Download, Lines, Rows, Section, Series
from calculators.core.answer import Content
from calculators.core.words import NOT_YET, count, counted, percent, plain
from calculators.models.pilot.headline import own_lead, plan
from calculators.models.pilot.inputs import PAIRINGS, PilotInputs
from calculators.models.pilot.leads import by_exact_test
from calculators.models.pilot.phrases import NO_SIZE, in_points, missing_size, points, spread, times, typed
from calculators.models.pilot.plans import MOST, FloorPlan, MarginPlan, PairedPlan, Plans, SeparatePlan
from calculators.models.pilot.result import Alternative, Pilot
from calculators.models.pilot.sizes import Size
from calculators.models.pilot.terms import Terms

POWER_NAMES = {
    "floor": "A vendor as good as you hope passes",
    "better": "The better vendor is shown to be better",
    "not_worse": "The new vendor is shown to be no worse",
}


def plan_section(inputs: PilotInputs, result: Pilot) -> Section:
    """Return the size for each question, and what would change yours."""
    return Section(
        id="plan",
        title="How many items each question takes",
        content=[
            plan(inputs, result),
            _plan_table(inputs, result.plans),
            Rows(
                title="Items for each vendor with one thing changed",
                columns=["Change", "Items"],
                rows=[
                    [_change(inputs, one), _changed_items(inputs, one)]
                    for one in result.alternatives
                    if getattr(inputs, one.name) != one.value
                ],
            ),
        ],
    )


def _changed_items(inputs: PilotInputs, one: Alternative) -> Amount | str:
    if one.items is None:
        return missing_size(Terms.of(inputs.varied({one.name: one.value})))
    return Amount(value=one.items)


def _plan_table(inputs: PilotInputs, plans: Plans) -> Rows:
    # The table counts independent items, so clusters do not matter here.
    no_floor = missing_size(replace(Terms.of(inputs), question="floor", design_effect=1.0))
    return Rows(
        title="Independent items for each vendor, question by question",
        columns=["To show that", "Items", "What they do"],
        rows=[
            _row("A vendor clears the floor", plans.floor, _floor, no_floor),
            _row("One vendor is better, on the same items", plans.paired, _paired),
            _row("One vendor is better, each on its own items", plans.separate, _separate),
            _row("A vendor is no worse, on the same items", plans.not_worse_paired, lambda _: "by formula"),
            _row("A vendor is no worse, each on its own items", plans.not_worse_separate, lambda _: "by formula"),
        ],
    )


def _row[Plan: (FloorPlan, PairedPlan, SeparatePlan, MarginPlan)](
    name: str, plan: Plan | None, say: Callable[[Plan], str], without: str = NO_SIZE
) -> list[Amount | str]:
    return [name, without, "-"] if plan is None else [name, Amount(value=plan.items), say(plan)]


def _floor(found: FloorPlan) -> str:
    allowed = f"up to {count(found.errors_allowed)}" if found.errors_allowed else "none"
    return (
        f"{allowed} wrong; a good vendor passes {times(found.pass_if_good)}, one at the "
        f"floor {times(found.pass_if_floor)}"
    )


def _paired(found: PairedPlan) -> str:
    return (
        f"{count(found.formula_items)} by formula; {_shown(found.power)}; only the one is right on "
        f"{percent(100 * found.p10, 1)} of the items, only the other on {percent(100 * found.p01, 1)}"
    )


def _separate(found: SeparatePlan) -> str:
    return f"{count(found.formula_items)} by formula without a correction; {_shown(found.power)}"


def _shown(power: float | None) -> str:
    return "its exact power is not worked out" if power is None else f"shown {times(power)}"


def _change(inputs: PilotInputs, one: Alternative) -> str:
    if one.name == "pairing":
        label = inputs.fields()["pairing"].label
        return f"{label} {PAIRINGS[str(one.value)]}"
    return f"{inputs.fields()[one.name].label}: {plain(float(one.value))}%"


def sizes_section(inputs: PilotInputs, result: Pilot) -> Section:
    """Return what pilots of several sizes would show; pending until others than the reader's own were tried."""
    title = "What each size would show"
    if len(result.sizes) == 1:
        return Section(id="sizes", title=title, content=[NOT_YET], pending=True)
    content: list[Content] = []
    if inputs.question == "better":
        content += _smallest_lead(inputs, result)
    content += [_chart(inputs, result), _size_table(result), Download(name="sizes", words="the sizes as a table (CSV)")]
    return Section(id="sizes", title=title, content=content)


def _smallest_lead(inputs: PilotInputs, result: Pilot) -> Iterator[str]:
    """Yield the smallest lead that shows: what the formula promises, and what the test keeps."""
    by_formula, lead = result.smallest_difference, own_lead(inputs, result)
    if by_formula is None and lead is None:
        return
    terms = Terms.of(inputs)
    items = terms.effective(inputs.pilot_items)
    promised = "is larger than any" if by_formula is None else f"is {points(by_formula)} points"
    kept = "none is large enough" if lead is None else f"it is {in_points(round(100 * lead, 4))}, in steps of a tenth"
    test = "With room for what the exact test asks,"
    if by_exact_test(terms, items, by_formula):
        test = "By the exact test"
    elif not terms.same_items:
        test = "With the correction that the exact test needs"
    elif items > MOST:
        test = f"Beyond {count(MOST)} items no exact test is worked out, so"
    yield (
        f"By formula, the smallest lead over {typed(inputs.other_accuracy)} that "
        f"{counted(inputs.pilot_items, 'item')} would show as often as you want {promised}. {test} {kept}."
    )


def _size_table(result: Pilot) -> Rows:
    return Rows(
        title="Pilots of several sizes",
        columns=["Items", "Independent items", "Interval of the accuracy", "Most wrong to pass the floor",
                 "A good vendor passes", "One at the floor passes", "The question is answered"],
        rows=[
            [
                count(one.items),
                Amount(value=one.effective),
                spread(one.accuracy_low, one.accuracy_high),
                Amount(value=one.gate_errors) if one.gate_errors >= 0 else "none is few enough",
                times(one.gate_pass_good),
                times(one.gate_pass_floor),
                "-" if one.power is None else times(one.power),
            ]
            for one in result.sizes
        ],
    )  # fmt: skip


def _chart(inputs: PilotInputs, result: Pilot) -> Lines | str:
    known: list[tuple[Size, float]] = [(one, one.power) for one in result.sizes if one.power is not None]
    if not known:
        return "Between equally good vendors there is nothing to show, whatever the size."
    largest = known[-1][0].items
    marks = [(float(inputs.pilot_items), "yours")]
    if result.needed is not None and result.needed != inputs.pilot_items:
        marks.append((float(result.needed), "needed"))
    return Lines(
        title=f"{POWER_NAMES[inputs.question]}, times in 100",
        description="; ".join(f"{counted(one.items, 'item')}, {times(power)}" for one, power in known),
        positions=[one.items for one, _ in known],
        series=[Series(name=POWER_NAMES[inputs.question], values=[100 * power for _, power in known], style="1")],
        position_name="Items for each vendor",
        kind="percent",
        marks=[(position, words) for position, words in marks if known[0][0].items <= position <= largest],
    )


def record_section(result: Pilot, *, waiting: bool) -> Section:
    """Return the decision to copy and to file."""
    lines = [line for line in result.record.splitlines() if line]
    content: list[Content] = [
        BulletList(items=lines),
        Download(name="record", words="the decision, line by line (CSV)"),
    ]
    title = "The decision, to file before the first item"
    return Section(id="record", title=title, content=content, pending=waiting, to_copy=True)
