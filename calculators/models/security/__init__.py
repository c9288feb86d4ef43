"""What must be in place before data leaves, and what is missing: gates first, never averaged away."""

from calculators.core import Calculator, Example
from calculators.models.security.case import Case
from calculators.models.security.inputs import GROUPS, SecurityInputs
from calculators.models.security.lists import DOWNLOAD, download
from calculators.models.security.present import present
from calculators.models.security.presets import PRESETS
from calculators.models.security.result import Security, compute
from calculators.models.security.workbook import security_questionnaire, workbook

__all__ = ["calculator"]


def _rows(inputs: SecurityInputs, result: Security) -> list[list[object]]:
    return download(Case(inputs, result))


# Public data in your own rooms, in your own tool: six controls, one of them a gate.
_ONE_GATE = {"data_classes": ["public"], "sites": ["own_rooms"], "tool_host": "own", "regions": ["other"]}

calculator = Calculator(
    title="What must be in place before data leaves",
    inputs=SecurityInputs,
    compute=compute,
    present=present,
    page="calculators/security.md",
    groups=GROUPS,
    presets=PRESETS,
    downloads={DOWNLOAD: _rows},
    workbook=workbook,
    forms={"security-questionnaire": security_questionnaire},
    examples=[
        Example(
            name="Nothing answered: every gate is unknown, and nothing is in place",
            inputs={},
            expect={"verdict": "no_go", "counts.unknown": 69, "weighted_share": 0, "horizon": 27},
        ),
        Example(
            name="The one gate of public data in own rooms is in place: go with what is still unknown",
            inputs={**_ONE_GATE, "answers": [{"id": "class-is-set", "state": "yes"}]},
            expect={"verdict": "go_with_conditions", "counts.met": 1, "conditions.0.id": "who-employs-them"},
        ),
        Example(
            name="A crowd may never see personal data, whatever is answered",
            inputs={"sites": ["crowd"]},
            expect={"verdict": "no_go", "blocks.0": "crowd-sees-only-public"},
        ),
        Example(
            name="Evidence B is asked for and C was given, so a gate of biometric data is said and not proven",
            inputs={
                "data_classes": ["biometric"],
                "answers": [{"id": "strong-login", "state": "yes", "evidence": "C"}],
            },
            expect={"required_grade": "B", "status.strong-login": "unproven", "counts.unproven": 1},
        ),
    ],
    paper={"flip": "changes", "gates": "stops"},
)
