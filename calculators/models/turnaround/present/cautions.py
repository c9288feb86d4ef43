"""What the reader must not forget, and where to go from here."""

from collections.abc import Iterator, Sequence

from calculators.core import Link
from calculators.core.guesses import still_assumed
from calculators.core.words import counted, listed, percent
from calculators.methods.pert import pert
from calculators.models.turnaround.inputs import TurnaroundInputs
from calculators.models.turnaround.people import WEEKS_A_MONTH
from calculators.models.turnaround.present.words import NAMES, measured, tenths
from calculators.models.turnaround.project import ProjectWay
from calculators.models.turnaround.result import Turnaround
from calculators.models.turnaround.supply import DAYS_A_WEEK

# So few people that their own pace matters more than the average.
_FEW = 3


def cautions(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[str]:
    """Yield what the reader must not forget."""
    yield from still_assumed(inputs, besides=["deadline_weeks"] if inputs.deadline_date else [])
    yield from _about_plans(inputs, result)
    yield "The time for a label must be a mean over all items. A median is lower, as a few hard items take very long."
    yield from _about_people(inputs, result)
    if inputs.start_date:
        yield "Dates leave out Saturdays and Sundays, and no public holidays."
    yield ("Shifts round the clock add no hours to a person. They shorten the rounds of a batch, and nothing else.")


def _about_plans(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[str]:
    mean = pert(inputs.optimistic_time, 100, inputs.pessimistic_time).mean
    if inputs.work_shape == "project" and mean > 100:
        yield (
            f"Times slip more often than they shrink: on your ranges a label takes {percent(mean)} of the time given "
            "on average. So a plan's own date holds in fewer than half of all cases."
        )
    if inputs.vendor_annotators:
        yield "The vendor's people and start are claims until the contract names them."
    waiting = [
        NAMES[way].lower()
        for way in NAMES
        if isinstance(here := getattr(result, way), ProjectWay) and here.bottleneck == "review"
    ]
    if waiting:
        yield f"Review holds up the work ({listed(waiting)}), so more annotators would only wait longer for it."


def _about_people(inputs: TurnaroundInputs, result: Turnaround) -> Iterator[str]:
    own = inputs.annotators_now + inputs.hires
    if 0 < own <= _FEW or 0 < inputs.vendor_annotators <= _FEW:
        yield (
            f"With {counted(_FEW, 'person', 'people')} or fewer, speed differs from one to the next: in simple jobs "
            "output varies by about a fifth between people (Hunter, Schmidt and Judiesch, 1990). So widen the range of "
            "times."
        )
    if result.work.vendor_hours_a_week > 1.1 * result.work.hours_a_week:
        yield (
            f"A vendor's person is taken to give {measured(result.work.vendor_hours_a_week, 'hour')} a week to labels, "
            f"one of yours {tenths(result.work.hours_a_week)}. Ask whether those are hours of work or of presence."
        )


def next_steps(inputs: TurnaroundInputs, result: Turnaround) -> Sequence[Link]:
    """Return where to go from here."""
    known = {}
    if result.deadline_days is not None:
        months = max(1, round(result.deadline_days / DAYS_A_WEEK / WEEKS_A_MONTH))
        known = {"months": str(months), "volume": str(max(1, round(inputs.project_labels / months)))}
    return [
        Link(
            words="See what each way costs, with the same work and people",
            page="calculators/cost.md",
            calculator="cost",
            inputs=known,
        ),
        Link(words="Measure the time for a label in a pilot", page="vendors/pilot.md"),
        Link(words="Cover the time until hires are ready", page="scale/hiring-lead-time.md"),
        Link(words="Meet a peak without a lasting team", page="scale/spikes-and-night-shifts.md"),
        Link(words="Put people, start and rounds into the contract", page="vendors/contract.md"),
        Link(words="See each formula and its source", page="calculators/turnaround.md#how-it-is-worked-out"),
    ]
