"""What each uncertain input does to the answer."""

from collections.abc import Iterator

from calculators.core import Rows, Section, Tornado
from calculators.core.words import DRIVERS, NOT_YET, count, counted, listed
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.present.words import NAMES, or_none
from calculators.models.turnaround.result import Turnaround
from calculators.models.turnaround.swings import Swing

# The most rows of the table, bars of a chart, and names in a sentence.
_ROWS, _BARS, _NAMED = 12, 10, 3


def drivers(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return what each uncertain input does."""
    if result.swings is None:
        return Section(id="drivers", title=DRIVERS, content=[NOT_YET], pending=True)
    project = inputs.work_shape == "project"
    outcome = "Finish, working day" if project else "Longest wait, weeks"
    fields = inputs.fields()
    shown = result.swings[:_ROWS]
    rows = [
        [
            fields[swing.name].label,
            f"{_end(swing.low)} and {_end(swing.high)}",
            _both(swing.in_house_at_low, swing.in_house_at_high),
            _both(swing.outsourced_at_low, swing.outsourced_at_high),
        ]
        for swing in shown
    ]
    content: list[str | Rows | Tornado] = [
        "Each input at the low and the high end of its range, the rest as you gave it. Where your value lies outside "
        "the usual range, the range moves along with it.",
        *_tornadoes(inputs, result),
        Rows(title=f"{outcome}, at both ends", columns=["Input", "Ends", "In-house", "Outsourced"], rows=rows),
    ]
    return Section(
        id="drivers", title=DRIVERS, content=content if rows else ["No input with a range changes anything."]
    )


def _both(low: int | None, high: int | None) -> str:
    return f"{or_none(low, 'never')} and {or_none(high, 'never')}" if low != high else str(or_none(low, "never"))


def _end(value: float) -> str:
    return count(value, 0 if value >= 100 or value == int(value) else 1)


def _tornadoes(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[Tornado | str]:
    assert result.swings is not None
    for way in ("in_house", "outsourced"):
        centre, limit = _outcome(inputs, result, way)
        bars = [bar for swing in result.swings if (bar := _bar(inputs, swing, way, limit))][:_BARS]
        if centre is None or not bars:
            continue
        what = (
            "Working days after the deadline" if inputs.work_shape == "project" else "Weeks above the wait you accept"
        )
        crossing = [f"“{inputs.fields()[swing.name].label}”" for swing in result.swings if _turns(swing, way, limit)]
        words = (
            f"{NAMES[way]}: alone and within its range, {_some(crossing)} can turn the answer."
            if crossing
            else f"{NAMES[way]}: no single input turns the answer within its range."
        )
        yield words
        yield Tornado(
            title=f"{NAMES[way]}: {what.lower()}",
            description=words,
            bars=bars,
            centre=centre - limit,
            negative="In time",
            positive="Too late",
            zero="deadline" if inputs.work_shape == "project" else "the wait you accept",
            styles=("2", "5"),
            kind="count",
        )


def _turns(swing: Swing, way: str, limit: int) -> bool:
    """Say whether a way is in time at one end of an input's range and not at the other."""
    ends = (getattr(swing, f"{way}_at_low"), getattr(swing, f"{way}_at_high"))
    return len({end is not None and end <= limit for end in ends}) == 2


def _some(names: list[str]) -> str:
    """Return the first few names, and how many more there are."""
    if len(names) <= _NAMED:
        return listed(names, "or")
    return f"{', '.join(names[:_NAMED])} or {counted(len(names) - _NAMED, 'other input')}"


def _outcome(inputs: TurnaroundInputs, result: Turnaround, way: str) -> tuple[int | None, int]:
    if result.deadline_days is not None:
        return getattr(result, way).finish_days, result.deadline_days
    return getattr(result, way).longest_wait_weeks, inputs.turnaround_weeks


def _bar(inputs: TurnaroundInputs, swing: Swing, way: str, limit: int) -> tuple[str, str, str, float, float] | None:
    """Return a bar of the chart; an end that is never reached has no length, so the table alone tells of it."""
    low, high = getattr(swing, f"{way}_at_low"), getattr(swing, f"{way}_at_high")
    if low is None or high is None or low == high:
        return None
    return inputs.number(swing.name).label, _end(swing.low), _end(swing.high), low - limit, high - limit
