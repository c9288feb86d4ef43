"""Scenarios that can be cited. What no source gives is an assumption, and the words say so."""

from calculators.core import Preset

PRESETS = {
    "computer-vision-start-up": Preset(
        title="Computer vision start-up",
        words=(
            "30,000 boxes a month for one year, growing 5% a month, with a small team that has a desk and a tool. "
            "Volume and growth are assumptions."
        ),
        inputs={
            "volume": 30_000, "growth": 5, "months": 12, "inhouse_setup": 8_000, "engineer_hours": 20,
            "vendor_setup": 2_000, "oversight_hours": 20,
        },
    ),
    "regulated-hospital-imaging": Preset(
        title="Regulated hospital imaging",
        words=(
            "4,000 outlines a month by medical staff, two per item, all reviewed. Wages follow published pay for "
            "medical AI trainers (2025); the vendor's hour follows the published price band for specialists (2026), "
            "and an hour is paid whatever comes of it. Time per outline, volume and security costs are assumptions."
        ),
        inputs={
            "volume": 4_000, "months": 24, "seconds": 180, "vendor_seconds": 180, "overlap": 2, "review_share": 100,
            "review_seconds": 60, "wage": 120, "reviewer_wage": 120, "pricing": "per_hour", "hour_rate": 80,
            "rework_billed": 100, "hire_cost": 8_000, "training_weeks": 4, "inhouse_setup": 60_000,
            "vendor_setup": 40_000, "oversight_hours": 60, "check_share": 20, "error_cost": 5, "hybrid_share": 30,
        },
    ),
    "multilingual-text-at-scale": Preset(
        title="Multilingual text at scale",
        words=(
            "1,000,000 sentiment labels a month in many languages, three per item. The price follows the published "
            "band for sentiment (2026) and is paid three times for an item; 8 seconds a label is an assumption."
        ),
        inputs={
            "volume": 1_000_000, "months": 24, "seconds": 8, "vendor_seconds": 8, "overlap": 3, "review_share": 5,
            "review_seconds": 5, "label_price": 0.075, "inhouse_setup": 40_000, "attrition": 45,
            "oversight_hours": 80, "hybrid_share": 90,
        },
    ),
    "audio-transcription": Preset(
        title="Audio transcription",
        words=(
            "30,000 minutes of clear speech a month. Four hours of work for an hour of audio, so 240 seconds a minute, "
            "is the published middle (1998-2020); 1.99 dollars a minute is a list price (2026)."
        ),
        inputs={
            "volume": 30_000, "months": 24, "seconds": 240, "vendor_seconds": 240, "review_share": 30,
            "review_seconds": 90, "label_price": 1.99, "check_share": 5,
        },
    ),
    "language-model-preference-data": Preset(
        title="Language model preference data",
        words=(
            "10,000 comparisons a month by trained graduates at 5.5 minutes each, the published middle for InstructGPT "
            "(2022). The wage is that of domain experts (2026), and 12.50 dollars a pair is the middle of one seller's "
            "range for experts, 5 to 20 (2026). At its high end the answer turns."
        ),
        inputs={
            "volume": 10_000, "months": 12, "seconds": 330, "vendor_seconds": 330, "overlap": 1, "review_share": 20,
            "review_seconds": 120, "wage": 70, "reviewer_wage": 90, "label_price": 12.5, "training_weeks": 2,
            "oversight_hours": 80, "inhouse_setup": 30_000, "vendor_setup": 15_000,
        },
    ),
}  # fmt: skip
