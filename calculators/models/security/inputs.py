"""What the reader knows of the data, the place and the controls. The names are those of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from calculators.core import (
    FixedRow,
    InputError,
    InputErrors,
    Inputs,
    LinkForm,
    Row,
    assumption,
    blank,
    choice,
    choices,
    number,
    records,
    required,
    words,
)
from calculators.models.security import words as written
from calculators.models.security.controls import Control, control_set
from calculators.models.security.links import from_link, link_text
from calculators.vocabulary import shared

DATA = "What is in the data?"
PLACE = "Who sees it, and where?"
TIME = "How long?"
ANSWERS = "What is in place?"

GROUPS = {
    DATA: "The class decides which controls apply. Tick all that are in it: the worst file counts.",
    PLACE: "Looking at a screen from another country counts as well.",
    TIME: "A paper that runs out before the data is gone is no paper for the whole work.",
    ANSWERS: "Nothing is assumed to be in place. Planned is no.",
}


def _controls() -> list[FixedRow]:
    titles = {group.id: group.title for group in control_set().groups}
    return [FixedRow(one.id, f"{one.number}. {one.says}", titles[one.group]) for group in titles for one in _of(group)]


def _of(group: str) -> Iterator[Control]:
    return (one for one in control_set().controls if one.group == group)


A_CONTROL = "a control of this list"


# One field reads as one paragraph, so the formatter is kept out.
# fmt: off
@dataclass(frozen=True, kw_only=True)
class ControlAnswer(Row):
    """What the reader says of one control."""

    id: str = words("Control", required("The id of a control in this list."), limit=40)
    state: str = choice("State", written.STATES, assumption("unknown", "Nobody has looked yet."))
    evidence: str | None = choice("Evidence", written.EVIDENCE, blank("There is no paper."))
    expires_months: int | None = number(
        "Runs out in", "months", -120, 120, blank("The paper has no end date."), whole=True,
    )
    owner: str = words("Owner", assumption("", "Nobody is named."), limit=60)
    note: str = words("Note", assumption("", "There is nothing to add."), limit=200)

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Return the answer that the cells describe.

        Raises:
            InputErrors: see ``Row.parse``. An id that is missing or no text is refused as any other that is no control.
        """
        try:
            return super().parse(given)
        except InputErrors as refusal:
            raise InputErrors(
                InputError("id", A_CONTROL, error.got) if error.field == "id" else error for error in refusal.errors
            ) from None

    def refusals(self) -> Iterator[InputError]:
        """Refuse what is no control."""
        if self.id not in control_set().by_id:
            yield InputError("id", A_CONTROL, self.id)


@dataclass(frozen=True, kw_only=True)
class SecurityInputs(Inputs):
    """Everything the security check asks, in the order of the form."""

    data_classes: tuple[str, ...] = choices(
        "What is in the data?", written.CLASSES,
        assumption(("personal",), "Street scenes show faces and plates."),
        help="Health, cards, faces that identify and children need more. If nobody has looked, say so.",
        group=DATA, first=True,
    )
    us_patient_data: str = choice(
        "Is it US patient data under HIPAA?", written.YES_OR_NO,
        assumption("no", "Street scenes hold none."),
        help="Another firm may see it only under a business associate agreement.",
        group=DATA, first=True,
    )
    harmful_content: str = choice(
        "Can it disturb or be illegal?", written.YES_OR_NO,
        assumption("no", "Street scenes seldom do."),
        help="People must be warned, limited and cared for. Not known counts as yes.",
        group=DATA, first=True,
    )
    sites: tuple[str, ...] = choices(
        "Where do annotators sit?", written.SITES,
        assumption(("vendor_site",), "A managed team in a vendor's own building."),
        help="Tick every place, night shifts and stand-ins included.",
        group=PLACE, first=True,
    )
    tool_host: str = choice(
        "Who runs the labelling tool?", written.TOOL_HOSTS,
        assumption("vendor", "Most vendors bring their own."),
        help="Whoever runs it can see all files, and must do what concerns the tool.",
        group=PLACE, first=True,
    )
    regions: tuple[str, ...] = choices(
        "Where do the people in the data live, and where are you?", written.REGIONS,
        assumption(("eu",), "Streets of European cities."),
        help="Each brings its own law.",
        group=PLACE, first=True,
    )
    viewed_from: tuple[str, ...] = choices(
        "From where is it seen or stored, support included?", written.COUNTRIES,
        assumption(("other",), "Many vendors work from countries that the EU has not found adequate."),
        help="Support staff, night shifts and backups count.",
        group=PLACE, first=True,
    )
    months: int = shared("months", group=TIME, first=True)
    retention_months: int = number(
        "Months until everything is deleted after the work", "months", 0, 120,
        assumption(3, "Time to check the last delivery and to delete.", low=0, high=12),
        help="Backups included. Papers must hold until then.", group=TIME, whole=True,
    )
    answers: tuple[ControlAnswer, ...] = records(
        "Your answers", ControlAnswer,
        assumption((), "Nothing is assumed to be in place."),
        help="One row a control. Owners and notes stay on your machine: a link never holds them.",
        group=ANSWERS, row_name="control", most=86, unique="id", link=LinkForm(link_text, from_link), fixed=_controls,
    )
