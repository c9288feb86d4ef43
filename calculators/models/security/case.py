"""One reader's case, as the answer reads it: the controls that apply, with what was said of each."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from calculators.core.words import counted, listed
from calculators.models.security import words
from calculators.models.security.controls import Control, Group, control_set
from calculators.models.security.inputs import ControlAnswer, SecurityInputs
from calculators.models.security.result import Security


class Case:
    """Inputs and result side by side, with the words for each control.

    Attributes:
        inputs: what the reader said.
        result: what follows from it.
        answers: the reader's answers by control.
        gates: the ids of the gates.
    """

    def __init__(self, inputs: SecurityInputs, result: Security) -> None:
        self.inputs = inputs
        self.result = result
        self.answers = {row.id: row for row in inputs.answers}
        self.gates = frozenset(result.gates)

    @cached_property
    def controls(self) -> list[Control]:
        """The controls that apply, by number."""
        return self.named(self.result.applicable)

    @staticmethod
    def named(ids: Iterable[str]) -> list[Control]:
        """Return the controls of some ids, in their order."""
        return [control_set().by_id[name] for name in ids]

    def by_group(self, controls: Iterable[Control]) -> Iterator[tuple[Group, list[Control]]]:
        """Yield each group that has one of the controls, with those it has."""
        found = list(controls)
        for group in control_set().groups:
            if members := [control for control in found if control.group == group.id]:
                yield group, members

    def gates_first(self, ids: Iterable[str]) -> list[Control]:
        """Return some controls, the gates among them first."""
        return sorted(self.named(ids), key=lambda control: control.id not in self.gates)

    def answer(self, control: Control) -> ControlAnswer | None:
        """Return what the reader said of a control."""
        return self.answers.get(control.id)

    def asked(self, control: Control) -> str:
        """Return the grade of evidence that the control asks for here."""
        return max(self.result.required_grade, control.needs)

    def state(self, control: Control) -> str:
        """Return what the control is, in words."""
        return words.STATUSES[self.result.status[control.id]]

    def who(self, control: Control) -> str:
        """Return who must act, in words."""
        return words.WHO[self.result.who[control.id]]

    def owner(self, control: Control) -> str:
        """Return the owner that the reader named; empty where none is."""
        answer = self.answer(control)
        return answer.owner if answer else ""

    def note(self, control: Control) -> str:
        """Return the reader's note; empty where there is none."""
        answer = self.answer(control)
        return answer.note if answer else ""

    def evidence(self, control: Control) -> str:
        """Return the evidence given and the one asked for."""
        answer = self.answer(control)
        given = answer.evidence if answer and answer.evidence else "none"
        asked = self.asked(control)
        return "no paper needed" if asked == "D" else f"{given}, asks for {asked}"

    def waived_law(self, control: Control) -> str:
        """Return the law that a waived gate names and that reaches this case; empty where there is none."""
        if control.id not in self.gates or self.result.status[control.id] != "waived":
            return ""
        reaches = {
            "gdpr": "personal" in self.result.classes and not {"eu", "uk"}.isdisjoint(self.inputs.regions),
            "hipaa": "us_patient" in self.result.flags,
        }
        numbers = [
            f"{words.STANDARDS[name]} {listed(list(control.crosswalk[name]))}"
            for name, here in reaches.items()
            if here and name in control.crosswalk
        ]
        return "; ".join([*numbers, *control.law])

    def end(self, control: Control) -> str:
        """Return when the evidence runs out; empty where no end was named."""
        answer = self.answer(control)
        return "" if answer is None or answer.expires_months is None else running_out(answer.expires_months)


def running_out(months: int) -> str:
    """Return when something runs out: "runs out in 5 months", "runs out now" or "ran out 3 months ago"."""
    if months < 0:
        return f"ran out {counted(-months, 'month')} ago"
    return f"runs out in {counted(months, 'month')}" if months else "runs out now"
