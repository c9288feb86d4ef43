"""What a month of accepted labels costs: made in-house, bought, or split."""

from calculators.core import Calculator, Example
from calculators.models.cost.alone import hybrid_way, in_house_way, outsourced_way
from calculators.models.cost.flips import break_even_price
from calculators.models.cost.inputs import GROUPS, CostInputs
from calculators.models.cost.present import present
from calculators.models.cost.presets import PRESETS
from calculators.models.cost.result import compute, refine
from calculators.models.cost.sections import PARTS
from calculators.models.cost.workbook import workbook

__all__ = [
    "PARTS",
    "CostInputs",
    "break_even_price",
    "calculator",
    "hybrid_way",
    "in_house_way",
    "outsourced_way",
]

# One month, one label in ten seconds, one hour of capacity an annotator: the arithmetic can be done on paper.
PAPER = {
    "volume": 720, "months": 1, "seconds": 10, "review_share": 0, "utilisation": 100, "paid_hours": 1,
    "inhouse_acceptance": 100, "wage": 10, "benefit_load": 50, "attrition": 0, "hire_cost": 100, "training_weeks": 0,
    "ramp_months": 0, "span": 2, "lead_salary": 1_200, "tool_seat": 7, "workstation": 0, "seat_overhead": 0,
    "inhouse_setup": 0, "engineer_hours": 0, "label_price": 0.5, "minimum_month": 0, "vendor_setup": 0,
    "project_fee": 10, "oversight_hours": 0, "check_share": 0, "hybrid_share": 0, "discount": 0,
}  # fmt: skip

calculator = Calculator(
    title="What labelling costs: in-house, outsourced, hybrid",
    inputs=CostInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/cost.md",
    version=2,
    changes={
        2: "Paid leave is no longer counted twice: the default load on wages fell from 45.7 to 34.6 %, and a seat is "
        "taken to give 121 hours, not 160.",
    },
    groups=GROUPS,
    presets=PRESETS,
    workbook=workbook,
    examples=[
        Example(
            name="Two people and one lead, half on top of their pay, two hires and two tool seats",
            inputs=PAPER,
            expect={"in_house.total": (20 + 100) * 1.5 + 200 + 14, "outsourced.total": 360 * 1.1},
        ),
        Example(
            name="The minimum bill replaces a smaller charge, and the project fee is taken on it",
            inputs={**PAPER, "minimum_month": 1_000},
            expect={"outsourced.total": 1_100.0, "outsourced.components.service": 1_000.0},
        ),
        Example(
            name="A seat gives 1.5 hours, two hours of work need two seats",
            inputs={**PAPER, "pricing": "per_seat", "seat_hours": 1.5, "seat_fee": 30, "vendor_seconds": 10,
                    "vendor_acceptance": 100},
            expect={"outsourced.components.service": 60.0},
        ),
    ],
    paper={"flip": "flip", "cost": "compare"},
)  # fmt: skip
