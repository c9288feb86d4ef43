"""How many digits of a result mean something."""

import dataclasses
from typing import cast

DIGITS = 12


def settled[Result](result: Result) -> Result:
    """Return a result whose numbers are rounded to twelve significant digits.

    Exponentials and logarithms differ in the last digit from one machine to another. A chance that is built of them
    is known to twelve digits and no further, so this is what is handed on, and a browser says what a server says.
    Dataclasses, tuples and lists are gone through; whole numbers, words and None stay as they are.
    """
    return cast("Result", _settled(result))


def _settled(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, tuple | list):
        return type(value)(map(_settled, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return dataclasses.replace(value, **{name: _settled(getattr(value, name)) for name in names})
    return value
