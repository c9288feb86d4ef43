"""The files inside a ZIP file, such as a workbook or an export: found by name, and unpacked only as far as is safe.

Source: PKWARE, APPNOTE.TXT 6.3.10. Python's own ``zipfile`` would bring a seventh of the library into every visit.
"""

import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from calculators.core.errors import InputError

# What a page can hold at once; what unpacks to more, or holds more files, was made to fill the memory.
MOST_IN_ALL = 200_000_000
MOST_FILES = 20_000
_CHUNK, _PIECE = 16_384, 262_144
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\5\6", 22, 65_535
_ENTRY, _ENTRY_SIZE = b"PK\1\2", 46
_PART_SIZE = 30
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 1
# Where a number that needs more room than it has is to be looked for elsewhere, in files beyond 4 GB.
_ELSEWHERE = 0xFFFFFFFF


class _Entry(NamedTuple):
    """Where a file stands in the archive, and how it is packed."""

    start: int
    packed: int
    method: int
    flags: int
    checksum: int


class Room:
    """How many bytes may still be unpacked, by an archive and by those inside it, which share its room.

    Attributes:
        largest: the most that one file may unpack to.
        left: what all that are read from now on may unpack to together.
    """

    def __init__(self, largest: int | None = None) -> None:
        self.largest = MOST_IN_ALL if largest is None else largest
        self.left = MOST_IN_ALL


class Archive:
    """A ZIP file's contents by name, without its folders.

    Attributes:
        room: how many bytes may still be unpacked.
    """

    def __init__(self, field: str, contents: bytes, room: Room | None = None) -> None:
        """Read the list of contents.

        Raises:
            InputError: it is no complete ZIP file, or holds more than 20,000 files.
        """
        self._field, self._contents = field, contents
        self.room = room or Room()
        self._entries: Mapping[str, _Entry] = {name: one for name, one in self._listed() if not name.endswith("/")}

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def _listed(self) -> Iterator[tuple[str, _Entry]]:
        contents = self._contents
        end = contents.rfind(_END, max(0, len(contents) - _END_SIZE - _LONGEST_COMMENT))
        if end < 0 or end + _END_SIZE > len(contents):
            raise self.damaged()
        count, at = self._number(end + 10, 2), self._number(end + 16, 4)
        if count > MOST_FILES or at == _ELSEWHERE:
            raise InputError(self._field, f"a zip file with at most {MOST_FILES:,} files in it")
        for _ in range(count):
            if contents[at : at + 4] != _ENTRY or at + _ENTRY_SIZE > len(contents):
                raise self.damaged()
            length = self._number(at + 28, 2)
            yield (
                _path(contents[at + _ENTRY_SIZE : at + _ENTRY_SIZE + length]),
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

    def read(self, name: str) -> bytes:
        """Return a file's contents.

        Raises:
            InputError: see ``pieces``.
        """
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a file's contents piece by piece, so that a reader may stop before it is all unpacked.

        Raises:
            InputError: there is no such file, it is damaged, protected or packed in a way that is rare, or it unpacks
                to more than there is room for.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise self.damaged()
        if entry.flags & _ENCRYPTED:
            raise InputError(self._field, "a file without a password", name)
        if entry.method not in (_STORED, _DEFLATED):
            raise InputError(self._field, "a zip file packed in the usual way (deflate)", name)
        size = checksum = 0
        for piece in self._unpacked(name, entry):
            size += len(piece)
            self.room.left -= len(piece)
            if self.room.left < 0:
                most = f"{MOST_IN_ALL // 1_000_000:,} MB in all"
                raise InputError(self._field, f"a file that unpacks to at most {most}", name)
            if size > self.room.largest:
                raise InputError(self._field, f"a file whose parts unpack to at most {self.room.largest:,} bytes", name)
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if checksum != entry.checksum:
            raise self.damaged(name)

    def _unpacked(self, name: str, entry: _Entry) -> Iterator[bytes]:
        head = entry.start + _PART_SIZE
        start = head + self._number(entry.start + 26, 2) + self._number(entry.start + 28, 2)
        end = min(start + entry.packed, len(self._contents))
        chunks = (self._contents[at : min(at + _CHUNK, end)] for at in range(start, end, _CHUNK))
        if entry.method == _STORED:
            yield from chunks
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for chunk in chunks:
                rest = chunk
                while rest:
                    yield inflater.decompress(rest, _PIECE)
                    rest = inflater.unconsumed_tail
                if inflater.eof:
                    return
            yield inflater.flush()
        except zlib.error:
            raise self.damaged(name) from None

    def damaged(self, name: str = "") -> InputError:
        """Return the refusal of a file that is not complete, or of one file in it."""
        return InputError(
            self._field, "a file that is complete; this workbook or zip is damaged, so save it again", name
        )


def _path(name: bytes) -> str:
    """Return a path as text; old programs write it otherwise, and then it is enough that unlike ones stay unlike."""
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        text = name.decode("latin-1")
    return text.replace("\\", "/")
