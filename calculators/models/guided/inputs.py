"""The nine questions, each taken from the calculator that asks it too, and the two cases that they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from calculators.core import Inputs, declared
from calculators.models.decide import DecideInputs
from calculators.models.estimate import EstimateInputs

LABELS = "Your labels"
VOLUME = "Their number"
RHYTHM = "Their rhythm"
PLACE = "Your place"
SECRECY = "Your data"
PEOPLE_SEEN = "People in the data"
DATE = "Your date"
KNOWLEDGE = "The knowledge it takes"
TEAM = "Your people"

GROUPS: Mapping[str, str] = {
    LABELS: "Take the one that comes nearest. The advisor and the calculators know more kinds than these.",
    VOLUME: "A guess will do: the answer says how far it carries.",
    RHYTHM: "",
    PLACE: "",
    SECRECY: "",
    PEOPLE_SEEN: "",
    DATE: "",
    KNOWLEDGE: "",
    TEAM: "",
}


def _asked(source: type[Inputs], name: str, group: str) -> Any:
    """Declare a question as the calculator declares it that asks it too."""
    return declared(replace(source.fields()[name], group=group, first=True))


@dataclass(frozen=True, kw_only=True)
class GuidedInputs(EstimateInputs):
    """What is labelled, where, under which rules, and by when."""

    volume: float = _asked(EstimateInputs, "volume", VOLUME)
    task: str = _asked(EstimateInputs, "task", LABELS)
    place: str = _asked(EstimateInputs, "place", PLACE)
    volume_shape: str = _asked(DecideInputs, "volume_shape", RHYTHM)
    may_leave: str = _asked(DecideInputs, "may_leave", SECRECY)
    people_data: str = _asked(DecideInputs, "people_data", PEOPLE_SEEN)
    deadline: str = _asked(DecideInputs, "deadline", DATE)
    expertise: str = _asked(DecideInputs, "expertise", KNOWLEDGE)
    own_team: str = _asked(DecideInputs, "own_team", TEAM)

    def decision(self) -> DecideInputs:
        """Return the advisor's inputs: what was asked here, the money of the place and the task, the rest assumed."""
        case = self.case()
        here = self.values()
        return DecideInputs.parse(
            {
                name: here[name] if name in here else getattr(case, name)
                for name in DecideInputs.fields()
                if name in here or name in type(case).fields()
            }
        )
