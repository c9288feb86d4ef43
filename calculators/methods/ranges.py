"""Ranges around given values: how far a number that a reader gave may plausibly lie from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from calculators.core import Basis, Inputs, Number, Stretch, Strip

# A flip this many times beyond an end of a range is still drawn, with a margin behind it.
NEAR, MARGIN = 2, 1.1


def uncertain(
    inputs: Inputs, dollar: float = 1.0, published: Mapping[str, Basis[float]] | None = None
) -> dict[str, tuple[float, float, float]]:
    """Return low, given and high of each number that counts here and has a range.

    The range is that of the default as long as the given value lies in it; that of an amount is in US dollars, each of
    which buys ``dollar`` of the reader's money. A value outside it is about something else, another task or another
    country, so the range moves along with it: its ends keep their ratio to the value. What is ``published`` for such a
    task stands in place of the default.
    """
    return {name: ends for name, ends in _ranges(inputs, dollar, published or {}) if ends[0] < ends[2]}


def certain(inputs: Inputs, dollar: float = 1.0) -> list[str]:
    """Return the numbers that count here and have a range, but none that could move along to the given value.

    That is so for a value beyond the range of a default that is nought, and for nought itself.
    """
    return [name for name, (low, _, high) in _ranges(inputs, dollar, {}) if low == high]


def _ranges(
    inputs: Inputs, dollar: float, published: Mapping[str, Basis[float]]
) -> Iterator[tuple[str, tuple[float, float, float]]]:
    for name, field in inputs.accepted_by().items():
        if not isinstance(field, Number) or field.basis.low == field.basis.high:
            continue
        if field.when and getattr(inputs, field.when[0]) != field.when[1]:
            continue
        given = getattr(inputs, name)
        known = replace(field, basis=published.get(name, field.basis))
        low, high = moved(known.worth(dollar), given)
        yield name, (low, given, high)


def moved(field: Number, given: float) -> tuple[float, float]:
    """Return the ends of a number's range, moved along with a value that lies outside it and kept within bounds."""
    low, default, high = field.basis.low, field.basis.value, field.basis.high
    if low <= given <= high:
        return low, high
    if default == 0:
        return given, given
    ends = sorted((given * low / default, given * high / default))
    top = given if field.below and ends[1] >= field.maximum else min(field.maximum, ends[1])
    low, high = max(field.minimum, min(given, ends[0])), max(given, top)
    return (round(low), round(high)) if field.whole else (low, high)


def around(field: Number, given: float) -> tuple[float, float]:
    """Return the ends of a strip on which a number can be dragged: those of ``moved``, and never a single point.

    A default without a range leaves the ends of its slider to a value between them. Another value whose range cannot
    move along, because the default is nought, or the value itself, gets a strip from nought or the lowest value
    accepted to twice itself, or to the end of the range of the default.
    """
    low, high = moved(field, given)
    if low < high:
        return low, high
    if field.slider and field.basis.low == field.basis.high and field.slider[0] <= given <= field.slider[1]:
        return field.slider[:2]
    return field.minimum, min(field.maximum, max(2 * given, field.basis.high))


def reaching(field: Number, given: float, *flips: float | None) -> tuple[float, float]:
    """Return the ends of a strip, moved outwards to flips within half the lower end or twice the upper one."""
    low, high = around(field, given)
    near = [flip for flip in flips if flip is not None and low / NEAR <= flip <= high * NEAR]
    lowest, highest = min(near, default=low * MARGIN) / MARGIN, max(near, default=high / MARGIN) * MARGIN
    return max(field.minimum, min(low, lowest)), min(field.maximum, max(high, highest))


def strip_of(
    inputs: Inputs,
    name: str,
    stretches: Sequence[Stretch],
    ends: tuple[float, float],
    outcome: str = "is cheaper",
) -> Strip:
    """Return the strip of a number among the inputs, with its ends to four digits, or whole where the number is.

    Raises KeyError when there is no input of that name.
    """
    field = inputs.number(name)
    low, high = (float(round(end)) if field.whole else float(f"{end:.4g}") for end in ends)
    return Strip(
        field=name,
        label=field.label,
        unit=field.unit.removeprefix("¤ "),
        kind="money" if field.is_money else "count",
        low=low,
        high=high,
        at=getattr(inputs, name),
        stretches=stretches,
        outcome=outcome,
        whole=field.whole,
    )
