"""Numbers are written one way, whatever the machine's language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.words import count, counted, listed, money, percent, plain


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "¤0"), (415_373.4, "¤415,373"), (100, "¤100"), (99.994, "¤99.99"), (8, "¤8.00"), (0.4658, "¤0.466"),
        (0.0865, "¤0.0865"), (0.06, "¤0.06"), (0.3997, "¤0.40"), (0.5, "¤0.50"), (0.000123456, "¤0.000123"),
        (-1234.5, "−¤1,234"), (-0.25, "−¤0.25"), (1e-12, "¤0.00"),
    ],
)  # fmt: skip
def test_money(value: float, text: str) -> None:
    """Whole dollars from a hundred up, cents below, three digits that count below one, a true minus sign."""
    assert money(value) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"), [(1234.5, 1, "1,234.5"), (-3, 0, "−3"), (-0.0001, 1, "0.0"), (0, 0, "0")]
)
def test_count(value: float, digits: int, text: str) -> None:
    """Thousands are separated, and nothing is written as minus zero."""
    assert count(value, digits) == text


def test_words_around_numbers() -> None:
    """Lists and counted things read as people say them."""
    assert percent(12.34, 1) == "12.3%"
    assert (counted(1, "item"), counted(2_500, "item")) == ("1 item", "2,500 items")
    assert (listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")) == (
        "",
        "a",
        "a and b",
        "a, b or c",
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_plain_reads_back(value: float) -> None:
    """A plain number reads back to the same number."""
    assert float(plain(value)) == value
