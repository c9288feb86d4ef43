"""Money over time agrees with published answers."""

import json
from pathlib import Path

import pytest

from calculators.methods.finance import monthly_rate, net_present_value

CASES = json.loads((Path(__file__).parent.parent / "vectors" / "finance.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_published_answers(case: dict) -> None:
    """Monthly payments discounted at an effective yearly rate give the published present value."""
    given, expected = case["inputs"], case["expected"]
    rate = float(given["annual_rate"]) * 100
    flows = [float(flow) for flow in given["cashflows"]]
    first = given.get("first_period", 0)
    # Ours pays at month ends; payments that start at once are one month earlier.
    worth = net_present_value(flows, rate) * (1 if first == 1 else 1 + monthly_rate(rate))
    tolerance = case["tolerance"]["default"] if isinstance(case["tolerance"], dict) else case["tolerance"]
    assert worth == pytest.approx(expected["npv"], abs=tolerance)
    assert monthly_rate(rate) == pytest.approx(expected["monthly_rate"], abs=tolerance)
