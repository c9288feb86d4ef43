"""What the reader knows about the work, its date, the people there are and the people who could come."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core import InputError, Inputs, assumption, choice, day, number
from calculators.facts import basis, fact
from calculators.methods.calendar import working_day, working_days
from calculators.vocabulary import shared

FIRST = "What matters most"
WORK = "The work"
TEAM = "In-house: the team you have"
HIRING = "In-house: hiring and training"
VENDOR = "Outsourced: the vendor's people"
LAST_BATCH = "The last batch"
SURE = "How sure you want to be"

GROUPS = {
    FIRST: "The work, its date, your people and the vendor's: these decide most of the answer.",
    WORK: "How the same work is done, whoever does it.",
    TEAM: "What an hour of your own people yields.",
    HIRING: "How long new people take to come, to learn and to leave.",
    VENDOR: "What the vendor can add, and how fast its people work.",
    LAST_BATCH: "Review and correction of what is made last.",
    SURE: "How far times and waits may be off, and how often you want to be right.",
}

PROJECT = ("work_shape", "project")
INFLOW = ("work_shape", "inflow")
# The longest deadline in working days: 156 weeks.
LONGEST = 780

_PASS = fact("coco_training_pass_share").value
assert isinstance(_PASS, int | float)


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class TurnaroundInputs(Inputs):
    """Everything the turnaround model asks, in the order of the form."""

    work_shape: str = choice(
        "What kind of work is it?", {"project": "One project with an end", "inflow": "A steady inflow with a peak"},
        assumption("project", "Deadlines belong to projects."),
        help="A project is done once; an inflow must keep up with what arrives.", group=FIRST, first=True,
    )
    project_labels: int = number(
        "Accepted labels in the project", "labels", 1, 1e9,
        assumption(200_000, "The example on the capacity page.", low=100_000, high=400_000),
        help="Labels that pass your checks, in all.", group=FIRST, first=True, whole=True,
        slider=(5_000, 1_000_000, 5_000), when=PROJECT,
    )
    deadline_weeks: float = number(
        "Time until the deadline", "working weeks", 0.2, 156,
        assumption(13.0, "A quarter of a year."),
        help="From the day of the decision. A deadline given as a date counts instead.", group=FIRST, first=True,
        slider=(1, 52, 1), when=PROJECT,
    )
    volume: float = shared("volume", group=FIRST, first=True, when=INFLOW)
    peak_factor: float = number(
        "Size of the peak", "times the normal volume", 1, 100,
        assumption(3.0, "The peak you were asked about."),
        help="Labels that arrive in a week of the peak, against a normal week.", group=FIRST, first=True,
        slider=(1, 10, 0.5), when=INFLOW,
    )
    peak_start: int = number(
        "Time until the peak", "weeks", 0, 52,
        assumption(8, "Two months' notice."),
        help="Whole weeks from the day of the decision to the peak's first day.", group=FIRST, first=True, whole=True,
        when=INFLOW,
    )
    peak_weeks: int = number(
        "Length of the peak", "weeks", 0, 52,
        assumption(4, "A month of peak."),
        help="Whole weeks. 0 means no peak at all.", group=FIRST, first=True, whole=True, when=INFLOW,
    )
    turnaround_weeks: int = number(
        "Longest wait you accept", "weeks", 0, 52,
        assumption(2, "A usual gap between training runs.", low=1, high=4),
        help="From the arrival of an item to its accepted label, counted at the ends of weeks.", group=FIRST,
        first=True, whole=True, when=INFLOW,
    )
    seconds: float = shared("seconds", group=FIRST, first=True)
    annotators_now: int = number(
        "Trained annotators free for this work", "people", 0, 1000,
        assumption(3, "A small team."),
        help="Whole people who know the task and do nothing else.", group=FIRST, first=True, whole=True,
        slider=(0, 50, 1),
    )
    reviewers_now: float = number(
        "Reviewers free for this work", "people", 0, 1000,
        assumption(1.0, "Somebody who knows the task; half a person is 0.5.", low=0.5, high=2.0),
        help="They review your labels and check the vendor's. Without one, nothing under review is ever accepted.",
        group=FIRST, first=True, slider=(0, 10, 0.5),
    )
    hires: int = number(
        "Annotators you plan to hire", "people", 0, 1000,
        assumption(5, "More than doubles the team."),
        help="They come after the time to fill a post, then train.", group=FIRST, first=True, whole=True,
        slider=(0, 50, 1),
    )
    hiring_weeks: float = number(
        "Time to fill a post", "weeks", 0, 52,
        basis(
            "us_time_to_fill_days", convert=lambda days: float(round(days / 7)),
            working="in weeks, rounded to whole ones",
        ),
        help="From the decision to the first day at work. 0 for people whom you move within the firm.", group=FIRST,
        first=True, slider=(0, 26, 1),
    )
    vendor_annotators: int = number(
        "Annotators the vendor puts on", "people", 0, 10_000,
        assumption(15, "A quote for a quarter."),
        help="People on your task at the same time, as the quote names them.", group=FIRST, first=True, whole=True,
        slider=(0, 100, 1),
    )
    vendor_start_weeks: float = number(
        "Time until the vendor's first label", "weeks", 0, 52,
        assumption(
            4.0, "Contract and security review come before a pilot of days and an onboarding of weeks. Guideline, gold "
            "set and a form of contract are taken to be ready.",
            low=1.0, high=8.0,
        ),
        help="From the decision, with contract, security review and onboarding. If guideline, gold set and contract "
        "are still to be written, put in nine.", group=FIRST, first=True,
        slider=(0, 26, 1),
    )

    overlap: float = shared("overlap", group=WORK)
    review_share: float = shared("review_share", group=WORK)
    review_seconds: float = shared("review_seconds", group=WORK)
    rework_effort: float = shared("rework_effort", group=WORK)
    start_date: str = day(
        "Date of the decision", assumption("", "Weeks are enough without dates."),
        help="With it, the answer gives dates. Only Saturdays and Sundays are left out.", group=WORK,
    )
    deadline_date: str = day(
        "Date of the deadline", assumption("", "Weeks are enough without dates."),
        help="Counts in place of the weeks above, and needs the date of the decision.", group=WORK,
    )
    backlog: float = number(
        "Labels waiting now", "labels", 0, 1e9,
        assumption(0.0, "The team keeps up today."),
        help="Items that have arrived and have no label yet.", group=WORK, when=INFLOW,
    )

    inhouse_acceptance: float = shared("inhouse_acceptance", group=TEAM)
    paid_hours: float = shared("paid_hours", group=TEAM)
    utilisation: float = shared("utilisation", group=TEAM)
    span: float = shared("span", group=TEAM)

    reviewer_hires: int = number(
        "Reviewers you plan to hire", "people", 0, 1000,
        assumption(0, "One reviewer is enough for the default."),
        help="They come together after the time to fill a post, then train.", group=HIRING, whole=True,
    )
    hires_possible: int = number(
        "Most annotators you could hire", "people", 0, 1000,
        assumption(20, "More than that is a department.", low=10, high=40),
        help="The search for the people you need stops here.", group=HIRING, whole=True,
    )
    hires_a_week: int = number(
        "New annotators you can take in at once", "people a week", 1, 1000,
        assumption(5, "Half of what one lead looks after.", low=2, high=10),
        help="The others follow a week later, and so on.", group=HIRING, whole=True,
    )
    training_weeks: float = shared("training_weeks", group=HIRING)
    training_pass: float = number(
        "Trainees who pass", "%", 1, 100,
        assumption(
            90.0, "Most of those you pick yourself. The low end is an open crowd: the COCO project (2014).",
            low=float(_PASS), high=100.0,
        ),
        help="The rest makes no labels, and its posts are not filled again.", group=HIRING,
    )
    ramp_months: float = shared("ramp_months", group=HIRING)
    ramp_speed: float = shared("ramp_speed", group=HIRING)
    ramp_shape: str = choice(
        "How speed builds up",
        {"even": "Average speed, then full speed", "learning": "Faster with each doubling"},
        assumption("even", "All that the two fields on the slow start say."),
        help="Both make the same by the end of the slow start; a learning curve makes more of it late.", group=HIRING,
    )
    attrition: float = shared("attrition", group=HIRING)
    leavers_replaced: str = choice(
        "Are leavers replaced?", {"yes": "At once", "no": "Never"},
        assumption("yes", "As in the cost calculator."),
        help="A replacement comes after the time to fill a post, trains, and starts slowly.", group=HIRING,
    )

    vendor_annotators_a_week: int = number(
        "Annotators the vendor can add a week", "people a week", 1, 10_000,
        assumption(10, "A bench exists, but it is not endless.", low=3, high=30),
        help="From the first label on.", group=VENDOR, whole=True,
    )
    vendor_annotators_possible: int = number(
        "Most annotators the vendor can give", "people", 0, 10_000,
        assumption(50, "Ask for one real ramp.", low=20, high=200),
        help="The search for the people you need stops here.", group=VENDOR, whole=True,
    )
    vendor_ramp_months: float = number(
        "Time below full speed at the vendor", "months", 0, 36,
        basis(
            "agent_ramp_days_example", "The same as your own people, until a pilot shows otherwise",
            convert=lambda days: days / 30, working="45 days / 30",
        ),
        help="On your task, at the average speed that your own people have in that time.", group=VENDOR,
    )
    vendor_seconds: float = shared("vendor_seconds", group=VENDOR)
    vendor_acceptance: float = shared("vendor_acceptance", group=VENDOR)
    check_share: float = shared("check_share", group=VENDOR)
    seat_hours: float = shared("seat_hours", group=VENDOR)

    batch_labels: int = number(
        "Labels in one batch", "labels", 1, 1e9,
        assumption(5_000, "A few days' work of a team.", low=1_000, high=20_000),
        help="The last batch goes back and forth until at most one label of it is open.", group=LAST_BATCH,
        whole=True, when=PROJECT,
    )
    batch_days: float = number(
        "One round of review and correction, in-house", "working days", 0, 60,
        assumption(1.0, "Same room, same hours.", low=0.5, high=3.0),
        help="From the delivery of a batch to the corrected labels.", group=LAST_BATCH, when=PROJECT,
    )
    vendor_batch_days: float = number(
        "One round of review and correction with the vendor", "working days", 0, 60,
        assumption(
            2.0, "A day to check and a day to correct; a production batch can take a week.", low=1.0, high=5.0,
        ),
        help="From the delivery of a batch to the corrected labels.", group=LAST_BATCH, when=PROJECT,
    )

    optimistic_time: float = number(
        "Time per label if all goes well", "% of the time given", 10, 100,
        assumption(85.0, "Times slip more often than they shrink."),
        help="For making and for reviewing, in-house and at the vendor.", group=SURE, when=PROJECT,
    )
    pessimistic_time: float = number(
        "Time per label if it goes badly", "% of the time given", 100, 1000,
        assumption(
            150.0, "Times slip more often than they shrink: of the boxes drawn in one study the mean was twice the "
            "median.", low=120.0, high=200.0,
        ),
        help="For making and for reviewing, in-house and at the vendor.", group=SURE, when=PROJECT,
    )
    optimistic_lead: float = number(
        "Waiting for people if all goes well", "% of the time given", 10, 100,
        assumption(75.0, "For hiring and for the vendor's start."),
        help="The time to fill a post and the time until the vendor's first label.", group=SURE, when=PROJECT,
    )
    pessimistic_lead: float = number(
        "Waiting for people if it goes badly", "% of the time given", 100, 400,
        assumption(175.0, "For hiring and for the vendor's start."),
        help="The time to fill a post and the time until the vendor's first label.", group=SURE, when=PROJECT,
    )
    confidence: float = number(
        "How sure you want to be", "%", 50, 99,
        assumption(80.0, "Four times in five."),
        help="People needed are also given for this chance of being on time.", group=SURE, when=PROJECT,
    )

    def refusals(self) -> Iterator[InputError]:
        """Refuse a deadline date without a start, before it, or too far after it."""
        if not self.deadline_date:
            return
        if not self.start_date:
            yield InputError("start_date", "the date of the decision, since the deadline is given as a date")
        elif not 1 <= working_days(self.start_date, self.deadline_date) <= LONGEST:
            first, last = (working_day(self.start_date, day) for day in (1, LONGEST))
            expected = f"a date from {first} to {last}, 1 to {LONGEST} working days from the decision"
            yield InputError("deadline_date", expected, self.deadline_date)
# fmt: on
