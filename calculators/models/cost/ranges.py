"""How far each input may plausibly lie from what was given. Prices of other work than boxes have their own."""

from dataclasses import replace

from calculators.core import Basis, Number
from calculators.core.words import money
from calculators.methods.ranges import uncertain
from calculators.models.cost.inputs import CostInputs
from calculators.vocabulary.exchange import dollar_in
from calculators.vocabulary.tasks import Task, task_of

PRICE = "label_price"


def kind_of_label(inputs: CostInputs) -> Task | None:
    """Return the kind of label that the times and the price are published for.

    None where no kind fits all of them, or no label has a price of its own.
    """
    if inputs.pricing != "per_label":
        return None
    kind = task_of(inputs.seconds, inputs.label_price, dollar_in(inputs.currency))
    return kind if kind and kind.seconds.low <= inputs.vendor_seconds <= kind.seconds.high else None


def ranges(inputs: CostInputs) -> dict[str, tuple[float, float, float]]:
    """Return low, given and high of each input that counts and has a range."""
    return uncertain(inputs, dollar_in(inputs.currency), _published(inputs))


def field_with_range(inputs: CostInputs, name: str) -> Number:
    """Return the field of a number, its range in the reader's money and, of a price, that of the kind of label.

    Raises KeyError when there is no number of that name.
    """
    field = inputs.number(name)
    return replace(field, basis=_published(inputs).get(name, field.basis)).worth(dollar_in(inputs.currency))


def _published(inputs: CostInputs) -> dict[str, Basis[float]]:
    kind = kind_of_label(inputs)
    return {PRICE: kind.price} if kind else {}


def ends_by_place(inputs: CostInputs) -> bool:
    """Return whether the two ends of the published prices are those of two places, and not of one seller's band."""
    kind = kind_of_label(inputs)
    return kind is None or kind.is_priced_by_place


def told(inputs: CostInputs) -> str:
    """Return the sentence on a price's range that is not that of boxes; nothing where it is, or no label is priced."""
    kind, field = kind_of_label(inputs), field_with_range(inputs, PRICE)
    if kind is None or kind.price == inputs.number(PRICE).basis:
        return ""
    return (
        f" The price varies over what is published for one {kind.one}, {money(field.basis.low)} to "
        f"{money(field.basis.high)}, because the time for one label is the one we hold for it."
    )
