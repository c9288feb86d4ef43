"""What a sample that was counted image by image may hold, and how it may be written."""

import pytest

from calculators.catalog import find
from calculators.core import InputErrors

SAMPLING = find("sampling")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("3/8 x", "x"), ("3/8 -1/8", "-1/8"), ("9/8", "9/8"), ("0/0", "0/0"), ("1/10001", "1/10001"),
        ("3 / 8", "3"), ("٣/8", "٣/8"), ("1.0/8", "1.0/8"), (",;", ",;"), ("3/8,4", "4"),
        ("1/99999999999999999999", "1/99999999999999999999"), (" ".join(["1/2"] * 401), "1/2"),
        (" ".join(["1/8"] * 2_000), "1/8"),
    ],
)  # fmt: skip
def test_impossible_images_are_named(text: str, named: str) -> None:
    """An entry that cannot be is refused by name, with an example of what can."""
    with pytest.raises(InputErrors) as refused:
        SAMPLING.inputs.parse({"image_errors": text})
    (error,) = refused.value.errors
    assert error.field == "image_errors"
    assert named in error.got
    assert "3/8" in error.expected


def test_the_image_that_goes_beyond_a_delivery_is_named() -> None:
    """Images may hold the whole delivery and no label more; a process has no such end."""
    given = {"lot_size": 10_000, "image_errors": "0/9999 0/1 1/8"}
    with pytest.raises(InputErrors) as refused:
        SAMPLING.inputs.parse(given)
    (error,) = refused.value.errors
    assert error.got.startswith("1/8")
    assert "at most 10,000 checked labels" in error.expected
    assert "3/8" in error.expected
    SAMPLING.inputs.parse({**given, "image_errors": "0/9999 0/1"})
    SAMPLING.inputs.parse({**given, "population": "process"})


@pytest.mark.parametrize("text", ["1/2 0/3", "1/2,0/3", "1/2;0/3", " 1/2\n\t0/3 ", "1/2, ;\r\n0/3,", "01/002 00/3"])
def test_images_may_be_written_in_many_ways(text: str) -> None:
    """Blanks, line breaks, commas and semicolons part entries; leading zeros do no harm."""
    found = SAMPLING.finished(SAMPLING.inputs.parse({"image_errors": text})).judged
    assert (found.checked, found.errors) == (5, 1)
