"""Where the model's price and the volume stand, and where people alone and a review of everything cost the same."""

from collections.abc import Iterator

from calculators.core import Stretch, Strip
from calculators.methods.ranges import reaching, strip_of
from calculators.models.prelabel.inputs import PrelabelInputs
from calculators.models.prelabel.result import Prelabel
from calculators.vocabulary.exchange import dollar_in

PEOPLE, MODEL = ("people alone", "in-house"), ("model first", "model")


def strips(inputs: PrelabelInputs, result: Prelabel) -> Iterator[Strip]:
    """Yield the strip of the model's price and that of the volume, whatever the inputs.

    Only these two of the break-evens are inputs that count for one of the two ways alone, so that a flip stays where it
    is while the value is dragged. A limit that a way breaks is none of a strip's matter, which tells what costs less.
    """
    yield _strip(inputs, result, "model_price", result.break_even.model_price, (MODEL, PEOPLE))
    yield _strip(inputs, result, "volume", result.break_even.volume, (PEOPLE, MODEL))


def cheaper(result: Prelabel) -> tuple[str, str]:
    """Return which of the two costs less; people where they cost the same."""
    return MODEL if result.ways.review_all.unit_cost < result.ways.people.unit_cost else PEOPLE


def _strip(
    inputs: PrelabelInputs,
    result: Prelabel,
    name: str,
    flip: float | None,
    sides: tuple[tuple[str, str], tuple[str, str]],
) -> Strip:
    field = inputs.number(name).worth(dollar_in(inputs.currency))
    ends = reaching(field, getattr(inputs, name), flip)
    if flip is None or not field.minimum < flip < field.maximum:
        return strip_of(inputs, name, [_stretch(field.minimum, field.maximum, cheaper(result))], ends)
    below, above = sides
    stretches = [_stretch(field.minimum, flip, below), _stretch(flip, field.maximum, above)]
    return strip_of(inputs, name, stretches, ends)


def _stretch(low: float, high: float, way: tuple[str, str]) -> Stretch:
    return Stretch(low=low, high=high, name=way[0], style=way[1])
