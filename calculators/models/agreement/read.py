"""What was read of the reader's file, so that it can be corrected before it counts."""

from calculators.core import Rows, Section
from calculators.models.agreement.inputs import READING
from calculators.models.agreement.result import Agreement

_ROLES = ("Item", "Annotator", "Annotators", "Label", "Labels", "Right answer")


def what_was_read(result: Agreement) -> Section:
    """Return what was read, in a sentence and the first labels, to be looked at before any number."""
    roles = [f"{role}: {name}" for role, name in result.read if role in _ROLES]
    words = f"Taken from {'; '.join(roles)}. " if roles else ""
    return Section(
        id="read",
        title="What was read",
        content=[
            result.sentence,
            f"{words}Under “{READING}” in the form you can choose otherwise.",
            Rows(title="The first labels", columns=["Item", "Person", "Label"], rows=result.preview),
        ],
    )


def how_it_was_read(result: Agreement) -> Section:
    """Return everything that was detected."""
    rows = [[title, words] for title, words in result.read]
    return Section(
        id="reading",
        title="How your rows were read",
        folded=True,
        content=[Rows(title="Correct what is wrong in the form", columns=["", "Read as"], rows=rows)],
    )
