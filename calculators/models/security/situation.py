"""The reader's situation: data classes completed, flags, and the evidence that it asks for.

Rule: a class brings with it what it always is as well, flags say who and what is involved, and the grade of evidence
follows from both. Nothing here depends on an answer about a control.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calculators.models.security.inputs import SecurityInputs
from calculators.models.security.names import CLASSES, FLAGS

_SENSITIVE = {
    "special_category", "payment_card", "biometric", "children", "export_controlled", "us_bulk", "not_sorted",
}  # fmt: skip
_ABOUT_PEOPLE = {"special_category", "payment_card", "biometric", "children"}


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What decides which controls apply, which of them are gates, and what proof they need.

    Attributes:
        present: by key of a control's ``when``, the values that are present.
        holding: what makes a control a gate: "*", the classes and the flags.
        classes: the completed data classes, in the order of ``CLASSES``.
        flags: the flags that hold, in the order of ``FLAGS``.
        required_grade: the evidence asked for: "B", "C", or "D" where no paper is needed.
    """

    present: Mapping[str, frozenset[str]]
    holding: frozenset[str]
    classes: tuple[str, ...]
    flags: tuple[str, ...]
    required_grade: str

    def meets(self, when: Mapping[str, Iterable[str]]) -> bool:
        """Say whether every key has one of its values present."""
        return all(not self.present[key].isdisjoint(values) for key, values in when.items())

    def names(self, wanted: Iterable[str]) -> bool:
        """Say whether any entry of a ``gate_for`` is "*", or among the classes or flags."""
        return not self.holding.isdisjoint(wanted)


def situation(inputs: SecurityInputs) -> Situation:
    """Return the situation that the reader's words describe."""
    classes = completed(inputs.data_classes, us_patients=inputs.us_patient_data == "yes")
    flags = raised(inputs, classes)
    grade = "B" if "sensitive" in flags else "C" if "confidential" in classes else "D"
    return Situation(
        present={
            "classes": classes,
            "flags": flags,
            "sites": frozenset(inputs.sites),
            "regions": frozenset(inputs.regions),
            "tool_host": frozenset([inputs.tool_host]),
        },
        holding=classes | flags | {"*"},
        classes=tuple(name for name in CLASSES if name in classes),
        flags=tuple(name for name in FLAGS if name in flags),
        required_grade=grade,
    )


def completed(ticked: Iterable[str], *, us_patients: bool) -> frozenset[str]:
    """Return the classes with those that they bring along: unsorted data count as protected, and so on."""
    classes = set(ticked)
    if us_patients or "not_sorted" in classes:
        classes.add("special_category")
    if not classes.isdisjoint(_ABOUT_PEOPLE):
        classes.add("personal")
    if classes - {"public"}:
        classes.add("confidential")
    return frozenset(classes)


def raised(inputs: SecurityInputs, classes: frozenset[str]) -> frozenset[str]:
    """Return the flags that hold for the work and the completed classes."""
    sites, seen_from = set(inputs.sites), set(inputs.viewed_from)
    outside = not sites.isdisjoint({"vendor_site", "vendor_remote", "crowd"})
    other_firm = outside or inputs.tool_host != "own"
    personal_elsewhere = other_firm and "personal" in classes
    holding = {
        "outside": outside,
        "other_firm": other_firm,
        "remote": not sites.isdisjoint({"own_remote", "vendor_remote", "crowd"}),
        "sensitive": not classes.isdisjoint(_SENSITIVE),
        "harmful": inputs.harmful_content != "no",
        "us_patient": other_firm and inputs.us_patient_data != "no",
        "eu_transfer": personal_elsewhere
        and "eu" in inputs.regions
        and not seen_from.isdisjoint({"uk", "us", "adequate", "other", "concern"}),
        "uk_transfer": personal_elsewhere
        and "uk" in inputs.regions
        and not seen_from.isdisjoint({"us", "adequate", "other", "concern"}),
    }
    return frozenset(name for name, holds in holding.items() if holds)
