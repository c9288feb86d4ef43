"""Which vendor, and would another weighting change that?"""

from calculators.core import Calculator
from calculators.models.scorecard.examples import EXAMPLES
from calculators.models.scorecard.inputs import GROUPS, ScorecardInputs
from calculators.models.scorecard.present import present
from calculators.models.scorecard.presets import PRESETS
from calculators.models.scorecard.result import compute, refine
from calculators.models.scorecard.workbook import blank_scorecard, workbook

__all__ = ["calculator"]

calculator = Calculator(
    title="Which vendor: a scorecard that shows what would change it",
    inputs=ScorecardInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/scorecard.md",
    groups=GROUPS,
    presets=PRESETS,
    workbook=workbook,
    forms={"scorecard": blank_scorecard},
    examples=EXAMPLES,
    version=2,
    changes={
        2: "Two of the example's marks for Vendor B are those that were meant: 2 in place of 4, and 3 in place of 4."
    },
    paper={"flip": "weights", "gates": "gates"},
)
