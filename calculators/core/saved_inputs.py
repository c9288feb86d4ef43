"""Inputs in a JSON file: what somebody wrote, what ``--json`` printed, or a scenario that a page saved."""

import json
from collections import Counter

from calculators.core.errors import InputError
from calculators.core.file_text import decode


def saved_inputs(option: str, contents: bytes) -> dict[str, object]:
    """Return the inputs by name that a file's bytes hold.

    Raises:
        InputError: it is not JSON in UTF-8, not an object, or gives an input twice.
    """
    try:
        content = json.loads(decode(contents, "auto", option)[0], object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(option, "a file of JSON in UTF-8") from None
    if isinstance(content, dict) and content.keys() in ({"inputs"}, {"inputs", "result"}, {"scenario"}):
        content = next(iter(content.values()))
    if not isinstance(content, dict):
        raise InputError(option, "a JSON object of inputs by name", type(content).__name__)
    return content


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object whose names are all different."""
    for name, times in Counter(name for name, _ in pairs).items():
        if times > 1:
            raise InputError(name, "one value", f"{times} values")
    return dict(pairs)
