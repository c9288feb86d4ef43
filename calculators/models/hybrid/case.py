"""Everything that is known of the parts before they are split."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from calculators.models.hybrid.inputs import HybridInputs
from calculators.models.hybrid.least import Plan, best, month
from calculators.models.hybrid.routes import Closed, Lane, Work, closed, lane, part, plan, work


@dataclass(frozen=True, kw_only=True)
class Case:
    """The parts, one label of each on each route, and the gates.

    Attributes:
        inputs: what the reader gave.
        rows: the parts with nothing left empty.
        lanes: one label of each part.
        closed: the gates that close each part's routes.
        plan: what is to be split.
    """

    inputs: HybridInputs
    rows: Sequence[Work]
    lanes: Sequence[Lane]
    closed: Sequence[Closed]
    plan: Plan

    @property
    def names(self) -> list[str]:
        """The parts' names, in order."""
        return [row.segment.name for row in self.rows]

    @property
    def volume(self) -> float:
        """All labels a month."""
        return sum(row.segment.volume for row in self.rows)

    def lifted(self, gate: str, parts: Collection[int]) -> Plan:
        """Return the plan as it is without one gate for some parts."""
        changed = list(self.plan.parts)
        for index in parts:
            shut = {route: [one for one in gates if one != gate] for route, gates in self.closed[index].items()}
            changed[index] = part(self.rows[index], self.lanes[index], shut)
        return replace(self.plan, parts=tuple(changed))


def case(inputs: HybridInputs) -> Case:
    """Return what is known of the parts."""
    rows = [work(inputs, segment) for segment in inputs.segments]
    lanes = [lane(inputs, row) for row in rows]
    shut = [closed(inputs, row, one.wrong) for row, one in zip(rows, lanes, strict=True)]
    parts = [part(*three) for three in zip(rows, lanes, shut, strict=True)]
    return Case(inputs=inputs, rows=rows, lanes=lanes, closed=shut, plan=plan(inputs, parts))


def without(plan: Plan, route: int, parts: Collection[int]) -> Plan:
    """Return the plan with one route closed for some parts."""
    return replace(
        plan,
        parts=tuple(
            replace(part, routes=part.routes - {route}) if index in parts else part
            for index, part in enumerate(plan.parts)
        ),
    )


def least_total(plan: Plan) -> float | None:
    """Return the least cost of a month; None where no split keeps the rules."""
    split = best(plan)
    return month(plan, split).total if split else None
