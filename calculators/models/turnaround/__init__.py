"""When labelling will be done, and how many people that takes."""

from calculators.core import Calculator, Example
from calculators.models.turnaround.inputs import GROUPS, TurnaroundInputs
from calculators.models.turnaround.present import present
from calculators.models.turnaround.presets import PRESETS
from calculators.models.turnaround.result import compute, refine

__all__ = ["calculator"]

calculator = Calculator(
    title="When it will be done, and how many people that takes",
    inputs=TurnaroundInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/turnaround.md",
    groups=GROUPS,
    presets=PRESETS,
    examples=[
        Example(
            name="At the defaults the vendor is done on day 63 and your own people on day 76",
            inputs={},
            expect={
                "in_house.finish_days": 76, "outsourced.finish_days": 63, "hybrid.finish_days": 48,
                "needed.in_house.people": 13, "needed.outsourced.people": 13, "needed.hybrid.people": 3,
                "work.trained_people": 5,
            },
        ),
        Example(
            name="A small batch is done before the vendor has begun",
            inputs=PRESETS["small-batch"].inputs,
            expect={"in_house.finish_days": 6},
        ),
        Example(
            name="Twelve new people do what seven trained ones would",
            inputs=PRESETS["capacity-page"].inputs,
            expect={"work.trained_people": 7, "needed.in_house.people": 12, "needed.outsourced.people": 12},
        ),
        Example(
            name="Sixteen hires for a peak, or eight vendor people on top of the team",
            inputs=PRESETS["release-peak"].inputs,
            expect={"needed.in_house.people": 16, "needed.hybrid.people": 8},
        ),
    ],
    paper={"flip": "flip", "cost": "compare", "actions": "needed"},
)  # fmt: skip
