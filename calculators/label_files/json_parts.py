"""Long JSON in parts: what it holds, while the page says how far it is and can be stopped."""

import json
import re
from collections.abc import Callable, Generator

from calculators.core import Progress
from calculators.core.file_text import refusing_depth
from calculators.label_files.records import DECODER, parse

_SCAN: Callable[[str, int], tuple[object, int]] = DECODER.scan_once  # type: ignore[attr-defined]
_BLANKS = re.compile(r"[ \t\n\r]*")
_CLOSING = {"[": "]", "{": "}"}
_LEVELS = 2  # the records of a list, or those of a list in an object
_PART = 1_000_000
READING = "Reading the file"


class _IrregularError(Exception):
    """A text is no JSON."""


def parse_in_parts(text: str, field: str) -> Generator[Progress, None, object]:
    """Return what a JSON text holds as ``parse`` does, and yield progress, since a long one takes seconds.

    Raises:
        InputError: it is not JSON; the line is named.
    """
    for share in refusing_depth(text, 1, field):
        yield Progress(share=share / 2, doing=READING)
    try:
        value, end = yield from _in_parts(text, _past_blanks(text, 0), _LEVELS)
        if _past_blanks(text, end) == len(text):
            return value
    except _IrregularError:
        pass
    # It says where the text is broken.
    return parse(text, 1, field)


def _in_parts(text: str, at: int, levels: int) -> Generator[Progress, None, tuple[object, int]]:
    """Return the value that begins at a place, and the place after it; lists and objects are taken part by part."""
    sign = text[at : at + 1]
    if not levels or sign not in _CLOSING:
        return _scanned(text, at)
    keys: list[str] = []
    values: list[object] = []
    told, at = at, _past_blanks(text, at + 1)
    while text[at : at + 1] != _CLOSING[sign] or values:
        if sign == "{":
            key, at = _key(text, at)
            keys.append(key)
        value, at = (yield from _in_parts(text, at, levels - 1)) if levels > 1 else _scanned(text, at)
        values.append(value)
        at = _past_blanks(text, at)
        if text[at : at + 1] == _CLOSING[sign]:
            break
        at = _past_blanks(text, _past(text, at, ","))
        if at - told > _PART:
            told = at
            yield Progress(share=(1 + at / len(text)) / 2, doing=READING)
    return (values if sign == "[" else dict(zip(keys, values, strict=True))), at + 1


def _key(text: str, at: int) -> tuple[str, int]:
    """Return an object's key, and the place of its value."""
    if text[at : at + 1] != '"':
        raise _IrregularError
    key, at = _scanned(text, at)
    return str(key), _past_blanks(text, _past(text, _past_blanks(text, at), ":"))


def _scanned(text: str, at: int) -> tuple[object, int]:
    try:
        return _SCAN(text, at)
    except (StopIteration, json.JSONDecodeError):
        raise _IrregularError from None


def _past(text: str, at: int, sign: str) -> int:
    if text[at : at + 1] != sign:
        raise _IrregularError
    return at + 1


def _past_blanks(text: str, at: int) -> int:
    return _BLANKS.match(text, at).end()  # type: ignore[union-attr]
