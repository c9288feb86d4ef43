"""What one way costs by itself, for calculators that show no more of the plan."""

from calculators.models.cost.inputs import CostInputs
from calculators.models.cost.ways import Way, demand, hybrid_costs, in_house, outsourced, way


def in_house_way(inputs: CostInputs) -> Way:
    """Return what it costs to make all labels."""
    wanted = demand(inputs)
    return way(inputs, wanted, in_house(inputs, wanted).by_month())


def outsourced_way(inputs: CostInputs) -> Way:
    """Return what it costs to buy all labels."""
    wanted = demand(inputs)
    return way(inputs, wanted, outsourced(inputs, wanted).by_month())


def hybrid_way(inputs: CostInputs) -> Way:
    """Return what it costs to buy a share of the labels and make the rest."""
    wanted = demand(inputs)
    return way(inputs, wanted, hybrid_costs(inputs, in_house(inputs, wanted), outsourced(inputs, wanted)))
