"""Quotes that can be cited. What no source gives is an assumption, and the words say so."""

from collections.abc import Mapping

from calculators.core import Preset
from calculators.models.quotes.inputs import published

# Nothing but the price and what the case is about.
BARE: Mapping[str, object] = {
    "rework_billed": 0, "minimum_month": 0, "vendor_setup": 0, "project_fee": 0, "price_rise": 0, "exit_cost": 0,
    "qa": "included", "tool_month": 0,
}  # fmt: skip
NO_OWN_SIDE: Mapping[str, object] = {"check_share": 0, "oversight_hours": 0}

PRESETS: Mapping[str, Preset] = {
    "box-hour-seat": Preset(
        title="A box, an hour, a seat",
        words=(
            "The default: published prices for a box, an offshore hour and one vendor's seat (2026). The seat looks "
            "cheapest, leaves six terms open and pays least. The terms are assumptions."
        ),
        inputs={},
    ),
    "two-bids": Preset(
        title="The guide's two bids",
        words=(
            "Every label delivered is paid for: 0.05 at 80% accepted against 0.06 at 98%, each label checked at 0.01. "
            "If only labels that pass were paid for, the order would turn. All figures are assumptions."
        ),
        inputs={
            "quotes": [
                {"name": "A", "pricing": "per_label", "price": 0.05, "payment": "delivered", "acceptance": 80, **BARE},
                {"name": "B", "pricing": "per_label", "price": 0.06, "payment": "delivered", "acceptance": 98, **BARE},
            ],
            "months": 1, "check_share": 100, "recheck_share": 100, "review_seconds": 1, "reviewer_wage": 36,
            "benefit_load": 0, "utilisation": 100, "oversight_hours": 0,
        },
    ),
    "small-order": Preset(
        title="A small order and a minimum",
        words=(
            "20,000 boxes in one month at a published price (2026), with a minimum bill of 5,000 and a fee of 15%, "
            "beside a seat. The minimum, the fee and the order are assumptions."
        ),
        inputs={
            "quotes": [
                {"name": "Box", "pricing": "per_label", "price": published("vendor_band_a_bbox"),
                 "payment": "accepted", **BARE, "minimum_month": 5_000, "project_fee": 15},
                {"name": "Seat", "pricing": "per_seat", "price": published("getannotator_subscription_month"),
                 **BARE},
            ],
            "volume": 20_000, "months": 1, **NO_OWN_SIDE,
        },
    ),
    "image-or-object": Preset(
        title="Per image or per object",
        words=(
            "0.40 an image, an assumption, against a published price for a box (2026), at the 7.7 objects of an "
            "everyday photo (2014). Try the 23 of an indoor scene (2016)."
        ),
        inputs={
            "quotes": [
                {"name": "Image", "pricing": "per_item", "price": 0.4, "payment": "accepted", **BARE},
                {"name": "Box", "pricing": "per_label", "price": published("vendor_band_a_bbox"),
                 "payment": "accepted", **BARE},
            ],
        },
    ),
    "tokens": Preset(
        title="Tokens or hours",
        words=(
            "Named entities at a published price for 1,000 tokens (2026) and 12.5 tokens an entity, an assumption, "
            "against a published offshore hour. 10 seconds an entity is an assumption too."
        ),
        inputs={
            "quotes": [
                {"name": "Tokens", "pricing": "per_thousand", "price": published("vendor_band_b_ner_1k_tokens"),
                 "units_per_label": 12.5, "payment": "accepted", **BARE},
                {"name": "Hour", "pricing": "per_hour", "price": published("offshore_bill_rate_hour_band"),
                 "payment": "delivered", **BARE},
            ],
            "vendor_seconds": 10,
        },
    ),
}  # fmt: skip
