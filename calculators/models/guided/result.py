"""The advisor's decision and the first estimate, from the same nine answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators.core import Better, Step
from calculators.core.words import told_apart
from calculators.models import decide, estimate
from calculators.models.cost import hybrid_way
from calculators.models.decide import Decision
from calculators.models.estimate import Estimate
from calculators.models.guided.inputs import GuidedInputs


@dataclass(frozen=True, kw_only=True)
class Split:
    """What buying a part of the labels and making the rest costs over all months.

    Attributes:
        share: the part that is bought, in per cent.
        low: the cost where the vendor asks the lowest published price.
        high: the same at the highest.
    """

    share: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Guided:
    """Who should label, and what that costs.

    Attributes:
        decision: the advisor's, where all it asks beyond the nine questions is assumed.
        estimate: own people and a vendor over two years, in the place's currency.
        split: the hybrid over the same time.
    """

    decision: Decision
    estimate: Estimate
    split: Split


def compute(inputs: GuidedInputs) -> Guided:
    """Return what the advisor, the first estimate and the cost calculator say."""
    priced = estimate.compute(inputs)
    return Guided(decision=decide.compute(inputs.decision), estimate=priced, split=_split(inputs, priced))


def _split(inputs: GuidedInputs, priced: Estimate) -> Split:
    """Return the cost calculator's hybrid at both ends of the published price."""
    low, high = (
        hybrid_way(inputs.case.varied({"label_price": at.price})).total for at in (priced.prices[0], priced.prices[-1])
    )
    return Split(share=inputs.case.hybrid_share, low=low, high=high)


def refine(inputs: GuidedInputs, found: Guided) -> Iterator[Step[Guided]]:
    """Let the advisor look for changes of two answers where one does not flip it."""
    for step in decide.refine(inputs.decision, found.decision):
        yield Better(replace(found, decision=step.result)) if isinstance(step, Better) else step


def changed(before: Guided, after: Guided) -> list[str]:
    """Return what became different between two answers, each as the rest of a sentence."""
    effects = decide.changed(before.decision, after.decision)
    if before.estimate != after.estimate:
        own, bought, _ = costs(after)
        effects.append(f"puts your own people at about {own} and a vendor at {bought}")
    return effects


def costs(found: Guided) -> tuple[str, str, str]:
    """Return in words what your own people, a vendor and the split cost, the latter two at both ends of the price."""
    low, high, split = found.estimate.prices[0].total, found.estimate.prices[-1].total, found.split
    own, *ends = told_apart(found.estimate.own_total, low, high, split.low, split.high)
    return own, _from_to(*ends[:2]), _from_to(*ends[2:])


def _from_to(low: str, high: str) -> str:
    """Return what lies between two amounts, or about the one that both are."""
    return f"about {low}" if low == high else f"{low} to {high}"
