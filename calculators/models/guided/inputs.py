"""The nine questions, which other calculators ask too, and the advisor's case that they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from calculators.core import declared
from calculators.models.decide import DecideInputs
from calculators.models.estimate import EstimateInputs
from calculators.vocabulary import shared

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


def _asked(name: str, group: str) -> Any:
    """Declare a question as the first estimate does, in a group of its own."""
    return declared(replace(EstimateInputs.fields()[name], group=group, first=True))


@dataclass(frozen=True, kw_only=True)
class GuidedInputs(EstimateInputs):
    """What is labelled, where, under which rules, and by when."""

    volume: float = shared("volume", group=VOLUME, first=True)
    task: str = _asked("task", LABELS)
    place: str = _asked("place", PLACE)
    volume_shape: str = shared("volume_shape", group=RHYTHM, first=True)
    may_leave: str = shared("may_leave", group=SECRECY, first=True)
    people_data: str = shared("people_data", group=PEOPLE_SEEN, first=True)
    deadline: str = shared("deadline", group=DATE, first=True)
    expertise: str = shared("expertise", group=KNOWLEDGE, first=True)
    own_team: str = shared("own_team", group=TEAM, first=True)

    @cached_property
    def case(self) -> Any:
        """The cost calculator's inputs as the first estimate has them; a batch is made in one month and never again."""
        case = super().case
        return case.varied({"months": 1}) if self.volume_shape == "once" else case

    @cached_property
    def decision(self) -> DecideInputs:
        """The advisor's inputs: what was asked here, the money of the place and the task, the rest assumed."""
        case = self.case
        here = self.values()
        return DecideInputs.parse(
            {
                name: here[name] if name in here else getattr(case, name)
                for name in DecideInputs.fields()
                if name in here or name in type(case).fields()
            }
        )
