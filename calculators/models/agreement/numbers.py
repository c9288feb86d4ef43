"""Labels that are numbers: intraclass correlation and Lin's concordance, on the items that everybody rated."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.core.scale_order import number_in
from calculators.label_files import LabelTable
from calculators.methods.agreement.concordance import Concordance, concordance
from calculators.methods.agreement.intraclass import IntraclassCorrelation, intraclass_correlations
from calculators.methods.agreement.undefined import Undefined

NUMBERS = frozenset(["interval", "ratio"])


@dataclass(frozen=True, kw_only=True)
class NumberAgreement:
    """How far people's numbers agree.

    Attributes:
        people: how many people rated each item that counts.
        complete: the number of items that count.
        left_out: the number of items with labels that do not, since somebody's rating is missing.
        correlations: the forms of the intraclass correlation; only the first model's where people are not named.
        concordance: Lin's, where there are two named people.
        reason: why there is none, or empty.
    """

    people: int
    complete: int
    left_out: int
    correlations: Sequence[IntraclassCorrelation]
    concordance: Concordance | None
    reason: str = ""


def number_agreement(table: LabelTable) -> NumberAgreement:
    """Return the correlations of numbers, on the items that all people rated.

    The labels are numbers: alpha has refused others before.
    """
    values = [number_in(label) or 0.0 for label in table.labels]
    people = table.people
    groups = {group: items for group, items in table.groups.items() if group}
    complete = [group for group in groups if len(group) == people]
    rows = [[values[label] for _, label in group] for group in complete]
    times = [groups[group] for group in complete]
    found = intraclass_correlations(rows, times=times)
    correlations = () if isinstance(found, Undefined) else found
    if table.unnamed:
        correlations = tuple(one for one in correlations if one.form.startswith("ICC(1"))
    together = None
    if people == 2 and not table.unnamed:
        both = concordance([row[0] for row in rows], [row[1] for row in rows], times=times)
        together = None if isinstance(both, Undefined) else both
    return NumberAgreement(
        people=people,
        complete=sum(times),
        left_out=sum(groups.values()) - sum(times),
        correlations=correlations,
        concordance=together,
        reason=found.reason if isinstance(found, Undefined) else "",
    )
