"""What a vendor bills is what paper says, whichever form the price has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.methods.vendor_bill import hour_bills, label_bills, seat_bills, with_minimum, work_hours


def test_paper_figures() -> None:
    """720 labels of ten seconds, two people each, are four hours; at 8 an hour and a tenth redone they cost 35.20."""
    assert work_hours([720, 0], 10, 2) == [4, 0]
    assert hour_bills([4, 0], 8, 1.1) == pytest.approx([35.2, 0])
    assert label_bills([720, 360], 0.05, 2, 1.25) == pytest.approx([90, 45])


def test_both_sides_of_a_whole_seat() -> None:
    """Four hours in seats of two are two seats, a billionth more is forgiven, a thousandth more is a third seat."""
    assert seat_bills([4, 4 + 1e-9, 4.001], 0, 2, 10) == [20, 20, 30]
    assert seat_bills([4], 0.25, 2, 10) == [30]


@given(st.floats(0, 1e9), st.floats(1, 10), st.floats(0, 1e9))
def test_the_minimum_does_not_rise(charge: float, level: float, minimum: float) -> None:
    """Each bill rises with prices and is never below the minimum, which stays as it is."""
    assert with_minimum([charge, 0], [level, level], minimum) == [max(charge * level, minimum), minimum]


def test_each_month_has_its_own_prices() -> None:
    """A month without a price level is a fault, and none is left out in silence."""
    with pytest.raises(ValueError, match="shorter"):
        with_minimum([1, 2], [1], 0)
