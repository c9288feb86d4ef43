"""Labels in the order of their scale."""

import math
from collections.abc import Iterable

type Label = str | int | float


def number_in(label: Label) -> float | None:
    """Return the finite number that a label is or reads as ("4", "2.50", "-1e3"); None for any other."""
    if isinstance(label, str) and ("_" in label or len(label) > 40):
        return None
    try:
        value = float(label)
    except (ValueError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def in_scale_order[T: Label](labels: Iterable[T]) -> list[T]:
    """Return labels by value where all are numbers, by text otherwise; the order given never matters."""
    given = [*labels]
    if set(map(type, given)) == {str}:
        # As below, for what may be a million names.
        given.sort()
    else:
        given.sort(key=lambda label: (str(label), type(label).__name__))
    values: dict[T, float] = {}
    for label in given:
        value = number_in(label)
        if value is None:
            return given
        values[label] = value
    return sorted(given, key=values.__getitem__)
