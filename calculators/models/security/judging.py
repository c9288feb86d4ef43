"""From a situation and answers to a verdict: what applies, what is in place, and what that leaves open.

Rule: a gate that is missing or unknown closes the way, whatever else is in place; weights only order the gaps.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from calculators.models.security.controls import GRADES, Control, ControlSet
from calculators.models.security.inputs import ControlAnswer
from calculators.models.security.situation import Situation

# What a control can be, from the best; the order is that of the counts.
STATUSES = ("met", "lapses", "unproven", "partly", "missing", "unknown", "waived")
# From the worst to the best.
VERDICTS = ("no_go", "go_with_conditions", "go")
OPEN = frozenset(["missing", "unknown"])
_CONDITIONAL = frozenset(["unproven", "lapses", "partly", "waived"])
_WEIGHTY, _WIDE = 4, 0.5

# By the grade that the situation asks for: status and shortfall by control id.
type Marks = Mapping[str, Mapping[str, tuple[str, float]]]


class Judged(NamedTuple):
    """A control that applies.

    Attributes:
        control: which one.
        gate: whether it is a gate here.
        status: one of ``STATUSES``.
        shortfall: from 0, in place, to 1, not there.
    """

    control: Control
    gate: bool
    status: str
    shortfall: float

    @property
    def severity(self) -> float:
        """The weight of what falls short."""
        return self.control.weight * self.shortfall

    @property
    def condition(self) -> str:
        """Return why it is a condition of going ahead: a gate's status, "gap" for what else is weighty, or nothing."""
        if self.gate:
            return self.status if self.status in _CONDITIONAL else ""
        return "gap" if self.control.weight >= _WEIGHTY and self.shortfall >= _WIDE else ""


class Judgement(NamedTuple):
    """What a situation and its answers come to: controls that apply, by number, blocks that hold, and the verdict."""

    controls: Sequence[Judged]
    blocks: Sequence[str]
    verdict: str

    @property
    def gates(self) -> int:
        """How many gates apply."""
        return sum(one.gate for one in self.controls)

    @property
    def gates_open(self) -> int:
        """How many of them are missing or unknown."""
        return sum(one.gate and one.status in OPEN for one in self.controls)


def marks(known: ControlSet, answers: Mapping[str, ControlAnswer], horizon: float) -> Marks:
    """Return the status and shortfall of every control at each grade that may be asked for.

    They depend on nothing else of the situation, so one reading serves all situations that are compared.

    Args:
        known: the controls.
        answers: the reader's answers by control id.
        horizon: the months until the data is gone.
    """
    return {
        required: {
            # The weaker of the two grades is asked for: the later letter.
            control.id: judge(answers.get(control.id), max(required, control.needs), horizon)
            for control in known.controls
        }
        for required in GRADES
    }


def judged(known: ControlSet, situation: Situation, found: Marks) -> Judgement:
    """Return the judgement on the reader's marks in a situation."""
    marked = found[situation.required_grade]
    controls = tuple(
        Judged(control, situation.names(control.gate_for), *marked[control.id])
        for control in known.controls
        if situation.meets(control.when)
    )
    blocks = tuple(block.id for block in known.blocks if situation.meets(block.when))
    return Judgement(controls, blocks, _verdict(controls, blocks))


def judge(answer: ControlAnswer | None, asked: str, horizon: float) -> tuple[str, float]:
    """Return the status and the shortfall of one control.

    Args:
        answer: the reader's answer; None is unknown.
        asked: the grade of evidence asked for.
        horizon: the months until the data is gone.
    """
    state = answer.state if answer else "unknown"
    if answer is None or state == "unknown":
        return "unknown", 1.0
    if state == "no":
        return "missing", 1.0
    if state == "not_applicable":
        return "waived", 0.0
    proven = is_proven(answer, asked)
    if state == "partly":
        return "partly", 0.5 if proven else 0.75
    if not proven:
        return "unproven", 0.5
    return ("lapses", 0.25) if ends_before(answer, horizon) else ("met", 0.0)


def is_proven(answer: ControlAnswer, asked: str) -> bool:
    """Say whether the evidence is good enough: none is needed for D, and what has run out counts as none."""
    in_date = answer.expires_months is None or answer.expires_months > 0
    return asked == "D" or (in_date and answer.evidence is not None and answer.evidence <= asked)


def ends_before(answer: ControlAnswer, horizon: float) -> bool:
    """Say whether the evidence runs out before the data is gone."""
    return answer.expires_months is not None and answer.expires_months < horizon


def _verdict(controls: Sequence[Judged], blocks: Sequence[str]) -> str:
    if blocks or any(one.gate and one.status in OPEN for one in controls):
        return "no_go"
    return "go_with_conditions" if any(one.condition for one in controls) else "go"


def weighted_share(controls: Sequence[Judged]) -> float | None:
    """Return the share that is in place by weight, of what is not waived; None where nothing is left."""
    counted = [one for one in controls if one.status != "waived"]
    if not counted:
        return None
    return 1 - sum(one.severity for one in counted) / sum(one.control.weight for one in counted)


def responsible(control: Control, flags: Sequence[str], tool_host: str) -> str:
    """Return who must act: "you", "vendor" or "both".

    A control of the tool follows the tool. Any other is yours where no other firm is involved, and people and place
    are also yours where nobody outside labels.
    """
    yours = "other_firm" not in flags or (control.group in ("people", "place") and "outside" not in flags)
    if control.tool:
        yours = tool_host == "own"
    return "you" if yours or control.side == "buyer" else control.side
