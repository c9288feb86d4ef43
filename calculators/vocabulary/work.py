"""The work itself, whoever does it."""

from collections.abc import Mapping

from calculators.core import Field, Number, assumption
from calculators.facts import basis, fact

# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
FIELDS: Mapping[str, Field] = {
    "volume": Number(
        label="Accepted labels a month", unit="labels a month", minimum=1, maximum=1e9,
        basis=assumption(200_000.0, "A mid-size vision project.", low=100_000.0, high=400_000.0),
        help="Labels that pass your checks in the first month.",
        slider=(5_000, 1_000_000, 5_000),
    ),
    "months": Number(
        label="Months to plan for", unit="months", minimum=1, maximum=120,
        basis=assumption(24, "Long enough for set-up and hiring to pay back."),
        help="Costs are added up over this many months, and papers must hold as long.", whole=True, slider=(1, 60, 1),
    ),
    "seconds": Number(
        label="Time to make one label in-house", unit="seconds", minimum=0.1, maximum=360_000,
        basis=basis("bbox_pro_end_to_end_seconds"),
        help="One bounding box, with finding the object. For any other task put in the mean that you measured.",
        slider=(1, 300, 0.5), driver="seconds",
    ),
    "overlap": Number(
        label="Independent labels per item", unit="labels an item", minimum=1, maximum=10,
        basis=assumption(1.0, "One person labels each item.", low=1.0, high=2.0),
        help="How many people label the same item before one answer is taken.",
        slider=(1, 10, 1),
    ),
    "review_share": Number(
        label="Labels a second person reviews in-house", unit="%", minimum=0, maximum=100,
        basis=assumption(20.0, "One label in five is looked at again.", low=10.0, high=50.0),
        help="Share of labels that somebody else checks.", slider=(0, 100, 1),
    ),
    "growth": Number(
        label="Growth of the volume", unit="% a month", minimum=-99, maximum=100,
        basis=assumption(0.0, "The volume stays level.", low=-3.0, high=5.0),
        help="Each month against the month before.",
    ),
    "review_seconds": Number(
        label="Time to review one label", unit="seconds", minimum=0, maximum=360_000,
        basis=basis("bbox_quality_check_seconds"),
        help="One look at a finished label, in-house or at a delivery. The usual start is the median of a crowd whose "
        f"mean is {fact('bbox_quality_check_seconds').high}, so put in your own mean. Where people label the sample "
        "afresh, add their times up.",
    ),
    "rework_effort": Number(
        label="Effort of redoing a label", unit="% of a first pass", minimum=0, maximum=1_000,
        basis=assumption(100.0, "A rejected label is made again from the start.", low=50.0, high=120.0),
        help="100 means that redoing takes as long as doing.",
    ),
    "hybrid_share": Number(
        label="Share bought in the hybrid", unit="%", minimum=0, maximum=100,
        basis=assumption(70.0, "The bulk goes out; hard and sensitive items stay."),
        help="The rest is made in-house. Both sides then pay their fixed costs.",
        slider=(0, 100, 5),
    ),
}
# fmt: on
