"""Reads the code of WebAssembly functions, instruction by instruction.

Source: https://webassembly.github.io/spec/core/binary/instructions.html, with the exceptions of before 2025.
"""

from collections.abc import Callable
from typing import NamedTuple

from scripts.machine.errors import BuildError
from scripts.runtime.webassembly.format import CONSTANT, END, Reader

CALL, TAIL_CALL, GLOBAL_SET, ADD, SUBTRACT, STORE, FUNCTION_REFERENCE = 0x10, 0x12, 0x24, 0x6A, 0x6B, 0x36, 0xD2
# Instructions that read or write memory at an address and a fixed distance from it.
ACCESS = range(0x28, 0x3F)
BULK, BULK_FILL = 0xFC, 11


class Instruction(NamedTuple):
    """An instruction by its number, and the one operand of it that matters here, else 0.

    It is the number of the function, global or label, the constant, or how far from its address memory is accessed.
    """

    code: int
    operand: int


def _nothing(_reader: Reader) -> int:
    return 0


def _first_of_two(reader: Reader) -> int:
    found = reader.number()
    reader.number()
    return found


def _second_of_two(reader: Reader) -> int:
    reader.number()
    return reader.number()


def _single(reader: Reader) -> int:
    reader.at += 4
    return 0


def _double(reader: Reader) -> int:
    reader.at += 8
    return 0


def _branches(reader: Reader) -> int:
    for _ in range(reader.number() + 1):
        reader.number()
    return 0


def _types(reader: Reader) -> int:
    reader.counted()
    return 0


# How many numbers stand behind an instruction on whole memories and tables; those before them have none.
BULK_OPERANDS = {8: 2, 9: 1, 10: 2, BULK_FILL: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1}


def _bulk(reader: Reader) -> int:
    which = reader.number()
    for _ in range(BULK_OPERANDS.get(which, 0)):
        reader.number()
    return which


# Vector instructions are not among them: Pyodide has none.
OPERANDS: dict[int, Callable[[Reader], int]] = {
    **dict.fromkeys((0x00, 0x01, 0x05, 0x0A, END, 0x0F, 0x19, 0x1A, 0x1B, *range(0x45, 0xC5), 0xD1), _nothing),
    **dict.fromkeys((0x02, 0x03, 0x04, 0x06, CONSTANT, 0x42), Reader.signed),
    **dict.fromkeys((0x07, 0x08, 0x09, 0x0C, 0x0D, CALL, TAIL_CALL, 0x18), Reader.number),
    **dict.fromkeys((*range(0x20, 0x27), 0x3F, 0x40, 0xD0, FUNCTION_REFERENCE), Reader.number),
    **dict.fromkeys((0x11, 0x13), _first_of_two),
    **dict.fromkeys(ACCESS, _second_of_two),
    0x0E: _branches,
    0x1C: _types,
    0x43: _single,
    0x44: _double,
    BULK: _bulk,
}


def instructions(body: bytes) -> list[Instruction]:
    """Return the instructions of a function's body, behind its local variables.

    Raises:
        BuildError: there is an instruction that is not known here, or the body does not end with its last.
    """
    reader = Reader(body)
    for _ in range(reader.number()):
        reader.number()
        reader.byte()
    found = []
    size = len(body)
    while reader.at < size:
        code = body[reader.at]
        reader.at += 1
        read = OPERANDS.get(code)
        if read is None:
            raise BuildError(f"Pyodide's WebAssembly has the instruction {code:#x}, which is not known here")
        found.append(Instruction(code, read(reader)))
    if reader.at != size or found[-1].code != END:
        raise BuildError("Pyodide's WebAssembly has a function whose end is not where it should be")
    return found
