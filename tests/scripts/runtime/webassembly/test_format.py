"""The binary format of WebAssembly is read as it was written, and what is unknown is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.machine.errors import BuildError
from scripts.runtime.webassembly.format import CONSTANT, END, GLOBAL_GET, Reader, bodies, coded, number
from scripts.runtime.webassembly.instructions import ADD, CALL, STORE, Instruction, instructions
from scripts.runtime.webassembly.linked import MEMORY_BASE, TABLE_BASE, Address, stored

BASES = {0: Address(MEMORY_BASE, 0), 1: Address(TABLE_BASE, 0)}


@given(st.integers(0, 2**32 - 1))
def test_whole_numbers_are_read_as_they_were_written(value: int) -> None:
    """Each number comes back, and the reader stands behind it."""
    written = number(value)
    reader = Reader(written)
    assert reader.number() == value
    assert reader.at == len(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [(b"\x00", 0), (b"\x3f", 63), (b"\x40", -64), (b"\x7f", -1), (b"\xc0\x00", 64), (b"\xc0\xbb\x78", -123456)],
)
def test_numbers_below_zero_are_read(written: bytes, value: int) -> None:
    """The numbers on both sides of a byte, and the format's own example, -123456."""
    assert Reader(written).signed() == value


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_bodies_are_read_as_they_were_written(texts: list[bytes]) -> None:
    """Functions of any length, longer than a byte can tell too."""
    assert bodies(coded(texts)) == texts


def test_a_body_is_read_instruction_by_instruction() -> None:
    """Behind the local variables stand the instructions, each with the operand that matters."""
    body = b"\x01\x02\x7f" + bytes([GLOBAL_GET, 0, CONSTANT]) + b"\xe4\x00" + bytes([ADD, CALL, 7, 0x28, 2, 12, END])
    wanted = [(GLOBAL_GET, 0), (CONSTANT, 100), (ADD, 0), (CALL, 7), (0x28, 12), (END, 0)]
    assert instructions(body) == [Instruction(*one) for one in wanted]


@pytest.mark.parametrize("body", [b"\x00\xfd\x0c\x0b", b"\x00\x1f\x40\x00\x0b"])
def test_an_unknown_instruction_is_refused(body: bytes) -> None:
    """Vectors and newer exceptions are told by their number: guessing their length would misread all that follows."""
    with pytest.raises(BuildError, match=f"{body[1]:#x}"):
        instructions(body)


def test_a_body_that_goes_on_behind_its_end_is_refused() -> None:
    """An operand that reaches over the end shows that something was misread."""
    with pytest.raises(BuildError, match="end"):
        instructions(b"\x00" + bytes([0x44, 1, 2, END]))


def test_addresses_are_found_in_straight_code() -> None:
    """Data and table, added and subtracted, at a distance or not."""
    code = [
        Instruction(GLOBAL_GET, 0),
        Instruction(CONSTANT, 8),
        Instruction(ADD, 0),
        Instruction(GLOBAL_GET, 1),
        Instruction(CONSTANT, 5),
        Instruction(ADD, 0),
        Instruction(STORE, 4),
        Instruction(END, 0),
    ]
    assert stored(code, BASES) == {12: Address(TABLE_BASE, 5)}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ([Instruction(0x03, 0)], "0x3"),
        ([Instruction(GLOBAL_GET, 0)] * 2 + [Instruction(ADD, 0)], "two addresses"),
        ([Instruction(GLOBAL_GET, 1)] * 2 + [Instruction(STORE, 0)], "outside"),
        (([Instruction(GLOBAL_GET, 0)] * 2 + [Instruction(STORE, 0)]) * 2, "way that is not known"),
    ],
)
def test_linking_that_does_something_else_is_refused(code: list[Instruction], said: str) -> None:
    """A loop, a sum of two addresses, a store elsewhere, a place filled twice: none is taken for what it is not."""
    with pytest.raises(BuildError, match=said):
        stored(code, BASES)
