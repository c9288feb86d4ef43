"""Your own people: what an hour of them costs and yields, and what it takes to find and keep them."""

from collections.abc import Mapping

from calculators.core import Field, Number, assumption
from calculators.facts import basis, fact

# The field starts where it always did, so that an old link keeps its answer; its range is what is published now.
HIRE = assumption(
    4_425.0,
    "Between the published ends: it was the mean of all US jobs in 2017. For posts below executives the newest survey "
    "gives a median of $1,300 (2026; $1,200 in 2025), and a mean of $5,475 (2025).",
    low=1_200.0,
    high=5_475.0,
)
# In per cent of all pay. Counted here, it would be counted twice: leave is time that makes no labels.
PAID_LEAVE = float(fact("us_office_paid_leave_share").value)

# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
FIELDS: Mapping[str, Field] = {
    "wage": Number(
        label="Annotator's wage", unit="¤ an hour", minimum=0, maximum=1_000,
        basis=basis("us_annotator_basic_wage_hour"),
        help="Before benefits and employer's taxes.", slider=(1, 100, 0.5),
    ),
    "reviewer_wage": Number(
        label="Reviewer's wage", unit="¤ an hour", minimum=0, maximum=1_000,
        basis=basis("us_office_admin_wage_hour"),
        help="For the people who check labels, yours or the vendor's.",
    ),
    "benefit_load": Number(
        label="Benefits and employer's taxes, paid leave aside", unit="% of wages", minimum=0, maximum=500,
        basis=basis(
            "us_benefit_load_multiplier_office",
            convert=lambda multiplier: round((multiplier * (1 - PAID_LEAVE / 100) - 1) * 100, 1),
            working=f"1.457 times the wage, of which paid leave is {PAID_LEAVE}%: that time is in the paid hours",
        ),
        help="Added to every wage and salary. Paid leave is left out, since the time that makes labels leaves it out.",
    ),
    "paid_hours": Number(
        label="Paid hours per person", unit="hours a month", minimum=1, maximum=744,
        basis=basis(
            "us_full_time_hours_year", convert=lambda hours: round(hours / 12, 2), working="2,080 hours a year / 12",
        ),
        help="Hours on the payroll, not hours of work.",
    ),
    "utilisation": Number(
        label="Paid time that makes labels", unit="%", minimum=1, maximum=100,
        basis=basis("shrinkage_share", convert=lambda share: 100 - share, working="100 minus the share that is lost"),
        help="The rest goes to paid leave, breaks, meetings, absence, and the training and waits of an ordinary week. "
        "Weeks of training before the first label are not in it.",
        slider=(30, 100, 1),
    ),
    "inhouse_acceptance": Number(
        label="First passes accepted in-house", unit="%", minimum=1, maximum=100,
        basis=assumption(95.0, "Nineteen in twenty pass the first time.", low=85.0, high=98.0),
        help="The rest is redone.",
    ),
    "span": Number(
        label="Annotators per team lead", unit="annotators", minimum=1, maximum=1_000,
        basis=basis("annotators_per_senior_cvat"),
        help="How many people one lead looks after.",
    ),
    "lead_salary": Number(
        label="Team lead's salary", unit="¤ a year", minimum=0, maximum=10_000_000,
        basis=assumption(65_000.0, "No published figure for this role was found.", low=50_000.0, high=85_000.0),
        help="Before benefits.",
    ),
    "attrition": Number(
        label="People who leave", unit="% a year", minimum=0, maximum=100,
        basis=basis(
            "call_centre_turnover_us",
            "US call-centre turnover, as a stand-in: no survey of annotators was found",
        ),
        help="Each leaver is replaced and trained again.", below=True,
    ),
    "hire_cost": Number(
        label="Cost of one hire", unit="¤ a hire", minimum=0, maximum=1_000_000,
        basis=HIRE,
        help="Advertising, recruiters and interview time.",
    ),
    "training_weeks": Number(
        label="Paid training before the first label", unit="weeks", minimum=0, maximum=104,
        basis=basis("annotator_onboarding_weeks"),
        help="Paid weeks without output.",
    ),
    "ramp_months": Number(
        label="Time below full speed after training", unit="months", minimum=0, maximum=36,
        basis=basis("agent_ramp_days_example", convert=lambda days: days / 30, working="45 days / 30"),
        help="Months until a new person is as fast as the rest.",
    ),
    "ramp_speed": Number(
        label="Average speed in that time", unit="% of full speed", minimum=0, maximum=100,
        basis=assumption(50.0, "Half speed on average.", low=35.0, high=75.0),
        help="100 means no loss.",
    ),
}
# fmt: on
