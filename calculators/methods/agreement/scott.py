"""Scott's pi: two annotators who are taken to share one habit."""

from dataclasses import dataclass

from calculators.methods.agreement.exact import ChanceCorrected, Statistic, column, columns
from calculators.methods.agreement.ratings import PairTable
from calculators.methods.agreement.undefined import Undefined
from calculators.methods.agreement.weights import Weights, credit


@dataclass(frozen=True, slots=True)
class ScottPi:
    """Scott's pi of two annotators.

    Attributes:
        pi: agreement beyond chance, at most 1.
        observed: the (weighted) agreement, from 0 to 1.
        expected: the agreement expected from the two annotators' shared habits.
        items: the number of items that both labelled.
    """

    pi: float
    observed: float
    expected: float
    items: int


def scott_pi(table: PairTable, weights: Weights = "none") -> ScottPi | Undefined:
    """Return Scott's pi, plain or weighted.

    As Cohen's kappa, with both annotators' shares of each label replaced by their mean; unweighted it is
    never above kappa.

    Raises:
        InputError: the weighting is unknown.

    Source: Scott (1955), Reliability of content analysis: the case of nominal scale coding, Public Opinion
    Quarterly 19(3), doi:10.1086/266577.
    """
    shares = _corrected(table, weights).shares(table.frequencies)
    if not table.items:
        return Undefined("no item has a label from both annotators")
    pi = shares.coefficient
    if pi is None:
        return Undefined("both annotators used one and the same label throughout, so chance alone explains it")
    return ScottPi(pi, shares.observed, shares.expected, table.items)


def scott_pi_statistic(table: PairTable, weights: Weights = "none") -> Statistic:
    """Return pi as a function of how often each cell of the table occurs, for the bootstrap.

    Raises:
        InputError: the weighting is unknown.
    """
    return _corrected(table, weights).statistic


def _corrected(table: PairTable, weights: Weights) -> ChanceCorrected:
    scale = credit(weights, len(table.categories))
    agreeing = column([scale.steps[abs(first - second)] for first, second in table.cells])
    both = columns([[(first, 1), (second, 1)] if first != second else [(first, 2)] for first, second in table.cells])

    def shares(items: int, agreed: int, *uses: int) -> tuple[int, int, int, int]:
        credited = scale.towards(dict(zip(both, uses, strict=True)), both)
        by_chance = sum([n * credited[place] for place, n in zip(both, uses, strict=True)])
        return agreed, scale.full * items, by_chance, 4 * scale.full * items * items

    return ChanceCorrected((column([1] * len(table.cells)), agreeing, *both.values()), shares)
