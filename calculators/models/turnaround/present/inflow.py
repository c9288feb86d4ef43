"""The parts that explain the answer for an inflow."""

from collections.abc import Callable, Iterator, Sequence

from calculators.core import Amount, BulletList, Figure, Lines, Rows, Section, Series
from calculators.core.words import at_most, counted, listed, percent
from calculators.models.turnaround.inflow import InflowWay
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.present.headline import MAKES, changes, people_turn, waiting
from calculators.models.turnaround.present.words import FAR, NAMES, STYLES, comers, or_none, times_allowed
from calculators.models.turnaround.result import Turnaround

# A change of all times by less than this part is none that a percentage shows.
LEAST_CHANGE = 0.01


def ways(result: Turnaround) -> dict[str, InflowWay]:
    """Return the three ways by name."""
    found = {}
    for way in NAMES:
        here = getattr(result, way)
        assert isinstance(here, InflowWay)
        found[way] = here
    return found


def figures(result: Turnaround) -> Sequence[Figure]:
    """Return the longest wait of each way."""
    return [
        Figure(
            name=f"{NAMES[way]}, longest wait",
            value=waiting(here),
            note="keeps the promise" if here.meets else "breaks the promise",
            style=STYLES[way],
            why="compare",
        )
        for way, here in ways(result).items()
    ]


def compare(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return the three ways side by side."""
    here = ways(result)

    def row(name: str, cell: Callable[[InflowWay], Amount | str]) -> list[Amount | str]:
        return [name, *(cell(way) for way in here.values())]

    rows: list[list[Amount | str]] = [
        row(f"Longest wait, of {counted(inputs.turnaround_weeks, 'week')} accepted", waiting),
        row("Average wait, weeks", lambda way: Amount(value=way.average_wait_weeks, digits=1)),
        row("Most labels open", lambda way: Amount(value=round(way.peak_backlog))),
        row("In week", lambda way: Amount(value=way.peak_backlog_week)),
        row("Nothing open any more in week", lambda way: or_none(way.cleared_week, "not within the year after")),
        row("Own hours idle after the peak", lambda way: "-" if way.idle_share is None else percent(way.idle_share)),
        row("All times, against those given", _times),
        ["Everybody may come later by", *(_delay(inputs, name, way) for name, way in here.items())],
        row("Your team leads", lambda way: Amount(value=way.leads)),
    ]
    title = "Side by side"
    return Section(
        id="compare",
        title="The three ways side by side",
        content=[Rows(title=title, columns=["", *NAMES.values()], rows=rows)],
    )


def _times(way: InflowWay) -> str:
    if way.margin is None:
        return "must shrink to less than 10%"
    # Longer times than that are not tried.
    return f"may grow to {FAR} times or more" if way.margin >= FAR else times_allowed(way.margin)


def _delay(inputs: TurnaroundInputs, name: str, way: InflowWay) -> str:
    """Return by how much everybody may come later; longer delays than up to the peak's end are not tried."""
    if way.slack_weeks is None:
        return "-"
    # Your present people stop when the vendor starts, so that day matters even where nobody comes.
    if name != "outsourced" and not comers(inputs, name):
        return "nobody is to come"
    weeks = counted(way.slack_weeks, "week")
    return f"{weeks} or more" if way.slack_weeks == inputs.peak_start + inputs.peak_weeks else weeks


def flips(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return what would turn each answer, the nearest first."""
    items = sorted(item for way in ("in_house", "outsourced") for item in _flips(inputs, result, way))
    return Section(
        id="flip",
        title="What would turn it",
        content=[
            "Each line changes one thing and leaves the rest as you gave it. The nearest comes first.",
            BulletList(items=[words for _, words in items]),
        ],
    )


def _flips(inputs: TurnaroundInputs, result: Turnaround, way: str) -> Iterator[tuple[float, str]]:
    here, need = ways(result)[way], getattr(result.needed, way)
    planned = inputs.hires if way == "in_house" else inputs.vendor_annotators
    if not here.meets:
        change = abs(need.people - planned) / max(1, planned) if need.found else float("inf")
        yield change, people_turn(inputs, result, way)
    elif need.found and need.people < planned:
        yield (
            (planned - need.people) / planned,
            f"{MAKES[way]} still makes it with {listed(list(changes(inputs, way, need)))}.",
        )
    if here.margin is not None and abs(here.margin - 1) >= LEAST_CHANGE:
        verb, size = ("still makes", "up to ") if here.meets else ("makes", "")
        times = f"{FAR} times" if here.margin >= FAR else f"{size}{at_most(100 * here.margin)}% of"
        yield abs(here.margin - 1), f"{MAKES[way]} {verb} it if all times are {times} those given."
    if here.longest_wait_weeks is not None and here.longest_wait_weeks != inputs.turnaround_weeks:
        far = abs(here.longest_wait_weeks - inputs.turnaround_weeks) / max(1, inputs.turnaround_weeks)
        verb = "could promise" if here.meets else "makes it if you accept"
        yield far, f"{MAKES[way]} {verb} a longest wait of {waiting(here)}."


def sure(_inputs: TurnaroundInputs, _result: Turnaround) -> Section:
    """Say that no chance is given for an inflow."""
    words = (
        "No chance is given for an inflow. Try the plan with times that are a quarter longer, and with a larger peak."
    )
    return Section(id="sure", title="How sure this is", content=[words])


def over_time(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return the open labels over the weeks."""
    series = [Series(name=NAMES[way], values=list(here.open), style=STYLES[way]) for way, here in ways(result).items()]
    end = inputs.peak_start + inputs.peak_weeks
    spans = [(inputs.peak_start, end, "peak")] if inputs.peak_weeks else []
    words = "Labels that have arrived and are not accepted yet, at the end of each week."
    return Section(
        id="over-time",
        title="Labels over time",
        content=[
            words,
            Lines(
                title="Open labels",
                description=words,
                positions=list(range(len(series[0].values))),
                series=series,
                position_name="Week",
                kind="count",
                spans=spans,
            ),
        ],
    )
