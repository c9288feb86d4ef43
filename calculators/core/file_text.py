"""From bytes to text, or one clear reason why not."""

import codecs
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal

from calculators.core.errors import InputError

type Encoding = Literal["auto", "utf-8", "utf-16-le", "utf-16-be", "windows-1252"]

_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16, little end first",
    "utf-16-be": "UTF-16, big end first",
    "windows-1252": "Windows-1252",
}
_MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "an Excel workbook or a ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_DEEPEST = 100
_PART = 1_000_000
_QUOTED = re.compile(rb'"[^"]*"?')
_NOT_STRUCTURE = bytes(byte for byte in range(256) if byte not in b'[]{}"')
_DEPTH = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


def decode(data: bytes | str, encoding: Encoding, field: str) -> tuple[str, str]:
    """Return text, without a byte order mark, and the name of its encoding.

    UTF-8 is expected unless the bytes start with a mark of UTF-16 or an encoding is given.

    Raises:
        InputError: the bytes are not text in that encoding; the line and byte are named.
    """
    if isinstance(data, str):
        text, name = data.removeprefix("\ufeff"), "text"
    else:
        _refuse_other_files(data, field)
        mark, found = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
        chosen = found if encoding == "auto" else encoding
        marked = bool(mark) and chosen == found
        text = _decoded(data, len(mark) if marked else 0, chosen, field)
        name = _NAMES[chosen] + (" with a byte order mark" if marked else "")
    if "\0" in text:
        line = line_at(text, text.index("\0"))
        raise InputError(field, f"text; line {line:,} holds a NUL character, as binary files and UTF-16 do")
    return text, name


def line_at(text: str, place: int) -> int:
    """Return the number of the line, from 1, on which a character stands; CR, LF and CR LF all end a line."""
    before = text[:place]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")


def refuse_depth(text: str, first_line: int, field: str) -> None:
    """Refuse JSON nested beyond any export; in a browser it would end Python, not raise an error.

    Raises:
        InputError: brackets stand within brackets too often.
    """
    for _ in refusing_depth(text, first_line, field):
        pass


def refusing_depth(text: str, first_line: int, field: str) -> Iterator[float]:
    """Do the same part by part, and yield the share that was looked at, so that a long text can be left.

    Raises:
        InputError: as ``refuse_depth``.
    """
    if text.count("[") + text.count("{") <= _DEEPEST:
        return
    at, depth, quoted = 0, 0, False
    while at < len(text):
        end = at + _PART
        # What is escaped stays with its backslash.
        while text[end - 1 : end] == "\\":
            end += 1
        plain = text[at:end].encode("utf-8", "replace").replace(b"\\\\", b"").replace(b'\\"', b"")
        signs = b'"' * quoted + plain.translate(None, _NOT_STRUCTURE)
        brackets = _QUOTED.sub(b"", signs)
        depths = list(accumulate(map(_DEPTH.__getitem__, brackets), initial=depth))
        if max(depths) > _DEEPEST:
            raise InputError(field, f"JSON nested at most {_DEEPEST} deep, from line {first_line:,} on")
        at, depth, quoted = end, depths[-1], signs.count(b'"') % 2 == 1
        yield min(1.0, at / len(text))


def _refuse_other_files(data: bytes, field: str) -> None:
    for start, kind in _OTHER_FILES:
        if data.startswith(start):
            raise InputError(field, "CSV, JSON or JSON lines (spreadsheets can save as CSV)", kind)


def _decoded(data: bytes, skip: int, encoding: Encoding, field: str) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        at = skip + error.start
        line = line_at(data[skip:at].decode(encoding, "ignore"), at)
        raise InputError(
            field,
            f"{_NAMES[encoding]} text; line {line:,} is not (byte {at + 1:,} of the file). "
            "Save the file as UTF-8, or choose its encoding where that is asked for",
            f"0x{data[at]:02x}",
        ) from None
