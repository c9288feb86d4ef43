"""Numbers are written one way, whatever the machine's language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.charts import tenths
from calculators.core.words import about_money, count, counted, decimals, listed, money, percent, plain, told_apart


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "¤0"), (415_373.4, "¤415,373"), (100, "¤100"), (99.994, "¤99.99"), (8, "¤8.00"), (0.4658, "¤0.466"),
        (0.0865, "¤0.0865"), (0.06, "¤0.06"), (0.3997, "¤0.40"), (0.5, "¤0.50"), (0.000123456, "¤0.000123"),
        (-1234.5, "−¤1,235"), (-0.25, "−¤0.25"), (1e-12, "¤0.00"),
        (1.005, "¤1.01"), (1.015, "¤1.02"), (100.5, "¤101"), (0.1235, "¤0.124"),
    ],
)  # fmt: skip
def test_money(value: float, text: str) -> None:
    """Whole dollars from a hundred up, cents below, three digits that count below one, a true minus sign."""
    assert money(value) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234.5, 1, "1,234.5"), (-3, 0, "−3"), (-0.0001, 1, "0.0"), (0, 0, "0"), (82.5, 0, "83"), (81.5, 0, "82"),
        (-0.5, 0, "−1"), (2.675, 2, "2.68"), (0.05, 0, "0"), (5e-07, 0, "0"), (1.49e-05, 5, "0.00001"),
        (1e14 + 0.5, 0, "100,000,000,000,001"),
    ],
)  # fmt: skip
def test_count(value: float, digits: int, text: str) -> None:
    """Thousands are separated, a half is rounded up as it is written, and nothing is written as minus zero."""
    assert count(value, digits) == text


def test_words_around_numbers() -> None:
    """Lists and counted things read as people say them."""
    assert percent(12.34, 1) == "12.3%"
    assert (counted(1, "item"), counted(2_500, "item")) == ("1 item", "2,500 items")
    assert (counted(0.5, "item"), counted(1.4, "item"), counted(0.4, "item")) == ("1 item", "1 item", "0 items")
    assert (listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")) == (
        "",
        "a",
        "a and b",
        "a, b or c",
    )


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (412_995, 2_091_824, ("¤410,000", "¤2.1 million")),
        (1_004_000, 1_006_000, ("¤1 million", "¤1.01 million")),
        (99.4, 99.6, ("¤99", "¤100")),
        (5, 5, ("¤5", "¤5")),
    ],
)
def test_rounded_amounts_are_told_apart(one: float, other: float, told: tuple[str, str]) -> None:
    """Two digits where they differ, and as many more as it takes where they do not."""
    assert tuple(told_apart(one, other)) == told


@given(st.floats(1, 1e9), st.floats(1, 1e9))
def test_rounding_keeps_the_order(one: float, other: float) -> None:
    """Two amounts that are told apart stand in the order of what was rounded, each within a tenth of it."""
    first, second = told_apart(one, other)
    assert (first == second) or (first == money(one)) or (one < other) == (read_money(first) < read_money(second))
    assert read_money(about_money(one)) == pytest.approx(one, rel=0.1)


def read_money(text: str) -> float:
    """Return what a rounded amount says."""
    number = float(text.removeprefix("¤").removesuffix(" million").replace(",", ""))
    return number * 1e6 if text.endswith("million") else number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_plain_reads_back(value: float) -> None:
    """A plain number reads back to the same number."""
    assert float(plain(value)) == value


def test_decimals_are_those_that_a_number_has() -> None:
    """A whole number has none, and what has no end has as many as are allowed."""
    assert [decimals(value, 2) for value in (1, 2.5, 0.25, 100 / 3)] == [0, 1, 2, 2]
    assert decimals(1 / 3) == 6


def test_something_is_never_read_as_nothing() -> None:
    """A cell with one decimal tells a little from none."""
    assert [str(tenths(number)) for number in (0, 0.049, 0.05, 12)] == ["0.0", "less than 0.1", "0.1", "12.0"]


@given(st.floats(1e3, 1e9), st.floats(-0.1, 0.1))
def test_an_amount_beside_another_reads_the_same_only_if_it_is(one: float, share: float) -> None:
    """However little two totals differ, one unit of money or more shows."""
    other = one * (1 + share)
    first, second = told_apart(one, other)
    assert (first != second) or abs(one - other) < 1


def test_an_amount_is_told_from_each_that_it_is_compared_with() -> None:
    """As many digits as the nearest asks; an equal one may read the same."""
    assert told_apart(423_000, 82_600, 418_000) == ["¤423,000", "¤82,600", "¤418,000"]
    assert told_apart(4.2e5, 4.2e5) == ["¤420,000", "¤420,000"]
