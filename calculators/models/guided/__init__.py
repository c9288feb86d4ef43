"""Where to start: nine questions, one at a time, that lead to a recommendation with both sides of its price."""

from calculators.core import Calculator, Example
from calculators.models.guided.inputs import GROUPS, GuidedInputs
from calculators.models.guided.present import present
from calculators.models.guided.result import changed, compute, refine

__all__ = ["calculator"]

calculator = Calculator(
    title="Start with nine questions",
    inputs=GuidedInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="start.md",
    version=2,
    changes={2: "The split has a cost too, and no change is proposed that contradicts another answer."},
    questions=list(GuidedInputs.fields()),
    one_by_one=True,
    changed=changed,
    groups=GROUPS,
    examples=[
        Example(
            name="With nothing answered it says what the advisor and the first estimate say of their own examples",
            inputs={},
            expect={"decision.recommendation": "hybrid", "decision.points.hybrid": 4, "estimate.wage": 21.91},
        ),
        Example(
            name="Data that may not leave stay in-house, whatever they cost there",
            inputs={"may_leave": "no", "volume": 600_000, "place": "us"},
            expect={"decision.recommendation": "in_house", "decision.outcome": "in_house_only",
                    "estimate.wage": 20.97},
        ),
    ],
)  # fmt: skip
