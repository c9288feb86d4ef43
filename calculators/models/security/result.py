"""What must be in place, what is missing, and what would change that."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from calculators.models.security.controls import control_set
from calculators.models.security.inputs import SecurityInputs
from calculators.models.security.judging import (
    STATUSES,
    Judged,
    Marks,
    ends_before,
    judged,
    marks,
    responsible,
    weighted_share,
)
from calculators.models.security.names import CLASSES
from calculators.models.security.situation import situation


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A control on which going ahead depends: its id, and its status if it is a gate, else "gap"."""

    id: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A control that falls short: its id, and its weight times how far it falls short."""

    id: str
    severity: float


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """A paper that runs out before the data is gone: the control's id, and the months from now."""

    id: str
    months: int


@dataclass(frozen=True, kw_only=True)
class Flip:
    """What the same answers come to in another situation: the verdict, its gates, and those missing or unknown."""

    verdict: str
    gates: int
    gates_open: int


@dataclass(frozen=True, kw_only=True)
class Security:
    """The verdict and what it rests on; every list and map of ids holds the controls that apply, and no others.

    Attributes:
        verdict: "go", "go_with_conditions" or "no_go".
        classes: the completed data classes.
        flags: what holds of the situation.
        required_grade: the grade of evidence that the data asks for.
        horizon: the months until everything is deleted.
        applicable: the controls that apply, by number.
        gates: those of them that are gates, by number.
        blocks: combinations that no control can make good.
        gates_failed: the gates that are missing.
        gates_unknown: the gates nobody knows about.
        conditions: what going ahead depends on, by number.
        status: each control's status.
        who: who must act on each: "you", "vendor" or "both".
        gaps: what falls short: gates first, then the most severe, then by number.
        lapses: what runs out before the data is gone, the soonest first.
        counts: the number of controls by status.
        weighted_share: the share in place by weight; None where everything is waived.
        questions: the controls to ask the vendor about, by number.
        clauses: the controls with a sentence for the contract, by number.
        without_class: what each ticked class, taken out, would leave; empty if only one is ticked.
        in_own_rooms: what own rooms as the only place, with your own tool, would leave.
    """

    verdict: str
    classes: Sequence[str]
    flags: Sequence[str]
    required_grade: str
    horizon: int
    applicable: Sequence[str]
    gates: Sequence[str]
    blocks: Sequence[str]
    gates_failed: Sequence[str]
    gates_unknown: Sequence[str]
    conditions: Sequence[Condition]
    status: Mapping[str, str]
    who: Mapping[str, str]
    gaps: Sequence[Gap]
    lapses: Sequence[Lapse]
    counts: Mapping[str, int]
    weighted_share: float | None
    questions: Sequence[str]
    clauses: Sequence[str]
    without_class: Mapping[str, Flip]
    in_own_rooms: Flip


def compute(inputs: SecurityInputs) -> Security:
    """Return the verdict on the reader's answers, in their situation and in those that would change most."""
    here = situation(inputs)
    found = marks(control_set(), {row.id: row for row in inputs.answers}, horizon(inputs))
    judgement = judged(control_set(), here, found)
    controls = judgement.controls
    counted = Counter(one.status for one in controls)
    who = {one.control.id: responsible(one.control, here.flags, inputs.tool_host) for one in controls}
    return Security(
        verdict=judgement.verdict,
        classes=here.classes,
        flags=here.flags,
        required_grade=here.required_grade,
        horizon=horizon(inputs),
        applicable=_ids(controls),
        gates=_ids(one for one in controls if one.gate),
        blocks=judgement.blocks,
        gates_failed=_ids(one for one in controls if one.gate and one.status == "missing"),
        gates_unknown=_ids(one for one in controls if one.gate and one.status == "unknown"),
        conditions=tuple(Condition(id=one.control.id, reason=one.condition) for one in controls if one.condition),
        status={one.control.id: one.status for one in controls},
        who=who,
        gaps=_gaps(controls),
        lapses=_lapses(inputs, controls),
        counts={status: counted[status] for status in STATUSES},
        weighted_share=weighted_share(controls),
        questions=_ids(one for one in controls if _is_asked(one, who)),
        clauses=_ids(one for one in controls if "other_firm" in here.flags and one.control.clause),
        without_class=_without_class(inputs, found),
        in_own_rooms=_flip(inputs.varied({"sites": ("own_rooms",), "tool_host": "own"}), found),
    )


def horizon(inputs: SecurityInputs) -> int:
    """Return the months until everything is deleted."""
    return inputs.months + inputs.retention_months


def _ids(controls: Iterable[Judged]) -> tuple[str, ...]:
    return tuple(one.control.id for one in controls)


def _gaps(controls: Iterable[Judged]) -> tuple[Gap, ...]:
    short = sorted((one for one in controls if one.shortfall), key=lambda one: (not one.gate, -one.severity))
    return tuple(Gap(id=one.control.id, severity=one.severity) for one in short)


def _lapses(inputs: SecurityInputs, controls: Iterable[Judged]) -> tuple[Lapse, ...]:
    answers = {row.id: row for row in inputs.answers}
    found = [
        Lapse(id=one.control.id, months=answer.expires_months)
        for one in controls
        if (answer := answers.get(one.control.id))
        and answer.state in ("yes", "partly")
        and answer.expires_months is not None
        and ends_before(answer, horizon(inputs))
    ]
    return tuple(sorted(found, key=lambda lapse: lapse.months))


def _is_asked(one: Judged, who: Mapping[str, str]) -> bool:
    return bool(one.control.question) and one.status not in ("met", "waived") and who[one.control.id] != "you"


def _without_class(inputs: SecurityInputs, found: Marks) -> dict[str, Flip]:
    ticked = [name for name in CLASSES if name in inputs.data_classes]
    if len(ticked) == 1:
        return {}
    return {
        name: _flip(inputs.varied({"data_classes": tuple(other for other in ticked if other != name)}), found)
        for name in ticked
    }


def _flip(other: SecurityInputs, found: Marks) -> Flip:
    """Return what the same answers come to in another situation."""
    judgement = judged(control_set(), situation(other), found)
    return Flip(verdict=judgement.verdict, gates=judgement.gates, gates_open=judgement.gates_open)
