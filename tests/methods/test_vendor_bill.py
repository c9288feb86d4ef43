"""What a vendor bills is what paper says, whichever form the price has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.methods.vendor_bill import hour_bill, label_bill, seat_bill, with_minimum, work_hours


def test_paper_figures() -> None:
    """720 labels of ten seconds, two people each, are four hours; at 8 an hour and a tenth redone they cost 35.20."""
    assert work_hours(720, 10, 2) == 4
    assert hour_bill(4, 8, 1.1) == pytest.approx(35.2)
    assert label_bill(720, 0.05, 2, 1.25) == pytest.approx(90)


def test_both_sides_of_a_whole_seat() -> None:
    """Four hours in seats of two are two seats, a billionth more is forgiven, a thousandth more is a third seat."""
    assert seat_bill(4, 0, 2, 10) == 20
    assert seat_bill(4 + 1e-9, 0, 2, 10) == 20
    assert seat_bill(4.001, 0, 2, 10) == 30
    assert seat_bill(4, 0.25, 2, 10) == 30


@given(st.floats(0, 1e9), st.floats(1, 10), st.floats(0, 1e9))
def test_the_minimum_does_not_rise(charge: float, level: float, minimum: float) -> None:
    """The bill rises with prices and is never below the minimum, which stays as it is."""
    assert with_minimum(charge, level, minimum) == max(charge * level, minimum)
