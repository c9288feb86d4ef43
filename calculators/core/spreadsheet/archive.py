"""The files inside a ZIP file, such as a workbook: found by name, and unpacked only as far as is safe.

Source: PKWARE, APPNOTE.TXT 6.3.10. Python's own ``zipfile`` would bring a seventh of the library into every visit.
"""

import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from calculators.core.errors import InputError

# More than any table that people fill in; what unpacks to more was made to fill the memory.
MOST_UNPACKED = 64_000_000
_CHUNK = 16_384
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\5\6", 22, 65_535
_ENTRY, _ENTRY_SIZE = b"PK\1\2", 46
_PART_SIZE = 30
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 1


class _Entry(NamedTuple):
    """Where a file stands in the archive, and how it is packed."""

    start: int
    packed: int
    method: int
    flags: int
    checksum: int


class Archive:
    """A ZIP file's contents by name."""

    def __init__(self, field: str, contents: bytes) -> None:
        """Read the list of contents.

        Raises:
            InputError: it is no complete ZIP file.
        """
        self._field, self._contents = field, contents
        self._entries: Mapping[str, _Entry] = dict(self._listed())

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def _listed(self) -> Iterator[tuple[str, _Entry]]:
        contents = self._contents
        end = contents.rfind(_END, max(0, len(contents) - _END_SIZE - _LONGEST_COMMENT))
        if end < 0 or end + _END_SIZE > len(contents):
            raise self.damaged()
        count, at = self._number(end + 10, 2), self._number(end + 16, 4)
        for _ in range(count):
            if contents[at : at + 4] != _ENTRY or at + _ENTRY_SIZE > len(contents):
                raise self.damaged()
            length = self._number(at + 28, 2)
            name = contents[at + _ENTRY_SIZE : at + _ENTRY_SIZE + length].decode("utf-8", "replace")
            yield (
                name,
                _Entry(
                    start=self._number(at + 42, 4),
                    packed=self._number(at + 20, 4),
                    method=self._number(at + 10, 2),
                    flags=self._number(at + 8, 2),
                    checksum=self._number(at + 16, 4),
                ),
            )
            at += _ENTRY_SIZE + length + self._number(at + 30, 2) + self._number(at + 32, 2)

    def _number(self, at: int, size: int) -> int:
        return int.from_bytes(self._contents[at : at + size], "little")

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a file's contents piece by piece, so that a reader may stop before it is all unpacked.

        Raises:
            InputError: there is no such file, it is damaged or protected, or it unpacks to too much.
        """
        entry = self._entries.get(name)
        if entry is None or entry.method not in (_STORED, _DEFLATED):
            raise self.damaged()
        if entry.flags & _ENCRYPTED:
            raise InputError(self._field, "a file without a password")
        head = entry.start + _PART_SIZE
        start = head + self._number(entry.start + 26, 2) + self._number(entry.start + 28, 2)
        packed = self._contents[start : start + entry.packed]
        size = checksum = 0
        for piece in self._unpacked(packed, entry.method):
            size += len(piece)
            if size > MOST_UNPACKED:
                raise InputError(self._field, f"a file whose parts unpack to at most {MOST_UNPACKED:,} bytes")
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if checksum != entry.checksum:
            raise self.damaged()

    def _unpacked(self, packed: bytes, method: int) -> Iterator[bytes]:
        chunks = (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))
        if method == _STORED:
            yield from chunks
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for chunk in chunks:
                yield inflater.decompress(chunk)
            yield inflater.flush()
        except zlib.error:
            raise self.damaged() from None

    def damaged(self) -> InputError:
        """Return the refusal of a file that is not complete."""
        return InputError(self._field, "a file that is complete; this one is damaged, so save it again")
