"""Hypothesis strategies shared by the tests: inputs inside their bounds, and values outside them."""

import math
from typing import Any

from hypothesis import strategies as st

from calculators.core import Choice, Choices, Day, Field, Inputs, Number, Records, Text


def inside(field: Field) -> st.SearchStrategy[Any]:
    """Return values that the field must accept."""
    if isinstance(field, Choice):
        return st.sampled_from(list(field.options))
    if isinstance(field, Choices):
        return st.lists(st.sampled_from(list(field.options)), min_size=1, unique=True)
    if isinstance(field, Day):
        return st.sampled_from(["", "2027-01-04", "2028-02-29", "1900-01-01", "2199-12-31"])
    if isinstance(field, Text):
        return st.just(field.basis.value)
    if isinstance(field, Records):
        return st.just([row.plain() for row in field.basis.value])
    assert isinstance(field, Number)
    if field.whole:
        return st.integers(int(field.minimum), int(field.maximum) - field.below)
    return st.floats(field.minimum, field.maximum, exclude_max=field.below)


def outside(field: Field) -> st.SearchStrategy[Any]:
    """Return values that the field must refuse."""
    if isinstance(field, Choice):
        return st.text().filter(lambda text: text not in field.options) | st.integers() | st.none()
    if isinstance(field, Choices):
        return (
            st.lists(st.text().filter(lambda text: text not in field.options), max_size=3) | st.integers() | st.none()
        )
    if isinstance(field, Day):
        return st.sampled_from(["2027-02-29", "2027-13-01", "27-01-04", "1899-12-31", "2200-01-01", "soon"]) | st.none()
    if isinstance(field, Records):
        return st.just([{"bogus": 1}]) | st.just("x,y" * field.most) | st.integers() | st.none()
    if isinstance(field, Text):
        return (
            st.sampled_from(["x" * (field.limit + 1), "two\nlines", "a\x00b", "\x1b[0m."]) | st.integers() | st.none()
        )
    assert isinstance(field, Number)
    beyond = st.floats(allow_nan=True, allow_infinity=True).filter(lambda value: not accepts(field, value))
    words = st.text(max_size=20).filter(lambda text: not any(sign.isdigit() for sign in text))
    strange = st.sampled_from(["1_000", "0x10", "1e999", "nan", "inf", "-inf", "١٢", "5 6", "<b>5</b>", "e5"])
    return beyond | words | strange | st.none() | st.booleans() | st.lists(st.integers(), max_size=2)


def accepts(field: Number, value: float) -> bool:
    """Return whether a number is finite, within the bounds, and whole where it must be."""
    if not math.isfinite(value) or not field.minimum <= value <= field.maximum:
        return False
    return not (field.below and value == field.maximum) and (not field.whole or value == int(value))


def scenarios(inputs: type[Inputs], typical: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Return inputs by name, all inside their bounds; ``typical`` ones within half to twice the default."""
    return st.fixed_dictionaries(
        {name: near(field) if typical else inside(field) for name, field in inputs.fields().items()}
    )


def near(field: Field) -> st.SearchStrategy[Any]:
    """Return values around the default that the field accepts."""
    if not isinstance(field, Number) or field.whole:
        return inside(field)
    low = max(field.minimum, field.basis.low * 0.5)
    high = min(field.maximum, max(field.basis.high * 2, 1.0))
    return st.floats(low, high, exclude_max=field.below and high == field.maximum)
