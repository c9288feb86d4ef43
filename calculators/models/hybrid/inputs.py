"""What the reader knows about the parts of the work, the people, the vendor and the model."""

from dataclasses import dataclass

from calculators.core import Inputs, Row, assumption, blank, choice, number, records, required, words
from calculators.facts import basis
from calculators.vocabulary import shared

FIRST = "What matters most"
OWN = "Your own people"
VENDOR = "The vendor"
MODEL = "The model that labels first"
ERRORS = "Wrong labels"

GROUPS = {
    FIRST: "The parts of the work and these nine decide most of the answer. The limit of errors holds in any part.",
    OWN: "What an hour of your own people costs and yields.",
    VENDOR: "Who would label there, and what buying costs beyond the price.",
    MODEL: "Where the model runs, what it costs, and what its errors ask of your reviewers.",
    ERRORS: "How many stay, and what one of them costs.",
}

MAY_LEAVE = {
    "anyone": "May go to anyone",
    "under_contract": "May go to a firm under contract",
    "no": "May not leave",
}
EXPERTISE = {
    "trained": "Trained people",
    "specialist": "A specialist",
    "ours": "Only our own trained people",
}
VENDOR_PEOPLE = {"under_contract": "A firm under contract", "crowd": "An open crowd"}
VENDOR_SPECIALISTS = {"yes": "Yes", "no": "No"}
MODEL_RUNS = {
    "own": "On our own systems",
    "under_contract": "At a provider under contract",
    "public": "At a public service without a contract",
}


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class Segment(Row):
    """One part of the work: labels that are alike in what they take and where they may go."""

    name: str = words("Part", required("What you call it."), limit=40, least=1)
    volume: float = number(
        "Accepted labels", "labels a month", 1, 1e9, required("Labels that pass your checks."),
    )
    seconds: float | None = number(
        "Time for one label", "seconds", 0.1, 360_000, blank("The same as the field for the time of one label."),
    )
    may_leave: str = choice(
        "Where may the data go?", MAY_LEAVE, assumption("under_contract", "The usual case with a firm's own data."),
    )
    expertise: str = choice(
        "Who can do it?", EXPERTISE, assumption("trained", "Most labels need training, and no profession."),
    )
    inhouse_acceptance: float | None = number(
        "First passes accepted", "%", 1, 100, blank("The same as the field for the share accepted in-house."),
    )
    vendor_price: float | None = number(
        "Quoted price", "¤ a label", 0, 100_000,
        blank("What the vendor's price comes to for the time this part takes; for a specialist, by the hour."),
    )
    model_accuracy: float | None = number(
        "Model gets right", "%", 0, 100,
        blank("The same as the field for the labels a model gets right. 0: there is no model for this part."),
    )


# Together the 200,000 labels of the cost calculator.
EXAMPLE = (
    Segment(name="Daylight roads", volume=125_000),
    Segment(name="Night and rain", volume=40_000, seconds=40),
    Segment(name="Faces and plates", volume=30_000, may_leave="no"),
    Segment(
        name="Rare hazards", volume=5_000, seconds=90, expertise="ours", inhouse_acceptance=85, model_accuracy=60,
    ),
)


@dataclass(frozen=True, kw_only=True)
class HybridInputs(Inputs):
    """Everything the split asks, in the order of the form."""

    currency: str = shared("currency", group=FIRST, first=True)
    segments: tuple[Segment, ...] = records(
        "The parts of the work", Segment,
        assumption(EXAMPLE, "An example of street scenes, together as many labels as the cost calculator starts with."),
        row_name="part", least=1, most=40, unique="name", group=FIRST, first=True,
        help="One row for labels that are alike. A name and a volume are enough; an empty cell means as elsewhere.",
    )
    people: float = number(
        "Own annotators you have or may hire", "people", 0, 100_000,
        assumption(3.0, "A small team.", low=1.0, high=10.0),
        help="Parts of a person count.", group=FIRST, first=True,
    )
    specialists: float = number(
        "Own specialists you have or may hire", "people", 0, 100_000,
        assumption(0.0, "None in the first example."),
        help="They do the parts that only a specialist can do, and no others.", group=FIRST, first=True,
    )
    error_limit: float = shared("error_limit", group=FIRST, first=True)
    model_accuracy: float = number(
        "Labels a model gets right", "%", 0, 100,
        assumption(90.0, "An example: measure it on a sample of your own.", low=70.0, high=97.0),
        help="Before anybody corrects them. 0: there is no model.", group=FIRST, first=True,
    )
    seconds: float = shared("seconds", group=FIRST, first=True)
    wage: float = shared("wage", group=FIRST, first=True)
    pricing: str = shared("pricing", group=FIRST, first=True)
    label_price: float = shared("label_price", group=FIRST, first=True, when=("pricing", "per_label"))
    hour_rate: float = shared("hour_rate", group=FIRST, first=True, when=("pricing", "per_hour"))
    seat_fee: float = shared("seat_fee", group=FIRST, first=True, when=("pricing", "per_seat"))
    months: int = shared("months", group=FIRST, first=True)

    overlap: float = shared("overlap", group=OWN)
    review_share: float = shared("review_share", group=OWN)
    review_seconds: float = shared("review_seconds", group=OWN)
    rework_effort: float = shared("rework_effort", group=OWN)
    inhouse_acceptance: float = shared("inhouse_acceptance", group=OWN)
    reviewer_wage: float = shared("reviewer_wage", group=OWN)
    benefit_load: float = shared("benefit_load", group=OWN)
    paid_hours: float = shared("paid_hours", group=OWN)
    utilisation: float = shared("utilisation", group=OWN)
    engineer_hours: float = shared("engineer_hours", group=OWN)
    engineer_rate: float = shared("engineer_rate", group=OWN)
    inhouse_setup: float = shared("inhouse_setup", group=OWN)
    person_overhead: float = shared("person_overhead", group=OWN)
    specialist_wage: float = number(
        "Specialist's wage", "¤ an hour", 0, 10_000, basis("us_domain_expert_wage_hour"),
        help="For labelling and for reviewing what specialists label. Before benefits and employer's taxes.", group=OWN,
    )

    vendor_seconds: float = shared("vendor_seconds", group=VENDOR)
    seat_hours: float = shared("seat_hours", group=VENDOR, when=("pricing", "per_seat"))
    vendor_acceptance: float = shared("vendor_acceptance", group=VENDOR)
    rework_billed: float = shared("rework_billed", group=VENDOR)
    minimum_month: float = shared("minimum_month", group=VENDOR)
    project_fee: float = shared("project_fee", group=VENDOR)
    vendor_setup: float = shared("vendor_setup", group=VENDOR)
    exit_cost: float = shared("exit_cost", group=VENDOR)
    oversight_hours: float = shared("oversight_hours", group=VENDOR)
    oversight_rate: float = shared("oversight_rate", group=VENDOR)
    check_share: float = shared("check_share", group=VENDOR)
    specialist_rate: float = number(
        "Vendor's specialist, per hour", "¤ an hour", 0, 10_000, basis("vendor_band_b_specialist_hour"),
        help="For the parts that only a specialist can do, unless a part has a quoted price.", group=VENDOR,
    )
    vendor_people: str = choice(
        "Who would label at the vendor?", VENDOR_PEOPLE, assumption("under_contract", "The usual case."),
        help="Data that may only go to a firm under contract may not go to a crowd.", group=VENDOR,
    )
    vendor_specialists: str = choice(
        "Does the vendor have your kind of specialist?", VENDOR_SPECIALISTS, assumption("yes", "Ask the vendor."),
        help="If not, what only a specialist can do stays with your own.", group=VENDOR,
    )

    model_runs: str = choice(
        "Where does the model run?", MODEL_RUNS,
        assumption("own", "Common in vision; a language model is often at a provider."),
        help="Data that may not leave can only go to a model on your own systems.", group=MODEL,
    )
    correct_seconds: float = shared("correct_seconds", group=MODEL)
    undercorrection: float = shared("undercorrection", group=MODEL)
    overcorrection: float = shared("overcorrection", group=MODEL)
    model_price: float = shared("model_price", group=MODEL)
    model_setup: float = shared("model_setup", group=MODEL)
    model_upkeep: float = shared("model_upkeep", group=MODEL)

    inhouse_escape: float = shared("inhouse_escape", group=ERRORS)
    vendor_escape: float = shared("vendor_escape", group=ERRORS)
    error_cost: float = shared("error_cost", group=ERRORS)
# fmt: on
