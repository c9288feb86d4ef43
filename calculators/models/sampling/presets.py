"""Scenarios that can be cited. What no source gives is an assumption, and the words say so."""

from collections.abc import Mapping

from calculators.core import Preset

PRESETS: Mapping[str, Preset] = {
    "computer-vision-start-up": Preset(
        title="Computer vision start-up",
        words=(
            "10,000 boxes in everyday photos, eight in an image, which is the published mean of COCO (2014) rounded. "
            "Errors as in KITTI's pedestrians, 18% (2025). The correlation and the cost of an error are assumptions."
        ),
        inputs={
            "cluster_size": 8, "intraclass_correlation": 0.2, "acceptance_quality_limit": 3, "limiting_quality": 8,
            "error_cost": 0.3, "delivered_error_rate": 18, "delivered_error_spread": 6,
        },
    ),
    "regulated-hospital-imaging": Preset(
        title="Regulated hospital imaging",
        words=(
            "4,000 outlines by medical staff, all in one delivery, where a wrong outline may harm: stricter limits, "
            "less risk for you, a minute and 120 dollars an hour for a check. All assumptions but the pay (2025)."
        ),
        inputs={
            "lot_size": 4_000, "acceptance_quality_limit": 1, "limiting_quality": 3, "consumer_risk": 5,
            "error_cost": 20, "review_seconds": 60, "reviewer_wage": 120, "refusal_cost": 1_000,
        },
    ),
    "multilingual-text-at-scale": Preset(
        title="Multilingual text at scale",
        words=(
            "250,000 sentiment labels, a week's delivery, read in five seconds each, where one wrong label costs "
            "little. All assumptions. Give each language a run of its own."
        ),
        inputs={
            "lot_size": 250_000, "acceptance_quality_limit": 3, "limiting_quality": 6, "error_cost": 0.1,
            "review_seconds": 5, "delivered_error_rate": 4,
        },
    ),
    "audio-transcription": Preset(
        title="Audio transcription",
        words=(
            "7,500 minutes of clear speech in recordings of ten minutes, which share a speaker and so go wrong "
            "together. A minute is checked in 90 seconds and is wrong if its words are. All assumptions."
        ),
        inputs={
            "lot_size": 7_500, "cluster_size": 10, "intraclass_correlation": 0.3, "acceptance_quality_limit": 5,
            "limiting_quality": 10, "review_seconds": 90, "delivered_error_rate": 6, "delivered_error_spread": 3,
        },
    ),
    "frames-of-video-clips": Preset(
        title="Frames of video clips",
        words=(
            "20,000 boxes in clips of thirty frames. The correlation of 0.6 inside a clip comes from a public power "
            "analysis (2026), which assumed it; the rest are assumptions."
        ),
        inputs={"lot_size": 20_000, "cluster_size": 30, "intraclass_correlation": 0.6, "limiting_quality": 8},
    ),
    "good-at-one-bad-at-five": Preset(
        title="Good at 1%, bad at 5%",
        words="Work of any amount, with the usual risks: the plan of 132 and 3 that our pages use as an example.",
        inputs={"population": "process", "acceptance_quality_limit": 1},
    ),
    "two-thirds-checked": Preset(
        title="A sample under way",
        words=(
            "1,200 labels delivered, 180 of the 247 that the plan asks for are checked, and 3 are wrong. All "
            "assumptions."
        ),
        inputs={"lot_size": 1_200, "checked": 180, "errors_found": 3},
    ),
}  # fmt: skip
