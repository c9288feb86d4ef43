"""Scenarios that can be cited. What no source gives is an assumption, and the words say so."""

from collections.abc import Mapping

from calculators.core import Preset
from calculators.facts import fact


def _figure(key: str) -> float:
    return float(fact(key).value)


PRESETS: Mapping[str, Preset] = {
    "hospital-imaging": Preset(
        title="Hospital imaging",
        words=(
            "Scans with patients' names stay in the house, masked ones may go to a firm under contract. Findings need "
            "a physician, at published pay for medical AI trainers (2025); outlines and image quality need none. "
            "Volumes, most times and the cost of an error are assumptions."
        ),
        inputs={
            "segments": [
                {"name": "Named patients", "volume": 3_000, "seconds": 180, "may_leave": "no",
                 "expertise": "specialist"},
                {"name": "Masked findings", "volume": 6_000, "seconds": 180, "expertise": "specialist"},
                {"name": "Masked outlines", "volume": 20_000, "seconds": _figure("mask_coco_seconds"),
                 "vendor_price": 0.84},
                {"name": "Image quality", "volume": 30_000, "seconds": 8},
            ],
            "specialists": 6, "specialist_wage": _figure("us_medical_expert_wage_hour"), "check_share": 20,
            "error_cost": 5, "model_accuracy": 85,
        },
    ),
    "call-centre-audio": Preset(
        title="Call-centre audio",
        words=(
            "Minutes of recorded calls. Those with card numbers may not leave, and neither people nor a model get them "
            "before the numbers are cut or muted; dialects need people who know them. "
            "240 seconds of work a minute is the published middle; 1.99 dollars a minute and the machine's price are "
            "list prices (2026). The rest are assumptions. Hours run out here, so one more person is worth money."
        ),
        inputs={
            "segments": [
                {"name": "With card numbers", "volume": 6_000, "may_leave": "no"},
                {"name": "Other calls", "volume": 40_000},
                {"name": "Dialects", "volume": 2_000, "seconds": 400, "expertise": "ours", "model_accuracy": 60},
            ],
            "seconds": 240, "vendor_seconds": 240, "label_price": _figure("rev_human_transcription_minute"),
            "model_price": _figure("rev_machine_transcription_hour") / 60, "people": 12, "review_seconds": 90,
            "correct_seconds": 150, "undercorrection": 20,
        },
    ),
    "multilingual-reviews": Preset(
        title="Multilingual reviews",
        words=(
            "Product reviews in two large languages may go to an open crowd; small languages may go to a firm under "
            "contract only, and complaints with names to nobody. The model is a provider's. All are assumptions."
        ),
        inputs={
            "segments": [
                {"name": "English", "volume": 300_000, "seconds": 8, "may_leave": "anyone"},
                {"name": "Spanish", "volume": 200_000, "seconds": 8, "may_leave": "anyone"},
                {"name": "Small languages", "volume": 90_000, "seconds": 12, "vendor_price": 0.15,
                 "model_accuracy": 70},
                {"name": "Complaints with names", "volume": 40_000, "seconds": 15, "may_leave": "no"},
            ],
            "vendor_people": "crowd", "model_runs": "under_contract", "people": 10,
        },
    ),
    "contract-clauses": Preset(
        title="Contract clauses",
        words=(
            "Clients' contracts may not leave and need a lawyer; public filings need one too; dates and parties need "
            "none. Lawyers' pay and price are the published ones for domain experts and specialists (2026). The rest "
            "are assumptions."
        ),
        inputs={
            "segments": [
                {"name": "Client contracts", "volume": 2_000, "seconds": 600, "may_leave": "no",
                 "expertise": "specialist"},
                {"name": "Public filings", "volume": 5_000, "seconds": 600, "may_leave": "anyone",
                 "expertise": "specialist"},
                {"name": "Dates and parties", "volume": 30_000, "seconds": 40, "vendor_price": 0.40},
            ],
            "people": 5, "specialists": 3, "model_runs": "under_contract",
        },
    ),
}  # fmt: skip
