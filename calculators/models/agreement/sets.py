"""Labels that are several at once: Krippendorff's alpha with distances that count what two sets share."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from calculators.core.scale_order import Label
from calculators.label_files import LabelTable
from calculators.methods.agreement import Undefined, krippendorff_alpha_by_distance
from calculators.methods.agreement.sets import jaccard_distance, masi_distance
from calculators.models.agreement.insight import ratings

DISTANCES = {"MASI": masi_distance, "Jaccard": jaccard_distance}


@dataclass(frozen=True, kw_only=True)
class SetAgreement:
    """Alpha with one distance of sets.

    Attributes:
        distance: its key in ``DISTANCES``.
        value: alpha, or None where it is not defined.
        reason: why it is not, or empty.
        example: a label that stands for several, as it was read.
        parts: the labels it was taken for.
    """

    distance: str
    value: float | None
    reason: str
    example: str
    parts: Sequence[str]


def set_agreement(table: LabelTable) -> tuple[SetAgreement, ...]:
    """Return alpha by each distance of sets; empty where no label stands for several."""
    several = next((label for label in table.labels if len(table.sets.get(label, ())) > 1), None)
    if several is None:
        return ()
    folded = ratings(table)
    found = []
    for name, distance in DISTANCES.items():
        alpha = krippendorff_alpha_by_distance(folded, _between(table, distance))
        found.append(
            SetAgreement(
                distance=name,
                value=None if isinstance(alpha, Undefined) else alpha.alpha,
                reason=alpha.reason if isinstance(alpha, Undefined) else "",
                example=several,
                parts=sorted(table.sets[several]),
            )
        )
    return tuple(found)


def _between(table: LabelTable, distance: Callable[[Set[str], Set[str]], float]) -> Callable[[Label, Label], float]:
    sets = {label: table.sets.get(label, frozenset([label])) for label in table.labels}
    return lambda one, other: distance(sets[str(one)], sets[str(other)])
