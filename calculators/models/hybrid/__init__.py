"""Which part of the work to keep and which to send out: the cheapest split over three routes that keeps every rule."""

from calculators.core import Calculator, Example, Source
from calculators.models.hybrid.inputs import GROUPS, HybridInputs
from calculators.models.hybrid.present import present
from calculators.models.hybrid.presets import PRESETS
from calculators.models.hybrid.result import compute, refine

__all__ = ["calculator"]

# A label takes an hour, an hour costs one, and nothing else does: the arithmetic can be done on paper.
PAPER = {
    "seconds": 3600, "paid_hours": 1, "utilisation": 100, "wage": 1, "benefit_load": 0, "person_overhead": 0,
    "inhouse_acceptance": 100, "review_seconds": 0, "engineer_hours": 0, "inhouse_setup": 0, "project_fee": 0,
    "minimum_month": 0, "vendor_setup": 0, "oversight_hours": 0, "model_accuracy": 0, "months": 1,
}  # fmt: skip
BUSHINGS = {**PAPER, "inhouse_setup": 45_000, "wage": 14, "label_price": 18.5, "people": 100_000}
NOTES = Source(title="INDU 211, course notes", publisher="Concordia", year="undated")
STAFF = Source(title="The Call Center School", publisher="Reynolds", year="undated")

calculator = Calculator(
    title="Which part to keep and which to send out",
    inputs=HybridInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/hybrid.md",
    groups=GROUPS,
    presets=PRESETS,
    examples=[
        Example(
            name="At 12,000 bushings making costs 45,000 + 12,000 * 14, and buying would cost 12,000 * 18.5",
            inputs={**BUSHINGS, "segments": [{"name": "Bushings", "volume": 12_000}]},
            expect={"total": 213_000.0, "hybrid_share": 0.0, "alternatives.outsourced.total": 222_000.0},
            source=NOTES,
        ),
        Example(
            name="Just below the break-even of 10,000 bushings all are bought",
            inputs={**BUSHINGS, "segments": [{"name": "Bushings", "volume": 9_990}]},
            expect={"hybrid_share": 100.0, "total": 9_990 * 18.5},
            source=NOTES,
        ),
        Example(
            name="400 items of 3 minutes in one hour are the work of 20 people",
            inputs={**PAPER, "seconds": 180, "people": 30,
                    "segments": [{"name": "Calls", "volume": 400, "may_leave": "no"}]},
            expect={"people.trained.used": 20.0},
            source=STAFF,
        ),
        Example(
            name="Hours for 70 of 100 labels: the vendor's minimum of 100 is due anyway, so 50 labels at 2 use it up",
            inputs={**PAPER, "people": 70, "label_price": 2, "minimum_month": 100,
                    "segments": [{"name": "All", "volume": 100}]},
            expect={"hybrid_share": 50.0, "total": 100 + 50, "top_up": 0.0, "people.trained.used": 50.0},
        ),
        Example(
            name="Street scenes: 165,000 of 200,000 labels go out, all but faces and what only our own people know",
            inputs={},
            expect={"hybrid_share": 82.5, "smallest_move.segment": "Rare hazards"},
        ),
    ],
    paper={"flip": "moves", "cost": "split"},
)  # fmt: skip
