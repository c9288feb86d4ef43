"""How many labels to check, how many wrong ones to let pass, and what a finished sample proves."""

from calculators.core import Calculator
from calculators.models.sampling.examples import EXAMPLES
from calculators.models.sampling.inputs import GROUPS, SamplingInputs
from calculators.models.sampling.present import present
from calculators.models.sampling.presets import PRESETS
from calculators.models.sampling.result import compute, refine

__all__ = ["calculator"]

calculator = Calculator(
    title="How many labels to check",
    inputs=SamplingInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/sampling.md",
    groups=GROUPS,
    presets=PRESETS,
    examples=EXAMPLES,
    paper={"flip": "change", "cost": "costs"},
)
