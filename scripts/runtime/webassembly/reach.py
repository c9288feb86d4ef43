"""Finds out what of a module can be reached at all: which functions, and which parts of its constant data.

Everything starts from what is handed out by name, from the function that runs first, and from the places that the
script around the module knows. A function reaches the functions that it calls, the slots of the table and the places
in memory that it names; a part of the data reaches those whose addresses it holds.

Where a function might add up an address from pieces, each sum of an address and a distance in it counts as named, so
that rather too much is taken for reachable than too little.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scripts.runtime.webassembly.format import CONSTANT, FUNCTION, GLOBAL, GLOBAL_GET
from scripts.runtime.webassembly.instructions import ACCESS, ADD, CALL, FUNCTION_REFERENCE, TAIL_CALL, Instruction
from scripts.runtime.webassembly.linked import MEMORY_BASE, TABLE_BASE, Address, Linked

# Shorter parts stay: they save little, and short texts are what a wrong guess would find.
WORTH_TAKING = 1024
# A part of a value is read at these distances from where it begins.
WITHIN_A_VALUE = 4


@dataclass
class Uses:
    """What a function names: other functions, slots of the table, places in memory, and what might be one."""

    functions: set[int] = field(default_factory=set)
    slots: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    perhaps: set[int] = field(default_factory=set)


class Run(NamedTuple):
    """A part of the data: where it begins, and where what follows it begins."""

    start: int
    end: int


@dataclass(frozen=True)
class Reached:
    """What can be reached.

    Attributes:
        functions: their numbers.
        unreached: the parts of the constant data that nothing reaches and that are worth taking out.
    """

    functions: frozenset[int]
    unreached: tuple[Run, ...]


def uses(linked: Linked) -> list[Uses]:
    """Return what each function of a module names; the two that only link it name nothing of their own."""
    first = len(linked.imported_functions)
    linking = {linked.start, linked.apply}
    return [Uses() if first + index in linking else _uses_of(code, linked) for index, code in enumerate(linked.code)]


def _uses_of(code: list[Instruction], linked: Linked) -> Uses:
    found = Uses()
    # Where the beginning itself is kept for later, any number may come on top of it.
    bases = {
        linked.base(MEMORY_BASE): (found.places, found.perhaps),
        linked.base(TABLE_BASE): (found.slots, found.slots),
    }
    numbers = {operand for instruction, operand in code if instruction == CONSTANT}
    distances = {operand for instruction, operand in code if instruction in ACCESS and operand >= WITHIN_A_VALUE}
    for at, (instruction, operand) in enumerate(code):
        if instruction in (CALL, TAIL_CALL, FUNCTION_REFERENCE):
            found.functions.add(operand)
        elif instruction == GLOBAL_GET and operand in bases:
            exact, perhaps = bases[operand]
            if _adds_a_number(code, at):
                exact.add(code[at + 1].operand)
            else:
                perhaps.update(numbers, distances, {0})
        elif instruction == GLOBAL_GET:
            _add_global(found, operand, linked)
    found.perhaps.update([place + distance for place in found.places | found.perhaps for distance in distances])
    return found


def _adds_a_number(code: list[Instruction], at: int) -> bool:
    return code[at + 1].code == CONSTANT and code[at + 2].code == ADD


def _add_global(found: Uses, index: int, linked: Linked) -> None:
    if index in linked.globals:
        base, at = linked.globals[index]
        (found.places if base == MEMORY_BASE else found.slots).add(at)
    elif index < len(linked.imported_globals):
        known = linked.exports.get(linked.imported_globals[index].name)
        if known is not None and known.kind == FUNCTION:
            found.functions.add(known.which)


class Search:
    """Follows everything that can be reached, function by function and part by part.

    Parts of the data begin where anything at all surely points, so that each is reached as a whole or not at all.
    """

    def __init__(self, linked: Linked, named: list[Uses], addresses: Mapping[int, Address]) -> None:
        """Take the module, what its functions name, and the addresses in its data, which may be fewer than it had."""
        self.linked, self.named, self.addresses = linked, named, addresses
        self.first = len(linked.imported_functions)
        held = (value.at for value in linked.addresses.values() if value.base == MEMORY_BASE)
        pointed = {0, *held, *_places_of_globals(linked), *(place for one in named for place in one.places)}
        self.parts = sorted(place for place in pointed if place >= 0)
        self.holders = sorted(addresses)
        self.functions: set[int] = set()
        self.reached: set[int] = set()
        self.functions_left: list[int] = []
        self.parts_left: list[int] = []

    def from_everywhere(self, known: Iterable[int]) -> Reached:
        """Return what is reached from all that the module hands out, and from the places known outside of it."""
        for kind, index in self.linked.exports.values():
            if kind == FUNCTION:
                self.function(index)
            elif kind == GLOBAL:
                self.global_(index)
        for place in known:
            self.place(place)
        self.function(self.linked.start)
        while self.functions_left or self.parts_left:
            if self.functions_left:
                self._follow_function(self.functions_left.pop())
            else:
                self._follow_part(self.parts_left.pop())
        return Reached(frozenset(self.functions), tuple(self._unreached()))

    def function(self, index: int) -> None:
        """Reach a function."""
        if index not in self.functions:
            self.functions.add(index)
            self.functions_left.append(index)

    def slot(self, index: int) -> None:
        """Reach the function in a slot of the table, where there is one."""
        if 0 <= index < len(self.linked.table):
            self.function(self.linked.table[index])

    def place(self, place: int) -> None:
        """Reach the part of the data that a place lies in."""
        part = bisect_right(self.parts, place) - 1
        if part >= 0 and part not in self.reached:
            self.reached.add(part)
            self.parts_left.append(part)

    def global_(self, index: int) -> None:
        """Reach what a global points to."""
        if index in self.linked.globals:
            self._address(self.linked.globals[index])
        elif index in self.linked.constants:
            self.place(self.linked.constants[index])

    def _address(self, value: Address) -> None:
        if value.base == MEMORY_BASE:
            self.place(value.at)
        elif value.base == TABLE_BASE:
            self.slot(value.at)

    def _follow_function(self, index: int) -> None:
        if index < self.first:
            return
        found = self.named[index - self.first]
        for other in found.functions:
            self.function(other)
        for slot in found.slots:
            self.slot(slot)
        for place in found.places | found.perhaps:
            self.place(place)

    def _follow_part(self, part: int) -> None:
        first = bisect_left(self.holders, self.parts[part])
        last = bisect_left(self.holders, self.parts[part + 1]) if part + 1 < len(self.parts) else None
        for holder in self.holders[first:last]:
            self._address(self.addresses[holder])

    def _unreached(self) -> Iterable[Run]:
        """Yield the long parts of the constant data that were not reached, neighbours as one."""
        end = self.linked.read_only
        start = None
        for part, place in enumerate([*self.parts, end]):
            free = place < end and part not in self.reached
            if free and start is None:
                start = place
            elif not free and start is not None:
                if min(place, end) - start >= WORTH_TAKING:
                    yield Run(start, min(place, end))
                start = None


def _places_of_globals(linked: Linked) -> Iterable[int]:
    yield from (value.at for value in linked.globals.values() if value.base == MEMORY_BASE)
    for kind, index in linked.exports.values():
        if kind == GLOBAL and index in linked.constants:
            yield linked.constants[index]
