"""The turnaround model's flip strips: each flip that is drawn is one, in whole people and in working days."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.catalog import find
from calculators.models.turnaround.strips import in_time, strips
from tests.strategies import scenarios

TURNAROUND = find("turnaround")
INPUTS: Any = TURNAROUND.inputs
FIELDS: Any = INPUTS.fields()
SHAPES = {"project": "deadline_weeks", "inflow": "turnaround_weeks"}
A_DAY = 0.2


def drawn(inputs: Any) -> dict[str, Any]:
    """Return the strips by field."""
    return {strip.field: strip for strip in strips(inputs, TURNAROUND.compute(inputs))}


def check(inputs: Any) -> None:
    """Check that the stretch of the value given says what the answer says, and so do both sides of each flip."""
    for name, strip in drawn(inputs).items():
        assert strip.here.name == in_time(TURNAROUND.compute(inputs))[0]
        step = 1 if FIELDS[name].whole else A_DAY
        for below, above in itertools.pairwise(strip.stretches):
            assert below.high == above.low
            assert below.name != above.name
            for stretch, value in ((below, below.high - step), (above, above.low)):
                if stretch.low <= value and FIELDS[name].minimum <= value:
                    varied = TURNAROUND.compute(inputs.varied({name: int(value) if step == 1 else value}))
                    assert in_time(varied)[0] == stretch.name


@settings(max_examples=40, deadline=None)
@given(scenarios(TURNAROUND.inputs, typical=True), st.sampled_from(list(SHAPES)))
def test_each_flip_that_is_drawn_is_one(x: dict[str, Any], shape: str) -> None:
    """One person fewer, or one working day, or one week, and the answer is the one that is named below the flip."""
    check(TURNAROUND.inputs.parse({**x, "work_shape": shape, "start_date": "", "deadline_date": ""}))


@pytest.mark.parametrize("preset", [None, *TURNAROUND.presets])
def test_the_flips_of_what_can_be_cited(preset: str | None) -> None:
    """The same holds of the defaults and of every preset, and each of them has a flip."""
    inputs = TURNAROUND.inputs.parse(TURNAROUND.presets[preset].inputs if preset else {})
    check(inputs)
    assert any(len(strip.stretches) > 1 for strip in drawn(inputs).values())


@pytest.mark.parametrize("reviewers", [0, 0.5, 1])
def test_people_count_with_the_reviewers_planned(reviewers: float) -> None:
    """Where reviewers are short, more people than the fewest are needed, or none are enough."""
    check(INPUTS(reviewers_now=reviewers, deadline_weeks=16))


def test_the_strips_are_the_same_whatever_the_numbers() -> None:
    """People of either side come first, then the time allowed; a deadline given as a date has no strip."""
    for shape, time in SHAPES.items():
        assert list(drawn(INPUTS(work_shape=shape))) == ["hires", "vendor_annotators", time]
    dated = INPUTS(start_date="2027-01-04", deadline_date="2027-04-02")
    assert list(drawn(dated)) == ["hires", "vendor_annotators"]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([("hires", 0, 20), ("vendor_annotators", 0, 50), ("deadline_weeks", 1, 52)]), st.data())
def test_a_strip_stays_while_it_is_dragged(dragged: tuple[str, int, int], data: st.DataObject) -> None:
    """Wherever it is dragged to, a strip's ends and flips stay."""
    name, low, high = dragged
    before = drawn(INPUTS())[name]
    after = drawn(INPUTS(**{name: data.draw(st.integers(low, high))}))[name]
    assert (after.low, after.high, after.stretches) == (before.low, before.high, before.stretches)
    assert (before.low, before.high) == (low, high)
