"""Takes out of Pyodide's WebAssembly and of the script around it what only loaded packages would ask for.

Pyodide hands out some ten thousand functions by name, so that compiled packages may call them; each name is
downloaded, read and entered into tables at every start. No package is loaded here, so only the names stay that
the script itself uses, and those that the WebAssembly asks to be told the place of.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from scripts.machine.errors import BuildError

WORD = re.compile(r"[A-Za-z_$][\w$]*")
HANDED_OUT = re.compile(r'var (_\w+)=Module\["\1"\]=wasmExports\["\w+"\];')
# What make.mjs asks for beside the script.
OURS = frozenset(["_PyMem_RawFree", "_PyMem_RawMalloc", "_emscripten_stack_get_end", "_sbrk"])
# https://webassembly.github.io/spec/core/binary/modules.html
MAGIC = b"\0asm\1\0\0\0"
IMPORTS, EXPORTS = 2, 7
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)
PLACES = "GOT."


class Section(NamedTuple):
    """A section of a WebAssembly module: its kind by number, and what is in it."""

    kind: int
    contents: bytes


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

    def bytes(self) -> bytes:
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


def trim_script(script: str) -> str:
    """Return the script without the lines that hand out functions it does not use itself.

    Raises:
        BuildError: there are none, so that this is not the script known here.
    """
    words = Counter(WORD.findall(script))
    # Such a line has the name twice.
    trimmed = HANDED_OUT.sub(lambda line: line[0] if words[line[1]] > 2 or line[1] in OURS else "", script)
    if trimmed == script:
        raise BuildError("Pyodide's script hands out no functions in the way known here")
    return trimmed


def trim_exports(module: bytes, script: str) -> bytes:
    """Return the WebAssembly module with the exports that the trimmed script names or the module looks up.

    Raises:
        BuildError: this is no WebAssembly module of the version known here.
    """
    if not module.startswith(MAGIC):
        raise BuildError("Pyodide's WebAssembly is not in the format known here")
    found = list(sections(module))
    wanted = set(WORD.findall(script))
    wanted.update(name for section in found if section.kind == IMPORTS for name in looked_up(section.contents))
    parts = [MAGIC]
    for kind, contents in found:
        new = kept(contents, wanted) if kind == EXPORTS else contents
        parts += [bytes([kind]), number(len(new)), new]
    return b"".join(parts)


def sections(module: bytes) -> Iterator[Section]:
    """Yield the sections of a module."""
    reader = Reader(module, len(MAGIC))
    while reader.at < len(module):
        yield Section(reader.byte(), reader.bytes())


def looked_up(imports: bytes) -> Iterator[str]:
    """Yield the names whose places the module wants to be told."""
    reader = Reader(imports)
    for _ in range(reader.number()):
        origin, name = reader.bytes().decode(), reader.bytes().decode()
        pass_over(reader, reader.byte())
        if origin.startswith(PLACES):
            yield name


def pass_over(reader: Reader, kind: int) -> None:
    """Pass over the type of an import of that kind.

    Raises:
        BuildError: there is no such kind.
    """
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


def kept(exports: bytes, wanted: set[str]) -> bytes:
    """Return a section of exports with those of the wanted names alone."""
    reader = Reader(exports)
    entries = []
    for _ in range(reader.number()):
        start = reader.at
        name = reader.bytes().decode()
        reader.byte()
        reader.number()
        if name in wanted:
            entries.append(exports[start : reader.at])
    return number(len(entries)) + b"".join(entries)


def number(value: int) -> bytes:
    """Return a whole number in the binary format."""
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])
