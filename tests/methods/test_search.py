"""The search finds every change of sign it promises to find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from calculators.methods.search import bisect, false_position, fewest, nearest_change, sign_changes


@given(st.floats(0.2, 90))
def test_bisection_agrees_with_brent(root: float) -> None:
    """The point found is that of an independent root finder."""

    def cubic(value: float) -> float:
        return (value - root) * (value * value + 1)

    assert bisect(cubic, 0.1, 100) == pytest.approx(brentq(cubic, 0.1, 100), rel=1e-9)


@given(st.floats(0.2, 90), st.floats(0, 50))
def test_false_position_agrees_with_brent_on_bent_lines(root: float, flat: float) -> None:
    """On a line with a level stretch, as a minimum bill makes it, the point found is that of an independent finder."""

    def bill(price: float) -> float:
        return max(price, flat) - root if root > flat else price - root

    found = false_position(bill, 0, 1e5)
    assert found == pytest.approx(brentq(bill, 0, 1e5, xtol=1e-12), rel=1e-9)


def test_a_jump_over_zero_is_found() -> None:
    """Where the difference jumps, the place of the jump is returned."""
    assert bisect(lambda value: -1 if value < 3 else 1, 1, 10) == pytest.approx(3, rel=1e-9)


def test_every_change_is_found_once() -> None:
    """Two changes give two points, in order; a run of one sign gives none."""
    changes = [point for point in sign_changes(lambda v: (v - 2) * (v - 20), 1, 100, 81) if point is not None]
    assert changes == pytest.approx([2, 20], rel=1e-6)
    assert [point for point in sign_changes(lambda _: 1, 1, 100, 11) if point is not None] == []


@given(st.floats(0.01, 0.9), st.floats(1.1, 90))
def test_the_nearest_change_is_the_nearer_of_two_by_ratio(below: float, above: float) -> None:
    """Of a lower and a higher value from which on something holds, the one at the smaller ratio is found."""
    found = nearest_change(lambda value: value < below or value >= above, 1, 0.005, 100, 201)
    assert found == pytest.approx(above if above * below < 1 else below, rel=1e-9)


def test_the_nearest_change_looks_at_both_ends_and_no_further() -> None:
    """What holds at an end alone is found there; what holds beyond is not; given at an end, one side is left."""
    assert nearest_change(lambda value: value >= 100, 1, 0.01, 100, 201) == 100
    assert nearest_change(lambda value: value <= 0.01, 1, 0.01, 100, 201) == 0.01
    assert nearest_change(lambda value: value > 100, 1, 0.01, 100, 201) is None
    assert nearest_change(lambda value: value <= 50, 100, 1, 100, 201) == pytest.approx(50)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 50))
def test_the_fewest_that_are_enough(least: int, more: int, wanted: int) -> None:
    """The smallest number that is enough is found, none where even the largest is not, in few looks."""
    most, looks = least + more, []

    def enough(number: int) -> bool:
        looks.append(number)
        return number >= wanted

    numbers = [number for number in range(least, most + 1) if number >= wanted]
    assert fewest(enough, most, least) == (numbers[0] if numbers else None)
    assert all(least <= number <= most for number in looks)
    assert len(looks) <= 2 + 2 * (most - least + 1).bit_length()
