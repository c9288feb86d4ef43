"""What a module that is linked when it starts says of its memory: contents, and which places hold whose address.

Pyodide's module does not know where its data and its table will lie. It asks for both beginnings, ``__memory_base`` and
``__table_base``, fills its globals in a function that runs first, and its data in another, one store an address.
Source: https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scripts.machine.errors import BuildError
from scripts.runtime.webassembly.format import (
    CODE,
    CONSTANT,
    DATA,
    ELEMENTS,
    END,
    EXPORTS,
    FUNCTION,
    GLOBAL,
    GLOBAL_GET,
    GLOBALS,
    IMPORTS,
    START,
    Export,
    Import,
    Reader,
    bodies,
    exports,
    imports,
    number,
    sections,
)
from scripts.runtime.webassembly.instructions import (
    ADD,
    BULK,
    BULK_FILL,
    GLOBAL_SET,
    STORE,
    SUBTRACT,
    Instruction,
    instructions,
)

MEMORY_BASE, TABLE_BASE = "__memory_base", "__table_base"
APPLY_ADDRESSES = "__wasm_apply_data_relocs"
FILLED_IN_FROM_OUTSIDE = "GOT.mem"


class Address(NamedTuple):
    """A place: so many bytes from the beginning of the data, slots from that of the table, or of a global's value."""

    base: str
    at: int


@dataclass(frozen=True)
class Linked:
    """A module taken apart.

    Attributes:
        imports: of its functions and of its globals, which are counted before its own.
        exports: what it hands out by name.
        bodies: its own functions.
        code: what each consists of.
        table: the functions that can be called by their slot.
        data: what its memory begins with.
        globals: the addresses that globals hold once it has started, by the global's number.
        constants: what the other globals of its own hold, by their number.
        addresses: which place in the data holds which address.
        start: the function that runs first.
        apply: the function that stores the addresses.
    """

    imported_functions: list[Import]
    imported_globals: list[Import]
    exports: Mapping[str, Export]
    bodies: list[bytes]
    code: list[list[Instruction]]
    table: list[int]
    data: bytes
    globals: Mapping[int, Address]
    constants: Mapping[int, int]
    addresses: Mapping[int, Address]
    start: int
    apply: int

    @property
    def read_only(self) -> int:
        """How many bytes of the data come before the first that holds an address: constants, which nothing writes."""
        return min(self.addresses)

    def base(self, name: str) -> int:
        """Return the number of the global by which a beginning is told."""
        return next(index for index, one in enumerate(self.imported_globals) if one.name == name)


def take_apart(module: bytes) -> Linked:
    """Return a module taken apart.

    Raises:
        BuildError: it is not built in the way known here.
    """
    parts = dict(sections(module))
    asked = imports(parts[IMPORTS])
    functions, given = ([one for one in asked if one.kind == kind] for kind in (FUNCTION, GLOBAL))
    bases = {index: Address(one.name, 0) for index, one in enumerate(given)}
    memory, table = (
        next(index for index, one in bases.items() if one.base == name) for name in (MEMORY_BASE, TABLE_BASE)
    )
    handed_out, texts = exports(parts[EXPORTS]), bodies(parts[CODE])
    code = [instructions(body) for body in texts]
    start, apply = Reader(parts[START]).number(), handed_out[APPLY_ADDRESSES].which
    filled = _filled_globals(code[start - len(functions)], bases)
    stores = stored(code[apply - len(functions)], bases | filled)
    return Linked(
        imported_functions=functions,
        imported_globals=given,
        exports=handed_out,
        bodies=texts,
        code=code,
        table=_table(parts[ELEMENTS], table),
        data=_data(parts[DATA], memory),
        globals=filled,
        constants=_constants(parts[GLOBALS], len(given)),
        addresses=stores,
        start=start,
        apply=apply,
    )


def _table(contents: bytes, base: int) -> list[int]:
    reader = Reader(contents)
    reader.expect(b"\x01\x00" + bytes([GLOBAL_GET]) + number(base) + bytes([END]), "its table")
    return [reader.number() for _ in range(reader.number())]


def _head_of_data(base: int) -> bytes:
    return b"\x01\x00" + bytes([GLOBAL_GET]) + number(base) + bytes([END])


def _data(contents: bytes, base: int) -> bytes:
    reader = Reader(contents)
    reader.expect(_head_of_data(base), "its data")
    return reader.counted()


def data_section(data: bytes, base: int) -> bytes:
    """Return a section of that data, to lie where the global of that number says."""
    return _head_of_data(base) + number(len(data)) + data


def _constants(contents: bytes, first: int) -> dict[int, int]:
    reader, found = Reader(contents), {}
    for index in range(first, first + reader.number()):
        reader.byte()
        reader.byte()
        reader.expect(bytes([CONSTANT]), "a global")
        found[index] = reader.signed()
        reader.expect(bytes([END]), "a global")
    return found


def _filled_globals(code: Sequence[Instruction], known: Mapping[int, Address]) -> dict[int, Address]:
    """Return the addresses that the first function puts into globals; that it also clears memory changes none."""
    return {index: value for what, index, value in _effects(code, known) if what == GLOBAL_SET}


def stored(code: Sequence[Instruction], known: Mapping[int, Address]) -> dict[int, Address]:
    """Return which place of the data gets which address.

    Raises:
        BuildError: it does something else besides, or fills one place twice.
    """
    found: dict[int, Address] = {}
    for what, place, value in _effects(code, known):
        if what != STORE or place in found:
            raise BuildError("Pyodide's WebAssembly links itself in a way that is not known here")
        found[place] = value
    return found


def _effects(code: Sequence[Instruction], known: Mapping[int, Address]) -> Iterator[tuple[int, int, Address]]:
    """Yield what straight code that only adds and stores does: with which instruction, where, and with what value."""
    stack: list[Address] = []
    for instruction, operand in code:
        if instruction == GLOBAL_GET:
            stack.append(known[operand])
        elif instruction == CONSTANT:
            stack.append(Address("", operand))
        elif instruction in (ADD, SUBTRACT):
            stack.append(_sum(stack.pop(), stack.pop(), -1 if instruction == SUBTRACT else 1))
        elif instruction == GLOBAL_SET:
            yield instruction, operand, stack.pop()
        elif instruction == STORE:
            value, place = stack.pop(), stack.pop()
            yield instruction, _in_memory(place) + operand, value
        elif (instruction, operand) == (BULK, BULK_FILL):
            del stack[-3:]
        elif instruction != END:
            raise BuildError(f"Pyodide's WebAssembly links itself by the instruction {instruction:#x}, not known here")


def _sum(last: Address, first: Address, sign: int) -> Address:
    if last.base and not first.base and sign > 0:
        last, first = first, last
    if last.base:
        raise BuildError("Pyodide's WebAssembly adds two addresses, which is not known here")
    return Address(first.base, first.at + sign * last.at)


def _in_memory(place: Address) -> int:
    if place.base != MEMORY_BASE:
        raise BuildError("Pyodide's WebAssembly stores an address outside of its data")
    return place.at
