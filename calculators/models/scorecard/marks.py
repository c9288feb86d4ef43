"""From the marks that raters gave to one value for each vendor and criterion, and to gates passed, open or failed."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.models.scorecard.inputs import ScorecardInputs
from calculators.models.scorecard.signs import CAPS, LEVELS, NOT_GRADED, UNKNOWN, compact


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What one rater gave one vendor.

    Attributes:
        rater: who gave it.
        signs: a mark for each criterion.
        grades: the grade of its evidence.
        levels: the levels among the marks as they count: no higher than their evidence carries where it caps them.
    """

    rater: str
    signs: str
    grades: str
    levels: Sequence[int | None]


@dataclass(frozen=True, kw_only=True)
class Values:
    """One value for each criterion.

    Attributes:
        levels: the mean of the levels that count; None where nobody gave a level.
        unknown: the criteria without a level that are a question to the vendor.
        not_applicable: the criteria without a level that do not apply.
    """

    levels: Sequence[float | None]
    unknown: Sequence[int]
    not_applicable: Sequence[int]

    def with_unknown(self, level: float) -> list[float | None]:
        """Return the values with every unknown at a level; None is left where a criterion does not apply."""
        values = list(self.levels)
        for criterion in self.unknown:
            values[criterion] = level
        return values


def marks_by_vendor(inputs: ScorecardInputs) -> list[list[Marks]]:
    """Return the marks of each vendor, in the order of their rows."""
    nothing = NOT_GRADED * len(inputs.criteria)
    caps = CAPS if inputs.evidence_use == "cap" else dict.fromkeys(CAPS, int(LEVELS[-1]))
    found: dict[str, list[Marks]] = {vendor.name: [] for vendor in inputs.vendors}
    for row in inputs.scores:
        signs, grades = compact(row.levels), compact(row.evidence) or nothing
        levels = [
            min(int(sign), caps[grade]) if sign in LEVELS else None for sign, grade in zip(signs, grades, strict=True)
        ]
        found[row.vendor].append(Marks(rater=row.rater, signs=signs, grades=grades, levels=levels))
    return list(found.values())


def values_of(marks: Sequence[Marks], criteria: int) -> Values:
    """Return a vendor's values from some raters' marks."""
    if not marks:
        return Values(levels=[None] * criteria, unknown=list(range(criteria)), not_applicable=[])
    levels = [_mean(given) for given in zip(*(one.levels for one in marks), strict=True)]
    without = [criterion for criterion, level in enumerate(levels) if level is None]
    unknown = [criterion for criterion in without if _asked(marks, criterion)]
    return Values(
        levels=levels,
        unknown=unknown,
        not_applicable=[criterion for criterion in without if criterion not in unknown],
    )


def _mean(given: Sequence[int | None]) -> float | None:
    levels = [level for level in given if level is not None]
    return sum(levels) / len(levels) if levels else None


def _asked(marks: Sequence[Marks], criterion: int) -> bool:
    """Return whether a criterion without a level is a question to the vendor."""
    return not marks or any(one.signs[criterion] == UNKNOWN for one in marks)


def gates_of(marks: Sequence[Marks], gates: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the criteria whose gates a vendor fails, and those whose gates are open.

    One raw level below the gate fails it, whoever gave it. A gate is open while nothing is known, and while the
    levels reach it and their evidence does not.
    """
    failed, still_open = [], []
    for criterion, gate in enumerate(gates):
        if gate == 0:
            continue
        raw = [int(one.signs[criterion]) for one in marks if one.signs[criterion] in LEVELS]
        counted = [level for one in marks if (level := one.levels[criterion]) is not None]
        if raw and min(raw) < gate:
            failed.append(criterion)
        elif min(counted) < gate if counted else _asked(marks, criterion):
            still_open.append(criterion)
    return failed, still_open
