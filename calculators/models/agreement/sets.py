"""Labels that are several at once: Krippendorff's alpha with distances that count what two sets share."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from calculators.core import Better, Progress, Step
from calculators.core.scale_order import Label
from calculators.label_files import LabelTable
from calculators.methods.agreement import (
    Bootstrap,
    Undefined,
    bootstrap,
    krippendorff_alpha_by_distance,
    krippendorff_alpha_by_distance_statistic,
)
from calculators.methods.agreement.sets import jaccard_distance, masi_distance
from calculators.models.agreement.insight import ratings
from calculators.models.agreement.measures import RESAMPLES, SEED

_EVERY = 20
DISTANCES = {"MASI": masi_distance, "Jaccard": jaccard_distance}


@dataclass(frozen=True, kw_only=True)
class SetAgreement:
    """Alpha with one distance of sets.

    Attributes:
        distance: its key in ``DISTANCES``.
        value: alpha, or None where it is not defined.
        reason: why it is not, or empty.
        example: a label that stands for several, as it was read.
        parts: the labels it was taken for.
        low: the low end of its 95 % interval; None until drawn, or where there is none.
        high: the high end.
    """

    distance: str
    value: float | None
    reason: str
    example: str
    parts: Sequence[str]
    low: float | None = None
    high: float | None = None


def set_agreement(table: LabelTable) -> tuple[SetAgreement, ...]:
    """Return alpha by each distance of sets; empty where no label stands for several."""
    several = next((label for label in table.labels if len(table.sets.get(label, ())) > 1), None)
    if several is None:
        return ()
    folded = ratings(table)
    found = []
    for name, distance in DISTANCES.items():
        alpha = krippendorff_alpha_by_distance(folded, _between(table, distance))
        found.append(
            SetAgreement(
                distance=name,
                value=None if isinstance(alpha, Undefined) else alpha.alpha,
                reason=alpha.reason if isinstance(alpha, Undefined) else "",
                example=several,
                parts=sorted(table.sets[several]),
            )
        )
    return tuple(found)


def with_set_intervals(table: LabelTable, found: Sequence[SetAgreement]) -> Iterator[Step[tuple[SetAgreement, ...]]]:
    """Draw items again and again, as for the other measures; yield progress, and last alpha with its 95 % intervals."""
    folded = ratings(table)
    statistics = {
        one.distance: krippendorff_alpha_by_distance_statistic(folded, _between(table, DISTANCES[one.distance]))
        for one in found
        if one.value is not None
    }
    drawn: Mapping[str, Bootstrap | Undefined] = {}
    for step in bootstrap(folded.frequencies, statistics, resamples=RESAMPLES, seed=SEED, every=_EVERY):
        yield Progress(share=step.done / step.total, doing=f"Drawing the items again, {RESAMPLES:,} times")
        if step.done == step.total:
            drawn = step.results
    yield Better(tuple(_with_interval(one, drawn.get(one.distance)) for one in found))


def _with_interval(one: SetAgreement, interval: Bootstrap | Undefined | None) -> SetAgreement:
    return replace(one, low=interval.low, high=interval.high) if isinstance(interval, Bootstrap) else one


def _between(table: LabelTable, distance: Callable[[Set[str], Set[str]], float]) -> Callable[[Label, Label], float]:
    sets = {label: table.sets.get(label, frozenset([label])) for label in table.labels}
    return lambda one, other: distance(sets[str(one)], sets[str(other)])
