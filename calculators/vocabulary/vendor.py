"""The vendor's terms, and what buying still costs you."""

import dataclasses
from collections.abc import Mapping

from calculators.core import Choice, Field, Number, assumption
from calculators.facts import basis, fact

PRICING = {"per_label": "Per label", "per_hour": "Per hour", "per_seat": "Per seat and month"}

_SEAT_HOURS = 121.0
_HOUR = fact("bpo_seat_price_hour")
assert isinstance(_HOUR.high, int | float)
# A list price has no range of its own; the dearest published hour says how far a seat can go.
SEAT = dataclasses.replace(
    basis("getannotator_subscription_month"),
    high=_HOUR.high * _SEAT_HOURS,
    words="One vendor's list price for a seat and month; the high end is the dearest published seat hour "
    f"({_HOUR.publisher}, {_HOUR.year}) for {_SEAT_HOURS:.0f} hours.",
)

# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
FIELDS: Mapping[str, Field] = {
    "pricing": Choice(
        label="How the vendor charges", options=PRICING,
        basis=assumption("per_label", "The most common form of quote."),
        help="The unit of the quote in front of you.",
    ),
    "label_price": Number(
        label="Price per label", unit="¤ a label", minimum=0, maximum=100_000,
        basis=basis("vendor_band_a_bbox", low="offshore_india_bbox_price", high="onshore_us_bbox_price"),
        help="For one bounding box from a managed vendor.", slider=(0, 1, 0.005),
    ),
    "hour_rate": Number(
        label="Price per hour", unit="¤ an hour", minimum=0, maximum=10_000,
        basis=basis("offshore_bill_rate_hour_band", high="onshore_us_agent_loaded_hour"),
        help="What the vendor bills for an hour of labelling.", slider=(1, 100, 0.5),
    ),
    "seat_fee": Number(
        label="Price per seat", unit="¤ a seat a month", minimum=0, maximum=1_000_000,
        basis=SEAT,
        help="One vendor's list price. The hours it buys are not stated, so they are a field of their own.",
        slider=(100, 10_000, 50),
    ),
    "seat_hours": Number(
        label="Labelling hours a vendor seat gives", unit="hours a month", minimum=1, maximum=744,
        basis=assumption(
            _SEAT_HOURS,
            "What one of your own people gives (173.33 hours at 70%), until the vendor states another figure.",
            low=80.0, high=170.0,
        ),
        help="Hours of labelling, not hours of presence.",
    ),
    "vendor_seconds": Number(
        label="Time to make one label at the vendor", unit="seconds", minimum=0.1, maximum=360_000,
        basis=basis("bbox_pro_end_to_end_seconds", "The same as in-house, until a pilot shows otherwise"),
        help="The mean over all labels. Where your own time is asked for too, it follows that until you type another "
        "one. A price per label does not depend on it.",
        driver="seconds", follows="seconds",
    ),
    "vendor_acceptance": Number(
        label="First passes accepted at the vendor", unit="%", minimum=1, maximum=100,
        basis=assumption(95.0, "The same as in-house, until a pilot shows otherwise.", low=80.0, high=98.0),
        help="Measured by your own checks, not by the vendor's.",
    ),
    "rework_billed": Number(
        label="Rework that the vendor bills", unit="%", minimum=0, maximum=100,
        basis=assumption(0.0, "A good contract has faults corrected free.", low=0.0, high=50.0),
        help="0 where faults are corrected free of charge. By the hour it is 100, unless the quote says that "
        "rejects are free. A price per seat always pays for rework in time.",
    ),
    "minimum_month": Number(
        label="Minimum bill", unit="¤ a month", minimum=0, maximum=1e9,
        basis=assumption(500.0, "Vendors seldom publish it.", low=0.0, high=10_000.0),
        help="You pay this even in a quiet month.",
    ),
    "vendor_setup": Number(
        label="Set-up with the vendor", unit="¤ once", minimum=0, maximum=1e9,
        basis=assumption(5_000.0, "Pilot, security review and contract.", low=2_000.0, high=25_000.0),
        help="Paid in the first month.",
    ),
    "project_fee": Number(
        label="Project management fee", unit="% of the bill", minimum=0, maximum=500,
        basis=assumption(10.0, "Often a line of its own in a quote.", low=0.0, high=20.0),
        help="0 where the price includes it.",
    ),
    "price_rise": Number(
        label="Yearly price rise", unit="% a year", minimum=0, maximum=100,
        basis=assumption(3.0, "About the rise of office pay.", low=0.0, high=8.0),
        help="On the vendor's prices, from month 13.",
    ),
    "exit_cost": Number(
        label="Cost of leaving the vendor", unit="¤ once", minimum=0, maximum=1e9,
        basis=assumption(0.0, "No switch is planned.", low=0.0, high=25_000.0),
        help="Paid in the last month: moving data, training another team, running both for a while.",
    ),
    "oversight_hours": Number(
        label="Your own time to manage the vendor", unit="hours a month", minimum=0, maximum=10_000,
        basis=assumption(40.0, "A day and a bit each week.", low=15.0, high=100.0),
        help="Questions, guideline changes, meetings, invoices.",
    ),
    "oversight_rate": Number(
        label="Cost of that time", unit="¤ an hour", minimum=0, maximum=10_000,
        basis=assumption(60.0, "An operations manager with benefits.", low=45.0, high=100.0),
        help="With benefits.",
    ),
    "check_share": Number(
        label="Delivered labels you check yourself", unit="%", minimum=0, maximum=100,
        basis=assumption(5.0, "One label in twenty.", low=2.0, high=15.0),
        help="Whoever labels should not be the only one to check.",
    ),
}
# fmt: on
