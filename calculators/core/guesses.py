"""The caution that names what an answer still takes from our assumptions; papers have a table for it instead."""

from collections.abc import Collection, Iterator

from calculators.core.fields.numeric import Number
from calculators.core.inputs import Inputs
from calculators.core.words import listed

STILL_ASSUMED = "Still our assumptions, so put in your own: "


def still_assumed(inputs: Inputs, besides: Collection[str] = ()) -> Iterator[str]:
    """Yield a sentence on the numbers of the first group that are our assumptions and were left as they are.

    Those that the other inputs make needless do not count, nor those named in ``besides``.
    """
    guesses = [
        field.label.lower()
        for name, field in inputs.fields().items()
        if isinstance(field, Number)
        and field.first
        and field.basis.source is None
        and getattr(inputs, name) == field.basis.value
        and (field.when is None or getattr(inputs, field.when[0]) == field.when[1])
        and name not in besides
    ]
    if guesses:
        yield f"{STILL_ASSUMED}{listed(guesses)}."
