"""JSON that somebody wrote, or that came with a link: read whole, or refused with its place."""

import json
from collections import Counter
from typing import NoReturn

from calculators.core.errors import InputError
from calculators.core.file_text import refuse_depth


def json_text(field: str, text: str, expected: str, *, of_inputs: bool = False) -> object:
    """Return what a text of JSON says.

    Args:
        field: what a refusal is about.
        text: the JSON.
        expected: what would have been accepted, as the end of "expected ...".
        of_inputs: whether a name is that of an input, which a refusal is then about where it is given twice.

    Raises:
        InputError: it is not JSON, is nested too deep, holds a number too long to read, or gives a name twice.
    """

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        for name, times in Counter(name for name, _ in pairs).items():
            if times > 1 and of_inputs:
                raise InputError(name, "one value", f"{times} values")
            if times > 1:
                raise InputError(field, f"{expected} with each name once", f"{name!r} {times} times")
        return dict(pairs)

    def no_number(word: str) -> NoReturn:
        # Python's reader takes it, and JSON does not have it.
        raise InputError(field, f"{expected} without {word}")

    refuse_depth(text, 1, field)
    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise InputError(field, f"{expected}; line {error.lineno:,} is not JSON ({error.msg})") from None
    except InputError:
        raise
    except (ValueError, RecursionError):
        raise InputError(field, f"{expected}, with numbers and brackets of a length that can be read") from None
