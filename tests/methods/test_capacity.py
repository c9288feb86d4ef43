"""How many people, how many remain, how long things wait: published answers and independent computations."""

import json
from pathlib import Path
from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import InputError
from calculators.methods.capacity import (
    gross_up_chain,
    hires_for_deadline,
    littles_law,
    markov_headcount,
    workload_fte,
)

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "capacity.json").read_text("utf-8"))


def answer(case: dict[str, Any]) -> dict[str, Any] | None:
    """Return what our function says to a published example, under the example's own names."""
    given_ = dict(case["inputs"])
    match case["method"]:
        case "workload_fte":
            if "units_per_fte" in given_:
                given_["handle_hours"] = 1 / given_.pop("units_per_fte")
            return vars(workload_fte(**given_))
        case "gross_up_chain":
            factors = [number if way == "multiply" else 1 / number for way, number in given_["steps"]]
            return {"steps": gross_up_chain(given_["start"], factors, round_up=given_.get("ceil_each", True))}
        case "littles_law":
            return {"W": littles_law(number=given_["L"], rate=given_["rate"])}
        case "markov_headcount":
            return vars(markov_headcount(given_["start"], given_["P"], given_.get("periods", 1)))
        case "hires_for_deadline":
            found = hires_for_deadline(**given_)
            return vars(found) if found else None
    raise AssertionError(case["method"])


def near(found: object, wanted: object, tolerance: float) -> bool:
    """Say whether two numbers, or nested lists of them, are the same but for rounding."""
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(near, found, wanted, [tolerance] * len(wanted)))
    return found == pytest.approx(wanted, abs=tolerance)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published_examples(case: dict[str, Any]) -> None:
    """Each published example gives its published answer, a refusal, or "there is none"."""
    expected = case["expected"]
    if expected.get("error") or (expected.get("undefined") and case["method"] == "littles_law"):
        with pytest.raises(InputError):
            answer(case)
    elif expected.get("undefined"):
        assert answer(case) is None
    else:
        found = answer(case)
        for name, value in expected.items():
            assert near(found[name], value, case["tolerance"]), name


def test_an_exact_fit_adds_nobody() -> None:
    """Whole numbers that come out with rounding noise are not rounded up, neither are exact fits of a deadline."""
    assert workload_fte(0.1 + 0.2, 1, hours=0.1).headcount == 3
    assert gross_up_chain(9, [1 / 0.9, 1.1 / 1.1]) == (10, 10)
    assert hires_for_deadline(4 * 5 * 0.1, 4, 0.1, 5, 2, []).hires == 0
    assert hires_for_deadline(2.0 + 0.6, 4, 0.1, 5, 2, []).hires == 3


def test_any_of_three_follows_from_the_other_two() -> None:
    """Little's law gives whichever of the three is left out, and refuses any other question."""
    assert littles_law(rate=4, wait=2.5) == 10
    assert littles_law(number=10, wait=2.5) == 4
    for wrong in ({}, {"number": 1}, {"number": 1, "rate": 1, "wait": 1}, {"number": 1, "wait": 0}):
        with pytest.raises(InputError):
            littles_law(**wrong)


def test_recruits_join_after_the_move() -> None:
    """Those who join at the end of a period neither move nor leave in it."""
    found = markov_headcount([10.0], [[0.5]], periods=2, recruits=[4.0])
    assert found.stock == [[9.0], [8.5]]
    assert found.leavers == [5.0, 4.5]


@given(
    st.lists(st.floats(0, 1000), min_size=3, max_size=3),
    st.lists(st.lists(st.floats(0, 1 / 3), min_size=3, max_size=3), min_size=3, max_size=3),
    st.integers(1, 8),
)
def test_headcounts_are_powers_of_the_matrix(start: list[float], shares: list[list[float]], periods: int) -> None:
    """Without recruits the stock after n periods is the start times the n-th power; nobody is lost on the way."""
    found = markov_headcount(start, shares, periods)
    expected = numpy.array(start) @ numpy.linalg.matrix_power(numpy.array(shares), periods)
    assert found.stock[-1] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert sum(found.stock[-1]) + sum(found.leavers) == pytest.approx(sum(start), rel=1e-9, abs=1e-9)


@given(
    st.floats(1, 1e5), st.integers(1, 30), st.floats(0.1, 100), st.integers(0, 20), st.integers(0, 20),
    st.lists(st.floats(0.1, 1), max_size=6), st.floats(0, 0.2),
)  # fmt: skip
def test_the_hires_are_the_fewest_that_make_it(
    volume: float, periods: int, rate: float, there: int, lag: int, ramp: list[float], attrition: float
) -> None:
    """Period by period the hires make the volume and one fewer does not; None only where any number would fail."""

    def made(hires: int) -> float:
        total, old, new = 0.0, float(there), float(hires)
        for period in range(1, periods + 1):
            total += rate * old
            if period > lag:
                age = period - lag - 1
                total += rate * new * (ramp[age] if age < len(ramp) else 1)
                new *= 1 - attrition
            old *= 1 - attrition
        return total

    found = hires_for_deadline(volume, periods, rate, there, lag, ramp, attrition)
    if found is None:
        assert made(10**9) == made(0) < volume
        return
    assert found.total_output == pytest.approx(made(found.hires), rel=1e-9)
    assert made(found.hires) >= volume * (1 - 1e-6)
    assert found.hires == 0 or made(found.hires - 1) < volume * (1 + 1e-6)
