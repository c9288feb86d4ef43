"""The advisor's decision and the first estimate, from the same nine answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators.core import Better, Step
from calculators.core.words import about_money
from calculators.models import decide, estimate
from calculators.models.decide import Decision
from calculators.models.estimate import Estimate
from calculators.models.guided.inputs import GuidedInputs


@dataclass(frozen=True, kw_only=True)
class Guided:
    """Who should label, and what that costs.

    Attributes:
        decision: the advisor's, where all it asks beyond the nine questions is assumed.
        estimate: the three ways over two years, in the place's currency.
    """

    decision: Decision
    estimate: Estimate


def compute(inputs: GuidedInputs) -> Guided:
    """Return what the advisor and the first estimate say."""
    return Guided(decision=decide.compute(inputs.decision), estimate=estimate.compute(inputs))


def refine(inputs: GuidedInputs, found: Guided) -> Iterator[Step[Guided]]:
    """Let the advisor look for changes of two answers where one does not flip it."""
    for step in decide.refine(inputs.decision, found.decision):
        yield Better(replace(found, decision=step.result)) if isinstance(step, Better) else step


def changed(before: Guided, after: Guided) -> list[str]:
    """Return what became different between two answers, each as the rest of a sentence."""
    effects = decide.changed(before.decision, after.decision)
    now = after.estimate
    if before.estimate != now:
        effects.append(f"puts your own people at about {about_money(now.own_total)} and a vendor at {bought(now)}")
    return effects


def bought(found: Estimate) -> str:
    """Return what buying costs at both ends of the published price, in words."""
    low, high = about_money(found.prices[0].total), about_money(found.prices[-1].total)
    return f"about {low}" if low == high else f"{low} to {high}"
