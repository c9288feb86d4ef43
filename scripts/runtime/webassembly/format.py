"""Reads and writes the binary format of WebAssembly, as far as Pyodide's module uses it.

Source: https://webassembly.github.io/spec/core/binary/modules.html
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scripts.machine.errors import BuildError

MAGIC = b"\0asm\1\0\0\0"
IMPORTS, GLOBALS, EXPORTS, START, ELEMENTS, CODE, DATA = 2, 6, 7, 8, 9, 10, 11
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)
GLOBAL_GET, CONSTANT, END = 0x23, 0x41, 0x0B


class Section(NamedTuple):
    """A section of a WebAssembly module: its kind by number, and what is in it."""

    kind: int
    contents: bytes


class Import(NamedTuple):
    """What a module is given from outside: by which two names, and of which kind."""

    origin: str
    name: str
    kind: int


class Export(NamedTuple):
    """What a module hands out under a name: of which kind, and its number among those of its kind."""

    kind: int
    which: int


@dataclass
class Reader:
    """Reads the binary format piece by piece."""

    contents: bytes
    at: int = 0

    def byte(self) -> int:
        """Return the next byte."""
        self.at += 1
        return self.contents[self.at - 1]

    def number(self) -> int:
        """Return the next whole number, seven bits a byte, the lowest first."""
        found = shift = 0
        while True:
            byte = self.byte()
            found |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return found

    def signed(self) -> int:
        """Return the next whole number that may be below zero."""
        start = self.at
        found = self.number()
        bits = 7 * (self.at - start)
        return found - (1 << bits) if found >> (bits - 1) else found

    def counted(self) -> bytes:
        """Return the next bytes, whose number stands before them."""
        size = self.number()
        self.at += size
        return self.contents[self.at - size : self.at]

    def limits(self) -> None:
        """Pass over how large a table or a memory may be."""
        flags = self.byte()
        self.number()
        if flags & 1:
            self.number()

    def expect(self, wanted: bytes, what: str) -> None:
        """Pass over bytes that must stand here.

        Raises:
            BuildError: others do, so that this is not the module known here.
        """
        found = self.contents[self.at : self.at + len(wanted)]
        if found != wanted:
            raise BuildError(f"Pyodide's WebAssembly has {what} in a form that is not known here")
        self.at += len(wanted)


def sections(module: bytes) -> Iterator[Section]:
    """Yield the sections of a module.

    Raises:
        BuildError: this is no WebAssembly module of the version known here.
    """
    if not module.startswith(MAGIC):
        raise BuildError("Pyodide's WebAssembly is not in the format known here")
    reader = Reader(module, len(MAGIC))
    while reader.at < len(module):
        yield Section(reader.byte(), reader.counted())


def replaced(module: bytes, new: Mapping[int, bytes]) -> bytes:
    """Return a module with other contents in the sections of the kinds that are given."""
    parts = [MAGIC]
    for kind, contents in sections(module):
        part = new.get(kind, contents)
        parts += [bytes([kind]), number(len(part)), part]
    return b"".join(parts)


def imports(contents: bytes) -> list[Import]:
    """Return what a section of imports asks for, in order.

    Raises:
        BuildError: something is of a kind that is not known here.
    """
    reader = Reader(contents)
    found = []
    for _ in range(reader.number()):
        origin, name, kind = reader.counted().decode(), reader.counted().decode(), reader.byte()
        _pass_over(reader, kind)
        found.append(Import(origin, name, kind))
    return found


def _pass_over(reader: Reader, kind: int) -> None:
    if kind == FUNCTION:
        reader.number()
    elif kind == TABLE:
        reader.byte()
        reader.limits()
    elif kind == MEMORY:
        reader.limits()
    elif kind == GLOBAL:
        reader.byte()
        reader.byte()
    elif kind == TAG:
        reader.byte()
        reader.number()
    else:
        raise BuildError(f"Pyodide's WebAssembly imports something of kind {kind}, which is not known here")


def exports(contents: bytes) -> dict[str, Export]:
    """Return what a section of exports hands out, by name."""
    reader = Reader(contents)
    return {reader.counted().decode(): Export(reader.byte(), reader.number()) for _ in range(reader.number())}


def exported(entries: Mapping[str, Export]) -> bytes:
    """Return a section that hands out these."""
    parts = [number(len(entries))]
    for name, (kind, index) in entries.items():
        parts += [number(len(name.encode())), name.encode(), bytes([kind]), number(index)]
    return b"".join(parts)


def bodies(contents: bytes) -> list[bytes]:
    """Return the body of each function of a section of code."""
    reader = Reader(contents)
    return [reader.counted() for _ in range(reader.number())]


def coded(contents: list[bytes]) -> bytes:
    """Return a section of code of these bodies."""
    return number(len(contents)) + b"".join(number(len(body)) + body for body in contents)


def number(value: int) -> bytes:
    """Return a whole number in the binary format."""
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])
