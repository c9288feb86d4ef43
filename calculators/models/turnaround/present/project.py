"""The parts that explain the answer for a project."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from calculators.core import Amount, BulletList, Figure, Lines, Rows, Section, Series
from calculators.core.words import NOT_YET, at_most, bound, count, counted, listed, percent
from calculators.methods.pert import pert
from calculators.models.turnaround.deadline import breaking_delay, labels_in_time
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.likely import HIGH, LOW
from calculators.models.turnaround.present.headline import MAKES, changes, deadline_words, people_turn
from calculators.models.turnaround.present.words import (
    FAR,
    NAMES,
    STYLES,
    comers,
    in_cases,
    or_none,
    said_day,
    times_allowed,
    trimmed,
    two_digits,
)
from calculators.models.turnaround.project import ProjectWay, dated
from calculators.models.turnaround.result import Turnaround
from calculators.models.turnaround.supply import DAYS_A_WEEK


def ways(result: Turnaround) -> dict[str, ProjectWay]:
    """Return the three ways by name."""
    found = {}
    for way in NAMES:
        here = getattr(result, way)
        assert isinstance(here, ProjectWay)
        found[way] = here
    return found


def figures(result: Turnaround) -> Sequence[Figure]:
    """Return when each way is done, and how likely it is on time."""
    return [
        Figure(
            name=f"{NAMES[way]}, done",
            value=said_day(here.finish_days, here.finish_date),
            note=_note(here),
            style=STYLES[way],
            why="compare",
        )
        for way, here in ways(result).items()
    ]


def _note(here: ProjectWay) -> str:
    sure = f"on time in {in_cases(here.chance.probability)}" if here.chance else ""
    return ", ".join(words for words in (_late(here.late_days), sure) if words)


def _late(days: int | None) -> str:
    if days is None:
        return "not within ten years"
    if days == 0:
        return "on the last day"
    return f"{counted(abs(days), 'working day')} {'late' if days > 0 else 'early'}"


def compare(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return the three ways side by side."""
    here = ways(result)

    def row(name: str, cell: Callable[[ProjectWay], Amount | str]) -> list[Amount | str]:
        return [name, *(cell(way) for way in here.values())]

    rows: list[list[Amount | str]] = [
        row("Done", lambda way: said_day(way.finish_days, way.finish_date)),
        row(f"Against the deadline, {deadline_words(inputs, result)}", lambda way: _late(way.late_days)),
        row("Labels accepted by the deadline", lambda way: Amount(value=int(way.capacity))),
        row("All times, against those given", lambda way: times_allowed(way.margin)),
        ["Everybody may come later by", *(_delay(inputs, name, way) for name, way in here.items())],
        row("Rounds of the last batch", lambda way: counted(way.tail_days, "working day")),
        row("What holds it up", lambda way: way.bottleneck),
        row("Mean wait for review, working days", lambda way: or_none(way.review_wait_days, "-", 1)),
        row("Your team leads", lambda way: Amount(value=way.leads)),
        row("On time", lambda way: in_cases(way.chance.probability) if way.chance else "searching"),
    ]
    title = "Side by side"
    return Section(
        id="compare",
        title="The three ways side by side",
        content=[Rows(title=title, columns=["", *NAMES.values()], rows=rows), *_longer_together(inputs, here)],
        pending=any(way.chance is None for way in here.values()),
    )


def _delay(inputs: TurnaroundInputs, name: str, way: ProjectWay) -> str:
    if way.slack_weeks is None:
        return "-"
    if not comers(inputs, name):
        return "nobody is to come"
    late = breaking_delay(inputs, name, way.slack_weeks)
    return "any number of weeks" if late is None else counted(way.slack_weeks, "week")


def _longer_together(inputs: TurnaroundInputs, here: Mapping[str, ProjectWay]) -> Iterator[str]:
    """Say why the hybrid ends after one side alone; it makes no fewer labels, so the reason is what follows on them."""
    both = here["hybrid"]
    for way, side, missing in (
        ("in_house", "your own team", "" if inputs.vendor_annotators else "at the vendor"),
        ("outsourced", "the vendor", "" if inputs.annotators_now + inputs.hires else "in-house"),
    ):
        alone = here[way]
        if alone.finish_days is None or both.finish_days is None or both.finish_days <= alone.finish_days:
            continue
        start = (
            f"Nobody labels {missing}, so the hybrid has the same people as {side} alone. It ends later all the same"
            if missing
            else f"The hybrid ends later than {side} alone"
        )
        yield f"{start}, because {_why_longer(both, alone)}."


def _why_longer(both: ProjectWay, alone: ProjectWay) -> str:
    assert both.finish_days is not None
    assert alone.finish_days is not None
    if both.finish_days - both.tail_days > alone.finish_days - alone.tail_days:
        return "the labels of both sides wait for the same reviewers"
    return (
        "its last batch is counted with the longer rounds of the two sides: "
        f"{counted(both.tail_days, 'working day')} instead of {count(alone.tail_days)}"
    )


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
        pending=any(getattr(result.needed, way).sure is None for way in ("in_house", "outsourced")),
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
    yield from _margins(inputs, result, way)
    late = None if here.slack_weeks is None else breaking_delay(inputs, way, here.slack_weeks)
    if late is not None:
        words = f"{MAKES[way]} no longer makes it if everybody comes {counted(late, 'week')} later."
        yield DAYS_A_WEEK * late / (result.deadline_days or 1), words
    if here.finish_days is not None and here.finish_days != result.deadline_days:
        day = said_day(here.finish_days, here.finish_date)
        far = abs(here.finish_days / (result.deadline_days or 1) - 1)
        verb = "still makes" if here.meets else "makes"
        yield far, f"{MAKES[way]} {verb} it with a deadline of {day} instead of {deadline_words(inputs, result)}."


def _margins(inputs: TurnaroundInputs, result: Turnaround, way: str) -> Iterator[tuple[float, str]]:
    """Yield how long a label may take, and how many labels there may be."""
    here = ways(result)[way]
    if here.capacity < 1:
        return
    given = inputs.vendor_seconds if way == "outsourced" else inputs.seconds
    verb = "still makes" if here.meets else "makes"
    field, far = inputs.number("seconds"), abs(here.margin - 1)
    seconds = _seconds(min(given * here.margin, field.maximum), here.margin)
    if given * here.margin >= field.minimum and seconds != bound(given):
        yield (
            far,
            f"{MAKES[way]} {verb} it if a label takes {seconds} second{'' if seconds == '1' else 's'} instead of "
            f"{bound(given)}, and a review as much {'longer' if here.meets else 'less'}.",
        )
    labels = labels_in_time(inputs, way, here.capacity)
    if labels > inputs.project_labels or not here.meets:
        labels = two_digits(labels) if here.margin >= FAR else labels
        words = f"{counted(labels, 'label')} instead of {count(inputs.project_labels)}"
        yield far, f"{MAKES[way]} {verb} it with {words}."


def _seconds(value: float, margin: float) -> str:
    """Return the time that a label may take, rounded down to the digits that it is worth."""
    if margin >= FAR and value >= FAR:
        return count(two_digits(value))
    return trimmed(at_most(value, 0 if value >= 100 else 1 if value >= 1 else 2))


def sure(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return how likely each way is on time, and which deadlines are safe."""
    title, here = "How sure this is", ways(result)
    known = {way: one.chance for way, one in here.items() if one.chance}
    if not known:
        return Section(id="sure", title=title, content=[NOT_YET], pending=True)
    mean = pert(inputs.optimistic_time, 100, inputs.pessimistic_time).mean
    rows = [
        [
            NAMES[way],
            in_cases(chance.probability),
            *(_holds(inputs, day) for day in (chance.days_50, chance.days_80, chance.days_90)),
        ]
        for way, chance in known.items()
    ]
    return Section(
        id="sure",
        title=title,
        content=[
            f"Times, waits and leavers vary here. A label takes from {percent(inputs.optimistic_time)} to "
            f"{percent(inputs.pessimistic_time)} of the time you gave, on average {percent(mean)}; waits for people "
            f"take from {percent(inputs.optimistic_lead)} to {percent(inputs.pessimistic_lead)}. Nothing is drawn by "
            "chance: every case counts with its probability.",
            Rows(
                title="On time, and the deadlines that hold in 50, 80 and 90 of 100 cases",
                columns=["", "On time in", "50 of 100", "80 of 100", "90 of 100"],
                rows=rows,
            ),
        ],
        pending=len(known) < len(here),
    )


def _holds(inputs: TurnaroundInputs, day: int | None) -> str:
    return "none within ten years" if day is None else said_day(day, dated(inputs, day))


def _line(way: str, here: ProjectWay) -> Series:
    low, high = (here.likely.low, here.likely.high) if here.likely else ((), ())
    return Series(name=NAMES[way], values=list(here.accepted), style=STYLES[way], low=low, high=high)


def over_time(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return the accepted labels over the weeks."""
    series = [_line(way, here) for way, here in ways(result).items()]
    assert result.deadline_days is not None
    words = (
        f"Labels accepted by the end of each week, up to {count(inputs.project_labels)}; the rounds of the last batch "
        "come on top."
    )
    searching = any(not one.low for one in series)
    ranges = (
        "The range around a line is on its way."
        if searching
        else f"Around each line lie {HIGH - LOW} of 100 cases, as times, waits and leavers vary."
    )
    return Section(
        id="over-time",
        title="Labels over time",
        content=[
            f"{words} {ranges}",
            Lines(
                title="Accepted labels",
                description=words,
                positions=list(range(len(series[0].values))),
                series=series,
                position_name="Week",
                kind="count",
                marks=[(result.deadline_days / DAYS_A_WEEK, "deadline")],
            ),
        ],
        pending=searching,
    )
