"""Who should label: in-house, outsourced, or both; hard rules first, then weighed reasons."""

from calculators.core import Calculator, Example, Renamed
from calculators.models.decide.appendix import appendix
from calculators.models.decide.changes import changed
from calculators.models.decide.inputs import GROUPS, DecideInputs, questions
from calculators.models.decide.present import LEGAL, explained, figures, in_short, present
from calculators.models.decide.presets import PRESETS
from calculators.models.decide.result import Decision, compute, refine

__all__ = [
    "LEGAL",
    "DecideInputs",
    "Decision",
    "calculator",
    "changed",
    "compute",
    "explained",
    "figures",
    "in_short",
    "present",
    "questions",
    "refine",
]

calculator = Calculator(
    title="Who should label: in-house, outsourced or hybrid",
    inputs=DecideInputs,
    compute=compute,
    present=present,
    refine=refine,
    page="calculators/decide.md",
    version=3,
    changes={
        2: "The size of the work is worked out from the labels a month and the time for each.",
        3: "A change that contradicts another answer, as children where nobody can be recognised, is not proposed.",
    },
    renamed={
        "monthly_volume": Renamed(
            to="volume",
            values={"one_person": "8000", "up_to_five": "50000", "up_to_twenty": "200000", "over_twenty": "600000"},
            words="The answer about the monthly volume became a number of labels, the middle of what it stood for.",
        )
    },
    questions=[name for name in questions() if name in DecideInputs.fields()],
    one_by_one=True,
    changed=changed,
    groups=GROUPS,
    presets=PRESETS,
    appendix=appendix,
    examples=[
        Example(
            name="Nothing may leave, however large the volume, so in-house it is",
            inputs={"may_leave": "no", "volume": 600_000, "languages": "many", "budget_shape": "per_use"},
            expect={"recommendation": "in_house", "outcome": "in_house_only", "gates.0.id": "may-not-leave"},
        ),
        Example(
            name="The same work may be bought once the data are masked in-house, on that condition",
            inputs={"may_leave": "masked", "masking": "checked", "volume": 600_000, "languages": "many",
                    "budget_shape": "per_use"},
            expect={"recommendation": "outsourced", "conditions.outsourced.0": "mask-first"},
        ),
        Example(
            name="Starting answers: hybrid has 1 for the team's size, 1 for peaks, 2 for known hard cases; outsourced "
            "2 - 1 - 1 + 1 + 1 = 2; in-house - 1 - 1 = -2",
            inputs={},
            expect={"recommendation": "hybrid", "points.hybrid": 4, "points.outsourced": 2, "points.in_house": -2,
                    "lead": 2, "runner_up": "outsourced"},
        ),
        Example(
            name="Many languages by the label: outsourcing is ahead by 3 for languages and 2 for the money",
            inputs={"languages": "many", "budget_shape": "per_use"},
            expect={"recommendation": "outsourced", "points.outsourced": 7, "points.hybrid": 6},
        ),
        Example(
            name="Data that may not leave, and nobody to hire: the advisor says so",
            inputs={"sharing_promises": "forbidden", "own_team": "cannot_hire"},
            expect={"recommendation": "in_house", "outcome": "in_house_without_people",
                    "asides.rented_staff.verdict": "fits"},
        ),
    ],
    paper={"flip": "flips", "gates": "gates"},
)  # fmt: skip
