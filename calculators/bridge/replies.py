"""What every reply is made of: refusals, and the contents of what a reader opened."""

import json
from collections.abc import Buffer, Mapping, Sequence
from types import MappingProxyType

from calculators.core import InputError, InputErrors, OpenedFiles
from calculators.core.currency import DEFAULT, localized

type Opened = Buffer | Sequence[tuple[str, Buffer]]


def lists(found: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the same as JSON has it."""
    return {key: list(values) for key, values in found.items()}


def all_contents(files: Mapping[str, Opened]) -> dict[str, bytes | OpenedFiles]:
    """Return the contents of every opened file."""
    return {name: contents(content) for name, content in files.items()}


def contents(opened: Opened) -> bytes | OpenedFiles:
    """Return the bytes of an opened file, or each path with its bytes of several."""
    if isinstance(opened, Buffer):
        return bytes(opened)
    return tuple((path, bytes(content)) for path, content in opened)


def refused(
    errors: dict[str, str],
    offers: Mapping[str, Sequence[str]] = MappingProxyType({}),
    readings: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Return a refusal: a sentence by field, answers to choose from, and what a number with two readings may mean."""
    words = {key: localized(sentence, DEFAULT) for key, sentence in errors.items()}
    return json.dumps({"state": "refused", "errors": words, "offers": lists(offers), "readings": lists(readings)})


def refusal(given: InputErrors | InputError) -> str:
    """Return what was refused as a reply."""
    offers: dict[str, Sequence[str]] = {}
    errors = given.errors if isinstance(given, InputErrors) else (given,)
    for error in errors:
        offers |= error.offers
    readings = {error.at: error.readings for error in errors if error.readings}
    return refused({error.at: error.sentence for error in errors}, offers, readings)
