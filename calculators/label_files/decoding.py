"""From bytes to text, in the encodings that spreadsheets and old programs write without saying so."""

import re

from calculators.core import InputError
from calculators.core.file_text import Encoding, decode

_LOOKED_AT = 4_096
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def text_of(data: bytes | str, encoding: Encoding, field: str) -> tuple[str, str]:
    """Return text, without a byte order mark, and the name of its encoding.

    UTF-16 without a mark is known by its many NUL bytes. What is not UTF-8 and holds no control characters is read as
    Windows-1252, which is said; unlike bytes stay unlike, so no two labels become one.

    Raises:
        InputError: the bytes are not text; the line and byte are named.
    """
    if isinstance(data, str) or encoding != "auto":
        return decode(data, encoding, field)
    start = data[:_LOOKED_AT]
    if not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        for place, found in ((1, "utf-16-le"), (0, "utf-16-be")):
            if len(start) > 3 and start[place::2].count(0) > 0.7 * len(start[place::2]) > start[1 - place :: 2].count(
                0
            ):
                text, name = decode(data, found, field)  # type: ignore[arg-type]
                return text, f"{name}, without a mark"
    try:
        return decode(data, "auto", field)
    except InputError as error:
        if "0x" not in error.got or start.startswith((b"\xff\xfe", b"\xfe\xff")) or _CONTROL.search(data):
            raise
        text, name = decode(data, "windows-1252", field)
        return text, f"{name}, since it is not UTF-8"
