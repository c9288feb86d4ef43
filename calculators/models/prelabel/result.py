"""From inputs to a result: at once the four ways and what flips them, then how many items would prove them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calculators.core import Better, Progress
from calculators.methods.proportions import clopper_pearson
from calculators.models.prelabel.bounds import Unseen, expected_wrong
from calculators.models.prelabel.flips import BreakEven, Needed, break_even, needed
from calculators.models.prelabel.inputs import PrelabelInputs
from calculators.models.prelabel.money import rates_of
from calculators.models.prelabel.sizes import items_needed, proof
from calculators.models.prelabel.ways import (
    Threshold,
    Way,
    Ways,
    equal,
    model_way,
    people_way,
    shown,
    thresholds_of,
    unseen_of,
)


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """How often the model is right in the sample, and the exact interval around that, in per cent."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Prelabel:
    """What each way costs and gets wrong, how sure that is, and what would flip it.

    Attributes:
        accuracy: the model's accuracy.
        ways: people alone, review of everything, a threshold, the model alone.
        thresholds: every threshold, the strictest first.
        threshold: the one that stands for its way; None without a table.
        cheapest: the cheapest way that is shown to keep the limit; None if none is.
        cheapest_hoped: the cheapest way that is at least expected to keep it.
        break_even: where people and a review of everything cost the same.
        needed: what keeps a review of everything within the limit.
        sample_cost: what labelling the sample costs, once.
    """

    accuracy: Accuracy
    ways: Ways
    thresholds: Sequence[Threshold]
    threshold: float | None
    cheapest: str | None
    cheapest_hoped: str | None
    break_even: BreakEven
    needed: Needed
    sample_cost: float


def compute(inputs: PrelabelInputs) -> Prelabel:
    """Return the four ways, the thresholds and what flips the answer; how many items prove them comes later."""
    rates = rates_of(inputs)
    thresholds = thresholds_of(inputs, rates)
    place = shown(inputs, thresholds)
    unseen = _unseen(inputs, place)
    certified = thresholds[place].certified if place is not None else None
    ways = Ways(
        people=people_way(inputs, rates),
        review_all=model_way(inputs, rates, unseen["review_all"]),
        threshold=model_way(inputs, rates, unseen["threshold"], certified) if place is not None else None,
        model_only=model_way(inputs, rates, unseen["model_only"]),
    )
    low, high = clopper_pearson(inputs.calibration_right, inputs.calibration_items, inputs.confidence_level / 100)
    return Prelabel(
        accuracy=Accuracy(
            estimate=100 * inputs.calibration_right / inputs.calibration_items, low=100 * low, high=100 * high
        ),
        ways=ways,
        thresholds=thresholds,
        threshold=thresholds[place].threshold if place is not None else None,
        cheapest=_cheapest(ways, ("within",)),
        cheapest_hoped=_cheapest(ways, ("within", "unproven")),
        break_even=break_even(inputs, rates, ways.people, ways.review_all),
        needed=needed(inputs),
        sample_cost=rates.sample,
    )


def _unseen(inputs: PrelabelInputs, place: int | None) -> dict[str, Unseen]:
    """Return what passes unseen in each way with a model."""
    passing = {
        "review_all": Unseen(items=0, errors=0),
        "model_only": Unseen(items=inputs.calibration_items, errors=inputs.calibration_wrong),
    }
    return passing if place is None else {**passing, "threshold": unseen_of(inputs.coverage[place])}


def _cheapest(ways: Ways, states: Sequence[str]) -> str | None:
    among: Mapping[str, Way] = {name: way for name, way in ways.given().items() if way.state in states}
    if not among:
        return None
    lowest = min(way.unit_cost for way in among.values())
    return next(name for name, way in among.items() if equal(way.unit_cost, lowest))


def refine(inputs: PrelabelInputs, result: Prelabel) -> Iterator[Progress | Better[Prelabel]]:
    """Add the sample that would prove each way with a model, then the check of finished labels for each way."""
    places = [one.threshold for one in result.thresholds]
    unseen = _unseen(inputs, None if result.threshold is None else places.index(result.threshold))

    def sample(name: str, way: Way) -> Way:
        return replace(way, items_needed=items_needed(inputs, unseen[name]) if name in unseen else None)

    def check(name: str, way: Way) -> Way:
        wrong = expected_wrong(inputs, unseen[name]) if name in unseen else inputs.inhouse_escape / 100
        return replace(way, proof=proof(inputs, wrong))

    work: Sequence[tuple[str, Callable[[str, Way], Way]]] = (
        ("Looking for a sample that is large enough", sample),
        ("Looking for a check of finished labels", check),
    )
    for doing, better in work:
        given, found = result.ways.given(), {}
        for done, (name, way) in enumerate(given.items()):
            yield Progress(share=done / len(given), doing=doing)
            found[name] = better(name, way)
        result = replace(result, ways=replace(result.ways, **found))
        yield Better(result)
