"""The parts that explain the answer and are the same for a project and an inflow."""

from collections.abc import Iterator

from calculators.core import Amount, Lines, Rows, Section, Series
from calculators.core.words import NOT_YET, count, counted, percent
from calculators.methods.capacity import hires_for_deadline
from calculators.methods.labour import whole_up
from calculators.methods.learning import learning_cumavg, learning_unit
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.people import own_ramp, weekly_stay
from calculators.models.turnaround.present.words import NAMES, STYLES, measured, or_none, said_date, tenths
from calculators.models.turnaround.project import ProjectWay
from calculators.models.turnaround.promise import Need
from calculators.models.turnaround.result import ProjectNeed, Turnaround
from calculators.models.turnaround.supply import DAYS_A_WEEK

ADDED = {"in_house": "Hires", "outsourced": "Vendor people", "hybrid": "Vendor people on top of your team"}


def needed(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return the people each way needs, to plan and to be sure."""
    project = inputs.work_shape == "project"
    sure = [f"{percent(inputs.confidence)} sure", "Reviewers then"] if project else ["Own hours idle after the peak"]
    rows = []
    for way in NAMES:
        need = getattr(result.needed, way)
        rows.append(
            [
                f"{NAMES[way]}: {ADDED[way].lower()}",
                or_none(need.people, "no number"),
                _latest(result, need),
                or_none(need.reviewer_hires, "-" if need.people is None else "no number"),
                *_certain(need),
                or_none(need.leads, "-"),
            ]
        )
    words = "The fewest people who {}, if everything goes as you gave it. Reviewers are counted after annotators."
    return Section(
        id="needed",
        title="How many people, and by when",
        content=[
            words.format("meet the deadline" if project else "keep the promise"),
            Rows(
                title="People to add",
                columns=["", "People", "Latest start, with more", "Reviewers to hire", *sure, "Your team leads"],
                rows=rows,
            ),
        ],
        pending=result.by_start is None or (project and result.needed.hybrid.sure is None),
    )


def _certain(need: object) -> list[Amount | str]:
    if not isinstance(need, ProjectNeed):
        idle = getattr(need, "idle_share", None)
        return ["-" if idle is None else percent(idle)]
    if need.sure is None:
        return ["searching", "searching"]
    return [or_none(need.sure.people, "no number"), or_none(need.sure.reviewer_hires, "-")]


def _latest(result: Turnaround, need: object) -> str:
    weeks, day = getattr(need, "latest_start_weeks", None), getattr(need, "latest_start_date", None)
    if result.by_start is None:
        return "searching"
    if weeks is None:
        return "nobody is needed" if getattr(need, "people", None) == 0 else "none"
    return said_date(day) if day else "now" if weeks == 0 else f"in {counted(weeks, 'week')}"


def by_start(result: Turnaround) -> Section:
    """Return how many people each way needs if everybody comes later."""
    title = "If you start later"
    if result.by_start is None:
        return Section(id="by-start", title=title, content=[NOT_YET], pending=True)
    last = max((week for week, needs in enumerate(result.by_start) if _any(needs.items())), default=0)
    rows = [
        [count(week), *(_people(need) for _, need in needs.items())]
        for week, needs in enumerate(result.by_start[: last + 2])
    ]
    return Section(
        id="by-start",
        title=title,
        content=[
            "Hires and the vendor's people all come so many weeks later; the date stays.",
            Rows(
                title="People needed, by weeks of delay",
                columns=["Weeks later", *(f"{NAMES[way]}: {ADDED[way].lower()}" for way in NAMES)],
                rows=rows,
            ),
        ],
        folded=True,
    )


def _any(needs: Iterator[tuple[str, Need]]) -> bool:
    return any(need.found for _, need in needs)


def _people(need: Need) -> Amount | str:
    if not need.found:
        return "no number"
    assert need.people is not None
    if need.reviewer_hires:
        return f"{count(need.people)} and {counted(need.reviewer_hires, 'reviewer')}"
    return Amount(value=need.people)


def chain(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return the steps from the people that the work takes to the people to hire."""
    title, work = "From hours to hires", result.work
    if work.trained_people is None or work.gross_up is None:
        return Section(id="chain", title=title, content=["Before the deadline there is no time for any label."])
    shortage, trainees, hires = work.gross_up
    rows: list[list[Amount | str]] = [
        ["People, if all were trained", Amount(value=work.trained_people)],
        ["You have", Amount(value=inputs.annotators_now)],
        ["Short of", Amount(value=shortage)],
        [f"To train, as {percent(inputs.training_pass)} pass", Amount(value=trainees)],
        ["To hire, as some leave before the end", Amount(value=hires)],
        *_at_once(inputs, result),
        ["With waiting, slow starts, groups and replacements", or_none(result.needed.in_house.people, "no number")],
    ]
    content: list[str | Rows] = [
        f"One accepted label takes {measured(3600 * work.label_hours, 'second')} of labelling and "
        f"{tenths(3600 * work.review_hours)} of review; one person gives {measured(work.hours_a_week, 'hour')} a week. "
        "Each step is rounded up to whole people.",
        Rows(title="In-house, step by step", columns=["Step", "People"], rows=rows),
    ]
    if work.open_posts:
        empty = _empty(work.open_posts, inputs.annotators_now + inputs.hires)
        content.append(f"In the long run {empty}, because a leaver's post stays open until it is filled.")
    return Section(id="chain", title=title, content=content, folded=True)


def _empty(open_posts: float, posts: int) -> str:
    """Return how many posts stand empty in the long run, or how often the only one does."""
    if posts == 1:
        return f"your one post is empty {tenths(100 * open_posts)}% of the time"
    text = tenths(open_posts)
    return f"{text} of your {count(posts)} posts {'is' if text == '1' else 'are'} empty at any time"


def _at_once(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[list[Amount | str]]:
    """Yield the hires in a simpler world, so that the last step is not one leap."""
    here = result.in_house
    if not isinstance(here, ProjectWay) or result.deadline_days is None:
        return
    ramp = own_ramp(inputs)
    speeds = [ramp.done(week + 1) - ramp.done(week) for week in range(ramp.weeks)]
    found = hires_for_deadline(
        volume=inputs.project_labels,
        periods=(result.deadline_days - here.tail_days) // DAYS_A_WEEK,
        rate=result.work.hours_a_week / result.work.label_hours,
        start_headcount=inputs.annotators_now,
        lag=whole_up(inputs.hiring_weeks),
        ramp=speeds,
        attrition=1 - weekly_stay(inputs),
    )
    words = "With waiting and slow starts, but all at once, all passing and nobody replaced, in whole weeks"
    yield [words, "no number" if found is None else Amount(value=found.hires)]


def people(result: Turnaround) -> Section:
    """Return the annotators in post over the weeks."""
    series = [Series(name=NAMES[way], values=list(getattr(result, way).people), style=STYLES[way]) for way in NAMES]
    words = (
        "Annotators in post at some time of the week, trainees included; expected numbers, so parts of people occur."
    )
    return Section(
        id="people",
        title="People over time",
        content=[
            words,
            Lines(
                title="Annotators in post",
                description=words,
                positions=list(range(1, len(series[0].values) + 1)),
                series=series,
                position_name="Week",
                kind="count",
            ),
        ],
        folded=True,
    )


def learning(inputs: TurnaroundInputs, result: Turnaround) -> Section:
    """Return how the time for a label falls, where speed builds up along a learning curve."""
    title, last = "How a new person gets faster", result.work.labels_to_full_speed
    if inputs.ramp_shape != "learning":
        words = "The slow start is taken at its average speed, and then comes full speed, without a learning curve."
        return Section(id="learning", title=title, content=[words], folded=True)
    if last is None or last < 1:
        words = (
            "New people are at full speed at once."
            if last is not None
            else "New people make nothing until they are fast."
        )
        return Section(id="learning", title=title, content=[words])
    speed = inputs.ramp_speed / 100
    rate = 2 ** (speed - 1)
    rows: list[list[Amount | str]] = []
    label = 1
    while label < last:
        rows.append([count(label), *_times(inputs.seconds, label, rate, last, speed)])
        label *= 10
    rows.append([f"{count(last)}, at full speed", *_times(inputs.seconds, last, rate, last, speed)])
    return Section(
        id="learning",
        title=title,
        content=[
            f"The time for a label falls to {percent(100 * rate)} with each doubling of the labels made, until full "
            f"speed after {counted(round(last), 'label')}. The average of all labels so far follows the same curve.",
            Rows(title="Seconds for a label", columns=["Label", "This one", "Average so far"], rows=rows),
        ],
        folded=True,
    )


def _times(seconds: float, label: float, rate: float, last: float, speed: float) -> list[Amount | str]:
    """Return the time for one label and the average of all so far, which is by 1 / speed longer on such a curve."""
    one = learning_unit(seconds, label, rate, known_unit=last).unit_time
    first = learning_unit(seconds, 1, rate, known_unit=last).unit_time
    average = learning_cumavg(first / speed, label, rate).cum_avg
    return [Amount(value=one, digits=1), Amount(value=average, digits=1)]
