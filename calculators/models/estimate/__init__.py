"""A first estimate from three answers: how many labels, of what, and where your own people would sit."""

from calculators.core import Calculator, Example
from calculators.models.estimate.inputs import GROUPS, EstimateInputs
from calculators.models.estimate.present import both_sides, known, present, work
from calculators.models.estimate.result import Estimate, compute

__all__ = [
    "Estimate",
    "EstimateInputs",
    "both_sides",
    "calculator",
    "compute",
    "known",
    "present",
    "work",
]

calculator = Calculator(
    title="A first estimate from three answers",
    inputs=EstimateInputs,
    compute=compute,
    present=present,
    page="calculators/estimate.md",
    groups=GROUPS,
    examples=[
        Example(
            name="Boxes in Germany: the published prices stand on both sides of one's own cost",
            inputs={},
            expect={"wage": 21.91, "prices.0.price": 0.0174, "prices.1.price": 0.0521, "prices.2.price": 0.434},
        ),
        Example(
            name="In the United States nothing is converted",
            inputs={"place": "us", "task": "speech"},
            expect={"wage": 20.97, "prices.0.price": 0.5, "prices.1.price": 1.75, "prices.2.price": 3.0},
        ),
    ],
)
