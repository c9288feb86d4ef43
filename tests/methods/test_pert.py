"""The PERT distribution has its published moments and the beta distribution's shares."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from calculators.core import InputError
from calculators.methods.pert import pert, pert_share

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "pert.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published_moments(case: dict[str, Any]) -> None:
    """Mean and both variances are the published ones."""
    ends = case["inputs"]
    found = pert(ends["a"], ends["m"], ends["b"])
    for name, value in case["expected"].items():
        assert getattr(found, name) == pytest.approx(value, abs=case["tolerance"]), name


@given(st.floats(0, 100), st.floats(0, 1), st.floats(0.01, 100), st.floats(-0.2, 1.2))
def test_shares_agree_with_an_independent_beta(low: float, place: float, width: float, share: float) -> None:
    """The share below a value is that of the beta distribution stretched over the range."""
    likely, high = low + place * width, low + width
    value = low + share * width
    exact = beta.cdf((value - low) / (high - low), 1 + 4 * place, 5 - 4 * place)
    assert pert_share(value, low, min(likely, high), high) == pytest.approx(exact, abs=1e-9)


def test_without_a_range_all_lies_at_one_value() -> None:
    """The share steps from nothing to all at the value itself."""
    assert pert_share(0.999, 1, 1, 1) == 0
    assert pert_share(1, 1, 1, 1) == 1


def test_ends_out_of_order_are_refused() -> None:
    """A likely value outside its range is refused."""
    for function in (lambda: pert(1, 3, 2), lambda: pert_share(1, 1, 0, 2)):
        with pytest.raises(InputError):
            function()
