"""Ranges around given values: how far a number that a reader gave may plausibly lie from it."""

from calculators.core import Inputs, Number


def uncertain(inputs: Inputs) -> dict[str, tuple[float, float, float]]:
    """Return low, given and high of each number that counts here and has a range.

    The range is that of the default as long as the given value lies in it. A value outside it is about something
    else, another task or another country, so the range moves along with it: its ends keep their ratio to the value.
    """
    ranges = {}
    for name, field in inputs.fields().items():
        if not isinstance(field, Number) or field.basis.low == field.basis.high:
            continue
        if field.when and getattr(inputs, field.when[0]) != field.when[1]:
            continue
        low, high = moved(field, getattr(inputs, name))
        if low < high:
            ranges[name] = (low, getattr(inputs, name), high)
    return ranges


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

    A value whose range cannot move along, because the default is nought, or the value itself, gets a strip from nought
    or the lowest value accepted to twice itself, or to the end of the range of the default.
    """
    low, high = moved(field, given)
    if low < high:
        return low, high
    return field.minimum, min(field.maximum, max(2 * given, field.basis.high))
