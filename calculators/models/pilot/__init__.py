"""How many items a vendor pilot must score, and what its result means."""

from calculators.core import Calculator
from calculators.models.pilot.downloads import DOWNLOADS
from calculators.models.pilot.examples import EXAMPLES
from calculators.models.pilot.inputs import GROUPS, PilotInputs
from calculators.models.pilot.present import present
from calculators.models.pilot.presets import PRESETS
from calculators.models.pilot.result import compute, refine

__all__ = ["calculator"]

calculator = Calculator(
    title="How big a vendor pilot must be, and what its result means",
    inputs=PilotInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/pilot.md",
    groups=GROUPS,
    presets=PRESETS,
    examples=EXAMPLES,
    downloads=DOWNLOADS,
)
