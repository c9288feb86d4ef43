"""Situations that can be cited. All start without answers; every input in them is an assumption."""

from collections.abc import Mapping

from calculators.core import Preset

PRESETS: Mapping[str, Preset] = {
    "street-scenes": Preset(
        title="Street scenes at a vendor abroad",
        words="Personal data of people in the EU, labelled at a vendor's site in another country with its own tool. "
        "All assumptions.",
        inputs={},
    ),
    "open-crowd": Preset(
        title="Public data and an open crowd",
        words="Public pictures, labelled by an open crowd in another firm's tool. All assumptions.",
        inputs={"data_classes": ["public"], "sites": ["crowd"], "tool_host": "third_party", "regions": ["other"]},
    ),
    "patient-scans-at-home": Preset(
        title="Patient scans, labelled at home",
        words="US patient data, labelled by your own clinicians from home in another firm's tool. All assumptions.",
        inputs={
            "data_classes": ["special_category"], "sites": ["own_remote"], "regions": ["us"],
            "tool_host": "third_party", "us_patient_data": "yes",
        },
    ),
    "us-voices-abroad": Preset(
        title="US voices, heard in a country of concern",
        words="Voices of very many people in the US, heard by a vendor's people at home in a country of concern. "
        "All assumptions.",
        inputs={
            "data_classes": ["biometric", "us_bulk"], "sites": ["vendor_remote"], "regions": ["us"],
            "viewed_from": ["concern"],
        },
    ),
    "drawings-in-own-rooms": Preset(
        title="Controlled drawings in your own rooms",
        words="Export-controlled drawings that are trade secrets too, labelled in your own rooms in your own tool. "
        "All assumptions.",
        inputs={
            "data_classes": ["trade_secret", "export_controlled"], "sites": ["own_rooms"], "regions": ["us"],
            "tool_host": "own",
        },
    ),
}  # fmt: skip
