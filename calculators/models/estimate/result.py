"""Your own people against a vendor at the lowest, a common and the highest published price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculators.models.cost import break_even_price, in_house_way, outsourced_way
from calculators.models.estimate.inputs import EstimateInputs


@dataclass(frozen=True, kw_only=True)
class AtPrice:
    """What buying costs at one price.

    Attributes:
        price: the vendor's price for a label.
        total: what buying costs over all months, your own side with it.
        unit_cost: the same for each accepted label.
        components: where the money goes, by name, over all months.
    """

    price: float
    total: float
    unit_cost: float
    components: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """The two ways, all amounts in the place's currency.

    Attributes:
        months: how long the plan is.
        wage: the annotators' wage, an hour.
        own_total: what your own people cost over all months.
        own_unit_cost: the same for each accepted label.
        own_components: where that money goes, by name, over all months.
        prices: buying at the lowest, a common and the highest published price.
        same_at: the price at which both ways cost the same; None where there is none.
    """

    months: int
    wage: float
    own_total: float
    own_unit_cost: float
    own_components: Mapping[str, float]
    prices: Sequence[AtPrice]
    same_at: float | None

    @property
    def at_minimum(self) -> bool:
        """Whether the price changes nothing, because the vendor's minimum bill is above the labels at each of them."""
        return self.prices[0].total == self.prices[-1].total


def compute(inputs: EstimateInputs) -> Estimate:
    """Return what the cost calculator says of the case, at each of the three published prices."""
    case = inputs.case
    price = inputs.what.price
    own = in_house_way(case)
    prices = []
    for dollars in (price.low, price.value, price.high):
        at = inputs.worth(dollars)
        bought = outsourced_way(case.varied({"label_price": at}))
        prices.append(AtPrice(price=at, total=bought.total, unit_cost=bought.unit_cost, components=bought.components))
    return Estimate(
        months=case.months,
        wage=case.wage,
        own_total=own.total,
        own_unit_cost=own.unit_cost,
        own_components=own.components,
        prices=tuple(prices),
        same_at=break_even_price(case, own.total),
    )
