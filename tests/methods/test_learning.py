"""Learning curves agree with published examples, and the two conventions stay apart."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import InputError
from calculators.methods.learning import learning_cumavg, learning_unit, learning_unit_total

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "learning.json").read_text("utf-8"))


def answer(case: dict[str, Any]) -> dict[str, float]:
    """Return what our functions say to a published example, under the example's own names."""
    given_ = case["inputs"]
    if case["method"] == "learning_unit":
        curve = learning_unit(given_["t_m"], given_["n"], given_["rate"], given_.get("m", 1))
        total = learning_unit_total(given_["t_m"], 1, given_["n"], given_["rate"])
        return {**vars(curve), "cumulative": total}
    average = learning_cumavg(given_["t_1"], given_["n"], given_["rate"])
    first = given_.get("from_unit", 1)
    before = learning_cumavg(given_["t_1"], first - 1, given_["rate"]).total if first > 1 else 0.0
    return {**vars(average), "block": average.total - before}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published_examples(case: dict[str, Any]) -> None:
    """Each published example gives its published answer, or is refused."""
    if case["expected"].get("error"):
        with pytest.raises(InputError):
            answer(case)
        return
    found = answer(case)
    for name, value in case["expected"].items():
        assert found[name] == pytest.approx(value, abs=case["tolerance"]), name


@given(st.floats(0.1, 1000), st.floats(0.3, 1), st.floats(1, 1e6))
def test_a_doubling_costs_the_rate(first: float, rate: float, unit: float) -> None:
    """Twice as many units multiply the unit's time, in Wright's convention the average, by the rate."""
    one, two = (learning_unit(first, number, rate).unit_time for number in (unit, 2 * unit))
    assert two == pytest.approx(rate * one)
    one, two = (learning_cumavg(first, number, rate).cum_avg for number in (unit, 2 * unit))
    assert two == pytest.approx(rate * one)


def test_the_conventions_differ() -> None:
    """At 80% the second unit takes 80% of the first in Crawford's curve and 60% in Wright's."""
    assert learning_unit(100, 2, 0.8).unit_time == pytest.approx(80)
    assert learning_cumavg(100, 2, 0.8).unit_time == pytest.approx(60)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: learning_unit(1, 0, 0.8),
        lambda: learning_unit(1, 1, 0),
        lambda: learning_unit_total(1, 3, 2, 0.8),
        lambda: learning_cumavg(1, 0.5, 0.8),
        lambda: learning_cumavg(1, 2, 1.1),
    ],
)
def test_what_is_no_curve_is_refused(wrong: Any) -> None:
    """Rates outside 0 to 1 and units before the first are refused."""
    with pytest.raises(InputError):
        wrong()
