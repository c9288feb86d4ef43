"""What the reader knows about the work, the team, the vendor and the money. The names are those of the model."""

from dataclasses import dataclass

from calculators.core import Inputs, assumption, choice, number
from calculators.facts import basis

FIRST = "What matters most"
WORK = "The work"
PEOPLE = "In-house: people"
HIRING = "In-house: hiring and training"
PLACE = "In-house: tools, space and set-up"
VENDOR = "Outsourced: the vendor's terms"
OWN_SIDE = "Outsourced: your own side"
MONEY = "Quality and money"

GROUPS = {
    FIRST: "These ten decide most of the answer.",
    WORK: "How the same work is done, whoever does it.",
    PEOPLE: "What an hour of your own people costs and yields.",
    HIRING: "What it takes to keep seats filled.",
    PLACE: "What people need around them.",
    VENDOR: "What the contract says beyond the price.",
    OWN_SIDE: "What buying still costs you.",
    MONEY: "What a wrong label costs, and what waiting costs.",
}

PRICING = {"per_label": "Per label", "per_hour": "Per hour", "per_seat": "Per seat and month"}


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class CostInputs(Inputs):
    """Everything the cost model asks, in the order of the form."""

    volume: float = number(
        "Accepted labels a month", "labels a month", 1, 1e9,
        assumption(200_000.0, "A mid-size vision project.", low=100_000.0, high=400_000.0),
        help="Labels that pass your checks in the first month.", group=FIRST, first=True,
        slider=(5_000, 1_000_000, 5_000),
    )
    months: int = number(
        "Months to plan for", "months", 1, 120,
        assumption(24, "Long enough for set-up and hiring to pay back."),
        help="Costs are added up over this many months.", group=FIRST, first=True, whole=True, slider=(1, 60, 1),
    )
    seconds: float = number(
        "Time to make one label in-house", "seconds", 0.1, 360_000,
        basis("bbox_pro_end_to_end_seconds"),
        help="One bounding box, with finding the object. Put in your own measured time for any other task.",
        group=FIRST, first=True, slider=(1, 300, 0.5), driver="seconds",
    )
    overlap: float = number(
        "Independent labels per item", "labels an item", 1, 10,
        assumption(1.0, "One person labels each item.", low=1.0, high=2.0),
        help="How many people label the same item before one answer is taken.", group=FIRST, first=True,
        slider=(1, 10, 1),
    )
    review_share: float = number(
        "Labels a second person reviews in-house", "%", 0, 100,
        assumption(20.0, "One label in five is looked at again.", low=10.0, high=50.0),
        help="Share of labels that somebody else checks.", group=FIRST, first=True, slider=(0, 100, 1),
    )
    wage: float = number(
        "Annotator's wage", "$ an hour", 0, 1_000,
        basis("us_annotator_basic_wage_hour"),
        help="Before benefits and employer's taxes.", group=FIRST, first=True, slider=(1, 100, 0.5),
    )
    utilisation: float = number(
        "Paid time that makes labels", "%", 1, 100,
        basis("shrinkage_share", convert=lambda share: 100 - share, working="100 minus the share that is lost"),
        help="The rest goes to breaks, meetings, absence, training and waiting.", group=FIRST, first=True,
        slider=(30, 100, 1),
    )
    pricing: str = choice(
        "How the vendor charges", PRICING, assumption("per_label", "The most common form of quote."),
        help="The unit of the quote in front of you.", group=FIRST, first=True,
    )
    label_price: float = number(
        "Price per label", "$ a label", 0, 100_000,
        basis("vendor_band_a_bbox"),
        help="For one bounding box from a managed vendor.", group=FIRST, first=True, slider=(0, 1, 0.005),
        when=("pricing", "per_label"),
    )
    hour_rate: float = number(
        "Price per hour", "$ an hour", 0, 10_000,
        basis("offshore_bill_rate_hour_band"),
        help="What the vendor bills for an hour of labelling.", group=FIRST, first=True, slider=(1, 100, 0.5),
        when=("pricing", "per_hour"),
    )
    seat_fee: float = number(
        "Price per seat", "$ a seat a month", 0, 1_000_000,
        basis("getannotator_subscription_month"),
        help="One vendor's list price. The hours it buys are not stated, so they are a field of their own.",
        group=FIRST, first=True, slider=(100, 10_000, 50), when=("pricing", "per_seat"),
    )
    hybrid_share: float = number(
        "Share bought in the hybrid", "%", 0, 100,
        assumption(70.0, "The bulk goes out; hard and sensitive items stay."),
        help="The rest is made in-house. Both sides then pay their fixed costs.", group=FIRST, first=True,
        slider=(0, 100, 5),
    )

    growth: float = number(
        "Growth of the volume", "% a month", -99, 100,
        assumption(0.0, "The volume stays level.", low=-3.0, high=5.0),
        help="Each month against the month before.", group=WORK,
    )
    review_seconds: float = number(
        "Time to review one label", "seconds", 0, 360_000,
        basis("bbox_quality_check_seconds"), help="For the second person, in-house or checking a delivery.",
        group=WORK,
    )
    rework_effort: float = number(
        "Effort of redoing a label", "% of a first pass", 0, 1_000,
        assumption(100.0, "A rejected label is made again from the start.", low=50.0, high=120.0),
        help="100 means that redoing takes as long as doing.", group=WORK,
    )

    inhouse_acceptance: float = number(
        "First passes accepted in-house", "%", 1, 100,
        assumption(95.0, "Nineteen in twenty pass the first time.", low=85.0, high=98.0),
        help="The rest is redone.", group=PEOPLE,
    )
    reviewer_wage: float = number(
        "Reviewer's wage", "$ an hour", 0, 1_000, basis("us_office_admin_wage_hour"),
        help="For the people who check labels, yours or the vendor's.", group=PEOPLE,
    )
    benefit_load: float = number(
        "Benefits and employer's taxes", "% of wages", 0, 500,
        basis(
            "us_benefit_load_multiplier_office",
            convert=lambda multiplier: round((multiplier - 1) * 100, 6), working="1.457 times the wage",
        ),
        help="Added to every wage and salary.", group=PEOPLE,
    )
    paid_hours: float = number(
        "Paid hours per person", "hours a month", 1, 744,
        basis("us_full_time_hours_year", convert=lambda hours: round(hours / 12, 2), working="2,080 hours a year / 12"),
        help="Hours on the payroll, not hours of work.", group=PEOPLE,
    )
    span: float = number(
        "Annotators per team lead", "annotators", 1, 1_000, basis("annotators_per_senior_cvat"),
        help="How many people one lead looks after.", group=PEOPLE,
    )
    lead_salary: float = number(
        "Team lead's salary", "$ a year", 0, 10_000_000,
        assumption(65_000.0, "No published figure for this role was found.", low=50_000.0, high=85_000.0),
        help="Before benefits.", group=PEOPLE,
    )

    attrition: float = number(
        "People who leave", "% a year", 0, 100,
        basis(
            "call_centre_turnover_us",
            "US call-centre turnover, as a stand-in: no survey of annotators was found",
        ),
        help="Each leaver is replaced and trained again.", group=HIRING, below=True,
    )
    hire_cost: float = number(
        "Cost of one hire", "$ a hire", 0, 1_000_000, basis("us_cost_per_hire"),
        help="Advertising, recruiters and interview time.", group=HIRING,
    )
    training_weeks: float = number(
        "Paid training before the first label", "weeks", 0, 104, basis("annotator_onboarding_weeks"),
        help="Paid weeks without output.", group=HIRING,
    )
    ramp_months: float = number(
        "Time below full speed after training", "months", 0, 36,
        basis("agent_ramp_days_example", convert=lambda days: days / 30, working="45 days / 30"),
        help="Months until a new person is as fast as the rest.", group=HIRING,
    )
    ramp_speed: float = number(
        "Average speed in that time", "% of full speed", 0, 100,
        assumption(50.0, "Half speed on average.", low=35.0, high=75.0),
        help="100 means no loss.", group=HIRING,
    )

    tool_seat: float = number(
        "Annotation tool", "$ a seat a month", 0, 100_000, basis("cvat_online_seat_month"),
        help="0 for an open-source tool that you run yourself.", group=PLACE,
    )
    workstation: float = number(
        "Workstation", "$ a new seat", 0, 1_000_000,
        assumption(1_500.0, "A computer and a screen.", low=800.0, high=3_000.0),
        help="Paid once for each seat you did not have before.", group=PLACE,
    )
    seat_overhead: float = number(
        "Space, network and support", "$ a seat a month", 0, 100_000,
        assumption(300.0, "A shared office desk.", low=100.0, high=600.0),
        help="What one more person in the building costs.", group=PLACE,
    )
    inhouse_setup: float = number(
        "Set-up in-house", "$ once", 0, 1e9,
        assumption(20_000.0, "Tool roll-out, guidelines and a first gold set.", low=5_000.0, high=60_000.0),
        help="Paid in the first month.", group=PLACE,
    )
    engineer_hours: float = number(
        "Engineer's time for the in-house team", "hours a month", 0, 10_000,
        assumption(30.0, "Pipelines, exports and tool upkeep.", low=10.0, high=70.0),
        help="Hours an engineer gives to the labelling set-up.", group=PLACE,
    )
    engineer_rate: float = number(
        "Engineer's cost", "$ an hour", 0, 10_000,
        assumption(100.0, "Salary with everything on top.", low=70.0, high=150.0),
        help="With benefits.", group=PLACE,
    )

    seat_hours: float = number(
        "Labelling hours a vendor seat gives", "hours a month", 1, 744,
        assumption(160.0, "The offer does not state it, so ask.", low=80.0, high=170.0),
        help="Hours of labelling, not hours of presence.", group=VENDOR, when=("pricing", "per_seat"),
    )
    vendor_seconds: float = number(
        "Time to make one label at the vendor", "seconds", 0.1, 360_000,
        basis("bbox_pro_end_to_end_seconds", "The same as in-house, until a pilot shows otherwise"),
        help="Used when the vendor charges by hour or seat.", group=VENDOR, driver="seconds",
    )
    vendor_acceptance: float = number(
        "First passes accepted at the vendor", "%", 1, 100,
        assumption(95.0, "The same as in-house, until a pilot shows otherwise.", low=80.0, high=98.0),
        help="Measured by your own checks, not by the vendor's.", group=VENDOR,
    )
    rework_billed: float = number(
        "Rework that the vendor bills", "%", 0, 100,
        assumption(0.0, "A good contract has faults mended free.", low=0.0, high=50.0),
        help="0 where faults are mended free of charge. A price per seat always pays for rework in time.",
        group=VENDOR,
    )
    minimum_month: float = number(
        "Minimum bill", "$ a month", 0, 1e9,
        assumption(500.0, "Vendors seldom publish it.", low=0.0, high=10_000.0),
        help="You pay this even in a quiet month.", group=VENDOR,
    )
    vendor_setup: float = number(
        "Set-up with the vendor", "$ once", 0, 1e9,
        assumption(5_000.0, "Pilot, security review and contract.", low=2_000.0, high=25_000.0),
        help="Paid in the first month.", group=VENDOR,
    )
    project_fee: float = number(
        "Project management fee", "% of the bill", 0, 500,
        assumption(10.0, "Often a line of its own in a quote.", low=0.0, high=20.0),
        help="0 where the price includes it.", group=VENDOR,
    )
    price_rise: float = number(
        "Yearly price rise", "% a year", 0, 100,
        assumption(3.0, "About the rise of office pay.", low=0.0, high=8.0),
        help="On the vendor's prices, from month 13.", group=VENDOR,
    )
    exit_cost: float = number(
        "Cost of leaving the vendor", "$ once", 0, 1e9,
        assumption(0.0, "No switch is planned.", low=0.0, high=25_000.0),
        help="Paid in the last month: moving data, training another team, running both for a while.", group=VENDOR,
    )

    oversight_hours: float = number(
        "Your own time to manage the vendor", "hours a month", 0, 10_000,
        assumption(40.0, "A day and a bit each week.", low=15.0, high=100.0),
        help="Questions, guideline changes, meetings, invoices.", group=OWN_SIDE,
    )
    oversight_rate: float = number(
        "Cost of that time", "$ an hour", 0, 10_000,
        assumption(60.0, "An operations manager with benefits.", low=45.0, high=100.0),
        help="With benefits.", group=OWN_SIDE,
    )
    check_share: float = number(
        "Delivered labels you check yourself", "%", 0, 100,
        assumption(5.0, "One label in twenty.", low=2.0, high=15.0),
        help="Whoever labels should not be the only one to check.", group=OWN_SIDE,
    )

    inhouse_escape: float = number(
        "Accepted labels still wrong, in-house", "%", 0, 100,
        basis("label_error_rate_benchmarks", convert=round, working="rounded to whole per cent"),
        help="Errors that your own checks let through.", group=MONEY, driver="escape",
    )
    vendor_escape: float = number(
        "Accepted labels still wrong, vendor", "%", 0, 100,
        basis("label_error_rate_benchmarks", convert=round, working="rounded to whole per cent"),
        help="Errors in what you accepted from the vendor.", group=MONEY, driver="escape",
    )
    error_cost: float = number(
        "Cost of one wrong label", "$ a label", 0, 1e6,
        assumption(0.0, "Unknown until you can say what an error does to your product.", low=0.0, high=0.1),
        help="Retraining, debugging, or harm from a label that stays wrong.", group=MONEY,
    )
    discount: float = number(
        "Discount rate", "% a year", 0, 100,
        assumption(8.0, "A common cost of capital; ask finance for yours.", low=4.0, high=15.0),
        help="Only the present value uses it.", group=MONEY,
    )
