"""Scenarios that can be cited. What no source gives is an assumption, and the words say so."""

from calculators.core import Preset

PRESETS = {
    "two-vendors": Preset(
        title="Two vendors on a shortlist",
        words="Both label the same items; one is taken to be right 97% of the time and the other 95%. Assumptions.",
        inputs={"question": "better", "pairing": "same_items", "expected_accuracy": 97, "other_accuracy": 95},
    ),
    "one-floor": Preset(
        title="One vendor and a floor",
        words="The floor is 95% and the vendor is taken to be right 98.5% of the time. Both are assumptions.",
        inputs={"question": "floor", "expected_accuracy": 98.5},
    ),
    "three-vendors": Preset(
        title="Three vendors, each with items of its own",
        words="One is taken to be right 98% of the time and the others 94%, with 400 items for each. Assumptions.",
        inputs={
            "pairing": "separate_items", "vendor_count": 3, "expected_accuracy": 98, "other_accuracy": 94,
            "pilot_items": 400,
        },
    ),
    "results": Preset(
        title="A result of two vendors on the same 240 items",
        words="A is right on 232 items and B on 218, 14 of them only by A; the floor is 90%. Made up by us.",
        inputs={
            "floor_accuracy": 90, "rare_items": 20, "only_first": 14,
            "counts": [
                {"vendor": "A", "right": 232, "checked": 240},
                {"vendor": "B", "right": 218, "checked": 240},
            ],
        },
    ),
    "cheaper-vendor": Preset(
        title="A cheaper vendor that must be no worse",
        words="Both are taken to be right 96% of the time, and you would give up 3 points. Assumptions.",
        inputs={
            "question": "not_worse", "expected_accuracy": 96, "other_accuracy": 96, "noninferiority_margin": 3,
        },
    ),
}  # fmt: skip
