"""The plan that contracts quote from the standard's tables."""

from bisect import bisect_left
from dataclasses import dataclass

from calculators.core import InputError
from calculators.methods.acceptance.plans import Plan

AQL_SERIES = (0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10.0)
_LETTERS = "ABCDEFGHJKLMNPQR"
_LOTS = (8, 15, 25, 50, 90, 150, 280, 500, 1_200, 3_200, 10_000, 35_000, 150_000, 500_000)
_SIZES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250, 2_000)
_ALLOWED = {0: 0, 3: 1, 4: 2, 5: 3, 6: 5, 7: 7, 8: 10, 9: 14, 10: 21}


@dataclass(frozen=True, slots=True)
class StandardPlan:
    """A plan of the standard.

    Attributes:
        letter: the code letter of the lot's size.
        plan_letter: the letter of the plan, another one where the table's arrow leads to it.
        plan: the plan as printed; its checks may be more than the lot, and then every item is checked.
    """

    letter: str
    plan_letter: str
    plan: Plan


def standard_plan(lot: int, limit: float) -> StandardPlan:
    """Return the single plan for normal inspection at general level II.

    The table is one diagonal: lots and limits that lie equally far along it share a plan. Where a cell holds an
    arrow, the nearest plan in its direction counts, with that plan's number of checks.

    Raises:
        InputError: the lot is below 2, or ``limit`` (the AQL, in per cent) is not one of ``AQL_SERIES``.

    Source: MIL-STD-105E (1989), tables I and II-A, which ANSI/ASQ Z1.4 and ISO 2859-1 repeat.
    """
    if lot < 2:
        raise InputError("lot", "at least 2, where the table starts", str(lot))
    if limit not in AQL_SERIES:
        raise InputError("limit", "one of " + ", ".join(map(str, AQL_SERIES)), str(limit))
    row = bisect_left(_LOTS, lot)
    zero = len(_LOTS) - AQL_SERIES.index(limit)  # the place of the plan that allows none
    step = _printed(row - zero, zero)
    return StandardPlan(_LETTERS[row], _LETTERS[zero + step], Plan(_SIZES[zero + step], _ALLOWED[step]))


def _printed(step: int, zero: int) -> int:
    """Follow the arrow of an empty cell, ``step`` places from the plan that allows none."""
    if step < 0:
        return 0
    if step == 1:
        return 0 if zero >= 0 else 3
    return 3 if step == 2 else min(step, 10)
