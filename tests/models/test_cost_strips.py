"""The cost model's flip strips: each flip that is drawn is one, and the picture stays while a strip is dragged."""

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.core import Strip
from calculators.models.cost.strips import NAMES, strips
from calculators.models.cost.ways import difference
from tests.strategies import scenarios

COST = find("cost")
FLIPPING = [
    {"label_price": 0.45, "minimum_month": 20_000}, {"label_price": 0.4}, {"vendor_escape": 5}, {"inhouse_escape": 0},
    {"pricing": "per_hour", "hour_rate": 70}, {"pricing": "per_seat", "seat_fee": 4_000},
    {"wage": 70, "label_price": 25, "seconds": 330},
]  # fmt: skip


def drawn(inputs: Any) -> dict[str, Strip]:
    """Return the strips by field, from what is known at once."""
    return {strip.field: strip for strip in strips(inputs, COST.compute(inputs))}


def cheaper(inputs: Any) -> str:
    """Return the name of the way that costs less."""
    return NAMES["outsourced" if difference(inputs) > 0 else "in_house"]


def check_flips(inputs: Any, strip: Strip, hair: float) -> None:
    """Assert that just below and just above each flip the way that is named is the cheaper one."""
    for below, above in itertools.pairwise(strip.stretches):
        assert below.high == above.low
        assert below.name != above.name
        for stretch, value in ((below, below.high * (1 - hair)), (above, above.low * (1 + hair))):
            assert cheaper(inputs.varied({strip.field: value})) == stretch.name


@pytest.mark.parametrize("changes", FLIPPING)
def test_each_flip_that_is_drawn_is_one(changes: dict[str, Any]) -> None:
    """With the volumes found, a hair below and above each flip of each strip the way named is the cheaper one."""
    inputs = COST.inputs.parse(changes)
    found = COST.present(inputs, COST.finished(inputs)).strips
    assert any(len(strip.stretches) > 1 for strip in found)
    for strip in found:
        check_flips(inputs, strip, 1e-9)
        assert strip.here.name == cheaper(inputs)


@settings(max_examples=60)
@given(scenarios(COST.inputs, typical=True))
def test_flips_of_any_project_are_right(x: dict[str, Any]) -> None:
    """Price, wage and cost of an error flip where the strip says so, and the value given lies in its stretch."""
    inputs = COST.inputs.parse(x)
    gap = difference(inputs)
    assume(abs(gap) > 1e-6 * COST.compute(inputs).in_house.total)
    for strip in drawn(inputs).values():
        if strip.stretches:
            check_flips(inputs, strip, 1e-6)
            assert strip.here.name == cheaper(inputs)


@settings(max_examples=60)
@given(st.sampled_from(["label_price", "wage", "error_cost"]), st.floats(0, 1))
def test_a_strip_stays_while_it_is_dragged(name: str, share: float) -> None:
    """Anywhere on its published range a value leaves ends and flips where they are: the handle alone moves."""
    inputs = COST.inputs(label_price=0.3, inhouse_escape=1)
    before = drawn(inputs)[name]
    basis = inputs.fields()[name].basis
    after = drawn(inputs.varied({name: basis.low + share * (basis.high - basis.low)}))[name]
    assert (after.low, after.high) == pytest.approx((before.low, before.high))
    assert [one.name for one in after.stretches] == [one.name for one in before.stretches]
    assert [one.high for one in after.stretches] == pytest.approx([one.high for one in before.stretches], rel=1e-6)


def test_the_same_four_strips_whatever_the_inputs() -> None:
    """Price of the quote, wage, volume and cost of an error stand in this order, flips or none."""
    for changes in [{}, *FLIPPING]:
        inputs = COST.inputs.parse(changes)
        price = {"per_label": "label_price", "per_hour": "hour_rate", "per_seat": "seat_fee"}[inputs.pricing]
        assert list(drawn(inputs)) == [price, "wage", "volume", "error_cost"]


def test_the_volume_is_empty_until_it_has_been_searched() -> None:
    """No stretch of the volume is drawn before the search; where it found nothing, one way wins over all it tried."""
    inputs = COST.inputs()
    assert drawn(inputs)["volume"].stretches == []
    cost = COST.compute(inputs)
    found = strips(inputs, replace(cost, break_even=replace(cost.break_even, volume=())))
    (only,) = found[2].stretches
    assert (only.low, only.high, only.name) == (2_000, 20_000_000, "outsourcing")


@pytest.mark.parametrize(
    ("changes", "name", "ends"),
    [
        ({}, "wage", (15, 20)),
        ({"wage": 70}, "wage", (60, 80)),
        ({"wage": 0}, "wage", (0, 20)),
        ({"error_cost": 5}, "error_cost", (0, 10)),
        ({"error_cost": 0}, "error_cost", (0, 0.1)),
        ({"error_cost": 1_000_000}, "error_cost", (0, 1_000_000)),
    ],
)
def test_a_strip_is_drawn_over_the_published_range(
    changes: dict[str, Any], name: str, ends: tuple[float, float]
) -> None:
    """The range moves along with a value outside it, and a value whose range cannot move gets one from the bottom."""
    strip = drawn(COST.inputs.parse(changes))[name]
    assert (strip.low, strip.high) == pytest.approx(ends)


def test_a_flip_near_an_end_is_drawn_and_one_far_off_is_not() -> None:
    """The strip reaches behind a break-even within half its lower end, and stays as published for one further down."""
    near = drawn(COST.inputs(label_price=0.35))["wage"]
    assert near.low < near.stretches[0].high < 20
    far = drawn(COST.inputs(label_price=0.2))["wage"]
    assert all(stretch.high < 7.5 for stretch in far.stretches[:-1])
    assert far.low == 15
