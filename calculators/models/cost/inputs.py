"""What the reader knows about the work, the team, the vendor and the money. The names are those of the model."""

from dataclasses import dataclass

from calculators.core import Inputs
from calculators.vocabulary import shared

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


@dataclass(frozen=True, kw_only=True)
class CostInputs(Inputs):
    """Everything the cost model asks, in the order of the form."""

    currency: str = shared("currency", group=FIRST, first=True)
    volume: float = shared("volume", group=FIRST, first=True)
    months: int = shared("months", group=FIRST, first=True)
    seconds: float = shared("seconds", group=FIRST, first=True)
    overlap: float = shared("overlap", group=FIRST, first=True)
    review_share: float = shared("review_share", group=FIRST, first=True)
    wage: float = shared("wage", group=FIRST, first=True)
    utilisation: float = shared("utilisation", group=FIRST, first=True)
    pricing: str = shared("pricing", group=FIRST, first=True)
    label_price: float = shared("label_price", group=FIRST, first=True, when=("pricing", "per_label"))
    hour_rate: float = shared("hour_rate", group=FIRST, first=True, when=("pricing", "per_hour"))
    seat_fee: float = shared("seat_fee", group=FIRST, first=True, when=("pricing", "per_seat"))
    hybrid_share: float = shared("hybrid_share", group=FIRST, first=True)

    growth: float = shared("growth", group=WORK)
    review_seconds: float = shared("review_seconds", group=WORK)
    rework_effort: float = shared("rework_effort", group=WORK)

    inhouse_acceptance: float = shared("inhouse_acceptance", group=PEOPLE)
    reviewer_wage: float = shared("reviewer_wage", group=PEOPLE)
    benefit_load: float = shared("benefit_load", group=PEOPLE)
    paid_hours: float = shared("paid_hours", group=PEOPLE)
    span: float = shared("span", group=PEOPLE)
    lead_salary: float = shared("lead_salary", group=PEOPLE)

    attrition: float = shared("attrition", group=HIRING)
    hire_cost: float = shared("hire_cost", group=HIRING)
    training_weeks: float = shared("training_weeks", group=HIRING)
    ramp_months: float = shared("ramp_months", group=HIRING)
    ramp_speed: float = shared("ramp_speed", group=HIRING)

    tool_seat: float = shared("tool_seat", group=PLACE)
    workstation: float = shared("workstation", group=PLACE)
    seat_overhead: float = shared("seat_overhead", group=PLACE)
    inhouse_setup: float = shared("inhouse_setup", group=PLACE)
    engineer_hours: float = shared("engineer_hours", group=PLACE)
    engineer_rate: float = shared("engineer_rate", group=PLACE)

    seat_hours: float = shared("seat_hours", group=VENDOR, when=("pricing", "per_seat"))
    vendor_seconds: float = shared("vendor_seconds", group=VENDOR)
    vendor_acceptance: float = shared("vendor_acceptance", group=VENDOR)
    rework_billed: float = shared("rework_billed", group=VENDOR)
    minimum_month: float = shared("minimum_month", group=VENDOR)
    vendor_setup: float = shared("vendor_setup", group=VENDOR)
    project_fee: float = shared("project_fee", group=VENDOR)
    price_rise: float = shared("price_rise", group=VENDOR)
    exit_cost: float = shared("exit_cost", group=VENDOR)

    oversight_hours: float = shared("oversight_hours", group=OWN_SIDE)
    oversight_rate: float = shared("oversight_rate", group=OWN_SIDE)
    check_share: float = shared("check_share", group=OWN_SIDE)

    inhouse_escape: float = shared("inhouse_escape", group=MONEY)
    vendor_escape: float = shared("vendor_escape", group=MONEY)
    error_cost: float = shared("error_cost", group=MONEY)
    discount: float = shared("discount", group=MONEY)
