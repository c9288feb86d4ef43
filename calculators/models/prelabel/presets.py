"""Scenarios that can be cited. What no source gives is an assumption, and the words say so."""

from calculators.core import Preset
from calculators.facts import fact


def _figure(key: str) -> float:
    value = fact(key).value
    assert isinstance(value, int | float)
    return value


def _rows(*rows: tuple[float, int, int]) -> list[dict[str, float]]:
    return [{"threshold": threshold, "items": items, "errors": errors} for threshold, items, errors in rows]


PRESETS = {
    "sentiment-language-model": Preset(
        title="Sentiment by a language model",
        words=(
            "500,000 short texts a month at 8 seconds each, with a sample of 1,000 and the scores that the model gives "
            "its own answers. The model's price is that of a study (2023), above most list prices of today; times and "
            "sample are assumptions."
        ),
        inputs={
            "volume": 500_000, "seconds": 8, "review_seconds": 4, "correct_seconds": 4, "calibration_items": 1_000,
            "calibration_right": 930, "error_limit": 5, "model_price": 0.003,
            "risk_coverage": _rows((0.98, 500, 4), (0.95, 700, 12), (0.9, 820, 26)),
        },
    ),
    "outlines-with-a-segmenter": Preset(
        title="Outlines with a segmenter",
        words=(
            "30,000 outlines a month. Drawing one takes 79.2 seconds and correcting a proposal 14, as published (2014 "
            "and 2023); 94 in 100 proposals are good, as the segmenter's makers found. The sample is an assumption."
        ),
        inputs={
            "volume": 30_000, "seconds": _figure("mask_coco_seconds"),
            "review_seconds": _figure("mask_sam_assisted_seconds"), "correct_seconds": 40, "calibration_items": 300,
            "calibration_right": round(300 * _figure("sam_auto_mask_good_share") / 100), "risk_coverage": [],
        },
    ),
    "clinical-names": Preset(
        title="Names in clinical text",
        words=(
            "20,000 notes a month by medical people at a published wage (2025), who also review, with a limit of 3 in "
            "100. Times, the sample and the cost of a wrong label are assumptions. Here the limit decides, not the "
            "money: review costs less, but 400 items do not prove it."
        ),
        inputs={
            "volume": 20_000, "seconds": 30, "review_seconds": 20, "correct_seconds": 20,
            "wage": _figure("us_medical_expert_wage_hour"), "reviewer_wage": _figure("us_medical_expert_wage_hour"),
            "calibration_items": 400, "calibration_right": 348, "error_limit": 3, "undercorrection": 20,
            "error_cost": 5, "risk_coverage": [],
        },
    ),
    "speech-drafts": Preset(
        title="Drafts of speech",
        words=(
            "Minutes of clear speech, four hours of work for an hour of audio as published (1998-2020), with a draft "
            "by machine at a list price (2026). The sample and the times to review and correct are assumptions."
        ),
        inputs={
            "seconds": 240, "review_seconds": 90, "correct_seconds": 150,
            "model_price": _figure("rev_machine_transcription_hour") / 60, "calibration_items": 200,
            "calibration_right": 150, "undercorrection": 10, "error_limit": 5, "risk_coverage": [],
        },
    ),
}  # fmt: skip
