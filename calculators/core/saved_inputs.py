"""Inputs in a JSON file: what somebody wrote, what ``--json`` printed, or a scenario that a page saved."""

from calculators.core.errors import InputError
from calculators.core.file_text import decode
from calculators.core.json_text import json_text


def saved_inputs(option: str, contents: bytes) -> dict[str, object]:
    """Return the inputs by name that a file's bytes hold.

    Raises:
        InputError: it is not JSON, not an object, or gives an input twice.
    """
    content = json_text(option, decode(contents, "auto", option)[0], "a file of JSON", of_inputs=True)
    if isinstance(content, dict) and content.keys() in ({"inputs"}, {"inputs", "result"}, {"scenario"}):
        content = next(iter(content.values()))
    if not isinstance(content, dict):
        raise InputError(option, "a JSON object of inputs by name", type(content).__name__)
    return content
