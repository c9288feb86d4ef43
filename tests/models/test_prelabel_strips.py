"""The pre-labelling model's flip strips: each flip that is drawn is one, and it stays while its strip is dragged."""

import itertools
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.models.prelabel.strips import cheaper, strips
from tests.strategies import scenarios

PRELABEL = find("prelabel")
FIELDS: Any = PRELABEL.inputs.fields()
SAMPLE = {"calibration_items", "calibration_right", "risk_coverage"}


@settings(max_examples=60)
@given(scenarios(PRELABEL.inputs, typical=True))
def test_each_flip_that_is_drawn_is_one(x: dict[str, Any]) -> None:
    """A hair below and above each flip the way that is named costs less, and the value given lies in its stretch."""
    # The sample and its table belong together, so they stay as they are.
    inputs: Any = PRELABEL.inputs.parse({name: value for name, value in x.items() if name not in SAMPLE})
    result = PRELABEL.compute(inputs)
    costs = result.ways.people.unit_cost, result.ways.review_all.unit_cost
    assume(abs(costs[0] - costs[1]) > 1e-6 * max(costs))
    for strip in strips(inputs, result):
        assert strip.here.name == cheaper(result)[0]
        for below, above in itertools.pairwise(strip.stretches):
            assert below.high == above.low
            for stretch, value in ((below, below.high * (1 - 1e-6)), (above, above.low * (1 + 1e-6))):
                if FIELDS[strip.field].minimum <= value:
                    varied = PRELABEL.compute(inputs.varied({strip.field: value}))
                    assert cheaper(varied)[0] == stretch.name


@settings(max_examples=40)
@given(st.sampled_from(["model_price", "volume"]), st.floats(0, 1))
def test_a_strip_stays_while_it_is_dragged(name: str, share: float) -> None:
    """Anywhere on the published range a value leaves ends and flips where they are: the handle alone moves."""
    inputs: Any = PRELABEL.inputs()
    before = {strip.field: strip for strip in strips(inputs, PRELABEL.compute(inputs))}[name]
    basis = inputs.fields()[name].basis
    moved: Any = inputs.varied({name: basis.low + share * (basis.high - basis.low)})
    after = {strip.field: strip for strip in strips(moved, PRELABEL.compute(moved))}[name]
    assert (after.low, after.high) == pytest.approx((before.low, before.high))
    assert [one.high for one in after.stretches] == pytest.approx([one.high for one in before.stretches], rel=1e-6)


def test_a_price_that_never_pays_leaves_one_stretch() -> None:
    """Where even a model that is free costs more than people alone, the strip says so and keeps its place."""
    inputs: Any = PRELABEL.inputs.parse({"review_seconds": "100000"})
    assert [strip.field for strip in strips(inputs, PRELABEL.compute(inputs))] == ["model_price", "volume"]
    assert [len(strip.stretches) for strip in strips(inputs, PRELABEL.compute(inputs))] == [1, 1]
