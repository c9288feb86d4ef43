"""The coefficients that exist for a table of labels, and which of them fits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal, cast

from calculators.core import Better, Progress, Step
from calculators.label_files import LabelTable
from calculators.methods import agreement
from calculators.methods.agreement import Bootstrap, Level, PairTable, Ratings, Statistic, Undefined, Weights
from calculators.models.agreement.insight import pair_table, ratings

RESAMPLES = 1000
SEED = 20261124
# Below this share of one label, chance-corrected coefficients behave as people expect.
SKEWED = 0.8

NAMES = {
    "observed": "Observed agreement",
    "all_equal": "Items on which all agree",
    "cohen_kappa": "Cohen's kappa",
    "cohen_kappa_linear": "Cohen's kappa, linear weights",
    "cohen_kappa_quadratic": "Cohen's kappa, quadratic weights",
    "scott_pi": "Scott's pi",
    "fleiss_kappa": "Fleiss' kappa",
    "krippendorff_alpha": "Krippendorff's alpha",
    "gwet_ac1": "Gwet's AC1",
    "gwet_ac2": "Gwet's AC2, quadratic weights",
}


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One coefficient.

    Attributes:
        name: its key in ``NAMES``.
        value: the coefficient, or None where it is not defined.
        reason: why it is not defined, or empty.
        low: the low end of its 95 % interval; None until drawn, or where there is none.
        high: the high end.
        below: the share of drawings of the items that came out below the agreement the reader needs; None until drawn.
    """

    name: str
    value: float | None
    reason: str = ""
    low: float | None = None
    high: float | None = None
    below: float | None = None


@dataclass(frozen=True, kw_only=True)
class Folded:
    """The labels, folded for counting.

    Attributes:
        ratings: what any number of people said of each item.
        pair: the confusion table of the two annotators, where there are just two.
        level: what the labels are.
    """

    ratings: Ratings
    pair: PairTable | None
    level: Level


def fold(table: LabelTable, level: str, scale: Sequence[str] | None) -> Folded:
    """Return the labels folded for counting.

    Raises:
        InputError: a label is not on the scale.
    """
    # Of two people who are not named it is not known whose labels are whose, so nothing of a person is counted.
    pair = None
    if len(table.annotators) == 2 and not table.unnamed:
        first, second = table.annotators
        pair = pair_table(table, first, second, scale)
    return Folded(ratings=ratings(table, scale), pair=pair, level=cast("Level", level))


def measures(folded: Folded) -> tuple[Measure, ...]:
    """Return every coefficient that can be asked of the labels, defined or not."""
    found = list(_for_any(folded))
    if folded.pair:
        found[2:2] = list(_for_two(folded.pair, folded.level))
    return tuple(found)


def _for_any(folded: Folded) -> Iterator[Measure]:
    data = folded.ratings
    observed = agreement.observed_agreement(data)
    yield _measure("observed", observed, "pairwise")
    yield _measure("all_equal", observed, "all_equal")
    if (data.labels_per_item or 0) < 2:
        reason = "it needs the same number of labels, two or more, on every item"
        yield Measure(name="fleiss_kappa", value=None, reason=reason)
    else:
        yield _measure("fleiss_kappa", agreement.fleiss_kappa(data), "kappa")
    yield _measure("krippendorff_alpha", agreement.krippendorff_alpha(data, folded.level), "alpha")
    yield _measure("gwet_ac1", agreement.gwet_ac1(data), "coefficient")
    if folded.level != "nominal":
        yield _measure("gwet_ac2", agreement.gwet_ac2(data, "quadratic"), "coefficient")


def _for_two(pair: PairTable, level: str) -> Iterator[Measure]:
    yield _measure("cohen_kappa", agreement.cohen_kappa(pair), "kappa")
    if level != "nominal":
        yield _measure("cohen_kappa_linear", agreement.cohen_kappa(pair, "linear"), "kappa")
        yield _measure("cohen_kappa_quadratic", agreement.cohen_kappa(pair, "quadratic"), "kappa")
    yield _measure("scott_pi", agreement.scott_pi(pair), "pi")


def _measure(name: str, result: object, attribute: str) -> Measure:
    if isinstance(result, Undefined):
        return Measure(name=name, value=None, reason=result.reason)
    return Measure(name=name, value=getattr(result, attribute))


def with_intervals(folded: Folded, found: Sequence[Measure], mark: float) -> Iterator[Step[tuple[Measure, ...]]]:
    """Draw items again and again; yield progress, and last the measures with their 95 % intervals.

    ``mark`` is the agreement that the reader needs.
    """
    names = {measure.name for measure in found if measure.value is not None}
    intervals: dict[str, Bootstrap | Undefined] = {}
    runs = [(folded.ratings.frequencies, _statistics(_RATINGS, folded, names))]
    if folded.pair:
        runs.append((folded.pair.frequencies, _statistics(_PAIR, folded, names)))
    for frequencies, statistics in runs:
        every = max(1, min(100, 40_000 // (len(frequencies) * len(statistics) or 1)))
        step = None
        steps = agreement.bootstrap(frequencies, statistics, resamples=RESAMPLES, seed=SEED, every=every, mark=mark)
        for step in steps:
            yield Progress(share=step.done / step.total, doing=f"Drawing the items again, {RESAMPLES:,} times")
        intervals |= step.results if step else {}
    yield Better(tuple(_with_interval(measure, intervals.get(measure.name)) for measure in found))


def _with_interval(measure: Measure, interval: Bootstrap | Undefined | None) -> Measure:
    if isinstance(interval, Bootstrap):
        return replace(measure, low=interval.low, high=interval.high, below=interval.below)
    return measure


def _statistics(
    makers: Mapping[str, Callable[[Folded], Statistic]], folded: Folded, names: set[str]
) -> dict[str, Statistic]:
    return {name: maker(folded) for name, maker in makers.items() if name in names}


def _kappa(weights: Weights) -> Callable[[Folded], Statistic]:
    return lambda folded: agreement.cohen_kappa_statistic(cast("PairTable", folded.pair), weights)


_RATINGS: Mapping[str, Callable[[Folded], Statistic]] = {
    "observed": lambda folded: agreement.observed_agreement_statistic(folded.ratings),
    "all_equal": lambda folded: agreement.observed_agreement_statistic(folded.ratings, "all_equal"),
    "fleiss_kappa": lambda folded: agreement.fleiss_kappa_statistic(folded.ratings),
    "krippendorff_alpha": lambda folded: agreement.krippendorff_alpha_statistic(folded.ratings, folded.level),
    "gwet_ac1": lambda folded: agreement.gwet_ac1_statistic(folded.ratings),
    "gwet_ac2": lambda folded: agreement.gwet_ac2_statistic(folded.ratings, "quadratic"),
}
_PAIR: Mapping[str, Callable[[Folded], Statistic]] = {
    "cohen_kappa": _kappa("none"),
    "cohen_kappa_linear": _kappa("linear"),
    "cohen_kappa_quadratic": _kappa("quadratic"),
    "scott_pi": lambda folded: agreement.scott_pi_statistic(cast("PairTable", folded.pair)),
}

type Fitting = Literal["cohen_kappa", "cohen_kappa_quadratic", "fleiss_kappa", "krippendorff_alpha"]


def fitting(table: LabelTable, folded: Folded) -> tuple[Fitting, str]:
    """Return the measure that fits these labels, and why, in a sentence."""
    gaps = any(len(group) < table.people for group in table.groups)
    if folded.level in {"interval", "ratio"}:
        return (
            "krippendorff_alpha",
            "Your labels are numbers. Alpha weighs how far apart two numbers are and takes gaps, so your mark is held "
            "against it; where everybody rated everything, report the intraclass correlation below.",
        )
    if folded.pair and folded.level == "ordinal":
        return "cohen_kappa_quadratic", "Two people and ordered labels: weighted kappa counts near misses as near."
    if folded.pair:
        return (
            "cohen_kappa",
            "Two people and labels without an order: kappa corrects for what each would say by chance.",
        )
    if folded.level == "ordinal":
        return "krippendorff_alpha", "More than two people and ordered labels: alpha takes both."
    if gaps or folded.ratings.labels_per_item is None:
        return "krippendorff_alpha", "Not everybody labelled every item, and alpha takes gaps as they are."
    return "fleiss_kappa", "More than two people, no gaps and labels without an order: Fleiss' kappa is made for that."


def never_meet(table: LabelTable, most: int = 200) -> list[tuple[str, str]]:
    """Return pairs of annotators who share no item; empty where there are too many annotators to say."""
    if len(table.annotators) > most:
        return []
    together = {pair for group in table.people_together for pair in combinations(group, 2)}
    everybody = combinations(range(len(table.annotators)), 2)
    return [
        (table.annotators[one], table.annotators[other]) for one, other in everybody if (one, other) not in together
    ]
