"""How sure the answer is: every uncertain input drawn many times, the same way every time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calculators.core import Better, Progress, Step
from calculators.methods.simulation import drawn, quantile
from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.ranges import ranges
from calculators.models.cost.ways import demand, hybrid, in_house, outsourced

DRAWS = 1000
SEED = 20261124
# The share of the work that is done once each input's values are drawn.
PREPARED = 0.2
DOING = f"Drawing the inputs {DRAWS:,} times"


@dataclass(frozen=True, kw_only=True)
class Uncertainty:
    """What the draws say.

    Attributes:
        draws: how many were drawn.
        buying_cheaper: the share of them, in per cent, in which outsourcing costs less than in-house.
        unit_costs: for each way, the unit cost that 10, 50 and 90 in 100 draws stay below.
        drawn: the inputs that were varied.
    """

    draws: int
    buying_cheaper: float
    unit_costs: Mapping[str, tuple[float, float, float]]
    drawn: tuple[str, ...]


def uncertainty(inputs: CostInputs) -> Iterator[Step[Uncertainty]]:
    """Draw every input that has a range from PERT on low, given and high; yield progress, and last the finding.

    Inputs that share a driver take the same share of their ranges in each draw, so that both ways face the same
    world and their difference is not falsely noisy.
    """
    varied = ranges(inputs)
    drivers = {name: _driver(inputs, name) for name in varied}
    columns = {driver: index for index, driver in enumerate(dict.fromkeys(drivers.values()))}
    table = (DRAWS, len(columns), SEED)
    values = []
    for number, (name, ends) in enumerate(varied.items(), 1):
        values.append(drawn(ends, table, columns[drivers[name]]))
        if number % 10 == 0:
            yield Progress(share=PREPARED * number / len(varied), doing=DOING)
    costs: dict[str, list[float]] = {"in_house": [], "outsourced": [], "hybrid": []}
    cheaper = 0
    for number, case in enumerate(zip(*values, strict=True), 1):
        own, bought, both = _unit_costs(inputs.varied(dict(zip(varied, case, strict=True))))
        cheaper += bought < own
        for name, cost in zip(costs, (own, bought, both), strict=True):
            costs[name].append(cost)
        if number % 20 == 0:
            yield Progress(share=PREPARED + (1 - PREPARED) * number / DRAWS, doing=DOING)
    ordered = {name: sorted(values) for name, values in costs.items()}
    yield Better(
        Uncertainty(
            draws=DRAWS,
            buying_cheaper=100 * cheaper / DRAWS,
            unit_costs={
                name: (quantile(values, 0.1), quantile(values, 0.5), quantile(values, 0.9))
                for name, values in ordered.items()
            },
            drawn=tuple(varied),
        )
    )


def _driver(inputs: CostInputs, name: str) -> str:
    return inputs.number(name).driver or name


def _unit_costs(inputs: CostInputs) -> tuple[float, float, float]:
    wanted = demand(inputs)
    own, bought = in_house(inputs, wanted), outsourced(inputs, wanted)
    labels, both = sum(wanted), sum(side.total() for side in hybrid(inputs, own, bought).values())
    return own.total() / labels, bought.total() / labels, both / labels
