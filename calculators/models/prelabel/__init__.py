"""Whether a model should label first: instead of people, with them, or for some items, and how that is proved."""

from calculators.core import Calculator, Example, Fold, Source
from calculators.models.prelabel.inputs import GROUPS, PrelabelInputs
from calculators.models.prelabel.present import present
from calculators.models.prelabel.presets import PRESETS
from calculators.models.prelabel.result import compute, refine
from calculators.models.prelabel.sample import reading

__all__ = ["calculator"]

# An hour of an own person costs 10, ten seconds a label, nothing paid once: the arithmetic can be done on paper.
PAPER = {
    "volume": 3_600, "seconds": 10, "review_seconds": 4, "correct_seconds": 10, "wage": 10, "benefit_load": 0,
    "person_overhead": 0, "paid_hours": 100, "utilisation": 100, "inhouse_acceptance": 100, "review_share": 0,
    "model_price": 0.001, "model_setup": 0, "model_upkeep": 0, "audit_items": 0, "undercorrection": 20,
    "inhouse_escape": 0, "calibration_items": 100, "calibration_right": 90, "error_limit": 5, "risk_coverage": [],
    "months": 1,
}  # fmt: skip

calculator = Calculator(
    title="Should a model label first",
    inputs=PrelabelInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/prelabel.md",
    groups=GROUPS,
    presets=PRESETS,
    folds={
        "sample": Fold(
            label="Open your sample, score by score",
            help=(
                "CSV with a row for each item: its score, and 1 where the model's label is right or 0 where it is "
                "wrong. Up to a million rows fill this table and the two counts above; the file stays in your browser."
            ),
            fills=("calibration_items", "calibration_right", "risk_coverage"),
            read=reading,
        )
    },
    examples=[
        Example(
            name="Ten hours of people cost 100; reviewing takes 4 + 0.1 x 0.8 x 10 seconds, and labelling the sample "
            "1,000 more",
            inputs=PAPER,
            expect={
                "ways.people.parts.labour": 10 / 360,
                "ways.people.hours": 10,
                "ways.review_all.parts.labour": 4.8 / 360,
                "ways.review_all.parts.fixed": 1_000 / 360 / 3_600,
                "ways.review_all.hours": 4.8,
                "ways.review_all.wrong": 2,
                "ways.model_only.wrong": 10,
                "sample_cost": 1_000 / 360,
                "break_even.model_price": 0.001 + 5.2 / 360 - 0.001 - 1_000 / 360 / 3_600,
                "needed.accuracy": 75,
                "needed.undercorrection": 50,
            },
        ),
        Example(
            name="Two of ten score high and none of these is wrong: they pass unseen and are not looked at",
            inputs={**PAPER, "risk_coverage": [{"threshold": 0.9, "items": 20, "errors": 0}]},
            expect={
                "ways.threshold.parts.labour": (0.8 * 4 + 0.1 * 0.8 * 10) / 360,
                "ways.threshold.wrong": 2,
                "thresholds.0.passed": 20,
                "thresholds.0.passed_wrong": 0,
                "threshold": 0.9,
            },
        ),
        Example(
            name="81 right of 263: the exact interval of the model's accuracy",
            inputs={"calibration_items": 263, "calibration_right": 81},
            expect={"accuracy.low": 25.273674558527115, "accuracy.high": 36.762192260135135},
            source=Source(
                title="Two-sided confidence intervals for the single proportion", publisher="Newcombe, Statistics in "
                "Medicine 17", year="1998",
            ),
        ),
        Example(
            name="No error in 59: a model that is never wrong needs 59 items to show at most 5% at 95% confidence",
            inputs={"calibration_items": 59, "calibration_right": 59, "undercorrection": 36, "risk_coverage": []},
            expect={
                "ways.model_only.wrong_bound": 4.9507609888226944, "ways.model_only.items_needed": 59,
                "ways.model_only.proof.items": 59, "ways.model_only.proof.allowed": 0, "cheapest": "model_only",
            },
        ),
        Example(
            name="Clinical names: review is expected to keep 3%, and 400 items do not prove it",
            inputs=PRESETS["clinical-names"].inputs,
            expect={"cheapest": "people", "cheapest_hoped": "review_all", "ways.review_all.state": "unproven"},
        ),
    ],
    paper={"flip": "flip", "cost": "ways", "gates": "proof"},
)  # fmt: skip
