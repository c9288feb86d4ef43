"""Profiles that can be cited: five readers who often ask. Every answer in them is an assumption about such a reader."""

from collections.abc import Mapping

from calculators.core import Preset

PRESETS: Mapping[str, Preset] = {
    "computer-vision-start-up": Preset(
        title="Computer vision start-up",
        words=(
            "Street scenes, two people's work each month, sudden peaks, first labels within a month, engineers who "
            "should build the model, and money by the label. All assumptions."
        ),
        inputs={
            "volume": "50000", "volume_shape": "sudden", "deadline": "month", "own_team": "busy",
            "budget_shape": "per_use", "feedback_loop": "by_batch",
        },
    ),
    "regulated-hospital-imaging": Preset(
        title="Regulated hospital imaging",
        words=(
            "Scans that may leave only once no patient can be recognised, outlined by clinicians the hospital employs; "
            "a wrong outline may harm. All assumptions."
        ),
        inputs={
            "may_leave": "masked", "sharing_promises": "ask_first", "data_location": "region",
            "health_data": "identifiable", "volume": "50000", "volume_shape": "steady",
            "deadline": "later", "expertise": "specialist", "hard_cases": "most", "wrong_label": "harm",
            "own_team": "busy", "annotation_tool": "inside", "budget_shape": "posts",
        },
    ),
    "multilingual-text-at-scale": Preset(
        title="Multilingual text at scale",
        words=(
            "Product reviews in many languages, more than twenty people's work, settled rules, and money by the label. "
            "All assumptions."
        ),
        inputs={
            "people_data": "nobody", "volume": "600000", "languages": "many",
            "hard_cases": "mixed", "guideline_changes": "settled", "feedback_loop": "by_batch",
            "budget_shape": "per_use",
        },
    ),
    "audio-transcription": Preset(
        title="Audio transcription",
        words=(
            "Recorded calls with voices and names, sixteen people's work, settled rules, consent to ask for, card "
            "numbers cut out. All assumptions."
        ),
        inputs={
            "sharing_promises": "ask_first", "card_data": "masked", "volume_shape": "steady",
            "hard_cases": "none", "guideline_changes": "settled", "feedback_loop": "by_batch",
        },
    ),
    "language-model-preference-data": Preset(
        title="Language model preference data",
        words=(
            "Comparisons by graduates in many fields, eight people's work, rules that change each month, and engineers "
            "who steer every day. All assumptions."
        ),
        inputs={
            "people_data": "nobody", "expertise": "specialist", "hard_cases": "mixed", "feedback_loop": "daily",
            "own_team": "busy", "daily_management": "full", "annotation_tool": "shared",
        },
    ),
}  # fmt: skip
