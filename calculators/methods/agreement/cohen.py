"""Cohen's kappa: two annotators, each with habits of their own."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from calculators.core import InputError
from calculators.methods.agreement.exact import ChanceCorrected, Column, Shares, Statistic, column, columns, sums
from calculators.methods.agreement.ratings import PairTable
from calculators.methods.agreement.undefined import Undefined
from calculators.methods.agreement.weights import Credit, Weights, credit


@dataclass(frozen=True, slots=True)
class CohenKappa:
    """Cohen's kappa of two annotators.

    Attributes:
        kappa: agreement beyond chance, at most 1; negative where they agree less than by chance.
        observed: the (weighted) agreement, from 0 to 1.
        expected: the agreement expected from the two annotators' own habits.
        standard_error: the large-sample standard error of Fleiss, Cohen and Everitt.
        low: the lower end of the interval; not clipped.
        high: the upper end. The interval has no width under perfect agreement, or where one annotator used a
            single label; that says nothing about certainty.
        standard_error_null: the standard error if kappa were 0.
        z_null: kappa divided by that; None where it is 0/0.
        standard_error_simple: Cohen's approximation of 1960, for comparison only.
        items: the number of items that both labelled.
        confidence: the interval's confidence level.
    """

    kappa: float
    observed: float
    expected: float
    standard_error: float
    low: float
    high: float
    standard_error_null: float
    z_null: float | None
    standard_error_simple: float
    items: int
    confidence: float


def cohen_kappa(table: PairTable, weights: Weights = "none", confidence: float = 0.95) -> CohenKappa | Undefined:
    """Return Cohen's kappa, plain or weighted, with its large-sample interval.

    kappa = (po - pe) / (1 - pe), where pe is the agreement of two annotators who label independently, each
    keeping their own shares of labels. Weights run over the declared scale, labels that nobody used included.

    Raises:
        InputError: the weighting is unknown, or the confidence is not between 0 and 1.

    Source: Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20(1), doi:10.1177/001316446002000104; Cohen (1968), Weighted kappa, Psychological Bulletin
    70(4), doi:10.1037/h0026256; standard errors: Fleiss, Cohen and Everitt (1969), Large sample standard
    errors of kappa and weighted kappa, Psychological Bulletin 72(5), doi:10.1037/h0028106.
    """
    if not 0 < confidence < 1:
        raise InputError("confidence", "a number between 0 and 1", str(confidence))
    scale = credit(weights, len(table.categories))
    shares = _corrected(table, scale).shares(table.frequencies)
    kappa = shares.coefficient
    if not table.items:
        return Undefined("no item has a label from both annotators")
    if kappa is None:
        return Undefined("both annotators used one and the same label throughout, so chance alone explains it")
    error, error_null = _standard_errors(table, scale, shares)
    half = NormalDist().inv_cdf((1 + confidence) / 2) * error
    observed, expected = shares.observed, shares.expected
    return CohenKappa(
        kappa=kappa,
        observed=observed,
        expected=expected,
        standard_error=error,
        low=kappa - half,
        high=kappa + half,
        standard_error_null=error_null,
        z_null=kappa / error_null if error_null else None,
        standard_error_simple=math.sqrt(observed * (1 - observed) / table.items) / (1 - expected),
        items=table.items,
        confidence=confidence,
    )


def cohen_kappa_statistic(table: PairTable, weights: Weights = "none") -> Statistic:
    """Return kappa as a function of how often each cell of the table occurs, for the bootstrap.

    Raises:
        InputError: the weighting is unknown.
    """
    return _corrected(table, credit(weights, len(table.categories))).statistic


def _corrected(table: PairTable, scale: Credit) -> ChanceCorrected:
    agreeing = column([scale.steps[abs(first - second)] for first, second in table.cells])
    firsts, seconds = _margins(table)

    def shares(items: int, agreed: int, *margins: int) -> tuple[int, int, int, int]:
        credited = scale.towards(dict(zip(seconds, margins[len(firsts) :], strict=True)), firsts)
        by_chance = sum([n * credited[place] for place, n in zip(firsts, margins, strict=False)])
        return agreed, scale.full * items, by_chance, scale.full * items * items

    return ChanceCorrected((column([1] * len(table.cells)), agreeing, *firsts.values(), *seconds.values()), shares)


def _margins(table: PairTable) -> tuple[dict[int, Column], dict[int, Column]]:
    """Return for each annotator the sums that say how often each label was used."""
    return columns([[(first, 1)] for first, _ in table.cells]), columns([[(second, 1)] for _, second in table.cells])


def _standard_errors(table: PairTable, scale: Credit, shares: Shares) -> tuple[float, float]:
    """Return the standard error, and the one if kappa were 0.

    With whole-number weights W (full credit S), n items, margins r and c, credited sums A_i = sum_j c_j W_ij
    and B_j = sum_i r_i W_ij, E = sum r_i c_j W_ij, D = S n² - E and K = n sum n_ij W_ij - E, the published
    formulas multiply out to whole numbers:

    variance      = [n sum n_ij (W_ij n D - (A_i + B_j)(D - K))² - (K S n² - E (D - K))²] / (n D⁴)
    variance at 0 = [n² sum r_i c_j W_ij² - n (sum r_i A_i² + sum c_j B_j²) + E²] / (n D²)
    """
    items = table.items
    firsts, seconds = (
        dict(zip(margin, sums(margin.values(), table.frequencies), strict=True)) for margin in _margins(table)
    )
    for_first = scale.towards(seconds, firsts)
    for_second = scale.towards(firsts, seconds)
    chance, total = shares.by_chance, shares.of_chance
    room = total - chance
    beyond = items * shares.agreed - chance
    spread = sum(
        n * (scale.steps[abs(i - j)] * items * room - (for_first[i] + for_second[j]) * (room - beyond)) ** 2
        for (i, j), n in zip(table.cells, table.frequencies, strict=True)
    )
    variance = items * spread - (beyond * total - chance * (room - beyond)) ** 2
    squares = scale.squared().towards(seconds, firsts)
    variance_null = (
        items * items * sum(n * squares[place] for place, n in firsts.items())
        - items * sum(n * for_first[place] ** 2 for place, n in firsts.items())
        - items * sum(n * for_second[place] ** 2 for place, n in seconds.items())
        + chance * chance
    )
    return math.sqrt(variance / (items * room**4)), math.sqrt(variance_null / (items * room**2))
