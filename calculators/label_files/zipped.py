"""Opening zip files within bounds: the standard library's own module brings much that a page does not need.

The format is described at https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from calculators.core import InputError

# What a page can hold at once; beyond it, a small file that unpacks to a huge one is meant to do harm.
MOST_BYTES = 200_000_000
MOST_FILES = 20_000
_END = struct.Struct("<4s4H2IH")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_LOCKED = 0x1


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive: its path, how it is packed, its size packed and unpacked, and where it starts."""

    name: str
    method: int
    packed: int
    size: int
    start: int
    locked: bool


def _text(name: bytes) -> str:
    """Return a path as text; old programs write it otherwise, and then it is enough that unlike ones stay unlike."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("latin-1")


class Archive:
    """A zip file in memory.

    Attributes:
        entries: its files by path, folders left out.
    """

    def __init__(self, data: bytes, field: str) -> None:
        """Read the directory.

        Raises:
            InputError: it is damaged, too large, or holds too many files.
        """
        self._data = data
        self._field = field
        self._left = MOST_BYTES
        self.entries = {entry.name: entry for entry in self._directory() if not entry.name.endswith("/")}

    def _directory(self) -> Iterator[Entry]:
        at = self._data.rfind(b"PK\x05\x06", max(0, len(self._data) - 66_000))
        if at < 0 or at + _END.size > len(self._data):
            raise InputError(self._field, "a whole zip file; this one is cut off or damaged")
        _, _, _, _, number, _, place, _ = _END.unpack_from(self._data, at)
        if number > MOST_FILES or place == 0xFFFFFFFF:
            raise InputError(self._field, f"a zip file with at most {MOST_FILES:,} files in it", f"{number:,}")
        for _ in range(number):
            if place + _ENTRY.size > len(self._data) or self._data[place : place + 4] != b"PK\x01\x02":
                raise InputError(self._field, "a whole zip file; this one is damaged")
            (_, _, _, flags, method, _, _, _, packed, size, name, extra, comment, _, _, _, start) = _ENTRY.unpack_from(
                self._data, place
            )
            raw = self._data[place + _ENTRY.size : place + _ENTRY.size + name]
            path = _text(raw).replace("\\", "/")
            yield Entry(path, method, packed, size, start, bool(flags & _LOCKED))
            place += _ENTRY.size + name + extra + comment

    def read(self, name: str) -> bytes:
        """Return a file, unpacked.

        Raises:
            InputError: it is damaged, locked, or all that is read would be larger than 200 MB.
        """
        entry = self.entries[name]
        if entry.locked:
            raise InputError(self._field, "a zip file without a password", name)
        if entry.start + _LOCAL.size > len(self._data):
            raise InputError(self._field, "a whole zip file; this one is damaged", name)
        *_, name_size, extra = _LOCAL.unpack_from(self._data, entry.start)
        start = entry.start + _LOCAL.size + name_size + extra
        packed = memoryview(self._data)[start : start + entry.packed]
        content = self._unpacked(entry, packed)
        self._left -= len(content)
        return content

    def _unpacked(self, entry: Entry, packed: memoryview) -> bytes:
        if entry.size > self._left or (entry.method == _STORED and len(packed) > self._left):
            raise self._too_large(entry)
        if entry.method == _STORED:
            return bytes(packed)
        if entry.method != _DEFLATED:
            raise InputError(self._field, "a zip file packed in the usual way (deflate)", entry.name)
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # What it says of its size need not be true, so unpacking stops by itself.
            content = unpacker.decompress(packed, self._left + 1)
        except zlib.error:
            raise InputError(self._field, "a whole zip file; this one is damaged", entry.name) from None
        if len(content) > self._left:
            raise self._too_large(entry)
        if not unpacker.eof:
            raise InputError(self._field, "a whole zip file; this one is damaged", entry.name)
        return content

    def _too_large(self, entry: Entry) -> InputError:
        return InputError(
            self._field, f"a file that unpacks to at most {MOST_BYTES // 1_000_000:,} MB in all", entry.name
        )
