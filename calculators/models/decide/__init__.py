"""Who should label: in-house, outsourced, or both; hard rules first, then weighed reasons."""

from calculators.core import Calculator, Example
from calculators.models.decide.appendix import appendix
from calculators.models.decide.inputs import GROUPS, DecideInputs
from calculators.models.decide.present import present
from calculators.models.decide.presets import PRESETS
from calculators.models.decide.result import compute, refine

__all__ = ["calculator"]

calculator = Calculator(
    title="Who should label: in-house, outsourced or hybrid",
    inputs=DecideInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/decide.md",
    groups=GROUPS,
    presets=PRESETS,
    appendix=appendix,
    examples=[],
)
