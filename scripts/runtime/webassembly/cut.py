"""Cuts out of Pyodide's WebAssembly the built-in modules that no calculator imports, with all that only they reach.

1. The addresses in the data are written down once and for all, since the script around the module always gives the
   same two beginnings; the function that stored them at each start keeps those that are known later.
2. The unused modules leave the list of built-in modules, so that importing one fails as it does for any unknown name.
3. What can then be reached is followed. A function that nothing reaches becomes one that stops the program, and the
   long parts of the constant data that nothing reaches become zeros, which weigh nothing on the wire.

No place and no number changes, so that the script, the table and the data still fit each other.
"""

import re
import struct
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from scripts.machine.errors import BuildError
from scripts.runtime.webassembly.format import (
    CODE,
    DATA,
    END,
    EXPORTS,
    GLOBAL_GET,
    coded,
    exports,
    number,
    replaced,
    sections,
)
from scripts.runtime.webassembly.instructions import STORE
from scripts.runtime.webassembly.linked import (
    MEMORY_BASE,
    TABLE_BASE,
    Address,
    Linked,
    data_section,
    take_apart,
)
from scripts.runtime.webassembly.reach import Reached, Search, uses
from scripts.runtime.webassembly.trim import trim_exports

BEGINNING = r'\b_{}=new WebAssembly\.Global\(\{{value:"i32",mutable:false\}},(\d+)\)'
# A place in memory that the script hands out by name.
KNOWN_PLACE = re.compile(r'Module\["_\w+"\]=(\d+);')
STARTS_A_MODULE = "PyInit_"
# Where the module asks to be told in which slot of the table a function lies.
PLACES_OF_FUNCTIONS = "GOT.func"
# A list of built-in modules is made of pairs: a name, and the function that makes the module.
ENTRY, FUNCTION_OF_ENTRY = 8, 4
# No local variables, then the instruction that stops.
STOPS = b"\x00\x00" + bytes([END])
WORD = struct.Struct("<I")


class BuiltIn(NamedTuple):
    """An entry in the list of built-in modules: where it stands, and the module's name."""

    place: int
    name: str


def cut(released: bytes, script: str, imported: Collection[str]) -> bytes:
    """Return the released module with those built-in modules alone that are imported.

    Raises:
        BuildError: the module or its script is not built in the way known here. Another release of Pyodide may well
            be; leave the cut out then, by writing ``trim_exports``'s module in ``scripts/runtime/folder.py``.
    """
    module = trim_exports(released, script)
    linked = take_apart(module)
    listed = built_in(linked, released)
    reached = reach(linked, script, listed, imported)
    refuse_places(linked, reached)
    begins = beginnings(script)
    data = bytearray(linked.data)
    later = _write_addresses(data, linked.addresses, begins)
    _keep_entries(data, listed, imported)
    for start, end in reached.unreached:
        data[start:end] = bytes(end - start)
    code = [
        body if index in reached.functions else STOPS
        for index, body in enumerate(linked.bodies, len(linked.imported_functions))
    ]
    code[linked.apply - len(linked.imported_functions)] = _storing(later, linked)
    return replaced(module, {CODE: coded(code), DATA: data_section(bytes(data), linked.base(MEMORY_BASE))})


def reach(linked: Linked, script: str, listed: Iterable[BuiltIn], imported: Collection[str]) -> Reached:
    """Return what is reached when of the listed modules only the imported ones are in the list."""
    addresses = dict(linked.addresses)
    for place, name in listed:
        if name not in imported:
            del addresses[place]
            # Those that Python makes by itself have none.
            addresses.pop(place + FUNCTION_OF_ENTRY, None)
    begin = beginnings(script)[MEMORY_BASE]
    known = (int(place) - begin for place in KNOWN_PLACE.findall(script))
    return Search(linked, uses(linked), addresses).from_everywhere(known)


def refuse_places(linked: Linked, reached: Reached) -> None:
    """Refuse code that asks for the places of the script's own functions, which are given none, see ``shake``.

    Raises:
        BuildError: a function that can be reached reads one, or the data is to hold one.
    """
    asked = {index: one.name for index, one in enumerate(linked.imported_globals) if one.origin == PLACES_OF_FUNCTIONS}
    first = len(linked.imported_functions)
    read = {
        asked[operand]
        for index, code in enumerate(linked.code, first)
        if index in reached.functions
        for instruction, operand in code
        if instruction == GLOBAL_GET and operand in asked
    }
    read.update({value.base for value in linked.addresses.values()} & set(asked.values()))
    if read:
        raise BuildError(
            f"Pyodide's WebAssembly asks for the places of {', '.join(sorted(read))}, which the script does not give "
            "any more: take the call of shake out of scripts/runtime/folder.py, and this check out of cut"
        )


def beginnings(script: str) -> dict[str, int]:
    """Return where the script says that the data and the table begin.

    Raises:
        BuildError: it does not say so once for each.
    """
    found = {}
    for name in (MEMORY_BASE, TABLE_BASE):
        said = re.findall(BEGINNING.format(name), script)
        if len(said) != 1:
            raise BuildError(f"Pyodide's script does not give {name} in the way known here")
        found[name] = int(said[0])
    return found


def built_in(linked: Linked, released: bytes) -> list[BuiltIn]:
    """Return the list of built-in modules, in order.

    Raises:
        BuildError: there is no place that looks like one.
    """
    handed_out = exports(dict(sections(released))[EXPORTS])
    makers = {place.which for name, place in handed_out.items() if name.startswith(STARTS_A_MODULE)}
    place = min(
        (
            holder - FUNCTION_OF_ENTRY
            for holder, value in linked.addresses.items()
            if value.base == TABLE_BASE and linked.table[value.at] in makers
        ),
        default=0,
    )
    found = []
    while (name := linked.addresses.get(place)) and name.base == MEMORY_BASE:
        found.append(BuiltIn(place, _text(linked.data, name.at)))
        place += ENTRY
    if not found:
        raise BuildError("Pyodide's WebAssembly has no list of built-in modules in the way known here")
    return found


def _text(data: bytes, place: int) -> str:
    return data[place : data.index(b"\0", place)].decode()


def _write_addresses(
    data: bytearray, addresses: Mapping[int, Address], begins: Mapping[str, int]
) -> dict[int, Address]:
    """Write the addresses into the data, and return those that only the script around the module knows."""
    later = {}
    for holder, value in addresses.items():
        if value.base in begins:
            WORD.pack_into(data, holder, (value.at + begins[value.base]) % 2**32)
        else:
            later[holder] = value
    return later


def _keep_entries(data: bytearray, listed: Collection[BuiltIn], imported: Collection[str]) -> None:
    """Move the entries of the imported modules together; the zeros behind them end the list."""
    first = min(one.place for one in listed)
    kept = b"".join(data[place : place + ENTRY] for place, name in listed if name in imported)
    data[first : first + ENTRY * len(listed)] = kept.ljust(ENTRY * len(listed), b"\0")


def _storing(addresses: Mapping[int, Address], linked: Linked) -> bytes:
    """Return a function that stores the values of globals in the data."""
    parts = [b"\x00"]
    for holder, value in addresses.items():
        for base in (MEMORY_BASE, value.base):
            parts += [bytes([GLOBAL_GET]), number(linked.base(base))]
        # Aligned to four bytes, which is two to the power of two.
        parts += [bytes([STORE, 2]), number(holder)]
    return b"".join([*parts, bytes([END])])
